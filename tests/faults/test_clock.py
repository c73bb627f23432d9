"""A clock that jumps changes no order: lines are numbered and commits counted, whatever the hour says."""

import datetime as dt
from pathlib import Path
from types import SimpleNamespace
from typing import Self

import pytest
from sqlalchemy import text

from passeport import wiring
from passeport.domain.errors import ClockDoubtful, TooManyTries, WrongPassphrase
from passeport.domain.parcours import StepStatus
from passeport.domain.retention import Stage
from passeport.services.desk import Desk
from passeport.services.journal_ports import JournalOperation
from passeport.services.parcours import StepEntry
from storage import door, journal, open_vault
from tests import vaults
from tests.faults import workload

_JUMPS = (0, -3650, 1, 36500, -40000, 0)
"""Days by which the clock is set off between one step and the next: a flat battery, a wrong year, a correction."""


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> vaults.SetClock:
    """The clock of the use cases, and of everything in the store that asks the computer for the time."""
    moved = vaults.SetClock()

    class _Computer(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> Self:
            there = moved.moment.astimezone(tz)
            return cls.combine(there.date(), there.timetz())

    for module in (journal, door, open_vault):
        monkeypatch.setattr(module, "dt", SimpleNamespace(**{**vars(dt), "datetime": _Computer}))
    return moved


def test_a_clock_that_jumps_loses_no_step_and_breaks_no_chain(tmp_path: Path, clock: vaults.SetClock) -> None:
    folder = workload.template(tmp_path / "coffre")
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
        years = set(connection.execute(text("SELECT substr(at, 1, 4) FROM journal")).scalars())
    vault.lock()
    assert list(numbers) == sorted(numbers)
    assert years >= {"1917", "2126"}  # the lines say what the clock said


def test_a_clock_that_jumps_ahead_erases_nothing(tmp_path: Path, clock: vaults.SetClock) -> None:
    """Opening lets go of a journal's old lines, and retention of old dossiers: not on the word of such a clock."""
    folder = workload.template(tmp_path / "coffre")
    clock.wait(36_500)
    desk = wiring.desk(vaults.unlock(folder), clock)
    lines = len(desk.journal.look())
    assert desk.journal.tidy() == 0
    assert len(desk.retention.plan().at(Stage.DUE)) == workload.PEOPLE
    with pytest.raises(ClockDoubtful):
        desk.retention.apply()
    assert desk.dossiers.count() == workload.PEOPLE
    clock.wait(-36_500)
    assert desk.journal.tidy() == 0
    assert len(desk.journal.look()) > lines
    desk.vault.lock()
    assert workload.kept(folder).wrong == ()


def test_three_days_of_work_make_a_clock_sure(tmp_path: Path, clock: vaults.SetClock) -> None:
    folder = workload.template(tmp_path / "coffre")
    vault = vaults.unlock(folder)
    with vault.statistics_work() as kept:
        kept.journal.record(JournalOperation.STATISTICS_EXPORTED, "2026-10")
        kept.commit()
    vault.lock()
    clock.wait(800)  # a point d'accueil that was closed for two years
    for _ in range(2):
        desk = wiring.desk(vaults.unlock(folder), clock)
        desk.journal.look()
        assert desk.journal.tidy() == 0
        assert JournalOperation.STATISTICS_EXPORTED in _noted_in_statistics(desk)
        desk.vault.lock()
        clock.wait(1)
    desk = wiring.desk(vaults.unlock(folder), clock)
    desk.journal.look()
    assert desk.journal.tidy() > 0
    assert _noted_in_statistics(desk) == [JournalOperation.JOURNAL_PURGED]
    assert desk.journal.verify() == ()
    assert len(desk.retention.apply().erasures) == workload.PEOPLE
    desk.vault.lock()


def _noted_in_statistics(desk: Desk) -> list[JournalOperation]:
    with desk.vault.statistics_work() as kept:
        return [line.operation for line in kept.journal.entries()]


def test_a_clock_that_was_set_back_stops_no_backup_and_shuts_nobody_out(tmp_path: Path, clock: vaults.SetClock) -> None:
    folder = workload.template(tmp_path / "coffre")
    clock.wait(36_500)
    desk = wiring.desk(vaults.unlock(folder), clock)
    assert desk.backups.at_opening() is not None
    desk.vault.lock()
    for _ in range(5):
        with pytest.raises((WrongPassphrase, TooManyTries)):
            vaults.unlock(folder, passphrase="pas la bonne phrase")
    clock.wait(-36_500)
    desk = wiring.desk(vaults.unlock(folder), clock)
    person = desk.dossiers.page()[0].id
    desk.parcours.record_step(person, StepEntry(type="ACCUEIL", day=clock.today(), title="Étape 0"))
    made = desk.backups.at_locking()
    assert made is not None
    assert made.backup in desk.backups.all()
    desk.vault.lock()
