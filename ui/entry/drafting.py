"""Keeps what is being entered in the vault, as fast as it is typed: a kill loses no word that was finished.

A word that ends is saved at once, an unfinished one after a short pause; while a save is on its way, what is typed
meanwhile makes one save more, so that the vault is never asked faster than it answers.
"""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from passeport.domain.draft import Draft
from passeport.domain.errors import PasseportError
from passeport.domain.identifiers import BeneficiaryId
from passeport.services.drafts import Drafts
from ui.tasks import Tasks

PAUSE = 150
"""Milliseconds before an unfinished word is saved: a third of a second is lost at most, with the save itself."""


class Typed(NamedTuple):
    """What an entry holds."""

    fields: dict[str, str]
    rows: tuple[dict[str, str], ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text, in a fixed order."""
        return (*self.fields.values(), *(text for row in self.rows for text in row.values()))


class DraftKeeper(QObject):
    """Follows one entry at a time."""

    failed = Signal(object)
    """A `PasseportError`: the draft could not be kept."""

    def __init__(
        self, drafts: Drafts, tasks: Tasks, read: Callable[[], Typed | None], parent: QObject | None = None
    ) -> None:
        """`read` gives what is typed, or None when nothing is worth keeping."""
        super().__init__(parent)
        self._drafts = drafts
        self._tasks = tasks
        self._read = read
        self._about: tuple[BeneficiaryId | None, str] | None = None
        self._seen: Typed | None = None
        self._kept: Typed | None = None
        self._is_saving = False
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self._save)

    @property
    def is_settled(self) -> bool:
        """Whether all that was typed is in the vault."""
        return not self._is_saving and not self._timer.isActive()

    def begin(self, beneficiary: BeneficiaryId | None, subject: str, known: Draft | None = None) -> None:
        """Follow another entry from now on; `known` is the draft that it was taken from."""
        self.flush()
        self._about = beneficiary, subject
        self._seen = self._kept = Typed(known.fields, known.rows) if known is not None else None

    def touch(self) -> None:
        """Be told that something was typed or chosen."""
        if self._about is None:
            return
        before, self._seen = self._seen, self._read()
        if _ends_a_word(before, self._seen):
            self._save()
        elif not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Save what is not saved yet: one leaves."""
        if self._about is not None and (self._timer.isActive() or self._is_saving):
            self._is_saving = False
            self._save()

    def end(self) -> None:
        """Follow nothing any more: what was entered is recorded, and its draft ends with it."""
        self._timer.stop()
        self._about = self._seen = self._kept = None

    def _save(self) -> None:
        self._timer.stop()
        if self._about is None or self._is_saving:
            return
        typed = self._read()
        if typed == self._kept:
            return
        beneficiary, subject = self._about
        self._kept, self._is_saving = typed, True
        if typed is None:
            self._tasks.run(lambda: self._drafts.discard(beneficiary, subject), self._saved, self._refused)
        else:
            self._tasks.run(
                lambda: self._drafts.keep(beneficiary, subject, typed.fields, typed.rows), self._saved, self._refused
            )

    def _saved(self, _draft: object) -> None:
        self._is_saving = False
        if self._about is not None and self._read() != self._kept:
            self._save()

    def _refused(self, error: PasseportError) -> None:
        self._is_saving = False
        self.failed.emit(error)


def _ends_a_word(before: Typed | None, now: Typed | None) -> bool:
    """Whether more than a letter of a word came or went."""
    if before is None or now is None or len(before.texts) != len(now.texts):
        return True
    for old, new in zip(before.texts, now.texts, strict=True):
        if old != new and (abs(len(old) - len(new)) != 1 or not new[-1:].isalnum()):
            return True
    return False
