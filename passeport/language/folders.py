"""A folder that comes in, in words: each file, and the sums."""

from collections import Counter

from passeport.domain.arrival import Arrival, Outcome
from passeport.domain.text import visible
from passeport.domain.vocabulary import label
from passeport.language.messages import sentence
from passeport.language.typography import typeset

_COUNTED = {
    Outcome.NEW: ("nouveau dossier", "nouveaux dossiers"),
    Outcome.COMPLETED: ("dossier complété", "dossiers complétés"),
    Outcome.UNCHANGED: ("fichier sans rien de nouveau", "fichiers sans rien de nouveau"),
    Outcome.SET_ASIDE: ("fichier mis de côté", "fichiers mis de côté"),
}


def counted(number: int, outcome: Outcome) -> str:
    """Return `1 nouveau dossier`, `3 fichiers mis de côté`."""
    one, many = _COUNTED[outcome]
    return f"{number} {one if number < 2 else many}"  # noqa: PLR2004 - zero and one are singular in French


def sums(found: Counter[Outcome]) -> str:
    """Return how many files met each outcome, in one line."""
    return typeset(", ".join(counted(found[outcome], outcome) for outcome in Outcome))


def outcome(arrival: Arrival) -> str:
    """Return what became of a file, why it was set aside, and what is left to decide."""
    if arrival.reason is not None:
        return typeset(f"{label('folder_outcomes', arrival.outcome.value)} : {sentence(arrival.reason)}")
    words = label("folder_outcomes", arrival.outcome.value)
    if arrival.taken:
        words += f" ({_items(arrival.taken)})"
    return typeset(f"{words} ; {left(arrival)}" if arrival.left else words)


def left(arrival: Arrival) -> str:
    """Return what the file says otherwise than the dossier, which stays as it is."""
    differ = "diffère" if arrival.left == 1 else "diffèrent"
    return typeset(f"{_items(arrival.left)} {differ} du dossier, qui reste tel qu’il est : à décider")


def person(arrival: Arrival) -> str:
    """Return the person's name as it may be shown, empty when the file was not read."""
    return visible(arrival.person)


def _items(number: int) -> str:
    return f"{number} élément{'s' if number > 1 else ''}"
