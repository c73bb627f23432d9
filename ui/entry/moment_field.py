"""The day of a step, with its hour when it has one: `hier`, `lundi 14h`, `demain 9h30`, `12/10`."""

import datetime as dt

from passeport.language import moments
from ui.widgets.fields import DayField


class MomentField(DayField):
    """A day and an hour as people write them."""

    @property
    def meant(self) -> moments.Moment | None:
        """What is typed, were it a thousand years from now."""
        return moments.understood_moment(self.text(), self._today())

    @property
    def at(self) -> dt.time | None:
        """The hour meant, when one was typed."""
        found = self.moment
        return found.at if found is not None else None

    def show_moment(self, day: dt.date, at: dt.time | None) -> None:
        """Start from a day, and an hour if there is one."""
        self.setText(moments.written(moments.Moment(day, at)))

    def _settle(self) -> None:
        found = self.moment
        if found is not None:
            self.show_moment(*found)
