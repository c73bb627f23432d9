"""How hard a passphrase is to guess.

The measure is the entropy in the CNIL's sense (délibération 2022-100 of 21 July 2022): the length times the logarithm
of the alphabet, for what was drawn at random. What people choose is not, so two things are taken off:

- what zxcvbn (Wheeler, USENIX Security 2016) recognises, such as passwords that leaked, names, dates, rows of keys,
  repetitions, counts only for the guesses that it takes;
- letters in a row are taken for words, each worth 3 bits a letter and at most a word of a diceware list (7,776 words:
  12.9 bits). Seven words then make 84 to 90 bits, and six make 77: the text's own example for 80 bits is seven words.

What it does not know: zxcvbn's lists are English, with the passwords that leaked. It knows no French word, quotation or
song, nor the names of the house; words that make a sentence are guessed faster than words drawn at random.
"""

import math
import re
import string
from enum import StrEnum
from itertools import pairwise

from passeport.domain.errors import WeakPassphrase
from passeport.domain.model import DomainModel

REQUIRED_BITS = 80
"""CNIL, délibération 2022-100, case 1: a password alone. Slowing tries does not count: a stolen copy is not slowed."""
STRONG_BITS = 100
"""ANSSI, Recommandations relatives à l'authentification multifacteur et aux mots de passe (2021): fort à très fort."""
_BITS_OF_A_WORD = math.log2(7776)
_BITS_OF_A_LETTER = 3
"""There are some eighty words of two letters in French, and a few hundred of three."""
_LETTERS_OF_A_WORD = 6
_WORDS_OF_A_PHRASE = 3
_SPECIAL = 37
"""How many special characters the CNIL counts (the same text, first example)."""
_LONGEST_STUDIED = 72
"""Characters; zxcvbn's work grows with their square, and the rest only adds."""
_LETTERS = re.compile(r"[^\W\d_]+")
_BETWEEN_WORDS = re.compile(r"[\s\-_'’]+")


class Level(StrEnum):
    """What to think of a passphrase."""

    GUESSED = "GUESSED"
    """Fewer than 50 bits: not even behind slowed tries (case 2)."""
    SHORT = "SHORT"
    """Not enough for a file that can be copied."""
    GOOD = "GOOD"
    STRONG = "STRONG"


class Weakness(StrEnum):
    """What makes a passphrase easier to guess than its length says."""

    KNOWN = "KNOWN"
    """A word, a name or a password of the lists."""
    KEYBOARD = "KEYBOARD"
    """Keys side by side."""
    REPEATED = "REPEATED"
    FOLLOWING = "FOLLOWING"
    """abc, 6543."""
    DATE = "DATE"
    OWN_NAME = "OWN_NAME"
    """A word of the account or of the place."""


_PATTERNS = {
    "dictionary": Weakness.KNOWN,
    "spatial": Weakness.KEYBOARD,
    "repeat": Weakness.REPEATED,
    "sequence": Weakness.FOLLOWING,
    "date": Weakness.DATE,
    "regex": Weakness.DATE,  # the only one is a recent year
}


class Strength(DomainModel):
    """The measure of a passphrase, which holds nothing of it."""

    bits: int
    level: Level
    weaknesses: tuple[Weakness, ...] = ()


def strength(passphrase: str, known: tuple[str, ...] = ()) -> Strength:
    """Measure a passphrase; `known` are words that anybody would try first: the account's name, the place's."""
    from zxcvbn import zxcvbn  # noqa: PLC0415 - 0.15 s of word lists, and most openings need none

    studied = passphrase[:_LONGEST_STUDIED]
    if not studied:
        return Strength(bits=0, level=Level.GUESSED)
    found = zxcvbn(studied, user_inputs=[word for words in known for word in words.split()])["sequence"]
    alphabet = math.log2(_alphabet(passphrase))
    bits, weaknesses = _bits_of(passphrase[_LONGEST_STUDIED:], alphabet), set()
    whole_words = _is_phrase(passphrase)
    for match in found:
        token = str(match["token"])
        free = _bits_of(token, alphabet)
        kind = _PATTERNS.get(match["pattern"])
        if kind is None:  # nothing was recognised there
            bits += free
            continue
        guessed = math.log2(max(1, match["guesses"]))
        if guessed < free:
            own = match.get("dictionary_name") == "user_inputs"
            if own or kind is not Weakness.KNOWN or not whole_words:  # the words of a phrase are meant to be words
                weaknesses.add(Weakness.OWN_NAME if own else kind)
        bits += min(guessed, free)
    bits = min(bits, _bits_of_words(passphrase, alphabet))
    return Strength(bits=round(bits), level=_level(round(bits)), weaknesses=tuple(sorted(weaknesses)))


def require_strong(passphrase: str, known: tuple[str, ...] = ()) -> None:
    """Do nothing when a passphrase may guard a vault.

    Raises:
        WeakPassphrase: with its bits and those that it takes.
    """
    bits = strength(passphrase, known).bits
    if bits < REQUIRED_BITS:
        raise WeakPassphrase(bits=bits, required=REQUIRED_BITS)


def _level(bits: int) -> Level:
    behind_slowed_tries = 50  # CNIL, délibération 2022-100, case 2
    if bits < behind_slowed_tries:
        return Level.GUESSED
    if bits < REQUIRED_BITS:
        return Level.SHORT
    return Level.GOOD if bits < STRONG_BITS else Level.STRONG


def _alphabet(text: str) -> int:
    """Return how many characters one would have to try at each place."""
    size = 0
    size += 26 if any("a" <= letter <= "z" for letter in text) else 0
    size += 26 if any("A" <= letter <= "Z" for letter in text) else 0
    size += 10 if any(letter.isdigit() for letter in text) else 0
    size += _SPECIAL if any(not letter.isalnum() for letter in text) else 0
    size += 30 if any(letter.isalpha() and not letter.isascii() for letter in text) else 0
    return max(size, 2)


def _bits_of(token: str, alphabet: float) -> float:
    return len(token) * alphabet


def _is_phrase(text: str) -> bool:
    return len(_BETWEEN_WORDS.split(text)) >= _WORDS_OF_A_PHRASE


def _bits_of_words(text: str, alphabet: float) -> float:
    """Return the bits when every row of letters is a word, and what stands between words adds nothing."""
    bits = 0.0
    phrase = _is_phrase(text)
    seen: set[str] = set()
    for token in _BETWEEN_WORDS.split(text):
        letters = "".join(_LETTERS.findall(token))
        if not _looks_like_words(letters):
            bits += _bits_of(token, alphabet)
            continue
        others = sum(not letter.isalpha() for letter in token.strip(string.punctuation + "’«»…"))
        words = 1 if phrase else math.ceil(len(letters) / _LETTERS_OF_A_WORD)
        if letters.casefold() not in seen:  # a word said twice is no second word
            bits += min(len(letters) * _BITS_OF_A_LETTER, words * _BITS_OF_A_WORD)
        seen.add(letters.casefold())
        bits += others * alphabet
    return bits


def _looks_like_words(letters: str) -> bool:
    """Whether letters are written as words are: one case, perhaps after a capital."""
    changes = sum(before.isupper() != after.isupper() for before, after in pairwise(letters))
    return bool(letters) and (changes == 0 or (changes == 1 and letters[0].isupper() and letters[1].islower()))
