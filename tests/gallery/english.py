"""Remake the pictures of the English guide: a process of its own, for a window keeps the language it was loaded in.

Usage: python -m tests.gallery.english docs
"""

import os
import re
import sys
from pathlib import Path

from passeport.language.catalogue import use_language

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
use_language("en")

from tests.gallery.pictures import taken, written  # noqa: E402 - a window keeps its language
from tests.gallery.stage import Look  # noqa: E402 - a window keeps its language
from ui.theme.dressing import prepared  # noqa: E402 - a window keeps its language

_SHOWN = re.compile(r"screenshots/en/([\w-]+)\.png")


def main(folder: Path) -> None:
    """Take the pictures that the English guide shows, and no other."""
    prepared()
    pages = folder.glob("guide/en/**/*.md")
    wanted = frozenset(name for page in pages for name in _SHOWN.findall(page.read_text(encoding="utf-8")))
    for name, image in taken(wanted, Look()):
        written(image, folder / "screenshots" / "en" / f"{name}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
    os._exit(0)  # the fences of the windows have nothing left to read
