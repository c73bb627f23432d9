"""Use cases on the journal (R14): look through it, check that nobody touched it, let it go after a year.

The statistics have a journal of their own, in their database: what supervisors open and export.
"""

import contextlib
import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from passeport.domain.account import Operation
from passeport.domain.alteration import Alteration
from passeport.domain.beneficiary import Dossier
from passeport.domain.errors import StoreUnusable
from passeport.domain.identifiers import AccountId, BeneficiaryId
from passeport.domain.retention import JOURNAL_MONTHS, months_after
from passeport.services.editing import Editing
from passeport.services.journal_ports import (
    MERGED_INTO,
    Journal,
    JournalEntry,
    JournalFault,
    JournalFilter,
    JournalOperation,
)

_DAYS_THAT_AGREE = 3
_READ_MORE = 8
"""Lines that are read for one change: a dossier is opened more often than it is changed."""
_PEOPLE = 20
"""People whose lines are shown together when a text answers to several."""


class Past(NamedTuple):
    """One operation on a dossier."""

    line: JournalEntry
    who: str
    """The name of the account; empty for one that the journal names no more."""
    alterations: tuple[Alteration, ...]
    """What it changed; nothing of an operation from before this was kept, nor of one that only looked."""


@dataclass(frozen=True)
class JournalReading:
    """The journal, for the account at work."""

    editing: Editing
    of_statistics: bool = False
    """Whether the lines looked through are those of the statistics' own journal."""

    def look(self, wanted: JournalFilter | None = None) -> Sequence[int]:
        """Return the numbers of the lines wanted, newest first, and note that the journal was read."""
        self.editing.require(Operation.READ_JOURNAL)
        with self._changing() as journal:
            numbers = journal.numbers(wanted)
            journal.record(JournalOperation.JOURNAL_READ, "")
        return numbers

    def lines(self, numbers: Sequence[int]) -> tuple[JournalEntry, ...]:
        """Return the lines of these numbers, newest first; a page of what `look` answered."""
        self.editing.require(Operation.READ_JOURNAL)
        with self._reading() as journal:
            return journal.lines(numbers)

    def names(self, references: Sequence[str]) -> dict[str, str]:
        """Return the names of the people and of the points d'accueil that lines refer to, where they still are here."""
        self.editing.require(Operation.READ_JOURNAL)
        with self.editing.vault.unit_of_work() as work:
            return {**work.directory.names(references), **work.dossiers.names(references)}

    def referring_to(self, text: str) -> tuple[str, ...]:
        """Return what the journal calls the people who answer to `text`: a name, a birth date, a telephone."""
        self.editing.require(Operation.READ_JOURNAL)
        with self.editing.vault.unit_of_work() as work:
            found = work.dossiers.find(text, limit=_PEOPLE)
            return tuple(name for person in found for name in references_of(work.dossiers.get(person.id)))

    def accounts(self) -> dict[AccountId, str]:
        """Return the name of each account that has lines."""
        self.editing.require(Operation.READ_JOURNAL)
        with self._reading() as journal:
            return journal.accounts()

    def about(self, beneficiary: BeneficiaryId) -> tuple[str, ...]:
        """Return what the journal calls a person by: their identifier and the numbers of their passports."""
        self.editing.require(Operation.READ_JOURNAL)
        with self.editing.vault.unit_of_work() as work:
            return references_of(self.editing.reached(work, beneficiary, Operation.READ_DOSSIER))

    def history(self, beneficiary: BeneficiaryId, *, limit: int = 30) -> tuple[Past, ...]:
        """Return who changed a dossier, how and which fields, the last first; what was merged into it is in it.

        That it was read is in the journal, and not here.
        """
        self.editing.require(Operation.READ_JOURNAL)
        with self.editing.vault.unit_of_work() as work:
            dossier = self.editing.reached(work, beneficiary, Operation.READ_DOSSIER)
            person = dossier.beneficiary.id
            named = work.journal.numbers(JournalFilter(references=references_of(dossier)))
            numbers = sorted({*named, *work.alterations.lines(person)}, reverse=True)
            accounts = work.journal.accounts()
            read = work.journal.lines(numbers[: limit * _READ_MORE])
            lines = [line for line in read if line.operation is not JournalOperation.DOSSIER_READ][:limit]
            changed = work.alterations.of(person, (line.number for line in lines))
        return tuple(Past(line, accounts.get(line.account, ""), changed.get(line.number, ())) for line in lines)

    def verify(self) -> tuple[JournalFault, ...]:
        """Return what was touched in the journal, and in that of the statistics; nothing when both are whole.

        Raises:
            StoreUnusable: when the statistics do not open.
        """
        self.editing.require(Operation.READ_JOURNAL)
        with self.editing.vault.unit_of_work() as work:
            faults = work.journal.faults()
        with self.editing.vault.statistics_work() as kept:
            return faults + tuple(fault.evolve(of_statistics=True) for fault in kept.journal.faults())

    def tidy(self) -> int:
        """Remove the lines of more than a year, and return how many; whoever opens the dossiers does it.

        A clock that jumps ahead removes none: see `is_clock_sure`. The journal of the statistics has too few days of
        its own to agree with a clock: those of the dossiers speak for both. Statistics that do not open wait.
        """
        now = self.editing.clock.now()
        with self.editing.vault.unit_of_work() as work:
            if not is_clock_sure(work.journal, now):
                return 0
            is_agreed = work.journal.days_since(year_before(now)) >= _DAYS_THAT_AGREE
            removed = work.journal.purge(year_before(now))
            work.commit()
        if is_agreed:
            with contextlib.suppress(StoreUnusable), self.editing.vault.statistics_work() as kept:
                gone = kept.journal.purge(year_before(now))
                if gone:
                    kept.commit()
                removed += gone
        return removed

    @contextlib.contextmanager
    def _reading(self) -> Iterator[Journal]:
        vault = self.editing.vault
        with vault.statistics_work() if self.of_statistics else vault.unit_of_work() as work:
            yield work.journal

    @contextlib.contextmanager
    def _changing(self) -> Iterator[Journal]:
        vault = self.editing.vault
        with vault.statistics_work() if self.of_statistics else vault.unit_of_work() as work:
            yield work.journal
            work.commit()


def is_clock_sure(journal: Journal, now: dt.datetime) -> bool:
    """Whether the clock may say what is too old: once it would remove lines, some days of work must agree with it.

    A flat battery or a wrong year would otherwise erase, at the first opening, all that is kept.
    """
    limit = year_before(now)
    return not journal.count_before(limit) or journal.days_since(limit) >= _DAYS_THAT_AGREE


def references_of(dossier: Dossier) -> tuple[str, ...]:
    """Return what the journal calls a person by: identifiers, of dossiers merged into this one too, and passports."""
    person = dossier.beneficiary
    identifiers = (str(known) for known in (person.id, *person.formerly))
    return (*identifiers, *(sent.passport_number for sent in dossier.transmissions))


def merge_reference(absorbed: BeneficiaryId, survivor: BeneficiaryId) -> str:
    """Return what the journal calls two dossiers that were made one by; each of them is found and forgotten in it."""
    return f"{absorbed}{MERGED_INTO}{survivor}"


def year_before(now: dt.datetime) -> dt.datetime:
    """Return the moment before which lines of the journal are kept no longer."""
    return dt.datetime.combine(months_after(now.date(), -JOURNAL_MONTHS), dt.time(), now.tzinfo)
