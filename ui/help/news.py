"""What is new: the versions of `CHANGELOG.md`, which is written for the people who use the application.

A language of the screen that has a page of the same versions, in its folder of the guide, is told by that one.
"""

import re
from pathlib import Path

from passeport import __version__
from passeport.language.catalogue import language, tr
from ui.help.guide import base, rendered

PAGE = "nouveautes"
_VERSION = re.compile(r"^## \[(?P<name>[^\]]+)\]", re.MULTILINE)
_COMING = ("Non publié", "Unreleased")


def told_in(spoken: str) -> Path:
    """Return the file that tells the versions in a language: the French one, when there is none."""
    translated = base() / "docs" / "guide" / spoken / f"{PAGE}.md"
    return translated if translated.exists() else base() / "CHANGELOG.md"


def versions(path: Path | None = None) -> dict[str, str]:
    """Return what each version brought, newest first, as Markdown; nothing when the file is not there."""
    file = path or told_in(language())
    try:
        words = file.read_text(encoding="utf-8").replace("\u00a0", " ")
    except (OSError, UnicodeDecodeError):
        return {}
    found = list(_VERSION.finditer(words))
    ends = [one.start() for one in found[1:]] + [len(words)]
    return {one["name"]: words[one.end() : end].strip() for one, end in zip(found, ends, strict=True)}


def since(seen: str, path: Path | None = None) -> dict[str, str]:
    """Return what came after the version `seen`: all of it when that one is not known."""
    new: dict[str, str] = {}
    for name, words in versions(path).items():
        if name == seen:
            break
        new[name] = words
    return new


def is_new(seen: str) -> bool:
    """Whether there is something to tell: the version opened last, if any, was another one."""
    return bool(seen) and seen != __version__


def html(path: Path | None = None) -> str:
    """Return the page of what is new, all versions, newest first."""
    parts = [tr("# Nouveautés\n\nVous utilisez la version {version}.\n").format(version=__version__)]
    for name, words in versions(path).items():
        title = (
            tr("Version {version}").format(version=__version__)
            if name in _COMING
            else tr("Version {version}").format(version=name.split(" ")[0])
        )
        parts.append(f"## {title}\n\n{_without_dates(words)}\n")
    return rendered("\n".join(parts), PAGE)[0]


def _without_dates(words: str) -> str:
    return re.sub(r"^ - \d{4}-\d{2}-\d{2}\s*", "", words)
