"""A clock that jumps changes no order: lines are numbered and commits counted, whatever the hour says."""

import datetime as dt
from pathlib import Path

from sqlalchemy import text

from passeport import wiring
from passeport.domain.parcours import StepStatus
from passeport.services.parcours import StepEntry
from tests import vaults
from tests.faults import workload

_JUMPS = (0, -3650, 1, 36500, -40000, 0)
"""Days by which the clock is set off between one step and the next: a flat battery, a wrong year, a correction."""


def test_a_clock_that_jumps_loses_no_step_and_breaks_no_chain(tmp_path: Path) -> None:
    folder = workload.template(tmp_path / "coffre")
    clock = vaults.SetClock()
    for number, jump in enumerate(_JUMPS):
        clock.moment = dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC) + dt.timedelta(days=jump)
        desk = wiring.desk(vaults.unlock(folder), clock)
        person = desk.dossiers.page()[0].id
        entry = StepEntry(type="ACCUEIL", day=clock.today(), status=StepStatus.HONOREE, title=f"Étape {number}")
        desk.parcours.record_step(person, entry)
        desk.vault.lock()
    found = workload.kept(folder)
    assert found.wrong == ()
    assert found.numbers == set(range(len(_JUMPS)))
    vault = vaults.unlock(folder)
    with workload.raw(vault) as connection:
        numbers = connection.execute(text("SELECT number FROM journal ORDER BY rowid")).scalars().all()
    vault.lock()
    assert list(numbers) == sorted(numbers)
