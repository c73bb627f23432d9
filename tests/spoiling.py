"""Vaults to spoil: with a backup, and work since."""

import datetime as dt
from pathlib import Path

from passeport import wiring
from passeport.services.desk import Desk
from passeport.services.parcours import StepEntry
from tests import vaults
from tests.faults import workload

PAGE = 4096


def backed_up(folder: Path, people: int, clock: vaults.SetClock | None = None) -> Path:
    """Make a closed vault of so many people with a step each, a backup, and a second step for each since."""
    desk = wiring.desk(vaults.create(folder), clock or vaults.SetClock())
    for number in range(people):
        desk.dossiers.create(workload.person(number))
    add_steps(desk, "Avant")
    desk.backups.make()
    add_steps(desk, "Après")
    desk.vault.lock()
    return folder


def add_steps(desk: Desk, title: str) -> None:
    """Give each person one more step."""
    for summary in desk.dossiers.page():
        entry = StepEntry(type="ACCUEIL", day=dt.date(2026, 11, 23), title=title)
        desk.parcours.record_step(summary.id, entry)


def titles(folder: Path) -> dict[str, list[str]]:
    """Open a vault that must be sound, and return the titles of the steps of each dossier."""
    vault = vaults.unlock(folder)
    with workload.raw(vault) as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
    with vault.unit_of_work() as work:
        assert work.journal.is_whole()
        found = {
            str(summary.id): [s.title for p in work.dossiers.get(summary.id).parcours for s in p.steps]
            for summary in work.dossiers.page()
        }
    vault.lock()
    return found


def spoil(file: Path, place: int) -> None:
    """Change one bit of a file."""
    content = bytearray(file.read_bytes())
    content[place] ^= 1
    file.write_bytes(content)
