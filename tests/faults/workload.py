"""Work that can be counted: numbered steps, and what a vault holds of them after something went wrong."""

import datetime as dt
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import DatabaseError

from passeport import wiring
from passeport.domain.errors import PasseportError
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.identity import Identity
from passeport.domain.partial_date import PartialDate
from passeport.services import statistics_upkeep
from passeport.services.desk import Desk
from passeport.services.journal_ports import JournalOperation
from passeport.services.parcours import StepEntry
from storage.fact_store import SqlFactStore
from storage.fact_tables import parcours_fact, person_fact, statistics_metadata, step_fact
from storage.integrity import faults
from storage.open_vault import SqlcipherVault
from tests import vaults
from tests.depth import SOAK

UNUSABLE = (PasseportError, DatabaseError)
"""What a vault that cannot be used answers."""
PEOPLE = 3


def times(usual: int, soak: int) -> int:
    """Return how often to try: `usual` in every run, `soak` in the long one."""
    return soak if SOAK else usual


def tell(figures: str) -> None:
    """Say what a fault test did, for docs/reliability.md; shown by `make soak`."""
    sys.stdout.write(f"{figures}\n")


def person(number: int) -> Identity:
    """Return somebody plainly fictional, another for each number."""
    birth_date = PartialDate(year=1980 + number, month=1, day=1)
    return Identity(given_names=f"Prénom-{number}", family_name="Fictif", birth_date=birth_date)


def template(folder: Path) -> Path:
    """Make a closed vault with a few people and no step, to start from again and again."""
    desk = wiring.desk(vaults.create(folder), vaults.SetClock())
    for number in range(PEOPLE):
        desk.dossiers.create(person(number))
    desk.vault.lock()
    return folder


def fresh(folder: Path, source: Path) -> Path:
    """Replace `folder` by a copy of `source`."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(source, folder)
    return folder


class Work:
    """Records numbered steps, to each person in turn, through the use case that the window calls."""

    def __init__(self, folder: Path) -> None:
        self.desk: Desk = wiring.desk(vaults.unlock(folder), vaults.SetClock())
        try:
            self._people = [summary.id for summary in self.desk.dossiers.page()]
        except BaseException:
            self.close()
            raise

    def step(self, number: int) -> None:
        """Record a step; it is acknowledged when this returns."""
        entry = StepEntry(type="ACCUEIL", day=dt.date(2026, 11, 23), title=f"Étape {number}")
        self.desk.parcours.record_step(self._people[number % len(self._people)], entry)

    def close(self) -> None:
        self.desk.vault.lock()


@dataclass(frozen=True)
class Kept:
    """What a vault holds: the numbers of its steps, and whatever is wrong with it."""

    numbers: frozenset[int]
    wrong: tuple[str, ...]


@contextmanager
def raw(vault: SqlcipherVault) -> Iterator[Connection]:
    """Look at the tables of an open vault."""
    assert vault._database is not None
    with vault._database.engine.connect() as connection:
        yield connection


def faults_of(vault: SqlcipherVault) -> list[str]:
    """Return what is wrong with the pages, the trees and the journal of an open vault."""
    with raw(vault) as connection:
        wrong = list(faults(connection))
    with vault.unit_of_work() as work:
        return wrong if work.journal.is_whole() else [*wrong, "journal"]


def kept(folder: Path, passphrase: str = vaults.PASSPHRASE) -> Kept:
    """Open a vault and read everything in it: pages, trees, the journal's chain, every dossier.

    A half step would be a row of `step` without its line in the journal or without the revision of its dossier, or the
    other way round: the three are counted against one another.
    """
    vault = vaults.unlock(folder, passphrase=passphrase)
    wrong: list[str] = []
    numbers: list[int] = []
    with raw(vault) as connection:
        wrong += faults(connection)
        people = connection.execute(text("SELECT id, revision FROM beneficiary")).all()
    with vault.unit_of_work() as work:
        lines = work.journal.entries(limit=1_000_000)
        changes = Counter(line.reference for line in lines if line.operation is JournalOperation.DOSSIER_CHANGED)
        if not work.journal.is_whole():
            wrong.append("journal")
        for key, revision in people:
            steps = [step for parcours in work.dossiers.get(_id(key)).parcours for step in parcours.steps]
            numbers += [int(step.title.removeprefix("Étape ")) for step in steps]
            if not len(steps) == revision - 1 == changes[key]:
                wrong.append(f"half: {len(steps)} steps, revision {revision}, {changes[key]} lines")
    if len(set(numbers)) != len(numbers):
        wrong.append("a step twice")
    wrong += statistics_wrong(vault)
    vault.lock()
    return Kept(frozenset(numbers), tuple(wrong))


def statistics_wrong(vault: SqlcipherVault) -> list[str]:
    """Look at the statistics of an open vault: every page, the journal's chain, and each fact as it is built anew."""
    try:
        vault.statistics.tell_all(lambda _done, _all: None)
        with vault.statistics.work() as work:
            connection = work._work.connection
            wrong = [f"statistics: {fault}" for fault in faults(connection)]
            if not work.journal.is_whole():
                wrong.append("statistics: journal")
            told = _facts(connection)
    except UNUSABLE as error:
        return [f"statistics: {error!r}"]
    if told != _facts_anew(vault):
        wrong.append("statistics: they do not say what the dossiers do")
    return wrong


def _facts_anew(vault: SqlcipherVault) -> Counter[tuple[str, ...]]:
    """Build the facts of every dossier in memory; nothing is kept."""
    memory = create_engine("sqlite://")
    try:
        with vault.unit_of_work() as work, memory.begin() as connection:
            statistics_metadata.create_all(connection)
            work.fact_notes.note_everything()
            notes = work.fact_notes.waiting(1_000_000)
            territories, here = work.fact_notes.territories(), vault.account.station
            statistics_upkeep.tell(notes, territories, work.dossiers, SqlFactStore(connection), here)
            return _facts(connection)
    finally:
        memory.dispose()


def _facts(connection: Connection) -> Counter[tuple[str, ...]]:
    return Counter(
        (table.name, *map(str, row))
        for table in (person_fact, parcours_fact, step_fact)
        for row in connection.execute(table.select())
    )


def _id(key: str) -> BeneficiaryId:
    return BeneficiaryId(UUID(key))
