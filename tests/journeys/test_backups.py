"""From the window back to a backup: the vault locks, the backup takes its place, the door says so."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from passeport import wiring
from passeport.services.parcours import StepEntry
from tests import vaults
from tests.journeys.conftest import settled, write
from tests.people import ada_identity
from ui.shell import Shell


def test_a_backup_is_restored_from_the_window(
    open_window: Callable[[Path], Shell], photograph: Callable[[QWidget, str], Path], qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "coffre-fort"
    desk = wiring.desk(vaults.create(folder))
    person = desk.dossiers.create(ada_identity())
    desk.backups.make()
    entry = StepEntry(type="ACCUEIL", day=dt.date(2026, 11, 23), title="Après la sauvegarde")
    desk.parcours.record_step(person, entry)
    desk.vault.lock()

    shell = open_window(folder)
    write(shell.unlock.passphrase, vaults.PASSPHRASE)
    with qtbot.waitSignal(shell.unlocked):
        shell.unlock.known_vault.enter.click()
    settled(qtbot, shell)
    assert shell.workspace is not None
    shell.workspace.show_backups()
    page = shell.workspace.backups
    qtbot.waitUntil(lambda: bool(page.model.backups))
    buttons = [b for b in page.findChildren(QPushButton) if b.accessibleName().startswith("Restaurer la")]
    with qtbot.waitSignal(page.model.previewed):
        buttons[-1].click()
    settled(qtbot, shell)
    photograph(shell, "sauvegardes")
    write(page.restoring.passphrase, vaults.PASSPHRASE)
    page.restoring.confirm_button.click()
    qtbot.waitUntil(lambda: "est en place" in shell.unlock.banner.words.text(), timeout=20_000)
    photograph(shell, "sauvegarde-restauree")

    restored = vaults.unlock(folder)
    with restored.unit_of_work() as work:
        assert work.dossiers.get(person).parcours == ()
    restored.lock()
    assert list((folder / "replaced").iterdir())
