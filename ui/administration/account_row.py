"""One account in the list: who, what it opens, and what a manager can do about it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from passeport.domain.account import AccountState, Role
from passeport.language.catalogue import tr
from passeport.language.labels import label
from ui.widgets.buttons import button
from ui.widgets.texts import tag, text


class AccountRow(QWidget):
    """Says what it is asked; the page does it."""

    reset_requested = Signal()
    enabling_requested = Signal(bool)
    right_requested = Signal(bool)

    def __init__(self, state: AccountState, *, is_manager: bool, is_own: bool) -> None:
        super().__init__()
        self.state = state
        account, name = state.account, state.account.name
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(text(tr("{name} (vous)").format(name=name) if is_own else name, "strong", wraps=False))
        head.addSpacing(6)
        head.addWidget(tag(label("roles", account.role), "primary"))
        if account.administrator:
            head.addWidget(tag(tr("Administrateur"), "received"))
        if not state.is_enabled:
            head.addWidget(tag(tr("Désactivé"), "danger"))
        if state.must_change:
            head.addWidget(tag(tr("Phrase provisoire"), "warning"))
        head.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 4)
        column.setSpacing(0)
        column.addLayout(head)
        if not is_manager:
            return
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        if account.role is Role.CONSEILLER and state.is_enabled:
            given = account.administrator
            right = button(
                tr("Retirer le droit") if given else tr("Rendre administrateur"),
                "quiet",
                "",
                lambda: self.right_requested.emit(not given),
            )
            right.setAccessibleName(tr("{what} : {words}").format(what=right.text(), words=name))
            row.addWidget(right)
        if not is_own:
            reset = button(tr("Réinitialiser"), "quiet", "key", self.reset_requested.emit)
            reset.setAccessibleName(tr("Réinitialiser la phrase de passe de {name}").format(name=name))
            row.addWidget(reset)
            on = state.is_enabled
            enabling = button(
                tr("Désactiver") if on else tr("Réactiver"),
                "quiet",
                "lock" if on else "unlock",
                lambda: self.enabling_requested.emit(not on),
            )
            enabling.setAccessibleName(tr("{enabling} le compte {name}").format(enabling=enabling.text(), name=name))
            row.addWidget(enabling)
        row.addStretch()
