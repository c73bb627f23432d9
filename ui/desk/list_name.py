"""Asks under which name a list is kept; what is wrong with it is said beside it, and what was typed stays."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from passeport.domain.errors import PasseportError
from passeport.language.catalogue import tr
from passeport.language.messages import sentence
from ui.widgets.buttons import action, button
from ui.widgets.dialogs import Dialog
from ui.widgets.fields import Field
from ui.widgets.room import foot_line
from ui.widgets.texts import text


class ListName(Dialog):
    """One field; it closes once the list is kept."""

    named = Signal(str)

    def __init__(self, name: str, parent: QWidget) -> None:
        """Start from the name of the list that is chosen, if there is one."""
        super().__init__(parent, width=460)
        self.setWindowTitle(tr("Garder cette liste"))
        self.name = QLineEdit(name)
        self.name.selectAll()
        hint = tr("Une liste du même nom est remplacée.")
        self.field = Field(tr("Nom de la liste"), self.name, required=True, hint=hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(text(tr("Garder cette liste"), "title"))
        column.addWidget(self.field)
        keep = button(tr("Garder la liste"), "primary", "check", self.ask)
        column.addLayout(foot_line(button(tr("Abandonner"), clicked=self.reject), keep))
        self.name.returnPressed.connect(self.ask)
        action(self, tr("Garder la liste"), "Ctrl+Return", self.ask)

    def ask(self) -> None:
        """Give the name, or say that it is missing."""
        name = " ".join(self.name.text().split())
        self.field.refuse("" if name else tr("Donnez-lui un nom."))
        if name:
            self.named.emit(name)
        else:
            self.name.setFocus()

    def refuse(self, error: PasseportError) -> None:
        """Say why the list cannot be kept under this name."""
        self.field.refuse(sentence(error))
        self.name.setFocus()
