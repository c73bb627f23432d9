"""The printed recovery key: 160 random bits as people copy them, in eight groups of five characters.

The last character of a group vouches for the four before it and for the place of the group. It catches every single
wrong character, every two characters swapped inside a group, and every two groups swapped, because the positions weigh
differently in GF(32), as in the check of bech32. The alphabet is Crockford's base 32: it has neither I, L, O nor U, and
whoever writes I, L or O is understood.
"""

from passeport.domain.errors import RecoveryKeyMistyped

SECRET_LENGTH = 20
"""Bytes of the secret."""
GROUPS = 8
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {letter: value for value, letter in enumerate(_ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_DATA = 4
_GROUP = _DATA + 1
_BITS = 5
_SEPARATORS = " -–—.\u00a0\u202f\t\r\n"


def written(secret: bytes) -> str:
    """Return a secret of 20 bytes as groups: `7F3K9-QXA2M-…`."""
    number = int.from_bytes(secret)
    values = [(number >> _BITS * place) & 31 for place in reversed(range(GROUPS * _DATA))]
    groups = [values[start : start + _DATA] for start in range(0, len(values), _DATA)]
    return "-".join("".join(_ALPHABET[v] for v in (*group, _check(group, place))) for place, group in enumerate(groups))


def understood(typed: str) -> bytes:
    """Return the secret of a key as it was typed, whatever its case and its separators.

    Raises:
        RecoveryKeyMistyped: with the number of the group that is wrong, or 0 when characters are missing or too many.
    """
    letters = [letter for letter in typed.upper() if letter not in _SEPARATORS]
    number = 0
    for place in range(GROUPS):
        group = letters[place * _GROUP : (place + 1) * _GROUP]
        values = [_VALUES[letter] for letter in group if letter in _VALUES]
        if len(letters) >= (place + 1) * _GROUP and (len(values) < len(group) or values[-1] != _check(values, place)):
            raise RecoveryKeyMistyped(group=place + 1)
        for value in values[:_DATA]:
            number = number << _BITS | value
    if len(letters) != GROUPS * _GROUP:
        raise RecoveryKeyMistyped(group=0)
    return number.to_bytes(SECRET_LENGTH)


def _check(values: list[int], place: int) -> int:
    """Return the sum of the first four values, each weighed by its position, and of the group's place."""
    total = 0
    for value in values[:_DATA]:
        total = _doubled(total ^ value)
    return total ^ place


def _doubled(value: int) -> int:
    """Multiply by x in GF(32), whose polynomial is x⁵ + x² + 1."""
    return (value << 1) ^ (0b100101 if value & 16 else 0)
