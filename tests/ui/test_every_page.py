"""Every page, walked as a screen reader does: each control has a name and a role, and all of it is in one language.

French here; `test_english.py` walks the same pages in English."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAction
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from passeport import wiring
from passeport.domain.goal import ReminderPolicy
from passeport.domain.parcours import Step
from passeport.language.catalogue import language
from passeport.services.accounts import Accounts
from passeport.services.desk import Desk
from passeport.services.following import ActionEntry
from tests import people, vaults
from tests.fakes import MemoryVault
from tests.people import ada
from tests.vaults import SetClock
from ui.agenda.days import View
from ui.agenda.export_dialog import ExportDialog
from ui.agenda.postpone import PostponeDialog
from ui.agenda.reminders import RemindersDialog
from ui.desk.new_person import NewPerson
from ui.dossier.item_forms import ITEM_FORMS
from ui.palette.dialog import CommandPalette
from ui.tasks import Tasks
from ui.unlock.page import UnlockPage
from ui.workspace import Workspace

ENGLISH = re.compile(
    r"\b(?:the|and|of|with|from|your|you|cancel|save|delete|remove|edit|add|open|close|search|file|name|family name|"
    r"birth|date of|step|referral|agreement|beneficiary|profile|settings|undo|redo|yes|none|true|false|unknown|error|"
    r"warning|password|passphrase|unlock|vault|lock)\b",
    re.IGNORECASE,
)
FRENCH = re.compile(
    r"[«»]| [;:!?]|\b(?:le|la|les|des|du|aux?|une?|et|est|sont|sur|pour|par|avec|sans|aucune?|vous|votre|ce|cette|ces|"
    r"dossier|étape|personne|ajouter|modifier|fermer|retirer|enregistrer|annuler|chercher|nouvelle|nouveau|prénom|réseau|"
    r"accueil|oui|depuis|jusqu|entretien|atelier|téléphone|courriel|besoin|thème|durée|lieu|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b|\b[ldnjsqu]{1,2}’",
    re.IGNORECASE,
)
FOREIGN = ENGLISH if language() == "fr" else FRENCH
KEPT = re.compile(
    "|".join(
        rf"(?<!\w){re.escape(kept)}(?!\w)"
        for kept in sorted(
            {
                *re.findall(r'"([^"\\]{3,})"', people.ada().model_dump_json()),
                people.MISSION_LOCALE.name,
                *("Écrire le CV", "CIO d’Essai", "d’Exemple Ada-Inès", "Zoé Fictive", "Réussir son CV", "licorne"),
            },
            key=len,
            reverse=True,
        )
    )
    + r"|“[^”]*”|(?<=Rule: ).*|Cité des métiers(?: de Modèle-Ville)?|Côte d’Ivoire|À l’écoute"
    r"|Rencontrer des professionnels|\bCE – lorries"
)
"""What is in the vault, or in a law: it is as it was written, whatever the screen speaks."""
SAME_IN_BOTH = re.compile(r"[Ss]ite web|Europass|ESCO|LinkedIn|in@|https?://\S+|\S+@\S+|^/\S+$")
BREAKS = re.compile(r" [;:!?»]|« ")
"""Where a line would break before its sign: what is shown has no-break spaces there."""
CODE = re.compile(r"\b[A-Z]{3,}_[A-Z_]+\b|\b[a-z]+_[a-z_]+\b")
ROLES = {
    QLineEdit: QAccessible.Role.EditableText,
    QPlainTextEdit: QAccessible.Role.EditableText,
    QComboBox: QAccessible.Role.ComboBox,
}


@pytest.fixture
def desk() -> Desk:
    return wiring.desk(MemoryVault(), SetClock())


@pytest.fixture
def space(qtbot: QtBot, desk: Desk, tasks: Tasks) -> Iterator[Workspace]:
    space = Workspace(desk, tasks)
    qtbot.addWidget(space)
    space.resize(1366, 768)
    space.show()
    qtbot.waitUntil(lambda: tasks.is_idle)
    yield space
    qtbot.waitUntil(lambda: tasks.is_idle)


def interface(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def controls(page: QWidget) -> list[QWidget]:
    """What the keyboard reaches, as it is shown now."""
    return [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None and widget.isVisibleTo(page)
    ]


def words(page: QWidget) -> set[str]:
    """All that is read or heard on a page."""
    said: set[str] = set()
    for widget in [page, *page.findChildren(QWidget)]:
        if not widget.isVisibleTo(page):
            continue
        said |= {widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.windowTitle()}
        if isinstance(widget, QLabel | QPushButton):
            said.add(widget.text())
        if isinstance(widget, QLineEdit | QPlainTextEdit):
            said.add(widget.placeholderText())
        if isinstance(widget, QComboBox):
            said |= {widget.itemText(index) for index in range(widget.count())}
    said |= {action.text() for action in page.findChildren(QAction) if action.parent() is page}
    return said - {""}


def without_what_is_kept(text: str) -> str:
    return KEPT.sub("…", text) if language() == "en" else text


def check(page: QWidget) -> None:
    reached = controls(page)
    assert reached
    for widget in reached:
        name, role = interface(widget).text(QAccessible.Text.Name), interface(widget).role()
        where = f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        assert name.strip(), f"no name: {where}"
        assert role not in (QAccessible.Role.NoRole, QAccessible.Role.Client), f"no role: {where}"
        wanted = next((role for kind, role in ROLES.items() if isinstance(widget, kind)), role)
        assert role == wanted, where
    said = {text: SAME_IN_BOTH.sub("", without_what_is_kept(text)) for text in words(page)}
    assert {text for text, rest in said.items() if FOREIGN.search(rest)} == set()
    assert {text for text, rest in said.items() if CODE.search(rest)} == set()
    assert {text for text in said if "'" in text} == set()
    seen = [
        one for one in page.findChildren(QWidget) if isinstance(one, QLabel | QPushButton) and one.isVisibleTo(page)
    ]
    assert {one.text() for one in seen if BREAKS.search(one.text())} == set()


def test_the_check_sees_what_is_wrong(qtbot: QtBot) -> None:
    foreign = "Save the file" if language() == "fr" else "Enregistrer le fichier"
    for wrong in (QPushButton(""), QPushButton(foreign), QPushButton("PAS_PRECISE"), QPushButton("L'étape")):
        page = QWidget()
        qtbot.addWidget(page)
        wrong.setParent(page)
        page.show()
        with pytest.raises(AssertionError):
            check(page)


def test_the_list(space: Workspace) -> None:
    space.show_people()
    check(space)


def test_the_day_and_its_pages(qtbot: QtBot, space: Workspace, desk: Desk, tasks: Tasks) -> None:
    check(space)
    known = desk.editing.create(ada()).beneficiary.id
    home = desk.dossiers.open(known).parcours[0].id
    desk.following.add_action(known, home, ActionEntry(title="Écrire le CV"))
    for go in (space.show_today, space.show_due, space.show_calendar):
        go()
        qtbot.waitUntil(lambda: tasks.is_idle)
        check(space)
    for view in View:
        space.calendar.show_view(view)
        qtbot.waitUntil(lambda: tasks.is_idle)
        check(space)


def test_what_the_day_asks(qtbot: QtBot, desk: Desk) -> None:
    today = desk.clock.today()
    dialogs = (
        PostponeDialog("Écrire le CV – EXEMPLE Ada", desk.clock.today),
        RemindersDialog(ReminderPolicy()),
        ExportDialog((today, today)),
    )
    for dialog in dialogs:
        qtbot.addWidget(dialog)
        dialog.show()
        check(dialog)
    dialogs[0].accept_day()
    check(dialogs[0])


def test_the_list_with_people_and_without_an_answer(qtbot: QtBot, space: Workspace, desk: Desk, tasks: Tasks) -> None:
    desk.editing.create(ada())
    space.show_people()
    qtbot.waitUntil(lambda: tasks.is_idle)
    check(space)
    space.people.search.setText("licorne")
    qtbot.waitUntil(space.people.nothing.isVisible)
    check(space)


def test_a_new_person(qtbot: QtBot, desk: Desk, tasks: Tasks) -> None:
    dialog = NewPerson(desk, tasks, "")
    qtbot.addWidget(dialog)
    dialog.show()
    check(dialog)
    dialog.accept_entry()
    check(dialog)


@pytest.fixture
def dossier(qtbot: QtBot, space: Workspace, desk: Desk) -> Workspace:
    known = desk.editing.create(ada()).beneficiary.id
    with qtbot.waitSignal(space.dossier.model.changed):
        space.show_dossier(known)
    return space


def test_a_dossier(dossier: Workspace) -> None:
    check(dossier)


def steps(space: Workspace) -> tuple[Step, ...]:
    known = space.dossier.model.dossier
    assert known is not None
    return known.parcours[0].steps


def test_the_entry_of_a_step(dossier: Workspace) -> None:
    panel = dossier.dossier.step
    dossier.dossier.start_entry()
    for kind in ("ENTRETIEN", "IMMERSION", "ORIENTATION"):
        panel.type.code = kind
        check(panel)
    panel.type.code = ""
    panel.save()
    check(panel)
    dossier.dossier.timeline.edit_requested.emit(steps(dossier)[0])
    check(panel)


def test_each_form_new_refused_and_filled(dossier: Workspace) -> None:
    page = dossier.dossier
    assert page.model.dossier is not None
    profile = page.model.dossier.beneficiary.profile
    for what in ("identity", "contacts", "situation", "headline", *ITEM_FORMS):
        for item in (None, *(getattr(profile, what)[:1] if what in ITEM_FORMS else ())):
            page.edit(what, item)
            assert page.form is not None
            check(page.form)
            page.form.form.entered()
            check(page.form)


def test_the_passport_that_leaves(qtbot: QtBot, dossier: Workspace, tasks: Tasks) -> None:
    known = dossier.dossier.model.beneficiary
    assert known is not None
    dossier.start_export(known)
    qtbot.waitUntil(lambda: tasks.is_idle)
    check(dossier)


def test_a_workshop(qtbot: QtBot, space: Workspace, desk: Desk, tasks: Tasks) -> None:
    desk.editing.create(ada())
    space.show_workshop()
    qtbot.waitUntil(lambda: tasks.is_idle)
    check(space)
    space.workshop.save()
    check(space)
    space.workshop.model.add_list("d’Exemple Ada-Inès\nZoé Fictive")
    qtbot.waitUntil(lambda: bool(space.workshop.model.waiting))
    space.workshop.title.setText("Réussir son CV")
    space.workshop.save()
    check(space)


def test_an_entry_that_waits(qtbot: QtBot, dossier: Workspace, tasks: Tasks) -> None:
    dossier.dossier.start_entry()
    dossier.dossier.step.notes.first.setPlainText("Souffre de dépression. Sort de prison.")
    check(dossier)
    dossier.dossier.close_panel()
    qtbot.waitUntil(lambda: tasks.is_idle)
    dossier.dossier.drafts.open(dossier.dossier.model.beneficiary)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: tasks.is_idle)
    check(dossier)


def test_the_passport_that_comes_in(space: Workspace) -> None:
    space.start_import()
    check(space)


def test_the_referrals(qtbot: QtBot, space: Workspace, tasks: Tasks) -> None:
    space.show_referrals()
    qtbot.waitUntil(lambda: tasks.is_idle)
    check(space)
    space.referrals.typed.setText("7F3K")
    space.referrals.read()
    qtbot.waitUntil(lambda: tasks.is_idle)
    check(space)


def test_the_directory_empty_filled_and_edited(qtbot: QtBot, space: Workspace, desk: Desk, tasks: Tasks) -> None:
    space.show_directory()
    qtbot.waitUntil(lambda: tasks.is_idle)
    check(space)
    desk.directory.add({"name": "CIO d’Essai", "network": "CIO", "opening_hours": "Mo-Fr 09:00-12:30; PH off"})
    space.show_directory()
    qtbot.waitUntil(lambda: tasks.is_idle)
    space.directory.add()
    space.directory.editor.save()
    check(space)


def test_the_right_door(qtbot: QtBot, dossier: Workspace, tasks: Tasks) -> None:
    known = dossier.dossier.model.beneficiary
    assert known is not None
    dossier.start_referral(known)
    qtbot.waitUntil(lambda: tasks.is_idle)
    for theme in ("CHOISIR_METIER", "CREER_ENTREPRISE", "LOGEMENT"):
        dossier.referring.theme.code = theme
        qtbot.waitUntil(lambda: tasks.is_idle)
        check(dossier)
    dossier.referring.hand_over()
    check(dossier)


def test_the_commands(dossier: Workspace) -> None:
    dossier.show_commands()
    palette = dossier.findChild(CommandPalette)
    assert isinstance(palette, CommandPalette)
    check(palette)
    said = [palette.list.item(row).text() for row in range(palette.list.count())]
    assert [text for text in said if FOREIGN.search(without_what_is_kept(re.sub(r" {4}.*", "", text)))] == []


def test_the_door(qtbot: QtBot, tasks: Tasks, tmp_path: Path) -> None:
    page = UnlockPage(Accounts(vaults.keeper()), tasks)
    qtbot.addWidget(page)
    page.show()
    page.show_vault(tmp_path / "nouveau")
    qtbot.waitUntil(lambda: tasks.is_idle)
    check(page)
    page.new_vault._ask()
    check(page)
    vaults.create(tmp_path / "coffre").lock()
    page.show_vault(tmp_path / "coffre")
    qtbot.waitUntil(lambda: tasks.is_idle)
    check(page)
    page.known_vault.enter.click()
    check(page)
