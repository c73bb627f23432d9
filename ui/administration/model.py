"""The state of the page of accounts."""

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from passeport.domain.account import AccountState, Role, VaultSettings
from passeport.domain.errors import Cancelled, PasseportError
from passeport.domain.identifiers import AccountId
from passeport.language.catalogue import tr
from passeport.language.messages import sentence
from passeport.language.typography import typeset
from passeport.services.administration import Administration
from passeport.services.own_account import OwnAccount
from ui.tasks import Tasks

_PERCENT = 100


class AdministrationModel(QObject):
    """Asks the use cases, and says what became of it."""

    loaded = Signal()
    said = Signal(str)
    """Something was done."""
    refused = Signal(str)
    issued = Signal(str)
    """A new recovery key, as it is printed; it is kept nowhere."""
    progressed = Signal(int)
    """Percents of a rotation of the keys; 100 when it has ended, well or not."""

    def __init__(self, administration: Administration, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._administration = administration
        self._tasks = tasks
        self._stopped = threading.Event()
        self.accounts: tuple[AccountState, ...] = ()
        self.is_manager = False
        self.has_recovery_key = False
        self.settings = VaultSettings()

    @property
    def own(self) -> OwnAccount:
        """The account at work, for its own passphrase."""
        return OwnAccount(self._administration.vault)

    def load(self) -> None:
        """Read the accounts again."""
        self._tasks.run(self._read, self._show, self._refuse)

    def add(self, name: str, role: Role, passphrase: str, *, is_administrator: bool) -> None:
        """Add an account."""

        def work() -> str:
            self._administration.add(name, role, passphrase, is_administrator=is_administrator)
            return tr(
                "Compte « {name} » ajouté. La personne choisira sa phrase de passe à sa première ouverture."
            ).format(name=name)

        self._do(work)

    def reset(self, state: AccountState, passphrase: str) -> None:
        """Give an account another passphrase."""

        def work() -> str:
            self._administration.reset_passphrase(state.account.id, passphrase)
            return tr("Phrase de passe de « {name} » réinitialisée ; l’ancienne n’ouvre plus rien.").format(
                name=state.account.name
            )

        self._do(work)

    def set_enabled(self, state: AccountState, *, is_enabled: bool) -> None:
        """Let an account in again, or no more."""

        def work() -> str:
            if is_enabled:
                self._administration.enable(state.account.id)
                return tr("Compte « {name} » réactivé, avec la phrase de passe qu’il avait.").format(
                    name=state.account.name
                )
            self._administration.disable(state.account.id)
            name = state.account.name
            return tr(
                "Compte « {name} » désactivé. S’il a pu copier le coffre-fort, renouvelez aussi les clés."
            ).format(name=name)

        self._do(work)

    def set_administrator(self, state: AccountState, *, is_administrator: bool) -> None:
        """Give the right to manage accounts, or take it back."""

        def work() -> str:
            act = self._administration.give_right if is_administrator else self._administration.withdraw_right
            act(state.account.id)
            may = tr("peut désormais") if is_administrator else tr("ne peut plus")
            return tr("« {name} » {may} gérer les comptes.").format(name=state.account.name, may=may)

        self._do(work)

    def issue_recovery_key(self) -> None:
        """Make a new recovery key."""
        self._tasks.run(self._administration.issue_recovery_key, self._issue, self._refuse)

    def rotate_keys(self) -> None:
        """Encrypt everything again."""
        self._stopped.clear()
        self.progressed.emit(0)
        self._tasks.run(lambda: self._administration.rotate_keys(self._advance), self._rotated, self._not_rotated)

    def stop(self) -> None:
        """Stop the rotation; the keys stay those of before."""
        self._stopped.set()

    def change_idle_minutes(self, minutes: int) -> None:
        """Decide when the vault locks by itself."""

        def work() -> str:
            self._administration.change_settings(VaultSettings(idle_minutes=minutes))
            return tr("Verrouillage après {minutes} min d’absence, dès la prochaine ouverture.").format(minutes=minutes)

        self._do(work)

    def name_of(self, account: AccountId) -> str:
        """Return the name of an account."""
        return next((state.account.name for state in self.accounts if state.account.id == account), "")

    def _do(self, work: Callable[[], str]) -> None:
        self._tasks.run(work, self._done, self._refuse)

    def _read(self) -> tuple[tuple[AccountState, ...], bool, bool, VaultSettings]:
        it = self._administration
        return it.accounts(), it.is_allowed, it.has_recovery_key, it.settings

    def _show(self, found: tuple[tuple[AccountState, ...], bool, bool, VaultSettings]) -> None:
        self.accounts, self.is_manager, self.has_recovery_key, self.settings = found
        self.loaded.emit()

    def _done(self, words: str) -> None:
        self.said.emit(typeset(words))
        self.load()

    def _refuse(self, error: PasseportError) -> None:
        self.refused.emit(sentence(error))
        self.load()

    def _issue(self, key: str) -> None:
        self.issued.emit(key)
        self.load()

    def _advance(self, done: int, total: int) -> None:
        """Be told from the worker's thread; a signal crosses over."""
        if self._stopped.is_set():
            if done < total:
                raise Cancelled
            return  # done before it could stop; the window may be gone
        self.progressed.emit(min(_PERCENT - 1, _PERCENT * done // max(1, total)))

    def _rotated(self, _answer: None) -> None:
        self.progressed.emit(_PERCENT)
        self._done(tr("Clés renouvelées. Chaque compte garde sa phrase de passe."))

    def _not_rotated(self, error: PasseportError) -> None:
        self.progressed.emit(_PERCENT)
        self._refuse(error)
