"""Is somebody here already? Our search for who may be the same person beside a seek by name and birth date alone.

The floor is one indexed seek of the exact folded names and birth date: it finds no other spelling. Ours looks for every
reason of `passeport.domain.matching` and reads each dossier it proposes in full.
Run: `make bench`, or `python benchmarks/bench_alike.py [people]` in the environment.
"""

import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from bench_search import filled
from measuring import percentile, table

from passeport.domain.identity import Identity
from passeport.domain.normalise import joined
from passeport.domain.partial_date import PartialDate
from passeport.domain.spelling import dates_one_error_away, exchanged
from tests.typing_errors import letter_inside

_PEOPLE = 20_000
_ASKED = 300


def spellings(identity: Identity, chance: random.Random) -> dict[str, Identity]:
    """Return other ways to write one person, by what is wrong with them."""
    birth = identity.birth_date or PartialDate.parse("1999-02-28")
    words = identity.given_names.replace("-", " ").split()
    return {
        "same": identity,
        "names swapped": identity.evolve(given_names=identity.family_name, family_name=identity.given_names),
        "one error in the name": identity.evolve(family_name=letter_inside(identity.family_name, chance)),
        "one digit of the birth date": identity.evolve(
            birth_date=chance.choice(sorted(dates_one_error_away(birth), key=str))
        ),
        "day and month inverted": identity.evolve(birth_date=exchanged(birth) or birth),
        "birth date unknown": identity.evolve(birth_date=None),
        "another given name besides": identity.evolve(given_names=" ".join((*words, "Inattendue"))),
        "somebody else": identity.evolve(given_names="Personne", family_name="Inconnue", telephones=(), emails=()),
    }


def main(people: int) -> None:
    """Measure, and print a table."""
    chance = random.Random(2026)
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        vault = filled(Path(folder) / "vault", people, [])
        with vault.unit_of_work() as work:
            summaries, after = [], None
            while page := work.dossiers.page(limit=1000, after=after):
                summaries += page
                after = page[-1]
            chosen = chance.sample([one for one in summaries if len(one.family_name) > 3], _ASKED)
            asked = [(one.id, spellings(work.dossiers.get(one.id).beneficiary.identity, chance)) for one in chosen]
            connection = work.dossiers._connection.connection.driver_connection  # noqa: SLF001 - the floor asks SQLite itself
            query = "SELECT id FROM beneficiary WHERE family_key = ? AND given_key = ? AND birth_date = ?"
            for what in asked[0][1]:
                floor, ours, found = [], [], 0
                for identifier, written in asked:
                    identity = written[what]
                    key = (joined(identity.family_name), joined(identity.given_names), str(identity.birth_date or ""))
                    start = time.perf_counter()
                    list(connection.execute(query, key))
                    middle = time.perf_counter()
                    answer = work.dossiers.alike(identity)
                    end = time.perf_counter()
                    floor.append((middle - start) * 1000)
                    ours.append((end - middle) * 1000)
                    found += any(dossier.beneficiary.id == identifier for dossier in answer)
                rows.append(
                    [
                        what,
                        f"{statistics.median(floor):.3f} ms",
                        f"{statistics.median(ours):.2f} ms",
                        f"{percentile(ours, 99):.2f} ms",
                        f"{found} of {len(asked)}",
                    ]
                )
        vault.lock()
    print(f"Who may be the same person, among {people} people, {_ASKED} of them written otherwise")
    print(table(["", "exact seek", "Passeport, median", "p99", "found"], rows))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else _PEOPLE)
