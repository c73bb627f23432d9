"""Every page and picture again, in English: a process of its own, for a window keeps the language it was loaded in."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("again", ["test_every_page.py", "test_pictures.py"])
def test_english_is_spoken_on(again: str) -> None:
    walk = ("-p", "tests.ui.speaking_english", "-p", "no:cacheprovider", f"tests/ui/{again}")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *walk], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
