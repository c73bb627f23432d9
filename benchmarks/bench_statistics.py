"""Indicators on a million steps, and the merging of 900 contributions of 22,000,000 facts.

Floor of the first: DuckDB's bare GROUP BY on the same facts, by the same dimensions. The second is told by its growth.
Run with a number to merge at most so many contributions: `bench_statistics.py 100`.
"""

import datetime as dt
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

import numpy as np
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from exports.statistics.contribution import seal
from exports.statistics.counting import DuckCounter
from exports.statistics.merging import Merger
from exports.statistics.publishing import Publisher
from exports.statistics.solver import HighsSolver
from exports.statistics.suppressing import TauArgus
from passeport.domain.contribution import About
from passeport.domain.disclosure import Protection, Span
from passeport.domain.errors import PasseportError
from passeport.domain.facts import ParcoursFact, PersonFact, StepFact, codes_of
from passeport.domain.provenance import Station
from passeport.services.statistics import SafeTables, ready_made
from passeport.services.statistics_merge import StatisticsMerge
from passeport.services.statistics_ports import FactColumns
from passeport.wiring import SystemClock

SPAN = Span(first="2025-01", last="2025-12")
MONTHS = np.array(SPAN.months, dtype=object)
STEPS = 1_000_000
PERSONS_OF_STATION, STEPS_OF_STATION = 3_000, 18_444
"""With one parcours a person: 24,444 facts, 22,000,000 for 900 stations."""
YEAR_BEFORE = Span(first="2024-01", last="2024-12")
_FREE = {"bassin": ("NSP",), "region": ("11",)}


def facts(persons: int, steps: int, seed: int, exits: Sequence[str] = SPAN.months) -> FactColumns:
    """Return random facts as columns: skewed codes, the same for the same seed; exits are in the months `exits`."""
    chance = np.random.default_rng(seed)
    numbers = chance.integers(0, 1 << 62, persons)
    owners = chance.integers(0, persons, steps)

    def codes(name: str, count: int) -> np.ndarray:
        known = ("", *exits) if name == "exit_month" else _FREE.get(name) or tuple(sorted(codes_of(name) or ()))
        if name in ("month", "first_month"):
            return MONTHS[chance.integers(0, 12, count)]
        weights = np.arange(len(known), 0, -1.0) ** 2
        return np.array(known, dtype=object)[chance.choice(len(known), count, p=weights / weights.sum())]

    people = {"number": numbers, "key": chance.integers(0, 1 << 32, persons)}
    people |= {name: codes(name, persons) for name in PersonFact.model_fields if name not in people}
    needs = {"number": numbers, "parcours": np.zeros(persons, dtype=np.int64)}
    needs |= {name: codes(name, persons) for name in ParcoursFact.model_fields if name not in needs}
    done = {"number": numbers[owners], "parcours": np.zeros(steps, dtype=np.int64), "step": np.arange(steps)}
    done |= {name: codes(name, steps) for name in StepFact.model_fields if name not in done}
    done["status"] = np.where(chance.random(steps) < 0.85, "HONOREE", "ABSENCE_EXCUSEE").astype(object)
    done["informs"] = np.where(done["status"] == "HONOREE", done["informs"], "NON").astype(
        object
    )  # else it informs nobody
    return FactColumns(people, needs, done)


def indicators() -> None:
    given = facts(
        STEPS // 10, STEPS, 1, (*YEAR_BEFORE.months, *SPAN.months)
    )  # six months later is asked of older exits
    start = time.perf_counter()
    counter = DuckCounter.of(given)
    loaded = time.perf_counter() - start
    safe = SafeTables(counter, HighsSolver(), TauArgus())
    wishes = ready_made(SPAN)
    start = time.perf_counter()
    made = 0
    for wish in wishes:
        try:
            safe.make(wish.spec, Protection(), [])
            made += 1
        except PasseportError as error:
            print(f"{wish.key}: {type(error).__name__}")
    ours = time.perf_counter() - start
    database = counter._database  # noqa: SLF001 - the floor is measured on the very same facts
    bare = (
        "SELECT f.network, count(DISTINCT number) FROM steps f WHERE informs = 'OUI' GROUP BY ALL",
        "SELECT p.bassin, count(DISTINCT number) FROM steps f JOIN persons p USING (number) "  # noqa: ISC004
        "WHERE informs = 'OUI' GROUP BY ALL",
        "SELECT doors, reached, count(*) FROM parcours GROUP BY ALL",
        "SELECT sent_to, delay, count(*) FROM steps WHERE answer <> '' GROUP BY ALL",
        "SELECT answer, sent_to, count(*) FROM steps WHERE answer <> '' GROUP BY ALL",
        "SELECT type, status, count(*) FROM steps WHERE type IN ('ATELIER', 'INFO_COLLECTIVE') GROUP BY ALL",
        "SELECT outcome, count(*) FROM parcours WHERE exit_month <> '' GROUP BY ALL",
        "SELECT later, count(*) FROM parcours WHERE exit_month BETWEEN '2024-05' AND '2025-04' GROUP BY ALL",
        "SELECT cep, age, count(*) FROM parcours JOIN persons USING (number) GROUP BY ALL",
    )
    start = time.perf_counter()
    for query in bare:
        database.execute(query).fetchall()
    floor = time.perf_counter() - start
    print(f"{STEPS:,} steps, loaded in {loaded:.2f} s")
    print(f"{made} indicators, counted with every margin, protected, attacked: {ours:.2f} s")
    print(f"the bare GROUP BY of each: {floor:.2f} s ({ours / floor:.1f} times the floor)")


def contributions(folder: Path, count: int, public: bytes) -> list[Path]:
    found = []
    for number in range(count):
        about = About(
            id=uuid4(),
            vault=uuid4(),
            station=Station(name=f"Station {number}", network="MISSION_LOCALE"),
            span=SPAN,
            made_on=dt.date(2026, 1, 5),
        )
        path = folder / f"{number:03}.psc"
        if not path.exists():
            path.write_bytes(seal(facts(PERSONS_OF_STATION, STEPS_OF_STATION, number), about, public))
        found.append(path)
    return found


def merge(folder: Path, count: int) -> None:
    """Merge in this process, alone, and print time and peak memory."""
    private = (folder / "key").read_bytes()
    before = _peak()
    paths = sorted(folder.glob("*.psc"))[:count]
    use = StatisticsMerge(Merger(private), HighsSolver(), TauArgus(), Publisher(), SystemClock())
    start, cpu = time.perf_counter(), time.process_time()
    merged = use.merge(paths, Protection(), lambda _done, _total: None, span=SPAN)
    took, cpu = time.perf_counter() - start, time.process_time() - cpu
    peak = _peak()
    shown = len(merged.dossier.sheets) if merged.dossier else 0
    rows = count * (2 * PERSONS_OF_STATION + STEPS_OF_STATION)
    print(
        f"{len(merged.taken):4} stations, {rows:>11,} facts: {took:6.1f} s, of which {cpu:6.1f} s of processor; "
        f"peak {peak:.0f} MiB ({before:.0f} at the start), {shown} tables"
    )


def _peak() -> float:
    """Return the most memory this program held so far, in MiB; unlike getrusage's, not that of who started it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def main() -> None:
    if sys.argv[1:2] == ["merge"]:
        merge(Path(sys.argv[2]), int(sys.argv[3]))
        return
    indicators()
    private = X25519PrivateKey.generate()
    most = int(sys.argv[1]) if sys.argv[1:] else 900
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "key").write_bytes(private.private_bytes_raw())
        contributions(folder, most, private.public_key().public_bytes_raw())
        size = sum(path.stat().st_size for path in folder.glob("*.psc"))
        print(f"{most} contributions, {size / 1e6:.0f} MB sealed")
        for count in sorted({1, min(10, most), min(100, most), most}):
            subprocess.run([sys.executable, __file__, "merge", place, str(count)], check=True)


if __name__ == "__main__":
    main()
