"""Small strategies that the others are built of."""

from typing import TypeVar

from hypothesis import strategies as st

from passeport.domain.provenance import Provenance
from passeport.domain.vocabulary import vocabulary
from tests import people

Value = TypeVar("Value")

UNNUMBERED = people.identifier("à numéroter")
"""Identifier of what a passport numbers once it is drawn."""

provenances = st.sampled_from(
    (Provenance(), people.HERE, Provenance(source="Europass"), Provenance(station=people.CITE_DES_METIERS))
)


def codes(name: str) -> st.SearchStrategy[str]:
    """A code of the vocabulary `name`."""
    return st.sampled_from(vocabulary(name).codes)


def maybe(values: st.SearchStrategy[Value]) -> st.SearchStrategy[Value | None]:
    """A value or None."""
    return st.one_of(st.none(), values)


def some(values: st.SearchStrategy[Value], most: int = 2) -> st.SearchStrategy[tuple[Value, ...]]:
    """None to `most` values."""
    return st.lists(values, max_size=most).map(tuple)
