"""The form of who lost a passphrase: the recovery key that was printed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from ui.widgets.buttons import button
from ui.widgets.entries import Field
from ui.widgets.texts import text


class RecoveryForm(QWidget):
    """Asks for the printed key."""

    asked = Signal()
    """Open with the key."""
    back_asked = Signal()
    """Come back to the passphrase."""

    def __init__(self, open_words: str) -> None:
        """Name the button that opens by `open_words`, as it is named for a passphrase."""
        super().__init__()
        self.key = QLineEdit(placeholderText="XXXXX-XXXXX-…")
        self.key.returnPressed.connect(self.asked)
        hint = typeset(tr("Huit groupes de cinq caractères ; majuscules, tirets et espaces sont indifférents."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(Field(tr("Clé de secours imprimée"), self.key, hint=hint))
        column.addWidget(button(open_words, "primary", "key", self.asked.emit))
        column.addWidget(
            text(
                tr(
                    "Elle ouvre le coffre-fort pour donner une nouvelle phrase de passe à un compte. Sans elle, un "
                    "administrateur peut le faire depuis la page des comptes."
                ),
                "small",
            )
        )
        column.addWidget(
            button(tr("Revenir à la phrase de passe"), "quiet", "arrow-left", self.back_asked.emit),
            alignment=Qt.AlignmentFlag.AlignLeft,
        )
