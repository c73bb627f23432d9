"""The palette (Ctrl+K): everything one can do here, and everybody there is, found by a few letters."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from passeport.domain.beneficiary import DossierSummary
from passeport.domain.listing import Bookmarks, NoteFound
from passeport.domain.normalise import words_of
from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from passeport.services.desk import Desk
from ui.desk.wording import excerpt, in_words
from ui.tasks import Tasks
from ui.theme.theme import Theme
from ui.widgets.dialogs import Dialog

_ACTION = Qt.ItemDataRole.UserRole
_PERSON = Qt.ItemDataRole.UserRole + 1
_SHORTEST = 2
_PEOPLE, _NOTES, _RECENT = 8, 4, 5
_Found = tuple[str, tuple[DossierSummary, ...], tuple[NoteFound, ...]]
_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up)


class Command(NamedTuple):
    """Something that can be done here, beside the actions that have a shortcut of their own."""

    words: str
    run: Callable[[], object]


class CommandPalette(Dialog):
    """Lists who is at hand and what is possible now; from two letters, the people and the notes that answer."""

    person_chosen = Signal(object)
    """The `BeneficiaryId` of who was chosen."""

    def __init__(
        self,
        actions: Iterable[QAction],
        desk: Desk,
        tasks: Tasks,
        parent: QWidget,
        more: Sequence[Command] = (),
    ) -> None:
        """`more` is what is done to one thing among many (a step, a line of the profile): listed once letters ask."""
        super().__init__(parent, width=520)
        self._more = more
        self._desk = desk
        self._tasks = tasks
        self._asked = ""
        self.setWindowTitle(tr("Toutes les commandes"))
        self._actions = [found for found in actions if found.isEnabled() and found.text()]
        self.search = QLineEdit(placeholderText=typeset(tr("Commande, personne, mot…")))
        self.search.setAccessibleName(tr("Chercher une commande ou une personne"))
        self.search.setProperty("kind", "search")
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Commandes et personnes"))
        self.list.setMinimumHeight(300)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
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
                item.setData(_ACTION, found.trigger)
                self.list.addItem(item)
        for command in self._more if wanted else ():
            words = words_of(command.words)
            if all(any(word.startswith(part) for word in words) for part in wanted):
                item = QListWidgetItem(command.words)
                item.setData(_ACTION, command.run)
                self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._asked = typed.strip()
        if not self._asked:
            self._tasks.run(self._desk.lists.bookmarks, self._add_bookmarks)
        if len(self._asked) >= _SHORTEST:
            self._tasks.run(lambda: self._looked_for(typed.strip()), self._add_people)

    def _add_bookmarks(self, kept: Bookmarks) -> None:
        """Show who is at hand above the commands: the pinned ones, then those seen last."""
        if self._asked:
            return
        at_hand = [(one, "star") for one in kept.pinned]
        at_hand += [(one, "history") for one in kept.recent if not kept.holds(one.id)][:_RECENT]
        for place, (one, icon) in enumerate(at_hand):
            item = QListWidgetItem(Theme.current().icon(icon, "primary"), in_words(one, self._desk.clock.today()))
            item.setData(_PERSON, one.id)
            self.list.insertItem(place, item)
        self.list.setCurrentRow(0)

    def _looked_for(self, typed: str) -> _Found:
        return typed, self._desk.dossiers.find(typed, limit=_PEOPLE), self._desk.lists.notes(typed, limit=_NOTES)

    def _add_people(self, found: object) -> None:
        typed, people, notes = cast("_Found", found)
        if typed != self._asked:
            return
        today, first = self._desk.clock.today(), self.list.count() == 0
        for one in people:
            item = QListWidgetItem(Theme.current().icon("person", "primary"), in_words(one, today))
            item.setData(_PERSON, one.id)
            self.list.addItem(item)
        for note in notes:
            words = tr("{given_names} {family_name} : « {beginning} »").format(
                given_names=note.person.given_names,
                family_name=note.person.family_name,
                beginning=excerpt(note.text, typed),
            )
            item = QListWidgetItem(Theme.current().icon("note", "muted"), typeset(words))
            item.setData(_PERSON, note.person.id)
            self.list.addItem(item)
        if first:
            self.list.setCurrentRow(0)

    def _run(self) -> None:
        item = self.list.currentItem()
        if item is None:
            return
        chosen, person = item.data(_ACTION), item.data(_PERSON)
        self.accept()
        if person is not None:
            self.person_chosen.emit(person)
        else:
            chosen()
