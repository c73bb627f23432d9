"""R14: the journal keeps who, when, what and on whom, and shows when a line was touched."""

import datetime as dt
from collections.abc import Callable

import pytest
from sqlalchemy import Connection, delete, insert, select, update

from passeport.services.journal_ports import JournalFault, JournalFilter, JournalOperation, JournalWrong
from storage.journal import _sealed
from storage.open_vault import SqlcipherVault
from storage.tables import journal, journal_reference


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


def _reseal(connection: Connection) -> None:
    """Change a line and give it the seal that its new content has: the next line no longer follows."""
    before = connection.execute(select(journal.c.chain).where(journal.c.number == 1)).scalar_one()
    row = connection.execute(select(journal).where(journal.c.number == 2)).one()
    chain = _sealed(before, (row.at, row.account, "DOSSIER_CHANGED", row.reference))
    connection.execute(update(journal).where(journal.c.number == 2).values(operation="DOSSIER_CHANGED", chain=chain))


def _remove_last(connection: Connection) -> None:
    connection.execute(delete(journal).where(journal.c.number > 3))


def _append(connection: Connection) -> None:
    row = connection.execute(select(journal).where(journal.c.number == 5)).one()
    chain = _sealed(row.chain, (row.at, row.account, row.operation, row.reference))
    connection.execute(insert(journal), [{**row._asdict(), "number": 6, "chain": chain}])


def _insert_before_the_first(connection: Connection) -> None:
    row = connection.execute(select(journal).where(journal.c.number == 1)).one()
    connection.execute(insert(journal), [{**row._asdict(), "number": 0}])


def _point_elsewhere(connection: Connection) -> None:
    mine = journal_reference.c.reference == "reference 3"
    connection.execute(update(journal_reference).where(mine).values(reference="someone else"))


# What is done behind our back → the lines that are named.
TOUCHED: dict[Callable[[Connection], None], set[int]] = {
    _change_reference: {2},
    _change_account: {2},
    _change_moment: {2},
    _change_operation: {3},
    _remove_first: {1},
    _remove_middle: {3},
    _remove_last: {4},
    _exchange: {2, 3, 4},
    _shift_content_between_fields: {2},
    _reseal: {3},
    _append: {6},
    _insert_before_the_first: {0},
    _point_elsewhere: {4},
}


def test_lines_come_newest_first_with_their_author(vault: SqlcipherVault) -> None:
    write(vault, 3)
    with vault.unit_of_work() as work:
        lines = work.journal.entries(limit=2)
        assert work.journal.is_whole()
    assert [line.reference for line in lines] == ["reference 2", "reference 1"]
    assert {line.account for line in lines} == {vault.account.id}
    assert all(line.at.utcoffset() is not None for line in lines)


@pytest.mark.parametrize("tamper", TOUCHED)
def test_a_touched_journal_is_not_whole(vault: SqlcipherVault, tamper: Callable[[Connection], None]) -> None:
    write(vault, 5)
    with vault.unit_of_work() as work:
        tamper(work._connection)
        assert not work.journal.is_whole()
        assert {fault.number for fault in work.journal.faults()} == TOUCHED[tamper]
    with vault.unit_of_work() as work:
        assert work.journal.is_whole()  # rolled back: the check says no by the content, not always


def test_a_line_goes_with_its_transaction(vault: SqlcipherVault) -> None:
    with vault.unit_of_work() as work:
        work.journal.record(JournalOperation.DOSSIER_READ, "not kept")
    with vault.unit_of_work() as work:
        assert work.journal.entries() == ()


def test_a_fault_says_what_was_done(vault: SqlcipherVault) -> None:
    write(vault, 6)
    with vault.unit_of_work() as work:
        work._connection.execute(delete(journal).where(journal.c.number.in_((2, 3))))
        work._connection.execute(update(journal).where(journal.c.number == 5).values(account="other"))
        assert work.journal.faults() == (
            JournalFault(number=2, until=3, wrong=JournalWrong.REMOVED),
            JournalFault(number=5, until=5, wrong=JournalWrong.CHANGED),
        )
    with vault.unit_of_work() as work:
        _exchange(work._connection)
        assert {fault.wrong for fault in work.journal.faults()} == {JournalWrong.MOVED}


def test_a_purge_keeps_the_chain_whole(vault: SqlcipherVault) -> None:
    write(vault, 5)
    with vault.unit_of_work() as work:
        third = work.journal.lines([3])[0].at
        assert work.journal.purge(third) == 2
        work.commit()
    write(vault, 1)
    with vault.unit_of_work() as work:
        assert work.journal.is_whole()
        assert list(work.journal.numbers()) == [7, 6, 5, 4, 3]
        assert work.journal.lines([6])[0].operation is JournalOperation.JOURNAL_PURGED
        names = work._connection.execute(select(journal_reference.c.reference)).scalars().all()
        assert "reference 1" not in names  # written again above as « reference 0 » only


def test_a_purge_of_everything_leaves_the_line_that_says_so(vault: SqlcipherVault) -> None:
    write(vault, 3)
    with vault.unit_of_work() as work:
        last = work.journal.lines([3])[0].at
        assert work.journal.purge(last + dt.timedelta(seconds=1)) == 3
        assert work.journal.purge(last) == 0
        assert [line.operation for line in work.journal.entries()] == [JournalOperation.JOURNAL_PURGED]
        assert work.journal.is_whole()


def test_more_than_was_purged_cannot_be_cut_unseen(vault: SqlcipherVault) -> None:
    write(vault, 5)
    with vault.unit_of_work() as work:
        work.journal.purge(work.journal.lines([3])[0].at)
        work._connection.execute(delete(journal).where(journal.c.number <= 4))
        assert work.journal.faults() == (JournalFault(number=3, until=4, wrong=JournalWrong.REMOVED),)


def test_a_forgotten_reference_leaves_its_lines_whole_and_nameless(vault: SqlcipherVault) -> None:
    write(vault, 3)
    with vault.unit_of_work() as work:
        work.journal.forget(["reference 1"])
        assert work.journal.is_whole()
        assert [line.reference for line in work.journal.entries()] == ["reference 2", "", "reference 0"]
        assert "reference 1" not in str(list(work._connection.execute(select(journal))))
        assert list(work.journal.numbers(JournalFilter(references=("reference 1",)))) == []


def test_lines_are_found_by_person_account_operation_and_period(vault: SqlcipherVault) -> None:
    write(vault, 4)
    with vault.unit_of_work() as work:
        work.journal.record(JournalOperation.PASSPORT_ISSUED, "reference 1")
        second = work.journal.lines([2])[0].at
        for wanted, numbers in (
            (JournalFilter(references=("reference 1", "reference 3")), [5, 4, 2]),
            (JournalFilter(operation=JournalOperation.PASSPORT_ISSUED), [5]),
            (JournalFilter(account=vault.account.id), [5, 4, 3, 2, 1]),
            (JournalFilter(since=second), [5, 4, 3, 2]),
            (JournalFilter(until=second), [1]),
            (JournalFilter(references=("reference 1",), operation=JournalOperation.DOSSIER_READ), [2]),
            (JournalFilter(references=("nobody",)), []),
        ):
            assert list(work.journal.numbers(wanted)) == numbers, wanted


def test_an_account_is_named_as_it_last_opened_the_vault(vault: SqlcipherVault) -> None:
    with vault.unit_of_work() as work:
        work.journal.record(JournalOperation.VAULT_CREATED, "Ancien nom")
        work.journal.record(JournalOperation.VAULT_OPENED, "Camille Conseiller-Fictif")
        assert work.journal.accounts() == {vault.account.id: "Camille Conseiller-Fictif"}
