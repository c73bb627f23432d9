"""What waits in every dossier, read from the lines that their saves keep: never a dossier is opened for it."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, and_, case, distinct, func, or_, select, tuple_
from sqlalchemy.dialects.sqlite import insert

from passeport.domain.agenda import AgendaEntry, DueKind
from passeport.domain.goal import ReminderPolicy
from passeport.domain.identifiers import AccountId, BeneficiaryId
from passeport.services.agenda_ports import DueRow
from storage.tables import beneficiary, due, setting, step

_POLICY = "reminders"
_LONGEST = dt.timedelta(days=92)
"""How long after the first day of a window a planned step that reaches into it may end: an immersion lasts weeks."""
_DATED = (DueKind.ACTION.value, DueKind.GOAL.value)


class SqlAgendaStore:
    """Port `AgendaStore`, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work inside the transaction of `connection`."""
        self._connection = connection

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
        """Return the lines of a kind by their place, from just after `after`."""
        place = (due.c.day, due.c.beneficiary_id, due.c.item)
        wanted = _waiting(kind, days, today, referent)
        if after is not None:
            wanted = and_(wanted, tuple_(*place) > after)
        columns = (due.c.kind, due.c.item, due.c.beneficiary_id, due.c.words, due.c.day, due.c.referent)
        few = select(*columns).where(wanted).order_by(*place).limit(limit).subquery()
        query = (
            select(few, beneficiary.c.family_name, beneficiary.c.given_names)
            .join(beneficiary, beneficiary.c.id == few.c.beneficiary_id)
            .order_by(few.c.day, few.c.beneficiary_id, few.c.item)
        )
        return tuple(
            DueRow(
                kind=kind,
                item=row.item,
                beneficiary=BeneficiaryId(UUID(row.beneficiary_id)),
                person=_person(row),
                words=row.words,
                day=dt.date.fromisoformat(row.day),
                referent=AccountId(UUID(row.referent)) if row.referent else None,
            )
            for row in self._connection.execute(query)
        )

    def count(
        self, days: Mapping[DueKind, tuple[dt.date, dt.date]], today: dt.date, *, referent: AccountId | None = None
    ) -> dict[DueKind, int]:
        """Return how many lines of each kind there are in all."""
        parts = [
            select(func.count()).select_from(due).where(_waiting(kind, span, today, referent))
            for kind, span in days.items()
        ]
        counts = [self._connection.execute(part).scalar_one() for part in parts]
        return dict(zip(days, counts, strict=True))

    def between(
        self, first: dt.date, last: dt.date, *, referent: AccountId | None = None, limit: int = 2000
    ) -> tuple[AgendaEntry, ...]:
        """Return the steps, actions and goals of these days by day and time."""
        dated = self._connection.execute(_dated(first, last, referent).order_by(due.c.day).limit(limit)).all()
        begun = _steps().where(step.c.day.between(first.isoformat(), last.isoformat()), _is_seen(referent))
        steps = [
            *self._connection.execute(begun.order_by(step.c.day).limit(limit)),
            *self._connection.execute(_reaching(first, referent).limit(limit)),
        ]
        entries = [*map(_dated_entry, dated), *map(_step_entry, steps)]
        return tuple(sorted(entries, key=lambda one: (one.day, one.at or dt.time.min, one.person, one.item))[:limit])

    def per_day(
        self,
        first: dt.date,
        last: dt.date,
        *,
        collective: frozenset[str] = frozenset(),
        referent: AccountId | None = None,
    ) -> dict[dt.date, int]:
        """Return how many entries stand on each of these days, as `gathered` shows them: each day of one that lasts.

        The steps of a `collective` type that are alike are one session.
        """
        whose = () if referent is None else (due.c.referent == str(referent),)
        dates = (first.isoformat(), last.isoformat())
        dated = select(due.c.day, due.c.day.label("until"), func.count().label("number"))
        dated = dated.where(due.c.kind.in_(_DATED), due.c.day.between(*dates), *whose).group_by(due.c.day)
        begun = _steps().where(step.c.day.between(*dates), _is_seen(referent))
        counts = (dated, _entries(begun, collective), _entries(_reaching(first, referent), collective))
        found: Counter[dt.date] = Counter()
        for counted in counts:
            for day, until, number in self._connection.execute(counted):
                ends = min(dt.date.fromisoformat(until or day), last)
                here = max(dt.date.fromisoformat(day), first)
                while here <= ends:
                    found[here] += number
                    here += dt.timedelta(days=1)
        return dict(found)

    def reminders(self) -> ReminderPolicy:
        """Return the delays of the reminders; the usual ones until others are set."""
        content = self._connection.execute(select(setting.c.content).where(setting.c.name == _POLICY)).scalar()
        return ReminderPolicy.model_validate_json(content) if content is not None else ReminderPolicy()

    def set_reminders(self, policy: ReminderPolicy) -> None:
        """Set the delays of the reminders."""
        values = {"name": _POLICY, "content": policy.model_dump_json()}
        self._connection.execute(insert(setting).values(**values).on_conflict_do_update(set_=values))


def _waiting(
    kind: DueKind, days: tuple[dt.date, dt.date], today: dt.date, referent: AccountId | None
) -> ColumnElement[bool]:
    parts = [
        due.c.kind == kind.value,
        due.c.day.between(days[0].isoformat(), days[1].isoformat()),
        or_(due.c.hidden_until.is_(None), due.c.hidden_until <= today.isoformat()),
    ]
    if referent is not None:
        parts.append(due.c.referent == str(referent))
    return and_(*parts)


def _dated(first: dt.date, last: dt.date, referent: AccountId | None) -> Select[Any]:
    whose = () if referent is None else (due.c.referent == str(referent),)
    return (
        select(due, beneficiary.c.family_name, beneficiary.c.given_names)
        .join(beneficiary, beneficiary.c.id == due.c.beneficiary_id)
        .where(due.c.kind.in_(_DATED), due.c.day.between(first.isoformat(), last.isoformat()), *whose)
    )


def _reaching(first: dt.date, referent: AccountId | None) -> Select[Any]:
    """The planned steps that began before the window and reach into it: one question of its own, for its index."""
    whose = () if referent is None else (due.c.referent == str(referent),)
    is_line = and_(
        due.c.beneficiary_id == step.c.beneficiary_id, due.c.item == step.c.id, due.c.kind == DueKind.STEP.value
    )
    span = (first.isoformat(), (first + _LONGEST).isoformat())
    return _steps().join(due, is_line).where(due.c.day.between(*span), due.c.start < first.isoformat(), *whose)


def _steps() -> Select[Any]:
    """The columns of a step, with the person's name."""
    return select(
        step.c.id,
        step.c.beneficiary_id,
        step.c.type,
        step.c.day,
        step.c.status,
        step.c.mode,
        step.c.minutes,
        func.json_extract(step.c.content, "$.until").label("until"),
        func.json_extract(step.c.content, "$.at").label("at"),
        func.json_extract(step.c.content, "$.title").label("title"),
        func.json_extract(step.c.content, "$.place").label("place"),
        beneficiary.c.family_name,
        beneficiary.c.given_names,
    ).join(beneficiary, beneficiary.c.id == step.c.beneficiary_id)


def _entries(steps: Select[Any], collective: frozenset[str]) -> Select[Any]:
    """The number of entries that steps make, by their first and last day."""
    one = steps.subquery().c
    at, title, place = (func.coalesce(part, "") for part in (one.at, one.title, one.place))
    session = one.type + "|" + at + "|" + title + "|" + place
    entry = case((one.type.in_(sorted(collective)), session), else_=one.beneficiary_id + one.id)
    return select(one.day, one.until, func.count(distinct(entry))).group_by(one.day, one.until)


def _is_seen(referent: AccountId | None) -> ColumnElement[bool]:
    """Whether a step is of somebody whose dossier is in use, and followed by `referent`: their retention line says."""
    line = select(due.c.kind).where(
        due.c.beneficiary_id == step.c.beneficiary_id, due.c.kind == DueKind.RETENTION.value
    )
    if referent is not None:
        line = line.where(due.c.referent == str(referent))
    return line.correlate(step).exists()


def _dated_entry(row: Any) -> AgendaEntry:  # noqa: ANN401 - a row of SQLAlchemy
    day = dt.date.fromisoformat(row.day)
    return AgendaEntry(
        kind=DueKind(row.kind),
        item=row.item,
        beneficiary=BeneficiaryId(UUID(row.beneficiary_id)),
        person=_person(row),
        day=day,
        until=day,
        words=row.words,
    )


def _step_entry(row: Any) -> AgendaEntry:  # noqa: ANN401
    return AgendaEntry(
        kind=DueKind.STEP,
        item=row.id,
        beneficiary=BeneficiaryId(UUID(row.beneficiary_id)),
        person=_person(row),
        day=dt.date.fromisoformat(row.day),
        until=dt.date.fromisoformat(row.until or row.day),
        at=dt.time.fromisoformat(row.at) if row.at else None,
        minutes=row.minutes,
        type=row.type,
        status=row.status,
        mode=row.mode,
        words=row.title or "",
        place=row.place or "",
    )


def _person(row: Any) -> str:  # noqa: ANN401
    return f"{row.family_name.upper()} {row.given_names}"
