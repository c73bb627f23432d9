"""A file that is opened with the application: at its start, by a second start, while it is locked, by a supervisor."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from passeport import wiring
from passeport.domain.account import Role
from passeport.domain.agreement import Recipient, Scope
from passeport.domain.vocabulary import vocabulary
from passeport.services.accounts import Accounts
from passeport.services.file_ports import FileFormat
from tests import people, vaults
from ui.desk.new_person import NewPerson
from ui.first_window import FirstWindow, brought_forward
from ui.opened_files import OpenedFiles
from ui.shell import Shell
from ui.statistics.space import StatisticsSpace
from ui.theme.theme import Theme
from ui.unlock.first_opening import FirstOpening

ROOT = Path(__file__).resolve().parents[2]
SUPERVISOR = "Sacha Superviseur-Fictif"
GIVEN, OWN = "huit mots que l’administrateur a donc choisis hier", "sept mots que la personne seule connaît bien"


@pytest.fixture
def passport(tmp_path: Path) -> Path:
    """A passport of Ada that another point d'accueil issued; nobody knows her here."""
    desk = wiring.desk(vaults.create(tmp_path / "ailleurs", station=people.CITE_DES_METIERS))
    dossier = desk.editing.create(people.ada())
    to = Recipient(name=people.MISSION_LOCALE.name, network=people.MISSION_LOCALE.network)
    scope = Scope(sections=frozenset(vocabulary("europass_sections").codes))
    agreement = desk.passports.agree(dossier.beneficiary.id, to, scope, "ECRIT")
    path = tmp_path / "reçu d’ailleurs.pdf"
    desk.passports.issue(dossier.beneficiary.id, agreement, path, FileFormat.PDF)
    desk.vault.lock()
    return path


@pytest.fixture
def shell(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Shell]:
    Theme.current().put_on(qapp)
    vault = vaults.create(tmp_path / "coffre")
    desk = wiring.desk(vault)
    desk.administration.add(SUPERVISOR, Role.SUPERVISOR, GIVEN)
    vault.lock()
    made = Shell(Accounts(vaults.keeper()), wiring.desk, vault.path, wiring.supervisor_desk)
    made.show()
    qtbot.waitUntil(lambda: made.unlock.account.count() == len((vaults.ACCOUNT, SUPERVISOR)))
    yield made
    made.close()
    made.deleteLater()


def enter(qtbot: QtBot, shell: Shell) -> None:
    qtbot.waitUntil(lambda: shell.tasks.is_idle)
    shell.unlock.passphrase.setText(vaults.PASSPHRASE)
    with qtbot.waitSignal(shell.unlocked):
        shell.unlock.known_vault.asked.emit()


def is_read(qtbot: QtBot, shell: Shell) -> None:
    """Wait until the page that receives passports shows whose this one is."""
    space = shell.workspace
    assert space is not None
    qtbot.waitUntil(lambda: space.importing.model.incoming is not None)
    assert space.pages.currentWidget() is space.importing
    assert space.importing.model.incoming is not None
    assert space.importing.model.incoming.passport.identity.family_name == people.ada().beneficiary.identity.family_name


def test_a_file_waits_at_the_door_and_is_read_once_it_is_open(qtbot: QtBot, shell: Shell, passport: Path) -> None:
    shell.open_file(passport)
    assert shell.unlock.arrival.isVisible()
    assert "attend" in shell.unlock.arrival.words.text()
    assert "reçu" not in shell.unlock.arrival.words.text()  # a name of a file says of whom it is
    enter(qtbot, shell)
    is_read(qtbot, shell)
    shell.lock()
    assert not shell.unlock.arrival.isVisible()


def test_it_is_read_at_once_while_somebody_works(qtbot: QtBot, shell: Shell, passport: Path) -> None:
    enter(qtbot, shell)
    shell.showMinimized()
    shell.called(passport)
    assert not shell.isMinimized()
    is_read(qtbot, shell)


def test_a_second_start_without_a_file_changes_no_page(qtbot: QtBot, shell: Shell) -> None:
    enter(qtbot, shell)
    space = shell.workspace
    assert space is not None
    before = space.pages.currentWidget()
    shell.called(None)
    assert space.pages.currentWidget() is before


@pytest.mark.parametrize("kind", ["absent", "pipe", "forbidden"])
def test_a_file_that_cannot_be_read_is_said_before_a_passphrase_is_asked(
    qtbot: QtBot, shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    file = tmp_path / "clé retirée.pdf"
    if kind == "pipe":
        os.mkfifo(file)
    elif kind == "forbidden":  # root may read everything: the system's refusal is played
        file.write_bytes(b"%PDF")
        opened = Path.open

        def refuse(path: Path, *arguments: Any, **named: Any) -> object:
            if path == file:
                raise PermissionError
            return opened(path, *arguments, **named)

        monkeypatch.setattr(Path, "open", refuse)
    shell.open_file(file)
    said = shell.unlock.arrival.words.text()
    assert "clé retirée.pdf" in said
    assert "introuvable ou illisible" in said
    monkeypatch.undo()
    enter(qtbot, shell)
    space = shell.workspace
    assert space is not None
    assert space.pages.currentWidget() is not space.importing


def test_one_that_vanished_meanwhile_is_said_on_the_page(qtbot: QtBot, shell: Shell, passport: Path) -> None:
    shell.open_file(passport)
    passport.unlink()
    enter(qtbot, shell)
    space = shell.workspace
    assert space is not None
    qtbot.waitUntil(lambda: "introuvable ou illisible" in space.importing.banner.words.text())


def test_a_supervisor_is_told_that_no_dossier_opens(qtbot: QtBot, shell: Shell, passport: Path) -> None:
    shell.open_file(passport)
    qtbot.waitUntil(lambda: shell.tasks.is_idle)
    shell.unlock.account.code = SUPERVISOR
    shell.unlock.passphrase.setText(GIVEN)
    shell.unlock.known_vault.asked.emit()
    qtbot.waitUntil(lambda: shell.tasks.is_idle)
    assert shell.unlock.banner.words.text() == ""
    assert isinstance(shell._room, FirstOpening)
    form = shell._room.form
    form.current.setText(GIVEN)
    form.chosen.passphrase.setText(OWN)
    form.chosen.again.setText(OWN)
    with qtbot.waitSignal(shell.unlocked):
        form.change.click()
    room = shell._room
    assert isinstance(room, StatisticsSpace)
    assert "n’ouvre aucun dossier" in room.toast.words.text()
    shell.called(passport)
    assert "n’ouvre aucun dossier" in room.toast.words.text()


def test_a_question_on_the_screen_is_answered_first(qtbot: QtBot, shell: Shell, passport: Path) -> None:
    enter(qtbot, shell)
    space = shell.workspace
    assert space is not None
    space.show_people()
    space.people.add_person()
    dialog = space.findChild(NewPerson)
    assert dialog is not None
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is dialog)
    shell.called(passport)
    assert space.pages.currentWidget() is space.people
    dialog.reject()
    is_read(qtbot, shell)


def test_a_file_that_waited_for_a_question_waits_at_the_door_when_it_is_locked(
    qtbot: QtBot, shell: Shell, passport: Path
) -> None:
    enter(qtbot, shell)
    space = shell.workspace
    assert space is not None
    space.people.add_person()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    shell.called(passport)
    shell.lock()
    qtbot.waitUntil(lambda: "attend" in shell.unlock.arrival.words.text())
    enter(qtbot, shell)
    is_read(qtbot, shell)


def test_the_answer_to_a_referral_goes_to_its_own_page(qtbot: QtBot, shell: Shell, tmp_path: Path) -> None:
    answer = tmp_path / "réponse.passeport-retour"
    answer.write_bytes(b"{}")
    enter(qtbot, shell)
    shell.called(answer)
    space = shell.workspace
    assert space is not None
    assert space.pages.currentWidget() is space.referrals
    qtbot.waitUntil(lambda: bool(space.referrals.banner.words.text()))


def test_nothing_is_read_over_what_is_being_saved(qtbot: QtBot, shell: Shell, passport: Path) -> None:
    enter(qtbot, shell)
    space = shell.workspace
    assert space is not None
    space.importing.model.saving = True
    shell.called(passport)
    assert space.pages.currentWidget() is not space.importing
    assert "Rouvrez ce fichier" in space.toast.words.text()


def test_a_second_start_hands_its_file_to_the_first_window(qtbot: QtBot, tmp_path: Path) -> None:
    first = FirstWindow(tmp_path / "coffre")
    first.stand()
    odd = Path(os.fsdecode(b"/cl\xe9/Ada d\xe2\x80\x99Exemple.pdf"))  # bytes that are no UTF-8 come through
    for file in (None, odd, Path("/" + "a" * 4_000)):
        with qtbot.waitSignal(first.called) as heard:
            assert brought_forward(tmp_path / "coffre", file)
        assert heard.args == [file]
    first.close()


_FIRST = """
import sys
from pathlib import Path
from typing import Any
from PySide6.QtWidgets import QApplication
from ui.first_window import FirstWindow
application = QApplication([])
first = FirstWindow(Path(sys.argv[1]))
def called(file):
    print(file, flush=True)
    application.quit()
first.called.connect(called)
first.stand()
print("stands", flush=True)
application.exec()
"""


def test_the_command_hands_its_file_over_and_ends(tmp_path: Path, passport: Path) -> None:
    vault = tmp_path / "coffre"
    vault.mkdir()
    with subprocess.Popen([sys.executable, "-c", _FIRST, vault], stdout=subprocess.PIPE, text=True, cwd=ROOT) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "stands\n"
        second = subprocess.run(
            [sys.executable, "-m", "passeport", f"--vault={vault}", f"./{passport.name}"],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            cwd=passport.parent,
            timeout=60,
            check=False,
        )
        assert second.returncode == 0
        assert first.stdout.readline() == f"{passport}\n"


def test_macos_gives_a_file_by_an_event(qapp: QApplication, qtbot: QtBot, passport: Path) -> None:
    opened = OpenedFiles(qapp)
    with qtbot.waitSignal(opened.asked) as heard:
        QApplication.sendEvent(qapp, QFileOpenEvent(str(passport)))
    assert heard.args == [passport]
    qapp.removeEventFilter(opened)
    opened.deleteLater()
