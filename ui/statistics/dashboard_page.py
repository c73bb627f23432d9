"""The strategy's indicators, quarter by quarter, with their course."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from passeport.language.catalogue import plural, tr
from passeport.language.numbers import number
from passeport.language.statistics_words import span_label, time_label
from passeport.language.typography import typeset
from passeport.services.statistics import Dashboard, Followed
from passeport.services.statistics_presentation import Dossier, Headline
from ui.statistics.grid import ReadGrid
from ui.statistics.model import StatisticsModel
from ui.statistics.trend import TrendBars
from ui.widgets.buttons import action, button
from ui.widgets.fields import DayField, Field
from ui.widgets.progress import ProgressRow
from ui.widgets.room import foot_line, is_narrow, scaled, side_by_side
from ui.widgets.surfaces import Banner, Card, scrolled
from ui.widgets.texts import text

_WITHHELD = tr("non donné")
_FLAT = 0.1
"""Share of the first value under which a course is said to be steady."""
_NOISE = 8.0
"""Units by which noise alone easily moves the difference of two counts: twice its standard deviation."""
_TREND = 110
_WORDS, _LEAST = 200, 260
"""Pixels at 100 %: width of an indicator's name, and least height of them all, where letters are large."""


class DashboardPage(QWidget):
    """A period, and a line for each indicator."""

    def __init__(self, model: StatisticsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        today = model.statistics.clock.today
        first, last = model.usual_period()
        self.first, self.last = DayField(today, first), DayField(today, last)
        self.banner = Banner()
        self.grid = ReadGrid(tr("Indicateurs par trimestre"))
        card = Card()
        row = QHBoxLayout()
        row.addWidget(Field(tr("Du"), self.first))
        row.addWidget(Field(tr("au"), self.last))
        again = button(tr("Actualiser"), "", "refresh", self.refresh)
        self.write = button(tr("Exporter les indicateurs…"), "primary", "export", self.export)
        asked = side_by_side()
        asked.addLayout(row)
        asked.addLayout(foot_line(again, self.write), 1)
        card.body.addLayout(asked)
        card.body.addWidget(self.banner)
        card.body.addWidget(ProgressRow(model.advance, tr("Calcul des indicateurs")))
        card.body.addWidget(
            text(
                typeset(
                    tr(
                        "Chiffres protégés par le bruit : à quelques unités près, sans personne derrière. « "
                        "Non donné » : trop peu de personnes, ou des chiffres de ces mois déjà exportés par masquage."
                    )
                ),
                "muted",
            )
        )
        card.body.addWidget(self.grid, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        if is_narrow():
            self.grid.setMinimumHeight(scaled(_LEAST))
        column.addWidget(scrolled(card) if is_narrow() else card)
        model.followed.connect(self.show_dashboard)
        model.refused.connect(self.refuse)
        model.exported.connect(self._say_exported)
        action(self, tr("Actualiser les indicateurs"), "F5", self.refresh)
        action(self, tr("Exporter les indicateurs"), "Ctrl+E", self.export)

    def refresh(self) -> None:
        """Make the indicators again."""
        self.banner.say(tr("Les indicateurs se calculent…"))
        self.model.follow(self.first.day, self.last.day)

    def export(self) -> None:
        """Ask where, and write every indicator."""
        chosen = QFileDialog.getExistingDirectory(self, tr("Dossier où écrire les indicateurs"))
        if chosen:
            self.banner.say(tr("Les indicateurs s’écrivent…"))
            self.model.export_indicators(self.first.day, self.last.day, Path(chosen))

    def show_dashboard(self, dashboard: Dashboard) -> None:
        """Show a line for each indicator."""
        self.banner.say("")
        names = [*(_short(span.first, span.last) for span in dashboard.spans[:-1]), tr("Période")]
        rows = [(typeset(row.title), course(row), *(_said(value) for value in row.values)) for row in dashboard.rows]
        self.grid.show_rows((tr("Indicateur"), tr("Évolution"), *names), rows, [False] * len(rows), 1)
        for place, row in enumerate(dashboard.rows):
            values = [value.value if value is not None else None for value in row.values[:-1]]
            item = self.grid.item(place, 1)
            if item is not None and any(value is not None for value in values):
                item.setText("")  # drawn instead, and still said
                item.setData(Qt.ItemDataRole.AccessibleTextRole, course(row))
                self.grid.setCellWidget(
                    place,
                    1,
                    TrendBars(values, typeset(tr("{what} : {words}").format(what=row.title, words=course(row)))),
                )
        self.grid.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        self.grid.setColumnWidth(1, max(_TREND, self.grid.horizontalHeader().sectionSizeHint(1)))
        if is_narrow():  # else its own words would be left with no room: the table may be read sideways
            self.grid.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
            self.grid.setColumnWidth(0, scaled(_WORDS))
        whole = self.grid.horizontalHeaderItem(len(names) + 1)
        if whole is not None:
            whole.setToolTip(span_label(dashboard.spans[-1]))
        self.grid.fit_rows()

    def refuse(self, why: str) -> None:
        """Say why there is nothing."""
        self.banner.say(why, "warning")

    def _say_exported(self, dossier: Dossier, folder: Path) -> None:
        written, withheld = len(dossier.sheets), len(dossier.withheld)
        said = plural(
            "{count} indicateur écrit dans « {folder} ».", "{count} indicateurs écrits dans « {folder} ».", written
        ).format(count=written, folder=folder)
        if withheld:
            said += plural(
                " {count} ne peut pas être montré ; le rapport dit pourquoi.",
                " {count} ne peuvent pas être montrés ; le rapport dit pourquoi.",
                withheld,
            ).format(count=withheld)
        self.banner.say(typeset(said), "success")


def course(row: Followed) -> str:
    """Return the course of an indicator in a word."""
    values = [value.value for value in row.values[:-1] if value is not None and value.value is not None]
    if len(values) < 2:  # noqa: PLR2004 - a course has two ends
        return ""
    first, last = values[0], values[-1]
    is_count = next(value.unit == "" for value in row.values if value is not None)
    if abs(last - first) <= max(_FLAT * first, _NOISE if is_count else 1.0):
        return tr("stable")
    return tr("en hausse") if last > first else tr("en baisse")


def _said(value: Headline | None) -> str:
    if value is None or value.value is None:
        return _WITHHELD
    return typeset(f"{number(value.value, 1 if value.unit else 0)} {value.unit}".strip())


def _short(first: str, last: str) -> str:
    return time_label(first) if first == last else f"{_brief(first)} – {_brief(last)}"


def _brief(month: str) -> str:
    return f"{month[5:]}/{month[2:4]}"
