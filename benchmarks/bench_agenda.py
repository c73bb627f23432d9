"""« À faire » and the agenda among 100,000 people: ours beside one raw indexed query, in the same encrypted database.

The floor is SQLite asked for the first hundred lines of each kind by its index, with names: no transaction, no object,
no order across kinds. What is measured is the processor's time of this thread: the machine is shared.
The rows are written directly, of the shape that saves give them: three steps, three actions and a last contact a
person, 200 conseillers. Run: `python benchmarks/bench_agenda.py [people]` in the environment.
"""

import datetime as dt
import json
import random
import sys
import tempfile
from pathlib import Path
from time import thread_time
from uuid import UUID

from measuring import in_turns, percentile, table
from sqlalchemy import Table, insert

from passeport import wiring
from passeport.domain.agenda import DueKind
from passeport.domain.beneficiary import Beneficiary, Dossier
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.identity import Identity
from passeport.domain.provenance import Station
from passeport.first_use import SystemClock
from passeport.services.agenda import KEPT_KINDS
from storage.keys import DerivationParameters
from storage.mappers import beneficiary_row
from storage.open_vault import SqlcipherVault
from storage.tables import beneficiary, due, step
from storage.vault import SqlcipherVaultKeeper

_PEOPLE = 100_000
_CONSEILLERS = 200
_ROUNDS = 15
_BATCH = 5_000
_CHEAP = DerivationParameters(memory=64, passes=1, lanes=1)


def filled(folder: Path, people: int, today: dt.date) -> SqlcipherVault:
    """Return an open vault with so many people, a conseiller's share of whom is the account's."""
    station = Station(name="Mission locale d’Essai", network="MISSION_LOCALE")
    vault = SqlcipherVaultKeeper(_CHEAP).create(
        folder, account="Camille", passphrase="quatre mots sans lien", station=station
    )
    chance = random.Random(2026)
    somebody = Beneficiary(
        id=BeneficiaryId(UUID(int=1)), identity=Identity(given_names="Essai", family_name="Fictif"), opened_on=today
    )
    like = beneficiary_row(Dossier(beneficiary=somebody))
    accounts = [str(vault.account.id), *(str(UUID(int=number)) for number in range(1, _CONSEILLERS))]
    for first in range(0, people, _BATCH):
        rows: dict[Table, list[dict[str, object]]] = {beneficiary: [], step: [], due: []}
        for number in range(first, min(first + _BATCH, people)):
            who, referent = str(UUID(int=10**9 + number)), chance.choice(accounts)
            contact = (today - dt.timedelta(days=chance.randrange(1, 760))).isoformat()
            mine = {"id": who, "revision": 1, "changed": number, "last_contact": contact}
            rows[beneficiary].append(
                {**like, **mine, "family_name": f"Fictif{number}", "family_key": f"fictif{number}"}
            )
            line = {"beneficiary_id": who, "referent": referent, "start": None, "at": None, "hidden_until": None}
            rows[due].append({**line, "kind": "RETENTION", "item": who, "day": contact, "words": ""})
            for place in range(3):
                day = (today + dt.timedelta(days=chance.randrange(-60, 60))).isoformat()
                key = str(UUID(int=10**12 + number * 10 + place))
                planned = chance.random() < 0.4
                rows[step].append(
                    {
                        "id": key,
                        "beneficiary_id": who,
                        "parcours_id": who,
                        "position": place,
                        "type": "ENTRETIEN",
                        "day": day,
                        "status": "PREVUE" if planned else "HONOREE",
                        "mode": "SUR_PLACE",
                        "minutes": 45,
                        "content": json.dumps({"until": None, "at": "14:00:00", "title": "", "place": ""}),
                    }
                )
                if planned:
                    rows[due].append(
                        {**line, "kind": "STEP", "item": key, "day": day, "start": day, "words": "ENTRETIEN"}
                    )
                rows[due].append({**line, "kind": "ACTION", "item": key, "day": day, "words": "Écrire le CV"})
        with vault.unit_of_work() as work:
            connection = work.agenda._connection  # noqa: SLF001 - filled directly, in a shape that saves give
            for kind, lines in rows.items():
                connection.execute(insert(kind), lines)
            work.commit()
    return vault


def main(people: int) -> None:
    """Measure, and print a table."""
    today = SystemClock().today()
    with tempfile.TemporaryDirectory() as folder:
        vault = filled(Path(folder) / "vault", people, today)
        desk = wiring.desk(vault)
        me = str(vault.account.id)
        monday = today - dt.timedelta(days=today.weekday())
        week = (monday, monday + dt.timedelta(days=6))
        month = (today - dt.timedelta(days=15), today + dt.timedelta(days=15))
        with vault.unit_of_work() as work:
            driver = work.agenda._connection.connection.driver_connection  # noqa: SLF001 - the floor asks SQLite itself
            query = (
                "SELECT due.kind, item, due.day, family_name, given_names FROM due"
                " JOIN beneficiary ON id = beneficiary_id"
                " WHERE due.referent = ? AND due.kind = ? AND due.day <= ? ORDER BY due.day LIMIT 100"
            )

            def floor() -> object:
                return [list(driver.execute(query, (me, kind.value, today.isoformat()))) for kind in KEPT_KINDS]

            asked = {
                "floor": floor,
                "À faire, mine, first page": desk.agenda.due,
                "À faire, station, first page": lambda: desk.agenda.due(mine=False),
                "counts, mine": desk.agenda.counts,
                "counts, station": lambda: desk.agenda.counts(mine=False),
                "week, mine": lambda: desk.agenda.between(*week),
                "week, station": lambda: desk.agenda.between(*week, mine=False),
                "month by day, station": lambda: desk.agenda.per_day(*month, mine=False),
            }
            floor_times = in_turns({"floor": lambda: _milliseconds(floor)}, _ROUNDS)["floor"]
        measured = in_turns(
            {name: lambda ask=ask: _milliseconds(ask) for name, ask in asked.items() if name != "floor"}, _ROUNDS
        )
        mine = desk.agenda.counts()[DueKind.ACTION]
        vault.lock()
    low = percentile(floor_times, 50)
    rows = [["the floor: mine, first page", f"{low:.2f} ms", f"{percentile(floor_times, 95):.2f} ms", "1"]]
    for name, times in measured.items():
        rows.append(
            [
                name,
                f"{percentile(times, 50):.1f} ms",
                f"{percentile(times, 95):.1f} ms",
                f"{percentile(times, 50) / low:.0f}",
            ]
        )
    print(f"{people} people, {mine} actions due of the account")
    print(table(["", "median", "95th percentile", "ratio"], rows))


def _milliseconds(ask: object) -> float:
    start = thread_time()
    ask()  # type: ignore[operator]
    return (thread_time() - start) * 1000


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else _PEOPLE)
