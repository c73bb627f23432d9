"""R14: the journal keeps who, when, what and on whom, and shows when a line was touched."""

from collections.abc import Callable

import pytest
from sqlalchemy import Connection, delete, select, update

from passeport.services.ports import JournalOperation
from storage.open_vault import SqlcipherVault
from storage.tables import journal


def write(vault: SqlcipherVault, count: int) -> None:
    with vault.unit_of_work() as work:
        for number in range(count):
            work.journal.record(JournalOperation.DOSSIER_READ, f"reference {number}")
        work.commit()


def _change_reference(connection: Connection) -> None:
    connection.execute(update(journal).where(journal.c.number == 2).values(reference="other"))


def _change_account(connection: Connection) -> None:
    connection.execute(update(journal).where(journal.c.number == 2).values(account="other"))


def _change_moment(connection: Connection) -> None:
    connection.execute(update(journal).where(journal.c.number == 2).values(at="2020-01-01T00:00:00+00:00"))


def _change_operation(connection: Connection) -> None:
    connection.execute(update(journal).where(journal.c.number == 3).values(operation="DOSSIER_CHANGED"))


def _remove_first(connection: Connection) -> None:
    connection.execute(delete(journal).where(journal.c.number == 1))


def _remove_middle(connection: Connection) -> None:
    connection.execute(delete(journal).where(journal.c.number == 3))


def _exchange(connection: Connection) -> None:
    for old, new in ((2, 90), (3, 2), (90, 3)):
        connection.execute(update(journal).where(journal.c.number == old).values(number=new))


def _shift_content_between_fields(connection: Connection) -> None:
    row = connection.execute(select(journal).where(journal.c.number == 2)).one()
    connection.execute(
        update(journal).where(journal.c.number == 2).values(reference=row.reference[1:], operation=row.operation + "r")
    )


TAMPERINGS = [
    _change_reference,
    _change_account,
    _change_moment,
    _change_operation,
    _remove_first,
    _remove_middle,
    _exchange,
    _shift_content_between_fields,
]


def test_lines_come_newest_first_with_their_author(vault: SqlcipherVault) -> None:
    write(vault, 3)
    with vault.unit_of_work() as work:
        lines = work.journal.entries(limit=2)
        assert work.journal.is_whole()
    assert [line.reference for line in lines] == ["reference 2", "reference 1"]
    assert {line.account for line in lines} == {vault.account.id}
    assert all(line.at.utcoffset() is not None for line in lines)


@pytest.mark.parametrize("tamper", TAMPERINGS)
def test_a_touched_journal_is_not_whole(vault: SqlcipherVault, tamper: Callable[[Connection], None]) -> None:
    write(vault, 5)
    with vault.unit_of_work() as work:
        tamper(work._connection)
        assert not work.journal.is_whole()
    with vault.unit_of_work() as work:
        assert work.journal.is_whole()  # rolled back: the check says no by the content, not always


def test_a_line_goes_with_its_transaction(vault: SqlcipherVault) -> None:
    with vault.unit_of_work() as work:
        work.journal.record(JournalOperation.DOSSIER_READ, "not kept")
    with vault.unit_of_work() as work:
        assert work.journal.entries() == ()
