"""The kinds of text a person's file may hold, each with the rule that guards it."""

from typing import Annotated

from pydantic import AfterValidator, StringConstraints
from pydantic_core import PydanticCustomError

from passeport.domain import rich_text
from passeport.domain.social_security_number import contains_social_security_number

NOTE_LIMIT = 500
"""Characters in a note (R05)."""


def _without_social_security_number(value: str) -> str:
    if contains_social_security_number(value):
        error = "social_security_number"
        raise PydanticCustomError(error, "a social security number is never recorded")
    return value


def _one_line(value: str) -> str:
    return " ".join(value.split())


Name = Annotated[
    str,
    StringConstraints(min_length=1, max_length=300),
    AfterValidator(_one_line),
    AfterValidator(_without_social_security_number),
]
"""A name that must be there, on one line."""

Line = Annotated[
    str,
    StringConstraints(max_length=2_000),
    AfterValidator(_one_line),
    AfterValidator(_without_social_security_number),
]
"""One line of text, possibly empty."""

Block = Annotated[str, StringConstraints(max_length=20_000), AfterValidator(_without_social_security_number)]
"""Plain text of several lines, possibly empty."""

NoteText = Annotated[
    str, StringConstraints(min_length=1, max_length=NOTE_LIMIT), AfterValidator(_without_social_security_number)
]
"""The text of a note (R05)."""

RichText = Annotated[
    str,
    StringConstraints(max_length=200_000),
    AfterValidator(rich_text.clean),
    AfterValidator(_without_social_security_number),
]
"""Allow-listed HTML, possibly empty (see `rich_text`)."""
