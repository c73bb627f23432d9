"""What is shown once a passport has left."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from ui.passport.export_model import Handed
from ui.theme.theme import Theme
from ui.widgets.buttons import button
from ui.widgets.surfaces import Card
from ui.widgets.texts import text


class HandedCard(Card):
    """The number, the recipient, and where the file is."""

    show_file = Signal()
    print_requested = Signal()
    """The passport is to be printed."""
    sheet_requested = Signal()
    """The referral sheet is to be seen and printed."""

    def __init__(self) -> None:
        super().__init__(margin=24)
        picture = text("")
        picture.setPixmap(Theme.current().pixmap("check", "success", 40, self))
        self.heading = text("", "heading")
        self.number = text("", "title", selectable=True)
        self.path = text("", "muted", selectable=True)
        column = QVBoxLayout()
        column.setSpacing(4)
        for words in (self.heading, self.number, self.path):
            column.addWidget(words)
        column.addSpacing(6)
        self.print_button = button(tr("Imprimer le passeport…"), "", "print", self.print_requested.emit)
        self.print_button.setToolTip("Ctrl+P")
        self.sheet = button(tr("Imprimer la fiche d’orientation…"), "", "print", self.sheet_requested.emit)
        self.sheet.setToolTip(
            typeset(tr("La personne la donne au point d’accueil : ses codes permettent de vous répondre"))
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(button(tr("Ouvrir le dossier du fichier"), "", "folder", self.show_file.emit))
        buttons.addWidget(self.print_button)
        buttons.addWidget(self.sheet)
        buttons.addStretch()
        column.addLayout(buttons)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(picture, alignment=Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self.body.addLayout(row)

    def say(self, handed: Handed) -> None:
        """Show what left."""
        self.print_button.setVisible(handed.is_printed)
        self.sheet.setVisible(handed.referral is not None)
        self.heading.setText(typeset(tr("Le passeport est prêt pour {recipient}").format(recipient=handed.recipient)))
        self.number.setText(handed.number)
        self.path.setText(str(handed.path))
        self.setAccessibleName(
            tr("Passeport {number} prêt pour {recipient}, fichier {path}").format(
                number=handed.number, recipient=handed.recipient, path=handed.path
            )
        )
