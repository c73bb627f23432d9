"""A point d'accueil as it is entered or corrected."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from passeport.domain.directory import HERE, Entry
from passeport.domain.errors import FieldRefused, PasseportError
from passeport.language.catalogue import tr
from passeport.language.messages import sentence
from passeport.language.typography import typeset
from ui.entry.drafting import Typed
from ui.forms.panel import EntryFrame
from ui.widgets.buttons import button
from ui.widgets.fields import CodeCombo, Field
from ui.widgets.texts import text

_FIELDS = {
    "name": tr("Nom"),
    "street": tr("Adresse"),
    "postal_code": tr("Code postal"),
    "city": tr("Commune"),
    "commune": tr("Code Insee de la commune"),
    "telephone": tr("Téléphone"),
    "email": tr("Courriel"),
    "website": tr("Site"),
    "opening_hours": tr("Horaires"),
}
_NEEDED = ("name", "network")


class PointEditor(QWidget):
    """Ten fields, two of which are needed."""

    kept = Signal(object, object)
    """The `Entry` that is corrected (None for a new one), and the values typed."""
    restored = Signal(object)
    removed = Signal(object)
    cancelled = Signal()
    edited = Signal()
    """Something was typed or chosen."""
    discarded = Signal()
    """What was typed is to be forgotten."""

    def __init__(self) -> None:
        super().__init__()
        self._fresh: dict[str, str] = {}
        self._entry: Entry | None = None
        self.entries = {name: QLineEdit() for name in _FIELDS}
        self.network = CodeCombo("networks", empty=tr("Choisir un réseau…"))
        self.fields = {
            name: Field(label, self.entries[name], required=name in _NEEDED) for name, label in _FIELDS.items()
        }
        self.fields["network"] = Field(tr("Réseau"), self.network, required=True)
        self.entries["opening_hours"].setPlaceholderText("Mo-Fr 09:00-12:30")
        self.note = text("", "small")
        self.restore = button(tr("Reprendre la source"), "quiet", "undo", self._restore)
        self.remove = button(tr("Retirer"), "quiet", "trash", self._remove)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(10)
        column.addWidget(self.note)
        column.addWidget(self.fields["name"])
        column.addWidget(self.fields["network"])
        for name in list(_FIELDS)[1:]:
            column.addWidget(self.fields[name])
        column.addWidget(self.restore)
        column.addWidget(self.remove)
        column.addStretch()
        self.forget = button(tr("Effacer la saisie"), "quiet", "trash", self.discarded.emit)
        self.frame = EntryFrame(tr("Point d’accueil"), content, save=self.save, cancel=self.cancelled.emit)
        self.frame.foot.insertWidget(0, self.forget)
        for line in self.entries.values():
            line.textEdited.connect(self._tell)
        self.network.activated.connect(self._tell)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.frame)

    def edit(self, entry: Entry | None) -> None:
        """Begin with a point d'accueil, or with nothing."""
        self._entry = entry
        self.frame.banner.say("")
        for field in self.fields.values():
            field.refuse()
        for name, line in self.entries.items():
            line.setText(str(getattr(entry.point, name)) if entry is not None else "")
            line.setCursorPosition(0)
        self.network.code = entry.point.network if entry is not None else ""
        is_told = entry is not None and entry.told.source != HERE
        source = entry.told.source if entry is not None else ""
        words = tr(
            "La source « {source} » est gardée à côté : ce que vous corrigez ici passe devant, et y reste."
        ).format(source=source)
        self.note.setText(typeset(words) if is_told else "")
        self.note.setVisible(is_told)
        self.restore.setVisible(entry is not None and entry.corrected is not None)
        self.remove.setVisible(entry is not None and not is_told)
        self._fresh = self._texts()
        self.forget.setEnabled(False)
        self.entries["name"].setFocus()

    def typed(self) -> Typed | None:
        """Return what is worth keeping as a draft: None when nothing was changed."""
        texts = self._texts()
        return Typed(texts) if texts != self._fresh else None

    def show_typed(self, fields: Mapping[str, str], words: str) -> None:
        """Show what had been typed before, and say so."""
        for name, line in self.entries.items():
            line.setText(fields.get(name, ""))
            line.setCursorPosition(0)
        self.network.code = fields.get("network", "")
        self.frame.banner.say(words)
        self.forget.setEnabled(self.typed() is not None)

    def _texts(self) -> dict[str, str]:
        return {**{name: line.text() for name, line in self.entries.items()}, "network": self.network.code}

    def _tell(self) -> None:
        self.forget.setEnabled(self.typed() is not None)
        self.edited.emit()

    def save(self) -> None:
        """Keep what was typed, or say what is missing."""
        for field in self.fields.values():
            field.refuse()
        values: dict[str, object] = {name: line.text().strip() for name, line in self.entries.items()}
        values["network"] = self.network.code
        missing = [name for name in _NEEDED if not values[name]]
        for name in missing:
            self.fields[name].refuse(tr("Il manque."))
        if missing:
            self.fields[missing[0]].entry.setFocus()
            return
        self.kept.emit(self._entry, values)

    def refuse(self, error: PasseportError) -> None:
        """Show why it is refused, beside its field where there is one."""
        name = str(error.parameters.get("field", "")) if isinstance(error, FieldRefused) else ""
        if name in self.fields:
            self.fields[name].refuse(sentence(error))
            self.fields[name].entry.setFocus()
        else:
            self.frame.banner.say(sentence(error), "danger")

    def _restore(self) -> None:
        self.restored.emit(self._entry)

    def _remove(self) -> None:
        self.removed.emit(self._entry)
