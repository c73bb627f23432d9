"""The vault beside the same library without a key, on the same tables and rows: what encryption and our rules cost.

The floor is SQLCipher's library with no key, that is SQLite, asked directly: no object, no rule, no journal. Ours goes
through the use cases and repositories that the window calls. The store holds some 185 MB.
Run: `make bench`, or `python benchmarks/bench_vault.py [megabytes]` in the environment.
"""

import datetime as dt
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from measuring import in_turns, table
from sqlcipher3 import dbapi2

from passeport import wiring
from passeport.domain.identifiers import ItemId
from passeport.domain.parcours import Step
from passeport.domain.provenance import Station
from passeport.domain.retention import ErasureCause
from passeport.samples.people import People
from passeport.samples.seeding import seed
from passeport.services.accounts import Accounts
from passeport.services.backups import Backups
from passeport.services.journal_ports import JournalOperation
from passeport.services.parcours import StepEntry
from passeport.wiring import SystemClock
from storage.engine import connect
from storage.vault import SqlcipherVaultKeeper

_PEOPLE = 1000
_STEPS = 6
_MEGABYTES = 185
_FILE = 200_000
"""Bytes of one file that came in and was kept: they are most of a store, as in life."""
_AT_ONCE = 100
_ROUNDS = {"unlock": 9, "commit": 200, "save": 200, "dossier": 200, "page": 60, "backup": 5, "erasure": 5}
_PASSPHRASE = "quatre mots sans lien puis trois autres ensuite"
_PLAIN = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "temp_store = MEMORY",
    "secure_delete = ON",
    "cache_size = -64000",
)
_TABLES_OF_A_DOSSIER = ("beneficiary", "blob", "parcours", "step", "record")


def keeper() -> SqlcipherVaultKeeper:
    """Return what opens vaults, at the cost that people have."""
    return SqlcipherVaultKeeper()


def filled(folder: Path, megabytes: int) -> bytes:
    """Make a vault with fictional people, and files enough to weigh so many megabytes; return the dossiers' key."""
    station = Station(name="Mission locale d’Essai", network="MISSION_LOCALE")
    vault = keeper().create(folder, account="Camille", passphrase=_PASSPHRASE, station=station)
    crowd = People(seed=2026, account=vault.account, today=SystemClock().today())
    seed(vault, crowd, beneficiaries=_PEOPLE, steps=_STEPS, progress=lambda _done, _all: None)
    chance, count = random.Random(2026), megabytes * 1_000_000 // _FILE
    for first in range(0, count, _AT_ONCE):
        with vault.unit_of_work() as work:
            people = [summary.id for summary in work.dossiers.page(limit=_PEOPLE)]
            for number in range(first, min(count, first + _AT_ONCE)):
                data = chance.randbytes(_FILE)
                work.originals.keep(people[number % len(people)], f"{number}.pdf", f"{number:064}", data)
            work.commit()
    key: bytes = vault._keys.dossiers  # noqa: SLF001 - the floor is a copy of the same rows
    vault.lock()
    return key


def without_a_key(encrypted: Path, key: bytes, plain: Path) -> None:
    """Write the same tables and rows to a database that is not encrypted."""
    source = connect(encrypted, key)
    source.execute(f"ATTACH '{plain}' AS plain KEY ''")
    source.execute("SELECT sqlcipher_export('plain')")
    source.close()


def opened(plain: Path) -> dbapi2.Connection:
    """Open the database that is not encrypted, with the settings of ours, and read something."""
    connection = dbapi2.connect(str(plain), isolation_level=None, check_same_thread=False)
    for setting in _PLAIN:
        connection.execute(f"PRAGMA {setting}")
    connection.execute("SELECT count(*) FROM secret").fetchone()
    return connection


def timed(act: Callable[[], object]) -> float:
    """Return the milliseconds of an action."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


class Bench:
    """Both stores, open, and the pairs of actions."""

    def __init__(self, folder: Path, megabytes: int) -> None:
        self.vault, self.plain = folder / "coffre", folder / "plain.db"
        key = filled(self.vault, megabytes)
        without_a_key(self.vault / "dossiers.db", key, self.plain)
        self.floor = opened(self.plain)
        self.chance = random.Random(2026)
        self._enter()
        self.people = [summary.id for summary in self.desk.dossiers.page(limit=_PEOPLE)]
        rows = self.floor.execute("SELECT * FROM step").fetchmany(500)
        self.rows, self.written = [list(row) for row in rows], 0

    def _enter(self) -> None:
        self.desk = wiring.desk(Accounts(keeper()).unlock(self.vault, account="Camille", passphrase=_PASSPHRASE))

    def unlock(self) -> float:
        """Close, then measure the opening up to the first list."""
        self.desk.vault.lock()
        return timed(self._enter)

    def unlock_floor(self) -> float:
        """Open the plain database and read something."""
        kept: list[dbapi2.Connection] = []
        taken = timed(lambda: kept.append(opened(self.plain)))
        kept[0].close()
        return taken

    def commit(self) -> float:
        """Record a step: rules, dossier, search, journal, statistics, durably."""
        entry = StepEntry(type="ENTRETIEN", day=dt.date(2026, 11, 23), title="Étape mesurée")
        person = self.chance.choice(self.people)
        return timed(lambda: self.desk.parcours.record_step(person, entry))

    def save(self) -> float:
        """Write a dossier that gained a step and is at hand: its rows, the search, the journal, durably."""
        entry = StepEntry(type="ENTRETIEN", day=dt.date(2026, 11, 23), title="Étape mesurée")
        person = self.chance.choice(self.people)
        with self.desk.vault.unit_of_work() as work:
            new = Step(id=ItemId(uuid4()), type=entry.type, day=entry.day)
            dossier = self.desk.parcours.with_step(work.dossiers.get(person), entry, new)

            def act() -> None:
                work.dossiers.save(dossier)
                work.journal.record(JournalOperation.DOSSIER_CHANGED, str(person))
                work.commit()

            return timed(act)

    def save_floor(self) -> float:
        """Insert one row like a step's, durably."""
        return self.commit_floor()

    def commit_floor(self) -> float:
        """Insert one row like a step's, durably."""
        row = self.rows[self.written % len(self.rows)]
        self.written += 1
        values = [f"{row[0]}-{self.written}", *row[1:]]
        marks = ", ".join("?" * len(values))

        def act() -> None:
            self.floor.execute("BEGIN IMMEDIATE")
            self.floor.execute(f"INSERT INTO step VALUES ({marks})", values)
            self.floor.execute("COMMIT")

        return timed(act)

    def dossier(self) -> float:
        """Load a whole dossier as an object."""
        person = self.chance.choice(self.people)
        with self.desk.vault.unit_of_work() as work:
            return timed(lambda: work.dossiers.get(person))

    def dossier_floor(self) -> float:
        """Read the rows of a dossier."""
        person = str(self.chance.choice(self.people))

        def act() -> None:
            for name in _TABLES_OF_A_DOSSIER:
                column = "id" if name == "beneficiary" else "beneficiary_id"
                self.floor.execute(f"SELECT * FROM {name} WHERE {column} = ?", (person,)).fetchall()

        return timed(act)

    def page(self) -> float:
        """Read a page of the list, as objects."""
        with self.desk.vault.unit_of_work() as work:
            return timed(lambda: work.dossiers.page(limit=200))

    def page_floor(self) -> float:
        """Read the same columns, with the next step of each."""
        query = (
            "SELECT id, given_names, family_name, birth_date, situation, commune, telephone, last_contact,"
            " has_received, (SELECT min(day) FROM step WHERE beneficiary_id = beneficiary.id AND status = 'PREVUE')"
            " FROM beneficiary ORDER BY family_key, given_key, id LIMIT 200"
        )
        return timed(lambda: self.floor.execute(query).fetchall())

    def backup(self) -> float:
        """Back both databases up, read the copies back, note their digests."""
        backups: Backups = self.desk.backups
        taken = timed(backups.make)
        for made in backups.all():
            shutil.rmtree(made.path)
        return taken

    def backup_floor(self) -> float:
        """Copy with SQLite's backup, and check the copy."""
        place = self.plain.with_name("copy.db")

        def act() -> None:
            copy = dbapi2.connect(str(place), isolation_level=None)
            self.floor.backup(copy)
            copy.execute("PRAGMA quick_check").fetchall()
            copy.close()

        taken = timed(act)
        place.unlink()
        return taken

    def erasure(self) -> float:
        """Erase a dossier for ever: its rows, its references in the journal, and every free page (R10)."""
        person = self.people.pop()
        return timed(lambda: self.desk.rights.erase(person, ErasureCause.REQUEST))

    def erasure_floor(self) -> float:
        """Delete the rows of a dossier and rewrite the file."""
        person = str(self.people[-1])

        def act() -> None:
            self.floor.execute("BEGIN IMMEDIATE")
            for name in (*_TABLES_OF_A_DOSSIER[1:], "original", _TABLES_OF_A_DOSSIER[0]):
                column = "id" if name == "beneficiary" else "beneficiary_id"
                self.floor.execute(f"DELETE FROM {name} WHERE {column} = ?", (person,))
            self.floor.execute("COMMIT")
            self.floor.execute("VACUUM")
            self.floor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

        return timed(act)


_GOALS = {"unlock": 700, "commit": 5, "save": 0, "dossier": 2, "page": 0, "backup": 3000, "erasure": 0}
_SAID = {
    "unlock": "unlock, Argon2id included",
    "commit": "a step, from the dossier read to the commit",
    "save": "a dossier at hand with one step more, committed durably",
    "dossier": "a dossier",
    "page": "a page of 200",
    "backup": "a backup, read back",
    "erasure": "an erasure, the file written anew",
}


def main(megabytes: int) -> None:
    """Measure, and print a table."""
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), megabytes)
        size = (bench.vault / "dossiers.db").stat().st_size / 1_000_000
        rows = []
        for name, rounds in _ROUNDS.items():
            taken = in_turns({"floor": getattr(bench, f"{name}_floor"), "ours": getattr(bench, name)}, rounds)
            low, high = (statistics.median(taken[who]) for who in ("floor", "ours"))
            goal = f"{_GOALS[name]} ms" if _GOALS[name] else ""
            rows.append([_SAID[name], f"{low:.2f} ms", f"{high:.2f} ms", f"{high / low:.1f}", goal])
        bench.floor.close()
        bench.desk.vault.lock()
    print(f"The vault, {size:.0f} MB, {_PEOPLE} people; medians")
    print(table(["", "no key", "Passeport", "ratio", "goal"], rows))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else _MEGABYTES)
