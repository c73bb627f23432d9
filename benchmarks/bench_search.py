"""Finding somebody as one types: our search beside a raw FTS5 query, in the same encrypted database.

The floor is what SQLite offers ready-made: a full-text table of names with prefix indexes, asked directly with no
transaction, no object and no rule. It forgives no typing error and knows no birth date; ours does.
Run: `make bench`, or `python benchmarks/bench_search.py [people]` in the environment.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from measuring import in_turns, percentile, table

from passeport.domain.beneficiary import DossierSummary
from passeport.domain.normalise import words_of
from passeport.domain.provenance import Station
from passeport.samples.people import People
from passeport.samples.seeding import seed
from passeport.wiring import SystemClock
from storage.keys import DerivationParameters
from storage.open_vault import SqlcipherVault
from storage.vault import SqlcipherVaultKeeper

_PEOPLE = 20_000
_NAMES = 120
_LIMIT = 100
_CHEAP = DerivationParameters(memory=64, passes=1, lanes=1)
"""Deriving the key is not what is measured here."""


def filled_vault(folder: Path, people: int) -> SqlcipherVault:
    """Return an open vault with so many fictional people."""
    station = Station(name="Mission locale d’Essai", network="MISSION_LOCALE")
    vault = SqlcipherVaultKeeper(_CHEAP).create(
        folder, account="Camille", passphrase="quatre mots sans lien", station=station
    )
    crowd = People(seed=2026, account=vault.account, today=SystemClock().today())
    seed(vault, crowd, beneficiaries=people, steps=1, progress=lambda _done, _all: None)
    return vault


def keystrokes(names: list[str]) -> list[str]:
    """Return what is in the field after each letter of each name, from the second."""
    return [name[:length] for name in names for length in range(2, len(name) + 1)]


def floor_family(row: tuple[int, str, str]) -> str:
    """Return the family name of an answer of the floor, as it is typed."""
    return row[1].replace(" ", "")


def our_family(summary: DossierSummary) -> str:
    """Return the family name of an answer of ours, as it is typed."""
    return "".join(words_of(summary.family_name))


def misspelt(name: str, chance: random.Random) -> str:
    """Return the name with one letter left out, doubled, changed or exchanged with the next."""
    place = chance.randrange(1, len(name) - 1)
    before, letter, after = name[:place], name[place], name[place + 1 :]
    return chance.choice(
        [before + after, before + letter * 2 + after, f"{before}x{after}", before + after[0] + letter + after[1:]]
    )


def timed(ask: Callable[[str], object], texts: list[str]) -> Iterator[float]:
    """Yield the milliseconds of each question."""
    for text in texts:
        start = time.perf_counter()
        ask(text)
        yield (time.perf_counter() - start) * 1000


def main(people: int) -> None:
    """Measure, and print two tables."""
    chance = random.Random(2026)
    with tempfile.TemporaryDirectory() as folder:
        vault = filled_vault(Path(folder) / "vault", people)
        with vault.unit_of_work() as work:
            summaries = []
            after = None
            while page := work.dossiers.page(limit=1000, after=after):
                summaries += page
                after = page[-1]
            connection = work.dossiers._connection.connection.driver_connection  # noqa: SLF001 - the floor asks SQLite itself
            connection.execute("CREATE VIRTUAL TABLE temp.floor USING fts5(family, given, prefix='2 3')")
            connection.executemany(
                "INSERT INTO temp.floor(rowid, family, given) VALUES (?, ?, ?)",
                ((number, our_family(s), " ".join(words_of(s.given_names))) for number, s in enumerate(summaries)),
            )
            names = sorted({our_family(s) for s in summaries})
            names = [name for name in names if len(name) >= 4]
            chosen = chance.sample(names, min(_NAMES, len(names)))

            def floor(text: str) -> list[tuple[int, str, str]]:
                query = "SELECT rowid, family, given FROM temp.floor WHERE floor MATCH ? LIMIT ?"
                return list(connection.execute(query, (f'"{text}"*', _LIMIT)))

            def ours(text: str) -> tuple[DossierSummary, ...]:
                return work.dossiers.find(text, limit=_LIMIT)

            typed, wrong = keystrokes(chosen), [misspelt(name, chance) for name in chosen]
            taken: dict[str, list[float]] = {"floor": [], "ours": []}
            subjects = {"floor": floor, "ours": ours}
            in_turns(
                {name: lambda name=name: taken[name].extend(timed(subjects[name], typed)) or 0.0 for name in subjects},
                3,
            )
            forgiven = [list(timed(ask, wrong)) for ask in (floor, ours)]
            found = [
                sum(
                    any(family(answer) == name for answer in ask(text))
                    for name, text in zip(chosen, wrong, strict=True)
                )
                for ask, family in ((floor, floor_family), (ours, our_family))
            ]
        vault.lock()
    rows = []
    for what, values in (("one more letter, median", 50), ("one more letter, 99th percentile", 99)):
        low, high = percentile(taken["floor"], values), percentile(taken["ours"], values)
        rows.append([what, f"{low:.2f} ms", f"{high:.2f} ms", f"{high / low:.1f}"])
    low, high = (statistics.median(times) for times in forgiven)
    rows.append(["a name with one error, median", f"{low:.2f} ms", f"{high:.2f} ms", f"{high / low:.1f}"])
    rows.append(["a name with one error, found", *(f"{count} of {len(wrong)}" for count in found), ""])
    print(f"Search among {people} people, {len(typed)} keystrokes of {len(chosen)} names")
    print(table(["", "raw FTS5", "Passeport", "ratio"], rows))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else _PEOPLE)
