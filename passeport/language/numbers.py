"""Numbers as they are written in the language of the screen: `12 345,6` in French, `12,345.6` in English."""

from passeport.language.catalogue import REFERENCE, language, plural
from passeport.language.typography import NARROW


def number(value: float, places: int = 0) -> str:
    """Return a number with its thousands apart and that many decimals."""
    written = f"{value:,.{places}f}"
    return written.translate({ord(","): NARROW, ord("."): ","}) if language() == REFERENCE else written


def counted(count: int, one: str, many: str) -> str:
    """Return a number and what there are: `1 étape`, `1 204 étapes`."""
    return f"{number(count)} {plural(one, many, count)}"
