"""Every page again, in English: a process of its own, for a window keeps the language it was loaded in."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_page_speaks_english() -> None:
    walk = ("-p", "tests.ui.speaking_english", "-p", "no:cacheprovider", "tests/ui/test_every_page.py")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *walk], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
