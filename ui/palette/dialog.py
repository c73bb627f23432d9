"""The window of the palette: one field, and below it what answers, group by group."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from passeport.domain.beneficiary import DossierSummary
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.listing import Bookmarks, NoteFound
from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from ui.desk.wording import excerpt, in_words
from ui.palette.command import Command, Group
from ui.palette.people import SHORTEST_WORD, PeopleSearch
from ui.theme.theme import Theme
from ui.widgets.dialogs import Dialog

_LINE = Qt.ItemDataRole.UserRole
_RECENT = 5
_HEADING = 1.7
"""Lines of text that a heading takes: it stands nearer to what it is above."""
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


@dataclass(frozen=True, eq=False)
class Line:
    """A line that can be chosen: a command, a person, or something that goes on in the palette itself."""

    words: str
    icon: tuple[str, str] = ("", "")
    run: Callable[[], object] | None = None
    person: BeneficiaryId | None = None
    stays: bool = False
    """Whether the palette stays open once it is chosen."""


class CommandPalette(Dialog):
    """Lists who is at hand and what can be done; from two letters, the people who answer."""

    person_chosen = Signal(object)
    """The `BeneficiaryId` of who was chosen."""

    def __init__(self, commands: Iterable[Command], parent: QWidget, people: PeopleSearch | None = None) -> None:
        """`people` is None for who opens no dossier."""
        super().__init__(parent, width=560)
        self._commands = [one for one in commands if one.words]
        self._people = people
        self._lines: dict[Group, list[Line]] = {}
        self._has_moved = False
        self._is_entered = False
        """Whether Enter was pressed before the people came: it was not meant for what stands below them."""
        self.setWindowTitle(tr("Toutes les commandes"))
        looked_for = tr("Commande, personne, mot…") if people is not None else tr("Commande…")
        self.search = QLineEdit(placeholderText=typeset(looked_for))
        self.search.setAccessibleName(
            tr("Chercher une commande ou une personne") if people is not None else tr("Chercher une commande")
        )
        self.search.setProperty("kind", "search")
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Commandes et personnes") if people is not None else tr("Commandes"))
        self.list.setMinimumHeight(340)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(self.search)
        column.addWidget(self.list)
        self.search.textChanged.connect(self._look_for)
        self.search.returnPressed.connect(self._run)
        self.list.itemActivated.connect(self._run)
        self.search.installEventFilter(self)
        self.finished.connect(self.deleteLater)  # each opening makes another, of what is possible then
        if people is not None:
            people.setParent(self)
            people.at_hand.connect(self._show_at_hand)
            people.found.connect(self._show_people)
            people.noted.connect(self._show_notes)
        self._look_for("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let the arrows move in the list while one types."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and Qt.Key(event.key()) in _MOVES:
            self._move(_MOVES[Qt.Key(event.key())])
            return True
        return super().eventFilter(watched, event)

    def _move(self, step: int) -> None:
        """Go to the next line or the one before, over the headings, and no further than the ends."""
        self._has_moved = True
        row = self.list.currentRow() + step
        while 0 <= row < self.list.count():
            if self.list.item(row).data(_LINE) is not None:
                self.list.setCurrentRow(row)
                return
            row += step

    def _look_for(self, typed: str) -> None:
        self._lines, self._has_moved, self._is_entered = {}, False, False
        for group in Group:
            self._lines[group] = [_line_of(one) for one in self._answering(typed) if one.group is group]
        people = self._people
        if people is not None:
            if len(typed.strip()) >= SHORTEST_WORD:
                words = tr("Chercher « {words} » dans les notes").format(words=typed.strip())
                ask = Line(typeset(words), ("search", "primary"), people.look_through_notes, stays=True)
                self._lines[Group.NOTES] = [ask]
            people.look_for(typed)
        self._show()

    def _answering(self, typed: str) -> list[Command]:
        """Return the commands that letters find, those that bear them before those that mean them; all for none."""
        if not typed.strip():
            return [one for one in self._commands if not one.waits_for_letters]
        borne = [one for one in self._commands if one.bears(typed)]
        return borne + [one for one in self._commands if not one.bears(typed) and one.means(typed)]

    def _show_at_hand(self, kept: Bookmarks) -> None:
        """Show who is at hand above the commands: the pinned ones, then those seen last."""
        at_hand = [(one, "star") for one in kept.pinned]
        at_hand += [(one, "history") for one in kept.recent if not kept.holds(one.id)][:_RECENT]
        self._lines[Group.AT_HAND] = [self._line_about(one, icon) for one, icon in at_hand]
        self._show()

    def _show_people(self, people: tuple[DossierSummary, ...]) -> None:
        self._lines[Group.PEOPLE] = [self._line_about(one, "person") for one in people]
        self._show()
        if self._is_entered:
            self._run()

    def _show_notes(self, notes: tuple[NoteFound, ...]) -> None:
        self._lines[Group.NOTES] = [_line_of_note(note, self.search.text()) for note in notes] or [
            Line(typeset(tr("Aucune note ne dit « {words} ».").format(words=self.search.text().strip())), stays=True)
        ]
        self._show()
        place = self._row_of(self._lines[Group.NOTES][0])
        self.list.setCurrentRow(place)
        self.list.scrollToItem(self.list.item(place), QListWidget.ScrollHint.PositionAtCenter)

    def _line_about(self, one: DossierSummary, icon: str) -> Line:
        today = self._people.today if self._people is not None else None
        return Line(in_words(one, today) if today is not None else "", (icon, "primary"), person=one.id)

    def _show(self) -> None:
        """Fill the list anew; who moved in it stays where they were."""
        before = self.list.currentItem()
        current = before.data(_LINE) if before is not None and self._has_moved else None
        self.list.clear()
        for group in Group:
            for place, line in enumerate(self._lines[group]):
                if place == 0 and self.list.count():
                    self.list.addItem(_heading(group.heading, self.list.fontMetrics().lineSpacing()))
                self.list.addItem(_item(line))
        self.list.setCurrentRow(max(0, self._row_of(current)))

    def _row_of(self, line: Line | None) -> int:
        rows = range(self.list.count())
        return next((row for row in rows if line is not None and self.list.item(row).data(_LINE) is line), -1)

    def _run(self) -> None:
        item = self.list.currentItem()
        line = item.data(_LINE) if item is not None else None
        self._is_entered = self._awaits_people(line)
        if self._is_entered or not isinstance(line, Line):
            return
        if not line.stays:
            self.accept()
        if line.person is not None:
            self.person_chosen.emit(line.person)
        elif line.run is not None:
            line.run()

    def _awaits_people(self, line: Line | None) -> bool:
        """Whether people who are still looked for will stand before the line on which nobody has gone."""
        is_below = line is None or line in self._lines[Group.NOTES]
        return self._people is not None and not self._people.is_answered and is_below and not self._has_moved


def _line_of(command: Command) -> Line:
    return Line(f"{command.words}    {command.keys}" if command.keys else command.words, run=command.run)


def _line_of_note(note: NoteFound, typed: str) -> Line:
    words = tr("{given_names} {family_name} : « {beginning} »").format(
        given_names=note.person.given_names,
        family_name=note.person.family_name,
        beginning=excerpt(note.text, typed),
    )
    return Line(typeset(words), ("note", "muted"), person=note.person.id)


def _item(line: Line) -> QListWidgetItem:
    item = QListWidgetItem(line.words)
    if line.icon[0]:
        item.setIcon(Theme.current().icon(*line.icon))
    item.setData(_LINE, line)
    return item


def _heading(words: str, height: int) -> QListWidgetItem:
    item = QListWidgetItem(words)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    item.setTextAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
    font = item.font()
    font.setBold(True)
    item.setFont(font)
    item.setForeground(QColor(Theme.current().colours.muted))
    item.setSizeHint(QSize(0, round(height * _HEADING)))
    return item
