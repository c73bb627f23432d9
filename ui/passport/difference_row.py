"""One item that differs: what it is, how the two sides stand, where each comes from, and what to do with it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from passeport.domain.difference import Decision, Difference, DifferenceKind
from passeport.domain.model import DomainModel
from passeport.domain.partial_date import PartialDate
from passeport.domain.profile import Item
from passeport.language import comparison, describe
from passeport.language.catalogue import tr, tr_in
from passeport.language.typography import typeset
from ui.passport import wording
from ui.passport.deciding import Deciding
from ui.passport.fold import Fold
from ui.widgets.buttons import button
from ui.widgets.rich_text import rich
from ui.widgets.room import is_narrow, scaled
from ui.widgets.texts import tag, text

_TAG_WIDTH = 108
"""Pixels, so that titles stand in a column."""
_NAMES_WIDTH = 130
"""Pixels of the names of fields, so that the values of one card stand under each other."""
_GAP = 8
_COLUMN_GAP = 16
_KEYS = {
    Qt.Key(ord(tr_in("comparaison", "P"))): Decision.TAKE,
    Qt.Key(ord(tr_in("comparaison", "G"))): Decision.KEEP,
    Qt.Key(ord(tr_in("comparaison", "D"))): Decision.BOTH,
}
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_TURNS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_WHOLE = Qt.Key(ord(tr_in("comparaison", "V")))
KEYS_HINT = tr(
    "↑ ↓ d’un élément à l’autre · P prendre · G garder ou laisser · D les deux · V voir tout · Ctrl+Entrée enregistrer"
)
"""Said once above the rows."""


class DifferenceRow(QFrame):
    """A tag, a title, the decision; below, mine and theirs side by side where they differ, or the whole item."""

    moved = Signal(object, int)
    """This row, and how many rows further the keyboard goes."""
    reached = Signal(object)
    """This row has the keyboard now."""

    def __init__(self, model: Deciding, difference: Difference) -> None:
        super().__init__()
        self.setProperty("kind", "difference")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._model = model
        self.difference = difference
        self.choices: dict[Decision, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 5, 6, 5)
        column.setSpacing(4)
        column.addLayout(self._head())
        sides, origins = model.sides, model.origins(difference)
        mine, theirs = (
            typeset(tr("{what} : {words}").format(what=name, words=origin))
            for name, origin in zip(sides, origins, strict=True)
        )
        if difference.kind in (DifferenceKind.RICHER, DifferenceKind.CONFLICTING):
            column.addWidget(_side_by_side(difference, mine, theirs))
        else:
            said = text(theirs if difference.kind is DifferenceKind.NEW else mine, "small")
            said.setIndent(scaled(_TAG_WIDTH) + _GAP)
            column.addWidget(said)
        self.whole = self._whole()
        if self.whole is not None:
            column.addWidget(self.whole)
        self.fill()

    def _whole(self) -> Fold | None:
        """Return what opens everything that an item says, where its line leaves something out."""
        theirs = self.difference.theirs
        if self.difference.kind not in (DifferenceKind.NEW, DifferenceKind.SAME) or not isinstance(theirs, Item):
            return None
        line, said = title(self.difference), comparison.contents(theirs)
        if all(change.theirs in line for change in said):
            return None
        fold = Fold(tr("Voir tout"), lambda: _named(said))
        fold.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the row has the keyboard, and its letters
        fold.button.setAccessibleName(tr("{what} : {words}").format(what=tr("Voir tout"), words=line))
        fold.setContentsMargins(scaled(_TAG_WIDTH), 0, 0, 0)
        return fold

    def _head(self) -> QBoxLayout:
        difference = self.difference
        kind = tag(describe.term(difference.kind), wording.KIND_TONES[difference.kind])
        row = QHBoxLayout()
        row.setSpacing(_GAP)
        row.addWidget(_in_a_column(kind))
        row.addWidget(text(title(difference)), 1)
        choices = QHBoxLayout()
        choices.setSpacing(_GAP)
        for choice in self._model.choices(difference):
            made = button(wording.decision(difference, choice), "chip")
            made.setCheckable(True)
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the row has the keyboard, and its letters
            made.setMinimumWidth(made.sizeHint().width() + _GAP)  # bold once chosen
            made.setAccessibleName(
                tr("{what} : {words}").format(what=wording.decision(difference, choice), words=title(difference))
            )
            made.clicked.connect(partial(self._choose, choice))
            self.choices[choice] = made
            choices.addWidget(made)
        if not is_narrow():
            row.addLayout(choices)
            return row
        choices.addStretch()
        column = QVBoxLayout()
        column.addLayout(row)
        column.addLayout(choices)
        return column

    def fill(self) -> None:
        """Show the decision of the model."""
        decided = self._model.decision(self.difference)
        for choice, made in self.choices.items():
            made.setChecked(choice is decided)
        words = tr("{what} : {words}").format(what=describe.term(self.difference.kind), words=title(self.difference))
        if self.choices:
            words = tr("{words}. Décision : {decision}").format(
                words=words, decision=wording.decision(self.difference, decided)
            )
        self.setAccessibleName(typeset(words))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's names, here and below
        """Decide by a letter, go by the arrows."""
        key = Qt.Key(event.key())
        if event.modifiers() not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            super().keyPressEvent(event)
        elif key in _MOVES:
            self.moved.emit(self, _MOVES[key])
        elif key in _KEYS:
            self._model.decide(self.difference, _KEYS[key])
        elif key == _WHOLE and self.whole is not None:
            self.whole.turn()
        elif key in _TURNS and self.choices:
            offered = list(self.choices)
            place = offered.index(self._model.decision(self.difference)) + _TURNS[key]
            self._model.decide(self.difference, offered[place % len(offered)])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Say that the keyboard is here."""
        super().focusInEvent(event)
        self.reached.emit(self)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take the keyboard when clicked."""
        super().mousePressEvent(event)
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def _choose(self, decision: Decision) -> None:
        self._model.decide(self.difference, decision)
        self.fill()  # a click on the decision that stands would untick it


def _in_a_column(kind: QLabel) -> QWidget:
    holder = QWidget()
    held = QHBoxLayout(holder)
    held.setContentsMargins(0, 0, 0, 0)
    held.addWidget(kind)
    held.addStretch()
    holder.setFixedWidth(scaled(_TAG_WIDTH))
    return holder


def title(difference: Difference) -> str:
    """Return the item in a line; a bare value under the name of its field."""
    if difference.section in ("IDENTITY", "CONTACT") or not hasattr(difference.theirs, "provenance"):
        if difference.kind in (DifferenceKind.RICHER, DifferenceKind.CONFLICTING):
            return describe.field(difference.field)
        return comparison.difference(difference)
    return describe.line(difference.theirs, difference.field)


def _named(said: tuple[comparison.Change, ...]) -> QWidget:
    """Return each field of an item with its whole words."""
    frame = QWidget()
    grid = QGridLayout(frame)
    grid.setContentsMargins(_GAP, 0, 0, 0)
    grid.setHorizontalSpacing(_COLUMN_GAP)
    grid.setVerticalSpacing(3)
    grid.setColumnMinimumWidth(0, scaled(_NAMES_WIDTH))
    grid.setColumnStretch(1, 1)
    for line, change in enumerate(said):
        shown = rich(change.theirs_html) if change.theirs_html else text(change.theirs, selectable=True)
        grid.addWidget(text(change.field, "small", wraps=False), line, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(shown, line, 1, Qt.AlignmentFlag.AlignTop)
    return frame


def _side_by_side(difference: Difference, mine: str, theirs: str) -> QWidget:
    frame = QWidget()
    grid = QGridLayout(frame)
    changes = _changes(difference)
    named = any(change.field for change in changes)
    grid.setContentsMargins(scaled(_TAG_WIDTH) + _GAP, 0, 0, 0)
    grid.setHorizontalSpacing(_COLUMN_GAP)
    grid.setVerticalSpacing(3)
    grid.setColumnStretch(2, 1)
    grid.setColumnStretch(3, 1)
    if named:
        grid.setColumnMinimumWidth(1, scaled(_NAMES_WIDTH))
    for position, words in enumerate((mine, theirs), start=2):
        grid.addWidget(text(words, "small"), 0, position, Qt.AlignmentFlag.AlignTop)
    for line, change in enumerate(changes, start=1):
        differs = bool(change.mine)
        mark = text("≠" if differs else "+", "strong", wraps=False)
        mark.setAccessibleName(tr("Différent") if differs else tr("En plus"))
        grid.addWidget(mark, line, 0, Qt.AlignmentFlag.AlignTop)
        if named:
            grid.addWidget(text(change.field, "small", wraps=False), line, 1, Qt.AlignmentFlag.AlignTop)
        for position, (words, formatted, kind) in enumerate(
            ((change.mine, change.mine_html, ""), (change.theirs, change.theirs_html, "strong")), start=2
        ):
            shown = (
                rich(formatted)
                if formatted
                else text(words or tr("rien ici"), kind if words else "muted", selectable=True)
            )
            grid.addWidget(shown, line, position, Qt.AlignmentFlag.AlignTop)
    return frame


def _changes(difference: Difference) -> tuple[comparison.Change, ...]:
    mine, theirs = difference.mine, difference.theirs
    bare = isinstance(theirs, PartialDate) or difference.section == "CONTACT"
    if not bare and isinstance(mine, DomainModel) and isinstance(theirs, DomainModel):
        return comparison.changes(mine, theirs)
    name = "" if title(difference) == describe.field(difference.field) else describe.field(difference.field)
    return (comparison.of_values(name, mine, theirs, difference.field),)
