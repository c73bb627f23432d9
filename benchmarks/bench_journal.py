"""The journal at a million lines: look through it, show a page, check it; beside what one line costs to write."""

import datetime as dt
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from passeport import wiring
from passeport.domain.identifiers import BeneficiaryId
from passeport.services.journal_ports import JournalFilter, JournalOperation
from storage.open_vault import SqlcipherVault
from tests import people, vaults

LINES = 1_000_000
BATCH = 50_000


def seconds(what: str, work: Callable[[], object]) -> None:
    began = time.perf_counter()
    work()
    print(f"{what:<42} {time.perf_counter() - began:8.3f} s")


def fill(vault: SqlcipherVault) -> None:
    """Write the lines as the application does, on ten thousand people."""
    references = [str(BeneficiaryId(people.identifier(f"person {number}"))) for number in range(10_000)]
    for start in range(0, LINES, BATCH):
        with vault.unit_of_work() as work:
            for number in range(start, start + BATCH):
                work.journal.record(JournalOperation.DOSSIER_READ, references[number % len(references)])
            work.commit()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        vault = vaults.create(Path(folder) / "vault")
        began = time.perf_counter()
        fill(vault)
        print(f"{'one line written':<42} {(time.perf_counter() - began) / LINES * 1e6:8.1f} µs")
        journal = wiring.desk(vault).journal
        numbers = journal.look()
        someone = JournalFilter(references=(str(people.identifier("person 7")),))
        reads = JournalFilter(operation=JournalOperation.DOSSIER_READ)
        recent = JournalFilter(since=dt.datetime.now(dt.UTC) - dt.timedelta(minutes=1))
        seconds("everything", journal.look)
        seconds("of one person", lambda: journal.look(someone))
        seconds(
            "of one operation: all of them",
            lambda: journal.look(reads),
        )
        seconds("of the last minute", lambda: journal.look(recent))
        seconds("a page at the top", lambda: journal.lines(numbers[:100]))
        seconds("a page in the middle", lambda: journal.lines(numbers[500_000:500_100]))
        seconds("checked, every line", journal.verify)
        vault.lock()


if __name__ == "__main__":
    main()
