"""Dates and periods as a SkillsPassport writes them: parts in attributes, in the spelling of XML Schema."""

from lxml import etree

from exports.europass.skillspassport_names import add
from passeport.domain.partial_date import PartialDate, Period


def write_date(parent: etree._Element, name: str, date: PartialDate) -> None:
    """Append `<From year="2026" month="--10" day="---12"/>` (xs:gYear, xs:gMonth, xs:gDay)."""
    element = add(parent, name)
    element.set("year", f"{date.year:04}")
    if date.month is not None:
        element.set("month", f"--{date.month:02}")
    if date.day is not None:
        element.set("day", f"---{date.day:02}")


def write_period(parent: etree._Element, period: Period) -> None:
    """Append a `Period`, when something is known of it."""
    if period.is_known:
        element = add(parent, "Period")
        if period.start:
            write_date(element, "From", period.start)
        if period.end:
            write_date(element, "To", period.end)
        if period.ongoing:
            add(element, "Current", "true")
