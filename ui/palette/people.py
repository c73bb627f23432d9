"""Whom the palette finds: those at hand, those whose name is typed, and, once asked, those of whom a note says it."""

import datetime as dt

from PySide6.QtCore import QObject, Signal

from passeport.domain.beneficiary import DossierSummary
from passeport.domain.listing import Bookmarks, NoteFound
from passeport.services.desk import Desk
from ui.tasks import Tasks

SHORTEST = 2
"""Letters from which people are looked for."""
SHORTEST_WORD = 3
"""Letters from which notes are: fewer stand in most of them."""
_PEOPLE, _NOTES = 8, 4
_Found = tuple[str, tuple[DossierSummary, ...]]
_Noted = tuple[str, tuple[NoteFound, ...]]


class PeopleSearch(QObject):
    """Asks beside the window; an answer to what is no longer typed is dropped.

    A note that is shown was read, and the journal says so (R14): they are looked through when that is asked, never at
    each letter.
    """

    at_hand = Signal(object)
    """The `Bookmarks` of the account."""
    found = Signal(tuple)
    """Each a `DossierSummary`."""
    noted = Signal(tuple)
    """Each a `NoteFound`."""

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self.asked = ""
        """What is typed now."""
        self._answered = ""

    @property
    def today(self) -> dt.date:
        """The day, by which ages are said."""
        return self._desk.clock.today()

    @property
    def is_answered(self) -> bool:
        """Whether those who bear what is typed were told."""
        return len(self.asked) < SHORTEST or self._answered == self.asked

    def look_for(self, typed: str) -> None:
        """Look for who answers to some letters; for none, for who is at hand."""
        asked = self.asked = typed.strip()
        self._answered = ""
        if not asked:
            self._tasks.run(self._desk.lists.bookmarks, self._tell_at_hand)
        elif len(asked) >= SHORTEST:
            self._tasks.run(lambda: (asked, self._desk.dossiers.find(asked, limit=_PEOPLE)), self._tell_found)

    def look_through_notes(self) -> None:
        """Look for the notes that hold what is typed; the journal names each person whose note is shown."""
        asked = self.asked
        self._tasks.run(lambda: (asked, self._desk.lists.notes(asked, limit=_NOTES)), self._tell_noted)

    def _tell_at_hand(self, kept: Bookmarks) -> None:
        if not self.asked:
            self.at_hand.emit(kept)

    def _tell_found(self, answer: _Found) -> None:
        asked, people = answer
        if asked == self.asked:
            self._answered = asked
            self.found.emit(people)

    def _tell_noted(self, answer: _Noted) -> None:
        asked, notes = answer
        if asked == self.asked:
            self.noted.emit(notes)
