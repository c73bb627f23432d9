"""The list of a workshop: who is on it, and by one key whether they came."""

from typing import ClassVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from passeport.domain.parcours import StepStatus
from passeport.language import describe
from passeport.language.catalogue import tr, tr_in
from ui.theme.theme import Theme
from ui.workshop.model import WorkshopModel

KEYS = {
    Qt.Key(ord(tr_in("présence", "H"))): StepStatus.HONOREE,
    Qt.Key(ord(tr_in("présence", "E"))): StepStatus.ABSENCE_EXCUSEE,
    Qt.Key(ord(tr_in("présence", "N"))): StepStatus.ABSENCE_NON_EXCUSEE,
    Qt.Key(ord(tr_in("présence", "P"))): StepStatus.PREVUE,
}
"""One letter a status, the same as in a dossier; the next person follows."""
_TITLES = (tr("Personne"), tr("Naissance"), tr("Présence"))
_MARKS = {
    StepStatus.HONOREE: ("check", "success"),
    StepStatus.ABSENCE_EXCUSEE: ("info", "muted"),
    StepStatus.ABSENCE_NON_EXCUSEE: ("warning", "danger"),
    StepStatus.PREVUE: ("calendar", "primary"),
}
_STATUS = 2
_SHORTEST = 12
"""Characters of a name that show, however large the letters."""


class _Rows(QAbstractTableModel):
    """The attendants as rows."""

    def __init__(self, model: WorkshopModel) -> None:
        super().__init__(model)
        self._model = model
        self._count = 0
        model.changed.connect(self._changed)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's
        """Return how many there are."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: ARG002, B008, N802
        """Return how many columns there are."""
        return len(_TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:  # noqa: N802
        """Return the title of a column, or the number of a row."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return _TITLES[section] if orientation is Qt.Orientation.Horizontal else str(section + 1)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        """Return what a cell shows."""
        if not index.isValid() or index.row() >= len(self._model.attendants):
            return None
        one = self._model.attendants[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return (one.name, one.born, describe.term(one.status))[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{one.name}, {describe.term(one.status)}"
        if index.column() == _STATUS:
            icon, colour = _MARKS[one.status]
            if role == Qt.ItemDataRole.DecorationRole:
                return Theme.current().pixmap(icon, colour, 18)
            if role == Qt.ItemDataRole.ForegroundRole:
                return QColor(getattr(Theme.current().colours, colour))
        return None

    def _changed(self) -> None:
        now = len(self._model.attendants)
        if now != self._count:
            self.beginResetModel()
            self._count = now
            self.endResetModel()
        elif now:
            self.dataChanged.emit(self.index(0, 0), self.index(now - 1, _STATUS))


class Attendance(QTableView):
    """One line a person; H, E, N or P marks it and goes to the next, Suppr takes it off."""

    removed = Signal(object)
    """The places, in the list, of those to take off."""
    HELP: ClassVar[str] = tr("H honorée, E excusée, N non excusée, P prévue ; Suppr retire de la liste.")

    def __init__(self, model: WorkshopModel) -> None:
        super().__init__()
        self._model = model
        self.setModel(_Rows(model))
        self.setAccessibleName(tr("Participants"))
        self.setAccessibleDescription(self.HELP)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)  # Tab leaves it
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        head = self.horizontalHeader()
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, _STATUS):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setMinimumSectionSize(self.fontMetrics().averageCharWidth() * _SHORTEST)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().lineSpacing() * 1.55))
        model.changed.connect(self._keep_current)
        self._row = 0

    def places(self) -> list[int]:
        """Return the places that are selected."""
        return sorted({index.row() for index in self.selectionModel().selectedRows()})

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Mark by one key."""
        key = Qt.Key(event.key())
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        places = self.places()
        if plain and key in KEYS and places:
            self._row = min(places[-1] + 1, len(self._model.attendants) - 1)
            self._model.mark(places, KEYS[key])
            if len(places) == 1:
                self.selectRow(self._row)
        elif plain and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and places:
            self._row = places[0]
            self.removed.emit(places)
        else:
            super().keyPressEvent(event)

    def focus_first(self) -> None:
        """Be ready to mark the first one."""
        self.setFocus()
        if self._model.attendants:
            self.selectRow(0)

    def _keep_current(self) -> None:
        count = len(self._model.attendants)
        if count and not self.selectionModel().hasSelection() and self.hasFocus():
            self.selectRow(min(self._row, count - 1))
