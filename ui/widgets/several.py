"""Several among many: a button that says what is chosen, and opens a list in which letters find and a key ticks."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout

from passeport.domain.normalise import joined
from passeport.domain.vocabulary import vocabulary
from passeport.language.catalogue import tr
from passeport.language.labels import label_of
from passeport.language.typography import typeset
from ui.theme.theme import Theme
from ui.widgets.buttons import button
from ui.widgets.room import scaled

_LETTERS = 18
"""Characters that the button has room for: as the choices beside it."""
_ARROW = 14
_AROUND = 42
"""Pixels of the button beside its words, its arrow and its borders."""
_CODE = Qt.ItemDataRole.UserRole
_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
_ROWS = 9
_WIDTH = 340


class _Ticks(QFrame):
    """The list of choices, in front of the page until it is left."""

    ticked = Signal()

    def __init__(self, name: str, owner: QPushButton) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self.setObjectName("ticks")
        self._owner = owner
        self.search = QLineEdit(clearButtonEnabled=True)
        self.search.setPlaceholderText(tr("Chercher…"))
        self.search.setAccessibleName(typeset(tr("{what} : chercher").format(what=name)))
        self.list = QListWidget()
        self.list.setObjectName("choices")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setWordWrap(True)
        self.list.setAccessibleName(name)
        self.list.setAccessibleDescription(tr("Entrée ou Espace coche et décoche, Échap ferme."))
        self.none = button(tr("Ne rien choisir"), "quiet", "close", self._untick)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self.list)
        column.addWidget(self.none, alignment=Qt.AlignmentFlag.AlignLeft)
        self._known: list[QListWidgetItem] = []
        """Those that were ticked when it was last told."""
        self.search.textChanged.connect(self._find)
        self.list.itemClicked.connect(self._click)
        for one in (self.search, self.list):
            one.installEventFilter(self)

    @property
    def items(self) -> list[QListWidgetItem]:
        """Every choice."""
        return [self.list.item(row) for row in range(self.list.count())]

    @property
    def chosen(self) -> list[QListWidgetItem]:
        """Those that are ticked."""
        return [item for item in self.items if item.checkState() is Qt.CheckState.Checked]

    def fill(self, choices: Iterable[tuple[str, str]]) -> None:
        """Offer other choices; none is ticked."""
        self._known = []
        self.list.clear()
        for code, words in choices:
            item = QListWidgetItem(words, self.list)
            item.setData(_CODE, code)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)

    def note(self) -> None:
        """Know what is ticked now."""
        self._known = self.chosen
        self.none.setEnabled(bool(self._known))

    def begin(self) -> None:
        """Open below the button, or where the screen has room."""
        self.search.clear()
        self._find("")
        rows = max(min(self.list.count(), _ROWS), 1)
        screen = self._owner.screen().availableGeometry()
        self.list.setFixedHeight(max(self.list.sizeHintForRow(0), 1) * rows + 12)
        beyond = self.sizeHint().height() - screen.height()
        if beyond > 0:
            self.list.setFixedHeight(self.list.height() - beyond)
        self.resize(QSize(max(self._owner.width(), scaled(_WIDTH)), self.sizeHint().height()))
        at = self._owner.mapToGlobal(QPoint(0, self._owner.height()))
        x = max(min(at.x(), screen.right() - self.width()), screen.left())
        y = max(min(at.y(), screen.bottom() - self.height()), screen.top())
        self.move(x, y)
        self.show()
        self.search.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let the arrows move in the list while one types, and Enter tick from both."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._turn(self.list.currentItem())
                return True
            if watched is self.search and event.key() in _MOVES:
                self.list.keyPressEvent(event)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Leave by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Give the keyboard back to the button."""
        super().closeEvent(event)
        self._owner.setFocus()

    def _find(self, typed: str) -> None:
        wanted = joined(typed)
        for item in self.items:
            item.setHidden(wanted not in joined(item.text()))
        first = next((item for item in self.items if not item.isHidden()), None)
        if first is not None:
            self.list.setCurrentItem(first)

    def _click(self, item: QListWidgetItem) -> None:
        """Tick by the words as by the box: Qt has already turned what was clicked in its box."""
        if (item in self._known) is (item.checkState() is Qt.CheckState.Checked):
            self._turn(item)
        else:
            self._tell()

    def _turn(self, item: QListWidgetItem | None) -> None:
        if item is not None and not item.isHidden():
            is_on = item.checkState() is Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked)
            self._tell()

    def _untick(self) -> None:
        for item in self.chosen:
            item.setCheckState(Qt.CheckState.Unchecked)
        self._tell()

    def _tell(self) -> None:
        self.note()
        self.ticked.emit()


class SeveralChoice(QPushButton):
    """Choices among (code, label) pairs, as many as one wants."""

    chosen = Signal()

    def __init__(self, name: str, choices: Iterable[tuple[str, str]], *, empty: str) -> None:
        """`empty` is what the button says while nothing is chosen."""
        super().__init__()
        self._name, self._empty = name, empty
        self.setProperty("kind", "several")
        self.setAutoDefault(False)
        self.setAccessibleName(name)
        self.ticks = _Ticks(name, self)
        self.ticks.fill(choices)
        self.ticks.note()
        self.ticks.ticked.connect(self._changed)
        self.clicked.connect(self.ticks.begin)
        self._words = ""
        self._say()

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes chosen, in the order of the choices."""
        return tuple(str(item.data(_CODE)) for item in self.ticks.chosen)

    @codes.setter
    def codes(self, values: Iterable[str]) -> None:
        self._choose(values, self.codes)

    def offer(self, choices: Iterable[tuple[str, str]]) -> None:
        """Offer other choices; those chosen that are still there stay so."""
        before = self.codes
        self.ticks.fill(choices)
        self._choose(before, before)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return room for the choices of an ordinary length."""
        letters = self.fontMetrics().averageCharWidth() * _LETTERS
        return QSize(letters + scaled(_ARROW) + _AROUND, super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Open by the keys that open a list, too."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ticks.begin()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Shorten the words to the room there is."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the arrow that says that a list opens."""
        super().paintEvent(event)
        side = scaled(_ARROW)
        painter = QPainter(self)
        picture = Theme.current().pixmap("chevron-down", "muted", _ARROW, self)
        painter.drawPixmap(self.width() - side - 10, (self.height() - side) // 2, picture)
        painter.end()

    def _choose(self, values: Iterable[str], before: tuple[str, ...]) -> None:
        wanted = frozenset(values)
        for item in self.ticks.items:
            item.setCheckState(Qt.CheckState.Checked if item.data(_CODE) in wanted else Qt.CheckState.Unchecked)
        self.ticks.note()
        self._say()
        if self.codes != before:
            self.chosen.emit()

    def _changed(self) -> None:
        self._say()
        self.chosen.emit()

    def _say(self) -> None:
        labels = [item.text() for item in self.ticks.chosen]
        several = typeset(tr("{what} : {count}").format(what=self._name, count=len(labels)))
        self._words = (several if len(labels) > 1 else labels[0]) if labels else self._empty
        told = ", ".join(labels) or self._empty
        self.setToolTip(told)
        self.setAccessibleDescription(told)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - scaled(_ARROW) - _AROUND + 8
        self.setText(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, max(room, 0)))


def several_codes(name: str, vocabulary_name: str, *, empty: str) -> SeveralChoice:
    """Return a choice of several terms of a vocabulary."""
    terms = vocabulary(vocabulary_name).terms
    return SeveralChoice(name, [(term.code, typeset(label_of(term))) for term in terms], empty=empty)
