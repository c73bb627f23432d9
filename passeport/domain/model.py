"""The base of every domain model."""

from typing import Any, Self

from pydantic import BaseModel, ConfigDict


class DomainModel(BaseModel):
    """A frozen value: compared by content, changed only by making another one through `evolve`."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        str_strip_whitespace=True,
        ser_json_bytes="base64",
        val_json_bytes="base64",
    )

    def evolve(self, **changes: Any) -> Self:  # noqa: ANN401 - the fields' own types are checked by validation
        """Return a copy with `changes` applied and every rule checked again.

        `model_copy(update=…)` would skip validation, hence this one way to change a model.

        Raises:
            pydantic.ValidationError: when the changed model breaks a rule.
        """
        return type(self).model_validate({**{name: getattr(self, name) for name in type(self).model_fields}, **changes})
