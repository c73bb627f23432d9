"""The independent checkers of a PDF: each sees what another misses."""

import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

VERAPDF = ("checks", "verapdf", "verapdf")


def verapdf(shared: Path, files: Sequence[Path], profiles: str = "ua1,3a") -> str:
    """What the real veraPDF finds wrong; one start for all files. Empty when they all conform."""
    command = [str(shared.joinpath(*VERAPDF)), profiles, *map(str, files)]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    passed = found.stdout.count("PASS") == len(profiles.split(",")) * len(files)
    return "" if found.returncode == 0 and passed else found.stdout + found.stderr


def outloud(files: Sequence[Path]) -> str:
    """The errors of what a screen reader would say."""
    command = [str(Path(sys.executable).parent / "outloud"), *map(str, files), "--json", "-"]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    if found.returncode == 0:
        return ""
    return found.stdout[-4_000:] + found.stderr[-2_000:]


def pdfua(file: Path) -> str:
    """The findings of the rules of PDF/UA-1 that need no Java."""
    command = [str(Path(sys.executable).parent / "pdfua"), "check", str(file)]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    return "" if found.returncode == 0 else found.stdout + found.stderr


def qpdf(file: Path) -> str:
    """What is wrong with the file's syntax."""
    found = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True, check=False)
    return "" if found.returncode == 0 else found.stdout + found.stderr


def poppler(file: Path) -> str:
    """What poppler complains of when it draws the pages: what no validator sees, such as a font that is missing."""
    found = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=False)
    drawn = subprocess.run(["pdftoppm", "-r", "20", "-gray", str(file)], capture_output=True, check=False)
    return found.stderr + drawn.stderr.decode(errors="replace")


def said(file: Path, passphrase: str = "") -> str:
    """The words of the document in the order of its structure, soft hyphens taken out, on one line."""
    command = ["pdfinfo", "-struct-text", "-enc", "UTF-8", "-upw", passphrase, str(file)]
    found = subprocess.run(command, capture_output=True, text=True, check=True)
    parts = re.findall(r'^\s*"(.*?)"?$', found.stdout, re.MULTILINE)
    return " ".join(" ".join(parts).replace("\u00ad", "").split())


def attachment_checked(shared: Path, file: Path) -> str:
    """What the importer of Europass finds wrong with the data inside."""
    command = [sys.executable, str(shared / "checks" / "candidate.py"), "--strict", str(file)]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    return "" if found.returncode == 0 else found.stdout + found.stderr
