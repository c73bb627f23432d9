"""The independent checkers of a PDF: each sees what another misses."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

VERAPDF = ("checks", "verapdf", "verapdf")


def verapdf(shared: Path, files: Sequence[Path], profiles: str = "ua1,3a") -> str:
    """What the real veraPDF finds wrong; one start for all files. Empty when they all conform.

    The test is skipped on a computer that has no JDK, as `.ci/run` skips that check.
    """
    if shutil.which("javac") is None:
        pytest.skip("veraPDF needs a JDK: PDF/UA-1 and PDF/A-3a were not checked")
    command = [str(shared.joinpath(*VERAPDF)), profiles, *map(str, files)]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    passed = found.stdout.count("PASS") == len(profiles.split(",")) * len(files)
    wrong = "\n".join(line for line in found.stdout.splitlines() if not line.startswith("PASS"))
    return "" if found.returncode == 0 and passed else wrong[:6_000] + found.stderr + "veraPDF is not content"


def outloud(files: Sequence[Path]) -> str:
    """The errors of what a screen reader would say."""
    command = [str(Path(sys.executable).parent / "outloud"), *map(str, files), "--json", "-"]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    if found.returncode == 0:
        return ""
    report = json.loads(found.stdout[found.stdout.index("{") : found.stdout.rindex("}") + 1])
    errors = list(_errors(report, ""))
    wrong = [said for said, is_the_foot in errors if not is_the_foot]
    return "\n".join(wrong) if errors else f"outloud is not content: {found.stderr}"


def _errors(part: Any, file: str) -> Iterator[tuple[str, bool]]:
    if isinstance(part, dict):
        file = str(part.get("path") or part.get("file") or file)
        if part.get("severity") == "error" and "message" in part:
            said = f"{Path(file).name}: {part.get('rule')} {part['message']} {part.get('evidence', '')}"
            yield said, _is_the_foot(part)
        for inside in part.values():
            yield from _errors(inside, file)
    elif isinstance(part, list):
        for inside in part:
            yield from _errors(inside, file)


def _is_the_foot(found: dict[str, Any]) -> bool:
    """Whether the one line said to be prose is the foot of a page, which says the number of the passport and names.

    On a document of one page, nothing else tells a foot of many words in small letters from prose.
    """
    is_prose_unread = found.get("rule") == "TAG-002" and str(found["message"]).startswith("1 line(s)")
    return is_prose_unread and " PSP-" in f" {found.get('evidence', '')}"


def pdfua(files: Sequence[Path]) -> str:
    """The findings of the rules of PDF/UA-1 that need no Java."""
    command = [str(Path(sys.executable).parent / "pdfua"), "check", *map(str, files)]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    return "" if found.returncode == 0 else found.stdout[-4_000:] + found.stderr


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
