"""Beside the blocks of an export: what leaves, what stays, and in which form."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QRadioButton, QVBoxLayout, QWidget

from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from passeport.services.file_ports import PRINTED, FileFormat
from passeport.services.protection import Protection
from ui.passport import wording
from ui.passport.export_model import ExportModel
from ui.passport.left_out_warning import LeftOutModel, LeftOutWarning
from ui.preview.protecting import ProtectionChoice
from ui.theme.theme import Theme
from ui.widgets.entries import ChoiceCombo
from ui.widgets.fields import Field
from ui.widgets.room import scaled
from ui.widgets.surfaces import Card, emptied
from ui.widgets.texts import text


class SummaryPanel(QWidget):
    """Follows every choice."""

    def __init__(self, model: ExportModel, left_out: LeftOutModel) -> None:
        super().__init__()
        self._model = model
        self.left_out = LeftOutWarning(left_out)
        self.leaves = Card(tr("Ce qui part"), spacing=4)
        self.stays = Card(tr("Ce qui ne part pas"), spacing=4)
        self._leaving, self._staying = QVBoxLayout(), QVBoxLayout()
        for card, rows in ((self.leaves, self._leaving), (self.stays, self._staying)):
            rows.setSpacing(2)
            card.body.addLayout(rows)
        self.formats: dict[FileFormat, QRadioButton] = {}
        self.language = ChoiceCombo(wording.languages())
        self.protection = ProtectionChoice()
        self.language.chosen.connect(self._choose_language)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.leaves)
        column.addWidget(self.stays)
        column.addWidget(self._format_card())
        self._protection_card = Card(tr("Protection"), spacing=6)
        self._protection_card.body.addWidget(self.protection)
        column.addWidget(self._protection_card)
        column.addStretch()
        model.changed.connect(self.fill)

    def _format_card(self) -> Card:
        card = Card(tr("Le fichier"), spacing=2)
        group = QButtonGroup(self)
        for form, (name, why) in wording.FORMATS.items():
            radio = QRadioButton(name)
            radio.setAccessibleName(name)
            radio.setAccessibleDescription(why)
            radio.toggled.connect(self._choose)
            group.addButton(radio)
            self.formats[form] = radio
            card.body.addWidget(radio)
            words = text(typeset(why), "small")
            words.setContentsMargins(30, 0, 0, 4)
            card.body.addWidget(words)
        card.body.addWidget(self.left_out)
        card.body.addWidget(Field(tr("Langue du passeport"), self.language, hint=typeset(wording.LANGUAGE_HINT)))
        return card

    def fill(self) -> None:
        """Show what leaves and what stays with the model's choices."""
        summary = self._model.summary
        _fill(self._leaving, summary.leaves, "check", "success")
        _fill(self._staying, summary.stays, "lock", "muted")
        self.leaves.setAccessibleName(tr("Ce qui part : ") + ", ".join(summary.leaves))
        self.stays.setAccessibleName(tr("Ce qui ne part pas : ") + ", ".join(summary.stays))
        self.formats[self._model.file_format].setChecked(True)
        self._protection_card.setVisible(self._model.file_format in PRINTED)
        if self.language.currentData() != self._model.language:
            self.language.code = self._model.language

    def accepted(self) -> Protection | None:
        """Return how the file is protected, None when what was typed may not do: it says why beside it."""
        return self.protection.accepted() if self._model.file_format in PRINTED else Protection()

    def _choose(self, ticked: bool) -> None:  # noqa: FBT001 - Qt's signal
        if ticked:
            self._model.choose_format(next(form for form, radio in self.formats.items() if radio.isChecked()))

    def _choose_language(self) -> None:
        chosen = self.language.currentData()
        if chosen and chosen != self._model.language:
            self._model.choose_language(chosen)


def _fill(rows: QVBoxLayout, lines: tuple[str, ...], icon: str, colour: str) -> None:
    emptied(rows)
    for words in lines:
        picture = QLabel()
        picture.setPixmap(Theme.current().pixmap(icon, colour, 16, picture))
        picture.setFixedWidth(scaled(20))
        line = QHBoxLayout()
        line.addWidget(picture, alignment=Qt.AlignmentFlag.AlignTop)
        line.addWidget(text(typeset(words)), 1)
        rows.addLayout(line)
