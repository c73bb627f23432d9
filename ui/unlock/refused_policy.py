"""What stands at the door when the settings fixed for this computer are not understood: what, where, what to do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from passeport.domain.errors import PolicyRefused
from passeport.language.catalogue import tr
from passeport.language.policy_refusals import reason
from passeport.language.typography import typeset
from ui.widgets.buttons import button
from ui.widgets.texts import text

_WHAT_TO_DO = tr(
    "Prévenez votre service informatique et donnez-lui ces lignes. Une fois le fichier corrigé, choisissez "
    "« Réessayer » : il n’y a rien à réinstaller."
)


class RefusedPolicyForm(QWidget):
    """Asks for nothing: who is here cannot mend the file, and tells it to who can."""

    retry_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lines = text("", selectable=True)
        self.lines.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.copy = button(tr("Copier ces lignes"), "", "copy", self._copy)
        self.retry = button(tr("Réessayer"), "primary", "refresh", self.retry_asked.emit)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.copy)
        row.addWidget(self.retry)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.lines)
        column.addWidget(text(typeset(_WHAT_TO_DO), "muted"))
        column.addLayout(row)

    def show_error(self, error: PolicyRefused) -> None:
        """Say which file, which setting and why."""
        where = str(error.parameters.get("where", ""))
        said = [tr("Fichier : {path}").format(path=error.parameters.get("path"))]
        if where:
            said.append(tr("Réglage : {where}").format(where=where))
        said.append(tr("Ce qui ne va pas : {reason}").format(reason=reason(error)))
        self.lines.setText(typeset("\n".join(said)))
        self.lines.setAccessibleName(self.lines.text())

    def begin(self) -> None:
        """Put the keyboard where one goes on."""
        self.retry.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.lines.text())
