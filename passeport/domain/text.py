"""The kinds of text a person's file may hold, each with the rule that guards it."""

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, StringConstraints
from pydantic_core import PydanticCustomError

from passeport.domain import rich_text
from passeport.domain.social_security_number import contains_social_security_number

NOTE_LIMIT = 500
"""Characters in a note (R05)."""


# The controls of ISO 6429, which XML cannot hold and a terminal may obey, and what is no character at all.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Embeddings, overrides and isolates (UAX #9, 2): they show the words of a name in another order than they are read.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """Return a text with nothing in it that hides or turns its words; doing it twice changes nothing."""
    return text if text.isprintable() else _CONTROL.sub(" ", _TURNS.sub("", text))


def _visible(value: Any) -> Any:  # noqa: ANN401 - what is no text is for the next rule
    return visible(value) if isinstance(value, str) else value


def _without_social_security_number(value: str) -> str:
    if contains_social_security_number(value):
        error = "social_security_number"
        raise PydanticCustomError(error, "a social security number is never recorded")
    return value


def _one_line(value: str) -> str:
    return " ".join(value.split())


Shown = Annotated[str, BeforeValidator(_visible)]
"""Text from outside that is shown and never kept: what hides or turns its words is left out."""

Name = Annotated[
    str,
    StringConstraints(min_length=1, max_length=300),
    BeforeValidator(_visible),
    AfterValidator(_one_line),
    AfterValidator(_without_social_security_number),
]
"""A name that must be there, on one line."""

Line = Annotated[
    str,
    StringConstraints(max_length=2_000),
    BeforeValidator(_visible),
    AfterValidator(_one_line),
    AfterValidator(_without_social_security_number),
]
"""One line of text, possibly empty."""

Block = Annotated[
    str,
    StringConstraints(max_length=20_000),
    BeforeValidator(_visible),
    AfterValidator(_without_social_security_number),
]
"""Plain text of several lines, possibly empty."""

NoteText = Annotated[
    str,
    StringConstraints(min_length=1, max_length=NOTE_LIMIT),
    BeforeValidator(_visible),
    AfterValidator(_without_social_security_number),
]
"""The text of a note (R05)."""

RichText = Annotated[
    str,
    StringConstraints(max_length=200_000),
    BeforeValidator(_visible),
    AfterValidator(rich_text.clean),
    AfterValidator(_without_social_security_number),
]
"""Allow-listed HTML, possibly empty (see `rich_text`)."""
