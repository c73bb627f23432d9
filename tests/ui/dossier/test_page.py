"""A dossier: seen, entered, changed, taken back; each word of what was done, and nothing typed that is lost."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from passeport.domain.beneficiary import Dossier
from passeport.domain.parcours import ReferralStatus, Step
from passeport.language.typography import typeset
from passeport.services.desk import Desk
from passeport.services.parcours import StepEntry
from tests.journeys.conftest import write
from tests.people import TODAY, ada, identifier
from ui.dossier import files
from ui.dossier.item_forms import ITEM_FORMS
from ui.dossier.page import DossierPage
from ui.dossier.photo_crop import PhotoCrop
from ui.dossier.step_card import StepCard
from ui.tasks import Tasks

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def words(widget: QWidget) -> str:
    QApplication.processEvents()  # what was just made is shown once it is laid out
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def dossier(page: DossierPage) -> Dossier:
    assert page.model.dossier is not None
    return page.model.dossier


def steps(page: DossierPage) -> list[Step]:
    return [step for parcours in dossier(page).parcours for step in parcours.steps]


def button(owner: QWidget, name: str) -> QPushButton:
    QApplication.processEvents()
    found = [b for b in owner.findChildren(QPushButton) if name in (b.text(), b.accessibleName()) and not b.isHidden()]
    assert found, name
    return found[0]


def press(page: DossierPage, key: Qt.Key, modifiers: Qt.KeyboardModifier = CTRL) -> None:
    QTest.keyClick(QApplication.focusWidget() or page, key, modifiers)


def enter(qtbot: QtBot, page: DossierPage, kind: str = "entretien ind") -> str:
    """Enter a step, and return what is said of it."""
    page.start_entry()
    focused = QApplication.focusWidget()
    assert focused is not None
    write(focused, kind)
    heard: list[str] = []
    page.said.connect(lambda said, _: heard.append(said))
    with qtbot.waitSignal(page.model.changed):
        press(page, Qt.Key.Key_Return)
    return heard[-1]


# Seen ---------------------------------------------------------------------------------------------------------------


def test_the_head_says_whose_it_is(page: DossierPage) -> None:
    assert page.header.name.text() == "Ada-Inès d’Exemple"
    facts = page.header.facts.text().replace("\u00a0", " ")
    for fact in ("28 février 1999", "27 ans", "Demandeur d’emploi inscrit", "06 39 98 00 00", "ada@exemple.invalid"):
        assert fact in facts


def test_the_head_says_who_follows_the_person_until_when_and_their_tags(
    qtbot: QtBot, page: DossierPage, desk: Desk
) -> None:
    who = page.model.beneficiary
    assert who is not None
    until = desk.clock.today() + dt.timedelta(days=7)
    desk.assignments.tag((who,), ("groupe du lundi",), ())
    desk.assignments.assign((who,), desk.vault.account.id, until)
    with qtbot.waitSignal(page.model.changed):
        page.model.open(who)
    shown = " ".join(label.text() for label in page.header._tag_line.findChildren(QLabel) if label.isVisible())
    assert "groupe du lundi" in shown
    assert desk.vault.account.name in shown
    desk.assignments.assign((who,), None)
    with qtbot.waitSignal(page.model.changed):
        page.model.open(who)
    shown = " ".join(label.text() for label in page.header._tag_line.findChildren(QLabel) if label.isVisible())
    assert "Sans référent" in shown


def test_what_has_no_key_is_in_the_palette(page: DossierPage) -> None:
    named = [one.text() for one in page.actions()]
    for words in ("Modifier le projet de la personne", "Ajouter\u00a0: nouvelle langue", "Choisir une photo"):
        assert words in named
    next(one for one in page.actions() if "nouvelle langue" in one.text()).trigger()
    assert page.form is not None
    assert "language" in page.form.form.inputs


def test_the_newest_step_comes_first_with_all_that_was_noted(page: DossierPage) -> None:
    cards = page.timeline.findChildren(StepCard)
    assert [card._step.type for card in cards] == ["ORIENTATION", "IMMERSION", "ENTRETIEN"]
    said = words(page.timeline)
    for step in steps(page):
        for note in step.notes:
            assert typeset(note.text) in said
    for fact in (
        "Trouver un métier au grand air",
        "En cours",
        "À préciser",
        "45 min",
        "Cité des métiers",
        "Métier confirmé",
    ):
        assert fact in said


def test_the_profile_shows_each_item_and_a_way_to_change_it(page: DossierPage) -> None:
    said = words(page.profile).replace("\u00a0", " ")
    for fact in (
        "Ouvrière horticole",
        "Baccalauréat",
        "anglais",
        "Tableur",
        "permis",
        "Le jardin partagé",
        "Bénévolat",
    ):
        assert fact.lower() in said.lower()
    changes = [b.accessibleName() for b in page.profile.findChildren(QPushButton) if "Modifier" in b.accessibleName()]
    assert len(changes) >= sum(len(getattr(ada().beneficiary.profile, what)) for what in ITEM_FORMS)


def test_a_dossier_without_steps_says_what_to_do(qtbot: QtBot, page: DossierPage, desk: Desk) -> None:
    bare = ada().beneficiary.evolve(id=identifier("zoé"), notice=None)
    other = desk.editing.create(Dossier(beneficiary=bare)).beneficiary.id
    with qtbot.waitSignal(page.model.changed):
        page.show_dossier(other)
    assert "Aucune étape" in words(page.timeline)
    assert "Notice d’information à remettre" in words(page.header)
    button(page.timeline, "Nouvelle étape").click()
    assert page.side.currentWidget() is page.step


def test_old_steps_are_one_click_away(qtbot: QtBot, page: DossierPage, desk: Desk) -> None:
    for _ in range(30):
        desk.parcours.record_step(dossier(page).beneficiary.id, StepEntry(type="RELANCE", day=TODAY))
    with qtbot.waitSignal(page.model.changed):
        page.show_dossier(dossier(page).beneficiary.id)
    button(page.timeline, "Étapes plus anciennes (3)").click()
    QApplication.processEvents()
    visible = [card for card in page.timeline.findChildren(StepCard) if card.isVisibleTo(page)]
    assert len(visible) == 3


# Steps --------------------------------------------------------------------------------------------------------------


def test_a_step_is_entered_said_and_taken_back(qtbot: QtBot, page: DossierPage) -> None:
    before = dossier(page)
    assert not page.header.undo.isEnabled()
    assert enter(qtbot, page) == "Étape enregistrée."
    assert len(steps(page)) == 4
    assert page.side.currentWidget() is not page.step
    assert page.header.undo.isEnabled()
    with qtbot.waitSignal(page.model.changed):
        press(page, Qt.Key.Key_Z)
    assert dossier(page).evolve(revision=0) == before.evolve(revision=0)
    assert page.header.redo.isEnabled()
    with qtbot.waitSignal(page.model.changed):
        press(page, Qt.Key.Key_Z, CTRL | SHIFT)
    assert len(steps(page)) == 4


def test_what_can_be_undone_is_offered_with_the_word(qtbot: QtBot, page: DossierPage) -> None:
    with qtbot.waitSignal(page.said) as done:
        page.timeline.remove_requested.emit(steps(page)[0])
    assert done.args == ["Étape retirée.", True]


def test_a_step_is_changed_from_its_card(qtbot: QtBot, page: DossierPage) -> None:
    button(page.timeline, typeset("Modifier : Entretien individuel")).click()
    assert page.side.currentWidget() is page.step
    page.step.outcome.setPlainText("Projet : jardinière")
    with qtbot.waitSignal(page.model.changed):
        page.step.save()
    assert steps(page)[0].outcome == "Projet : jardinière"
    assert [note.text for note in steps(page)[0].notes] == [note.text for note in ada().parcours[0].steps[0].notes]


def test_what_the_store_refuses_stays_in_the_panel(qtbot: QtBot, page: DossierPage) -> None:
    page.start_entry()
    page.step.type.code = "ENTRETIEN"
    page.step.place.setText("Massy")
    page.step.minutes.entry.setText("0")
    page.step.save()
    qtbot.waitUntil(lambda: bool(page.step._fields["minutes"].error))
    assert page.side.currentWidget() is page.step
    assert page.step.place.text() == "Massy"
    assert len(steps(page)) == 3


def test_a_step_that_was_begun_waits_for_its_person(qtbot: QtBot, page: DossierPage) -> None:
    page.start_entry()
    page.step.outcome.setPlainText("Projet")
    with qtbot.waitSignal(page.said) as done:
        page.close_panel()
    assert "Ctrl+E" in done.args[0]
    page.start_entry()
    assert page.step.outcome.toPlainText() == "Projet"


def test_escape_closes_what_is_entered_then_the_dossier(qtbot: QtBot, page: DossierPage) -> None:
    page.start_entry()
    with qtbot.assertNotEmitted(page.closed):
        press(page, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert page.side.currentWidget() is not page.step
    with qtbot.waitSignal(page.closed):
        press(page, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)


def test_a_referral_goes_forward_from_its_card(qtbot: QtBot, page: DossierPage) -> None:
    referral = steps(page)[2]
    with qtbot.waitSignal(page.model.changed):
        page.timeline.referral_moved.emit(referral, "TRANSMISE")
    with qtbot.waitSignal(page.model.changed):
        page.timeline.referral_moved.emit(steps(page)[2], "DECLINEE SESSION_COMPLETE")
    moved = steps(page)[2].referral
    assert moved is not None
    assert (moved.status, moved.decline_reason) == (ReferralStatus.DECLINEE, "SESSION_COMPLETE")


def test_the_card_of_a_referral_offers_only_what_its_life_allows(page: DossierPage) -> None:
    choose = button(page.timeline, "Faire avancer")
    assert [move.text() for move in choose.menu().actions()] == ["Transmise (passeport remis)", "Annulée"]


# Forms --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "path", "typed"),
    [
        ("identity", "birth_place", "Massy"),
        ("contacts", "addresses.0.city", "Massy"),
        ("situation", "commune", "Melun (77)"),
        ("headline", "headline.text", "Jardinière"),
    ],
)
def test_each_part_of_the_person_is_changed_and_taken_back(
    qtbot: QtBot, page: DossierPage, what: str, path: str, typed: str
) -> None:
    before = dossier(page)
    page.profile.edit_requested.emit(what, None)
    assert page.form is not None
    entry = page.form.form.inputs[path].widget
    assert isinstance(entry, QLineEdit)
    entry.setText(typed)
    with qtbot.waitSignal(page.model.changed):
        page.form.save()
    assert page.form is None
    assert dossier(page).beneficiary != before.beneficiary
    with qtbot.waitSignal(page.model.changed):
        page.undo()
    assert dossier(page).beneficiary == before.beneficiary


def test_a_new_experience_goes_first_and_is_born_here(qtbot: QtBot, page: DossierPage) -> None:
    page.edit("experiences")
    assert page.form is not None
    entry = page.form.form.inputs["position"].widget
    assert isinstance(entry, QLineEdit)
    entry.setText("Jardinière")
    with qtbot.waitSignal(page.model.changed):
        page.form.save()
    first, second = dossier(page).beneficiary.profile.experiences
    assert (first.position, second.position) == ("Jardinière", "Ouvrière horticole")
    assert first.provenance.station is not None


def test_an_item_is_removed_from_its_form(qtbot: QtBot, page: DossierPage) -> None:
    page.edit("experiences", dossier(page).beneficiary.profile.experiences[0])
    assert page.form is not None
    with qtbot.waitSignal(page.model.changed):
        button(page.form, "Retirer").click()
    assert dossier(page).beneficiary.profile.experiences == ()


def test_a_form_that_is_wrong_stays_open_with_what_was_typed(page: DossierPage) -> None:
    before = dossier(page)
    page.edit("identity")
    assert page.form is not None
    name, birth = page.form.form.inputs["given_names"].widget, page.form.form.inputs["birth_date"].widget
    assert isinstance(name, QLineEdit)
    assert isinstance(birth, QLineEdit)
    name.setText("Zoé 1 85 05 78 006 084 91")
    page.form.save()
    assert "numéro de sécurité sociale" in page.form.form.fields["given_names"].error
    birth.setText("31/02/1999")
    page.form.save()
    assert "n’existe pas" in page.form.form.fields["birth_date"].error
    assert name.text().startswith("Zoé")
    assert dossier(page) == before


def test_an_end_before_its_beginning_is_said_beside_it(page: DossierPage) -> None:
    before = dossier(page)
    page.edit("experiences", before.beneficiary.profile.experiences[0])
    assert page.form is not None
    end, ongoing = page.form.form.inputs["period.end"].widget, page.form.form.inputs["period.ongoing"].widget
    assert isinstance(end, QLineEdit)
    assert isinstance(ongoing, QCheckBox)
    end.setText("2019")
    ongoing.setChecked(False)
    page.form.save()
    assert "la fin est avant le début" in page.form.form.fields["period.end"].error
    assert end.text() == "2019"
    assert dossier(page) == before


# Files, notice ------------------------------------------------------------------------------------------------------


def test_a_photograph_is_brought_to_a_reasonable_size(
    qtbot: QtBot, page: DossierPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "photo.png"
    image = QImage(2400, 3200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    assert image.save(str(path))
    monkeypatch.setattr(files, "choose", lambda *_: path)
    page.profile.photo_requested.emit()
    qtbot.waitUntil(lambda: page.findChild(PhotoCrop) is not None)
    crop = page.findChild(PhotoCrop)
    assert isinstance(crop, PhotoCrop)
    with qtbot.waitSignal(page.model.changed):
        crop.keep()
    photo = dossier(page).beneficiary.profile.photo
    assert photo is not None
    kept = QImage.fromData(photo.data)
    assert (kept.width(), kept.height(), photo.media_type) == (600, 800, "image/jpeg")


def test_what_is_no_picture_is_refused(
    qtbot: QtBot, page: DossierPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "photo.png"
    path.write_bytes(b"not a picture")
    monkeypatch.setattr(files, "choose", lambda *_: path)
    before = dossier(page)
    with qtbot.waitSignal(page.said) as done:
        page.profile.photo_requested.emit()
    assert "ne peut pas être lue" in done.args[0]
    assert dossier(page) == before


@pytest.mark.parametrize("data", [b"%PDF-1.7 diploma", b""])
def test_a_document_is_joined_when_it_holds_something(
    qtbot: QtBot, page: DossierPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    path = tmp_path / "attestation.pdf"
    path.write_bytes(data)
    monkeypatch.setattr(files, "choose", lambda *_: path)
    with qtbot.waitSignal(page.said) as done:
        page.profile.document_requested.emit()
    qtbot.waitUntil(lambda: len(dossier(page).beneficiary.profile.documents) == 1 + bool(data))
    assert ("vide" in done.args[0]) is not bool(data)


@pytest.mark.parametrize("name", ["attestation 1 85 05 78 006 084 36.pdf", " "])
def test_a_document_whose_name_cannot_be_kept_is_refused_in_words(
    page: DossierPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(b"%PDF-1.7")
    monkeypatch.setattr(files, "choose", lambda *_: path)
    with qtbot.waitSignal(page.said) as done:
        page.profile.document_requested.emit()
    assert "sécurité sociale" in done.args[0] or "il manque" in done.args[0]
    assert len(dossier(page).beneficiary.profile.documents) == 1


def test_a_name_without_a_space_pushes_no_button_aside(
    page: DossierPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"{'attestation_' * 18}.pdf"
    path.write_bytes(b"%PDF-1.7")
    monkeypatch.setattr(files, "choose", lambda *_: path)
    with qtbot.waitSignal(page.model.changed):
        page.profile.document_requested.emit()
    QApplication.processEvents()
    for panel in (page.profile, page.kept):
        area = page._profile_area.viewport()
        assert panel.minimumSizeHint().width() <= area.width()
        assert all(one.mapTo(area, one.rect().topRight()).x() < area.width() for one in panel.findChildren(QPushButton))


def test_an_address_is_copied_as_it_is(page: DossierPage, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = next(
        label
        for label in page.profile.findChildren(QLabel)
        if "\u200b" in label.text() and "https://exemple" in label.text().replace("\u200b", "")
    )
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _: True)  # a screen that is none does not say it
    QGuiApplication.clipboard().setText(shown.text())
    assert QGuiApplication.clipboard().text() == shown.text().replace("\u200b", "")


def test_a_notice_given_is_noted(qtbot: QtBot, page: DossierPage) -> None:
    with qtbot.waitSignal(page.said) as done:
        page.model.give_notice("ORAL")
    assert done.args == ["Remise de la notice notée.", True]
    notice = dossier(page).beneficiary.notice
    assert notice is not None
    assert (notice.mode, notice.given_on) == ("ORAL", TODAY)


def test_taking_back_the_making_of_a_dossier_closes_it(
    qtbot: QtBot, page: DossierPage, desk: Desk, tasks: Tasks
) -> None:
    made = desk.editing.create(ada().evolve(beneficiary=ada().beneficiary.evolve(id=identifier("zoé"))))
    with qtbot.waitSignal(page.model.changed):
        page.show_dossier(made.beneficiary.id)
    with qtbot.waitSignal(page.closed):
        page.undo()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert desk.dossiers.count() == 1


def test_what_was_done_on_another_person_is_not_undone_here(
    qtbot: QtBot, page: DossierPage, desk: Desk, tasks: Tasks
) -> None:
    made = desk.editing.create(ada().evolve(beneficiary=ada().beneficiary.evolve(id=identifier("zoé"))))
    with qtbot.waitSignal(page.said) as done:
        page.undo()
    assert done.args == ["Il n’y a rien à annuler.", False]
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert not page.header.undo.isEnabled()
    assert desk.dossiers.open(made.beneficiary.id)


def test_nothing_to_undo_is_said_and_changes_nothing(qtbot: QtBot, page: DossierPage) -> None:
    before = dossier(page)
    with qtbot.waitSignal(page.said) as done:
        page.undo()
    assert done.args == ["Il n’y a rien à annuler.", False]
    assert dossier(page) == before


def test_the_person_is_pinned_and_no_more(qtbot: QtBot, page: DossierPage, desk: Desk, tasks: Tasks) -> None:
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert page.pin.accessibleName() == "Épingler cette personne"
    page.pin.click()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert desk.lists.pinned() == {page.model.beneficiary}
    assert page.pin.isChecked()
    assert page.pin.accessibleName() == "Ne plus épingler cette personne"
    page.pin.click()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert desk.lists.pinned() == frozenset()
    assert not page.pin.isChecked()
