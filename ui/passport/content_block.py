"""Second block of an export: what leaves, box by box."""

from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from passeport.domain.identifiers import NoteId, ParcoursId
from passeport.domain.vocabulary import SectionCode
from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from ui.passport.contents import ShareableNote, contents_of, parcours_words, shareable_notes
from ui.passport.export_model import ExportModel
from ui.widgets.buttons import button
from ui.widgets.room import is_narrow
from ui.widgets.surfaces import Card, emptied
from ui.widgets.texts import text

_INDENT = 30
"""Pixels from a box to its words."""


class ContentBlock(Card):
    """The sections that hold something, the parcours, and each shareable note, none of which is ticked at first."""

    def __init__(self, model: ExportModel) -> None:
        super().__init__(typeset(tr("2. Quoi ?")))
        self._model = model
        self.sections: dict[SectionCode, QCheckBox] = {}
        self.parcours: dict[ParcoursId, QCheckBox] = {}
        self.notes: dict[NoteId, QCheckBox] = {}
        self.heading_row.addWidget(button(tr("Tout cocher"), "quiet", clicked=lambda: self._tick_all(ticked=True)))
        self.heading_row.addWidget(button(tr("Tout décocher"), "quiet", clicked=lambda: self._tick_all(ticked=False)))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.body.addLayout(self._rows)

    def fill(self) -> None:
        """Show what the model's dossier holds, ticked as the model says."""
        emptied(self._rows)
        self.sections, self.parcours, self.notes = {}, {}, {}
        dossier = self._model.dossier
        if dossier is None:
            return
        grid = QGridLayout()
        grid.setVerticalSpacing(2)
        columns = 1 if is_narrow() else 2
        for index, content in enumerate(contents_of(dossier)):
            box = self._box(content.words, ticked=content.section in self._model.sections)
            self.sections[content.section] = box
            grid.addWidget(box, index // columns, index % columns)
        self._rows.addLayout(grid)
        if dossier.parcours:
            self._rows.addWidget(text(tr("Parcours d’orientation"), "overline"))
        for parcours in dossier.parcours:
            box = self._box(parcours_words(parcours), ticked=parcours.id in self._model.parcours)
            self.parcours[parcours.id] = box
            self._rows.addWidget(box)
        notes = shareable_notes(dossier)
        if notes:
            self._rows.addWidget(text(tr("Notes partageables, à cocher une par une"), "overline"))
        for note in notes:
            self._rows.addWidget(self._note(note))

    def _note(self, note: ShareableNote) -> QWidget:
        box = self._box(note.origin, ticked=note.id in self._model.notes)
        box.setAccessibleDescription(note.note.text)
        self.notes[note.id] = box
        words = text(tr("« {text} »").format(text=note.note.text), "muted")
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(box)
        indented = QHBoxLayout()
        indented.setContentsMargins(_INDENT, 0, 0, 0)
        indented.addWidget(words)
        column.addLayout(indented)
        return row

    def _box(self, words: str, *, ticked: bool) -> QCheckBox:
        box = QCheckBox(typeset(words).replace("&", "&&"))  # Qt takes a lone & for a shortcut
        box.setAccessibleName(words)
        box.setChecked(ticked)
        box.toggled.connect(self._tell)
        return box

    def _tick_all(self, *, ticked: bool) -> None:
        """Tick every section and parcours; notes are only ever ticked one by one (R06)."""
        boxes = (*self.sections.values(), *self.parcours.values())
        for box in (*boxes, *(() if ticked else self.notes.values())):
            box.blockSignals(True)  # noqa: FBT003 - Qt has no keyword; the model is told once, below
            box.setChecked(ticked)
            box.blockSignals(False)  # noqa: FBT003
        self._tell()

    def _tell(self) -> None:
        chosen = self._model.parcours_of_notes()
        for note, box in self.notes.items():
            box.setEnabled(self.parcours[chosen[note]].isChecked())
        self._model.choose_content(
            (code for code, box in self.sections.items() if box.isChecked()),
            (identifier for identifier, box in self.parcours.items() if box.isChecked()),
            (note for note, box in self.notes.items() if box.isChecked()),
        )
