"""Documents written by hand for every element and quirk of two generations: no word of them is lost in silence."""

import html
import re
from pathlib import Path

import pytest
from lxml import etree

from exports.europass.candidate_writer import write_candidate
from exports.europass.learnerinfo_reader import read_learnerinfo
from exports.europass.parsing import parse
from exports.europass.skillspassport_reader import read_skillspassport
from exports.europass.skillspassport_writer import write_skillspassport
from passeport.domain.normalise import words_of
from passeport.domain.passport import Passport
from passeport.domain.reading import Fate, ReadingReport
from tests.conftest import SHARED
from tests.seen import seen

DOCUMENTS = Path(__file__).parent / "documents"
OURS = sorted(DOCUMENTS.glob("skillspassport/*.xml")) + sorted(DOCUMENTS.glob("learnerinfo/*.xml"))
THEIRS = sorted((SHARED / "europass" / "skillspassport-v3" / "samples").glob("*.xml"))
XSD = "{http://www.w3.org/2001/XMLSchema}"
SCHEMA = SHARED / "europass" / "skillspassport-v3" / "schema"

TECHNICAL = re.compile(
    r"(?i)^(SkillsPassport/(DocumentInfo|PrintingPreferences)|learnerinfo/(docinfo|prefs))\b"
    r"|^SkillsPassport/CoverLetter/.*/Code$"  # the name of a tool for the label beside it
    r"|/(MimeType|Metadata/@(key|value)|@schemaLocation|@type|@idref|Attachment/@id)$"  # told by the bytes of a file
    r"|/Period/Duration$|/demographics/gender$"  # told by the dates; `NA` for a person who did not say
)
"""What may be said to be technical: it tells how a document is made, and need not go on."""
KIND = re.compile(r"^learnerinfo/.*/(language|skill|misc)/@type$|/ReferenceTo/@idref$")
"""What says of which kind or of whom a thing is: told by the list it goes to, or by a name."""
SAME = {"mrs": "ms", "tunisie": "tunisienne"}
"""What goes on under another name of the same thing: a code that French has one word for, a land for its people."""


def _read(file: Path) -> tuple[etree._Element, Passport, ReadingReport]:
    root = parse(file.read_bytes(), file.name)
    reader = read_skillspassport if etree.QName(root).localname == "SkillsPassport" else read_learnerinfo
    return root, *reader(root)


def _given(passport: Passport) -> str:
    """Return the words of each text that our writers give, the exact forms left out: nobody sees those."""
    texts = []
    for written in (write_skillspassport(passport), write_candidate(passport)):
        for element in parse(written, "ours.xml").iter():
            if etree.QName(element).localname != "Comment":
                texts += [element.text or "", *(str(value) for value in element.attrib.values())]
    return "|".join(f" {_words(text)} " for text in texts)


def _words(text: str) -> str:
    """Return the words of a text or of escaped HTML, and each number without what is set around it."""
    plain = re.sub(r"</?[a-zA-Z][^>]*>", " ", html.unescape(html.unescape(text)))
    return " ".join(SAME.get(word, re.sub(r"^0*(\d+)z?$", r"\1", word)) for word in words_of(plain))


def _said(root: etree._Element) -> list[tuple[etree._Element, str]]:
    """Return each text, attribute and tail that says something, with its element, in the order of a report."""
    found = []
    for element in root.iter():
        texts = [element.text, *element.attrib.values(), element.tail if element is not root else ""]
        found += [(element, str(text).strip()) for text in texts if text and str(text).strip()]
    return found


def _missing(root: etree._Element, passport: Passport, report: ReadingReport) -> list[str]:
    """Return what the report does not say to be lost, and that nobody gives."""
    given, lost = _given(passport), []
    entries = list(zip(_said(root), report.entries, strict=True))
    codes = {
        element.getparent()
        for (element, text), entry in entries
        if _is(element, "code") and entry.fate is Fate.UNDERSTOOD and _goes_on(text, given)
    }
    for (element, text), entry in entries:
        if entry.fate is Fate.TECHNICAL:
            told = TECHNICAL.search(entry.path) is not None
        elif entry.fate in (Fate.NOT_UNDERSTOOD, Fate.REFUSED) or entry.went_to.endswith("data"):
            told = True  # the bytes of photographs and documents are compared where they are read
        else:
            named = _is(element, "label") and element.getparent() in codes  # it goes on as its code
            told = named or _goes_on(text, given) or KIND.search(entry.path) is not None
        if not told:
            lost.append(f"{entry.path} = {entry.value} ({entry.fate.value} {entry.went_to})")
    return lost


def _goes_on(text: str, given: str) -> bool:
    """Whether the words of a text stand together in one that is given, or each of its listed parts in some text."""
    return (
        all(f" {_words(part)} " in given for part in re.split(r"[,;/_]|(?<=^..)-", text))
        or f" {_words(text)} " in given
    )


def _is(element: etree._Element, name: str) -> bool:
    return etree.QName(element).localname.lower() == name


@pytest.mark.parametrize("file", [*OURS, *THEIRS], ids=lambda file: file.stem)
def test_no_word_of_a_document_is_lost_in_silence(file: Path) -> None:
    root, passport, report = _read(file)
    assert len(report.entries) == len(_said(root))
    assert _missing(root, passport, report) == []


def test_a_word_that_a_reader_dropped_would_be_seen() -> None:
    root, passport, report = _read(DOCUMENTS / "skillspassport" / "v34-cv-complet.xml")
    without = passport.evolve(profile=passport.profile.evolve(experiences=()))
    assert any("Assistante encadreuse" in lost for lost in _missing(root, without, report))


def test_a_word_of_the_person_that_is_called_technical_would_be_seen() -> None:
    root, passport, report = _read(DOCUMENTS / "skillspassport" / "v33-elements-inattendus.xml")
    entries = tuple(entry.evolve(fate=Fate.TECHNICAL) for entry in report.entries)
    lost = _missing(root, passport, report.evolve(entries=entries))
    assert any("Horoscope = Rien à signaler" in entry for entry in lost)


def test_an_element_that_a_report_passes_over_would_be_seen() -> None:
    root, passport, report = _read(DOCUMENTS / "learnerinfo" / "v20-cv-complet.xml")
    with pytest.raises(ValueError, match="zip"):
        _missing(root, passport, report.evolve(entries=report.entries[1:]))


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.stem)
def test_what_was_read_goes_on_in_the_format_of_today_and_comes_back(file: Path) -> None:
    _, passport, _ = _read(file)
    again, _ = read_skillspassport(parse(write_skillspassport(passport), file.name))
    assert seen(again) == seen(passport)


def test_the_documents_use_every_element_of_the_official_schema() -> None:
    if not SCHEMA.is_dir():
        pytest.skip("../shared is absent: the official schema was not read")
    used = {_place(element) for file in OURS for element in parse(file.read_bytes(), file.name).iter()}
    assert sorted(_places_of_the_schema() - used) == []


def _place(element: etree._Element) -> str:
    """Return where an element stands, by the three nearest names: `Employer/ContactInfo/Address`."""
    names = [etree.QName(one).localname for one in (element, *element.iterancestors())]
    return "/".join(reversed(names[:3]))


def _places_of_the_schema() -> set[str]:
    """Return the place of each element that V3.4 allows, below the root."""
    types = {
        named.get("name"): named
        for file in SCHEMA.glob("*.xsd")
        for named in etree.parse(file).getroot()
        if named.tag == f"{XSD}complexType"
    }
    root = next(e for e in etree.parse(SCHEMA / "EuropassSchema.xsd").getroot() if e.get("name") == "SkillsPassport")
    places: set[str] = set()

    def walk(declared: etree._Element, path: tuple[str, ...]) -> None:
        here = (*path, str(declared.get("name")))
        places.add("/".join(here[-3:]))
        kind = types.get(str(declared.get("type"))) if declared.get("type") else declared
        for child in _elements(kind):
            walk(child, here)

    def _elements(kind: etree._Element | None) -> list[etree._Element]:
        if kind is None:
            return []
        found = [e for e in kind.iter(f"{XSD}element") if e is not kind and _nearest(e) is not None]
        found = [e for e in found if _owner(e, kind)]
        for extension in kind.iter(f"{XSD}extension"):
            found = [*_elements(types.get(str(extension.get("base")))), *found]
        return found

    def _nearest(element: etree._Element) -> etree._Element | None:
        return next(element.iterancestors(f"{XSD}element", f"{XSD}complexType"), None)

    def _owner(element: etree._Element, kind: etree._Element) -> bool:
        """Whether an element is declared right below `kind`, and not inside another element of it."""
        above = next(element.iterancestors(f"{XSD}element"), None)
        return above is None or above is kind

    walk(root, ())
    assert len(places) > 150
    return places
