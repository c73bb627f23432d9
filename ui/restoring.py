"""A backup put in the place of the vault: the door says that it is being done, then what happened."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from passeport.later import module
from ui.tasks import Tasks
from ui.unlock.page import UnlockPage

if TYPE_CHECKING:
    from passeport.domain.errors import PasseportError
    from passeport.language import messages
else:
    messages = module("passeport.language.messages")


class Restoring(QObject):
    """Works once the vault is locked."""

    def __init__(self, tasks: Tasks, door: Callable[[], UnlockPage], vault: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._door, self._vault = tasks, door, vault

    def run(self, restore: Callable[[], Path]) -> None:
        """Put a backup back; `restore` answers where what was there is kept."""
        self._door().show_vault(self._vault, tr("La sauvegarde se remet en place…"))
        self._door().wait()
        self._tasks.run(restore, self._restored, self.tell)

    def tell(self, error: "PasseportError") -> None:
        """Say at the door why something about the vault was not done."""
        self._door().show_vault(self._vault, messages.sentence(error), "danger")

    def _restored(self, aside: Path) -> None:
        words = tr("La sauvegarde est en place. Ce qui y était est gardé dans « {aside} ».").format(aside=aside)
        self._door().show_vault(self._vault, typeset(words), "success")
