"""One person, two networks: from an empty folder to a second vault that knows every step, through the window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from passeport.domain.beneficiary import Dossier
from passeport.domain.identity import Email
from passeport.domain.parcours import NoteLevel, Step
from passeport.samples.people import People
from passeport.samples.seeding import seed
from passeport.services.desk import Desk
from tests import people, vaults
from tests.journeys.conftest import settled, write, write_key
from ui.desk.new_person import NewPerson
from ui.forms.inputs import Line
from ui.passport.fold import Fold
from ui.passport.known_stations import KnownStations
from ui.shell import Shell
from ui.workspace import Workspace

CTRL = Qt.KeyboardModifier.ControlModifier
PRIVATE = "Canari privé : doute du conseiller"
SHARED = "Visite du CFA convenue"

Window = Callable[[Path], Shell]
Photograph = Callable[[QWidget, str], Path]


def workspace(shell: Shell) -> Workspace:
    assert shell.workspace is not None
    return shell.workspace


def desk(shell: Shell) -> Desk:
    return workspace(shell).dossier.model.desk


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def create_vault(qtbot: QtBot, shell: Shell, place: str, network: str, account: str) -> None:
    form = shell.unlock.new_vault
    qtbot.waitUntil(form.isVisible)
    write(form.place, place)
    form.network.code = network
    write(form.account, account)
    write(form.passphrase, vaults.PASSPHRASE)
    write(form.again, vaults.PASSPHRASE)
    with qtbot.waitSignal(shell.unlocked):
        QTest.keyClick(form.again, Qt.Key.Key_Return)
    settled(qtbot, shell)


def unlock(qtbot: QtBot, shell: Shell, passphrase: str) -> None:
    page = shell.unlock
    qtbot.waitUntil(page.known_vault.isVisible)
    page.passphrase.clear()
    write(page.passphrase, passphrase)
    QTest.keyClick(page.passphrase, Qt.Key.Key_Return)
    settled(qtbot, shell)


def live_among_others(qtbot: QtBot, shell: Shell) -> None:
    """Fill the vault with other people, as it would be on any day."""
    vault = desk(shell).vault
    crowd = People(seed=2026, account=vault.account, today=desk(shell).clock.today())
    seed(vault, crowd, beneficiaries=30, steps=4, progress=lambda _done, _total: None)
    workspace(shell).show_people()
    settled(qtbot, shell)


def add_person(qtbot: QtBot, shell: Shell) -> None:
    page = workspace(shell).people
    if not page.isVisible():  # the first page after the door: what is typed goes on in the list
        write_key(focused(), "A")
        assert page.search.hasFocus()
        page.search.clear()
    write(page.search, "Ada Exemple")
    settled(qtbot, shell)
    QTest.keyClick(page.search, Qt.Key.Key_N, CTRL)
    dialog = page.findChild(NewPerson)
    assert isinstance(dialog, NewPerson)
    qtbot.waitUntil(dialog.isActiveWindow)
    assert (dialog.given_names.text(), dialog.family_name.text()) == ("Ada", "Exemple")
    write(dialog.birth_date, "28 février 1999")
    write(dialog.telephone, "06 39 98 00 00")
    write(dialog.email, "ada@exemple.invalid")
    dialog.notice.code = "ORAL"
    with qtbot.waitSignal(dialog.created):
        QTest.keyClick(dialog.email, Qt.Key.Key_Return, CTRL)
    settled(qtbot, shell)
    shell.activateWindow()  # as a window manager does when a dialog closes; there is none here
    qtbot.waitUntil(shell.isActiveWindow)
    assert workspace(shell).pages.currentWidget() is workspace(shell).dossier


def enter_step(qtbot: QtBot, shell: Shell) -> int:
    """Enter a step by keyboard alone, and return the interactions that it took: one a key press or a word typed."""
    QTest.keyClick(workspace(shell).dossier, Qt.Key.Key_E, CTRL)
    write(focused(), "entretien ind")
    QTest.keyClick(focused(), Qt.Key.Key_Return, CTRL)
    settled(qtbot, shell)
    return 3


def enter_referral(qtbot: QtBot, shell: Shell) -> None:
    page = workspace(shell).dossier
    page.start_entry()
    panel = page.step
    panel.type.code = "ORIENTATION"
    write(panel.referral.point_accueil, people.CITE_DES_METIERS.name)
    panel.referral.network.code = people.CITE_DES_METIERS.network
    write(panel.referral.reason, "Rencontrer des professionnels")
    write(panel.outcome, "Rendez-vous à prendre")
    write(panel.notes.first, SHARED)
    panel.notes.first_level.code = NoteLevel.SHAREABLE.value
    panel.minutes.minutes = 30
    QTest.keyClick(panel.minutes.entry, Qt.Key.Key_Return, CTRL)
    settled(qtbot, shell)


def note_something_private(qtbot: QtBot, shell: Shell) -> None:
    page = workspace(shell).dossier
    page.timeline.edit_requested.emit(steps(desk(shell), page.model.dossier)[0])
    write(page.step.notes.first, PRIVATE)
    page.step.notes.first_level.code = NoteLevel.PRIVATE.value
    QTest.keyClick(page.step.notes.first, Qt.Key.Key_Return, CTRL)
    settled(qtbot, shell)


def add_item(qtbot: QtBot, shell: Shell, what: str, typed: dict[str, str], chosen: dict[str, str]) -> None:
    page = workspace(shell).dossier
    page.profile.edit_requested.emit(what, None)
    assert page.form is not None
    for path, words in typed.items():
        entry = page.form.form.inputs[path]
        assert isinstance(entry, Line) or words
        write(entry.widget, words)
    for path, code in chosen.items():
        page.form.form.inputs[path].show(code)
    QTest.keyClick(page.form.form.inputs[next(iter(typed or chosen))].widget, Qt.Key.Key_Return, CTRL)
    settled(qtbot, shell)
    assert page.form is None


def hand_over(qtbot: QtBot, shell: Shell, path: Path, photograph: Photograph) -> None:
    space = workspace(shell)
    QTest.keyClick(space.dossier, Qt.Key.Key_P, CTRL)
    page = space.exporting
    settled(qtbot, shell)
    assert space.pages.currentWidget() is page
    write(page.recipient.name, people.CITE_DES_METIERS.name)
    page.recipient.network.code = people.CITE_DES_METIERS.network
    for box in page.content.notes.values():
        box.click()
    page.agreement.mode.code = "ECRIT"
    page.agreement.agreed.click()
    settled(qtbot, shell)
    photograph(shell, "export")
    page.ask_path = lambda: path
    with qtbot.waitSignal(page.model.issued):
        page.hand_over.click()
    settled(qtbot, shell)


def bring_in(qtbot: QtBot, shell: Shell, path: Path, photograph: Photograph | None = None) -> None:
    space = workspace(shell)
    QTest.keyClick(space.pages.currentWidget(), Qt.Key.Key_O, CTRL)
    page = space.importing
    assert space.pages.currentWidget() is page
    with qtbot.waitSignal(page.model.compared):
        page.read(path)
    settled(qtbot, shell)
    if photograph is not None:
        photograph(shell, "import")


def steps(desk: Desk, dossier: Dossier | None) -> list[Step]:
    assert dossier is not None
    return [step for parcours in desk.dossiers.open(dossier.beneficiary.id).parcours for step in parcours.steps]


@pytest.fixture(scope="module")
def handed_over() -> list[tuple[bytes, Dossier]]:
    """What the first test that asks for a passport leaves to the others: its file, and the dossier."""
    return []


@pytest.fixture
def passport(
    qtbot: QtBot,
    open_window: Window,
    photograph: Photograph,
    tmp_path: Path,
    handed_over: list[tuple[bytes, Dossier]],
) -> tuple[Path, Dossier]:
    """A passport handed over by the first point d'accueil, and the dossier it was made of."""
    path = tmp_path / "passeport.pdf"
    if not handed_over:
        dossier = _first_point_accueil(qtbot, open_window, photograph, path)
        handed_over.append((path.read_bytes(), dossier))
    path.write_bytes(handed_over[0][0])
    return path, handed_over[0][1]


def _first_point_accueil(qtbot: QtBot, open_window: Window, photograph: Photograph, path: Path) -> Dossier:
    first = open_window(path.with_name("mission-locale"))
    create_vault(qtbot, first, people.MISSION_LOCALE.name, people.MISSION_LOCALE.network, "Camille Conseiller-Fictif")
    live_among_others(qtbot, first)
    add_person(qtbot, first)
    assert enter_step(qtbot, first) <= 6
    enter_referral(qtbot, first)
    note_something_private(qtbot, first)
    add_item(
        qtbot,
        first,
        "experiences",
        {"position": "Ouvrière horticole", "employer.name": "Pépinières d’Essai", "period.start": "03/2022"},
        {},
    )
    add_item(qtbot, first, "languages", {"language": "anglais"}, {"listening": "B1", "writing": "A2"})
    page = workspace(first).dossier
    photograph(first, "dossier")
    page.start_entry()
    settled(qtbot, first)
    photograph(first, "entry")
    page.close_panel()
    hand_over(qtbot, first, path, photograph)
    dossier = page.model.dossier
    assert dossier is not None
    whole = desk(first).dossiers.open(dossier.beneficiary.id)
    first.lock()
    settled(qtbot, first)
    unlock(qtbot, first, vaults.PASSPHRASE)
    workspace(first).show_people()
    write(workspace(first).people.search, "a")
    settled(qtbot, first)
    photograph(first, "list")
    return whole


def test_the_next_network_continues_without_retyping(
    qtbot: QtBot, open_window: Window, photograph: Photograph, passport: tuple[Path, Dossier], tmp_path: Path
) -> None:
    path, sent = passport
    second = open_window(tmp_path / "cité-des-métiers")
    create_vault(
        qtbot, second, people.CITE_DES_METIERS.name, people.CITE_DES_METIERS.network, "Dominique Conseiller-Fictif"
    )
    bring_in(qtbot, second, path, photograph)
    assert desk(second).dossiers.count() == 0
    page = workspace(second).importing
    with qtbot.waitSignal(page.finished) as done:
        page.save_button.click()
    settled(qtbot, second)
    beneficiary = done.args[0]
    received = desk(second).dossiers.open(beneficiary)
    assert [s.evolve(notes=(), provenance=sent_one.provenance) for s, sent_one in pairs(received, sent)] == [
        step.evolve(notes=()) for step in all_steps(sent)
    ]
    assert [note.text for step in all_steps(received) for note in step.notes] == [SHARED]
    profile, was = received.beneficiary.profile, sent.beneficiary.profile
    assert [e.evolve(provenance=was.experiences[0].provenance) for e in profile.experiences] == list(was.experiences)
    assert [e.evolve(provenance=was.languages[0].provenance) for e in profile.languages] == list(was.languages)
    assert all(step.provenance.receptions for step in all_steps(received))

    bring_in(qtbot, second, path)
    assert page.model.changes == 0
    assert desk(second).dossiers.open(beneficiary) == received


def test_what_was_received_is_decided_then_taken_back(
    qtbot: QtBot, open_window: Window, photograph: Photograph, passport: tuple[Path, Dossier], tmp_path: Path
) -> None:
    path, _ = passport
    second = open_window(tmp_path / "cité-des-métiers")
    create_vault(
        qtbot, second, people.CITE_DES_METIERS.name, people.CITE_DES_METIERS.network, "Dominique Conseiller-Fictif"
    )
    page = workspace(second).importing
    bring_in(qtbot, second, path)
    with qtbot.waitSignal(page.finished) as done:
        page.save_button.click()
    settled(qtbot, second)
    beneficiary = done.args[0]
    change_what_came(desk(second), desk(second).dossiers.open(beneficiary))
    before = desk(second).dossiers.open(beneficiary)

    bring_in(qtbot, second, path)
    page.differences.take_focus()
    settled(qtbot, second)
    second.grab()  # laid out as people see it
    area = page.findChildren(QScrollArea)[0]
    area.verticalScrollBar().setValue(page.differences.y())
    settled(qtbot, second)
    photograph(second, "conflicts")
    for _ in page.differences.rows:
        QTest.keyClick(focused(), Qt.Key.Key_P)
        QTest.keyClick(focused(), Qt.Key.Key_Down)
    assert page.model.changes == len(page.differences.rows)
    with qtbot.waitSignal(page.finished):
        QTest.keyClick(page, Qt.Key.Key_Return, CTRL)
    settled(qtbot, second)
    assert [e.city for e in desk(second).dossiers.open(beneficiary).beneficiary.profile.experiences] == ["Palaiseau"]

    QTest.keyClick(workspace(second).dossier, Qt.Key.Key_Z, CTRL)
    settled(qtbot, second)
    after = desk(second).dossiers.open(beneficiary)
    assert (after.beneficiary, after.parcours) == (before.beneficiary, before.parcours)
    assert len(after.transmissions) == len(before.transmissions) + 1
    assert "registre" in workspace(second).toast.words.text()


def test_two_dossiers_of_one_person_become_one(
    qtbot: QtBot, open_window: Window, photograph: Photograph, tmp_path: Path
) -> None:
    shell = open_window(tmp_path / "coffre-fort")
    create_vault(qtbot, shell, people.MISSION_LOCALE.name, people.MISSION_LOCALE.network, "Camille Conseiller-Fictif")
    house = desk(shell)
    kept = house.editing.create(people.ada()).beneficiary.id
    again = house.dossiers.create(
        people.ada_identity().evolve(given_names="Ada", birth_place="Corbeil", birth_name="", online=())
    )
    space = workspace(shell)
    space.show_dossier(kept)
    settled(qtbot, shell)
    (command,) = (one for one in space.dossier.actions() if "Réunir" in one.text())
    command.trigger()
    settled(qtbot, shell)
    assert space.pages.currentWidget() is space.merging
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    settled(qtbot, shell)
    photograph(shell, "merge")
    with qtbot.waitSignal(space.merging.finished):
        QTest.keyClick(space.merging, Qt.Key.Key_Return, CTRL)
    settled(qtbot, shell)
    assert space.pages.currentWidget() is space.dossier
    assert house.dossiers.count() == 1
    assert house.dossiers.open(again).beneficiary.id == kept
    QTest.keyClick(space.dossier, Qt.Key.Key_Z, CTRL)
    settled(qtbot, shell)
    assert house.dossiers.count() == 2
    assert "deux dossiers" in space.toast.words.text()


def test_the_known_stations_are_in_the_palette_of_commands(
    qtbot: QtBot, open_window: Window, photograph: Photograph, passport: tuple[Path, Dossier], tmp_path: Path
) -> None:
    path, _ = passport
    second = open_window(tmp_path / "cité-des-métiers")
    create_vault(
        qtbot, second, people.CITE_DES_METIERS.name, people.CITE_DES_METIERS.network, "Dominique Conseiller-Fictif"
    )
    bring_in(qtbot, second, path)
    page = workspace(second).importing
    with qtbot.waitSignal(page.model.trusted):
        page.file.trust.click()
    (fold,) = (fold for fold in page.findChildren(Fold) if "Compte rendu" in fold.button.text())
    fold.button.click()
    settled(qtbot, second)
    second.grab()
    area = page.findChildren(QScrollArea)[0]
    area.verticalScrollBar().setValue(fold.y())
    settled(qtbot, second)
    photograph(second, "report")
    (command,) = (one for one in workspace(second).actions() if "connus" in one.text())
    command.trigger()
    dialog = workspace(second).findChild(KnownStations)
    assert isinstance(dialog, KnownStations)
    settled(qtbot, second)
    assert [known.station.name for known in dialog.model.stations] == [people.MISSION_LOCALE.name]
    photograph(dialog, "stations")
    dialog.accept()


def change_what_came(desk: Desk, dossier: Dossier) -> None:
    """Know otherwise what the passport says: another address, another town, a formatted description."""
    who, profile, identity = dossier.beneficiary.id, dossier.beneficiary.profile, dossier.beneficiary.identity
    (job,) = profile.experiences
    other = job.evolve(city="Palaiseau", position=job.position, period=job.period.evolve(start=people.date("2022-05")))
    desk.dossiers.change_profile(who, profile.evolve(experiences=(other,)))
    desk.dossiers.change_identity(who, identity.evolve(emails=(Email(address="autre@exemple.invalid"),)))


def test_the_private_note_stays(passport: tuple[Path, Dossier]) -> None:
    path, sent = passport
    assert any(note.text == PRIVATE for step in all_steps(sent) for note in step.notes)
    assert PRIVATE.encode() not in path.read_bytes()


def test_what_was_entered_can_be_taken_back(qtbot: QtBot, open_window: Window, tmp_path: Path) -> None:
    shell = open_window(tmp_path / "coffre-fort")
    create_vault(qtbot, shell, people.MISSION_LOCALE.name, people.MISSION_LOCALE.network, "Camille Conseiller-Fictif")
    add_person(qtbot, shell)
    enter_step(qtbot, shell)
    page = workspace(shell).dossier
    assert len(steps(desk(shell), page.model.dossier)) == 1
    QTest.keyClick(page, Qt.Key.Key_Z, CTRL)
    settled(qtbot, shell)
    assert steps(desk(shell), page.model.dossier) == []
    QTest.keyClick(page, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    settled(qtbot, shell)
    assert len(steps(desk(shell), page.model.dossier)) == 1


def test_a_wrong_passphrase_opens_nothing_and_says_so(
    qtbot: QtBot, open_window: Window, photograph: Photograph, tmp_path: Path
) -> None:
    vaults.create(tmp_path / "coffre-fort").lock()
    shell = open_window(tmp_path / "coffre-fort")
    picture = QImage(str(photograph(shell, "unlock")))
    assert not picture.isNull()
    unlock(qtbot, shell, "quatre mots sans lieu")
    assert shell.workspace is None
    assert "phrase de passe" in shell.unlock.banner.words.text()


def pairs(received: Dossier, sent: Dossier) -> list[tuple[Step, Step]]:
    return list(zip(all_steps(received), all_steps(sent), strict=True))


def all_steps(dossier: Dossier) -> list[Step]:
    return [step for parcours in dossier.parcours for step in parcours.steps]
