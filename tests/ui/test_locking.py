"""What remains on the screen, in the clipboard and in memory once the vault is locked: nothing of anybody."""

import datetime as dt
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtDBus import QDBusError, QDBusMessage, QDBusPendingCall
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from passeport import wiring
from passeport.domain.account import Role, VaultSettings
from passeport.domain.errors import Cancelled, VaultLocked
from passeport.domain.retention import Ending, Stage
from passeport.services.accounts import Accounts
from passeport.services.ports import Progress
from storage.header import read_header
from tests import vaults
from tests.people import ada
from ui.first_window import FirstWindow, brought_forward
from ui.idle import IdleLock
from ui.shell import Shell
from ui.statistics.space import StatisticsSpace
from ui.suspension import Suspension
from ui.theme.theme import Theme
from ui.unlock.first_opening import FirstOpening
from ui.workspace import Workspace

CANARY = "Exemple"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def shell(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Shell]:
    """A window on the dossier of Ada Exemple."""
    Theme.current().put_on(qapp)
    vault = vaults.create(tmp_path / "coffre")
    vault.accounts.change_settings(VaultSettings(idle_minutes=3))
    dossier = wiring.desk(vault).editing.create(ada())
    vault.lock()
    made = Shell(Accounts(vaults.keeper()), wiring.desk, vault.path)
    made.show()
    qtbot.waitUntil(lambda: made.tasks.is_idle)
    made.unlock.passphrase.setText(vaults.PASSPHRASE)
    with qtbot.waitSignal(made.unlocked):
        made.unlock.known_vault.asked.emit()
    qtbot.waitUntil(lambda: made.tasks.is_idle)
    assert made.workspace is not None
    made.workspace.people.search.setText(CANARY)
    made.workspace.show_dossier(dossier.beneficiary.id)
    qtbot.waitUntil(lambda: made.tasks.is_idle)
    yield made
    made.close()
    made.deleteLater()


def texts(widget: QWidget) -> Iterator[str]:
    yield from (widget.windowTitle(), widget.accessibleName(), widget.accessibleDescription(), widget.toolTip())
    if isinstance(widget, QLabel | QLineEdit):
        yield widget.text()
    elif isinstance(widget, QPlainTextEdit):
        yield widget.toPlainText()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(index) for index in range(widget.count()))
    elif isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
        yield from (str(model.index(row, 0).data()) for row in range(model.rowCount()))


def seen() -> list[str]:
    """Return every text of every widget that holds the canary, shown or hidden, once the deleted ones are gone."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    return [
        text for widget in QApplication.allWidgets() for text in texts(widget) if CANARY.casefold() in text.casefold()
    ]


def test_nothing_of_anybody_is_left_in_the_window(qtbot: QtBot, shell: Shell) -> None:
    assert seen()  # the walk finds it while the vault is open
    assert shell.workspace is not None
    shell.workspace.say(f"Dossier de {CANARY} enregistré.")
    shell.workspace.show_commands()
    dialog = QDialog(shell.workspace)
    dialog.setWindowTitle(CANARY)
    dialog.open()
    shell.lock()
    qtbot.waitUntil(lambda: shell.tasks.is_idle)
    assert seen() == []
    assert not [
        widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QDialog) and widget.isVisible()
    ]
    assert shell.windowTitle() == "Passeport"


@pytest.mark.parametrize("left", ["", CANARY])
def test_what_was_copied_here_is_taken_back_and_nothing_else(
    qtbot: QtBot, shell: Shell, monkeypatch: pytest.MonkeyPatch, left: str
) -> None:
    """A screen that is none does not say whose the clipboard is: it is told."""
    clipboard = QGuiApplication.clipboard()
    clipboard.setText(CANARY)
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _self: not left)
    shell.lock()
    qtbot.waitUntil(lambda: shell.tasks.is_idle)
    assert clipboard.text() == left
    clipboard.clear()


def test_a_recovery_key_opens_on_the_accounts(qtbot: QtBot, shell: Shell) -> None:
    assert shell.workspace is not None
    key = shell.workspace.desk.administration.issue_recovery_key()
    shell.lock()
    qtbot.waitUntil(lambda: shell.tasks.is_idle)
    shell.unlock.known_vault.ask_recovery_key()
    shell.unlock.known_vault.recovery.key.setText(key.lower())
    with qtbot.waitSignal(shell.unlocked):
        shell.unlock.known_vault.recovery_asked.emit()
    qtbot.waitUntil(lambda: shell.tasks.is_idle)
    assert shell.workspace is not None
    assert shell.workspace.pages.currentWidget() is shell.workspace.accounts
    assert key not in shell.unlock.known_vault.recovery.key.text()


def test_the_keyring_is_offered_to_whom_asked_for_it(qtbot: QtBot, shell: Shell) -> None:
    assert shell.workspace is not None
    vault = shell.workspace.desk.vault
    secret = bytes(range(32))
    vault.allow_keyring(vaults.PASSPHRASE, secret)
    shell.workspace.desk.administration.add(
        "Dominique", Role.CONSEILLER, "huit mots que l’administrateur a donc choisis hier"
    )
    shell.unlock.door._accounts = Accounts(vaults.keeper(), OneSecret(secret))
    shell.lock()
    qtbot.waitUntil(lambda: shell.tasks.is_idle)
    form = shell.unlock.known_vault
    assert form.keyring.isVisible()
    form.account.code = "Dominique"
    assert not form.keyring.isVisible()
    form.account.code = vaults.ACCOUNT
    with qtbot.waitSignal(shell.unlocked):
        form.keyring.click()
    qtbot.waitUntil(lambda: shell.tasks.is_idle)


class OneSecret:
    """A keyring that holds one secret."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def require(self) -> None:
        pass

    def put(self, vault: UUID, account: str, secret: bytes) -> None:
        raise NotImplementedError

    def get(self, vault: UUID, account: str) -> bytes | None:
        del vault, account
        return self._secret

    def forget(self, vault: UUID, account: str) -> None:
        raise NotImplementedError


def test_a_provisional_passphrase_is_changed_before_anything_is_shown(qtbot: QtBot, shell: Shell) -> None:
    given, own = "huit mots que l’administrateur a donc choisis hier", "sept mots que la personne seule connaît bien"
    assert shell.workspace is not None
    for name, role in (("Sacha", Role.SUPERVISOR), ("Dominique", Role.CONSEILLER)):
        shell.workspace.desk.administration.add(name, role, given)
    for name in ("Sacha", "Dominique"):
        shell.lock()
        qtbot.waitUntil(lambda: shell.tasks.is_idle)
        shell.unlock.account.code = name
        shell.unlock.passphrase.setText(given)
        shell.unlock.known_vault.asked.emit()
        qtbot.waitUntil(lambda: shell.tasks.is_idle)
        assert isinstance(shell._room, FirstOpening)
        assert seen() == []
        form = shell._room.form
        form.current.setText(given)
        form.chosen.passphrase.setText(own)
        form.chosen.again.setText(own)
        with qtbot.waitSignal(shell.unlocked):
            form.change.click()
        qtbot.waitUntil(lambda: shell.tasks.is_idle)
        assert isinstance(shell._room, StatisticsSpace if name == "Sacha" else Workspace)
        if shell.workspace is not None:
            shell.workspace.show_people()
            qtbot.waitUntil(lambda: shell.tasks.is_idle)
        assert (seen() == []) == (name == "Sacha")


class FakeBus:
    """Notes what is listened to."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, str]] = []

    def connect(self, service: str, path: str, interface: str, name: str, receiver: QObject, slot: str, /) -> bool:
        del service, path
        assert receiver.metaObject().indexOfMethod(slot[1:]) >= 0  # Qt finds the slot by its name
        self.asked.append((interface, name, slot[1:]))
        return True

    def asyncCall(self, message: QDBusMessage, timeout: int, /) -> QDBusPendingCall:  # noqa: N802 - Qt's name
        del timeout
        return QDBusPendingCall.fromError(QDBusError(message))


@pytest.mark.skipif(sys.platform != "linux", reason="logind is Linux's")
def test_the_sleep_and_the_lock_of_the_session_are_listened_to(qapp: QApplication) -> None:
    del qapp
    bus = FakeBus()
    Suspension(bus=bus)
    assert bus.asked == [
        ("org.freedesktop.login1.Manager", "PrepareForSleep", "prepare_for_sleep(bool)"),
        ("org.freedesktop.login1.Session", "Lock", "session_locked()"),
    ]


_ON_A_BUS = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtWidgets import QApplication
from ui.statistics.space import StatisticsSpace
from ui.suspension import Suspension
application = QApplication([])
suspension = Suspension(bus=QDBusConnection.sessionBus())
suspension.begins.connect(lambda: print("locked", flush=True))
suspension.begins.connect(application.quit)
other = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, "logind")
assert other.registerService("org.freedesktop.login1")
told = QDBusMessage.createSignal("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep")
told.setArguments([True])
QTimer.singleShot(0, lambda: other.send(told))
QTimer.singleShot(10_000, application.quit)
application.exec()
"""


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="no D-Bus to try it on")
def test_a_signal_on_a_real_bus_is_heard() -> None:
    command = ["dbus-run-session", "--", sys.executable, "-c", _ON_A_BUS]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.stdout == "locked\n", done.stderr


_HOLDING = """
import os
import select
import sys
from PySide6.QtCore import QTimer
from PySide6.QtDBus import QDBusConnection, QDBusUnixFileDescriptor, QDBusVirtualObject
from PySide6.QtWidgets import QApplication
from ui.suspension import Suspension
application = QApplication([])
reading, writing = os.pipe()

class Logind(QDBusVirtualObject):
    def introspect(self, path):
        return ""

    def handleMessage(self, message, connection):
        print(message.member(), *message.arguments()[:2], message.arguments()[3], flush=True)
        answer = message.createReply([])
        answer.setArguments([QDBusUnixFileDescriptor(writing)])
        os.close(writing)
        return connection.send(answer)

def is_let_go():
    return bool(select.select([reading], [], [], 0)[0])  # the other end is closed everywhere

def look():
    if suspension.is_held:
        print("held", not is_let_go(), flush=True)
        suspension.let_go()
        QTimer.singleShot(500, end)
    else:
        QTimer.singleShot(50, look)

def end():
    print("let go", is_let_go(), flush=True)
    application.quit()

system = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, "logind")
assert system.registerService("org.freedesktop.login1")
logind = Logind()
assert system.registerVirtualObject("/org/freedesktop/login1", logind)
suspension = Suspension(bus=QDBusConnection.sessionBus())
suspension.hold()
QTimer.singleShot(0, look)
QTimer.singleShot(20_000, application.quit)
application.exec()
"""


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="no D-Bus to try it on")
def test_the_sleep_waits_for_the_lock_on_a_real_bus() -> None:
    """Beside a stand-in for logind, which sees the end of the delay as logind does: its file is closed."""
    command = ["dbus-run-session", "--", sys.executable, "-c", _HOLDING]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.stdout.splitlines() == ["Inhibit sleep Passeport delay", "held True", "let go True"], done.stderr


def test_the_system_is_held_while_a_vault_is_open_and_let_go_once_its_keys_are_gone(
    qtbot: QtBot, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []
    assert shell._suspension._asked is not None
    assert shell.workspace is not None
    vault = shell.workspace.desk.vault
    honest = shell._suspension.let_go

    def let_go(answer: object = None) -> None:
        try:
            vault.unit_of_work()
        except VaultLocked:
            seen.append(True)
        honest(answer)

    monkeypatch.setattr(shell._suspension, "let_go", let_go)
    shell._suspension.prepare_for_sleep(begins=True)
    qtbot.waitUntil(lambda: shell.tasks.is_idle)
    assert seen == [True]
    assert shell._suspension._asked is None
    shell.unlock.passphrase.setText(vaults.PASSPHRASE)
    with qtbot.waitSignal(shell.unlocked):
        shell.unlock.known_vault.asked.emit()
    assert shell._suspension._asked is not None
    shell.lock()
    qtbot.waitUntil(lambda: shell.tasks.is_idle)


def test_going_to_sleep_locks_and_waking_up_does_not(qtbot: QtBot, shell: Shell) -> None:
    shell._suspension.prepare_for_sleep(begins=False)
    assert shell.workspace is not None
    with qtbot.waitSignal(shell.locked):
        shell._suspension.prepare_for_sleep(begins=True)
    qtbot.waitUntil(lambda: shell.tasks.is_idle)
    assert "ordinateur" in shell.unlock.banner.words.text()
    shell._suspension.session_locked()  # locked already: nothing more happens


def test_the_lock_of_the_session_locks(qtbot: QtBot, shell: Shell) -> None:
    with qtbot.waitSignal(shell.locked):
        shell._suspension.session_locked()


def test_a_rotation_of_the_keys_does_not_keep_them_in_memory_once_locked(
    qtbot: QtBot, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is stopped where nothing is lost, and the keys go; those of before open the vault again."""
    assert shell.workspace is not None
    desk, accounts = shell.workspace.desk, shell.workspace.accounts.model
    under_way, locked = threading.Event(), threading.Event()
    ended: list[str] = []

    def rotate(progress: Progress) -> None:
        def slow(done: int, total: int) -> None:
            under_way.set()
            assert locked.wait(30)
            progress(done, total)

        try:
            honest(slow)
        except Cancelled:
            ended.append("cancelled")
            raise
        ended.append("rotated")

    honest = desk.vault.rotate_keys
    monkeypatch.setattr(desk.vault, "rotate_keys", rotate)
    before = read_header(desk.vault.path)
    accounts.rotate_keys()
    qtbot.waitUntil(under_way.is_set)
    shell.lock()
    locked.set()
    qtbot.waitUntil(lambda: shell.tasks.is_idle)
    assert ended == ["cancelled"]
    assert read_header(desk.vault.path) == before
    with pytest.raises(VaultLocked):
        desk.vault.unit_of_work()
    vaults.unlock(desk.vault.path).lock()


def test_a_retention_run_stops_between_two_dossiers_when_the_vault_is_locked(
    qtbot: QtBot, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shell.workspace is not None
    desk, retention = shell.workspace.desk, shell.workspace.retention.model
    for number in range(3):
        desk.dossiers.create(ada().beneficiary.identity.evolve(family_name=f"Ancien{number}"))
    known = desk.dossiers.count()
    clock = vaults.SetClock(desk.clock.now() + dt.timedelta(days=3 * 365))
    later = wiring.desk(desk.vault, clock)
    assert len(later.retention.plan().at(Stage.DUE)) >= 3
    monkeypatch.setattr(type(later.retention), "_require_a_sure_clock", lambda _self: None)
    under_way, locked = threading.Event(), threading.Event()
    honest = type(later.rights).erased

    def erased(*arguments: object, **names: object) -> object:
        under_way.set()
        assert locked.wait(30)
        return honest(*arguments, **names)  # type: ignore[arg-type] # as they came

    monkeypatch.setattr(type(later.rights), "erased", erased)
    monkeypatch.setattr(retention, "_desk", later)
    retention.apply(Ending.PURGE)
    qtbot.waitUntil(under_way.is_set)
    shell.lock()
    locked.set()
    qtbot.waitUntil(lambda: shell.tasks.is_idle)
    with pytest.raises(VaultLocked):
        desk.vault.unit_of_work()
    again = wiring.desk(vaults.unlock(desk.vault.path), clock)
    assert again.dossiers.count() == known - 1
    assert len(again.rights.minutes()) == 1
    again.vault.lock()


def test_the_absence_that_locks_is_the_setting_of_the_vault(qtbot: QtBot, shell: Shell) -> None:
    assert shell._idle._timer.interval() == 3 * 60_000
    with qtbot.waitSignal(shell.locked):
        shell._idle.expired.emit()


def test_a_sign_of_presence_starts_the_count_again(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    idle = IdleLock(holder)
    idle.start(1)
    assert idle._timer.isActive()
    idle.stop()
    assert not idle._timer.isActive()


def test_a_second_start_calls_the_first_window(qtbot: QtBot, tmp_path: Path) -> None:
    assert not brought_forward(tmp_path / "coffre")
    first = FirstWindow(tmp_path / "coffre")
    first.stand()
    with qtbot.waitSignal(first.called):
        assert brought_forward(tmp_path / "autre" / ".." / "coffre")
    assert not brought_forward(tmp_path / "autre")
    first.close()
    assert not brought_forward(tmp_path / "coffre")


_LISTENS = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from ui.first_window import FirstWindow
application = QApplication([])
first = FirstWindow(Path(sys.argv[1]))
first.called.connect(application.quit)
first.stand()
print("stands", flush=True)
application.exec()
"""


def test_it_works_between_processes_and_after_a_kill(qapp: QApplication, tmp_path: Path) -> None:
    del qapp

    def start() -> "subprocess.Popen[str]":
        child = subprocess.Popen(
            [sys.executable, "-c", _LISTENS, tmp_path / "coffre"], stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        assert child.stdout is not None
        assert child.stdout.readline() == "stands\n"
        return child

    with start() as killed:
        killed.kill()
    with start() as first:
        assert brought_forward(tmp_path / "coffre")
        assert first.wait(timeout=20) == 0
