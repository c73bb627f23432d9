"""The page of accounts: who opens the vault, one's own passphrase, and what protects the whole."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from passeport.domain.account import AccountState, Role
from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from passeport.services.desk import Desk
from ui.administration.account_form import AccountForm
from ui.administration.account_row import AccountRow
from ui.administration.keyring_card import KeyringCard
from ui.administration.model import AdministrationModel
from ui.administration.recovery_sheet import RecoveryCard
from ui.tasks import Tasks
from ui.unlock.own_passphrase import OwnPassphraseForm
from ui.widgets.buttons import button
from ui.widgets.fields import ChoiceCombo, Field
from ui.widgets.room import scaled, side_by_side
from ui.widgets.surfaces import Banner, Card, emptied, rule, scrolled
from ui.widgets.texts import text

_NARROW = 400
_PERCENT = 100
_MINUTES = (1, 2, 3, 5, 10, 15)


class AdministrationPage(QWidget):
    """Everybody sees who opens the vault; only a manager changes it."""

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self._own_id = desk.vault.account.id
        self.model = AdministrationModel(desk.administration, tasks, self)
        self.banner = Banner()
        self.add = button(tr("Ajouter un compte"), "primary", "person-add", self.open_new)
        self.form = AccountForm()
        self.recovery = RecoveryCard(desk.vault.account.station.name)
        self.own = OwnPassphraseForm(tasks, lambda: self.model.own)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        list_card = Card(tr("Comptes"))
        list_card.body.addLayout(self._rows)
        own_card = Card(tr("Votre phrase de passe"))
        self.own.setMaximumWidth(scaled(_NARROW))
        own_card.body.addWidget(self.own)
        self.keyring = KeyringCard(desk.keyring, tasks)
        self.keyring.field.setMaximumWidth(scaled(_NARROW))
        self._whole = self._whole_vault()

        content = QWidget()
        main = QVBoxLayout(content)
        main.setContentsMargins(0, 0, 8, 0)
        main.setSpacing(16)
        for part in (self.form, self.recovery, list_card, self._whole, own_card, self.keyring):
            main.addWidget(part)
        main.addStretch()
        for part in (own_card, self.keyring):
            part.setVisible(not desk.vault.account.is_recovery_key)
        head = QHBoxLayout()
        head.addWidget(text(tr("Comptes et clés"), "title", wraps=False), 1)
        head.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 22, 28, 18)
        column.setSpacing(14)
        column.addLayout(head)
        column.addWidget(self.banner)
        self._area = scrolled(content)
        column.addWidget(self._area, 1)
        self._connect()

    def start(self) -> None:
        """Show the page afresh."""
        self.banner.say("")
        self.form.close_form()
        self.recovery.forget()
        self.own.forget()
        self.keyring.start()
        self.model.load()

    def _whole_vault(self) -> Card:
        card = Card(tr("Le coffre-fort entier"), spacing=12)
        self.recovery_words = text("", "muted")
        self.issue = button(tr("Imprimer une clé de secours"), "", "key", self.model.issue_recovery_key)
        self.rotate = button(tr("Renouveler les clés"), "", "refresh", self.model.rotate_keys)
        self.stop = button(tr("Arrêter"), "quiet", "close", self.model.stop)
        self.progress = QProgressBar(textVisible=False)
        self.progress.setRange(0, _PERCENT)
        self.progress.setAccessibleName(tr("Renouvellement des clés"))
        self.minutes = ChoiceCombo([(str(count), tr("{count} min").format(count=count)) for count in _MINUTES])
        self.minutes.setAccessibleName(tr("Verrouiller après une absence de"))
        for words, act in (
            (self.recovery_words, self.issue),
            (
                text(
                    tr(
                        "Renouveler les clés chiffre tout à nouveau, sans changer les phrases de passe. À "
                        "faire quand une personne qui a pu copier le coffre-fort s’en va."
                    ),
                    "muted",
                ),
                self.rotate,
            ),
        ):
            row = side_by_side()
            row.setSpacing(12)
            row.addWidget(words, 1)
            row.addWidget(act)
            card.body.addLayout(row)
        bar = QHBoxLayout()
        bar.addWidget(self.progress, 1)
        bar.addWidget(self.stop)
        card.body.addLayout(bar)
        card.body.addWidget(rule())
        absence = Field(tr("Verrouiller après une absence de"), self.minutes)
        absence.setMaximumWidth(scaled(_NARROW))
        card.body.addWidget(absence)
        self.progress.hide()
        self.stop.hide()
        card.hide()
        return card

    def _connect(self) -> None:
        self.model.loaded.connect(self._show)
        self.model.said.connect(self._say)
        self.model.refused.connect(self._refuse)
        self.model.issued.connect(self._show_key)
        self.model.progressed.connect(self._advance)
        self.form.add_requested.connect(self._add_account)
        self.form.reset_requested.connect(self.model.reset)
        self.own.changed.connect(self._own_changed)
        self.own.changed.connect(self.keyring.start)
        self.minutes.activated.connect(self._decide)

    def _show(self) -> None:
        emptied(self._rows)
        for number, state in enumerate(self.model.accounts):
            if number:
                self._rows.addWidget(rule())
            self._rows.addWidget(self._row(state))
        self.add.setVisible(self.model.is_manager)
        self._whole.setVisible(self.model.is_manager)
        self.recovery_words.setText(
            typeset(
                tr("Une clé de secours a été imprimée. Une nouvelle la rend inutile.")
                if self.model.has_recovery_key
                else tr(
                    "Aucune clé de secours n’a été imprimée : si toutes les phrases de passe se perdent, les dossiers "
                    "sont perdus."
                )
            )
        )
        self.minutes.code = str(self.model.settings.idle_minutes)

    def _row(self, state: AccountState) -> AccountRow:
        made = AccountRow(state, is_manager=self.model.is_manager, is_own=state.account.id == self._own_id)
        made.reset_requested.connect(lambda: self._open_reset(state))
        made.enabling_requested.connect(lambda on: self.model.set_enabled(state, is_enabled=on))
        made.right_requested.connect(lambda on: self.model.set_administrator(state, is_administrator=on))
        return made

    def _show_key(self, key: str) -> None:
        self.recovery.show_key(key)
        self._go_to_top()

    def _open_reset(self, state: AccountState) -> None:
        self.form.open_reset(state)
        self._go_to_top()

    def _go_to_top(self) -> None:
        """Bring what has just appeared into sight, once it is laid out."""
        QTimer.singleShot(0, self._area, lambda: self._area.verticalScrollBar().setValue(0))

    def open_new(self) -> None:
        """Ask who the new account is for."""
        self.banner.say("")
        self.form.open_new()
        self._go_to_top()

    def _add_account(self, name: str, role: Role, passphrase: str, is_administrator: bool) -> None:  # noqa: FBT001 - a signal has no keywords
        self.model.add(name, role, passphrase, is_administrator=is_administrator)

    def _decide(self) -> None:
        self.model.change_idle_minutes(int(self.minutes.code))

    def _own_changed(self) -> None:
        self._say(tr("Phrase de passe changée ; l’ancienne n’ouvre plus rien."))

    def _say(self, words: str) -> None:
        self.banner.say(words, "success")

    def _refuse(self, words: str) -> None:
        self.banner.say(words, "danger")

    def _advance(self, percent: int) -> None:
        running = percent < _PERCENT
        self.progress.setValue(percent)
        self.progress.setVisible(running)
        self.stop.setVisible(running)
        for act in (self.rotate, self.issue, self.add):
            act.setEnabled(not running)
