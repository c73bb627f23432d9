"""The forms under which a family name is looked for: with its particles and without, of birth and of use."""

from passeport.domain.identity import Identity
from passeport.domain.normalise import joined, words_of

_PARTICLES = frozenset(
    {"al", "d", "da", "das", "de", "del", "della", "den", "der", "des", "di", "do", "dos", "du", "e", "el", "l", "la"}
    | {"le", "les", "van", "vom", "von", "y", "zu", "zum", "zur"}
)
"""Words that come and go before a family name from one register to the next, as names are written in Europe."""


def family_names(identity: Identity) -> tuple[str, ...]:
    """Return the names of use and of birth, folded and without a space; the same one is given once."""
    return _distinct(joined(identity.family_name), joined(identity.birth_name))


def bare_family_names(identity: Identity) -> tuple[str, ...]:
    """Return the same names without their particles: `de La Tour` gives `tour`."""
    return _distinct(_bare(identity.family_name), _bare(identity.birth_name))


def _bare(name: str) -> str:
    words = words_of(name)
    return "".join(word for word in words if word not in _PARTICLES) or "".join(words)


def _distinct(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))
