"""Tables that give nobody away: what is asked for, what was counted, what may be shown.

A cell is named by one code per dimension; `_T` is the total. Counting says how many persons stand behind each cell, so
that the rules look at people and not at what they did.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from passeport.domain.model import DomainModel

TOTAL = "_T"
"""The total of a dimension."""
MOST_DIMENSIONS = 4
USUAL_THRESHOLD = 5
"""Fewest persons that a shown cell may have behind it; 11 is the other usual one (Cnam and ATIH for health data)."""
THRESHOLDS = (5, 11)

Month = Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
Codes = tuple[str, ...]


class Strategy(StrEnum):
    """How a table is protected; codes of vocabulary `protection_strategies`."""

    NOISE = "NOISE"
    """Cell key perturbation: every cell is shown, a little off; the usual one."""
    SUPPRESSION = "SUPPRESSION"
    """What is shown is exact; small cells, and those that would give them away, are hidden."""


class Protection(DomainModel):
    """How tables are protected, and how much."""

    strategy: Strategy = Strategy.NOISE
    threshold: Annotated[int, Field(ge=3, le=30)] = USUAL_THRESHOLD


class Span(DomainModel):
    """A period in whole months, both ends included."""

    first: Month
    last: Month

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "Span":
        if self.last < self.first:
            message = "the period ends before it begins"
            raise ValueError(message)
        return self

    def overlaps(self, other: "Span") -> bool:
        """Whether the two have a month in common."""
        return self.first <= other.last and other.first <= self.last

    def contains(self, other: "Span") -> bool:
        """Whether every month of the other is in this one."""
        return self.first <= other.first and other.last <= self.last

    @property
    def months(self) -> tuple[str, ...]:
        """Every month, in order."""
        year, month = int(self.first[:4]), int(self.first[5:])
        found = []
        while f"{year:04}-{month:02}" <= self.last:
            found.append(f"{year:04}-{month:02}")
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)  # noqa: PLR2004 - months of a year
        return tuple(found)


class TableSpec(DomainModel):
    """A table that is asked for: what is counted (vocabulary `statistics_measures`), when, and by what."""

    measure: str
    span: Span
    by: tuple[str, ...] = ()
    """Codes of vocabulary `statistics_dimensions`, four at most."""

    @model_validator(mode="after")
    def _few_and_different(self) -> "TableSpec":
        if len(self.by) > MOST_DIMENSIONS or len(set(self.by)) != len(self.by):
            message = "four different dimensions at most"
            raise ValueError(message)
        return self


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as it was counted; never shown as it is."""

    count: int
    """What is counted: persons, steps, parcours."""
    persons: int
    """Distinct persons behind it."""
    key: int
    """Sum of their record keys modulo 2^32, each one as often as the person counts."""
    top: int = 1
    """The largest contribution of one person."""


EMPTY = Cell(count=0, persons=0, key=0, top=0)


@dataclass(frozen=True)
class CountTable:
    """A table as it was counted; what is in no cell is zero."""

    spec: TableSpec
    axes: tuple[Mapping[str, str], ...]
    """For each dimension: code → its parent (`_T` for those of the first level), in the order to show them."""
    cells: Mapping[Codes, Cell]
    additive: tuple[bool, ...]
    """For each dimension, whether a parent is the sum of its children: a person may be in several months, in one age
    band only."""

    def at(self, codes: Codes) -> Cell:
        """Return a cell."""
        return self.cells.get(codes, EMPTY)

    @property
    def total(self) -> Cell:
        """The cell of everything."""
        return self.at((TOTAL,) * len(self.axes))


class Published(DomainModel):
    """One table that was published: the register is what later tables are compared with."""

    at: dt.datetime
    account: str
    spec: TableSpec
    protection: Protection
    axes: tuple[dict[str, str], ...] = ()
    """For each dimension, that of the value included: code → its parent."""
    cells: tuple[tuple[Codes, int | None], ...]
    """Codes and the value shown; None where it was hidden."""
    files: tuple[tuple[str, str], ...] = ()
    """Names of the files and their SHA-256."""

    @property
    def shown(self) -> dict[Codes, int | None]:
        """The cells by their codes."""
        return dict(self.cells)


@dataclass(frozen=True)
class Cost:
    """What protection cost: how many cells are not as counted, and by how much."""

    cells: int
    """Cells that are not zero."""
    changed: int = 0
    hidden: int = 0
    error: float = 0.0
    """Mean absolute error of the cells shown, zeros included."""


@dataclass(frozen=True)
class SafeTable:
    """What may be shown."""

    spec: TableSpec
    protection: Protection
    axes: tuple[Mapping[str, str], ...]
    values: Mapping[Codes, int | None]
    cost: Cost
    notes: tuple[str, ...] = field(default=())
    """Codes of remarks: vocabulary `statistics_remarks`."""

    def at(self, codes: Codes) -> int | None:
        """Return the value shown of a cell; None when it is hidden."""
        return self.values.get(codes, 0)
