"""What the statistics need from the world outside: notes to tell, facts to keep, a counter, a solver."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from passeport.domain.anonymous import AnonymousDossier
from passeport.domain.beneficiary import Dossier
from passeport.domain.contribution import About
from passeport.domain.disclosure import CountTable, Published, Span, TableSpec
from passeport.domain.disclosure_system import System
from passeport.domain.facts import Facts, Subject
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.territories import Territories
from passeport.services.ports import Progress
from passeport.services.statistics_presentation import Dossier as StatisticsDossier


@dataclass(frozen=True)
class Note:
    """A dossier that the statistics have to learn about, or one that is gone (no `beneficiary` then)."""

    id: int
    number: int
    beneficiary: BeneficiaryId | None
    subject: Subject | None
    anonymous: AnonymousDossier | None = None
    """What stays of a dossier that was anonymised."""


@dataclass(frozen=True)
class Refused:
    """A contribution that was not taken: why, as a code, and what of it."""

    path: Path
    reason: str
    detail: str = ""


@dataclass(frozen=True)
class FactColumns:
    """Every fact, by the name of its column; the columns of one table have one length."""

    persons: Mapping[str, Sequence[Any]]
    parcours: Mapping[str, Sequence[Any]]
    steps: Mapping[str, Sequence[Any]]


class FactNotes(Protocol):
    """The notes to the statistics that wait in the dossiers."""

    def waiting(self, limit: int, after: int = 0) -> tuple[Note, ...]:
        """Return the oldest notes from just after the note `after`."""

    def forget(self, until: int) -> None:
        """Forget the notes up to `until`, which were told."""

    def note_everything(self) -> None:
        """Note every dossier, to build the statistics anew."""

    def territories(self) -> Territories:
        """Return the territories that were loaded."""

    def set_territories(self, territories: Territories) -> None:
        """Keep the territories."""


class FactStore(Protocol):
    """The facts, and the register of what was published."""

    def put(self, facts: Iterable[Facts], gone: Iterable[int] = ()) -> None:
        """Replace the facts of these subjects, and drop those of subjects that are gone."""

    def clear(self) -> None:
        """Drop every fact."""

    def count(self) -> int:
        """Return how many persons there are."""

    def columns(self) -> FactColumns:
        """Return every fact, column by column."""

    def territories(self) -> Territories:
        """Return the territories that the facts were made with."""

    def set_territories(self, territories: Territories) -> None:
        """Keep the territories that the facts are made with."""

    def setting(self, name: str) -> str | None:
        """Return a setting of the statistics."""

    def set_setting(self, name: str, content: str) -> None:
        """Keep a setting of the statistics."""

    def published(self) -> tuple[Published, ...]:
        """Return what was published, oldest first."""

    def publish(self, one: Published) -> None:
        """Add to the register of what was published."""


class DossierReader(Protocol):
    """Gives a dossier as it is kept."""

    def get(self, beneficiary: BeneficiaryId) -> Dossier:
        """Return a dossier; raises `NothingToShow` when there is none."""


class Counter(Protocol):
    """Counts facts."""

    def table(self, spec: TableSpec, minus: Span | None = None) -> CountTable:
        """Return a table as it is counted; without what fell in the months of `minus`."""


class Solver(Protocol):
    """The attacker's arithmetic."""

    def intervals(self, system: System, wanted: Sequence[int]) -> list[tuple[float, float]]:
        """Return the least and greatest value of each unknown wanted."""

    def moving(
        self, system: System, truth: Mapping[int, int], moved: tuple[int, float], costs: Mapping[int, float]
    ) -> frozenset[int]:
        """Return the unknowns that move with one moved up by so much, at the least cost; nothing when none can."""


class Suppressor(Protocol):
    """Chooses which cells to hide beside those that must be."""

    def hide(
        self,
        system: System,
        truth: Mapping[int, int],
        needs: Mapping[int, float],
        costs: Mapping[int, float],
        kept: AbstractSet[int] = frozenset(),
    ) -> frozenset[int]:
        """Return the unknowns to hide; raises `ProtectionFailed`."""


class StatisticsPublisher(Protocol):
    """Makes the files of tables that may be shown."""

    def prepare(self, dossier: StatisticsDossier, stations: int = 1) -> Mapping[str, bytes]:
        """Return every file by its name, a manifest with their digests among them; so many `stations` are in it."""

    def digests(self, files: Mapping[str, bytes]) -> Mapping[str, str]:
        """Return the SHA-256 of each file."""

    def write(self, files: Mapping[str, bytes], folder: Path) -> None:
        """Write the files in a folder, all of them or none; raises `OutputNotWritten`."""


class Merging(Protocol):
    """Contributions sealed for a region, for the holder of its key."""

    def abouts(self, paths: Sequence[Path], progress: Progress) -> tuple[dict[Path, About], tuple[Refused, ...]]:
        """Return what each file says of itself, and those that cannot be opened."""

    def count(
        self, stations: Sequence[Sequence[Path]], specs: Sequence[TableSpec], until: str, progress: Progress
    ) -> tuple[dict[TableSpec, CountTable], tuple[Refused, ...]]:
        """Return the tables of all files together, and the files refused for what is in them.

        `stations` holds the files of each point d'accueil, its latest period first: what several of them tell of the
        same person or parcours is told by the first one that does.
        """


class Sealer(Protocol):
    """Seals the contribution of a point d'accueil for its region."""

    def seal(self, facts: FactColumns, about: About, public: bytes) -> bytes:
        """Return the contribution, for the holder of the other half of `public` alone."""
