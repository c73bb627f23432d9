"""Which column says what: the heading, what stands in its first lines, and a choice."""

from functools import partial

from PySide6.QtWidgets import QGridLayout, QWidget

from passeport.domain.caseload import Column
from passeport.domain.incoming_table import IncomingTable
from passeport.language.catalogue import tr
from passeport.language.labels import label
from passeport.language.typography import typeset
from ui.caseload.model import CaseloadModel
from ui.widgets.fields import CodeCombo
from ui.widgets.surfaces import Card, emptied
from ui.widgets.texts import text

_EXAMPLES = 3
_LONGEST = 60
_CHOICE = 18


class Columns(Card):
    """A line for each column of the file."""

    def __init__(self, model: CaseloadModel) -> None:
        super().__init__(tr("Colonnes"))
        self._model = model
        self._shown: IncomingTable | None = None
        self.choices: dict[int, CodeCombo] = {}
        self.missing = text("", "error")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self.body.addWidget(
            text(typeset(tr("Dites ce que contient chaque colonne ; ce qui a été deviné se corrige.")), "muted")
        )
        self.body.addWidget(self.missing)
        self.body.addLayout(self._grid)
        model.changed.connect(self._show)

    def focus_first(self) -> None:
        """Be ready for the first column that says nothing yet, else for the first."""
        unsaid = [combo for combo in self.choices.values() if not combo.code]
        for combo in (unsaid or list(self.choices.values()))[:1]:
            combo.setFocus()

    def _show(self) -> None:
        table = self._model.table
        if table is not self._shown:
            self._shown = table
            self._fill(table)
        for place, combo in self.choices.items():
            column = self._model.mapping.get(place)
            combo.blockSignals(True)  # noqa: FBT003 - Qt's name
            combo.code = column.value if column is not None else ""
            combo.blockSignals(False)  # noqa: FBT003
            combo.setEnabled(not self._model.is_busy)
        names = ", ".join(label("caseload_columns", column.value) for column in self._model.missing)
        self.missing.setText(
            typeset(tr("Il manque : {names}. Choisissez la colonne qui le contient.").format(names=names))
            if names
            else ""
        )
        self.missing.setVisible(bool(names) and table is not None)

    def _fill(self, table: IncomingTable | None) -> None:
        emptied(self._grid)
        self.choices = {}
        for place, heading in enumerate(table.headings if table is not None else ()):
            combo = CodeCombo("caseload_columns", empty=tr("Ne pas reprendre"))
            combo.setMinimumContentsLength(_CHOICE)
            combo.setAccessibleName(typeset(tr("Ce que contient la colonne « {heading} »").format(heading=heading)))
            combo.chosen.connect(partial(self._say, place))
            self.choices[place] = combo
            for at, widget in enumerate((text(heading, "strong"), _examples(table, place), combo)):
                self._grid.addWidget(widget, place, at)

    def _say(self, place: int) -> None:
        code = self.choices[place].code
        self._model.say(place, Column(code) if code else None)


def _examples(table: IncomingTable | None, place: int) -> QWidget:
    rows = table.rows if table is not None else ()
    found = dict.fromkeys(row.cells[place] for row in rows[:200] if place < len(row.cells) and row.cells[place])
    words = " · ".join(list(found)[:_EXAMPLES])
    return text(words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…", "small")
