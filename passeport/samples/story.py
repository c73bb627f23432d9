"""A clock and identifiers that a story decides, so that telling it again gives the same dossiers."""

import datetime as dt
from dataclasses import dataclass, field
from uuid import UUID

from passeport.samples.draws import Draws

_MORNING = dt.time(10, 0, tzinfo=dt.UTC)


@dataclass
class StoryClock:
    """Port `Clock`: ten o'clock in the morning of the day that the story has come to."""

    day: dt.date

    def now(self) -> dt.datetime:
        """Return the moment."""
        return dt.datetime.combine(self.day, _MORNING)

    def today(self) -> dt.date:
        """Return the day."""
        return self.day


@dataclass
class StoryIdentifiers:
    """Port `Identifiers`: a row of them for each `place` of the story."""

    place: str
    _draws: Draws = field(init=False)

    def __post_init__(self) -> None:
        """Begin the row."""
        self._draws = Draws(0, "identifiers", self.place)

    def new(self) -> UUID:
        """Return the next one."""
        return self._draws.identifier()
