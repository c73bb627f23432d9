"""A step entered by the keyboard: three required fields, two of them filled, and a refusal that loses nothing."""

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from passeport.domain.errors import FieldRefused, NoteTooLong, PasseportError, SocialSecurityNumberRefused
from passeport.domain.parcours import NoteLevel, StepStatus
from passeport.domain.vocabulary import vocabulary
from passeport.services.parcours import StepEntry
from tests.journeys.conftest import write
from tests.people import TODAY, ada_parcours
from ui.entry.step_panel import StepPanel

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def panel(qtbot: QtBot) -> StepPanel:
    panel = StepPanel(lambda: TODAY)
    qtbot.addWidget(panel)
    panel.resize(500, 900)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    return panel


def recorded(qtbot: QtBot, panel: StepPanel, save: Callable[[], object] | None = None) -> StepEntry:
    with qtbot.waitSignal(panel.recorded) as done:
        (save or panel.save)()
    entry = done.args[0]
    assert isinstance(entry, StepEntry)
    return entry


def refused(qtbot: QtBot, panel: StepPanel) -> dict[str, str]:
    with qtbot.assertNotEmitted(panel.recorded):
        panel.save()
    return {name: field.error for name, field in panel._fields.items() if field.error}


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


# The keyboard -------------------------------------------------------------------------------------------------------


def test_todays_interview_is_two_interactions(qtbot: QtBot, panel: StepPanel) -> None:
    panel.focus()
    write(focused(), "entretien ind")
    entry = recorded(qtbot, panel, lambda: QTest.keyClick(focused(), Qt.Key.Key_Return, CTRL))
    assert entry == StepEntry(type="ENTRETIEN", day=TODAY, status=StepStatus.HONOREE)


def test_another_day_and_a_length_stay_under_six(qtbot: QtBot, panel: StepPanel) -> None:
    panel.focus()
    write(focused(), "atelier")
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused() is panel.day
    write(focused(), "hier")
    entry = recorded(qtbot, panel, lambda: QTest.keyClick(focused(), Qt.Key.Key_Return, CTRL))
    assert (entry.type, entry.day) == ("ATELIER", TODAY - dt.timedelta(days=1))


def test_three_fields_at_most_are_required_and_two_are_filled(qtbot: QtBot, panel: StepPanel) -> None:
    required = [
        label.text() for label in panel.findChildren(QLabel) if label.text().endswith(" *") and label.isVisible()
    ]
    assert required == ["Type *", "Date *", "Statut *"]
    assert list(refused(qtbot, panel)) == ["type"]
    assert focused() is panel.type or panel.type.isAncestorOf(focused())


def test_escape_is_not_the_only_way_out(qtbot: QtBot, panel: StepPanel) -> None:
    leave = next(one for one in panel.findChildren(QPushButton) if one.text() == "Abandonner")
    with qtbot.waitSignal(panel.cancelled):
        leave.click()


# What follows from what ---------------------------------------------------------------------------------------------


def test_a_day_to_come_is_planned_until_one_says_otherwise(panel: StepPanel) -> None:
    panel.day.setText("demain")
    assert panel.status.code == "PREVUE"
    panel.day.setText("hier")
    assert panel.status.code == "HONOREE"
    panel.status.code = "ABSENCE_EXCUSEE"
    panel.status.activated.emit(panel.status.currentIndex())
    panel.day.setText("demain")
    assert panel.status.code == "ABSENCE_EXCUSEE"


@pytest.mark.parametrize("status", ["HONOREE", "ABSENCE_NON_EXCUSEE"])
def test_nobody_has_come_nor_stayed_away_on_a_day_to_come(qtbot: QtBot, panel: StepPanel, status: str) -> None:
    panel.type.code = "ENTRETIEN"
    panel.day.setText("demain 14h")
    panel.status.code = status
    panel.status.activated.emit(panel.status.currentIndex())
    assert "Prévue" in refused(qtbot, panel)["status"]
    panel.status.code = "ABSENCE_EXCUSEE"  # who said so beforehand
    assert recorded(qtbot, panel).status is StepStatus.ABSENCE_EXCUSEE


@pytest.mark.parametrize("code", vocabulary("step_types").codes)
def test_a_type_asks_for_what_belongs_to_it(panel: StepPanel, code: str) -> None:
    panel.type.code = code
    assert panel.referral.isVisible() is (code == "ORIENTATION")
    assert panel.immersion.isVisible() is (code == "IMMERSION")


def test_what_is_to_be_completed_is_not_a_status_that_one_chooses(panel: StepPanel) -> None:
    offered = {panel.status.itemData(index) for index in range(panel.status.count())}
    assert offered == set(vocabulary("step_statuses").codes) - {"A_PRECISER"}


def test_a_referral_left_behind_by_another_type_does_not_leave(qtbot: QtBot, panel: StepPanel) -> None:
    panel.type.code = "ORIENTATION"
    panel.referral.point_accueil.setText("Cité des métiers")
    panel.referral.network.code = "CITE_METIERS"
    assert recorded(qtbot, panel).referral is not None
    panel.type.code = "ENTRETIEN"
    assert recorded(qtbot, panel).referral is None


# Refused ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["31/02/2026", "12/10/1890", "12/10/2926", "bientôt", ""])
def test_a_day_that_does_not_exist_is_said_beside_it(qtbot: QtBot, panel: StepPanel, typed: str) -> None:
    panel.type.code = "ENTRETIEN"
    panel.day.setText(typed)
    wrong = refused(qtbot, panel)
    assert list(wrong) == ["day"]
    assert "12/10" in wrong["day"]
    assert focused() is panel.day
    panel.day.setText("hier")
    recorded(qtbot, panel)
    assert panel._fields["day"].error == ""


@pytest.mark.parametrize(
    ("error", "field"),
    [
        (FieldRefused(field="place", value="x", reason="string_too_long"), "place"),
        (SocialSecurityNumberRefused(field="outcome"), "outcome"),
        (FieldRefused(field="minutes", value=0, reason="greater_than_equal"), "minutes"),
        (FieldRefused(field="referral.network", value="", reason="value_error"), "referral.network"),
    ],
)
def test_what_the_use_case_refuses_is_said_beside_its_field(
    panel: StepPanel, error: PasseportError, field: str
) -> None:
    panel.type.code = "ORIENTATION"
    panel.refuse(error)
    said = {name: known.error for name, known in panel._fields.items() if known.error}
    assert list(said) == [field]


def test_what_has_no_field_is_said_above(panel: StepPanel) -> None:
    panel.refuse(FieldRefused(field="", value="", reason="value_error"))
    assert panel._frame.banner.isVisible()
    assert "Saisie" in panel._frame.banner.words.text()


@pytest.mark.parametrize("words", ["é" * 501, "Son numéro : 1 85 05 78 006 084 91"])
def test_a_note_that_is_refused_is_said_beside_it_and_stays(qtbot: QtBot, panel: StepPanel, words: str) -> None:
    panel.type.code = "ENTRETIEN"
    panel.notes.first.setPlainText(words)
    assert refused(qtbot, panel) == {}
    assert panel.notes._error.isVisible()
    assert panel.notes.first.toPlainText() == words
    panel.notes.first.setPlainText("Un fait")
    assert [note.text for note in recorded(qtbot, panel).notes] == ["Un fait"]
    assert not panel.notes._error.isVisible()


def test_a_number_in_a_field_is_refused_before_it_leaves_the_panel(qtbot: QtBot, panel: StepPanel) -> None:
    panel.type.code = "ENTRETIEN"
    panel.outcome.setPlainText("1 85 05 78 006 084 91")
    assert list(refused(qtbot, panel)) == ["outcome"]
    assert panel.outcome.toPlainText() == "1 85 05 78 006 084 91"


def test_a_refusal_of_a_note_goes_to_the_notes(panel: StepPanel) -> None:
    panel.refuse(NoteTooLong(length=612, limit=500))
    assert "612" in panel.notes._error.text()


@pytest.mark.parametrize("field", ["note", "outcome", "place", "reason"])
def test_what_the_guard_finds_is_shown_once_and_never_stops_a_save(qtbot: QtBot, panel: StepPanel, field: str) -> None:
    panel.type.code = "ORIENTATION"
    panel.referral.point_accueil.setText("Cité des métiers")
    panel.referral.network.code = "CITE_METIERS"
    words = "Sort de prison"
    entries = {"outcome": panel.outcome, "place": panel.place, "reason": panel.referral.reason}
    entry = panel.notes.first if field == "note" else entries[field]
    if isinstance(entry, QPlainTextEdit):
        entry.setPlainText(words)
    else:
        write(entry, words)
    with qtbot.assertNotEmitted(panel.recorded):
        panel.save()
    assert "relire" in panel._frame.banner.words.text()
    assert focused() is entry
    assert words in recorded(qtbot, panel).model_dump_json()


def test_an_ordinary_note_is_saved_at_once(qtbot: QtBot, panel: StepPanel) -> None:
    panel.type.code = "ENTRETIEN"
    panel.notes.first.setPlainText("Prépare le concours d’aide-soignante.")
    assert recorded(qtbot, panel).notes[0].text == "Prépare le concours d’aide-soignante."


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("hier", "dimanche 22 novembre 2026, hier"),
        ("lundi prochain 14h", "lundi 30 novembre 2026 à 14 h, dans 7 jours"),
        ("31/02", "Février 2026 n’a que 28 jours."),
        ("bien", ""),
    ],
)
def test_what_is_understood_of_a_date_is_said_while_it_is_typed(panel: StepPanel, typed: str, said: str) -> None:
    panel.day.clear()
    write(panel.day, typed)
    assert panel._fields["day"].echo.replace("\u00a0", " ").replace("\u202f", " ") == said
    if said:
        assert panel.day.accessibleDescription().replace("\u00a0", " ").replace("\u202f", " ") == said


def test_an_hour_goes_with_the_step(qtbot: QtBot, panel: StepPanel) -> None:
    panel.type.code = "ENTRETIEN"
    panel.day.setText("demain 9h30")
    entry = recorded(qtbot, panel)
    assert (entry.day, entry.at) == (TODAY + dt.timedelta(days=1), dt.time(9, 30))
    assert entry.status is StepStatus.PREVUE


# Known steps --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", ada_parcours().steps, ids=lambda step: step.type)
def test_a_known_step_is_given_back_as_it_was(qtbot: QtBot, panel: StepPanel, step: object) -> None:
    panel.edit(step)  # type: ignore[arg-type]
    with qtbot.waitSignal(panel.recorded) as done:
        panel.save()
    entry, identifier = done.args
    assert identifier == step.id  # type: ignore[attr-defined]
    for name in set(StepEntry.model_fields) - {"notes", "referral"}:
        assert getattr(entry, name) == getattr(step, name), name
    assert [(n.id, n.level, n.text) for n in entry.notes] == [(n.id, n.level, n.text) for n in step.notes]  # type: ignore[attr-defined]


def test_a_new_step_starts_from_nothing_of_the_last(qtbot: QtBot, panel: StepPanel) -> None:
    fresh = StepPanel(lambda: TODAY)
    qtbot.addWidget(fresh)
    fresh.type.code = panel.type.code = "IMMERSION"
    expected = recorded(qtbot, fresh)
    panel.edit(ada_parcours().steps[1])
    panel.minutes.minutes = 90
    panel.themes.codes = ("MOBILITE",)
    panel.begin()
    assert panel.is_new
    assert not panel.is_begun
    panel.type.code = "IMMERSION"
    assert recorded(qtbot, panel) == expected


def test_a_step_is_begun_once_something_is_typed(panel: StepPanel) -> None:
    assert not panel.is_begun
    panel.outcome.setPlainText("Projet")
    assert panel.is_begun
    panel.begin()
    panel.notes.first.setPlainText("Un fait")
    assert panel.is_begun
    panel.edit(ada_parcours().steps[0])
    assert not panel.is_begun


# Notes and minutes --------------------------------------------------------------------------------------------------


def test_a_note_says_who_reads_it_and_how_long_it_is(panel: StepPanel) -> None:
    assert panel.notes.first_level.code == NoteLevel.TEAM.value
    panel.notes.first.setPlainText("é" * 501)
    assert panel.notes._notes[0].count.text() == "501 / 500"
    assert panel.notes._notes[0].count.property("kind") == "error"


def test_several_notes_are_kept_and_the_empty_ones_are_not(qtbot: QtBot, panel: StepPanel) -> None:
    panel.type.code = "ENTRETIEN"
    panel.notes.first.setPlainText("Un fait")
    for _ in range(2):
        panel.notes._more.click()
    panel.notes._notes[2].entry.setPlainText("Un doute")
    panel.notes._notes[2].level.code = NoteLevel.PRIVATE.value
    assert [(note.level, note.text) for note in recorded(qtbot, panel).notes] == [
        (NoteLevel.TEAM, "Un fait"),
        (NoteLevel.PRIVATE, "Un doute"),
    ]


def test_a_reminder_stands_beside_the_notes(panel: StepPanel) -> None:
    said = " ".join(label.text() for label in panel.notes.findChildren(QLabel))
    for word in ("santé", "religion", "opinion", "origine", "infraction"):
        assert word in said


def test_a_usual_length_is_one_key_and_can_be_taken_back(panel: StepPanel) -> None:
    chip = next(one for one in panel.minutes.findChildren(QPushButton) if one.text() == "45")
    chip.click()
    assert (panel.minutes.minutes, chip.isChecked()) == (45, True)
    panel.minutes.entry.setText("50")
    assert (panel.minutes.minutes, chip.isChecked()) == (50, False)
    panel.minutes.minutes = 45
    assert chip.isChecked()
    chip.click()
    assert panel.minutes.entry.text() == ""


def test_a_length_is_typed_in_hours_too_and_shown_in_minutes(qtbot: QtBot, panel: StepPanel) -> None:
    panel.type.code = "ENTRETIEN"
    write(panel.minutes.entry, "1h30")
    QTest.keyClick(panel.minutes.entry, Qt.Key.Key_Tab)
    assert panel.minutes.entry.text() == "90"
    assert recorded(qtbot, panel).minutes == 90


def test_a_length_that_is_none_is_said_beside_it_and_stays(qtbot: QtBot, panel: StepPanel) -> None:
    panel.type.code = "ENTRETIEN"
    write(panel.minutes.entry, "4a5")
    assert "1h30" in refused(qtbot, panel)["minutes"]
    assert (panel.minutes.entry.text(), focused()) == ("4a5", panel.minutes.entry)
