"""The words of the tables: what a code, a period, a hidden cell is called."""

import datetime as dt

from babel.dates import format_date

from passeport.domain.disclosure import TOTAL, Span
from passeport.domain.disclosure_shape import Dimension
from passeport.domain.facts import UNKNOWN, UNKNOWN_IN
from passeport.domain.facts_outcomes import OPEN
from passeport.domain.territories import ELSEWHERE, Territories
from passeport.domain.vocabulary import vocabulary
from passeport.language.catalogue import locale, tr
from passeport.language.labels import label_of

HIDDEN = "s"
"""What stands for a hidden cell, as in the tables of Insee: « s » for « secret statistique »."""
_ILE_DE_FRANCE = "11"
_MONTH_LENGTH, _YEAR_LENGTH = 7, 4


def code_label(one: Dimension, code: str, territories: Territories | None = None) -> str:
    """Return what a code of a dimension is called."""
    if code == TOTAL:
        return tr("Ensemble")
    if one.table == "time":
        return time_label(code)
    if one.code == "bassin" and territories is not None and (loaded := territories.label(code)):
        return loaded
    if code.endswith(UNKNOWN_IN):
        where = code_label(one, code.removesuffix(UNKNOWN_IN), territories)
        return tr("{territory}, sans précision").format(territory=where)
    names = (one.vocabulary, "departements", "closure_reasons")
    for name in names:
        if name is not None and code in vocabulary(name):
            return label_of(vocabulary(name)[code])
    known = {
        "": tr("Sans objet"),
        UNKNOWN: tr("Non renseigné"),
        OPEN: tr("En cours"),
        ELSEWHERE: tr("Hors Île-de-France"),
    }
    if one.code == "bassin":
        return known.get(code, code)
    return known.get(code, tr("Île-de-France") if code == _ILE_DE_FRANCE else tr("Région {code}").format(code=code))


def time_label(code: str) -> str:
    """Return a month, a quarter or a year in words: « mars 2026 », « 1er trimestre 2026 », « 2026 »."""
    if len(code) == _YEAR_LENGTH:
        return code
    year, part = code[:4], code[5:]
    if part.startswith("T"):
        number = int(part[1:])
        words = tr("{number}er trimestre {year}") if number == 1 else tr("{number}e trimestre {year}")
        return words.format(number=number, year=year)
    return str(format_date(dt.date(int(year), int(part), 1), "MMMM y", locale=locale()))


def span_label(span: Span) -> str:
    """Return a period in words: « de janvier à mars 2026 »."""
    if span.first == span.last:
        return tr("en {period}").format(period=time_label(span.first))
    first, last = time_label(span.first), time_label(span.last)
    if span.first[:4] == span.last[:4]:
        first = first.rsplit(" ", 1)[0]
    words = tr("d’{first} à {last}") if first[0] in "ao" else tr("de {first} à {last}")
    return words.format(first=first, last=last)
