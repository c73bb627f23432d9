"""Somebody who types a note in the real window, until the process is killed: `python -m tests.journeys.typing_process`.

Each word that is finished is told on the standard output, with the moment (monotonic, in seconds): the test kills the
process at some moment, and looks for the words in the vault.
"""

import sys
import time
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from passeport import wiring
from passeport.domain.identifiers import BeneficiaryId
from passeport.services.accounts import Accounts
from tests import vaults
from ui.shell import Shell
from ui.theme.dressing import prepared

BETWEEN_KEYS = 0.02
"""Seconds between two keys: three times faster than a good typist."""


def spin(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.001)


def settled(shell: Shell) -> None:
    end = time.monotonic() + 30
    while not shell.tasks.is_idle or (shell.unlock.isVisible() and shell.workspace is not None):
        QApplication.processEvents()
        if time.monotonic() > end:
            raise TimeoutError
    spin(0.05)


def main(folder: Path, who: BeneficiaryId) -> None:
    prepared()
    shell = Shell(Accounts(vaults.keeper()), wiring.desk, folder)
    shell.show()
    settled(shell)
    shell.unlock.door.unlock(vaults.ACCOUNT, vaults.PASSPHRASE)
    while shell.workspace is None:
        spin(0.01)
    settled(shell)
    workspace = shell.workspace
    workspace.show_dossier(who)
    settled(shell)
    QTest.keyClick(workspace.dossier, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    settled(shell)
    entry = workspace.dossier.step.notes.first
    entry.setFocus()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for number in range(10_000):
        for letter in f"mot{number} ":
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(entry, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
            spin(BETWEEN_KEYS)
        sys.stdout.write(f"{number} {time.monotonic():.4f}\n")
        sys.stdout.flush()
    sys.exit("never killed")


if __name__ == "__main__":
    main(Path(sys.argv[1]), BeneficiaryId(UUID(sys.argv[2])))
