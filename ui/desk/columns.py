"""What the list of people shows in columns, and by what each of them sorts."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import NamedTuple

from passeport.domain.beneficiary import DossierSummary
from passeport.domain.identifiers import AccountId
from passeport.domain.listing import Order
from passeport.language.catalogue import tr
from passeport.language.labels import label
from passeport.language.typography import typeset
from ui.desk import wording

Names = Mapping[AccountId, str]
"""The conseillers by their account."""


class ListColumn(NamedTuple):
    """A column: its heading, its order, the words of a person there."""

    heading: str
    order: Order
    letters: int
    """Its width, at the least."""
    words: Callable[[DossierSummary, dt.date, Names], str]


def _near(day: dt.date | None, today: dt.date) -> str:
    return wording.near(day, today) if day is not None else ""


def _situation(one: DossierSummary, _today: dt.date, _names: Names) -> str:
    return label("situations", one.situation) if one.situation else ""


def _referent(one: DossierSummary, _today: dt.date, names: Names) -> str:
    if one.referent is None:
        return tr("Personne")
    return names.get(one.referent, tr("Compte supprimé"))


COLUMNS = (
    ListColumn(tr("Nom"), Order.NAME, 34, lambda one, _today, _names: f"{one.family_name.upper()} {one.given_names}"),
    ListColumn(tr("Dernier contact"), Order.CONTACT, 15, lambda one, today, _names: _near(one.last_contact, today)),
    ListColumn(tr("Prochaine étape"), Order.NEXT, 15, lambda one, today, _names: _near(one.next_step, today)),
    ListColumn(tr("Situation"), Order.SITUATION, 22, _situation),
    ListColumn(tr("Référent"), Order.REFERENT, 18, _referent),
    ListColumn(tr("Échéance"), Order.DUE, 13, lambda one, today, _names: _near(one.due, today)),
)
"""In the order of their use: those of the end leave first where letters are large."""
NAME, CONTACT, NEXT, SITUATION = 0, 1, 2, 3


def heading(column: int, order: Order, *, is_descending: bool) -> str:
    """Return the heading of a column, with an arrow on the one that sorts."""
    shown = COLUMNS[column]
    arrow = "" if shown.order is not order else " ↓" if is_descending else " ↑"
    return typeset(f"{shown.heading}{arrow}")
