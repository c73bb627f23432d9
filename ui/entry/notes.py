"""The notes of a step: a free text with who may read it, and a reminder of what never belongs there (R05, R06)."""

from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from passeport.domain.identifiers import NoteId
from passeport.domain.parcours import Note, NoteLevel
from passeport.domain.text import NOTE_LIMIT
from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from ui.widgets.buttons import button
from ui.widgets.fields import CodeCombo, NoteField
from ui.widgets.guard import Guard
from ui.widgets.surfaces import bring_into_view, emptied
from ui.widgets.texts import restyle, text

_REMINDER = tr(
    "Des faits utiles à l’accompagnement, que la personne pourra lire. Jamais de santé, de religion, d’opinion, "
    "d’origine ni d’infraction."
)


class _OneNote(QWidget):
    """A note that can be typed."""

    changed = Signal()

    def __init__(self, known: Note | None, number: int) -> None:
        super().__init__()
        self.id: NoteId | None = known.id if known is not None else None
        self.entry = NoteField(tr("Note (facultative)"), lines=3)
        self.entry.setAccessibleName(tr("Note {number}").format(number=number) if number > 1 else tr("Note"))
        self.entry.setAccessibleDescription(_REMINDER)
        self.level = CodeCombo("note_levels")
        self.level.setAccessibleName(
            tr("Qui peut lire la note {number}").format(number=number) if number > 1 else tr("Qui peut lire la note")
        )
        self.level.code = (known.level if known is not None else NoteLevel.TEAM).value
        self.count = text("", "small", wraps=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.entry)
        self.guard = Guard(self.entry)
        column.addWidget(self.guard)
        row = QHBoxLayout()
        row.addWidget(text(tr("Lue par"), "small", wraps=False))
        row.addWidget(self.level, 1)
        row.addWidget(self.count)
        column.addLayout(row)
        self.entry.textChanged.connect(self._count)
        self.entry.setPlainText(known.text if known is not None else "")
        self._count()
        self.entry.textChanged.connect(self.changed)
        self.level.chosen.connect(self.changed)

    @property
    def text(self) -> str:
        """What was typed."""
        return self.entry.toPlainText().strip()

    def _count(self) -> None:
        length = len(self.text)
        self.count.setText(f"{length} / {NOTE_LIMIT}")
        restyle(self.count, kind="error" if length > NOTE_LIMIT else "small")


class NoteEditor(QWidget):
    """The notes of a step, one's own; those of others stay as they are."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._notes: list[_OneNote] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self._error = text("", "error")
        self._error.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(text(tr("Notes"), "field", wraps=False))
        column.addWidget(text(typeset(_REMINDER), "small"))
        column.addLayout(self._rows)
        column.addWidget(self._error)
        self._more = button(tr("Une autre note"), "quiet", "add", self._add)
        column.addWidget(self._more)

    @property
    def first(self) -> NoteField:
        """The field of the first note."""
        return self._notes[0].entry

    @property
    def first_level(self) -> CodeCombo:
        """Who may read the first note."""
        return self._notes[0].level

    def show_notes(self, notes: tuple[Note, ...]) -> None:
        """Start from these notes, and from an empty one when there is none."""
        emptied(self._rows)
        self._notes = []
        for note in notes or (None,):
            self._add(note)

    @property
    def alarms(self) -> tuple[str, ...]:
        """The kinds of what the guard found in the notes."""
        return tuple(kind for note in self._notes for kind in note.guard.kinds)

    @property
    def alarmed(self) -> NoteField:
        """The field of the first note where the guard found something."""
        return next((note.entry for note in self._notes if note.guard.kinds), self.first)

    def typed(self) -> tuple[dict[str, str], ...]:
        """Return what stands in each note, to be kept as a draft."""
        return tuple(
            {"id": str(note.id or ""), "level": note.level.code, "text": note.entry.toPlainText()}
            for note in self._notes
        )

    def show_typed(self, rows: tuple[dict[str, str], ...]) -> None:
        """Show notes as a draft has them."""
        emptied(self._rows)
        self._notes = []
        for row in rows or ({},):
            self._add()
            note = self._notes[-1]
            note.id = NoteId(UUID(row["id"])) if row.get("id") else None
            note.level.code = row.get("level") or NoteLevel.TEAM.value
            note.entry.setPlainText(row.get("text", ""))

    def entries(self) -> tuple[dict[str, object], ...]:
        """Return the notes that say something, as a `NoteEntry` is made of."""
        return tuple({"id": note.id, "level": note.level.code, "text": note.text} for note in self._notes if note.text)

    def refuse(self, why: str) -> None:
        """Show why a note is refused, or nothing."""
        self._error.setText(why)
        self._error.setVisible(bool(why))
        if why:
            too_long = (note.entry for note in self._notes if len(note.text) > NOTE_LIMIT)
            next(too_long, self.first).setFocus()
            QTimer.singleShot(0, self._error, self._show_error)  # once it is laid out

    def _show_error(self) -> None:
        bring_into_view(self._error)

    def _add(self, note: Note | None = None) -> None:
        row = _OneNote(note, len(self._notes) + 1)
        self._notes.append(row)
        self._rows.addWidget(row)
        row.changed.connect(self.changed)
