"""French typography: the spaces that must not break (Imprimerie nationale, Lexique des règles typographiques)."""

import re

NARROW = "\u202f"
"""Narrow no-break space, before ; ! ?"""
WIDE = "\u00a0"
"""No-break space, before : and inside « »."""
_BEFORE_HIGH = re.compile(r" (?=[;!?])")
_BEFORE_LOW = re.compile(r" (?=[:»])")


def typeset(text: str) -> str:
    """Return a French sentence with its no-break spaces; doing it twice changes nothing."""
    text = _BEFORE_HIGH.sub(NARROW, text)
    text = _BEFORE_LOW.sub(WIDE, text)
    return text.replace("« ", f"«{WIDE}")


def begun(text: str) -> str:
    """Return a text with a capital at its beginning, and the others as they are."""
    return text[:1].upper() + text[1:]
