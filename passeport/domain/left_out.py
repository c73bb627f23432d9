"""What a file that leaves cannot hold of a passport: never a silent loss, on the way out either."""

from typing import NamedTuple


class LeftOut(NamedTuple):
    """What a file says of a passport in words only, because its form has no room for it."""

    documents: tuple[str, ...] = ()
    """Names of the attached documents whose bytes are not in it."""
    photo: bool = False
    """Whether the photograph was made smaller, or another kind of image."""
    fields: tuple[str, ...] = ()
    """Fields of the passport, `profile.experiences`, whose exact form is not in it."""

    @property
    def names(self) -> tuple[str, ...]:
        """The documents by name, then the fields by code, the photograph being `profile.photo`."""
        return (*self.documents, *(("profile.photo",) if self.photo else ()), *self.fields)
