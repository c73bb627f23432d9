"""The state of what is done for a damaged vault at the door: verified, repaired, or neither."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from passeport.domain.backup import Repair, VaultCheck
from passeport.domain.errors import PasseportError
from passeport.language import backups as words
from passeport.language.messages import sentence
from passeport.services.mending import Mending
from ui.tasks import Tasks


class MendingModel(QObject):
    """Reads everything in a closed vault, or puts it right from its last sound backup."""

    said = Signal(list, str)
    """Lines to show, and their tone."""
    repaired = Signal()
    """The vault opens again."""
    refused = Signal(str)

    def __init__(self, mending: Mending, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mending = mending
        self._tasks = tasks

    def verify(self, vault: Path, account: str, passphrase: str) -> None:
        """Read everything; nothing is changed."""
        self._tasks.run(
            lambda: self._mending.verify(vault, account=account, passphrase=passphrase), self._verified, self._refuse
        )

    def repair(self, vault: Path, account: str, passphrase: str) -> None:
        """Put right what can be, and say what changed since the backup."""
        self._tasks.run(
            lambda: self._mending.repair(vault, account=account, passphrase=passphrase), self._done, self._refuse
        )

    def _verified(self, check: VaultCheck) -> None:
        self.said.emit(words.check_lines(check, in_window=True), "success" if check.is_sound else "warning")

    def _done(self, repair: Repair) -> None:
        self.said.emit(words.repair_lines(repair), "success")
        self.repaired.emit()

    def _refuse(self, error: PasseportError) -> None:
        self.refused.emit(sentence(error))
