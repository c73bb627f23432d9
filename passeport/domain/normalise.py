"""The form under which names are compared: no accent, no case, no ligature, no punctuation."""

import re
import unicodedata

_LIGATURES = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_NOT_A_LETTER = re.compile(r"[\W_]+")
"""Whatever is neither a letter nor a digit, in any writing."""


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of `text`, folded: `Élodie LE GOFF-d’Œuvre` gives `elodie le goff d oeuvre`."""
    plain = text.casefold()
    if not plain.isascii():
        folded = unicodedata.normalize("NFKD", plain.translate(_LIGATURES))
        plain = "".join(character for character in folded if not unicodedata.combining(character))
    return tuple(word for word in _NOT_A_LETTER.split(plain) if word)


def joined(text: str) -> str:
    """Return the words of `text` with nothing between them: `Le Goff` and `LEGOFF` become one."""
    return "".join(words_of(text))
