"""R01: a social security number is refused wherever text is typed or pasted, the moment it is whole.

Only the number is taken out of the field; what is around it stays, and why is said beside.
"""

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QMouseEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from passeport.domain.social_security_number import (
    contains_social_security_number,
    social_security_numbers,
    without_social_security_numbers,
)
from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from ui.widgets.texts import text

REFUSED = typeset(
    tr(
        "Un numéro de sécurité sociale ne s’enregistre pas ici (décret n° 2019-341) : il a été retiré, le "
        "reste est gardé."
    )
)
_SHOWN_FOR = 8_000
"""Milliseconds."""
_WATCHED = "number_watched"
TextEntry = QLineEdit | QPlainTextEdit | QTextEdit


class NumberWatch(QObject):
    """Watches every field of the application from the moment it is entered."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.refusal: Refusal | None = None
        application = QApplication.instance()
        if isinstance(application, QApplication):  # an event filter would be asked at every event of every widget
            application.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Look after each field that gets the keyboard, and after the line of a list of choices."""
        entry = now.lineEdit() if isinstance(now, QComboBox) else now
        if isinstance(entry, QLineEdit | QPlainTextEdit | QTextEdit) and not entry.property(_WATCHED):
            entry.setProperty(_WATCHED, True)  # noqa: FBT003 - Qt's signature
            _Watched(entry, self)

    def tell(self, entry: TextEntry) -> None:
        """Say beside a field why the number is gone."""
        if self.refusal is not None:
            self.refusal.close()
        self.refusal = Refusal(entry)
        self.refusal.destroyed.connect(self._forget)

    def _forget(self) -> None:
        self.refusal = None


class _Watched(QObject):
    """One field."""

    def __init__(self, entry: TextEntry, watch: NumberWatch) -> None:
        super().__init__(entry)
        self._entry = entry
        self._watch = watch
        entry.textChanged.connect(self._look)

    def _look(self) -> None:
        entry = self._entry
        if isinstance(entry, QLineEdit):
            if entry.echoMode() is QLineEdit.EchoMode.Normal and contains_social_security_number(entry.text()):
                entry.setText(without_social_security_numbers(entry.text()))
                self._watch.tell(entry)
            return
        typed = entry.toPlainText()
        if contains_social_security_number(typed):
            self._take_out(entry, typed)
            self._watch.tell(entry)

    def _take_out(self, entry: QPlainTextEdit | QTextEdit, typed: str) -> None:
        spans = social_security_numbers(typed) or ((0, len(typed)),)
        cursor = entry.textCursor()
        for start, end in reversed(spans):
            cursor.setPosition(start)
            cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
        entry.document().clearUndoRedoStacks()  # else Ctrl+Z would bring it back
        entry.setTextCursor(cursor)


class Refusal(QFrame):
    """The word beside the field; it goes by itself."""

    def __init__(self, entry: QWidget) -> None:
        super().__init__(entry.window())
        self.setProperty("kind", "toast")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(REFUSED)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        words = text(REFUSED)
        words.setMinimumWidth(min(460, entry.window().width() - 60))
        row.addWidget(words)
        self.adjustSize()
        self._stand_beside(entry)
        self.show()
        self.raise_()
        QTimer.singleShot(_SHOWN_FOR, self, self.close)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(entry, REFUSED))

    def mousePressEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Go at once: what stands behind may be what one reaches for."""
        self.close()

    def _stand_beside(self, entry: QWidget) -> None:
        """Stand below the field, or above it where there is no room: never over what is typed."""
        window = entry.window()
        below = entry.mapTo(window, QPoint(0, entry.height() + 4))
        above = entry.mapTo(window, QPoint(0, -4)).y() - self.height()
        lowest = window.height() - self.height() - 8
        self.move(
            max(8, min(below.x(), window.width() - self.width() - 8)),
            max(8, min(below.y() if below.y() <= lowest else above, lowest)),
        )
