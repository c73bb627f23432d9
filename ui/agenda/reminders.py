"""The delays of the reminders, which an administrator sets."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from passeport.domain.goal import ReminderPolicy
from passeport.language.catalogue import tr
from ui.widgets.buttons import button
from ui.widgets.dialogs import Dialog
from ui.widgets.fields import Field
from ui.widgets.texts import text

_LONGER = tr("Le second délai doit être plus long que le premier.")


class RemindersDialog(Dialog):
    """Asks after how many days a referral comes back, and after how many it expires."""

    chosen = Signal(int, int)

    def __init__(self, policy: ReminderPolicy, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=420)
        self.setWindowTitle(tr("Délais de relance"))
        self.referral, self.expiry = _days(policy.referral_days, 180), _days(policy.expiry_days, 365)
        self.first = Field(tr("Relancer une orientation sans réponse après (jours)"), self.referral)
        self.second = Field(tr("Ne plus attendre de réponse après (jours)"), self.expiry)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(button(tr("Abandonner"), clicked=self.reject))
        foot.addWidget(button(tr("Enregistrer"), "primary", "check", self.accept_days))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(text(tr("Ces délais valent pour tout le point d’accueil."), "muted"))
        column.addWidget(self.first)
        column.addWidget(self.second)
        column.addLayout(foot)

    def accept_days(self) -> None:
        """Take the delays, or say what is wrong."""
        if self.expiry.value() <= self.referral.value():
            self.second.refuse(_LONGER)
            self.expiry.setFocus()
            return
        self.accept()
        self.chosen.emit(self.referral.value(), self.expiry.value())


def _days(value: int, most: int) -> QSpinBox:
    box = QSpinBox()
    box.setRange(1, most)
    box.setValue(value)
    return box
