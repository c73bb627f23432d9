"""The journal (R14): who did what, when, on which reference; each line sealed to the one before.

A line holds no reference but a code: the digest of the reference and of random bytes, both in a table of their own.
Erasing a person erases that pair: the line and its seal stay whole, and nothing can be drawn from the code (R10).
"""

import datetime as dt
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, bindparam, delete, func, insert, or_, select

from passeport.domain.identifiers import AccountId
from passeport.services.journal_ports import (
    MERGED_INTO,
    JournalEntry,
    JournalFault,
    JournalFilter,
    JournalOperation,
    JournalWrong,
)
from storage.alterations import Alterations
from storage.tables import journal, journal_reference, setting

_HEAD = "journal-head"
"""The setting that names the last line: lines cut from the end, or added behind our back, do not agree with it."""
_NONCE = 16
_VAULT_LINES = (JournalOperation.VAULT_CREATED.value, JournalOperation.VAULT_OPENED.value)


class SqlJournal:
    """Port `Journal`, inside one transaction."""

    def __init__(
        self,
        connection: Connection,
        account: AccountId,
        alterations: Alterations | None = None,
    ) -> None:
        """Write in the name of `account`; `alterations` is told of each line, and of those that go."""
        self._connection = connection
        self._account = account
        self._alterations = alterations

    def record(self, operation: JournalOperation, reference: str) -> None:
        """Add a line, chained to the one before."""
        number, before = self._head()
        at = dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")
        fields = (at, str(self._account), operation.value, self._code_of(reference))
        chain = _sealed(before, fields)
        self._connection.exec_driver_sql(_ADD_LINE, (number + 1, *fields, chain))
        self._connection.exec_driver_sql(_SET_HEAD, (_HEAD, json.dumps([number + 1, chain])))
        if self._alterations is not None:
            self._alterations.recorded(number + 1, operation, reference)

    def entries(self, limit: int = 1000) -> tuple[JournalEntry, ...]:
        """Return the last `limit` lines, newest first."""
        return self.lines(self.numbers()[:limit])

    def numbers(self, wanted: JournalFilter | None = None) -> Sequence[int]:
        """Return the numbers of the lines that answer to a filter, newest first; a million costs no more than a few."""
        conditions = list(_conditions(wanted or JournalFilter(), self._codes_of))
        if not conditions:
            first, last = self._connection.execute(select(func.min(journal.c.number), func.max(journal.c.number))).one()
            return range(last, first - 1, -1) if last is not None else range(0)
        query = select(journal.c.number).where(*conditions)
        return sorted(self._connection.execute(query).scalars(), reverse=True)

    def lines(self, numbers: Sequence[int]) -> tuple[JournalEntry, ...]:
        """Return the lines of these numbers, newest first; one that is gone is left out."""
        if not numbers:
            return ()
        query = (
            select(journal, journal_reference.c.reference.label("told"))
            .join_from(journal, journal_reference, journal.c.reference == journal_reference.c.code, isouter=True)
            .where(journal.c.number.in_(list(numbers)))
            .order_by(journal.c.number.desc())
        )
        return tuple(_entry(row) for row in self._connection.execute(query))

    def accounts(self) -> dict[AccountId, str]:
        """Return the name of each account, as it was when it last opened the vault."""
        latest = (
            select(journal.c.account, func.max(journal.c.number).label("number"))
            .where(journal.c.operation.in_(_VAULT_LINES))
            .group_by(journal.c.account)
        )
        numbers = {row.number: AccountId(UUID(row.account)) for row in self._connection.execute(latest)}
        return {numbers[line.number]: line.reference for line in self.lines(list(numbers))}

    def purge(self, before: dt.datetime) -> int:
        """Remove the lines written before a moment, and note where the chain begins from then on.

        Returns:
            How many lines were removed.
        """
        kept = select(func.min(journal.c.number)).where(journal.c.at >= _utc(before))
        first = self._connection.execute(kept).scalar()
        last = self._connection.execute(
            select(journal.c.number, journal.c.chain)
            .where(journal.c.number < first if first is not None else journal.c.number > 0)
            .order_by(journal.c.number.desc())
            .limit(1)
        ).first()
        if last is None:
            return 0
        self.record(JournalOperation.JOURNAL_PURGED, f"{last.number} {last.chain}")
        removed = self._connection.execute(delete(journal).where(journal.c.number <= last.number)).rowcount
        if self._alterations is not None:  # the journal of the statistics has none beside it
            self._alterations.purged(last.number)
        orphans = journal_reference.c.code.not_in(select(journal.c.reference))
        self._connection.execute(delete(journal_reference).where(orphans))
        return removed

    def count_before(self, moment: dt.datetime) -> int:
        """Return how many lines were written before a moment."""
        query = select(func.count()).select_from(journal).where(journal.c.at < _utc(moment))
        return self._connection.execute(query).scalar_one()

    def days_since(self, moment: dt.datetime) -> int:
        """Return on how many different days (UTC) lines were written since a moment."""
        day = func.substr(journal.c.at, 1, len("2026-11-25"))
        query = select(func.count(day.distinct())).where(journal.c.at >= _utc(moment))
        return self._connection.execute(query).scalar_one()

    def forget(self, references: Iterable[str]) -> None:
        """Erase references, and those of merges with them: the lines stay, sealed, and name nobody any more (R10)."""
        self._connection.execute(delete(journal_reference).where(_named_by(references)))

    def is_whole(self) -> bool:
        """Whether no line was changed, removed, moved or added since it was written."""
        return next(self._faults(), None) is None

    def faults(self) -> tuple[JournalFault, ...]:
        """Return what is wrong, and on which line, oldest first; nothing when the journal is whole."""
        return tuple(self._faults())

    def _faults(self) -> Iterator[JournalFault]:
        begin, before = self._checkpoint()
        expected = begin + 1
        broken: list[_Broken] = []
        for row in self._connection.execute(select(journal).order_by(journal.c.number)):
            if row.number < expected:
                yield JournalFault(number=row.number, until=row.number, wrong=JournalWrong.ADDED)
                continue
            if row.number > expected:  # what follows a gap cannot be checked against what is gone
                yield JournalFault(number=expected, until=row.number - 1, wrong=JournalWrong.REMOVED)
            elif row.chain != _sealed(before, _fields(row)):
                broken.append(_Broken(row.number, before, row.chain, _fields(row)))
            before, expected = row.chain, row.number + 1
        yield from _changed_or_moved(broken)
        yield from self._wrong_at_the_end(expected - 1, before)
        yield from self._wrong_references()

    def _wrong_at_the_end(self, last: int, chain: str) -> Iterator[JournalFault]:
        number, head = self._head()
        if number > last:
            yield JournalFault(number=last + 1, until=number, wrong=JournalWrong.REMOVED)
        elif number < last:
            yield JournalFault(number=number + 1, until=last, wrong=JournalWrong.ADDED)
        elif head != chain:
            yield JournalFault(number=last, until=last, wrong=JournalWrong.CHANGED)

    def _wrong_references(self) -> Iterator[JournalFault]:
        for row in self._connection.execute(select(journal_reference)):
            if row.code != _code(row.nonce, row.reference):
                lines = select(journal.c.number).where(journal.c.reference == row.code)
                for number in sorted(self._connection.execute(lines).scalars()):
                    yield JournalFault(number=number, until=number, wrong=JournalWrong.CHANGED)

    def _head(self) -> tuple[int, str]:
        content = self._connection.execute(_READ_HEAD).scalar()
        if content is not None:
            number, chain = json.loads(content)
            return int(number), str(chain)
        last = self._connection.execute(_LAST_LINE).first()  # a store from before the head was kept
        return (last.number, last.chain) if last is not None else (0, "")

    def _checkpoint(self) -> tuple[int, str]:
        """Return the number and the seal of the last line that was purged, as the chain itself keeps them."""
        last = select(func.max(journal.c.number)).where(journal.c.operation == JournalOperation.JOURNAL_PURGED.value)
        number = self._connection.execute(last).scalar()
        told = self.lines([number])[0].reference.split() if number is not None else []
        return (int(told[0]), told[1]) if len(told) == 2 else (0, "")  # noqa: PLR2004 - a number and a seal

    def _code_of(self, reference: str) -> str:
        """Return the code that stands for a reference, drawn at its first line."""
        known = self._connection.execute(_READ_CODE, {"reference": reference}).scalar()
        if known is not None:
            return str(known)
        nonce = os.urandom(_NONCE)
        code = _code(nonce, reference)
        self._connection.execute(insert(journal_reference), [{"code": code, "nonce": nonce, "reference": reference}])
        return code

    def _codes_of(self, references: Iterable[str]) -> list[str]:
        query = select(journal_reference.c.code).where(_named_by(references))
        return list(self._connection.execute(query).scalars())


_ADD_LINE = "INSERT INTO journal (number, at, account, operation, reference, chain) VALUES (?, ?, ?, ?, ?, ?)"
_SET_HEAD = "INSERT INTO setting (name, content) VALUES (?, ?) ON CONFLICT DO UPDATE SET content = excluded.content"
_READ_HEAD = select(setting.c.content).where(setting.c.name == _HEAD)
_LAST_LINE = select(journal.c.number, journal.c.chain).order_by(journal.c.number.desc()).limit(1)
_READ_CODE = select(journal_reference.c.code).where(journal_reference.c.reference == bindparam("reference"))


class _Broken(NamedTuple):
    """A line that its seal does not bind to the line before it."""

    number: int
    before: str
    chain: str
    fields: tuple[str, ...]


def _changed_or_moved(broken: Sequence[_Broken]) -> Iterator[JournalFault]:
    """A line that was moved still agrees with the seal of the line that it followed, wherever that one is now."""
    seals = {seal for line in broken for seal in (line.before, line.chain)}
    for line in broken:
        moved = any(line.chain == _sealed(seal, line.fields) for seal in seals)
        wrong = JournalWrong.MOVED if moved else JournalWrong.CHANGED
        yield JournalFault(number=line.number, until=line.number, wrong=wrong)


def _named_by(references: Iterable[str]) -> ColumnElement[bool]:
    """What answers to one of these references: itself, or a merge that it is one of the two sides of."""
    told, wanted = journal_reference.c.reference, list(references)
    side = func.instr(told, MERGED_INTO)
    absorbed, survivor = func.substr(told, 1, side - 1), func.substr(told, side + len(MERGED_INTO))
    merged = told.in_(select(told).where(side > 0, or_(absorbed.in_(wanted), survivor.in_(wanted))))
    return or_(told.in_(wanted), merged)


def _fields(row: Row[Any]) -> tuple[str, ...]:
    return (row.at, row.account, row.operation, row.reference)


def _conditions(wanted: JournalFilter, codes_of: Callable[[Iterable[str]], list[str]]) -> Iterator[ColumnElement[bool]]:
    if wanted.references is not None:
        yield journal.c.reference.in_(codes_of(wanted.references))
    if wanted.account is not None:
        yield journal.c.account == str(wanted.account)
    if wanted.operation is not None:
        yield journal.c.operation == wanted.operation.value
    if wanted.since is not None:
        yield journal.c.at >= _utc(wanted.since)
    if wanted.until is not None:
        yield journal.c.at < _utc(wanted.until)


def _entry(row: Row[Any]) -> JournalEntry:
    return JournalEntry(
        number=row.number,
        at=dt.datetime.fromisoformat(row.at),
        account=AccountId(UUID(row.account)),
        operation=JournalOperation(row.operation),
        reference=row.told or "",
    )


def _utc(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


def _code(nonce: bytes, reference: str) -> str:
    return hashlib.sha256(nonce + reference.encode()).hexdigest()


def _sealed(before: str, fields: tuple[str, ...]) -> str:
    return hashlib.sha256("\x1f".join((before, *fields)).encode()).hexdigest()
