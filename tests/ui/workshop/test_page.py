"""One screen for everybody: a list from the keyboard or the clipboard, one key a person, one way back."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPageLayout
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from passeport.domain.draft import WORKSHOP
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.identity import Identity
from passeport.domain.parcours import Step, StepStatus
from passeport.domain.partial_date import PartialDate
from passeport.services.desk import Desk
from passeport.services.journal_ports import JournalOperation
from tests.journeys.conftest import write
from tests.ui.conftest import unnamed
from ui.desk.new_person import NewPerson
from ui.tasks import Tasks
from ui.workshop.adding import PasteDialog
from ui.workshop.page import WorkshopPage

CTRL = Qt.KeyboardModifier.ControlModifier
NAMES = ("Ada Exemple", "Malik Modèle", "Léa Fictive")


@pytest.fixture
def people(here: Desk) -> dict[str, BeneficiaryId]:
    made = {}
    for number, name in enumerate(NAMES):
        given, family = name.split()
        born = PartialDate.parse(f"200{number}-01-1{number}")
        made[name] = here.dossiers.create(Identity(given_names=given, family_name=family, birth_date=born))
    return made


@pytest.fixture
def page(qtbot: QtBot, here: Desk, tasks: Tasks, people: dict[str, BeneficiaryId]) -> WorkshopPage:
    assert people
    page = WorkshopPage(here, tasks)
    qtbot.addWidget(page)
    page.resize(1200, 760)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.start()
    settled(qtbot, page, tasks)
    return page


def settled(qtbot: QtBot, page: WorkshopPage, tasks: Tasks) -> None:
    qtbot.waitUntil(lambda: tasks.is_idle and page.keeper.is_settled)


def names(page: WorkshopPage) -> list[str]:
    return [one.name for one in page.model.attendants]


def steps(desk: Desk, who: BeneficiaryId) -> list[Step]:
    return [step for parcours in desk.dossiers.open(who).parcours for step in parcours.steps]


def button(page: WorkshopPage, words: str) -> QPushButton:
    return next(one for one in page.findChildren(QPushButton) if words in (one.text(), one.accessibleName()))


def test_names_and_one_key_each_are_enough(
    qtbot: QtBot, page: WorkshopPage, here: Desk, tasks: Tasks, people: dict[str, BeneficiaryId]
) -> None:
    write(page.title, "Réussir son CV")
    page.day.setText("hier 14h")
    for typed in ("exempl", "malik", "fictive lea"):
        write(page.adding.line, typed)
        settled(qtbot, page, tasks)
        QTest.keyClick(page.adding.line, Qt.Key.Key_Return)
    assert names(page) == ["EXEMPLE Ada", "MODÈLE Malik", "FICTIVE Léa"]
    QTest.keyClick(page, Qt.Key.Key_J, CTRL)
    for key in (Qt.Key.Key_H, Qt.Key.Key_E, Qt.Key.Key_N):
        QTest.keyClick(page.attendance, key)
    with qtbot.waitSignal(page.undoable) as done:
        QTest.keyClick(page.attendance, Qt.Key.Key_Return, CTRL)
    assert done.args[0].replace("\u00a0", " ") == "Enregistré pour 3 personnes."
    found = [steps(here, who)[0] for who in people.values()]
    assert [step.status for step in found] == [
        StepStatus.HONOREE,
        StepStatus.ABSENCE_EXCUSEE,
        StepStatus.ABSENCE_NON_EXCUSEE,
    ]
    assert {(step.type, step.title, step.at) for step in found} == {("ATELIER", "Réussir son CV", dt.time(14, 0))}
    assert names(page) == []
    settled(qtbot, page, tasks)
    assert here.drafts.of(None) == ()
    page.undo()
    settled(qtbot, page, tasks)
    assert [steps(here, who) for who in people.values()] == [[], [], []]


def test_enter_takes_who_answers_to_all_that_was_typed_however_fast(
    qtbot: QtBot, page: WorkshopPage, tasks: Tasks
) -> None:
    write(page.adding.line, "m")
    settled(qtbot, page, tasks)
    page.adding.line.setText("fictive")
    QTest.keyClick(page.adding.line, Qt.Key.Key_Return)  # Malik Modèle is still suggested
    assert names(page) == []
    settled(qtbot, page, tasks)
    assert names(page) == ["FICTIVE Léa"]


def test_who_is_on_the_list_is_not_said_to_be_unknown(qtbot: QtBot, page: WorkshopPage, tasks: Tasks) -> None:
    for _ in range(2):
        write(page.adding.line, "exemple")
        settled(qtbot, page, tasks)
        QTest.keyClick(page.adding.line, Qt.Key.Key_Return)
    assert page.adding.nobody.text().replace("\u00a0", " ") == "« exemple » est déjà sur la liste."
    assert page.findChild(NewPerson) is None
    assert names(page) == ["EXEMPLE Ada"]


def test_nobody_came_to_a_workshop_of_tomorrow(qtbot: QtBot, page: WorkshopPage, tasks: Tasks) -> None:
    page.title.setText("CV")
    page.day.setText("demain 14h")
    page.model.add_list("\n".join(NAMES))
    settled(qtbot, page, tasks)
    page.model.mark([0], StepStatus.HONOREE)
    page.save()
    assert "pas encore venu" in page.fields["day"].error
    assert len(names(page)) == len(NAMES)
    page.model.mark([0], StepStatus.PREVUE)
    with qtbot.waitSignal(page.undoable):
        page.save()


def test_who_is_taken_off_by_one_key_is_put_back_by_another(qtbot: QtBot, page: WorkshopPage, tasks: Tasks) -> None:
    page.model.add_list("\n".join(NAMES))
    settled(qtbot, page, tasks)
    QTest.keyClick(page, Qt.Key.Key_J, CTRL)
    QTest.keyClick(page.attendance, Qt.Key.Key_E)
    page.attendance.selectRow(0)
    with qtbot.waitSignal(page.undoable) as done:
        QTest.keyClick(page.attendance, Qt.Key.Key_Delete)
    assert done.args == ["EXEMPLE Ada n’est plus sur la liste."]
    assert names(page) == ["MODÈLE Malik", "FICTIVE Léa"]
    page.title.setText("CV")
    QTest.keyClick(page.attendance, Qt.Key.Key_Z, CTRL)
    assert names(page) == ["EXEMPLE Ada", "MODÈLE Malik", "FICTIVE Léa"]
    assert page.model.attendants[0].status is StepStatus.ABSENCE_EXCUSEE
    assert page.title.text() == "CV"


def test_a_pasted_list_is_recognised_and_the_others_are_settled_one_by_one(
    qtbot: QtBot, page: WorkshopPage, here: Desk, tasks: Tasks
) -> None:
    QGuiApplication.clipboard().setText(
        "1. EXEMPLE Ada\n2. Modèle Malik\n3. Lea Fictiv\n4. Zoé Nouvelle\n5. Bob Passant"
    )
    page.adding.line.setFocus()
    QTest.keyClick(page.adding.line, Qt.Key.Key_V, CTRL)
    settled(qtbot, page, tasks)
    assert names(page) == ["EXEMPLE Ada", "MODÈLE Malik"]
    assert [one.person.name for one in page.model.waiting] == ["Lea Fictiv", "Zoé Nouvelle", "Bob Passant"]
    page.title.setText("CV")
    page.save()
    assert "vérifier" in page.banner.words.text()
    who = next(one for one in page.to_check.findChildren(QPushButton) if "FICTIVE Léa" in one.text())
    who.click()
    button(page, "Bob Passant\u00a0: compter sans dossier").click()
    assert (names(page)[-1], page.model.anonymous) == ("FICTIVE Léa", 1)
    button(page, "Zoé Nouvelle\u00a0: ouvrir un dossier").click()
    dialog = page.findChild(NewPerson)
    assert dialog is not None
    assert (dialog.given_names.text(), dialog.family_name.text()) == ("Zoé", "Nouvelle")
    dialog.birth_date.setText("12/03/1999")
    with qtbot.waitSignal(dialog.created):
        dialog.accept_entry()
    settled(qtbot, page, tasks)
    assert names(page)[-1] == "NOUVELLE Zoé"
    assert page.model.waiting == []
    with qtbot.waitSignal(page.undoable) as done:
        page.save()
    assert done.args[0].replace("\u00a0", " ") == "Enregistré pour 4 personnes, et 1 sans dossier."
    with here.vault.unit_of_work() as work:
        assert [(one.known, one.anonymous) for one in work.sessions.all()] == [(4, 1)]


def test_a_list_can_be_pasted_in_a_window_of_its_own(qtbot: QtBot, page: WorkshopPage, tasks: Tasks) -> None:
    QGuiApplication.clipboard().setText("Ada Exemple")
    QTest.keyClick(page, Qt.Key.Key_V, CTRL | Qt.KeyboardModifier.ShiftModifier)
    dialog = page.findChild(PasteDialog)
    assert dialog is not None
    assert dialog.names.toPlainText() == "Ada Exemple"
    dialog._give()
    settled(qtbot, page, tasks)
    assert names(page) == ["EXEMPLE Ada"]


def test_what_is_typed_is_kept_and_there_again(qtbot: QtBot, page: WorkshopPage, here: Desk, tasks: Tasks) -> None:
    write(page.title, "Réussir son CV")
    page.day.setText("demain 9h30")
    page.minutes.minutes = 90
    page.model.add_list("Ada Exemple\nMalik Modèle\nBob Passant")
    page.anonymous.setValue(3)
    settled(qtbot, page, tasks)
    page.model.mark([1], StepStatus.ABSENCE_EXCUSEE)
    settled(qtbot, page, tasks)
    other = WorkshopPage(here, tasks)
    qtbot.addWidget(other)
    other.show()
    other.start()
    settled(qtbot, other, tasks)
    assert (other.title.text(), other.day.text(), other.minutes.minutes) == ("Réussir son CV", "demain 9h30", 90)
    assert other.model.attendants == page.model.attendants
    assert [one.person.name for one in other.model.waiting] == ["Bob Passant"]
    assert other.anonymous.value() == 3
    button(other, "Effacer").click()
    settled(qtbot, other, tasks)
    assert here.drafts.of(None) == ()
    other.undo()
    settled(qtbot, other, tasks)
    assert other.title.text() == "Réussir son CV"
    assert [draft.subject for draft in here.drafts.of(None)] == [WORKSHOP]


def test_a_workshop_to_come_is_planned_for_everybody(qtbot: QtBot, page: WorkshopPage, tasks: Tasks) -> None:
    page.model.add_list("Ada Exemple\nMalik Modèle")
    settled(qtbot, page, tasks)
    page.model.mark([0], StepStatus.ABSENCE_EXCUSEE)
    page.day.setText("demain")
    assert [one.status for one in page.model.attendants] == [StepStatus.ABSENCE_EXCUSEE, StepStatus.PREVUE]
    page.day.setText("hier")
    assert [one.status for one in page.model.attendants] == [StepStatus.ABSENCE_EXCUSEE, StepStatus.HONOREE]


def test_several_are_marked_or_removed_at_once(qtbot: QtBot, page: WorkshopPage, tasks: Tasks) -> None:
    page.model.add_list("\n".join(NAMES))
    settled(qtbot, page, tasks)
    page.attendance.setFocus()
    page.attendance.selectAll()
    QTest.keyClick(page.attendance, Qt.Key.Key_N)
    assert {one.status for one in page.model.attendants} == {StepStatus.ABSENCE_NON_EXCUSEE}
    page.attendance.selectRow(1)
    QTest.keyClick(page.attendance, Qt.Key.Key_Delete)
    assert names(page) == ["EXEMPLE Ada", "FICTIVE Léa"]


@pytest.mark.parametrize(
    ("title", "day", "field"),
    [
        ("", "hier", "title"),
        ("CV", "31/02/2026", "day"),
        ("CV", "bientôt", "day"),
        ("1 85 05 78 006 084 91", "hier", "title"),
    ],
)
def test_what_is_missing_or_wrong_is_said_beside_it(
    qtbot: QtBot, page: WorkshopPage, tasks: Tasks, title: str, day: str, field: str
) -> None:
    page.model.add_list("Ada Exemple")
    settled(qtbot, page, tasks)
    page.title.setText(title)
    page.day.setText(day)
    with qtbot.assertNotEmitted(page.undoable, wait=50):
        page.save()
    assert [name for name, known in page.fields.items() if known.error] == [field]
    assert names(page) == ["EXEMPLE Ada"]


def test_nobody_is_no_workshop(page: WorkshopPage) -> None:
    page.title.setText("CV")
    page.save()
    assert "personne" in page.banner.words.text()


def test_the_sheet_is_laid_out_printed_and_noted(
    qtbot: QtBot, page: WorkshopPage, here: Desk, tasks: Tasks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    page.model.add_list("Ada Exemple\nBob Passant")
    settled(qtbot, page, tasks)
    page.title.setText("Réussir son CV")
    monkeypatch.setattr(page.sheet, "_print", lambda pages: page.sheet.print_on(printer, pages))
    with qtbot.waitSignal(page.sheet.printed):
        QTest.keyClick(page, Qt.Key.Key_P, CTRL)
    assert (tmp_path / "paper.pdf").stat().st_size > 10_000
    with here.vault.unit_of_work() as work:
        printed = [line for line in work.journal.entries(5) if line.operation is JournalOperation.SHEET_PRINTED]
    assert len(printed) == 1


def test_every_control_has_a_name(qtbot: QtBot, page: WorkshopPage, tasks: Tasks) -> None:
    page.model.add_list("Ada Exemple\nBob Passant")
    settled(qtbot, page, tasks)
    assert unnamed(page) == []
