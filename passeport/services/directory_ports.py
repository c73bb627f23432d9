"""What the use cases of the directory need: a file of points d'accueil, and the directory in the vault."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Protocol

from pydantic import Field

from passeport.domain.directory import Entry, PointAccueil, RefusedLine
from passeport.domain.model import DomainModel
from passeport.domain.text import Shown
from passeport.services.ports import Progress


class DirectoryFile(DomainModel):
    """What a file of points d'accueil says."""

    file_name: Shown
    kind: str
    """`data-inclusion` or `table`."""
    points: tuple[PointAccueil, ...]
    refused: tuple[RefusedLine, ...] = ()
    headings: tuple[Shown, ...] = ()
    """The columns of a table."""
    mapping: dict[str, Shown] = Field(default_factory=dict)
    """Field → heading, as they were taken."""


class DirectoryReader(Protocol):
    """Reads a file of points d'accueil, and trusts none (R22)."""

    def read(
        self, path: Path, source: str = "", mapping: Mapping[str, str] | None = None, progress: Progress | None = None
    ) -> DirectoryFile:
        """Return what a file says; `source` and `mapping` are for a table with columns of its own.

        Raises:
            FileNotFound, FileTooLarge, NoDirectoryInFile, DamagedFile, DangerousFile.
            FieldRefused: when no column holds the names.
        """

    def headings(self, path: Path) -> tuple[str, ...]:
        """Return the titles of the columns of a table; raises as `read` does."""


class SourceState(DomainModel):
    """A source of the directory, and how many points d'accueil come from it."""

    source: str
    count: int
    corrected: int


class DirectoryStore(Protocol):
    """The directory in the vault."""

    def of_sources(self, sources: Iterable[str]) -> tuple[Entry, ...]:
        """Return everything that comes from these sources."""

    def sources(self) -> tuple[SourceState, ...]:
        """Return every source, by name."""

    def get(self, identifier: str) -> Entry:
        """Return one; raises `NothingToShow` when there is none."""

    def names(self, identifiers: Iterable[str]) -> dict[str, str]:
        """Return the name of each point d'accueil there is among these identifiers, as it is shown."""

    def put(self, entries: Iterable[Entry]) -> None:
        """Add them, or replace those of the same identifier."""

    def drop(self, identifiers: Iterable[str]) -> None:
        """Remove some."""

    def find(self, text: str, *, network: str | None = None, limit: int = 50) -> tuple[Entry, ...]:
        """Return those whose words begin with each word of `text`, by name; the first ones for an empty text."""

    def of_network(self, network: str) -> tuple[PointAccueil, ...]:
        """Return all of one network, as they are shown."""

    def coordinates_in(self, commune: str) -> tuple[tuple[float, float], ...]:
        """Return the latitude and longitude of those of a commune that have them."""
