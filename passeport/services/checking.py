"""Input checked at the edge of the use cases: a broken rule becomes an error that a form can show beside its field."""

from collections.abc import Mapping
from typing import TypeVar

from pydantic import ValidationError

from passeport.domain.errors import FieldRefused, NoteTooLong, SocialSecurityNumberRefused
from passeport.domain.model import DomainModel
from passeport.domain.profile import Item, period_of
from passeport.domain.text import NOTE_LIMIT
from passeport.language import dates

ModelType = TypeVar("ModelType", bound=DomainModel)


def checked(model: type[ModelType], values: Mapping[str, object]) -> ModelType:
    """Return `model` made of `values`.

    Raises:
        SocialSecurityNumberRefused: when a text holds a NIR (R01).
        NoteTooLong: when a note is over its limit (R05).
        FieldRefused: for the first other field that breaks a rule.
    """
    try:
        return model.model_validate(dict(values))
    except ValidationError as error:
        raise refusal_of(error) from None


def require_forward(item: Item) -> None:
    """Do nothing when the period of an item, if it has one, begins before it ends; raises `FieldRefused`."""
    period = period_of(item)
    if period is not None and period.is_backwards:
        raise FieldRefused(field="period.end", value=dates.partial_date(period.end), reason="ends_before_it_begins")


def refusal_of(error: ValidationError) -> FieldRefused | SocialSecurityNumberRefused | NoteTooLong:
    """Return the error of the first field that pydantic refused, without the values around it."""
    first = error.errors(include_url=False, include_context=False)[0]
    field = ".".join(str(part) for part in first["loc"])
    value = first["input"]
    if first["type"] == "social_security_number":
        return SocialSecurityNumberRefused(field=field)
    if first["type"] == "string_too_long" and isinstance(value, str) and field.endswith("text"):
        return NoteTooLong(length=len(value), limit=NOTE_LIMIT)
    shown = value if isinstance(value, str | int) else ""
    return FieldRefused(field=field, value=shown, reason=first["type"])
