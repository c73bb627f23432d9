"""What a file would change in the directory, or which of its columns is which: shown before anything is saved."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from passeport.language import directory_words
from passeport.language.catalogue import tr
from passeport.language.labels import label
from passeport.language.typography import typeset
from passeport.services.directory import DirectoryProposal
from ui.widgets.buttons import button
from ui.widgets.fields import ChoiceCombo, Field
from ui.widgets.surfaces import Card, emptied
from ui.widgets.texts import text

_SHOWN = 12
_ASKED = ("name", "network", "street", "postal_code", "city", "commune", "telephone", "email", "opening_hours")


class ImportCard(Card):
    """Hidden while no file is looked at."""

    applied = Signal()
    cancelled = Signal()
    mapped = Signal(object)
    """Field → heading."""

    def __init__(self) -> None:
        super().__init__(spacing=10)
        self.title = text("", "heading")
        self._inside = QVBoxLayout()
        self._inside.setSpacing(4)
        self.columns: dict[str, ChoiceCombo] = {}
        self.apply = button(tr("Mettre l’annuaire à jour"), "primary", "check", self.applied.emit)
        self.read = button(tr("Lire avec ces colonnes"), "primary", "check", self._map)
        self.cancel = button(tr("Renoncer"), clicked=self.cancelled.emit)
        row = QHBoxLayout()
        row.setSpacing(10)
        for made in (self.apply, self.read, self.cancel):
            row.addWidget(made)
        row.addStretch()
        self.body.addWidget(self.title)
        self.body.addLayout(row)
        self.body.addLayout(self._inside)
        self.hide()

    def show_proposal(self, proposal: DirectoryProposal | None) -> None:
        """Show what a file would change, or nothing."""
        emptied(self._inside)
        self.columns = {}
        self.setVisible(proposal is not None)
        if proposal is None:
            return
        changes, file = proposal.changes, proposal.file
        self.read.hide()
        self.apply.setVisible(not changes.is_nothing)
        sources = ", ".join(tr("« {source} »").format(source=source) for source in changes.sources)
        self.title.setText(
            typeset(tr("{file_name} : nouvelle version de {sources}").format(file_name=file.file_name, sources=sources))
        )
        lines = directory_words.summary(changes)
        for line in lines or (tr("Rien de nouveau."),):
            self._inside.addWidget(text(line))
        for point in changes.added[:_SHOWN]:
            self._say(
                tr("Nouveau : {name}, {network}").format(name=point.name, network=label("networks", point.network))
            )
        for one in changes.changed[:_SHOWN]:
            kept = tr(" (votre correction reste)") if one.is_corrected else ""
            self._say(
                tr("Modifié : {name} – {fields}{kept}").format(
                    name=one.after.name, fields=directory_words.fields(one), kept=kept
                )
            )
        for point in changes.gone[:_SHOWN]:
            self._say(tr("Retiré : {name}").format(name=point.name))
        for line_refused in file.refused[:_SHOWN]:
            self._say(directory_words.refused(line_refused))
        if len(file.refused) > _SHOWN:
            self._say(
                tr("… et {number} autres lignes ou champs laissés de côté.").format(number=len(file.refused) - _SHOWN)
            )
        (self.apply if not changes.is_nothing else self.cancel).setFocus()

    def ask_columns(self, headings: tuple[str, ...], guessed: dict[str, str]) -> None:
        """Ask which column of a table is which."""
        emptied(self._inside)
        self.show()
        self.apply.hide()
        self.read.show()
        self.title.setText(typeset(tr("Quelle colonne est laquelle ?")))
        choices = [(heading, heading) for heading in headings if heading]
        self.columns = {}
        for name in _ASKED:
            combo = ChoiceCombo(choices, empty=tr("Aucune"))
            combo.code = guessed.get(name, "")
            self.columns[name] = combo
            words = tr(directory_words.FIELDS[name])
            field = Field(words[:1].upper() + words[1:], combo, required=name == "name")
            self._inside.addWidget(field)
        self.columns["name"].setFocus()

    def _map(self) -> None:
        self.mapped.emit({name: combo.code for name, combo in self.columns.items() if combo.code})

    def _say(self, words: str) -> QWidget:
        line = text(typeset(words), "small")
        self._inside.addWidget(line)
        return line
