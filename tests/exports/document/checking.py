"""The independent checkers of a PDF: each sees what another misses."""

import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest

VERAPDF = ("checks", "verapdf", "verapdf")
_ARTIFACT = re.compile(rb"^/Artifact (?:BMC|<<[^>]*>> BDC)$.*?^EMC$\n?", re.MULTILINE | re.DOTALL)
"""What is drawn and says nothing: rules, grounds, the foot of the pages, the head of a table that goes on."""
_ENDS_A_LINE, _BEGINS_A_LINE = ("-", "–", "—", "/", "@", "\u00ad"), ("_", "?", "&", "=")
"""Signs at which a word may be cut by the end of a line."""
_QUICK_START = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
"""For a Java that lives for seconds, which compiling well costs more than it gives: a third less of processor time."""


def verapdf(shared: Path, files: Sequence[Path], profiles: str = "ua1,3a") -> str:
    """What the real veraPDF finds wrong; one start for all files. Empty when they all conform.

    The test is skipped on a computer that has no JDK, as `.ci/run` skips that check.
    """
    if shutil.which("javac") is None:
        pytest.skip("veraPDF needs a JDK: PDF/UA-1 and PDF/A-3a were not checked")
    command = [str(shared.joinpath(*VERAPDF)), profiles, *map(str, files)]
    environment = {**os.environ, "JAVA_TOOL_OPTIONS": _QUICK_START}
    found = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
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
    return "\n".join(_errors(report, "")) or f"outloud is not content: {found.stderr}"


def _errors(part: Any, file: str) -> Iterator[str]:
    if isinstance(part, dict):
        file = str(part.get("path") or part.get("file") or file)
        if part.get("severity") == "error" and "message" in part:
            yield f"{Path(file).name}: {part.get('rule')} {part['message']} {part.get('evidence', '')}"
        for inside in part.values():
            yield from _errors(inside, file)
    elif isinstance(part, list):
        for inside in part:
            yield from _errors(inside, file)


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
    return found.stderr + rendered(file)


def rendered(file: Path) -> str:
    """What poppler complains of when it makes pictures of the pages."""
    pictures = subprocess.run(["pdftoppm", "-r", "20", "-gray", str(file)], capture_output=True, check=False)
    return pictures.stderr.decode(errors="replace")


def said(file: Path, passphrase: str = "") -> str:
    """The words of the document in the order of its structure, soft hyphens taken out, on one line."""
    found = subprocess.run(_structure(file, passphrase), capture_output=True, text=True, check=True)
    return _words_in(found.stdout)


def said_without_colour(file: Path) -> str:
    """What `said` gives of a copy that has no colour profile, in half of the time.

    poppler draws the page again for each element of the structure, and each time works out its colours anew from the
    output intent (`Gfx::initDisplayProfile`), of which no word depends.
    """
    copy = file.with_suffix(".plain.pdf")
    with pikepdf.open(file) as pdf:
        del pdf.Root["/OutputIntents"]
        pdf.save(copy)
    return said(copy)


def _structure(file: Path, passphrase: str = "") -> list[str]:
    return ["pdfinfo", "-struct-text", "-enc", "UTF-8", "-upw", passphrase, str(file)]


def _words_in(structure: str) -> str:
    parts = re.findall(r'^\s*"(.*?)"?$', structure, re.MULTILINE)
    return " ".join(" ".join(parts).replace("\u00ad", "").split())


def drawn(file: Path) -> str:
    """The words of the document in the order in which they are drawn, what says nothing left out."""
    with pikepdf.open(file) as pdf:
        for page in pdf.pages:
            page.obj.Contents = pdf.make_stream(_ARTIFACT.sub(b"", page.obj.Contents.read_bytes()))
        pdf.save(file.with_suffix(".said.pdf"))
    command = ["pdftotext", "-raw", "-enc", "UTF-8", str(file.with_suffix(".said.pdf")), "-"]
    found = subprocess.run(command, capture_output=True, text=True, check=True)
    return found.stdout + found.stderr  # what it complains of is read nowhere


def letters(text: str) -> str:
    """The letters and digits of a text, one after the other: what no space, hyphen or form of a letter changes."""
    return "".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text)))


def unlike(heard: str, shown: str) -> str:
    """How what is heard differs from what is drawn: a letter too few or too many, or one out of its place.

    Of Arabic and Hebrew, poppler gives the order of the page or of the tongue as it likes: they are counted, and the
    others are followed without them.
    """
    one, other = letters(heard), letters(shown)
    if Counter(one) != Counter(other):
        return (
            f"read and not drawn: {Counter(one) - Counter(other)}; drawn and not read: {Counter(other) - Counter(one)}"
        )
    one, other = letters(_to_the_right(one)), letters(_to_the_right(other))
    if one == other:
        return ""
    at = next(place for place, (mine, theirs) in enumerate(zip(one, other, strict=True)) if mine != theirs)
    return f"read: {one[at : at + 40]!a}, drawn there: {other[at : at + 40]!a}"


def run_together(heard: str, shown: str) -> str:
    """The words that are drawn apart, by their places on the page, and heard as one; of the same letters only.

    A line may end inside a word: at a sign of its own, or after a hyphen that the end of the line asked for.
    """
    read, seen = _by_place(heard), _by_place(shown)
    found = []
    for (_, before), (place, word) in pairwise(seen.items()):
        if place not in read and not (before.endswith(_ENDS_A_LINE) or word.startswith(_BEGINS_A_LINE)):
            found.append(f"{before[-20:]!a} and {word[:20]!a}")
    return ", ".join(found)


def _by_place(words: str) -> dict[int, str]:
    """Each word by the number of letters before it."""
    place, found = 0, {}
    for word in _to_the_right(words).split():
        if count := len(letters(word)):
            found[place] = word
            place += count
    return found


def _to_the_right(text: str) -> str:
    """A text with a space for each letter that is written to the left."""
    return "".join(" " if unicodedata.bidirectional(letter) in {"R", "AL", "AN"} else letter for letter in text)


def out_of_order(words: str, story: Sequence[str]) -> str:
    """The first part of a story that does not stand after the one before, with where the words have got to."""
    at = 0
    plain = words.replace("\u00a0", " ").replace("\u202f", " ")
    for part in story:
        found = plain.find(part, at)
        if found < 0:
            return f"{part!r} is not read after {plain[max(0, at - 60) : at]!r}"
        at = found + len(part)
    return ""


def attachments_checked(shared: Path, files: Sequence[Path]) -> str:
    """What the importer of Europass finds wrong with the data inside; one start for all files."""
    command = [sys.executable, str(shared / "checks" / "candidate.py"), "--strict", *map(str, files)]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    accepted = found.stdout.count(": accepted, 0 errors, 0 ignored") == len(files)
    return "" if found.returncode == 0 and accepted else found.stdout[-4_000:] + found.stderr
