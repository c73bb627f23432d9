"""Formatted paragraphs, typed: bold, italic and lists by a button or a shortcut; plain typing stays plain."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QMimeData, Qt, QUrl, Signal
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor, QTextListFormat
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTextEdit, QVBoxLayout, QWidget

from passeport.domain.rich_text import clean, from_plain
from passeport.language.catalogue import tr
from ui.forms.rich_document import html_of
from ui.widgets.buttons import action, icon_button

_BULLETS = QTextListFormat.Style.ListDisc


class RichEdit(QTextEdit):
    """A text whose formatting is the allow-list's; Tab leaves it."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 26)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Paste what is on the allow-list: neither colours nor pictures nor sizes come along."""
        words = clean(source.html()) if source.hasHtml() else from_plain(source.text())
        if source.hasHtml():
            self.textCursor().insertHtml(clean(words))
        else:
            self.textCursor().insertText(source.text())

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: ARG002, N802 - Qt's name
        """Load nothing: no picture, no style sheet, from nowhere."""
        return None


class RichEditor(QWidget):
    """The text, and above it what can be done with it."""

    changed = Signal()

    def __init__(self, lines: int = 5) -> None:
        super().__init__()
        self.edit = RichEdit(lines)
        self.setFocusProxy(self.edit)
        self.bold = self._button(tr("Gras (Ctrl+B)"), "bold", "Ctrl+B", self._toggle_bold)
        self.italic = self._button(tr("Italique (Ctrl+Maj+I)"), "italic", "Ctrl+Shift+I", self._toggle_italic)
        self.bullets = self._button(tr("Liste à puces (Ctrl+Maj+L)"), "list", "Ctrl+Shift+L", self._toggle_list)
        row = QHBoxLayout()
        row.setSpacing(2)
        for made in (self.bold, self.italic, self.bullets):
            row.addWidget(made)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.edit)
        self.edit.cursorPositionChanged.connect(self._tell)
        self.edit.currentCharFormatChanged.connect(self._tell)
        self.edit.textChanged.connect(self.changed)

    def setAccessibleName(self, name: str) -> None:  # noqa: N802 - Qt's name
        """Name the text itself: that is what is typed into."""
        super().setAccessibleName(name)
        self.edit.setAccessibleName(name)

    def setAccessibleDescription(self, words: str) -> None:  # noqa: N802 - Qt's name
        """Describe the text itself."""
        super().setAccessibleDescription(words)
        self.edit.setAccessibleDescription(words)

    @property
    def html(self) -> str:
        """The text as allow-listed HTML, empty when nothing is written."""
        return html_of(self.edit.document())

    @html.setter
    def html(self, value: str) -> None:
        self.edit.setHtml(clean(value))
        self.edit.document().clearUndoRedoStacks()
        self.edit.moveCursor(QTextCursor.MoveOperation.Start)

    def _button(self, name: str, icon: str, shortcut: str, clicked: Callable[[], None]) -> QPushButton:
        made = icon_button(name, icon, partial(self._do, clicked))
        made.setCheckable(True)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the text keeps the keyboard; the name says the keys
        action(self.edit, name.partition(" (")[0], shortcut, clicked)
        return made

    def _do(self, clicked: Callable[[], None]) -> None:
        clicked()
        self.edit.setFocus()

    def _toggle_bold(self) -> None:
        changed = QTextCharFormat()
        heavy = self.edit.fontWeight() >= QFont.Weight.Bold
        changed.setFontWeight(QFont.Weight.Normal if heavy else QFont.Weight.Bold)
        self.edit.mergeCurrentCharFormat(changed)
        self._tell()

    def _toggle_italic(self) -> None:
        self.edit.setFontItalic(not self.edit.fontItalic())
        self._tell()

    def _toggle_list(self) -> None:
        cursor = self.edit.textCursor()
        cursor.beginEditBlock()
        if cursor.currentList() is None:
            cursor.createList(_BULLETS)
        else:
            self._leave_list(cursor)
        cursor.endEditBlock()
        self._tell()

    @staticmethod
    def _leave_list(cursor: QTextCursor) -> None:
        document, last = cursor.document(), cursor.selectionEnd()
        block = document.findBlock(cursor.selectionStart())
        while block.isValid() and block.position() <= last:
            held = block.textList()
            if held is not None:
                held.remove(block)
                plain = block.blockFormat()
                plain.setIndent(0)
                QTextCursor(block).setBlockFormat(plain)
            block = block.next()

    def _tell(self) -> None:
        self.bold.setChecked(self.edit.fontWeight() >= QFont.Weight.Bold)
        self.italic.setChecked(self.edit.fontItalic())
        self.bullets.setChecked(self.edit.textCursor().currentList() is not None)
