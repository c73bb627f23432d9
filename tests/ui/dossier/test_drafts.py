"""What is being entered: kept as it is typed, offered again, forgotten and brought back, ended by recording it."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from passeport.domain.draft import NEW_STEP, Draft, subject_of
from passeport.domain.errors import FieldRefused
from passeport.domain.parcours import ActionStatus, Step, StepStatus
from passeport.services.desk import Desk
from passeport.services.parcours import StepEntry
from tests.journeys.conftest import write
from tests.people import TODAY
from ui.dossier.page import DossierPage
from ui.dossier.step_card import StepCard
from ui.entry.template_dialog import TemplateDialog
from ui.tasks import Tasks

CTRL = Qt.KeyboardModifier.ControlModifier


def drafts(desk: Desk) -> list[Draft]:
    return [named.draft for named in desk.drafts.all()]


def steps(page: DossierPage) -> list[Step]:
    assert page.model.dossier is not None
    return [step for parcours in page.model.dossier.parcours for step in parcours.steps]


def settled(qtbot: QtBot, page: DossierPage, tasks: Tasks) -> None:
    qtbot.waitUntil(lambda: page.drafts.keeper.is_settled and tasks.is_idle)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def again(qtbot: QtBot, desk: Desk, tasks: Tasks, page: DossierPage) -> DossierPage:
    """The same dossier in a window that was opened anew."""
    other = DossierPage(desk, tasks)
    qtbot.addWidget(other)
    other.resize(1200, 800)
    other.show()
    assert page.model.beneficiary is not None
    with qtbot.waitSignal(other.model.changed):
        other.show_dossier(page.model.beneficiary)
    settled(qtbot, other, tasks)
    return other


def begin(qtbot: QtBot, page: DossierPage, tasks: Tasks, note: str) -> None:
    page.start_entry()
    page.step.type.code = "ENTRETIEN"
    write(page.step.notes.first, note)
    settled(qtbot, page, tasks)


def test_what_is_typed_is_kept_word_by_word(qtbot: QtBot, page: DossierPage, desk: Desk, tasks: Tasks) -> None:
    page.start_entry()
    assert drafts(desk) == []
    write(page.step.notes.first, "Deux mots")
    qtbot.waitUntil(lambda: any("Deux" in row["text"] for draft in drafts(desk) for row in draft.rows))
    settled(qtbot, page, tasks)
    (draft,) = drafts(desk)
    assert draft.rows == ({"id": "", "level": "TEAM", "text": "Deux mots"},)
    assert (draft.subject, draft.beneficiary) == (NEW_STEP, page.model.beneficiary)


def test_a_finished_word_is_on_its_way_without_a_pause(page: DossierPage) -> None:
    page.start_entry()
    write(page.step.notes.first, "mot ")
    assert not page.drafts.keeper._timer.isActive()


@pytest.mark.parametrize("field", ["day", "minutes", "themes", "mode"])
def test_what_is_typed_before_the_type_is_kept_too(
    qtbot: QtBot, page: DossierPage, desk: Desk, tasks: Tasks, field: str
) -> None:
    page.start_entry()
    assert drafts(desk) == []
    if field == "day":
        page.step.day.setText("hier 14h")
    elif field == "minutes":
        page.step.minutes.minutes = 45
    elif field == "mode":
        page.step.mode.code = "VISIO"
    else:
        page.step.themes.codes = ("SE_FORMER",)
    settled(qtbot, page, tasks)
    (kept,) = drafts(desk)
    assert kept.fields[field] in {"hier 14h", "45", "SE_FORMER", "VISIO"}


def test_what_a_template_gives_without_showing_it_is_not_lost(
    qtbot: QtBot, page: DossierPage, desk: Desk, tasks: Tasks
) -> None:
    usual = StepEntry(type="ENTRETIEN", day=TODAY, title="Bilan du mois", objectives=("POINTS_FORTS",))
    page.start_entry()
    page.step.use(desk.templates.keep("Bilan", usual))
    settled(qtbot, page, tasks)
    other = again(qtbot, desk, tasks, page)
    other.drafts.offer.resume.click()
    shown = other.step.entry()
    assert shown is not None
    assert (shown.title, shown.objectives) == ("Bilan du mois", ("POINTS_FORTS",))


def test_a_window_opened_anew_offers_what_was_typed(qtbot: QtBot, page: DossierPage, desk: Desk, tasks: Tasks) -> None:
    page.start_entry()
    page.step.use(desk.templates.keep("Visio", StepEntry(type="ENTRETIEN", day=TODAY, mode="VISIO", minutes=30)))
    page.step.day.setText("hier 14h")
    page.step.themes.codes = ("SE_FORMER",)
    page.step.outcome.setPlainText("Une ligne")
    write(page.step.notes.first, "Une note à garder")
    settled(qtbot, page, tasks)
    other = again(qtbot, desk, tasks, page)
    assert other.drafts.offer.isVisible()
    assert "Une note à garder" in other.drafts.offer.words.text()
    assert "Entretien individuel" in other.drafts.offer.words.text()
    other.drafts.offer.resume.click()
    assert other.side.currentWidget() is other.step
    assert not other.drafts.offer.isVisible()
    shown = other.step.entry()
    assert shown is not None
    assert shown == page.step.entry()
    assert (shown.mode, shown.minutes, shown.at, shown.themes) == ("VISIO", 30, dt.time(14, 0), ("SE_FORMER",))
    assert shown.notes[0].text == "Une note à garder"


def test_going_on_is_also_what_a_new_step_does(qtbot: QtBot, page: DossierPage, desk: Desk, tasks: Tasks) -> None:
    begin(qtbot, page, tasks, "Une note")
    other = again(qtbot, desk, tasks, page)
    other.start_entry()
    assert other.step.notes.first.toPlainText() == "Une note"


def test_recording_ends_the_draft(qtbot: QtBot, page: DossierPage, desk: Desk, tasks: Tasks) -> None:
    begin(qtbot, page, tasks, "Une note")
    page.step.save()
    settled(qtbot, page, tasks)
    assert drafts(desk) == []
    assert not again(qtbot, desk, tasks, page).drafts.offer.isVisible()


def test_what_is_refused_stays_and_stays_kept(qtbot: QtBot, page: DossierPage, desk: Desk, tasks: Tasks) -> None:
    begin(qtbot, page, tasks, "Une note")
    page.drafts.recorded()  # the use case was asked
    page._refuse_step(FieldRefused(field="place", value="x", reason="string_too_long"))
    settled(qtbot, page, tasks)
    assert [draft.rows[0]["text"] for draft in drafts(desk)] == ["Une note"]


def test_forgetting_can_be_undone(qtbot: QtBot, page: DossierPage, desk: Desk, tasks: Tasks) -> None:
    begin(qtbot, page, tasks, "Une note")
    heard: list[tuple[str, bool]] = []
    page.said.connect(lambda words, undo: heard.append((words, undo)))
    page.step.forget.click()
    settled(qtbot, page, tasks)
    assert drafts(desk) == []
    assert heard == [("Saisie effacée.", True)]
    assert page.side.currentWidget() is not page.step
    page.undo()
    settled(qtbot, page, tasks)
    assert page.step.notes.first.toPlainText() == "Une note"
    assert page.side.currentWidget() is page.step
    assert len(drafts(desk)) == 1


def test_so_can_forgetting_what_is_offered(qtbot: QtBot, page: DossierPage, desk: Desk, tasks: Tasks) -> None:
    begin(qtbot, page, tasks, "Une note")
    other = again(qtbot, desk, tasks, page)
    other.drafts.offer.discard.click()
    settled(qtbot, other, tasks)
    assert drafts(desk) == []
    assert not other.drafts.offer.isVisible()
    other.undo()
    settled(qtbot, other, tasks)
    assert other.step.notes.first.toPlainText() == "Une note"
    assert len(drafts(desk)) == 1


def test_a_known_step_that_is_changed_is_kept_too(qtbot: QtBot, page: DossierPage, desk: Desk, tasks: Tasks) -> None:
    step = steps(page)[0]
    page.timeline.edit_requested.emit(step)
    settled(qtbot, page, tasks)
    assert drafts(desk) == []  # nothing was changed
    page.step.place.setText("Bureau 2")
    settled(qtbot, page, tasks)
    assert [draft.subject for draft in drafts(desk)] == [subject_of(step.id)]
    other = again(qtbot, desk, tasks, page)
    assert "modification" in other.drafts.offer.words.text()
    other.drafts.offer.resume.click()
    assert (other.step.step, other.step.place.text()) == (step, "Bureau 2")
    with qtbot.waitSignal(other.model.changed):
        other.step.save()
    settled(qtbot, other, tasks)
    assert drafts(desk) == []
    assert next(one for one in steps(other) if one.id == step.id).place == "Bureau 2"


def test_changing_a_step_does_not_lose_the_new_one(qtbot: QtBot, page: DossierPage, desk: Desk, tasks: Tasks) -> None:
    begin(qtbot, page, tasks, "Une note")
    page.timeline.edit_requested.emit(steps(page)[0])
    page.step.place.setText("Bureau 2")
    settled(qtbot, page, tasks)
    assert {draft.subject for draft in drafts(desk)} == {NEW_STEP, subject_of(steps(page)[0].id)}


def test_a_page_that_is_hidden_keeps_the_last_letter(qtbot: QtBot, page: DossierPage, desk: Desk, tasks: Tasks) -> None:
    page.start_entry()
    write(page.step.notes.first, "inachev")
    page.hide()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert [draft.rows[0]["text"] for draft in drafts(desk)] == ["inachev"]


def test_emptying_everything_leaves_no_draft(qtbot: QtBot, page: DossierPage, desk: Desk, tasks: Tasks) -> None:
    begin(qtbot, page, tasks, "Une note")
    page.step.notes.first.clear()
    page.step.type.code = ""
    settled(qtbot, page, tasks)
    assert drafts(desk) == []


# Templates ----------------------------------------------------------------------------------------------------------


def test_a_template_fills_the_entry_in_one_key(qtbot: QtBot, page: DossierPage, desk: Desk, tasks: Tasks) -> None:
    entry = StepEntry(type="ENTRETIEN", day=TODAY, mode="SUR_PLACE", minutes=45)
    desk.templates.keep("Entretien individuel 45 min sur place", entry, for_everybody=True)
    QTest.keyClick(page, Qt.Key.Key_E, CTRL)
    settled(qtbot, page, tasks)
    QTest.keyClick(focused(), Qt.Key.Key_1, CTRL)
    with qtbot.waitSignal(page.model.changed):
        QTest.keyClick(focused(), Qt.Key.Key_Return, CTRL)
    step = steps(page)[-1]
    assert (step.type, step.mode, step.minutes, step.status) == ("ENTRETIEN", "SUR_PLACE", 45, StepStatus.HONOREE)


def test_the_last_step_is_repeated_in_one_key(qtbot: QtBot, page: DossierPage, tasks: Tasks) -> None:
    page.start_entry()
    settled(qtbot, page, tasks)
    last = page._last_step()
    assert last is not None
    QTest.keyClick(focused(), Qt.Key.Key_R, CTRL)
    shown = page.step.entry()
    if last.type == "ORIENTATION":
        assert page.step.type.code == "ORIENTATION"
    else:
        assert shown is not None
        assert (shown.type, shown.day, shown.notes) == (last.type, TODAY, ())


def test_a_template_is_made_of_what_is_typed_and_removed_with_a_way_back(
    qtbot: QtBot, page: DossierPage, desk: Desk, tasks: Tasks
) -> None:
    page.start_entry()
    page.step.type.code = "ATELIER"
    page.step.minutes.minutes = 120
    page.step.templates.keep_requested.emit()
    dialog = page.findChild(TemplateDialog)
    assert dialog is not None
    assert dialog.name.text().replace("\u00a0", " ") == "Atelier 120 min"
    dialog.name.clear()
    dialog.keep()
    assert dialog.field.error
    dialog.name.setText("Atelier du mardi")
    dialog.keep()
    settled(qtbot, page, tasks)
    qtbot.waitUntil(lambda: len(page.step.templates.chips) == 1)
    (template,) = desk.templates.all()
    assert (template.name, template.account) == ("Atelier du mardi", desk.vault.account.id)
    page.step.templates.remove_requested.emit(template)
    qtbot.waitUntil(lambda: page.step.templates.chips == ())
    page.undo()
    qtbot.waitUntil(lambda: len(page.step.templates.chips) == 1)


# To be completed ------------------------------------------------------------------------------------------------------


def unsettled(page: DossierPage) -> list[StepCard]:
    QApplication.processEvents()
    return [card for card in page.timeline.findChildren(StepCard) if card.settle is not None]


@pytest.mark.parametrize(
    ("key", "status"),
    [
        (Qt.Key.Key_Space, StepStatus.HONOREE),
        (Qt.Key.Key_H, StepStatus.HONOREE),
        (Qt.Key.Key_E, StepStatus.ABSENCE_EXCUSEE),
        (Qt.Key.Key_N, StepStatus.ABSENCE_NON_EXCUSEE),
        (Qt.Key.Key_A, StepStatus.ANNULEE_SERVICE),
    ],
)
def test_a_step_to_be_completed_takes_two_interactions(
    qtbot: QtBot, page: DossierPage, key: Qt.Key, status: StepStatus
) -> None:
    (card,) = unsettled(page)
    QTest.keyClick(page, Qt.Key.Key_J, CTRL)
    with qtbot.waitSignal(page.model.changed):
        QTest.keyClick(focused(), key)
    assert next(step for step in steps(page) if step.id == card._step.id).status is status
    assert unsettled(page) == []
    with qtbot.waitSignal(page.said) as said:
        QTest.keyClick(page, Qt.Key.Key_J, CTRL)
    assert "Aucune" in said.args[0]


# Forms --------------------------------------------------------------------------------------------------------------


def test_a_form_is_kept_offered_and_recorded(qtbot: QtBot, page: DossierPage, desk: Desk, tasks: Tasks) -> None:
    assert page.model.dossier is not None
    (known, *_) = page.model.dossier.beneficiary.profile.experiences
    page.edit("experiences", known)
    assert page.form is not None
    assert drafts(desk) == []
    page.form.form.inputs["position"].show("Cheffe d’équipe")
    page.form.form.inputs["description"].show("<p>Conduit <strong>trois</strong> personnes</p>")
    page.forms.keeper.touch()
    page.hide()
    qtbot.waitUntil(lambda: page.forms.keeper.is_settled and tasks.is_idle)
    (draft,) = drafts(desk)
    assert draft.part == ("experiences", str(known.id))
    other = again(qtbot, desk, tasks, page)
    assert "modification du dossier" in other.drafts.offer.words.text()
    other.drafts.offer.resume.click()
    assert other.form is not None
    assert other.form.form.inputs["position"].value() == "Cheffe d’équipe"
    with qtbot.waitSignal(other.model.changed):
        other.form.save()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert drafts(desk) == []
    assert other.model.dossier is not None
    changed = other.model.dossier.beneficiary.profile.experiences[0]
    assert changed.position == "Cheffe d’équipe"
    assert "<strong>trois</strong>" in changed.description


def test_a_form_that_is_abandoned_can_be_brought_back(
    qtbot: QtBot, page: DossierPage, desk: Desk, tasks: Tasks
) -> None:
    page.edit("identity")
    assert page.form is not None
    page.form.form.inputs["birth_place"].show("Essai-sur-Seine")
    page.forms.keeper.touch()
    with qtbot.waitSignal(page.said) as said:
        page.close_panel()
    assert said.args == ["Modification abandonnée.", True]
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert drafts(desk) == []
    assert page.form is None
    page.undo()
    assert page.form is not None
    assert page.form.form.inputs["birth_place"].value() == "Essai-sur-Seine"
    qtbot.waitUntil(lambda: page.forms.keeper.is_settled and tasks.is_idle)
    assert [draft.part for draft in drafts(desk)] == [("identity", "")]


def test_a_form_that_was_only_looked_at_leaves_nothing(page: DossierPage, desk: Desk) -> None:
    page.edit("contacts")
    page.close_panel()
    assert drafts(desk) == []


def test_a_form_that_gives_way_to_another_is_kept(qtbot: QtBot, page: DossierPage, desk: Desk, tasks: Tasks) -> None:
    page.edit("identity")
    assert page.form is not None
    page.form.form.inputs["birth_place"].show("Essai-sur-Seine")
    page.edit("contacts")
    page.close_panel()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert [(draft.part, draft.fields["birth_place"]) for draft in drafts(desk)] == [
        (("identity", ""), "Essai-sur-Seine")
    ]


@pytest.mark.parametrize(("what", "field"), [("goal", "title"), ("action", "title"), ("parcours", "need")])
def test_what_is_aimed_at_is_kept_as_it_is_typed(
    qtbot: QtBot, page: DossierPage, desk: Desk, tasks: Tasks, what: str, field: str
) -> None:
    def begun() -> None:
        if what == "parcours":
            page.follow.open_parcours()
        else:
            page.follow.add(what)

    begun()
    assert page.form is not None
    page.form.form.inputs[field].show("Refaire le CV")
    qtbot.waitUntil(lambda: page.forms.keeper.is_settled and tasks.is_idle)
    (draft,) = drafts(desk)
    assert draft.part is not None
    assert (draft.part[0], draft.fields[field]) == (what, "Refaire le CV")
    other = again(qtbot, desk, tasks, page)
    assert "modification du dossier" not in other.drafts.offer.words.text()
    other.drafts.offer.resume.click()
    assert other.form is not None
    assert other.form.form.inputs[field].value() == "Refaire le CV"
    with qtbot.waitSignal(other.model.changed):
        other.form.save()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert drafts(desk) == []


# Two places at once -------------------------------------------------------------------------------------------------


def test_a_form_that_gives_way_is_offered_and_found_again(qtbot: QtBot, page: DossierPage, tasks: Tasks) -> None:
    page.edit("identity")
    assert page.form is not None
    page.form.form.inputs["birth_place"].show("Essai-sur-Seine")
    page.edit("contacts")
    assert page.drafts.offer.isVisible()
    page.close_panel()
    page.edit("identity")
    assert page.form.form.inputs["birth_place"].value() == "Essai-sur-Seine"
    assert not page.drafts.offer.isVisible()
    settled(qtbot, page, tasks)


def test_a_line_that_is_done_meanwhile_loses_no_word(qtbot: QtBot, page: DossierPage, desk: Desk, tasks: Tasks) -> None:
    assert page.model.dossier is not None
    (known, *_) = page.model.dossier.beneficiary.profile.experiences
    (parcours, *_) = page.model.dossier.parcours
    page.edit("experiences", known)
    assert page.form is not None
    page.form.form.inputs["position"].show("Paysagiste")
    with qtbot.waitSignal(page.model.changed):
        page.follow.answer("done", parcours, parcours.actions[0])
    assert page.drafts.offer.isVisible()
    page.drafts.offer.resume.click()
    assert page.form.form.inputs["position"].value() == "Paysagiste"
    with qtbot.waitSignal(page.model.changed):
        page.form.save()
    settled(qtbot, page, tasks)
    assert page.model.dossier.beneficiary.profile.experiences[0].position == "Paysagiste"
    assert page.model.dossier.parcours[0].actions[0].status is ActionStatus.REALISEE
    assert (drafts(desk), page.drafts.offer.isVisible()) == ([], False)


@pytest.mark.parametrize("way", ["Esc", "done", "other"])
def test_a_known_step_that_gives_way_is_offered(
    qtbot: QtBot, page: DossierPage, desk: Desk, tasks: Tasks, way: str
) -> None:
    step, other, *_ = steps(page)
    page.timeline.edit_requested.emit(step)
    page.step.place.setText("Bureau 2")
    if way == "Esc":
        with qtbot.waitSignal(page.said) as said:
            page.close_panel()
        assert "Reprendre" in said.args[0]
    elif way == "done":
        assert page.model.dossier is not None
        (parcours, *_) = page.model.dossier.parcours
        with qtbot.waitSignal(page.model.changed):
            page.follow.answer("done", parcours, parcours.actions[0])
    else:
        page.timeline.edit_requested.emit(other)
        page.close_panel()
        page.timeline.edit_requested.emit(step)
        assert page.step.place.text() == "Bureau 2"
        return
    settled(qtbot, page, tasks)
    assert page.drafts.offer.isVisible()
    page.drafts.offer.resume.click()
    assert (page.step.step, page.step.place.text()) == (step, "Bureau 2")
    with qtbot.waitSignal(page.model.changed):
        page.step.save()
    settled(qtbot, page, tasks)
    assert (drafts(desk), page.drafts.offer.isVisible()) == ([], False)


def test_what_is_taken_out_leaves_no_draft(qtbot: QtBot, page: DossierPage, desk: Desk, tasks: Tasks) -> None:
    assert page.model.dossier is not None
    (known, *_) = page.model.dossier.beneficiary.profile.experiences
    page.edit("experiences", known)
    assert page.form is not None
    page.form.form.inputs["position"].show("Paysagiste")
    page.forms.keeper.touch()
    with qtbot.waitSignal(page.model.changed):
        page.form.remove()
    settled(qtbot, page, tasks)
    assert (drafts(desk), page.drafts.offer.isVisible()) == ([], False)
