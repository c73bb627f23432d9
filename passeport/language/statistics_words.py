"""The words of the tables: what a code, a period, a hidden cell is called."""

from passeport.domain.disclosure import TOTAL, Span
from passeport.domain.disclosure_shape import Dimension
from passeport.domain.facts import UNKNOWN
from passeport.domain.facts_outcomes import OPEN
from passeport.domain.territories import ELSEWHERE, Territories
from passeport.domain.vocabulary import vocabulary

HIDDEN = "s"
"""What stands for a hidden cell, as in the tables of Insee: « s » for « secret statistique »."""
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip
_ILE_DE_FRANCE = "11"
_MONTH_LENGTH, _YEAR_LENGTH = 7, 4


def code_label(one: Dimension, code: str, territories: Territories | None = None) -> str:
    """Return what a code of a dimension is called."""
    if code == TOTAL:
        return "Ensemble"
    if one.table == "time":
        return time_label(code)
    if one.code == "bassin" and territories is not None and (loaded := territories.label(code)):
        return loaded
    names = (one.vocabulary, "departements", "closure_reasons")
    for name in names:
        if name is not None and code in vocabulary(name):
            return vocabulary(name)[code].label()
    known = {"": "Sans objet", UNKNOWN: "Non renseigné", OPEN: "En cours", ELSEWHERE: "Hors Île-de-France"}
    return known.get(code, "Île-de-France" if code == _ILE_DE_FRANCE else f"Région {code}")


def time_label(code: str) -> str:
    """Return a month, a quarter or a year in words: « mars 2026 », « 1er trimestre 2026 », « 2026 »."""
    if len(code) == _YEAR_LENGTH:
        return code
    year, part = code[:4], code[5:]
    if part.startswith("T"):
        number = int(part[1:])
        return f"{number}{'er' if number == 1 else 'e'} trimestre {year}"
    return f"{_MONTHS[int(part) - 1]} {year}"


def span_label(span: Span) -> str:
    """Return a period in words: « de janvier à mars 2026 »."""
    if span.first == span.last:
        return f"en {time_label(span.first)}"
    first, last = time_label(span.first), time_label(span.last)
    if span.first[:4] == span.last[:4]:
        first = first.rsplit(" ", 1)[0]
    return f"{'d’' if first[0] in 'ao' else 'de '}{first} à {last}"
