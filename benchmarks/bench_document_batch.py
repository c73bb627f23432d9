"""Ten thousand passports that leave together: how fast on one core and on all, how much memory, stopped and gone on.

A vault of fictional people who all agreed is handed over to one recipient. One core writes the first tenth and is
stopped; all cores write up to a third and are stopped; all cores do the rest. Each part is a process of its own, as if
the computer had been switched off between them.
Run: `make bench`, or `python benchmarks/bench_document_batch.py [people]`.
"""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from measuring import table

from passeport import wiring
from passeport.domain.agreement import Agreement, Recipient, Scope
from passeport.domain.errors import Cancelled
from passeport.domain.identifiers import AgreementId
from passeport.domain.provenance import Station
from passeport.domain.vocabulary import vocabulary
from passeport.samples.people import People
from passeport.samples.seeding import seed
from passeport.services.accounts import Accounts
from passeport.wiring import SystemClock
from storage.vault import SqlcipherVaultKeeper

_PEOPLE = 10_000
_STEPS = 6
_PASSPHRASE = "quatre mots sans lien puis trois autres ensuite"
_CLOSING = "girafe lundi compas abricot tempête velours notaire"
_TO = Recipient(name="Cité des métiers d’Essai", network="CITE_METIERS")
_PAGE = 200


def filled(folder: Path, people: int) -> None:
    """Make a vault of people who all agree that everything but their notes goes to one recipient."""
    station = Station(name="Mission locale d’Essai", network="MISSION_LOCALE")
    vault = SqlcipherVaultKeeper().create(folder, account="Camille", passphrase=_PASSPHRASE, station=station)
    crowd = People(seed=2026, account=vault.account, today=SystemClock().today())
    seed(vault, crowd, beneficiaries=people, steps=_STEPS, progress=lambda _done, _all: None)
    sections, after = frozenset(vocabulary("europass_sections").codes), None
    while True:
        with vault.unit_of_work() as work:
            page = work.dossiers.page(limit=_PAGE, after=after)
            for summary in page:
                dossier = work.dossiers.get(summary.id)
                scope = Scope(sections=sections, parcours=frozenset(one.id for one in dossier.parcours))
                given = Agreement(
                    id=AgreementId(summary.id),
                    recipient=_TO,
                    scope=scope,
                    given_on=SystemClock().today(),
                    mode="ECRIT",
                )
                work.dossiers.save(dossier.evolve(agreements=(given,)))
            work.commit()
        if len(page) < _PAGE:
            break
        after = page[-1]
    vault.lock()


def hand_over(vault: Path, folder: Path, stop_at: int) -> None:
    """Write passports until there are `stop_at` files, and print what it took."""
    desk = wiring.desk(Accounts(SqlcipherVaultKeeper()).unlock(vault, account="Camille", passphrase=_PASSPHRASE))
    there = sum(1 for _ in folder.iterdir())
    begun, processor, peaks = 0.0, 0.0, []

    def told(done: int, total: int) -> None:
        nonlocal begun, processor
        if done == 0:
            begun, processor = time.perf_counter(), _processor()
        if 0 < done < total and done % max(1, (min(stop_at - there, total)) // 10) == 0:
            peaks.append(_memory())
        if there + done >= stop_at and done < total:
            raise Cancelled

    asked = time.perf_counter()
    with contextlib.suppress(Cancelled):
        desk.batch.run(_TO, folder, _CLOSING, told)
    seconds = time.perf_counter() - begun
    print(
        json.dumps(
            {
                "written": sum(1 for _ in folder.iterdir()) - there,
                "looking": begun - asked,
                "seconds": seconds,
                "processor": _processor() - processor,
                "memory": peaks,
            }
        )
    )
    desk.vault.lock()


def _family() -> list[int]:
    """Return this process and those that it started (Linux)."""
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split()
    return [os.getpid(), *map(int, children)]


def _memory() -> float:
    """Return the mebibytes that the processes hold now."""
    pages = sum(int(Path(f"/proc/{one}/statm").read_text(encoding="ascii").split()[1]) for one in _family())
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _processor() -> float:
    """Return the seconds of processor that the processes took so far, those that ended included."""
    fields = [Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split() for one in _family()]
    return sum(int(ticks) for field in fields for ticks in field[11:15]) / os.sysconf("SC_CLK_TCK")


def _part(vault: Path, folder: Path, stop_at: int, cores: set[int]) -> dict[str, float]:
    command = [sys.executable, __file__, "--part", str(vault), str(folder), str(stop_at), json.dumps(sorted(cores))]
    done: dict[str, float] = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    return done


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else _PEOPLE
    place = Path(tempfile.mkdtemp())
    vault, folder = place / "coffre", place / "lot"
    folder.mkdir()
    filled(vault, people)
    everything = os.sched_getaffinity(0)
    parts = (
        ("one core, stopped", people // 10, {min(everything)}),
        (f"{len(everything)} cores, stopped", people // 3, everything),
        (f"{len(everything)} cores, to the end", people, everything),
    )
    rows, speeds = [], []
    for name, stop_at, cores in parts:
        done = _part(vault, folder, stop_at, cores)
        speeds.append(done["written"] / done["seconds"])
        memory = done["memory"]
        told = ", ".join(f"{memory[place]:.0f}" for place in (0, len(memory) // 2, -1)) if memory else "–"
        rows.append(
            [
                name,
                f"{done['written']:.0f}",
                f"{done['looking']:.0f} s",
                f"{done['seconds']:.0f} s",
                f"{speeds[-1]:.1f}",
                f"{done['processor'] / done['written'] * 1000:.0f} ms",
                f"{told} MiB",
            ]
        )
    files = sum(1 for _ in folder.iterdir())
    heads = ["", "passports", "looked who agrees", "wrote", "a second", "processor each", "memory, begun, half, end"]
    print(table(heads, rows))
    print(f"{files} files for {people} people; all cores write {speeds[-1] / speeds[0]:.2f} times as fast as one.")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--part"]:
        os.sched_setaffinity(0, set(json.loads(sys.argv[5])))
        hand_over(Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
    else:
        main()
