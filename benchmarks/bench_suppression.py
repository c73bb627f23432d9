"""Hiding cells: beside the exact optimum where every choice can be tried, and beside each method of the engine.

The methods of the engine are run by its own front-end on the same persons, with its frequency rule; our attacker tells
what they leave open.
"""

import itertools
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from exports.statistics.counting import DuckCounter
from exports.statistics.solver import HighsSolver
from exports.statistics.suppressing import TauArgus
from passeport.domain.disclosure import TOTAL, CountTable, Protection, Span, Strategy, TableSpec
from passeport.domain.disclosure_rules import add_rests, needs, shape_of
from passeport.domain.disclosure_system import System, add_table
from passeport.services.statistics_attack import Attacker
from passeport.services.statistics_ports import FactColumns
from passeport.services.statistics_protection import Suppression
from tests.random_facts import MONTHS, random_facts

SPAN = Span(first=MONTHS[0], last=MONTHS[-1])
PROTECTION = Protection(strategy=Strategy.SUPPRESSION)
SOLVER = HighsSolver()
SMALL, LARGE = 12, 4
MOST_CHOICES = 14
_ENGINE = """
import json, sys
from pytauargus import protect
columns, rule, method = json.load(sys.stdin)
result = protect(columns, list(columns)[:-1], "one", safety_rules=rule, suppress=method, workdir=".")
rows = result.tables[0].rows  # its codes are padded
names = list(columns)[:-1]
json.dump([[[row[name].strip() for name in names], row["status"]] for row in rows], sys.stdout)
"""


def exact(table: CountTable) -> tuple[int, int] | None:
    """Return the fewest units that have to be hidden, and cells, trying every choice; None when there are too many."""
    system = System()
    numbers = add_table(system, shape_of(table), {})
    truth = {number: table.at(codes).count for codes, number in numbers.items()}
    wanted = {numbers[codes]: need for codes, need in needs(table, PROTECTION).items()}
    for rest, (_, need) in add_rests(system, table, numbers, PROTECTION).items():
        wanted[rest], truth[rest] = need, 0
    mean = 1 + sum(truth.values()) / len(truth)
    cost = {number: max(1, round(value or mean)) for number, value in truth.items()}
    free = [number for number in truth if number not in wanted]
    if not wanted or len(free) > MOST_CHOICES:
        return None
    best: tuple[int, int] | None = None
    for size in range(len(free) + 1):
        for more in itertools.combinations(free, size):
            price = sum(cost[number] for number in more)
            if (best is None or price < best[0]) and _is_safe(system, truth, wanted, {*wanted, *more}):
                best = (price, size)
    return best


def _is_safe(system: System, truth: dict[int, int], wanted: dict[int, float], hidden: set[int]) -> bool:
    count = range(len(system.lower))
    low = [0.0 if number in hidden else float(truth[number]) for number in count]
    high = [float("inf") if number in hidden else float(truth[number]) for number in count]
    known = System(low, high, system.rows)
    for number, need in wanted.items():
        ((least, most),) = SOLVER.intervals(known, [number])
        if most - least < need:
            return False
    return True


def ours(table: CountTable) -> tuple[int, int, float]:
    """Return the units and cells hidden beside those that must be, and how long it took."""
    start = time.perf_counter()
    safe = Suppression(SOLVER, TauArgus()).protect(table, PROTECTION)
    took = time.perf_counter() - start
    must = set(needs(table, PROTECTION))
    beside = [codes for codes, value in safe.values.items() if value is None and codes not in must]
    assert Attacker(SOLVER).alone(table, safe.values, PROTECTION) == []
    mean = 1 + sum(cell.count for cell in table.cells.values()) / max(1, shape_of(table).size)
    return sum(max(1, round(table.at(codes).count or mean)) for codes in beside), len(beside), took


def engine(facts: FactColumns, table: CountTable, method: str) -> str:
    """Return what a method of the engine hides, and how many protected cells our attacker finds all the same."""
    columns: dict[str, list[object]] = {one.code: list(facts.persons[one.code]) for one in shape_of(table).dimensions}
    columns["one"] = [1.0] * len(facts.persons["number"])
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", _ENGINE],
            input=json.dumps([columns, "FREQ(5,30)", method]),
            cwd=Path(folder),
            capture_output=True,
            text=True,
            check=False,
        )
        took = time.perf_counter() - start
    if done.returncode:
        words = (done.stderr.strip().splitlines() or [""])[-1]
        return f"refused or ended: {words[:90] or done.returncode}"
    rows = json.loads(done.stdout)
    hidden = {tuple(TOTAL if code == "Total" else code for code in codes) for codes, status in rows if status in "UM"}
    shown = {codes: None if codes in hidden else cell.count for codes, cell in table.cells.items()}
    shown |= dict.fromkeys(hidden)
    found = Attacker(SOLVER).alone(table, shown, PROTECTION)
    lost = sum(table.at(codes).count for codes in hidden)
    return f"{len(hidden)} cells hidden, {lost} units, {took:.2f} s; the attacker finds {len(found)}"


def main() -> None:
    done = same = 0
    spent = least = 0
    for seed in range(200):
        facts = random_facts(seed, 25 + seed % 20)
        facts.persons["sex"][:] = [("male", "female", "other")[hash((seed, n)) % 3] for n in facts.persons["number"]]
        facts.persons["departement"][:] = [("75", "91")[n % 2] for n in facts.persons["number"]]
        counter = DuckCounter.of(facts)
        table = counter.table(
            TableSpec(measure="persons", span=SPAN, by=("departement",) + (("sex",) if seed % 2 else ("qpv",)))
        )
        best = exact(table)
        if best is None:
            continue
        price, cells, _ = ours(table)
        done, same = done + 1, same + (price == best[0])
        spent, least = spent + price, least + best[0]
        if done == SMALL:
            break
    print(f"small: {same} of {done} at the optimum; units hidden beside: {spent}, at best {least}")
    for seed in range(LARGE):
        facts = random_facts(1000 + seed, 1500, 2)
        by = (("age", "level"), ("age", "sex", "level"), ("situation", "age"), ("level", "situation", "sex"))[seed]
        table = DuckCounter.of(facts).table(TableSpec(measure="persons", span=SPAN, by=by))
        full = {codes: cell.count for codes, cell in table.cells.items()}
        print(
            f"{' × '.join(by)}: {shape_of(table).size} cells; shown as counted, the attacker finds "
            f"{len(Attacker(SOLVER).alone(table, full, PROTECTION))}"
        )
        must = needs(table, PROTECTION)
        _, cells, took = ours(table)
        safe = Suppression(SOLVER, TauArgus()).protect(table, PROTECTION)
        lost = sum(table.at(codes).count for codes, value in safe.values.items() if value is None)
        print(f"  ours: {len(must) + cells} cells hidden, {lost} units, {took:.2f} s; the attacker finds 0")
        for method in ("OPT(1)", "MOD(1)", "GH(1,0)", "NET(1)"):
            print(f"  {method}: {engine(facts, table, method)}")


if __name__ == "__main__":
    main()
