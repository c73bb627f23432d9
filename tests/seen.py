"""What a person sees in a passport: the measure of "the same passport" for files that carry no envelope."""

import re
from typing import Any

from pydantic import BaseModel

from passeport.domain.identity import Telephone
from passeport.domain.passport import Passport

_NOT_SEEN = {"id", "provenance", "author"}
"""Identifiers and provenance: the envelope carries them."""
_OF_THE_ISSUE = {"issue", "beneficiary"}
"""For whom and on which agreement this file was issued: the envelope carries it."""


def seen(passport: Passport) -> dict[str, Any]:
    """Return the content of a passport, without identifiers and provenance."""
    return {name: _seen(value) for name, value in passport if name not in _OF_THE_ISSUE}


def _seen(value: object) -> Any:
    if isinstance(value, Telephone):
        return _telephone(value)
    if isinstance(value, BaseModel):
        return {name: _seen(content) for name, content in value if name not in _NOT_SEEN}
    if isinstance(value, tuple):
        return [_seen(content) for content in value]
    return value


def _telephone(telephone: Telephone) -> dict[str, Any]:
    """A French number is the same with its country and with its trunk prefix (ITU-T E.164)."""
    national = re.fullmatch(r"0([1-9]\d{8})", re.sub(r"\D", "", telephone.number))
    said = {"use": telephone.use, "label": telephone.label}
    if not telephone.country_dialing and national:
        return {**said, "country_dialing": "33", "number": national[1]}
    return {**said, "country_dialing": telephone.country_dialing, "number": telephone.number}
