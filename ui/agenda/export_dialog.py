"""What leaves when the agenda leaves: said before, and chosen."""

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from passeport.domain.vocabulary import vocabulary
from passeport.language import dates
from passeport.language.catalogue import tr
from passeport.language.labels import label_of
from passeport.language.typography import typeset
from passeport.services.file_ports import CalendarNaming
from ui.widgets.buttons import button
from ui.widgets.dialogs import Dialog
from ui.widgets.surfaces import Banner
from ui.widgets.texts import text

_WARNING = tr(
    "Ce fichier sort du coffre-fort et n’est pas chiffré. Il contient le jour, l’heure et le type de chaque "
    "rendez-vous ; ni nom, ni note, ni lieu. Ne l’envoyez que vers un agenda professionnel."
)


class ExportDialog(Dialog):
    """Asks how people are named in the file."""

    chosen = Signal(object)
    """The `CalendarNaming`."""

    def __init__(self, days: tuple[dt.date, dt.date], what: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent, width=480)
        self.setWindowTitle(tr("Exporter vers un agenda (.ics)"))
        first, last = (dates.short_date(day) for day in days)
        said = what or (
            tr("Les rendez-vous du {first}").format(first=first)
            if first == last
            else tr("Les rendez-vous du {first} au {last}").format(first=first, last=last)
        )
        self._group = QButtonGroup(self)
        self.namings: dict[CalendarNaming, QRadioButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(text(typeset(said), "strong"))
        column.addWidget(Banner(typeset(_WARNING), "warning"))
        column.addWidget(text(tr("Ce qui désigne la personne"), "field"))
        for term in vocabulary("calendar_namings").terms:
            choice = QRadioButton(typeset(label_of(term)))
            self._group.addButton(choice)
            self.namings[CalendarNaming(term.code)] = choice
            column.addWidget(choice)
        self.namings[CalendarNaming.NOTHING].setChecked(True)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(button(tr("Ne pas exporter"), clicked=self.reject))
        keep = button(tr("Choisir le fichier…"), "primary", "export", self._choose)
        keep.setDefault(True)
        foot.addWidget(keep)
        column.addLayout(foot)

    def _choose(self) -> None:
        naming = next(known for known, choice in self.namings.items() if choice.isChecked())
        self.accept()
        self.chosen.emit(naming)
