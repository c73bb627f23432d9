"""The palette of commands (Ctrl+K): everything one can do here, found by a few letters."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from passeport.domain.normalise import words_of

_ACTION = Qt.ItemDataRole.UserRole
_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up)


class CommandPalette(QDialog):
    """Lists the actions that are possible now."""

    def __init__(self, actions: Iterable[QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Toutes les commandes")
        self.setMinimumWidth(520)
        self._actions = [found for found in actions if found.isEnabled() and found.text()]
        self.search = QLineEdit(placeholderText="Que voulez-vous faire ?")
        self.search.setAccessibleName("Chercher une commande")
        self.search.setProperty("kind", "search")
        self.list = QListWidget()
        self.list.setAccessibleName("Commandes possibles")
        self.list.setMinimumHeight(300)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(self.search)
        column.addWidget(self.list)
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._run)
        self.list.itemActivated.connect(self._run)
        self.search.installEventFilter(self)
        self.finished.connect(self.deleteLater)  # each opening makes another, of what is possible then
        self._filter("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let the arrows move in the list while one types."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _MOVES:
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + step)))
            return True
        return super().eventFilter(watched, event)

    def _filter(self, typed: str) -> None:
        wanted = words_of(typed)
        self.list.clear()
        for found in self._actions:
            words = words_of(found.text())
            if all(any(word.startswith(part) for word in words) for part in wanted):
                keys = found.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                item = QListWidgetItem(f"{found.text()}    {keys}" if keys else found.text())
                item.setData(_ACTION, found)
                self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _run(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            chosen: QAction = item.data(_ACTION)
            self.accept()
            chosen.trigger()
