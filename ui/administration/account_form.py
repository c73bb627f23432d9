"""A new account, or another passphrase for one that is there."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from passeport.domain.account import AccountState, Role
from passeport.language.catalogue import tr
from ui.unlock.new_passphrase import NewPassphrase
from ui.widgets.buttons import button
from ui.widgets.fields import CodeCombo, Field
from ui.widgets.surfaces import Card
from ui.widgets.texts import text


class AccountForm(Card):
    """Shown when it is needed, above the list."""

    add_requested = Signal(str, object, str, bool)
    """Name, `Role`, passphrase, whether it manages accounts."""
    reset_requested = Signal(object, str)
    """`AccountState`, passphrase."""

    def __init__(self) -> None:
        super().__init__(spacing=12)
        self._state: AccountState | None = None
        self.heading = text("", "heading")
        self.words = text("", "muted")
        self.name = QLineEdit()
        self.role = CodeCombo("roles")
        self.administrator = QCheckBox(tr("Gère aussi les comptes"))
        self.chosen = NewPassphrase(tr("Phrase de passe provisoire"), lambda: (self.name.text(),))
        self._name_field = Field(tr("Nom de la personne"), self.name, required=True)
        self._who = QWidget()
        who = QHBoxLayout(self._who)
        who.setContentsMargins(0, 0, 0, 0)
        who.setSpacing(12)
        who.addWidget(self._name_field, 2)
        who.addWidget(Field(tr("Ce que le compte ouvre"), self.role, required=True), 1)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(button(tr("Abandonner"), clicked=self.close_form))
        self.keep = button(tr("Ajouter le compte"), "primary", "check", self._ask)
        foot.addWidget(self.keep)
        for part in (self.heading, self.words, self._who, self.administrator, self.chosen):
            self.body.addWidget(part)
        self.body.addLayout(foot)
        self.role.chosen.connect(self._settle_right)
        self.chosen.again.returnPressed.connect(self._ask)
        self.hide()

    def open_new(self) -> None:
        """Ask for a new account."""
        self._open(None, tr("Ajouter un compte"), tr("Ajouter le compte"))
        self.words.setText(
            tr(
                "Remettez à la personne cette phrase de passe provisoire : elle choisira la sienne à sa première "
                "ouverture."
            )
        )
        self.name.clear()
        self.role.code = Role.CONSEILLER.value
        self.administrator.setChecked(False)
        self.name.setFocus()

    def open_reset(self, state: AccountState) -> None:
        """Ask for another passphrase."""
        self._open(
            state, tr("Réinitialiser la phrase de passe de {name}").format(name=state.account.name), tr("Réinitialiser")
        )
        self.words.setText(
            tr(
                "L’ancienne n’ouvrira plus rien. La personne choisira la sienne à sa prochaine ouverture ; le journal "
                "garde la trace de ce changement."
            )
        )
        self.chosen.passphrase.setFocus()

    def close_form(self) -> None:
        """Forget what was typed."""
        self.chosen.forget()
        self.name.clear()
        self._name_field.refuse()
        self.hide()

    def _open(self, state: AccountState | None, heading: str, keep: str) -> None:
        self._state = state
        self.setAccessibleName(heading)
        self.heading.setText(heading)
        self.keep.setText(keep)
        self._who.setVisible(state is None)
        self.administrator.setVisible(state is None)
        self.chosen.forget()
        self.show()

    def _settle_right(self) -> None:
        is_conseiller = self.role.code == Role.CONSEILLER.value
        self.administrator.setEnabled(is_conseiller)
        if not is_conseiller:
            self.administrator.setChecked(False)

    def _ask(self) -> None:
        name = self.name.text().strip()
        self._name_field.refuse(tr("Écrivez le nom.") if self._state is None and not name else "")
        if not self.chosen.accepted() or self._name_field.error:
            return
        if self._state is None:
            self.add_requested.emit(name, Role(self.role.code), self.chosen.secret, self.administrator.isChecked())
        else:
            self.reset_requested.emit(self._state, self.chosen.secret)
        self.close_form()
