"""The reading report of an envelope: every value it holds, each with its place in the passport."""

from collections.abc import Iterator

from passeport.domain.model import DomainModel
from passeport.domain.partial_date import PartialDate
from passeport.domain.passport import Passport
from passeport.domain.reading import Fate, ReadingEntry, ReadingReport

_LONGEST_VALUE = 400
"""Characters of a value shown in the report."""


def report_of(passport: Passport, file_format: str, refused: tuple[str, ...] = ()) -> ReadingReport:
    """Return the fate of every value: all understood, but those `refused` because R01 forbids them."""
    entries = [
        ReadingEntry(path=f"passport.{path}", value=value, fate=Fate.UNDERSTOOD, went_to=path)
        for path, value in _values(passport, "")
    ]
    entries += [ReadingEntry(path=f"passport.{path}", fate=Fate.REFUSED) for path in refused]
    return ReadingReport(file_format=file_format, entries=tuple(entries))


def _values(value: object, path: str) -> Iterator[tuple[str, str]]:
    """Go through the values that say something, with their path: `profile.experiences.0.position`."""
    if isinstance(value, PartialDate):
        yield path, str(value)
    elif isinstance(value, DomainModel):
        for name in type(value).model_fields:
            yield from _values(getattr(value, name), f"{path}.{name}" if path else name)
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from _values(part, f"{path}.{number}")
    elif isinstance(value, bytes):
        yield path, f"{len(value)} octets"
    elif value not in (None, "", False):
        text = str(value)
        yield path, text if len(text) <= _LONGEST_VALUE else text[:_LONGEST_VALUE] + "…"
