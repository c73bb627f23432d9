"""The page of the door."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from passeport.domain.errors import PasseportError, PolicyRefused, VaultDamaged
from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from passeport.later import module
from ui.first_values import CENTRED
from ui.tasks import Tasks
from ui.theme import icons
from ui.theme.motion import show_unmeasured
from ui.unlock.door import Door
from ui.unlock.known_vault import KnownVaultForm
from ui.widgets.buttons import button
from ui.widgets.room import scaled
from ui.widgets.surfaces import Banner, Card, scrolled
from ui.widgets.texts import text

if TYPE_CHECKING:
    from passeport.language import messages
    from passeport.services.accounts import Accounts
    from passeport.services.vault_ports import OpenStatistics, OpenVault, VaultInformation
    from ui.unlock import mending_form, mending_model, new_vault, refused_policy
else:
    messages = module("passeport.language.messages")
    mending_form = module("ui.unlock.mending_form")
    mending_model = module("ui.unlock.mending_model")
    new_vault = module("ui.unlock.new_vault")
    refused_policy = module("ui.unlock.refused_policy")

_WIDTH = 460
_DAMAGED = tr("Ce coffre-fort est abîmé")
_OLDER = tr("Un fichier de ce coffre-fort n’est pas celui de la dernière fermeture")
_UPDATING = tr(
    "Une version plus ancienne a laissé ce coffre-fort : il est mis à jour pour celle-ci, une fois. Une sauvegarde "
    "d’avant est gardée. Laissez l’ordinateur allumé."
)
_FORBIDDEN = tr(
    "Les réglages fixés par votre service informatique ne sont pas compris : l’application reste fermée. Vos dossiers "
    "sont intacts."
)
_UNTOUCHED = tr("Rien n’a été modifié, et les sauvegardes restent en place.")
_FOUND = {
    "success": tr("C’est fait. Lisez ce qui suit avant de continuer."),
    "warning": tr("Tout a été lu : voici ce qui est abîmé. Rien n’a été changé."),
}


Form = TypeVar("Form", bound=QWidget)


class UnlockPage(QWidget):
    """Asks who is there."""

    opened = Signal(object)
    """The `OpenVault`, or the `OpenStatistics` of a supervisor."""
    preferences_requested = Signal()
    help_requested = Signal()

    def __init__(self, accounts: "Accounts", tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self._accounts, self._tasks = accounts, tasks
        self.door = Door(accounts, tasks, self)
        inside = QWidget()  # from the outside in: Qt dresses anew all that changes its parent
        _fill(self, scrolled(inside))  # large letters, or a small window
        centred = QVBoxLayout(inside)
        centred.addStretch()
        middle = QHBoxLayout()  # an alignment would give the card a height that forgets the lines that wrap
        centred.addLayout(middle)
        card = Card(spacing=14, margin=28)
        card.setFixedWidth(scaled(_WIDTH))
        middle.addStretch()
        middle.addWidget(card)
        middle.addStretch()

        self.heading, self.place = text("Passeport", "title"), text("", "small")
        self.arrival, self.banner = Banner(), Banner()
        self.known_vault = KnownVaultForm(card)
        self.account, self.passphrase = self.known_vault.account, self.known_vault.passphrase
        self._forms: list[QWidget] = [self.known_vault]
        """Those that were needed so far."""
        self._asked = False
        """Whether somebody asked to come in before the accounts were known."""
        self._parts = QVBoxLayout()
        self._parts.addWidget(self.known_vault)
        self.progress = QProgressBar(textVisible=False)
        self.progress.setAccessibleName(tr("Ouverture en cours"))
        self.progress.hide()
        card.body.addLayout(self._head())
        card.body.addWidget(self.arrival)
        card.body.addWidget(self.banner)
        card.body.addLayout(self._parts)
        card.body.addWidget(self.progress)
        name = text(tr("Passeport d’orientation et de compétences"), "small", wraps=False)
        name.setProperty("alignment", CENTRED)
        centred.addWidget(name)
        centred.addLayout(self._beside())
        centred.addStretch()

        self.door.found.connect(self._show_accounts)
        self.door.absent.connect(self._offer_new_vault)
        self.door.refused.connect(self._refuse)
        self.door.damaged.connect(self._offer_mending)
        self.door.forbidden.connect(self._forbid)
        self.door.waiting.connect(self.known_vault.wait)
        self.door.updating.connect(self._show_update)
        self.door.opened.connect(self._open)
        self.known_vault.asked.connect(self._unlock)
        self.known_vault.keyring_asked.connect(self._use_keyring)
        self.known_vault.recovery_asked.connect(self._recover)

    @cached_property
    def new_vault(self) -> "new_vault.NewVaultForm":
        """The form of a first vault."""
        form = new_vault.NewVaultForm()
        form.asked.connect(self._create)
        return self._added(form)

    @cached_property
    def mending(self) -> "mending_form.MendingForm":
        """The form of a vault that is damaged."""
        form = mending_form.MendingForm()
        form.verify_asked.connect(self._verify)
        form.repair_asked.connect(self._repair)
        form.back_asked.connect(self._come_back)
        return self._added(form)

    @cached_property
    def refused_policy(self) -> "refused_policy.RefusedPolicyForm":
        """What stands here when the settings fixed for this computer are not understood."""
        form = refused_policy.RefusedPolicyForm()
        form.retry_asked.connect(self._come_back)
        return self._added(form)

    @cached_property
    def _mending(self) -> "mending_model.MendingModel | None":
        if self._accounts.mending is None:
            return None
        model = mending_model.MendingModel(self._accounts.mending, self._tasks, self)
        model.said.connect(self._tell)
        model.repaired.connect(self.mending.finish)
        model.refused.connect(self._refuse_mending)
        return model

    def _added(self, form: Form) -> Form:
        form.hide()
        self._parts.addWidget(form)
        self._forms.append(form)
        return form

    def await_vault(self, path: Path) -> None:
        """Take a passphrase already for the vault in the folder `path`, which is yet to be looked for."""
        self._name(path)
        self.door.path = path
        if path.exists():
            self.known_vault.ask_passphrase()
        else:  # there is nothing to open, and probably a first one to make
            self.known_vault.hide()

    def _name(self, path: Path) -> None:
        self.place.setText(typeset(tr("Coffre-fort « {name} »").format(name=path.name)))
        self.place.setToolTip(str(path))

    def show_vault(self, path: Path, words: str = "", tone: str = "primary") -> None:
        """Show the door of the vault in the folder `path`, with a word of why."""
        self._name(path)
        if not self._asked:  # else what was typed before the vault was looked for waits for its accounts
            self._forget()
            self._end()
        self.banner.say(words, tone)
        self.door.look(path)

    def announce(self, words: str, tone: str = "primary") -> None:
        """Say that a file waits behind the door, or why it cannot be opened; nothing when there is none."""
        self.arrival.say(words, tone)

    def typed(self) -> tuple[str, str, str]:
        """Return what was typed of a first vault, its passphrase aside: the point d'accueil, its network, the name."""
        if "new_vault" not in vars(self):
            return "", "", ""
        form = self.new_vault
        return form.place.text(), form.network.code, form.account.text()

    def type_again(self, place: str, network: str, account: str) -> None:
        """Put back what was typed of a first vault before the door was made anew."""
        if any((place, network, account)):
            form = self.new_vault
            form.place.setText(place)
            form.network.code = network
            form.account.setText(account)

    def wait(self) -> None:
        """Show that something is being done that cannot be stopped half-way; `show_vault` ends it."""
        show_unmeasured(self.progress)
        self.progress.show()
        self._enable(ready=False)

    def _head(self) -> QHBoxLayout:
        picture = QLabel()
        picture.setPixmap(icons.emblem(56, self.devicePixelRatioF()))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.heading)
        words.addWidget(self.place)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(picture)
        row.addLayout(words, 1)
        return row

    def _beside(self) -> QHBoxLayout:
        """What one may want before coming in."""
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(button(tr("Aide (F1)"), "quiet", "help", self.help_requested.emit))
        row.addWidget(button(tr("Préférences"), "quiet", "settings", self.preferences_requested.emit))
        row.addStretch()
        return row

    def _show_accounts(self, information: "VaultInformation") -> None:
        self.known_vault.show_accounts(information)
        self._show_form(self.known_vault)
        self.known_vault.ask_passphrase()
        if self._asked:
            self._unlock()

    def _offer_new_vault(self) -> None:
        self._end()
        self.banner.say(tr("Ce dossier ne contient pas encore de coffre-fort. Créez celui de votre point d’accueil."))
        self._show_form(self.new_vault)
        self.new_vault.begin()

    def _show_form(self, form: QWidget) -> None:
        for known in self._forms:
            known.setVisible(known is form)

    def _enable(self, *, ready: bool) -> None:
        for form in self._forms:
            form.setEnabled(ready)

    def _unlock(self) -> None:
        if not self.passphrase.text():
            self.banner.say(tr("Écrivez votre phrase de passe."), "warning")
            return
        self._begin()
        self._asked = not self.account.count()
        if not self._asked:
            self.door.unlock(self.account.code, self.passphrase.text())

    def _use_keyring(self) -> None:
        self._begin()
        self.door.unlock_by_keyring(self.account.code)

    def _recover(self) -> None:
        self._begin()
        self.door.unlock_by_recovery_key(self.known_vault.recovery.key.text())

    def _create(self) -> None:
        self._begin()
        self.door.create(self.new_vault.account.text().strip(), self.new_vault.secret, self.new_vault.station)

    def _begin(self) -> None:
        self.banner.say("")
        show_unmeasured(self.progress)
        self.progress.show()
        self._enable(ready=False)

    def _show_update(self, done: int, total: int) -> None:
        """Say that a vault of an earlier version is brought to this one: it may take minutes, once."""
        if done == 0:
            self.banner.say(typeset(_UPDATING))
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _end(self) -> None:
        self._asked = False
        show_unmeasured(self.progress)
        self.progress.hide()
        if self.banner.words.text() == typeset(_UPDATING):
            self.banner.say("")
        self._enable(ready=True)

    def _refuse(self, words: str) -> None:
        self._end()
        self.banner.say(words, "danger")
        self.known_vault.try_again()

    def _offer_mending(self, error: PasseportError) -> None:
        """Say what is wrong; who was asked for a passphrase already has only to type it again."""
        self._end()
        if self._mending is None:
            self._refuse(messages.sentence(error))
            return
        detail = str(error.parameters.get("detail", ""))
        named = tr("« {detail} »").format(detail=detail) if detail.endswith((".db", ".json")) else tr("un fichier")
        what = _DAMAGED if isinstance(error, VaultDamaged) else _OLDER
        self.banner.say(typeset(f"{what} ({named}). {_UNTOUCHED}"), "danger")
        self.mending.restart()
        self._show_form(self.mending)
        self.mending.begin(self.account.code)

    def _forbid(self, error: PolicyRefused) -> None:
        """Say what is not understood; whatever was typed is of no use."""
        self._end()
        self._forget()
        self.banner.say(typeset(_FORBIDDEN), "danger")
        self.refused_policy.show_error(error)
        self._show_form(self.refused_policy)
        self.refused_policy.begin()

    def _verify(self, account: str, passphrase: str) -> None:
        if self._mending is not None:
            self._begin()
            self._mending.verify(self.door.path, account, passphrase)

    def _repair(self, account: str, passphrase: str) -> None:
        if self._mending is not None:
            self._begin()
            self._mending.repair(self.door.path, account, passphrase)

    def _tell(self, lines: list[str], tone: str) -> None:
        self._end()
        self.banner.say(_FOUND[tone], tone)
        self.mending.show_lines(lines)

    def _refuse_mending(self, words: str) -> None:
        self._end()
        self.banner.say(words, "danger")
        self.mending.passphrase.selectAll()
        self.mending.passphrase.setFocus()

    def _come_back(self) -> None:
        self.show_vault(self.door.path)

    def _open(self, vault: "OpenVault | OpenStatistics") -> None:
        self._end()
        self._forget()
        self.opened.emit(vault)

    def _forget(self) -> None:
        """Keep nothing of what was typed."""
        self.known_vault.forget()
        if "new_vault" in vars(self):
            self.new_vault.forget()
        if "mending" in vars(self):
            self.mending.forget()


def _fill(page: QWidget, content: QWidget) -> None:
    whole = QVBoxLayout(page)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(content)
