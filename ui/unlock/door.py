"""The state of the door: which vault, which accounts, what went wrong."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from passeport.domain.errors import (
    HeaderPutBack,
    PasseportError,
    PolicyRefused,
    TooManyTries,
    VaultDamaged,
    VaultNotFound,
    VaultRolledBack,
    WrongPassphrase,
)
from passeport.later import module
from ui.tasks import Tasks

if TYPE_CHECKING:
    from passeport.domain.provenance import Station
    from passeport.language import messages
    from passeport.services.accounts import Accounts
    from passeport.services.vault_ports import OpenStatistics, OpenVault, VaultInformation
else:
    messages = module("passeport.language.messages")

_SECOND = 1_000


class Door(QObject):
    """Looks at a vault, opens it or makes it; the page shows what it says."""

    found = Signal(object)
    """`VaultInformation` of a vault that can be opened."""
    absent = Signal()
    """There is no vault in the folder."""
    refused = Signal(str)
    """Why it did not open."""
    damaged = Signal(object)
    """The `PasseportError` of a vault that was spoiled, or put back to an older state."""
    forbidden = Signal(object)
    """The `PolicyRefused` of a computer whose fixed settings are not understood: nothing opens."""
    waiting = Signal(int)
    """Seconds before the next try; 0 when one may try."""
    updating = Signal(int, int)
    """Versions made so far, and how many in all: an earlier version of the application left the vault."""
    created = Signal(object)
    """The `OpenVault` that was just made; `opened` follows."""
    opened = Signal(object)
    """The `OpenVault`, or the `OpenStatistics` of a supervisor."""

    def __init__(self, accounts: "Accounts", tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._accounts = accounts
        self._tasks = tasks
        self.path = Path()
        self._seconds = 0
        self._clock = QTimer(self, interval=_SECOND)
        self._clock.timeout.connect(self._count_down)

    def look(self, path: Path) -> None:
        """See what is in the folder `path`."""
        self.path = path
        self._tasks.run(lambda: self._accounts.information(path), self._seen, self._unseen)

    def unlock(self, account: str, passphrase: str) -> None:
        """Try to open the vault."""

        def work() -> "OpenVault | OpenStatistics":
            return self._accounts.unlock(self.path, account=account, passphrase=passphrase, progress=self._update)

        self._tasks.run(work, self._open, self._refuse)

    def unlock_by_keyring(self, account: str) -> None:
        """Try to open the vault by the system's keyring."""

        def work() -> "OpenVault | OpenStatistics":
            return self._accounts.unlock_by_keyring(self.path, account=account, progress=self._update)

        self._tasks.run(work, self._open, self._refuse)

    def unlock_by_recovery_key(self, typed: str) -> None:
        """Try to open the vault by its printed recovery key."""

        def work() -> "OpenVault":
            return self._accounts.unlock_by_recovery_key(self.path, typed, self._update)

        self._tasks.run(work, self._open, self._refuse)

    def create(self, account: str, passphrase: str, station: "Station") -> None:
        """Make a vault in the folder, and open it."""
        self._tasks.run(
            lambda: self._accounts.create(self.path, account=account, passphrase=passphrase, station=station),
            self._made,
            self._refuse,
        )

    def _update(self, done: int, total: int) -> None:
        """Be told, in the worker's thread, how far the update of the vault is."""
        self.updating.emit(done, total)

    def _seen(self, information: "VaultInformation") -> None:
        self.found.emit(information)

    def _unseen(self, error: PasseportError) -> None:
        if isinstance(error, VaultNotFound):
            self.absent.emit()
        else:
            self._tell(error)

    def _made(self, vault: "OpenVault") -> None:
        self.created.emit(vault)
        self._open(vault)

    def _open(self, vault: "OpenVault | OpenStatistics") -> None:
        self.opened.emit(vault)

    def _refuse(self, error: PasseportError) -> None:
        self._tell(error)
        if isinstance(error, WrongPassphrase | TooManyTries):
            self._seconds = int(error.parameters.get("wait", 0))
            if self._seconds:
                self.waiting.emit(self._seconds)
                self._clock.start()

    def _tell(self, error: PasseportError) -> None:
        if isinstance(error, VaultDamaged | VaultRolledBack | HeaderPutBack):
            self.damaged.emit(error)
        elif isinstance(error, PolicyRefused):
            self.forbidden.emit(error)
        else:
            self.refused.emit(messages.sentence(error))

    def _count_down(self) -> None:
        self._seconds -= 1
        self.waiting.emit(self._seconds)
        if self._seconds <= 0:
            self._clock.stop()
