"""The journal of the statistics: what supervisors opened and exported is shown and checked as the other is (R14)."""

from dataclasses import replace

import pytest

from passeport.domain.account import Role
from passeport.domain.backup import FileState
from passeport.domain.errors import NotAllowed
from passeport.services.desk import Desk
from passeport.services.journal_ports import JournalFault, JournalOperation, JournalWrong
from storage.checking import check_database
from storage.open_vault import SqlcipherVault
from storage.statistics import STATISTICS_NAME, SqlStatisticsWork
from tests import vaults


@pytest.fixture
def exported(desk: Desk) -> Desk:
    """A vault whose statistics were exported twice."""
    with desk.vault.statistics_work() as kept:
        for month in ("2026-09", "2026-10"):
            kept.journal.record(JournalOperation.STATISTICS_EXPORTED, month)
        kept.commit()
    return desk


def _touch(desk: Desk) -> None:
    with desk.vault.statistics_work() as kept:
        assert isinstance(kept, SqlStatisticsWork)
        kept._work.connection.exec_driver_sql("UPDATE journal SET operation = 'JOURNAL_READ' WHERE number = 1")
        kept.commit()


def test_its_lines_are_shown_and_that_they_were_read_is_noted_beside_them(exported: Desk) -> None:
    reading = replace(exported.journal, of_statistics=True)
    told = [(line.operation, line.reference) for line in reading.lines(reading.look())]
    assert told == [(JournalOperation.STATISTICS_EXPORTED, month) for month in ("2026-10", "2026-09")]
    with exported.vault.statistics_work() as kept:
        assert kept.journal.entries()[0].operation is JournalOperation.JOURNAL_READ


def test_a_supervisor_may_not_look_through_it(exported: Desk) -> None:
    assert isinstance(exported.vault, SqlcipherVault)
    vaults.as_account(exported.vault, Role.SUPERVISOR.value)
    with pytest.raises(NotAllowed):
        replace(exported.journal, of_statistics=True).look()


def test_a_line_of_it_that_was_touched_is_told_with_its_journal(exported: Desk) -> None:
    assert exported.journal.verify() == ()
    _touch(exported)
    assert exported.journal.verify() == (
        JournalFault(number=1, until=1, wrong=JournalWrong.CHANGED, of_statistics=True),
    )


def test_reading_everything_finds_it_too(exported: Desk) -> None:
    _touch(exported)
    assert isinstance(exported.vault, SqlcipherVault)
    path, key = exported.vault.path / STATISTICS_NAME, exported.vault._keys.statistics
    exported.vault.lock()
    check = check_database(path, key)
    assert (check.state, check.detail) == (FileState.DAMAGED, "journal")
