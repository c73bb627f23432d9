"""What things stand on, and what is said at the foot of the window."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from passeport.domain.vocabulary import vocabulary
from ui.theme.theme import Theme
from ui.widgets.buttons import action, button, icon_button
from ui.widgets.chips import Chips, FlowLayout
from ui.widgets.surfaces import Banner, EmptyState, emptied, scrolled
from ui.widgets.texts import tag, text
from ui.widgets.toast import Toast

HTML = "<b>Ada</b> <img src='file:///etc/passwd'>"


def test_words_from_a_file_are_never_taken_for_html(qtbot: QtBot) -> None:
    for label in (text(HTML), tag(HTML), text(HTML, "title", selectable=True)):
        qtbot.addWidget(label)
        assert label.textFormat() is Qt.TextFormat.PlainText
        assert label.text() == HTML


def test_what_is_shown_never_breaks_before_its_sign(qtbot: QtBot) -> None:
    host, banner = QWidget(), Banner()
    qtbot.addWidget(host)
    qtbot.addWidget(banner)
    toast = Toast(host)
    banner.say("Fini : « tout » ?")
    toast.say("Fini : « tout » ?")
    shown = (text("Fini : « tout » ?"), button("Fini : « tout » ?"), banner.words, toast.words)
    assert {one.text() for one in shown} == {"Fini\u00a0: «\u00a0tout\u00a0»\u202f?"}


@pytest.mark.parametrize("tone", ["danger", "warning", "success", "primary"])
def test_a_banner_says_its_words_and_goes_without_them(qtbot: QtBot, tone: str) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    assert banner.isHidden()
    banner.say("Rien n’a été enregistré.", tone)
    assert not banner.isHidden()
    assert banner.accessibleName() == banner.words.text() == "Rien n’a été enregistré."
    assert banner.property("tone") == tone
    banner.say("")
    assert banner.isHidden()


def test_an_empty_place_says_so_and_what_to_do(qtbot: QtBot) -> None:
    done = []
    empty = EmptyState("people", "Aucun dossier", "Ouvrez le premier.")
    empty.offer("Nouvelle personne", "person-add", lambda: done.append("offer"))
    qtbot.addWidget(empty)
    offer = empty.findChild(QPushButton)
    assert offer is not None
    offer.click()
    assert (empty.heading.text(), empty.words.text(), done) == ("Aucun dossier", "Ouvrez le premier.", ["offer"])


def test_a_button_tells_nothing_of_how_it_was_clicked(qtbot: QtBot) -> None:
    done: list[tuple[object, ...]] = []
    plain = button("Ouvrir", "primary", "check", lambda *given: done.append(given))
    drawn = icon_button("Fermer", "close", lambda *given: done.append(given))
    for made in (plain, drawn):
        qtbot.addWidget(made)
        made.click()
    assert done == [(), ()]
    assert drawn.accessibleName() == drawn.toolTip() == "Fermer"
    assert drawn.text() == ""


def test_an_action_is_listed_and_does_its_work(qtbot: QtBot) -> None:
    owner, done = QWidget(), []
    qtbot.addWidget(owner)
    made = action(owner, "Nouvelle étape", "Ctrl+E", lambda: done.append("étape"))
    made.trigger()
    assert (owner.actions(), done, made.shortcut().toString()) == ([made], ["étape"], "Ctrl+E")


def test_a_layout_is_emptied_down_to_its_inner_ones(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    column, row = QVBoxLayout(host), QHBoxLayout()
    column.addWidget(first := QLabel("Un"))
    row.addWidget(second := QLabel("Deux"))
    column.addLayout(row)
    emptied(column)
    assert (column.count(), row.count()) == (0, 0)
    assert first.isHidden()
    assert second.isHidden()


def test_a_page_scrolls_down_and_never_sideways(qtbot: QtBot) -> None:
    area = scrolled(QLabel("Un"))
    qtbot.addWidget(area)
    assert area.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    assert area.widgetResizable()


# Chips --------------------------------------------------------------------------------------------------------------


def test_any_number_of_chips_may_be_chosen_in_the_order_of_their_list(qtbot: QtBot) -> None:
    chips = Chips("themes")
    qtbot.addWidget(chips)
    codes = vocabulary("themes").codes
    chips.codes = (codes[4], codes[1])
    assert chips.codes == (codes[1], codes[4])
    chips.findChildren(QPushButton)[0].click()
    assert list(chips.codes) == [codes[0], codes[1], codes[4]]
    chips.codes = ()
    assert chips.codes == ()
    assert [chip.text() for chip in chips.findChildren(QPushButton)] == [t.label() for t in vocabulary("themes").terms]


def test_what_has_no_room_goes_to_the_next_line(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    flow = FlowLayout(host, spacing=10)
    for _ in range(4):
        box = QWidget()
        box.setFixedSize(QSize(90, 20))
        flow.addWidget(box)
    assert [flow.heightForWidth(width) for width in (390, 389, 190, 100)] == [20, 50, 50, 110]
    host.resize(190, 200)
    host.show()
    assert [(item.geometry().x(), item.geometry().y()) for item in (flow.itemAt(i) for i in range(4)) if item] == [
        (0, 0),
        (100, 0),
        (0, 30),
        (100, 30),
    ]


# Toast --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    Theme.current()
    host = QWidget()
    host.resize(800, 400)
    qtbot.addWidget(host)
    host.show()
    return host


def test_a_word_offers_to_undo_once_and_goes(host: QWidget) -> None:
    done = []
    toast = Toast(host)
    toast.say("Étape enregistrée.", "Annuler", lambda: done.append("undo"))
    assert toast.isVisible()
    assert (toast.words.text(), toast.accessibleName()) == ("Étape enregistrée.", "Étape enregistrée.")
    toast.offer.click()
    assert done == ["undo"]
    assert not toast.isVisible()


def test_a_word_that_offers_nothing_has_no_button(host: QWidget) -> None:
    done = []
    toast = Toast(host)
    toast.say("Étape enregistrée.", "Annuler", lambda: done.append("undo"))
    toast.say("Passeport remis.")
    assert not toast.offer.isVisible()
    toast.offer.click()
    assert done == []


def test_a_word_goes_by_itself_and_stays_in_the_middle(host: QWidget) -> None:
    toast = Toast(host)
    toast.say("Étape enregistrée.")
    host.resize(1200, 600)
    assert abs(toast.geometry().center().x() - 600) <= 1
    assert toast.geometry().bottom() < 600
    toast._timer.timeout.emit()
    assert not toast.isVisible()


def test_a_long_refusal_is_whole_between_the_edges_of_a_narrow_window(host: QWidget) -> None:
    host.resize(420, 400)
    toast = Toast(host)
    words = "La dernière opération a été faite pour trente personnes à la fois : elle s’annule pour toutes. " * 3
    toast.say(words, "Annuler", lambda: None)
    assert host.rect().contains(toast.geometry())
    assert toast.words.height() >= toast.words.heightForWidth(toast.words.width())
    assert toast.rect().contains(toast.offer.geometry())
    assert toast._timer.interval() > 10_000
    host.resize(1600, 400)
    assert toast.width() < 1200
    toast.say("Court.")
    assert toast.words.height() < 2 * toast.words.fontMetrics().lineSpacing()
