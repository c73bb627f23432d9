"""F1: the page of the guide that speaks of what is here, read by the keyboard, and back to where one was."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from passeport import wiring
from passeport.services.desk import Desk
from tests.fakes import MemoryVault
from tests.people import ada
from tests.vaults import SetClock
from ui.desk.new_person import NewPerson
from ui.help.dialogs import DialogHelp, HelpDialog
from ui.help.guide import Topic
from ui.help.page import ABOUT, NEWS, HelpPage
from ui.help.targets import TARGETS, topic_of
from ui.tasks import Tasks
from ui.workspace import Workspace

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(qtbot: QtBot, tasks: Tasks) -> HelpPage:
    assert tasks.is_idle
    made = HelpPage(10)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    return made


def test_it_opens_at_its_section_and_goes_back_and_forward(qtbot: QtBot, page: HelpPage) -> None:
    page.show_topic(Topic("conseiller.md", "recevoir-un-passeport"))
    qtbot.waitUntil(lambda: page.browser.verticalScrollBar().value() > 0)
    assert page.list.currentItem().text().strip() == "Recevoir un passeport"
    page.show_topic(Topic("superviseur.md"))
    QTest.keyClick(page, Qt.Key.Key_Left, ALT)
    assert page.topic == Topic("conseiller.md", "recevoir-un-passeport")
    QTest.keyClick(page, Qt.Key.Key_Right, ALT)
    assert page.topic == Topic("superviseur.md")
    assert not page.forward.isEnabled()
    with qtbot.waitSignal(page.closed):
        QTest.keyClick(page, Qt.Key.Key_Escape)


def test_some_words_find_a_section_and_enter_opens_it(page: HelpPage) -> None:
    page.show_topic()
    QTest.keyClicks(page.search, "coupon")
    assert page.list.count() > 0
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert page.topic == Topic("conseiller.md", "orienter-vers-un-partenaire")
    page.search.setText("licorne")
    assert page.list.count() == 0
    assert "licorne" in page.banner.words.text()
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert page.topic == Topic("conseiller.md", "orienter-vers-un-partenaire")


def test_a_link_of_the_guide_is_followed_and_another_only_told(page: HelpPage) -> None:
    page.show_topic()
    page.browser.followed.emit("superviseur.md#les-indicateurs")
    assert page.topic == Topic("superviseur.md", "les-indicateurs")
    page.browser.followed.emit("https://www.cnil.fr/")
    assert page.topic == Topic("superviseur.md", "les-indicateurs")
    assert "https://www.cnil.fr/" in page.banner.words.text()
    page.copy.click()
    assert QGuiApplication.clipboard().text() == "https://www.cnil.fr/"


def test_nothing_is_loaded_but_pictures_of_the_guide(page: HelpPage) -> None:
    page.show_topic(Topic("conseiller.md"))
    kind = QTextDocument.ResourceType.ImageResource.value
    shown = page.browser.loadResource(kind, QUrl("../screenshots/porte.png"))
    assert isinstance(shown, QImage)
    assert not shown.isNull()
    for elsewhere in ("https://exemple.fr/x.png", "file:///etc/passwd", "../../uv.lock", "/etc/passwd"):
        assert page.browser.loadResource(kind, QUrl(elsewhere)) is None
    assert page.browser.loadResource(QTextDocument.ResourceType.StyleSheetResource.value, QUrl("x.css")) is None


def test_what_is_new_and_about_are_pages_too(page: HelpPage) -> None:
    for topic, words in ((NEWS, "Nouveautés"), (ABOUT, "EUPL-1.2")):
        page.show_topic(topic)
        assert words in page.browser.toPlainText()
        assert page.list.currentItem().data(Qt.ItemDataRole.UserRole) == topic


@pytest.fixture
def desk() -> Desk:
    return wiring.desk(MemoryVault(), SetClock())


@pytest.fixture
def space(qtbot: QtBot, desk: Desk, tasks: Tasks) -> Iterator[Workspace]:
    space = Workspace(desk, tasks)
    qtbot.addWidget(space)
    space.resize(1300, 800)
    space.show()
    space.activateWindow()
    qtbot.waitUntil(space.isActiveWindow)
    yield space
    qtbot.waitUntil(lambda: tasks.is_idle)


def test_every_page_of_the_window_is_explained(space: Workspace) -> None:
    """The one that is forgotten would open the guide at its first page, with no way to know why."""
    unexplained = [
        type(page).__name__
        for page in (space.pages.widget(place) for place in range(space.pages.count()))
        if type(page).__name__ not in TARGETS
    ]
    assert unexplained == []


def test_f1_explains_where_one_is_and_gives_it_back(qtbot: QtBot, space: Workspace, desk: Desk) -> None:
    known = desk.editing.create(ada()).beneficiary.id
    with qtbot.waitSignal(space.dossier.model.changed):
        space.show_dossier(known)
    QTest.keyClick(space.dossier, Qt.Key.Key_F1)
    assert space.pages.currentWidget() is space.help
    assert space.help.topic == Topic("conseiller.md", "le-dossier")
    QTest.keyClick(space.help.browser, Qt.Key.Key_Escape)
    assert space.pages.currentWidget() is space.dossier
    space.dossier.start_entry()
    space.dossier.step.outcome.setFocus()
    space.dossier.step.outcome.setPlainText("À moitié écrit")
    QTest.keyClick(space.dossier.step.outcome, Qt.Key.Key_F1)
    assert space.help.topic == Topic("conseiller.md", "noter-une-etape")
    QTest.keyClick(space.help.browser, Qt.Key.Key_Escape)
    assert space.dossier.step.outcome.toPlainText() == "À moitié écrit"
    assert space.dossier.side.currentWidget() is space.dossier.step


def test_what_nothing_explains_is_explained_by_what_it_stands_in(qtbot: QtBot) -> None:
    class NewPersonLike(QWidget):
        pass

    outer = QWidget()
    qtbot.addWidget(outer)
    assert topic_of(QLineEdit(outer)) is None
    assert topic_of(None) is None
    inner = NewPersonLike(outer)
    assert topic_of(QLineEdit(inner)) is None


def test_f1_in_a_dialog_opens_above_it(qtbot: QtBot, desk: Desk, tasks: Tasks) -> None:
    helper = DialogHelp(tasks)
    dialog = NewPerson(desk, tasks, "")
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    helper._give_key()
    helper._give_key()  # once is enough: two shortcuts on one key would answer to none
    QTest.keyClick(dialog, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: dialog.findChild(HelpDialog) is not None)
    above = dialog.findChild(HelpDialog)
    assert isinstance(above, HelpDialog)
    assert above.page.topic == Topic("conseiller.md", "trouver-une-personne")
    above.page.closed.emit()
    assert dialog.isVisible()


def test_a_dialog_of_no_room_opens_the_first_page(qtbot: QtBot, tasks: Tasks) -> None:
    helper = DialogHelp(tasks)
    dialog = QDialog()
    qtbot.addWidget(dialog)
    QVBoxLayout(dialog).addWidget(QLineEdit())
    dialog.open()
    assert helper.show_over(dialog).page.topic == Topic("README.md")
