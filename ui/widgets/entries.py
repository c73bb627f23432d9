"""What a form is made of that needs nothing of the domain: a field with its label, a choice."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from PySide6 import QtCore, QtWidgets
from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from passeport.later import module
from ui.widgets.announcing import announce
from ui.widgets.texts import restyle, text

if TYPE_CHECKING:
    from passeport.domain import normalise
    from ui.widgets import guard
else:  # the door has no free text to watch, and searches in no list before it is painted
    normalise, guard = module("passeport.domain.normalise"), module("ui.widgets.guard")

_NO_BREAK = "\u00a0"
"""Keeps the line of what is understood while there is nothing to say: the page does not jump."""
_SHORTEST = 10
"""Characters of a choice that always show; its list shows the whole label."""


class Echo(NamedTuple):
    """What is said of a date while it is typed."""

    words: str
    is_wrong: bool = False


class DatedLine(QLineEdit):
    """A line that says what it understands as a date, at each key."""

    told = Signal(object)
    """An `Echo`."""

    def __init__(self) -> None:
        super().__init__()
        self.textChanged.connect(self._say)

    @property
    def echo(self) -> Echo:
        """What is understood now."""
        return Echo("")

    def _say(self) -> None:
        self.told.emit(self.echo)


class Field(QWidget):
    """One entry with its label; `error` shows why it is refused."""

    def __init__(
        self, label: str, entry: QWidget, *, required: bool = False, hint: str = "", is_free: bool = False
    ) -> None:
        """`is_free`: the guard of free texts reads it as it is typed, and says below what has no place there."""
        super().__init__()
        self.entry = entry
        self.label = text(f"{label} *" if required else label, "field", wraps=False)
        self.label.setBuddy(entry)
        self._error = text("", "error")
        self._error.hide()
        self._echo: QLabel | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.label)
        column.addWidget(entry)
        if isinstance(entry, DatedLine):
            self._echo = text(entry.echo.words or _NO_BREAK, "small")
            column.addWidget(self._echo)
            entry.told.connect(self._tell)
        if hint:
            column.addWidget(text(hint, "small"))
        column.addWidget(self._error)
        column.addStretch()
        self._description = tr("Champ obligatoire") if required else entry.accessibleDescription()
        if label.strip():  # a box to tick says by itself what it is
            entry.setAccessibleName(label)
        entry.setAccessibleDescription(self._description)
        typed = entry.focusProxy() or entry
        self.guard = guard.watching(typed) if is_free else None
        if self.guard is not None:
            column.insertWidget(column.count() - 1, self.guard)

    @property
    def error(self) -> str:
        """Why the entry is refused; empty when it is not."""
        return self._error.text()

    def refuse(self, why: str = "") -> None:
        """Show why the entry is refused, or nothing."""
        why = typeset(why)
        self._error.setText(why)
        self._error.setVisible(bool(why))
        if self._echo is not None:
            self._echo.setHidden(bool(why))  # one word at a time beside a field
        restyle(self.entry, invalid=bool(why))
        self.entry.setAccessibleDescription(why or self._description)
        if self.isVisible():
            announce(
                self.entry,
                typeset(tr("{what} : {words}").format(what=self.entry.accessibleName(), words=why)) if why else "",
            )

    @property
    def echo(self) -> str:
        """What is said beside the field of what was typed so far."""
        return self._echo.text().strip() if self._echo is not None else ""

    def _tell(self, said: Echo) -> None:
        """Show what was understood of a date while it is typed."""
        if self._echo is None:
            return
        if not self._error.isHidden():
            self.refuse()
        self._echo.setText(said.words or _NO_BREAK)
        restyle(self._echo, kind="error" if said.is_wrong else "small")
        self.entry.setAccessibleDescription(said.words or self._description)


class ChoiceCombo(QComboBox):
    """A choice among (code, label) pairs; typing any part of a label finds it, accents or not."""

    chosen = Signal()

    def __init__(self, choices: Iterable[tuple[str, str]], *, empty: str = "") -> None:
        super().__init__()
        self._suggests = False
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        if empty:
            self.addItem(empty, "")
        for code, words in choices:
            self.addItem(words, code)
        self.setCurrentIndex(0 if empty else -1)
        self.setMaxVisibleItems(18)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_SHORTEST)  # else the longest label would widen the whole page
        line = self.lineEdit()
        if line is not None:
            line.editingFinished.connect(self._settle)
        self.currentIndexChanged.connect(self._show_beginning)
        self.currentIndexChanged.connect(self.chosen)
        self.installEventFilter(self)

    def setAccessibleName(self, name: str) -> None:  # noqa: N802 - Qt's name
        """Name the choice; where Qt takes what is chosen for the name (AT-SPI), the description says it."""
        super().setAccessibleName(name)
        self.setAccessibleDescription(name)

    @property
    def code(self) -> str:
        """The code chosen, empty when none is."""
        self._settle()
        return str(self.currentData() or "")

    @code.setter
    def code(self, value: str) -> None:
        self.setCurrentIndex(self.findData(value or ""))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keep the wheel from changing a choice that the pointer merely passes over."""
        if event.type() == QEvent.Type.FocusIn and not self._suggests:
            self._suggest()
        if event.type() == QEvent.Type.Wheel and not self.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _suggest(self) -> None:
        """Suggest what holds the letters typed; at the first focus, since a page of choices would be slow otherwise."""
        self._suggests = True
        completer = QtWidgets.QCompleter(self.model(), self)
        completer.setFilterMode(QtCore.Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(QtCore.Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QtWidgets.QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)
        name_popup(completer)

    def _show_beginning(self) -> None:
        line = self.lineEdit()
        if line is not None:
            line.setCursorPosition(0)

    def _settle(self) -> None:
        """Take the label that was typed, else the first that begins with it, else the first that holds it."""
        typed = normalise.joined(self.currentText())
        if self.currentIndex() >= 0 and normalise.joined(self.itemText(self.currentIndex())) == typed:
            return
        if not typed:
            self.setCurrentIndex(0 if self.itemData(0) == "" else -1)
            return
        labels = [normalise.joined(self.itemText(index)) for index in range(self.count())]
        found = [i for i, label in enumerate(labels) if label == typed]
        found = found or [i for i, label in enumerate(labels) if label.startswith(typed)]
        found = found or [i for i, label in enumerate(labels) if typed in label]
        if found:
            self.setCurrentIndex(found[0])
        elif self.currentIndex() >= 0:
            self.setEditText(self.itemText(self.currentIndex()))


def name_popup(completer: "QtWidgets.QCompleter") -> None:
    """Have the style sheet dress the suggestions."""
    popup = completer.popup()
    if popup is not None:
        popup.setObjectName("choices")
