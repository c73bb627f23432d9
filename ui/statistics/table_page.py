"""A table as the supervisor wants it: pick, look, see what protection costs, export."""

import datetime as dt
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from passeport.domain.disclosure import MOST_DIMENSIONS, THRESHOLDS, Protection, Strategy
from passeport.domain.disclosure_shape import dimensions_for
from passeport.language.catalogue import plural, tr
from passeport.language.labels import label
from passeport.language.numbers import number
from passeport.language.statistics_words import HIDDEN
from passeport.language.typography import typeset
from passeport.services.statistics_presentation import Dossier, Sheet
from ui.statistics.grid import ReadGrid
from ui.statistics.model import Asked, StatisticsModel
from ui.widgets.buttons import action, button
from ui.widgets.fields import ChoiceCombo, CodeCombo, DayField, Field
from ui.widgets.progress import ProgressRow
from ui.widgets.room import in_sight, is_narrow, scaled, side_by_side
from ui.widgets.surfaces import Banner, Card, scrolled
from ui.widgets.texts import text

_SIDE = 350
_MOST_ROWS = 500
_EXPLAINED = {
    Strategy.NOISE: tr("Chaque case est montrée, à quelques unités près, toujours les mêmes. C’est le choix habituel."),
    Strategy.SUPPRESSION: tr(
        "Les chiffres montrés sont exacts ; les petites cases, et celles qui les trahiraient, sont "
        "remplacées par « s »."
    ),
}

_IN_SIGHT = 10
"""Lines of a table that show where letters are large."""


class TablePage(QWidget):
    """The form on the left, the table on the right."""

    def __init__(self, model: StatisticsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        today = model.statistics.clock.today
        first, last = model.usual_period()
        self.measure = CodeCombo("statistics_measures")
        self.measure.code = "persons"
        self.first, self.last = DayField(today, first), DayField(today, last)
        self.by = [ChoiceCombo((), empty=tr("Aucune")) for _ in range(MOST_DIMENSIONS)]
        self.strategy = CodeCombo("protection_strategies")
        self.strategy.code = Strategy.NOISE.value
        self.threshold = ChoiceCombo([(str(n), tr("{n} personnes").format(n=n)) for n in THRESHOLDS])
        self.threshold.code = str(THRESHOLDS[0])
        self.explained = text("", "small")
        self.banner = Banner()
        self.title = text("", "heading")
        self.subtitle = text("", "muted")
        self.cost = text("", "muted")
        self.grid = ReadGrid(tr("Tableau protégé"))
        self.derived = ReadGrid(tr("Valeurs calculées"))
        self.write = button(tr("Exporter…"), "", "export", self.export)
        self.write.setEnabled(False)
        self._in_view: Asked | None = None
        inside = QWidget()
        row = side_by_side()
        inside.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._form())
        row.addWidget(self._shown(), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.banner)
        column.addWidget(ProgressRow(model.advance, tr("Écriture du tableau")))
        in_sight(self.grid, _IN_SIGHT)
        column.addWidget(scrolled(inside) if is_narrow() else inside, 1)
        self._offer()
        self._explain()
        self.measure.chosen.connect(self._offer)
        self.strategy.chosen.connect(self._explain)
        model.previewed.connect(self.show_sheet)
        model.refused.connect(self.refuse)
        model.exported.connect(self._say_exported)
        action(self, tr("Voir le tableau"), "Ctrl+Return", self.preview)
        action(self, tr("Exporter le tableau"), "Ctrl+E", self.export)

    @property
    def asked(self) -> Asked:
        """The table as the form says it."""
        by = tuple(dict.fromkeys(one.code for one in self.by if one.code))
        protection = Protection(strategy=Strategy(self.strategy.code), threshold=int(self.threshold.code))
        return Asked(self.measure.code or "persons", self.first.day, self.last.day, by, protection)

    def preview(self) -> None:
        """Make the table."""
        self.banner.say(tr("Le tableau se prépare…"))
        self.model.preview(self.asked)

    def export(self) -> None:
        """Ask where, and write the table in view: not what the form has come to say since."""
        if self._in_view is None:
            self.banner.say(tr("Voyez d’abord le tableau : c’est lui qui sera écrit."))
            return
        chosen = QFileDialog.getExistingDirectory(self, tr("Dossier où écrire le tableau"))
        if chosen:
            self.banner.say(tr("Le tableau s’écrit…"))
            self.model.export(self._in_view, Path(chosen))

    def show_sheet(self, sheet: Sheet) -> None:
        """Show a table and what its protection costs."""
        first, last = (dt.date.fromisoformat(f"{month}-01") for month in (sheet.spec.span.first, sheet.spec.span.last))
        self._in_view = Asked(sheet.spec.measure, first, last, sheet.spec.by, sheet.protection)
        self.banner.say("")
        self.title.setText(sheet.title)
        self.title.setToolTip(sheet.title)
        self.subtitle.setText(sheet.subtitle)
        self.cost.setText(cost_of(sheet))
        lines = sheet.lines[:_MOST_ROWS]
        rows = [(*line.labels, HIDDEN if line.value is None else number(line.value)) for line in lines]
        strong = [line.is_total for line in lines]
        self.grid.show_rows((*sheet.headers, tr("Nombre")), rows, strong, len(sheet.headers))
        values = [
            (
                " – ".join(one.labels),
                one.name,
                tr("non donné") if one.value is None else f"{one.value} {one.unit}".replace(".", ","),
            )
            for one in sheet.derived
        ]
        self.derived.show_rows((tr("Pour"), tr("Valeur calculée"), tr("Valeur")), values, [False] * len(values), 2)
        self.derived.setVisible(bool(values))
        self.write.setEnabled(True)

    def refuse(self, why: str) -> None:
        """Say why there is no table."""
        self.banner.say(why, "warning")

    def _say_exported(self, dossier: Dossier, folder: Path) -> None:
        del dossier  # a single table is written, or refused
        said = tr("Le tableau est écrit dans « {folder} ».").format(folder=folder)
        self.banner.say(typeset(said), "success")

    def _form(self) -> QWidget:
        card = Card(tr("Votre tableau"))
        card.body.addWidget(Field(tr("Ce qui est compté"), self.measure))
        period = QHBoxLayout()
        period.addWidget(Field(tr("Du"), self.first))
        period.addWidget(Field(tr("au"), self.last))
        card.body.addLayout(period)
        for place, one in enumerate(self.by, start=1):
            card.body.addWidget(Field(tr("Croiser par ({place})").format(place=place), one))
        card.body.addWidget(Field(tr("Protection"), self.strategy))
        card.body.addWidget(self.explained)
        card.body.addWidget(Field(tr("Seuil : rien n’est montré de moins de"), self.threshold))
        card.body.addStretch()
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card if is_narrow() else scrolled(card), 1)
        column.addWidget(button(tr("Voir le tableau"), "primary", "eye", self.preview))
        column.addWidget(self.write)
        holder = QWidget()
        if not is_narrow():
            holder.setFixedWidth(scaled(_SIDE))
        holder.setLayout(column)
        return holder

    def _shown(self) -> QWidget:
        card = Card()
        for label_of in (self.title, self.subtitle):
            label_of.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for widget in (self.title, self.subtitle, self.cost):
            card.body.addWidget(widget)
        card.body.addWidget(self.grid, 3)
        card.body.addWidget(self.derived, 1)
        self.derived.hide()
        self.title.setText(tr("Choisissez ce qui est compté, puis « Voir le tableau » (Ctrl+Entrée)"))
        return card

    def _offer(self) -> None:
        """Offer the dimensions that go with what is counted."""
        codes = dimensions_for(self.measure.code or "persons")
        for one in self.by:
            before = one.code
            one.blockSignals(True)  # noqa: FBT003 - Qt's
            one.clear()
            one.addItem(tr("Aucune"), "")
            for code in codes:
                one.addItem(typeset(label("statistics_dimensions", code)), code)
            one.code = before if before in codes else ""
            one.blockSignals(False)  # noqa: FBT003

    def _explain(self) -> None:
        self.explained.setText(typeset(_EXPLAINED[Strategy(self.strategy.code or "NOISE")]))


def cost_of(sheet: Sheet) -> str:
    """Return what protection costs a table, in words."""
    cost = sheet.cost
    if sheet.protection.strategy is Strategy.SUPPRESSION:
        words = plural(
            "Ce que coûte la protection : {hidden} case masquée sur {cells} ; les autres sont exactes.",
            "Ce que coûte la protection : {hidden} cases masquées sur {cells} ; les autres sont exactes.",
            cost.hidden,
        ).format(hidden=cost.hidden, cells=cost.cells)
    else:
        words = plural(
            "Ce que coûte la protection : {changed} case modifiée sur {cells}, de {error} en moyenne. "
            "Un total n’est pas la somme de ses cases.",
            "Ce que coûte la protection : {changed} cases modifiées sur {cells}, de {error} en moyenne. "
            "Un total n’est pas la somme de ses cases.",
            cost.changed,
        ).format(changed=cost.changed, cells=cost.cells, error=number(cost.error, 1))
    return typeset(words)
