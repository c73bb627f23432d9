"""`docs/europass.md` says what becomes of each element of a Candidate document, and this keeps it true."""

import re
from pathlib import Path

from lxml import etree

from exports.europass.candidate_reader import read_candidate
from exports.europass.candidate_writer import write_candidate
from exports.europass.coverage import path_of
from exports.europass.parsing import parse
from passeport.domain.reading import Fate
from tests import people

_TABLE = Path(__file__).parents[3] / "docs" / "europass.md"
_DOCUMENTS = Path(__file__).parent / "documents" / "candidate"
_NAMES = {
    Fate.UNDERSTOOD: "understood",
    Fate.KEPT: "kept as words",
    Fate.TECHNICAL: "technical",
    Fate.REFUSED: "refused",
    Fate.NOT_UNDERSTOOD: "told",
}
_ROW = re.compile(r"\| `([^`]+)` \| ([^|]*) \| (yes)? ?\| ([^|]*)\|")


def _matches() -> list[re.Match[str]]:
    return list(_ROW.finditer(_TABLE.read_text(encoding="utf-8").partition("## SkillsPassport")[0]))


def _rows() -> dict[str, tuple[set[str], set[str]]]:
    """The fates and the places that the table gives, by element."""
    return {m[1]: (set(m[2].strip().split(", ")), set(re.findall(r"`([^`]+)`", m[4]))) for m in _matches()}


def test_each_element_of_the_documents_is_a_row_that_tells_its_fate() -> None:
    rows = _rows()
    for path in sorted(_DOCUMENTS.glob("*.xml")):
        _, report = read_candidate(parse(path.read_bytes(), path.name))
        for entry in report.entries:
            element = entry.path.partition("/")[2]
            if "@" in element and entry.fate is Fate.TECHNICAL:
                continue
            assert element in rows, f"{element} of {path.name} has no row"
            fates, places = rows[element]
            assert _NAMES[entry.fate] in fates, (element, entry.fate)
            if entry.went_to and entry.fate in {Fate.UNDERSTOOD, Fate.KEPT}:
                assert entry.went_to in places, (element, entry.went_to)


def test_the_report_says_of_each_text_where_it_stood_and_where_it_went() -> None:
    for path in sorted(_DOCUMENTS.glob("*.xml")):
        _, report = read_candidate(parse(path.read_bytes(), path.name))
        for entry in report.model_dump(mode="json")["entries"]:
            assert set(entry) == {"path", "line", "value", "fate", "went_to"}
            assert entry["path"].startswith("Candidate/")
            assert entry["line"] > 0


def test_each_row_is_of_an_element_or_an_attribute_of_some_document() -> None:
    used = set()
    for path in _DOCUMENTS.glob("*.xml"):
        for element in parse(path.read_bytes(), path.name).iter(etree.Element):
            place = path_of(element).partition("/")[2]
            used |= {place, *(f"{place}/@{etree.QName(name).localname}" for name in element.attrib)}
    assert sorted(set(_rows()) - used) == []


def test_the_elements_that_our_writer_fills_are_those_that_the_table_says() -> None:
    read = (read_candidate(parse(path.read_bytes(), path.name))[0] for path in _DOCUMENTS.glob("*.xml"))
    filled = {
        path_of(element).partition("/")[2]
        for passport in (people.ada_passport(), *read)
        for element in etree.fromstring(write_candidate(passport)).iter(etree.Element)
        if (element.text or "").strip()
    }
    assert {match[1] for match in _matches() if match[3] and "@" not in match[1]} == filled
