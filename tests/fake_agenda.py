"""The agenda of a vault in memory: the same lines as the store keeps, made of the dossiers at each question."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from passeport.domain.agenda import AgendaEntry, DueKind, gathered, waiting
from passeport.domain.beneficiary import Dossier
from passeport.domain.goal import ReminderPolicy
from passeport.domain.identifiers import AccountId, BeneficiaryId
from passeport.services.agenda_ports import DueRow


@dataclass
class Reminders:
    """The delays that were set."""

    policy: ReminderPolicy = field(default_factory=ReminderPolicy)


@dataclass(frozen=True)
class MemoryAgenda:
    """The same lines, made of the dossiers at each question."""

    dossiers: Mapping[BeneficiaryId, Dossier]
    kept: Reminders

    def due(
        self,
        kind: DueKind,
        days: tuple[dt.date, dt.date],
        today: dt.date,
        *,
        referent: AccountId | None = None,
        after: tuple[str, str, str] | None = None,
        limit: int = 100,
    ) -> tuple[DueRow, ...]:
        rows = [
            DueRow(kind, line.item, who, _person(dossier), line.words, line.day, dossier.beneficiary.referent)
            for who, dossier in self.dossiers.items()
            for line in waiting(dossier)
            if line.kind is kind and days[0] <= line.day <= days[1]
            if line.hidden_until is None or line.hidden_until <= today
            if referent is None or dossier.beneficiary.referent == referent
        ]
        rows.sort(key=lambda row: row.place)
        return tuple(row for row in rows if after is None or row.place > after)[:limit]

    def count(
        self, days: Mapping[DueKind, tuple[dt.date, dt.date]], today: dt.date, *, referent: AccountId | None = None
    ) -> dict[DueKind, int]:
        return {k: len(self.due(k, span, today, referent=referent, limit=10**6)) for k, span in days.items()}

    def between(
        self, first: dt.date, last: dt.date, *, referent: AccountId | None = None, limit: int = 2000
    ) -> tuple[AgendaEntry, ...]:
        entries = [
            AgendaEntry(
                kind=DueKind.STEP,
                item=str(step.id),
                beneficiary=who,
                person=_person(dossier),
                day=step.day,
                until=step.until or step.day,
                at=step.at,
                minutes=step.minutes,
                type=step.type,
                status=step.status.value,
                mode=step.mode,
                words=step.title,
                place=step.place,
            )
            for who, dossier in self.dossiers.items()
            if referent is None or dossier.beneficiary.referent == referent
            for parcours in dossier.parcours
            for step in parcours.steps
            if step.day <= last and (step.until or step.day) >= first
        ]
        return tuple(sorted(entries, key=lambda one: (one.day, one.at or dt.time.min)))[:limit]

    def per_day(
        self,
        first: dt.date,
        last: dt.date,
        *,
        collective: frozenset[str] = frozenset(),
        referent: AccountId | None = None,
    ) -> dict[dt.date, int]:
        found = gathered(self.between(first, last, referent=referent), collective)
        days = (first + dt.timedelta(days=number) for number in range((last - first).days + 1))
        counts = {day: sum(one.day <= day <= one.until for one in found) for day in days}
        return {day: number for day, number in counts.items() if number}

    def reminders(self) -> ReminderPolicy:
        return self.kept.policy

    def set_reminders(self, policy: ReminderPolicy) -> None:
        self.kept.policy = policy


def _person(dossier: Dossier) -> str:
    identity = dossier.beneficiary.identity
    return f"{identity.family_name.upper()} {identity.given_names}"
