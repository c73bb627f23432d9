"""A folder that comes in, in words: each file, and the sums."""

from collections import Counter

from passeport.domain.arrival import Arrival, Outcome
from passeport.domain.text import visible
from passeport.language import numbers
from passeport.language.catalogue import marked, plural, tr
from passeport.language.labels import label
from passeport.language.messages import sentence
from passeport.language.typography import typeset

_COUNTED = {
    Outcome.NEW: (marked("nouveau dossier"), marked("nouveaux dossiers")),
    Outcome.COMPLETED: (marked("dossier complété"), marked("dossiers complétés")),
    Outcome.UNCHANGED: (marked("fichier sans rien de nouveau"), marked("fichiers sans rien de nouveau")),
    Outcome.SET_ASIDE: (marked("fichier mis de côté"), marked("fichiers mis de côté")),
}


def counted(number: int, outcome: Outcome) -> str:
    """Return `1 nouveau dossier`, `3 fichiers mis de côté`."""
    one, many = _COUNTED[outcome]
    return numbers.counted(number, one, many)


def sums(found: Counter[Outcome]) -> str:
    """Return how many files met each outcome, in one line."""
    return typeset(", ".join(counted(found[outcome], outcome) for outcome in Outcome))


def outcome(arrival: Arrival) -> str:
    """Return what became of a file, why it was set aside, and what is left to decide."""
    if arrival.reason is not None:
        return typeset(
            tr("{what} : {words}").format(
                what=label("folder_outcomes", arrival.outcome.value), words=sentence(arrival.reason)
            )
        )
    words = label("folder_outcomes", arrival.outcome.value)
    if arrival.taken:
        words += f" ({_items(arrival.taken)})"
    if arrival.left:
        words = tr("{words} ; {left}").format(words=words, left=left(arrival))
    if arrival.not_understood:
        words = tr("{words} ; {left}").format(words=words, left=not_understood(arrival))
    return typeset(words)


def left(arrival: Arrival) -> str:
    """Return what the file says otherwise than the dossier, which stays as it is."""
    return typeset(
        plural(
            "{count} élément diffère du dossier, qui reste tel qu’il est : à décider",
            "{count} éléments diffèrent du dossier, qui reste tel qu’il est : à décider",
            arrival.left,
        ).format(count=arrival.left)
    )


def not_understood(arrival: Arrival) -> str:
    """Return how much of the file no dossier takes, and how to see what."""
    return typeset(
        plural(
            "{count} élément n’est pas compris : ouvrez le fichier pour le voir",
            "{count} éléments ne sont pas compris : ouvrez le fichier pour les voir",
            arrival.not_understood,
        ).format(count=arrival.not_understood)
    )


def person(arrival: Arrival) -> str:
    """Return the person's name as it may be shown, empty when the file was not read."""
    return visible(arrival.person)


def _items(number: int) -> str:
    return numbers.counted(number, "élément", "éléments")
