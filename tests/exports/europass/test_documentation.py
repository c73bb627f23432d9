"""The page on Europass says of each element what becomes of it, and nothing that is not so."""

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from exports.europass.coverage import path_of
from exports.europass.learnerinfo_reader import read_learnerinfo
from exports.europass.parsing import parse
from exports.europass.skillspassport_reader import read_skillspassport
from passeport.domain.reading import Fate

PAGE = Path(__file__).parents[3] / "docs" / "europass.md"
DOCUMENTS = Path(__file__).parent / "documents"
ROW = re.compile(r"^\| `([^`]+)` \| ([a-z, ]+) \|", re.MULTILINE)
OF_OTHERS = {"Surnom", "Horoscope", "Salary", "pigeon", "bonus", "novelty"}
"""Elements that no version knows: they are reported, not described."""


def _rows(heading: str) -> dict[str, set[str]]:
    """Return the paths of the table below a heading, each with the fates that it names."""
    text = PAGE.read_text(encoding="utf-8").partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return {path: set(fates.split(", ")) for path, fates in ROW.findall(text)}


def _fates(folder: str) -> Iterator[tuple[str, Fate]]:
    """Yield each path of our documents that says something, with its fate."""
    read = read_skillspassport if folder == "skillspassport" else read_learnerinfo
    for file in sorted((DOCUMENTS / folder).glob("*.xml")):
        root = parse(file.read_bytes(), file.name)
        known = {path_of(element) for element in root.iter() if etree.QName(element).localname not in OF_OTHERS}
        for entry in read(root)[1].entries:
            path, _, attribute = entry.path.partition("/@")
            if path in known:
                yield (entry.path if attribute == "locale" else path), entry.fate


def _row_of(path: str, rows: dict[str, set[str]], *, capitals: bool) -> str | None:
    """Return the longest row that ends a path; `*` stands for whatever is below."""
    told = path if capitals else path.lower()

    def ends(row: str) -> bool:
        if row.endswith("/*"):
            return f"/{row[:-1]}" in f"/{told}"
        return f"/{told}".endswith(f"/{row}")

    return max(filter(ends, rows), key=len, default=None)


def _check(folder: str, heading: str, *, capitals: bool) -> None:
    rows, used, wrong = _rows(heading), set(), set()
    for path, fate in _fates(folder):
        row = _row_of(path, rows, capitals=capitals) or _row_of(path.partition("/@")[0], rows, capitals=capitals)
        if row is None:
            wrong.add(f"{path} has no row")
            continue
        used.add(row)
        if fate is not Fate.NOT_UNDERSTOOD and fate.value not in rows[row]:
            wrong.add(f"{path} is {fate.value}, {row} says {rows[row]}")
    assert sorted(wrong) == []
    assert sorted(set(rows) - used) == []


def test_each_element_of_a_skillspassport_is_a_row() -> None:
    _check("skillspassport", "SkillsPassport", capitals=True)


def test_each_element_of_a_learnerinfo_is_a_row() -> None:
    _check("learnerinfo", "learnerinfo", capitals=False)
