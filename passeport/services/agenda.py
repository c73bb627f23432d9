"""Use cases of the day: what is to be done, in the order of its urgency, the agenda, and the agenda as a file."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from passeport.domain.account import Operation
from passeport.domain.agenda import (
    DAY_UNKNOWN,
    RETURNS_FOR,
    AgendaEntry,
    DueItem,
    DueKind,
    bounds,
    deadline,
    gathered,
    is_expired,
)
from passeport.domain.goal import ReminderPolicy
from passeport.domain.identifiers import AccountId
from passeport.domain.retention import RetentionPolicy
from passeport.domain.vocabulary import vocabulary
from passeport.services.agenda_ports import DueRow, DueSource
from passeport.services.checking import checked
from passeport.services.dossier_ports import UnitOfWork
from passeport.services.editing import Editing
from passeport.services.file_ports import CalendarNaming, CalendarWriter, FileOutput
from passeport.services.journal_ports import JournalOperation

Days = tuple[dt.date, dt.date]
Cursor = Mapping[DueKind, tuple[str, str, str]]
"""How far each kind of line was read."""

KEPT_KINDS = tuple(kind for kind in DueKind if kind is not DueKind.DRAFT)
"""The kinds that a dossier keeps; the others come from elsewhere (`DueSource`)."""


@dataclass(frozen=True)
class DuePage:
    """Some lines of « À faire », most urgent first, and from where to go on; None when there are no more."""

    items: tuple[DueItem, ...]
    cursor: Cursor | None = None


@dataclass(frozen=True)
class Agenda:
    """The day of the account at work, and of the point d'accueil."""

    editing: Editing
    writer: CalendarWriter
    output: FileOutput
    sources: tuple[DueSource, ...] = field(default=())
    """Where lines that no dossier keeps come from."""

    def due(
        self,
        *,
        mine: bool = True,
        kinds: frozenset[DueKind] | None = None,
        after: Cursor | None = None,
        limit: int = 100,
    ) -> DuePage:
        """Return what is to be done, most urgent first: for the people that the account follows, or for everybody.

        `kinds` are those wanted (None: all of them), `after` the cursor of the page before.
        """
        self.editing.require(Operation.READ_DOSSIER)
        today = self.editing.clock.today()
        with self.editing.vault.unit_of_work() as work:
            reminders, retention = work.agenda.reminders(), work.retention.policy()
            rows: list[DueRow] = []
            for kind, days in _spans(today, reminders, retention, kinds).items():
                start = after.get(kind) if after is not None else None
                rows += work.agenda.due(
                    kind, days, today, referent=self._referent(mine=mine), after=start, limit=limit + 1
                )
        items = [(self._item(row, today, reminders, retention), row) for row in rows]
        # within a kind in the order of the store: the next page goes on from there
        items.sort(key=lambda pair: (pair[0].deadline, pair[1].kind, pair[1].place))
        taken = items[:limit]
        drafts = self._others(kinds) if after is None else ()
        places = dict(after or {}) | {row.kind: row.place for _, row in taken}
        return DuePage((*drafts, *(item for item, _ in taken)), places if len(items) > limit else None)

    def counts(self, *, mine: bool = True) -> dict[DueKind, int]:
        """Return how many lines of each kind there are to do today."""
        self.editing.require(Operation.READ_DOSSIER)
        today = self.editing.clock.today()
        with self.editing.vault.unit_of_work() as work:
            spans = _spans(today, work.agenda.reminders(), work.retention.policy(), None)
            found = work.agenda.count(spans, today, referent=self._referent(mine=mine))
        return {**found, DueKind.DRAFT: len(self._others(None))}

    def between(self, first: dt.date, last: dt.date, *, mine: bool = True) -> tuple[AgendaEntry, ...]:
        """Return what stands in the agenda on these days, both included; a session of a group as one entry."""
        self.editing.require(Operation.READ_DOSSIER)
        with self.editing.vault.unit_of_work() as work:
            return self._between(work, (first, last), mine=mine)

    def per_day(self, first: dt.date, last: dt.date, *, mine: bool = True) -> dict[dt.date, int]:
        """Return how many entries stand in the agenda on each of these days, as `between` has them."""
        self.editing.require(Operation.READ_DOSSIER)
        with self.editing.vault.unit_of_work() as work:
            return work.agenda.per_day(first, last, collective=_collective(), referent=self._referent(mine=mine))

    def reminders(self) -> ReminderPolicy:
        """Return after how many days a referral without an answer comes back."""
        self.editing.require(Operation.READ_DOSSIER)
        with self.editing.vault.unit_of_work() as work:
            return work.agenda.reminders()

    def set_reminders(self, referral_days: int, expiry_days: int) -> ReminderPolicy:
        """Set these delays; raises `FieldRefused` when the second is not longer than the first."""
        self.editing.require(Operation.SET_REMINDERS)
        policy = checked(ReminderPolicy, {"referral_days": referral_days, "expiry_days": expiry_days})
        with self.editing.vault.unit_of_work() as work:
            work.agenda.set_reminders(policy)
            work.journal.record(JournalOperation.REMINDERS_SET, f"{referral_days} {expiry_days}")
            work.commit()
        return policy

    def export(
        self,
        days: Days,
        path: Path,
        naming: CalendarNaming = CalendarNaming.NOTHING,
        *,
        mine: bool = True,
        item: str = "",
    ) -> int:
        """Write the appointments of these days (or one of them, `item`) as a calendar file; return how many.

        Steps only, by their type: nothing that was typed leaves, neither a name (R03, R13).

        Raises:
            OutputNotWritten: when the folder or the disk refuses the file.
        """
        self.editing.require(Operation.EXPORT_AGENDA)
        with self.editing.vault.unit_of_work() as work:
            entries = [
                entry
                for entry in self._between(work, days, mine=mine)
                if entry.kind is DueKind.STEP and (not item or entry.item == item)
            ]
            data = self.writer.write(tuple(entries), naming, self.editing.account.station, self.editing.clock.now())
            with self.output.prepare(path, data) as prepared:
                # of one person, the line names them; of several, the days
                people = {entry.beneficiary for entry in entries}
                reference = str(next(iter(people))) if len(people) == 1 and entries[0].people == 1 else ""
                work.journal.record(
                    JournalOperation.AGENDA_EXPORTED, reference or f"{days[0].isoformat()} {days[1].isoformat()}"
                )
                work.commit()
                prepared.publish()
        return len(entries)

    def _between(self, work: UnitOfWork, days: Days, *, mine: bool) -> tuple[AgendaEntry, ...]:
        found = work.agenda.between(*days, referent=self._referent(mine=mine))
        return gathered(found, _collective())

    def _referent(self, *, mine: bool) -> AccountId | None:
        return self.editing.account.id if mine else None

    def _item(self, row: DueRow, today: dt.date, reminders: ReminderPolicy, retention: RetentionPolicy) -> DueItem:
        return DueItem(
            kind=row.kind,
            item=row.item,
            beneficiary=row.beneficiary,
            person=row.person,
            words=row.words,
            day=row.day,
            deadline=deadline(row.kind, row.day, reminders, retention),
            is_mine=row.referent == self.editing.account.id,
            is_expired=is_expired(row.kind, row.day, today, reminders),
        )

    def _others(self, kinds: frozenset[DueKind] | None) -> tuple[DueItem, ...]:
        found = (line for source in self.sources for line in source.waiting())
        return tuple(line for line in found if kinds is None or line.kind in kinds)


def _spans(
    today: dt.date, reminders: ReminderPolicy, retention: RetentionPolicy, kinds: frozenset[DueKind] | None
) -> dict[DueKind, Days]:
    last = bounds(today, reminders, retention)
    first = {DueKind.RETURN: today - dt.timedelta(days=RETURNS_FOR), DueKind.UNDATED: DAY_UNKNOWN}
    wanted = [kind for kind in KEPT_KINDS if kinds is None or kind in kinds]
    return {kind: (first.get(kind, dt.date.min), last[kind]) for kind in wanted}


def _collective() -> frozenset[str]:
    """The types of steps that people take part in together."""
    return frozenset(term.code for term in vocabulary("step_types").terms if term.extra.get("collective"))
