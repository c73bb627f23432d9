"""Lists of people, filtered and sorted, at 5,000 and 100,000 people: each filter alone, and what is asked together.

What the window asks when a filter is chosen is measured: the first page of a hundred lines, the page after it, and how
many people there are. The floor is a raw page of everybody by name on the same store, in the same run: one range of one
index, a hundred rows, no object, no rule. Names come from `invented_names`; situations, networks, themes, tags and
conseillers are drawn with unequal weights, so that some lists hold half of the people and some a handful.
Run: `python benchmarks/bench_lists.py [people …]`; `--kept FOLDER` measures again a store that was filled there.
It names last what took more than five milliseconds of a processor (the 99th in a hundred).
"""

import argparse
import contextlib
import datetime as dt
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from uuid import UUID

from bench_search import people_of
from measuring import percentile, table

from passeport import wiring
from passeport.domain.beneficiary import Dossier, Situation
from passeport.domain.identifiers import AccountId, ItemId, ParcoursId
from passeport.domain.listing import Due, Listing, Order
from passeport.domain.parcours import Parcours, Referral, Step, StepStatus
from passeport.domain.provenance import Provenance, Station
from passeport.domain.vocabulary import vocabulary
from storage.bulk_load import load
from storage.keys import DerivationParameters
from storage.open_vault import SqlcipherVault
from storage.vault import SqlcipherVaultKeeper

_SIZES = (5_000, 100_000)
_PAGE = 100
_ROUNDS = 25
_GOAL = 5.0
"""Milliseconds of a processor."""
_CHEAP = DerivationParameters(memory=64, passes=1, lanes=1)
_PHRASE = "quatre mots sans lien"
_CONSEILLERS = tuple(AccountId(UUID(int=number, version=4)) for number in range(1, 41))
_TAGS = ("Garantie jeunes", "Groupe du lundi", "PMSMP", "Permis", "Projet rare")


def _drawn(chance: random.Random, values: tuple[str, ...]) -> str:
    """One of them, the first much more often than the last."""
    return values[min(int(chance.expovariate(0.45)), len(values) - 1)]


def listed(dossiers: Iterator[Dossier], today: dt.date, chance: random.Random) -> Iterator[Dossier]:
    """Yield people with a situation, a conseiller, a theme, sometimes a tag, a network met, something due."""
    situations, networks, themes = (vocabulary(name).codes for name in ("situations", "networks", "themes"))
    for number, dossier in enumerate(dossiers):
        contact = today - dt.timedelta(days=int(chance.expovariate(1 / 200)))
        steps = [_step(chance, contact, StepStatus.HONOREE, (_drawn(chance, themes),))]
        if chance.random() < 0.25:
            steps.append(_step(chance, today + dt.timedelta(days=chance.randrange(-20, 60)), StepStatus.PREVUE, ()))
        if chance.random() < 0.15:
            met = Referral(point_accueil="Point d’accueil d’Essai", network=_drawn(chance, networks), reason="Essai")
            steps.append(_step(chance, contact, StepStatus.HONOREE, ()).evolve(type="ORIENTATION", referral=met))
        tags = tuple(tag for place, tag in enumerate(_TAGS[:-1]) if chance.random() < 0.2 / (1 + 3 * place))
        home = Parcours(
            id=ParcoursId(_uuid(chance)), need="Essai", theme=_drawn(chance, themes), opened_on=contact,
            steps=tuple(steps),
        )  # fmt: skip
        person = dossier.beneficiary.evolve(
            situation=Situation(code=_drawn(chance, situations)),
            referent=None if chance.random() < 0.1 else chance.choice(_CONSEILLERS),
            tags=(*tags, _TAGS[-1]) if number % 5_000 == 7 else tags,
        )
        yield dossier.evolve(beneficiary=person, parcours=(home,))


def _uuid(chance: random.Random) -> UUID:
    return UUID(int=chance.getrandbits(128), version=4)


def _step(chance: random.Random, day: dt.date, status: StepStatus, themes: tuple[str, ...]) -> Step:
    known = Provenance()
    return Step(id=ItemId(_uuid(chance)), provenance=known, type="ENTRETIEN", day=day, status=status, themes=themes)


@contextlib.contextmanager
def store(size: int, kept: Path | None) -> Iterator[tuple[SqlcipherVault, str]]:
    """Give a store of so many people, and what filling it took; `kept` has it again later."""
    with tempfile.TemporaryDirectory() as passing:
        folder = (kept or Path(passing)) / f"lists-{size}"
        told = "filled before"
        if (folder / "vault.json").exists():
            vault = SqlcipherVaultKeeper(_CHEAP).unlock(folder, account="Camille", passphrase=_PHRASE)
            assert isinstance(vault, SqlcipherVault)
        else:
            clock = time.perf_counter()
            station = Station(name="Mission locale d’Essai", network="MISSION_LOCALE")
            vault = SqlcipherVaultKeeper(_CHEAP).create(folder, account="Camille", passphrase=_PHRASE, station=station)
            with vault.unit_of_work() as work:
                everybody = listed(people_of(size, [], random.Random(7)), dt.date.today(), random.Random(11))  # noqa: DTZ011
                load(work.dossiers._connection, everybody, size, lambda _done, _total: None)  # noqa: SLF001 - not a use case
                work.commit()
            told = f"filled in {time.perf_counter() - clock:.0f} s"
        yield vault, told
        vault.lock()


def asked() -> dict[str, Listing]:
    """Return each filter alone, frequent and rare, then what is usually asked together, and each order."""
    situations, networks, themes = (vocabulary(name).codes for name in ("situations", "networks", "themes"))
    mine = _CONSEILLERS[0]
    lists = {
        "everybody": Listing(),
        "situation, frequent": Listing(situations=(situations[0],)),
        "situation, rare": Listing(situations=(situations[11],)),
        "three situations": Listing(situations=(situations[2], situations[5], situations[9])),
        "network, frequent": Listing(networks=(networks[0],)),
        "network, rare": Listing(networks=(networks[12],)),
        "theme, frequent": Listing(themes=(themes[0],)),
        "theme, rare": Listing(themes=(themes[14],)),
        "three themes": Listing(themes=(themes[1], themes[4], themes[9])),
        "tag, frequent": Listing(tags=(_TAGS[0],)),
        "tag, rare": Listing(tags=(_TAGS[-1],)),
        "conseiller": Listing(referents=(mine,)),
        "three conseillers": Listing(referents=_CONSEILLERS[:3]),
        "without a conseiller": Listing(is_without_referent=True),
        "late": Listing(due=Due.LATE),
        "due within a week": Listing(due=Due.WEEK),
        "due within a month": Listing(due=Due.MONTH),
        "no contact for 3 months": Listing(quiet_months=3),
        "no contact for 24 months": Listing(quiet_months=24),
        "mine, late": Listing(referents=(mine,), due=Due.LATE),
        "mine, no contact for 3 months": Listing(referents=(mine,), quiet_months=3),
        "mine, theme": Listing(referents=(mine,), themes=(themes[2],)),
        "situation and theme": Listing(situations=(situations[3],), themes=(themes[4],)),
        "situation, theme, no contact for 6 months": Listing(
            situations=(situations[1],), themes=(themes[1],), quiet_months=6
        ),
        "network and tag": Listing(networks=(networks[1],), tags=(_TAGS[1],)),
        "tag, due within a week": Listing(tags=(_TAGS[0],), due=Due.WEEK),
        "nobody: rare tag, rare network": Listing(tags=(_TAGS[-1],), networks=(networks[12],)),
    }
    for order in Order:
        lists[f"everybody by {order.value}"] = Listing(order=order)
        lists[f"tag by {order.value}, backwards"] = Listing(tags=(_TAGS[0],), order=order, is_descending=True)
    return lists


def _timed(ask: Callable[[], object]) -> float:
    start = time.thread_time()
    ask()
    return (time.thread_time() - start) * 1000


def _measured(ask: Callable[[], object]) -> tuple[float, float]:
    """Return the median and the 99th percentile, in milliseconds of a processor."""
    ask()
    taken = [_timed(ask) for _ in range(_ROUNDS)]
    return percentile(taken, 50), percentile(taken, 99)


def _raw(vault: SqlcipherVault) -> float:
    """Return the median milliseconds of a processor of a raw page of everybody by name."""
    query = "SELECT id, given_names, family_name FROM beneficiary ORDER BY family_key, given_key, id LIMIT ?"
    with vault.unit_of_work() as work:
        connection = work.dossiers._connection.connection.driver_connection  # noqa: SLF001 - the floor asks SQLite itself
        return percentile([_timed(lambda: connection.execute(query, (_PAGE,)).fetchall()) for _ in range(200)], 50)


def measure(vault: SqlcipherVault, size: int) -> tuple[list[list[str]], list[str]]:
    """Return the lines of the table, and what misses the goal."""
    rows, missed, dossiers = [], [], wiring.desk(vault).dossiers
    for name, wanted in asked().items():
        raw = _raw(vault)
        first = dossiers.page(limit=_PAGE, wanted=wanted)
        parts: dict[str, Callable[[], object]] = {
            "page": partial(dossiers.page, limit=_PAGE, wanted=wanted),
            "next page": partial(dossiers.page, limit=_PAGE, wanted=wanted, after=first[-1] if first else None),
            "count": partial(dossiers.count, wanted),
            "search": partial(dossiers.find, "mar", limit=50, wanted=wanted),
        }
        cells = [f"{size:,}".replace(",", " "), name, f"{dossiers.count(wanted):,}".replace(",", " ")]
        for what, ask in parts.items():
            if what == "next page" and len(first) < _PAGE:
                cells.append("")
                continue
            median, most = _measured(ask)
            cells.append(f"{median:.1f} / {most:.1f} ms ({median / raw:.0f} x)")
            if most > _GOAL:
                missed.append(f"{size}: {name}, {what}: {most:.1f} ms")
        rows.append(cells)
        print(*cells, file=sys.stderr, flush=True)
    return rows, missed


def main(sizes: list[int], kept: Path | None) -> None:
    """Measure, print a table, and tell what misses the goal."""
    missed: list[str] = []
    for size in sizes:
        with store(size, kept) as (vault, told):
            rows, late = measure(vault, size)
        missed += late
        heading = ["people", "list", "in it", "first page: median / p99", "next page", "count", "search in it"]
        print(table(heading, rows))
        print(f"\n{told}; load {os.getloadavg()[0]:.0f}; in brackets, times a raw page of the same run\n", flush=True)
    print("\n".join(missed) or f"every page, count and search within {_GOAL:.0f} ms of a processor")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("people", type=int, nargs="*", default=list(_SIZES))
    arguments.add_argument("--kept", type=Path, default=None)
    given = arguments.parse_args()
    main(given.people, given.kept)
