"""What a person sees in a passport: the measure of "the same passport" for files that carry no envelope."""

from typing import Any

from pydantic import BaseModel

from passeport.domain.passport import Passport

_NOT_SEEN = {"id", "provenance", "author"}
"""Identifiers and provenance: the envelope carries them."""
_OF_THE_ISSUE = {"issue", "beneficiary"}
"""For whom and on which agreement this file was issued: the envelope carries it."""


def seen(passport: Passport) -> dict[str, Any]:
    """Return the content of a passport, without identifiers and provenance."""
    return {name: _seen(value) for name, value in passport if name not in _OF_THE_ISSUE}


def _seen(value: object) -> Any:
    if isinstance(value, BaseModel):
        return {name: _seen(content) for name, content in value if name not in _NOT_SEEN}
    if isinstance(value, tuple):
        return [_seen(content) for content in value]
    return value
