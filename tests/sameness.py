"""What two passports have in common: their content, at any depth, without identifiers and provenance."""

from passeport.domain.passport import Passport

_NOT_CONTENT = {"id", "provenance", "author"}
"""`author` is the account of a note's author in the vault where it was written: an identifier too."""


def content(passport: Passport) -> object:
    """Return the content of a passport, without who issued it."""
    return _bare(passport.model_dump(mode="json", exclude={"beneficiary", "issue"}))


def _bare(value: object) -> object:
    if isinstance(value, dict):
        return {name: _bare(part) for name, part in value.items() if name not in _NOT_CONTENT}
    return [_bare(part) for part in value] if isinstance(value, list) else value
