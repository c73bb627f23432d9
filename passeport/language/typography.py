"""French typography: the spaces that must not break (Imprimerie nationale, Lexique des règles typographiques)."""

import re

NARROW = "\u202f"
"""Narrow no-break space, before ; ! ?"""
WIDE = "\u00a0"
"""No-break space, before : and inside « »."""


def typeset(text: str) -> str:
    """Return a French sentence with its no-break spaces; doing it twice changes nothing."""
    text = re.sub(r" (?=[;!?])", NARROW, text)
    text = re.sub(r" (?=[:»])", WIDE, text)
    return re.sub(r"(?<=«) ", WIDE, text)
