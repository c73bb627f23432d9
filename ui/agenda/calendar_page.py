"""The agenda by day, week and month."""

import datetime as dt
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QFileDialog, QLayout, QStackedWidget, QVBoxLayout, QWidget

from passeport.domain.account import Operation
from passeport.domain.agenda import AgendaEntry, DueKind
from passeport.language import agenda
from passeport.language.catalogue import tr, tr_in
from passeport.language.typography import begun, typeset
from passeport.services.desk import Desk
from passeport.services.file_ports import CalendarNaming
from ui.agenda.calendar_model import CalendarModel
from ui.agenda.day_list import DayList, day_view
from ui.agenda.days import View
from ui.agenda.export_dialog import ExportDialog
from ui.agenda.month_grid import Month, month_view
from ui.tasks import Tasks
from ui.widgets.buttons import action, button, icon_button
from ui.widgets.chips import choice
from ui.widgets.room import head_line
from ui.widgets.surfaces import EmptyState
from ui.widgets.texts import text

_NAMES = {View.DAY: tr("Jour"), View.WEEK: tr("Semaine"), View.MONTH: tr("Mois")}
_KEYS = {
    View.DAY: tr_in("agenda", "J"),
    View.WEEK: tr_in("agenda", "S"),
    View.MONTH: tr_in("agenda", "M"),
}
_HELP = tr("J, S, M : jour, semaine, mois   ·   Alt+← →  : avant, après   ·   T : aujourd’hui   ·   Entrée : ouvrir")


class CalendarPage(QWidget):
    """What is planned, and what took place."""

    opened = Signal(object)
    """The `AgendaEntry` whose dossier is to be opened."""
    said = Signal(str, bool)

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self._account = desk.vault.account
        self.model = CalendarModel(desk, tasks, self)
        self.days, self.month = DayList(self), Month(self)
        self.list, self.grid = day_view(self.days), month_view(self.month)
        self.heading = text("", "heading", wraps=False)
        self.views = {view: choice(name, partial(self.show_view, view)) for view, name in _NAMES.items()}
        self.mine = choice(tr("Mes personnes"), partial(self.show_whose, mine=True))
        self.station = choice(tr("Tout le point d’accueil"), partial(self.show_whose, mine=False))
        self.nothing = EmptyState("calendar", tr("Rien de prévu"), tr("Une étape prévue dans un dossier apparaît ici."))
        self._body = QStackedWidget()
        for page in (self.list, self.grid, self.nothing):
            self._body.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 22, 28, 18)
        column.setSpacing(12)
        column.addLayout(self._head())
        column.addLayout(self._days_line())
        column.addWidget(self._body, 1)
        column.addWidget(text(typeset(_HELP), "small"))
        self.list.activated.connect(self._open_row)
        self.grid.activated.connect(self._open_day)
        self.model.changed.connect(self._show)
        self.model.said.connect(self.said)
        self._give_keys()
        self._mark()

    def refresh(self) -> None:
        """Show what stands there now."""
        self.model.refresh()

    def begin(self) -> None:
        """Be ready for the first entry."""
        (self.grid if self.model.view is View.MONTH else self.list).setFocus()

    def show_view(self, view: View) -> None:
        """Show a day, a week or a month."""
        self.model.show(view=view, day=self._day_in_sight())
        self._mark()
        self.begin()

    def show_today(self) -> None:
        """Come back to today."""
        self.model.show(day=self.model.today)

    def show_whose(self, *, mine: bool) -> None:
        """Show the agenda of the account, or of the point d'accueil."""
        self.model.show(mine=mine)
        self._mark()

    def ask_export(self) -> None:
        """Say what would leave, and ask how people are named."""
        self._ask(self._span(), "")

    def ask_export_one(self) -> None:
        """The same for the entry that is chosen."""
        entry = self._chosen()
        if entry is not None and entry.kind is DueKind.STEP:
            self._ask((entry.day, entry.day), entry.item, f"{agenda.what(entry)}, {agenda.day(entry.day)}")

    def _ask(self, days: tuple[dt.date, dt.date], item: str, what: str = "") -> None:
        dialog = ExportDialog(days, what, self)
        dialog.chosen.connect(partial(self._choose_file, days, item))
        dialog.open()

    def _choose_file(self, days: tuple[dt.date, dt.date], item: str, naming: CalendarNaming) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, tr("Exporter l’agenda"), tr("agenda-{day}.ics").format(day=days[0]), tr("Agenda (*.ics)")
        )
        if name:
            self.model.export(Path(name), days, naming, item)

    def _span(self) -> tuple[dt.date, dt.date]:
        """The days that the heading names: those of the month alone, not of its first and last weeks."""
        first, last = self.model.days
        if self.model.view is not View.MONTH:
            return first, last
        inside = [
            day
            for number in range((last - first).days + 1)
            if (day := first + dt.timedelta(number)).month == self.model.day.month
        ]
        return inside[0], inside[-1]

    def _head(self) -> QLayout:
        does: tuple[QWidget, ...] = (self.mine, self.station)
        if self._account.may(Operation.EXPORT_AGENDA):
            export = button(tr("Exporter…"), "", "export", self.ask_export)
            export.setAccessibleName(tr("Exporter l’agenda dans un fichier"))
            does = (*does, export)
        return head_line(text(tr("Agenda"), "title", wraps=False), does=does, spacing=8)

    def _days_line(self) -> QLayout:
        before = icon_button(tr("Avant (Alt+Gauche)"), "chevron-left", partial(self.model.move, -1))
        today = button(tr("Aujourd’hui"), "quiet", clicked=self.show_today)
        after = icon_button(tr("Après (Alt+Droite)"), "chevron-right", partial(self.model.move, 1))
        return head_line(before, today, after, self.heading, does=tuple(self.views.values()), spacing=8)

    def _give_keys(self) -> None:
        for view, key in _KEYS.items():
            action(
                self, tr("Agenda par {names}").format(names=_NAMES[view].lower()), key, partial(self.show_view, view)
            )
        action(self, tr("Agenda : avant"), "Alt+Left", partial(self.model.move, -1))
        action(self, tr("Agenda : après"), "Alt+Right", partial(self.model.move, 1))
        action(self, tr("Agenda : aujourd’hui"), tr_in("agenda", "T"), self.show_today)
        if self._account.may(Operation.EXPORT_AGENDA):
            action(self, tr("Exporter l’agenda (.ics)…"), "Ctrl+Shift+E", self.ask_export)
            action(self, tr("Exporter ce rendez-vous (.ics)…"), "", self.ask_export_one)

    def _mark(self) -> None:
        for view, chip in self.views.items():
            chip.setChecked(view is self.model.view)
        self.mine.setChecked(self.model.mine)
        self.station.setChecked(not self.model.mine)

    def _show(self) -> None:
        model = self.model
        first, last = model.days
        span = [first + dt.timedelta(days=number) for number in range((last - first).days + 1)]
        by_day = {day: model.of(day) for day in span}
        self.heading.setText(typeset(self._title()))
        if model.view is View.MONTH:
            self.month.show(model.days, model.day.month, model.counts, by_day, model.today)
            self.grid.setCurrentIndex(self.month.place_of(model.day))
            self._body.setCurrentWidget(self.grid)
            return
        self.days.show(by_day, model.today)
        self.list.setCurrentIndex(self.days.place_of(model.day))
        self._body.setCurrentWidget(self.list)

    def _title(self) -> str:
        view, day = self.model.view, self.model.day
        if view is View.DAY:
            return begun(agenda.day(day))
        return agenda.week(self.model.days[0]) if view is View.WEEK else begun(agenda.month(day))

    def _day_in_sight(self) -> dt.date:
        """The day that is chosen: another view opens on it."""
        if self.model.view is View.MONTH and self.grid.currentIndex().isValid():
            return self.month.day(self.grid.currentIndex())
        row = self.days.row(self.list.currentIndex())
        return row.day if row is not None else self.model.day

    def _chosen(self) -> AgendaEntry | None:
        row = self.days.row(self.list.currentIndex())
        return row.entry if row is not None and self.model.view is not View.MONTH else None

    def _open_row(self, index: QModelIndex) -> None:
        row = self.days.row(index)
        if row is not None and row.entry is not None:
            self.opened.emit(row.entry)

    def _open_day(self, index: QModelIndex) -> None:
        self.model.show(view=View.DAY, day=self.month.day(index))
        self._mark()
        self.begin()
