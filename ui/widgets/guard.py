"""What the guard of free texts says beside a field, while one types: what, why, and what to write instead (R05)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from passeport.domain.text_guard import Alarm, alarms, kinds
from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from ui.theme.theme import Theme
from ui.widgets.announcing import announce
from ui.widgets.texts import text

_MOST = 3
"""Kinds shown at once; more would not be read."""


class Guard(QWidget):
    """Watches one field of free text; shows nothing while there is nothing to say."""

    changed = Signal()

    def __init__(self, entry: QPlainTextEdit | QTextEdit | QLineEdit) -> None:
        super().__init__()
        self._entry = entry
        self._description = entry.accessibleDescription()
        self.alarms: tuple[Alarm, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._rows = [_Warning() for _ in range(_MOST)]
        for row in self._rows:
            self._column.addWidget(row)
        self.hide()
        entry.textChanged.connect(self._look)
        self._look()

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of what was found, each once, in the order of the text."""
        return tuple(dict.fromkeys(alarm.kind for alarm in self.alarms))

    @property
    def words(self) -> str:
        """All that is said."""
        return "\n".join(row.words.text() for row in self._rows if not row.isHidden())

    def _look(self) -> None:
        typed = self._text()
        before, self.alarms = self.kinds, alarms(typed)
        for row, kind in zip(self._rows, (*self.kinds[:_MOST], *[""] * _MOST), strict=False):
            found = [typed[one.start : one.end] for one in self.alarms if one.kind == kind]
            row.say(kind, found)
        self.setVisible(bool(self.alarms))
        self._underline()
        self._entry.setAccessibleDescription(self.words or self._description)
        if self.kinds != before:
            self.changed.emit()
            if set(self.kinds) - set(before):
                self._announce()

    def _text(self) -> str:
        return self._entry.text() if isinstance(self._entry, QLineEdit) else self._entry.toPlainText()

    def _underline(self) -> None:
        if isinstance(self._entry, QLineEdit):
            return
        wavy = QTextCharFormat()
        wavy.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        wavy.setUnderlineColor(QColor(Theme.current().colours.warning))
        marks = []
        for alarm in self.alarms:
            cursor = QTextCursor(self._entry.document())
            cursor.setPosition(alarm.start)
            cursor.setPosition(alarm.end, QTextCursor.MoveMode.KeepAnchor)
            mark = QTextEdit.ExtraSelection()
            mark.cursor, mark.format = cursor, wavy
            marks.append(mark)
        self._entry.setExtraSelections(marks)

    def _announce(self) -> None:
        """Tell who listens rather than looks, without interrupting."""
        announce(self._entry, self.words)


def watching(entry: QWidget) -> Guard | None:
    """Return what watches an entry; None when it is no field of text."""
    return Guard(entry) if isinstance(entry, QLineEdit | QPlainTextEdit | QTextEdit) else None


class _Warning(QWidget):
    """One kind of thing that has no place in the text."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QLabel()
        self.words = text("", "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._picture, alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        self.hide()

    def say(self, code: str, found: list[str]) -> None:
        """Show a kind with the words that were found, or nothing."""
        self.setVisible(bool(code))
        if not code:
            self.words.setText("")
            return
        kind = kinds()[code]
        quoted = ", ".join(tr("« {words} »").format(words=" ".join(words.split())) for words in dict.fromkeys(found))
        self._picture.setPixmap(Theme.current().pixmap("warning", "warning", 16, self))
        self.words.setText(
            typeset(
                tr("{label} : {quoted}. {reason} {instead}").format(
                    label=tr(kind.label), quoted=quoted, reason=tr(kind.reason), instead=tr(kind.instead)
                )
            )
        )
