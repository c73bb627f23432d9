"""What a person may choose, with what each may be; anything else in the file is left aside and said."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from passeport.language.catalogue import LANGUAGES

SIZES = (100, 110, 125, 150, 175, 200)
"""Percents of the usual letters; WCAG 2.2, 1.4.4 asks for 200."""
MINUTES = (1, 2, 3, 5, 10, 15)
"""Minutes of absence; a vault asks for 15 at most (`VaultSettings`)."""


class ThemeChoice(StrEnum):
    """The colours of the window."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Choices(NamedTuple):
    """The preferences of one person on one computer. None of them says who that is."""

    language: str = "fr"
    """Of the window, taken at the next start; one of `LANGUAGES`."""
    theme: ThemeChoice = ThemeChoice.SYSTEM
    text_size: int = 100
    """Percents; one of `SIZES`."""
    reduced_motion: bool = False
    idle_minutes: int = 0
    """Minutes of absence before the vault locks, when fewer than the vault's own; 0 for the vault's."""

    def lock_after(self, of_the_vault: int) -> int:
        """Return the minutes of absence before a vault locks: a preference may be stricter, never laxer."""
        return min(self.idle_minutes or of_the_vault, of_the_vault)

    def as_text(self) -> dict[str, str]:
        """Return what the file keeps."""
        return {
            "language": self.language,
            "theme": str(self.theme),
            "text_size": str(self.text_size),
            "reduced_motion": "true" if self.reduced_motion else "false",
            "idle_minutes": str(self.idle_minutes),
        }


def understood(kept: Mapping[str, str]) -> tuple[Choices, tuple[str, ...]]:
    """Return the choices that a file keeps, and the keys whose value is none of those that may be.

    A key that is absent, or of a later version, is no fault.
    """
    choices = Choices()
    refused: list[str] = []
    for key, value in kept.items():
        if key not in choices.as_text():
            continue
        found = _ALLOWED[key].get(value)
        if found is None:
            refused.append(key)
        else:
            choices = choices._replace(**{key: found})  # type: ignore[arg-type]
    return choices, tuple(sorted(refused))


_ALLOWED: dict[str, dict[str, object]] = {
    "language": {code: code for code in LANGUAGES},
    "theme": {str(theme): theme for theme in ThemeChoice},
    "text_size": {str(size): size for size in SIZES},
    "reduced_motion": {"true": True, "false": False},
    "idle_minutes": {str(count): count for count in (0, *MINUTES)},
}
