"""What every refusal must be: a sentence in French, with no word of a program."""

import re

from passeport.domain.errors import InputRefused
from passeport.language.messages import sentence

_FOREIGN = re.compile(
    r"\b(error|exception|traceback|none|true|false|null|invalid|unexpected|expected|failed|missing|found|file|line|"
    r"object|errno|lxml|pikepdf|qpdf|pydantic|codec|module|import|memory|timeout|crash|fault|killed|unknown|not|the)\b|"
    r"[{}]|\\x|0x[0-9a-f]{6}|<class",
    re.IGNORECASE,
)
_HIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def judged(refused: InputRefused) -> None:
    """Assert that a refusal is said as it should be."""
    words = sentence(refused)
    assert refused.exit_code == 3
    assert words.endswith(".")
    assert len(words) < 1500
    assert not _HIDDEN.search(words), ascii(words)
    shown = re.sub(r"«\s.*?\s»", "« … »", words)  # what stands in quotes comes from the file
    assert not _FOREIGN.search(shown), shown
    assert "enregistré" in words or "enregistrer" in words
