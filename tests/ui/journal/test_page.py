"""The page of the journal: found by person, account, operation and day, without the mouse; long journals stay light."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from passeport.domain.identifiers import BeneficiaryId
from passeport.services.desk import Desk
from passeport.services.journal import JournalReading
from passeport.services.journal_ports import JournalEntry, JournalOperation
from storage.tables import journal
from storage.unit_of_work import SqlUnitOfWork
from tests import people
from tests.ui.conftest import unnamed
from ui.journal.page import JournalPage
from ui.tasks import Tasks
from ui.theme.theme import Theme


@pytest.fixture
def ada(here: Desk) -> BeneficiaryId:
    who = here.editing.create(people.ada()).beneficiary.id
    here.dossiers.open(who)
    return who


@pytest.fixture
def page(qtbot: QtBot, here: Desk, tasks: Tasks, ada: BeneficiaryId) -> JournalPage:
    assert ada
    made = JournalPage(here, tasks)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    with qtbot.waitSignal(made.lines.changed):
        made.refresh()
    return made


def shown(qtbot: QtBot, page: JournalPage, tasks: Tasks) -> list[tuple[str, ...]]:
    page.lines.data(page.lines.index(0, 0))  # as the table does when it is painted
    qtbot.waitUntil(lambda: tasks.is_idle)
    rows, columns = range(page.lines.rowCount()), range(page.lines.columnCount())
    return [tuple(str(page.lines.data(page.lines.index(row, column))) for column in columns) for row in rows]


def test_a_line_says_when_who_what_and_on_whom(qtbot: QtBot, page: JournalPage, tasks: Tasks) -> None:
    lines = shown(qtbot, page, tasks)
    assert [line[2:] for line in lines] == [
        ("Dossier consulté", "D’EXEMPLE Ada-Inès", "2"),
        ("Dossier créé", "D’EXEMPLE Ada-Inès", "1"),
    ]
    assert all("/" in line[0] for line in lines)


def test_a_line_on_the_vault_itself_says_so_in_words(qtbot: QtBot, here: Desk, page: JournalPage, tasks: Tasks) -> None:
    with here.vault.unit_of_work() as work:
        work.journal.record(JournalOperation.BACKUP_MADE, "DAY")
        work.journal.record(JournalOperation.BACKUP_PLACE_SET, "")
        work.commit()
    with qtbot.waitSignal(page.lines.changed):
        page.refresh()
    assert [line[3] for line in shown(qtbot, page, tasks)][:2] == ["", "du jour"]


def test_the_filters_narrow_the_lines(qtbot: QtBot, page: JournalPage, tasks: Tasks) -> None:
    with qtbot.waitSignal(page.lines.changed):
        page.filters.operation.code = JournalOperation.DOSSIER_READ.value
    assert page.lines.rowCount() == 1
    with qtbot.waitSignal(page.lines.changed):
        page.filters.clear()
    with qtbot.waitSignal(page.lines.changed):
        QTest.keyClicks(page.filters.person, "exemple")
    assert page.lines.rowCount() == 2  # and not the lines on the journal itself
    with qtbot.waitSignal(page.lines.changed):
        page.filters.person.setText("personne")
    assert page.lines.rowCount() == 0
    assert page.nothing.isVisible()
    assert tasks.is_idle


def test_enter_opens_the_dossier_of_a_line(qtbot: QtBot, page: JournalPage, tasks: Tasks, ada: BeneficiaryId) -> None:
    shown(qtbot, page, tasks)
    page.table.setFocus()
    with qtbot.waitSignal(page.dossier_requested) as asked:
        QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert asked.args == [str(ada)]


def test_checking_says_whether_anybody_touched_it(qtbot: QtBot, page: JournalPage, here: Desk) -> None:
    page.verify()
    qtbot.waitUntil(lambda: "entier" in page.banner.words.text())
    with here.vault.unit_of_work() as work:
        assert isinstance(work, SqlUnitOfWork)
        work._connection.execute(update(journal).where(journal.c.number == 1).values(operation="DOSSIER_READ"))
        work.commit()
    page.verify()
    qtbot.waitUntil(lambda: "n°" in page.banner.words.text().replace("\u00a0", " "))
    assert "1" in page.banner.words.text()


def test_large_letters_leave_room_for_lines_and_none_to_scroll_sideways(
    qtbot: QtBot, here: Desk, tasks: Tasks, ada: BeneficiaryId, qapp: QApplication
) -> None:
    assert ada
    theme = Theme.current()
    theme.scale = 2.0
    theme.put_on(qapp)
    try:
        page = JournalPage(here, tasks)
        qtbot.addWidget(page)
        page.resize(1250, 768)  # what the folded navigation leaves of a window of 1366 × 768
        page.show()
        with qtbot.waitSignal(page.lines.changed):
            page.refresh()
        lines = shown(qtbot, page, tasks)
        assert lines[0][1] == "Dossier consulté\nD’EXEMPLE Ada-Inès"
        assert lines[0][0].count("\n") == 1  # when, and who
        assert page.table.horizontalScrollBar().maximum() == 0
        qtbot.waitUntil(lambda: page.table.viewport().height() >= 3 * page.table.rowHeight(0))
        assert not page.filters.account.isVisible()
        page.filters.more.click()
        assert page.filters.account.isVisible()
        assert page.focusWidget() is page.filters.account
        assert unnamed(page) == []
        page.filters.more.click()
        assert not page.filters.account.isVisible()
    finally:
        theme.scale = 1.0
        theme.put_on(qapp)


def test_every_control_has_a_name(page: JournalPage) -> None:
    assert unnamed(page) == []


_MANY = """
WITH RECURSIVE n(number) AS (SELECT 10 UNION ALL SELECT number + 1 FROM n WHERE number < 200009)
INSERT INTO journal SELECT number, '2026-11-25T10:00:00.000000+00:00', ?, 'DOSSIER_READ', 'x', 'x' FROM n
"""


def test_a_long_journal_opens_and_scrolls_at_once(
    qtbot: QtBot, page: JournalPage, here: Desk, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    with here.vault.unit_of_work() as work:
        assert isinstance(work, SqlUnitOfWork)
        work._connection.exec_driver_sql(_MANY, (str(here.vault.account.id),))
        work.commit()
    asked: list[int] = []
    honest = JournalReading.lines

    def counted(self: JournalReading, numbers: Sequence[int]) -> tuple[JournalEntry, ...]:
        asked.append(len(numbers))
        return honest(self, numbers)

    monkeypatch.setattr(JournalReading, "lines", counted)
    with qtbot.waitSignal(page.lines.changed):
        page.refresh()
    assert page.lines.rowCount() >= 200_000
    page.table.scrollToBottom()
    page.table.grab()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert page.lines.data(page.lines.index(page.lines.rowCount() - 1, 4)) == "1"
    assert sum(asked) <= 500  # what two screens show, and not the journal
