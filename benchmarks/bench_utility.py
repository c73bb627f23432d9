"""What protection costs a point d'accueil of 20,000 persons: the table of docs/statistics.md, both strategies.

Each table is made as the window makes it: counted, protected, attacked. Under noise, the error is the mean absolute
error of the cells that are not zero, also as a share of the mean cell; under hiding, what is shown is exact, and what
is lost is the cells hidden. A table that is refused has a dash, and its reason below.
Run with a number for so many persons: `bench_utility.py 2000`.
"""

import datetime as dt
import random
import sys
import time
from collections.abc import Iterable, Iterator
from uuid import UUID

from measuring import table

from exports.statistics.counting import DuckCounter
from exports.statistics.solver import HighsSolver
from exports.statistics.suppressing import TauArgus
from passeport.domain.account import Account, Role
from passeport.domain.disclosure import Protection, SafeTable, Span, Strategy, TableSpec
from passeport.domain.errors import PasseportError
from passeport.domain.facts import Facts, ParcoursFact, PersonFact, StepFact, Subject, facts_of
from passeport.domain.identifiers import AccountId
from passeport.domain.model import DomainModel
from passeport.domain.provenance import Station
from passeport.domain.territories import Territories
from passeport.samples.people import People
from passeport.services.statistics import SafeTables, Wish, ready_made
from passeport.services.statistics_ports import FactColumns

PERSONS, STEPS, SEED = 20_000, 5, 2026
TODAY = dt.date(2026, 11, 23)
SPAN = Span(first="2025-01", last="2026-10")
HERE = Station(name="Mission locale d’Essai-sur-Seine", network="MISSION_LOCALE")
_CROSSED = (
    ("persons", "age", "level"),
    ("parcours", "cep", "situation", "sex"),
    ("persons", "age", "sex", "departement"),
    ("steps", "month", "type"),
)
_PROTECTIONS = (
    Protection(threshold=5),
    Protection(threshold=11),
    Protection(strategy=Strategy.SUPPRESSION, threshold=5),
    Protection(strategy=Strategy.SUPPRESSION, threshold=11),
)


def people(count: int) -> Iterator[Facts]:
    """Go through the facts of so many fictional persons: always the same."""
    account = Account(id=AccountId(UUID(int=1)), name="Camille", role=Role.CONSEILLER, station=HERE)
    crowd, chance = People(seed=SEED, account=account, today=TODAY), random.Random(SEED)
    for number in range(count):
        subject = Subject(number=chance.getrandbits(62), key=chance.getrandbits(32))
        yield facts_of(crowd.dossier(number, STEPS), subject, HERE, Territories())


def columns(facts: Iterable[Facts]) -> FactColumns:
    """Return facts as the statistics keep them, column by column."""
    kept = list(facts)
    return FactColumns(
        _columns(PersonFact, [one.person for one in kept]),
        _columns(ParcoursFact, [parcours for one in kept for parcours in one.parcours]),
        _columns(StepFact, [step for one in kept for step in one.steps]),
    )


def _columns(kind: type[DomainModel], rows: list[PersonFact] | list[ParcoursFact] | list[StepFact]) -> dict[str, list]:
    return {name: [getattr(row, name) for row in rows] for name in kind.model_fields}


def wishes() -> Iterator[tuple[str, TableSpec]]:
    """Go through the indicators, and four tables that are crossed."""
    for wish in ready_made(SPAN):
        yield _name(wish), wish.spec
    for measure, *by in _CROSSED:
        yield f"{measure} by {', '.join(by)}", TableSpec(measure=measure, span=SPAN, by=tuple(by))


def _name(wish: Wish) -> str:
    return f"*{wish.key}*: {wish.spec.measure} by {', '.join(wish.spec.by)}"


def main() -> None:
    """Print the table."""
    persons = int(sys.argv[1]) if sys.argv[1:] else PERSONS
    start = time.perf_counter()
    given = columns(people(persons))
    safe = SafeTables(DuckCounter.of(given), HighsSolver(), TauArgus())
    print(f"{persons:,} persons, {len(given.parcours['number']):,} parcours, {len(given.steps['number']):,} steps")
    rows, refusals = [], []
    for name, spec in wishes():
        made = []
        for protection in _PROTECTIONS:
            try:
                made.append(safe.make(spec, protection, []))
            except PasseportError as error:
                made.append(None)
                refusals.append(f"{name}, {protection.strategy.value} {protection.threshold}: {type(error).__name__}")
        rows.append(_row(name, made, safe.counter.table(spec).cells.values()))
        print(".", end="", flush=True)
    heading = (
        "Table",
        "Cells",
        "Noise 5: changed",
        "error",
        "Noise 11: changed",
        "error",
        "Hidden at 5",
        "Hidden at 11",
    )
    print("\n" + table(heading, rows))
    print("\n".join(refusals))
    print(f"{time.perf_counter() - start:.0f} s")


def _row(name: str, made: list[SafeTable | None], cells: Iterable) -> list[str]:
    counts = [cell.count for cell in cells]
    mean = sum(counts) / len(counts)
    row = [name, str(len(counts))]
    for one in made[:2]:
        row += (
            ["–", "–"]
            if one is None
            else [_share(one.cost.changed, one), f"{one.cost.error:.1f} ({_percent(one.cost.error / mean)})"]
        )
    return [*row, *("–" if one is None else _share(one.cost.hidden, one) for one in made[2:])]


def _share(part: int, of: SafeTable) -> str:
    return f"{part} ({100 * part / of.cost.cells:.0f} %)"


def _percent(share: float) -> str:
    return f"{100 * share:.2g} %"


if __name__ == "__main__":
    main()
