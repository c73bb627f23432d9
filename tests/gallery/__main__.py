"""Remake the pictures of the documentation: every page, in both themes and at 200 %, of fictional people.

Usage: python -m tests.gallery docs [NAME…]     (by default every picture)

`screenshots` takes those of the light theme, which the guide shows and the help of the window brings along, with those
of the English guide in `en`; `gallery` those of the dark one and at 200 %, to be looked at. `tests/ui/test_pictures.py`
compares those that a page shows with the window of today.

A picture is 1366 × 768 pixels, or the size of its dialog, in 64 colours: pages are flat, and the folder stays small.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.gallery import papers
from tests.gallery.pictures import PAGES, papers_taken, taken, written
from tests.gallery.stage import Look
from ui.theme.dressing import prepared

_SHOWN = "screenshots"
_LOOKS = {_SHOWN: Look(), "gallery/sombre": Look(dark=True), "gallery/grand": Look(scale=2.0)}


def main(folder: Path, wanted: frozenset[str]) -> None:
    """Take every picture that is wanted."""
    prepared()
    for place, look in _LOOKS.items():
        for name, image in taken(wanted, look):
            written(image, folder / place / f"{name}.png")
    for name, image in papers_taken(wanted):
        written(image, folder / _SHOWN / f"{name}.png")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    target = Path(sys.argv[1])
    asked = frozenset(sys.argv[2:])
    if not asked:
        for known in _LOOKS:
            shutil.rmtree(target / known, ignore_errors=True)
    main(target, asked or PAGES | papers.PAPERS.keys())
    subprocess.run([sys.executable, "-m", "tests.gallery.english", str(target)], check=True)
    os._exit(0)  # the fences of the windows have nothing left to read
