"""The information notice that is given to each person (R04; RGPD, articles 12 to 14)."""

import re
from functools import cache
from importlib import resources


@cache
def notice_version(language: str = "fr") -> str:
    """Return the version written on the first line of the notice in `language`: `2026-11`."""
    text = resources.files("resources").joinpath("notices", f"information_{language}.md").read_text(encoding="utf-8")
    found = re.match(r"<!-- version: (\S+) -->", text)
    if found is None:
        message = f"the notice in {language!r} does not say its version"
        raise LookupError(message)
    return found[1]
