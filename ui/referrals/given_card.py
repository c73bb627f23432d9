"""An answer that was given, in its three forms: a code to read aloud, a QR code, a file."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from passeport.language import answers
from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from passeport.services.referrals import Given
from ui.administration.recovery_sheet import picture
from ui.theme.theme import Theme
from ui.widgets.buttons import button
from ui.widgets.room import side_by_side
from ui.widgets.surfaces import Card
from ui.widgets.texts import text

_CODE_POINTS = 22
_SIDE = 248
"""Pixels of the picture: fifty-three modules and their margin, four pixels each."""


class GivenCard(Card):
    """The answer, ready to leave by whichever way both sides have."""

    file_requested = Signal()
    copied = Signal(str)

    def __init__(self) -> None:
        super().__init__(spacing=8)
        self.heading = text("", "heading")
        self.code = text("", "strong", wraps=False, selectable=True)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(_CODE_POINTS * min(Theme.current().scale, 1.4))
        font.setWeight(QFont.Weight.DemiBold)
        self.code.setFont(font)
        self.code.setStyleSheet(f"font-size: {round(_CODE_POINTS * min(Theme.current().scale, 1.4))}pt;")
        self._spelled = QVBoxLayout()
        self._spelled.setSpacing(2)
        self.groups = [text("") for _ in range(4)]
        for group in self.groups:
            self._spelled.addWidget(group)
        self.picture = QLabel()
        self.picture.setFixedSize(_SIDE, _SIDE)
        self.picture.setScaledContents(True)
        self.picture.setAccessibleName(tr("Code QR de la réponse"))
        self._text = ""

        aloud = QVBoxLayout()
        aloud.setSpacing(6)
        aloud.addWidget(text(tr("Par téléphone, lisez ce code"), "overline"))
        aloud.addWidget(self.code)
        aloud.addLayout(self._spelled)
        aloud.addStretch()
        shown = QVBoxLayout()
        shown.setSpacing(6)
        shown.addWidget(text(tr("Côte à côte, montrez ce code QR"), "overline"))
        shown.addWidget(self.picture)
        shown.addStretch()
        row = side_by_side()
        row.setSpacing(28)
        row.addLayout(aloud, 1)
        row.addLayout(shown)
        self.body.addWidget(self.heading)
        self.body.addWidget(text(typeset(tr("Choisissez un moyen, un seul suffit :")), "muted"))
        self.body.addLayout(row)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        self.file = button(tr("Enregistrer le fichier…"), "", "save", self.file_requested.emit)
        self.copy = button(tr("Copier le texte du code QR"), "quiet", "copy", self.copy_text)
        buttons.addWidget(self.file)
        buttons.addWidget(self.copy)
        buttons.addStretch()
        self.body.addLayout(buttons)
        self.hide()

    def show_answer(self, given: Given | None) -> None:
        """Show an answer in its three forms, or nothing."""
        self.setVisible(given is not None)
        if given is None:
            return
        self._text = given.written.text
        self.heading.setText(answers.said(given.reply.said))
        self.code.setText(given.written.code)
        spelled = answers.spelled(given.written.code)
        self.code.setAccessibleName(typeset(tr("Code {spelled}").format(spelled=tr(" ; ").join(spelled))))
        for label, group in zip(self.groups, spelled, strict=True):
            label.setText(group)
        self.picture.setPixmap(QPixmap.fromImage(picture(given.written.text)))

    def copy_text(self) -> None:
        """Copy what the QR code holds, for a message."""
        QGuiApplication.clipboard().setText(self._text, QGuiApplication.clipboard().Mode.Clipboard)
        self.copied.emit(typeset(tr("Texte du code QR copié : collez-le dans un message.")))

    def take_focus(self) -> None:
        """Be where the keyboard goes on."""
        self.file.setFocus(Qt.FocusReason.OtherFocusReason)
