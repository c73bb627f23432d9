"""Use cases of the supervisor: look at safe tables, export them, follow the indicators. No name is in reach."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from passeport.domain.account import Operation
from passeport.domain.disclosure import CountTable, Protection, Published, SafeTable, Span, Strategy, TableSpec
from passeport.domain.disclosure_shape import require_sound
from passeport.domain.disclosure_system import is_near
from passeport.domain.errors import PasseportError
from passeport.domain.retention import months_after
from passeport.domain.statistics_errors import AttackSucceeds, PeriodInTheFuture, PeriodRefused, StrategyMixed
from passeport.domain.territories import Territories
from passeport.domain.vocabulary import Term, vocabulary
from passeport.language.catalogue import REFERENCE, speaking
from passeport.language.labels import label
from passeport.language.messages import sentence
from passeport.services.journal_ports import JournalOperation
from passeport.services.ports import Clock, Progress
from passeport.services.statistics_attack import Attacker
from passeport.services.statistics_ports import Counter, FactColumns, Solver, StatisticsPublisher, Suppressor
from passeport.services.statistics_presentation import Dossier, Headline, Sheet, Withheld, headline, sheet_of
from passeport.services.statistics_protection import Noise, Suppression, require_readable, widest
from passeport.services.vault_ports import OpenStatistics

_DAY = "%Y-%m-%d"
_QUARTER = 3
"""Months of a quarter."""


@dataclass(frozen=True)
class Engines:
    """What counts, solves, hides and writes."""

    counter: Callable[[FactColumns], Counter]
    solver: Solver
    suppressor: Suppressor
    publisher: StatisticsPublisher


@dataclass(frozen=True)
class Wish:
    """A table that somebody wants, with how it is called."""

    spec: TableSpec
    key: str = "tableau"
    title: str = ""
    chosen: dict[str, list[str]] | None = None


@dataclass(frozen=True)
class Followed:
    """An indicator and its course: None where it may not be shown."""

    title: str
    values: tuple[Headline | None, ...]


@dataclass(frozen=True)
class Dashboard:
    """The indicators over periods, the whole one last."""

    spans: tuple[Span, ...]
    rows: tuple[Followed, ...]


@dataclass(frozen=True)
class SafeTables:
    """Makes tables safe, and lets the attacker at them before anybody sees them."""

    counter: Counter
    solver: Solver
    suppressor: Suppressor

    def make(
        self,
        spec: TableSpec,
        protection: Protection,
        earlier: Sequence[Published],
        seen: Sequence[Published] = (),
    ) -> SafeTable:
        """Return a table that may be shown beside those published before, and the exact ones `seen` on the screen.

        Raises:
            RuleBroken, InputRefused: of their kinds in `statistics_errors`, when it may not.
        """
        near = [one for one in earlier if is_near(one.spec, spec)]
        if any(one.protection != protection for one in near):
            raise StrategyMixed
        if protection.strategy is Strategy.SUPPRESSION:
            near += [one for one in seen if is_near(one.spec, spec)]
        table = self.counter.table(spec)
        require_readable(table, protection)
        strategy = Noise() if protection.strategy is Strategy.NOISE else Suppression(self.solver, self.suppressor)
        safe = strategy.protect(table, protection, near)
        self._require_unbroken(table, safe, near)
        return safe

    def _require_unbroken(self, table: CountTable, safe: SafeTable, near: Sequence[Published]) -> None:
        attacker = Attacker(self.solver)
        found = attacker.alone(table, safe.values, safe.protection)
        found = found or attacker.beside(table, safe, near, self.counter)
        if found:
            beside = len({one.beside for one in found if one.beside is not None})
            is_period = all(one.of_period for one in found)
            dimension = "" if is_period or not table.spec.by else widest(table).code
            raise AttackSucceeds(count=len(found), published=beside, dimension=dimension)


@dataclass
class Statistics:
    """The statistics of the point d'accueil, for the account at work."""

    opened: OpenStatistics
    clock: Clock
    engines: Engines
    _tables: SafeTables | None = field(default=None, init=False)
    _seen: list[Published] = field(default_factory=list, init=False)
    """Exact tables shown since the opening: two of them can be subtracted as well as two that are published."""

    def require(self) -> None:
        """Do nothing when the account may read the statistics (R07); raises `NotAllowed` otherwise."""
        self.opened.account.require(Operation.READ_STATISTICS)

    @property
    def last_month(self) -> str:
        """The last month that is over."""
        return last_month(self.clock.today())

    def wish(self, measured: str, first: dt.date, last: dt.date, by: Sequence[str]) -> Wish:
        """Return a table that is asked for, checked; a period counts in whole months.

        Raises:
            PeriodRefused, PeriodInTheFuture, UnknownDimension, DimensionTwice, UnknownCodeError.
        """
        span = self.span(first, last)
        return Wish(require_sound(measured, span.first, span.last, tuple(by), self.last_month))

    def span(self, first: dt.date, last: dt.date) -> Span:
        """Return a period in whole months.

        Raises:
            PeriodRefused, PeriodInTheFuture: when it is none, or not over.
        """
        return whole_months(first, last, self.last_month)

    def indicators(self, span: Span) -> tuple[Wish, ...]:
        """Return the ready-made tables of a period."""
        return ready_made(span)

    def persons(self) -> int:
        """Return of how many persons there are facts: shown to nobody, asked whether there is anything at all."""
        self.require()
        with self.opened.unit_of_work() as work:
            return work.facts.count()

    def published(self) -> tuple[Published, ...]:
        """Return the register of what was published, oldest first."""
        self.require()
        with self.opened.unit_of_work() as work:
            return work.facts.published()

    def preview(self, wish: Wish, protection: Protection) -> Sheet:
        """Return a table as it would be exported; raises as `SafeTables.make` does, and `NotAllowed`."""
        safe = self.tables().make(wish.spec, protection, self.published(), self._seen)
        if protection.strategy is Strategy.SUPPRESSION:
            self._seen.append(self._as_published(safe))
        return self._sheet(wish, safe)

    @speaking(REFERENCE)
    def dossier(
        self, wishes: Sequence[Wish], protection: Protection, progress: Progress
    ) -> tuple[Dossier, tuple[Published, ...]]:
        """Make several tables that are safe together; one that is not is left out, and the reason said.

        Raises:
            NotAllowed, Cancelled; for a single table, why it may not be shown.
        """
        earlier, made, sheets, withheld = list(self.published()), [], [], []
        tables = self.tables()
        for done, wish in enumerate(wishes):
            progress(done, len(wishes))
            try:
                safe = tables.make(wish.spec, protection, earlier, self._seen)
            except PasseportError as error:
                if len(wishes) == 1:
                    raise
                withheld.append(Withheld(wish.key, wish.title, sentence(error)))
                continue
            one = self._as_published(safe)
            earlier.append(one)
            made.append(one)
            sheets.append(self._sheet(wish, safe))
        progress(len(wishes), len(wishes))
        span = Span(first=min(w.spec.span.first for w in wishes), last=max(w.spec.span.last for w in wishes))
        today = self.clock.today().strftime(_DAY)
        station = self.opened.account.station.name
        return Dossier(station, span, protection, today, tuple(sheets), tuple(withheld)), tuple(made)

    def dashboard(self, span: Span, progress: Progress) -> "Dashboard":
        """Return each indicator by quarter and over the whole period, from figures under noise.

        Raises:
            NotAllowed, Cancelled.
        """
        parts = (*trend(span), span) if len(span.months) > _QUARTER else (span,)
        earlier, tables = self.published(), self.tables()
        rows = []
        wishes = [ready_made(part) for part in parts]
        for done, same in enumerate(zip(*wishes, strict=True)):
            progress(done, len(wishes[0]))
            rows.append(Followed(_title(same[0]), tuple(self._headline(tables, wish, earlier) for wish in same)))
        progress(len(wishes[0]), len(wishes[0]))
        return Dashboard(parts, tuple(rows))

    def _as_published(self, safe: SafeTable) -> Published:
        return Published(
            at=self.clock.now(),
            account=self.opened.account.name,
            spec=safe.spec,
            protection=safe.protection,
            axes=tuple(dict(axis) for axis in safe.axes),
            cells=tuple(sorted(safe.values.items())),
        )

    def _headline(self, tables: SafeTables, wish: Wish, earlier: Sequence[Published]) -> Headline | None:
        """Return the value that an indicator is followed by, under the noise of what was published of these months."""
        noises = [one.protection for one in earlier if is_near(one.spec, wish.spec)]
        chosen = next((one for one in noises if one.strategy is Strategy.NOISE), Protection())
        try:
            safe = tables.make(wish.spec, chosen, earlier)
        except PasseportError:
            return None
        return headline(self._sheet(wish, safe))

    def export(self, wishes: Sequence[Wish], protection: Protection, folder: Path, progress: Progress) -> Dossier:
        """Note tables in the register and the journal, then write them; nothing when nothing may be shown.

        A folder that refuses them leaves them noted: the register then holds more than was published, never less.

        Raises:
            NotAllowed, OutputNotWritten, Cancelled; for a single table, why it may not be shown.
        """
        dossier, made = self.dossier(wishes, protection, progress)
        if not made:
            return dossier
        files = self.engines.publisher.prepare(dossier)
        with self.opened.unit_of_work() as work:
            digests = tuple(sorted(self.engines.publisher.digests(files).items()))
            for one in made:
                work.facts.publish(one.evolve(files=digests))
            work.journal.record(JournalOperation.STATISTICS_EXPORTED, dossier.made_on)
            work.commit()
        self.engines.publisher.write(files, folder)  # noted first: what is not in the register is attacked by nobody
        return dossier

    def tables(self) -> SafeTables:
        """Return what makes tables safe, over the facts as they were when it was first asked for."""
        self.require()
        if self._tables is None:
            with self.opened.unit_of_work() as work:
                counter = self.engines.counter(work.facts.columns())
            self._tables = SafeTables(counter, self.engines.solver, self.engines.suppressor)
        return self._tables

    def forget(self) -> None:
        """Let go of the facts in memory."""
        self._tables = None

    def territories(self) -> Territories:
        """Return the territories that the facts were made with."""
        with self.opened.unit_of_work() as work:
            return work.facts.territories()

    def _sheet(self, wish: Wish, safe: SafeTable) -> Sheet:
        return sheet_of(safe, self.territories(), key=wish.key, title=wish.title, chosen=wish.chosen)


def last_month(today: dt.date) -> str:
    """Return the last month that is over."""
    return months_after(today.replace(day=1), -1).isoformat()[:7]


def whole_months(first: dt.date, last: dt.date, until: str) -> Span:
    """Return a period in whole months, up to the month `until`.

    Raises:
        PeriodRefused, PeriodInTheFuture: when it is none, or not over.
    """
    if last < first:
        raise PeriodRefused(first=first.isoformat(), last=last.isoformat())
    months = (first.isoformat()[:7], last.isoformat()[:7])
    if months[1] > until:
        raise PeriodInTheFuture(last=months[1], limit=until)
    return Span(first=months[0], last=months[1])


def ready_made(span: Span) -> tuple[Wish, ...]:
    """Return the tables of the strategy's indicators for a period."""
    return tuple(_indicator(term, span) for term in vocabulary("statistics_indicators").terms)


def _title(wish: Wish) -> str:
    """What an indicator is called on the screen; `Wish.title` is what the files call it, in French."""
    return label("statistics_indicators", wish.key.upper().replace("-", "_"))


def _indicator(term: Term, span: Span) -> Wish:
    shift = int(term.extra.get("shift", 0))
    months = Span(first=_shifted(span.first, shift), last=_shifted(span.last, shift))
    spec = TableSpec(measure=str(term.extra["measure"]), span=months, by=tuple(term.extra["by"]))
    return Wish(spec, term.code.lower().replace("_", "-"), term.label(), term.extra.get("share"))


def _shifted(month: str, back: int) -> str:
    return months_after(dt.date.fromisoformat(f"{month}-01"), -back).isoformat()[:7]


def trend(span: Span) -> Iterator[Span]:
    """Go through the quarters of a period, oldest first: what a dashboard shows the course of."""
    months = span.months
    for start in range(0, len(months), _QUARTER):
        part = months[start : start + _QUARTER]
        yield Span(first=part[0], last=part[-1])
