"""The lines of a list that comes in, and what each would become."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from passeport.domain.caseload import Line
from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from ui.caseload import wording
from ui.caseload.model import CaseloadModel
from ui.theme.theme import Theme

Index = QModelIndex | QPersistentModelIndex
HEADINGS = (tr("Ligne"), tr("Personne"), tr("Née le"), tr("Ce qu’elle devient"), tr("Pourquoi"))
BORN, STATE, WHY = 2, 3, 4
_TOP = QModelIndex()


class Lines(QAbstractTableModel):
    """All of them, or those of one kind."""

    def __init__(self, model: CaseloadModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._lines: tuple[Line, ...] = ()
        self._taken: frozenset[int] = frozenset()
        self._keep: Callable[[Line], bool] = _every
        model.changed.connect(self._follow)

    def show_only(self, keep: Callable[[Line], bool] | None = None) -> None:
        """Show the lines of a kind, or all of them."""
        self._keep = keep or _every
        self._reset()

    def line(self, index: Index) -> Line | None:
        """Return the line of a row."""
        return self._lines[index.row()] if 0 <= index.row() < len(self._lines) else None

    def rowCount(self, parent: Index = _TOP) -> int:  # noqa: N802 - Qt's name
        """Return how many lines are shown."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _TOP) -> int:  # noqa: N802 - Qt's name
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return what a column is called."""
        is_asked = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return HEADINGS[section] if is_asked else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell in words; the colour and the mark of what the line becomes."""
        line, preview = self.line(index), self._model.preview
        if line is None or preview is None:
            return None
        taken = line.number in self._model.also
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                str(line.number),
                wording.person(line, preview),
                wording.born(line),
                typeset(wording.state(line, is_taken=taken)),
                wording.remark(line),
            )[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == WHY:
            return wording.remark(line)
        if index.column() == STATE and role in (Qt.ItemDataRole.DecorationRole, Qt.ItemDataRole.ForegroundRole):
            icon, tone = _mark(line, is_taken=taken)
            if role == Qt.ItemDataRole.DecorationRole:
                return Theme.current().pixmap(icon, tone, 18)
            return QColor(getattr(Theme.current().colours, tone))
        return None

    def _follow(self) -> None:
        also = frozenset(self._model.also)
        if self._all() is not self._known:
            self._reset()
        elif also != self._taken and self._lines:
            self.dataChanged.emit(self.index(0, STATE), self.index(len(self._lines) - 1, WHY))
        self._taken = also

    def _all(self) -> tuple[Line, ...]:
        return self._model.preview.lines if self._model.preview is not None else ()

    def _reset(self) -> None:
        self.beginResetModel()
        self._known = self._all()
        self._lines = tuple(line for line in self._known if self._keep(line))
        self.endResetModel()

    _known: tuple[Line, ...] = ()


def _every(_line: Line) -> bool:
    return True


def _mark(line: Line, *, is_taken: bool) -> tuple[str, str]:
    if line.faults:
        return "error", "danger"
    if line.is_new or is_taken:
        return "person-add", "success"
    return "help", "warning"
