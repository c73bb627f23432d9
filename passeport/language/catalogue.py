"""The language of the screen: French, as the sources have it, or another one by its catalogue (gettext).

The process speaks one language, chosen once before a window is loaded (`use_language`): what a module of `ui` says
once and for all is translated when the module is imported. What leaves the computer keeps a language of its own,
whatever the screen speaks (`speaking`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import GNUTranslations

REFERENCE = "fr"
"""The language that the sources are written in."""
LANGUAGES = (REFERENCE, "en")
"""What the screen can speak, by ISO 639-1 code."""

_LOCALES = {REFERENCE: "fr_FR", "en": "en_GB"}
_OF_EUROPASS = {"me": "sr_Latn_ME"}
_screen = [REFERENCE]
_meanwhile: ContextVar[str] = ContextVar("meanwhile", default="")
_SINGULAR_BELOW = 2


def use_language(code: str) -> None:
    """Choose the language of the whole process.

    Raises:
        ValueError: when the screen does not speak it.
    """
    _screen[0] = _known(code)


def language() -> str:
    """Return the code of the language that is spoken here and now."""
    return _meanwhile.get() or _screen[0]


def locale() -> str:
    """Return the name of the CLDR locale of that language: `fr_FR`, `en_GB`."""
    return _LOCALES[language()]


def cldr(code: str) -> str:
    """Return the CLDR locale of a language that Europass knows by this code: Montenegrin has another there."""
    return _OF_EUROPASS.get(code, code)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak another language for a while, in this thread: that of a document, not that of the screen.

    Raises:
        ValueError: when there is no such catalogue.
    """
    token = _meanwhile.set(_known(code))
    try:
        yield
    finally:
        _meanwhile.reset(token)


def tr(message: str) -> str:
    """Return a French message of the sources in the language spoken; a message that is not known stays French."""
    spoken = language()
    return message if spoken == REFERENCE or not message else _catalogue(spoken).gettext(message)


def tr_in(sense: str, message: str) -> str:
    """Return a message that has several senses: `Annuler`, to undo or to give up; `H`, the key of a command."""
    spoken = language()
    return message if spoken == REFERENCE else _catalogue(spoken).pgettext(sense, message)


def plural(one: str, many: str, number: int) -> str:
    """Return the form of a message for this number; in French, 0 and 1 are singular."""
    spoken = language()
    if spoken == REFERENCE:
        return one if abs(number) < _SINGULAR_BELOW else many
    return _catalogue(spoken).ngettext(one, many, abs(number))


def marked(message: str) -> str:
    """Return the message as it is: what is kept here is translated when it is shown."""
    return message


def _known(code: str) -> str:
    if code not in LANGUAGES:
        words = f"the screen does not speak {code!r}"
        raise ValueError(words)
    return code


@cache
def _catalogue(code: str) -> "GNUTranslations":
    from gettext import GNUTranslations  # noqa: PLC0415 - French, the most common, does without
    from importlib import resources  # noqa: PLC0415

    place = resources.files("resources").joinpath("translations", code, "LC_MESSAGES", "passeport.mo")
    with place.open("rb") as file:
        return GNUTranslations(file)
