"""One item of an incoming passport: what it is, how it stands to the dossier, and what to do with it."""

from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from passeport.domain.difference import Decision, Difference, DifferenceKind
from passeport.domain.model import DomainModel
from passeport.domain.partial_date import PartialDate
from passeport.language import comparison, describe
from ui.passport import wording
from ui.passport.import_model import ImportModel
from ui.passport.room import is_narrow, scaled
from ui.widgets.buttons import button
from ui.widgets.texts import tag, text

_TAG_WIDTH = 108
"""Pixels, so that titles stand in a column."""
_GAP = 8
_COLUMN_GAP = 16


class DifferenceRow(QWidget):
    """A tag, a title, the decision; below, mine and theirs side by side where they differ."""

    def __init__(self, model: ImportModel, difference: Difference) -> None:
        super().__init__()
        self._model = model
        self.difference = difference
        self.choices: dict[Decision, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(6)
        column.addLayout(self._head())
        if difference.kind in (DifferenceKind.RICHER, DifferenceKind.CONFLICTING):
            column.addWidget(_side_by_side(difference))
        model.decided.connect(self.fill)
        self.fill()

    def _head(self) -> QBoxLayout:
        difference = self.difference
        words = title(difference)
        kind = tag(describe.term(difference.kind), wording.KIND_TONES[difference.kind])
        holder = QWidget()
        held = QHBoxLayout(holder)
        held.setContentsMargins(0, 0, 0, 0)
        held.addWidget(kind)
        held.addStretch()
        holder.setFixedWidth(scaled(_TAG_WIDTH))
        row = QHBoxLayout()
        row.setSpacing(_GAP)
        row.addWidget(holder)
        row.addWidget(text(words), 1)
        choices = QHBoxLayout()
        choices.setSpacing(_GAP)
        group = QButtonGroup(self)
        for choice in (Decision.TAKE, Decision.KEEP, Decision.BOTH):
            if choice is Decision.BOTH and not difference.allows_both:
                continue
            made = button(wording.decision(difference, choice), "chip")
            made.setCheckable(True)
            made.setMinimumWidth(made.sizeHint().width() + _GAP)  # bold once chosen
            made.setAccessibleName(f"{wording.decision(difference, choice)} : {words}")
            made.clicked.connect(self._tell)
            group.addButton(made)
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
        self.choices[self._model.decision(self.difference)].setChecked(True)

    def _tell(self) -> None:
        chosen = next(choice for choice, made in self.choices.items() if made.isChecked())
        self._model.decide(self.difference, chosen)


def title(difference: Difference) -> str:
    """Return the item in a line; a bare value under the name of its field."""
    if difference.section in ("IDENTITY", "CONTACT") or not hasattr(difference.theirs, "provenance"):
        if difference.kind in (DifferenceKind.RICHER, DifferenceKind.CONFLICTING):
            return describe.field(difference.field)
        return comparison.difference(difference)
    return describe.line(difference.theirs, difference.field)


def _side_by_side(difference: Difference) -> QWidget:
    frame = QFrame()
    grid = QGridLayout(frame)
    changes = _changes(difference)
    indent = scaled(_TAG_WIDTH) + (_GAP if any(name for name, _, _ in changes) else _GAP - _COLUMN_GAP)
    grid.setContentsMargins(indent, 0, 0, 0)
    grid.setHorizontalSpacing(_COLUMN_GAP)
    grid.setVerticalSpacing(3)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(2, 1)
    for position, words in enumerate(("Dans le dossier", "Dans le passeport"), start=1):
        grid.addWidget(text(words, "overline"), 0, position)
    for line, (name, mine, theirs) in enumerate(changes, start=1):
        grid.addWidget(text(name, "small", wraps=False), line, 0)
        grid.addWidget(text(mine or "–", selectable=True), line, 1)
        grid.addWidget(text(theirs or "–", "strong", selectable=True), line, 2)
    return frame


def _changes(difference: Difference) -> tuple[tuple[str, str, str], ...]:
    mine, theirs = difference.mine, difference.theirs
    bare = isinstance(theirs, PartialDate)
    if not bare and isinstance(mine, DomainModel) and isinstance(theirs, DomainModel):
        return comparison.changes(mine, theirs)
    name = "" if title(difference) == describe.field(difference.field) else describe.field(difference.field)
    return ((name, describe.line(mine, difference.field), describe.line(theirs, difference.field)),)
