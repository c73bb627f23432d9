"""Dates that keep the precision they were given with: a year, a month or a day.

Europass dates are `YYYY`, `YYYY-MM` or `YYYY-MM-DD` (ISO 8601-1:2019, 5.2.2): completing one would invent a fact.
"""

import calendar
import re
from datetime import date
from typing import Any, Self

from pydantic import ConfigDict, ModelWrapValidatorHandler, model_serializer, model_validator

from passeport.domain.model import DomainModel

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


class PartialDate(DomainModel):
    """A calendar date known to the year, the month or the day; written as a string in JSON."""

    model_config = ConfigDict(str_strip_whitespace=True)

    year: int
    month: int | None = None
    day: int | None = None

    @model_validator(mode="wrap")
    @classmethod
    def _accept_text_and_date(cls, value: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:  # noqa: ANN401
        if isinstance(value, str):
            match = _ISO.fullmatch(value.strip())
            if match is None:
                message = "expected YYYY, YYYY-MM or YYYY-MM-DD"
                raise ValueError(message)
            value = {"year": int(match[1]), "month": match[2] and int(match[2]), "day": match[3] and int(match[3])}
        elif isinstance(value, date):
            value = {"year": value.year, "month": value.month, "day": value.day}
        return handler(value)

    @model_validator(mode="after")
    def _exists_in_the_calendar(self) -> Self:
        if self.day is not None and self.month is None:
            message = "a day needs its month"
            raise ValueError(message)
        known = [part for part in (self.month, self.day) if part is not None]
        date(self.year, *known, *[1] * (2 - len(known)))  # raises ValueError for 31 February, month 0 and year 0
        return self

    @model_serializer
    def _as_text(self) -> str:
        return str(self)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.

        Raises:
            pydantic.ValidationError: for another form, or a date that no calendar holds (31 February).
        """
        return cls.model_validate(text)

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the fully known date `day`."""
        return cls(year=day.year, month=day.month, day=day.day)

    @property
    def first_day(self) -> date:
        """The earliest day this date can mean: used to sort."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        """The latest day this date can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def full(self) -> date | None:
        """The day itself where it is known, else None."""
        return self.first_day if self.day is not None else None

    def __str__(self) -> str:
        """Return the ISO 8601 form, with no more precision than is known."""
        text = f"{self.year:04}"
        if self.month is not None:
            text += f"-{self.month:02}"
        if self.day is not None:
            text += f"-{self.day:02}"
        return text


class Period(DomainModel):
    """From a date to a date, either end unknown; `ongoing` says that it has not ended."""

    # one that ends before it begins is kept as a document that came in has it; nobody types one here

    start: PartialDate | None = None
    end: PartialDate | None = None
    ongoing: bool = False

    @property
    def is_known(self) -> bool:
        """Whether the period says anything at all."""
        return self.start is not None or self.end is not None or self.ongoing

    @property
    def is_backwards(self) -> bool:
        """Whether it ends before it begins, whatever the days that are not known."""
        return self.start is not None and self.end is not None and self.end.last_day < self.start.first_day
