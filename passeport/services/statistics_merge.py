"""Use case of the region: put contributions together, refuse what cannot be taken, protect once, at the end."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from passeport.domain.contribution import About
from passeport.domain.disclosure import CountTable, Protection, Published, Span, Strategy, TableSpec
from passeport.domain.disclosure_shape import require_sound
from passeport.domain.errors import PasseportError
from passeport.domain.statistics_errors import SuppressionNotMerged
from passeport.domain.territories import Territories
from passeport.language.messages import sentence
from passeport.services.ports import Clock, Progress
from passeport.services.statistics import SafeTables, Wish, last_month, ready_made, whole_months
from passeport.services.statistics_ports import Merging, Refused, Solver, StatisticsPublisher, Suppressor
from passeport.services.statistics_presentation import Dossier, Sheet, Withheld, sheet_of


@dataclass(frozen=True)
class Merged:
    """What came of a merge: the tables, the files taken, and those that were not."""

    dossier: Dossier | None
    """None when nothing could be taken."""
    taken: tuple[Path, ...]
    refused: tuple[Refused, ...]
    stations: int = 0
    """How many points d'accueil the files taken are from; one may have sent several periods."""


@dataclass(frozen=True)
class Counted:
    """A counter of tables that are counted already."""

    tables: dict[TableSpec, CountTable] = field(default_factory=dict)

    def table(self, spec: TableSpec, minus: Span | None = None) -> CountTable:
        """Return a table; raises `KeyError` for one that was not counted."""
        if minus is not None:
            raise KeyError(minus)
        return self.tables[spec]


@dataclass(frozen=True)
class StatisticsMerge:
    """The merging of contributions."""

    merging: Merging
    solver: Solver
    suppressor: Suppressor
    publisher: StatisticsPublisher
    clock: Clock

    def merge(
        self,
        paths: Sequence[Path],
        protection: Protection,
        progress: Progress,
        *,
        span: Span | None = None,
        asked: tuple[str, Sequence[str]] | None = None,
        territories: Territories | None = None,
    ) -> Merged:
        """Return the tables of all contributions that can be taken: the indicators, or the one that is asked for.

        The period is `span`, or all that the contributions cover; `asked` is a measure and the dimensions to cross;
        `territories` name the bassins d'emploi, which a contribution holds as codes.

        Raises:
            SuppressionNotMerged: exact figures are asked for; nothing is opened then.
            UnknownDimension, DimensionTwice, PeriodInTheFuture, Cancelled; for a single table, why it may not be shown.
        """
        if protection.strategy is not Strategy.NOISE:
            raise SuppressionNotMerged
        until = last_month(self.clock.today())
        abouts, refused = self.merging.abouts(paths, progress)
        taken, twice = _once(abouts)
        late = [Refused(path, "future", abouts[path].span.last) for path in taken if abouts[path].span.last > until]
        taken = [path for path in taken if abouts[path].span.last <= until]
        if not taken:
            return Merged(None, (), (*refused, *twice, *late))
        period = span or Span(
            first=min(abouts[path].span.first for path in taken), last=max(abouts[path].span.last for path in taken)
        )
        wishes = ready_made(period)
        if asked is not None:
            wishes = (Wish(require_sound(asked[0], period.first, period.last, tuple(asked[1]), until)),)
        tables, unsound = self.merging.count(_by_station(taken, abouts), [one.spec for one in wishes], until, progress)
        gone = {one.path for one in unsound}
        taken = [path for path in taken if path not in gone]
        if not taken:
            return Merged(None, (), (*refused, *twice, *late, *unsound))
        dossier = self._dossier(Counted(tables), wishes, protection, period, territories or Territories())
        stations = len({abouts[path].vault for path in taken})
        return Merged(dossier, tuple(taken), (*refused, *twice, *late, *unsound), stations)

    def span(self, first: dt.date, last: dt.date) -> Span:
        """Return a period in whole months; raises `PeriodRefused` or `PeriodInTheFuture`."""
        return whole_months(first, last, last_month(self.clock.today()))

    def write(self, merged: Merged, folder: Path) -> None:
        """Write the tables and the account of the files; raises `OutputNotWritten`."""
        if merged.dossier is not None:
            files = dict(self.publisher.prepare(merged.dossier, merged.stations))
            self.publisher.write(files, folder)

    def _dossier(
        self,
        counted: Counted,
        wishes: Sequence[Wish],
        protection: Protection,
        period: Span,
        territories: Territories,
    ) -> Dossier:
        safe = SafeTables(counted, self.solver, self.suppressor)
        sheets: list[Sheet] = []
        withheld: list[Withheld] = []
        made: list[Published] = []
        for wish in wishes:
            try:
                table = safe.make(wish.spec, protection, made)
            except PasseportError as error:
                if len(wishes) == 1:
                    raise
                withheld.append(Withheld(wish.key, wish.title, sentence(error)))
                continue
            made.append(
                Published(
                    at=self.clock.now(),
                    account="",
                    spec=table.spec,
                    protection=protection,
                    axes=tuple(dict(axis) for axis in table.axes),
                    cells=tuple(sorted(table.values.items())),
                )
            )
            sheets.append(sheet_of(table, territories, key=wish.key, title=wish.title, chosen=wish.chosen))
        today = self.clock.today().isoformat()
        return Dossier(
            station="Région Île-de-France",
            span=period,
            protection=protection,
            made_on=today,
            sheets=tuple(sheets),
            withheld=tuple(withheld),
            is_merged=True,
        )


def _by_station(taken: Sequence[Path], abouts: Mapping[Path, About]) -> list[tuple[Path, ...]]:
    """Return the files of each point d'accueil together, latest period first: they tell of the same people."""
    found: dict[UUID, list[Path]] = {}
    for path in taken:
        found.setdefault(abouts[path].vault, []).append(path)
    return [tuple(sorted(paths, key=lambda path: abouts[path].span.last, reverse=True)) for paths in found.values()]


def _once(abouts: dict[Path, About]) -> tuple[list[Path], list[Refused]]:
    """Return the files to take, and those that say what another one says already: the first one counts."""
    taken: list[Path] = []
    refused: list[Refused] = []
    for path, about in abouts.items():
        others = [abouts[known] for known in taken]
        if any(other.id == about.id for other in others):
            refused.append(Refused(path, "twice"))
        elif any(other.vault == about.vault and other.span.overlaps(about.span) for other in others):
            refused.append(Refused(path, "overlap", f"{about.span.first} – {about.span.last}"))
        else:
            taken.append(path)
    return taken, refused
