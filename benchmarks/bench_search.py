"""Finding somebody as one types, at 5,000, 100,000 and 1,000,000 people: time, and what one error hides.

The floor is a raw prefix query on the same store: one range of the same index, asked directly, with no object, no
transaction and no rule; it forgives no typing error and gives identifiers only. Names come from `invented_names`,
errors from `typing_errors`, neither of which the search knows. Run: `python benchmarks/bench_search.py [people …]`.
"""

import datetime as dt
import os
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from invented_names import Names
from measuring import percentile, table
from PySide6.QtWidgets import QApplication
from typing_errors import KINDS, typed

from passeport import wiring
from passeport.domain.beneficiary import Beneficiary, Dossier
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.identity import Identity, Telephone
from passeport.domain.normalise import words_of
from passeport.domain.partial_date import PartialDate
from passeport.domain.provenance import Station
from storage.bulk_load import load
from storage.keys import DerivationParameters
from storage.open_vault import SqlcipherVault
from storage.vault import SqlcipherVaultKeeper
from ui.desk.page import DeskPage
from ui.desk.people import FOUND
from ui.tasks import Tasks
from ui.theme.theme import Theme

_SIZES = (5_000, 100_000)
_NAMES, _WRONG, _PAINTED = 150, 400, 40
_CHEAP = DerivationParameters(memory=64, passes=1, lanes=1)
"""Deriving the key is not what is measured here."""
_BIRTH = dt.date(1955, 1, 1)


def people_of(count: int, sample: list[tuple[str, str, str]], chance: random.Random) -> Iterator[Dossier]:
    """Yield invented people; each `count / 3000`th is noted in `sample` (identifier, given names, family name)."""
    names = Names(seed=2026)
    for number, (given, family) in enumerate(names.draw(count)):
        birth = _BIRTH + dt.timedelta(days=chance.randrange(20_000))
        identity = Identity(
            given_names=given,
            family_name=family,
            birth_date=PartialDate.parse(birth.isoformat()),
            telephones=(Telephone(country_dialing="33", number=f"639{chance.randrange(1_000_000):06}"),),
        )
        key = UUID(int=chance.getrandbits(128), version=4)
        if number % max(1, count // 3000) == 0:
            sample.append((str(key), given, family))
        yield Dossier(beneficiary=Beneficiary(id=BeneficiaryId(key), identity=identity, opened_on=dt.date(2026, 1, 5)))


def filled(folder: Path, count: int, sample: list[tuple[str, str, str]]) -> SqlcipherVault:
    """Return an open vault with so many people."""
    station = Station(name="Mission locale d’Essai", network="MISSION_LOCALE")
    vault = SqlcipherVaultKeeper(_CHEAP).create(
        folder, account="Camille", passphrase="quatre mots sans lien", station=station
    )
    with vault.unit_of_work() as work:
        everybody = people_of(count, sample, random.Random(7))
        load(work.dossiers._connection, everybody, count, lambda _done, _total: None)  # noqa: SLF001 - not a use case
        work.commit()
    return vault


def timed(ask: Callable[[str], object], texts: list[str]) -> list[float]:
    """Return the milliseconds of processor time of each question: all is in memory, and others may use the machine."""
    taken = []
    for text in texts:
        start = time.thread_time()
        ask(text)
        taken.append((time.thread_time() - start) * 1000)
    return taken


def keystrokes(people: list[tuple[str, str, str]], chance: random.Random) -> list[str]:
    """Return what is in the field after each letter, from the second: either name first, or one alone."""
    texts = []
    for _, given, family in people:
        first = given.split("-")[0]
        whole = chance.choice((f"{first} {family}", f"{family} {first}", family)).lower()
        texts += [whole[:length] for length in range(2, len(whole) + 1)]
    return texts


def painted(vault: SqlcipherVault, texts: list[str]) -> list[float]:
    """Return the milliseconds from a letter to the list on the screen with its answer, in the real page."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    tasks = Tasks()
    Theme.current().put_on(app)
    page = DeskPage(wiring.desk(vault), tasks)
    page.resize(1126, 768)
    page.show()
    answered: list[bool] = []
    page.people.changed.connect(lambda: answered.append(True))
    page.refresh()
    taken = []
    for text in ("", *texts):
        answered.clear()
        start = time.perf_counter()
        page.search.setText(text)
        if text:
            while not answered:
                app.processEvents()
            page.list.viewport().repaint()
            taken.append((time.perf_counter() - start) * 1000)
    page.close()
    tasks.close()
    return taken


def measure(count: int) -> tuple[list[list[str]], list[list[str]]]:
    """Return the lines of both tables for a store of `count` people."""
    chance = random.Random(2026)
    sample: list[tuple[str, str, str]] = []
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        vault = filled(Path(folder) / "vault", count, sample)
        made = time.perf_counter() - start
        size = sum(file.stat().st_size for file in (Path(folder) / "vault").rglob("*") if file.is_file())
        texts = keystrokes(chance.sample(sample, _NAMES), chance)
        desk = wiring.desk(vault)
        with vault.unit_of_work() as work:
            connection = work.dossiers._connection.connection.driver_connection  # noqa: SLF001 - the floor asks SQLite itself
            query = "SELECT beneficiary_id FROM token WHERE token >= ? AND token < ? LIMIT ?"

            def floor(text: str) -> object:
                begin = " ".join(words_of(text))
                return connection.execute(query, (begin, begin + "\U0010ffff", FOUND)).fetchall()

            timed(floor, texts[:200])
            raw = timed(floor, texts)
        timed(lambda text: desk.dossiers.find(text, limit=FOUND), texts[:200])
        ours = timed(lambda text: desk.dossiers.find(text, limit=FOUND), texts)
        wrong: dict[str, list[float]] = defaultdict(list)
        hits: dict[str, list[bool]] = defaultdict(list)
        for kind in (*KINDS, "names swapped"):
            for key, given, family in chance.sample(sample, _WRONG):
                text = typed(kind, given, family, chance)
                begun = time.thread_time()
                found = desk.dossiers.find(text, limit=FOUND)
                wrong[kind].append((time.thread_time() - begun) * 1000)
                hits[kind].append(key in {str(one.id) for one in found})
        seen = painted(vault, keystrokes(chance.sample(sample, _PAINTED), chance))
        vault.lock()
    errors = [value for values in wrong.values() for value in values]
    who = f"{count:,}".replace(",", " ")
    per_second = round(count / made)
    speeds = [
        [who, what, f"{percentile(values, 50):.2f} ms", f"{percentile(values, 99):.2f} ms", against]
        for what, values, against in (
            ("raw prefix query", raw, "1"),
            ("a letter more", ours, f"{percentile(ours, 50) / percentile(raw, 50):.0f}"),
            ("a name with one error", errors, f"{percentile(errors, 50) / percentile(raw, 50):.0f}"),
            ("letter to painted list", seen, ""),
        )
    ]
    speeds.append([who, f"made in {made:.0f} s, {size / 1e6:.0f} MB", f"{per_second} a second", "", ""])
    whole = [hit for values in hits.values() for hit in values]
    recalls = [[who, kind, f"{100 * sum(values) / len(values):.1f} %"] for kind, values in hits.items()]
    recalls.append([who, "**all**", f"**{100 * sum(whole) / len(whole):.1f} %**"])
    return speeds, recalls


def main(sizes: list[int]) -> None:
    """Measure, and print two tables."""
    for size in sizes:
        speeds, recalls = measure(size)
        print(table(["people", "", "median", "p99", "ratio"], speeds))
        print(table(["people", "error", "found"], recalls), flush=True)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(_SIZES))
