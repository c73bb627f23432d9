"""The day of a step, with its hour when it has one: `hier`, `lundi 14h`, `demain 9h30`, `12/10`."""

import datetime as dt

from passeport.language import dates, moments
from ui.widgets.fields import DayField, Echo


class MomentField(DayField):
    """A day and an hour as people write them."""

    @property
    def moment(self) -> moments.Moment | None:
        """What is meant, None when nothing is understood."""
        return moments.understood_moment(self.text(), self._today())

    @property
    def day(self) -> dt.date | None:
        """The day meant."""
        found = self.moment
        return found.day if found is not None else None

    @day.setter
    def day(self, value: dt.date | None) -> None:
        self.setText(dates.short_date(value) if value is not None else "")

    @property
    def at(self) -> dt.time | None:
        """The hour meant, when one was typed."""
        found = self.moment
        return found.at if found is not None else None

    @property
    def echo(self) -> Echo:
        """The day and hour in full, and how far it is; or why there is none such."""
        found = self.moment
        return Echo(moments.said(found, self._today())) if found is not None else super().echo

    def show_moment(self, day: dt.date, at: dt.time | None) -> None:
        """Start from a day, and an hour if there is one."""
        self.setText(moments.written(moments.Moment(day, at)))

    def _settle(self) -> None:
        found = self.moment
        if found is not None:
            self.show_moment(*found)
