"""What a document says that neither the file written from its reading, nor the report, says any more."""

import re
from collections.abc import Iterator

import phonenumbers
from lxml import etree

from exports.europass.candidate_files import file_in, media_type_of
from exports.europass.codes import country_from, country_named, eqf_from, gender_from, language_from
from passeport.domain.normalise import joined, words_of
from passeport.domain.reading import Fate, ReadingEntry, ReadingReport
from passeport.domain.rich_text import clean, to_plain
from passeport.domain.vocabulary import vocabulary

_TECHNICAL = (
    "Candidate/DocumentID",
    "Candidate/AlternateDocumentID",
    "Candidate/ProcessingInformation",
    "Candidate/CandidateSupplier/PartyID",
    "Candidate/CandidateSupplier/PartyName",
    "Candidate/CandidateSupplier/PrecedenceCode",
    "Candidate/RenderingInformation",
    "Candidate/CandidateProfile/ID",
    "Candidate/CandidateProfile/Attachment/FileType",
)
"""What tells how to show a document or which tool wrote it: the only texts that may be left out without a word."""
_COUNTRIES = {"CountryCode", "NationalityCode", "ResidencyCountryCode", "Country"}
_LANGUAGES = {"CompetencyID", "PrimaryLanguageCode"}
_SAME = {
    "personal": "home",
    "business": "work",
    "mobiletelephone": "telephone",
    "fixtelephone": "telephone",
}
_DATED = re.compile(r"\d{4}-\d\d-\d\dT")
_NOTHING_SAID = {"false", "web", "email", "other", "profilepicture"}
"""Values that say no more than their absence, or than the element that replaces them."""


def losses(root: etree._Element, report: ReadingReport, written: bytes) -> list[str]:
    """Return the path and value of each text and understood attribute of a document that is in neither."""
    said = list(_texts(etree.fromstring(written)))
    words = [f" {' '.join(words_of(text))} " for text in said]
    files = {file_in(text) for text in said if len(text) > len("base64")}
    told = {id_of(entry) for entry in report.having(Fate.NOT_UNDERSTOOD, Fate.REFUSED)}
    return [
        f"{path}: {text}"
        for path, line, text in texts_of(root)
        if not path.startswith(_TECHNICAL)
        and (path, line) not in told
        and not (media_type_of(file_in(text)) and file_in(text) in files)
        and not all(_is_said(path, part, words) for part in _parts(text))
    ]


def id_of(entry: ReadingEntry) -> tuple[str, int]:
    return entry.path, entry.line


def texts_of(root: etree._Element) -> Iterator[tuple[str, int, str]]:
    """Yield the path, line and value of each text, tail and attribute that is worth a word."""
    for element in root.iter(etree.Element):
        names = [etree.QName(element).localname, *(etree.QName(a).localname for a in element.iterancestors())]
        path, line = "/".join(reversed(names)), _line(element)
        for text in (element.text, element.tail):
            if text and text.strip() and not (path.endswith("TaxonomyID") and text.strip() != "ESCO"):
                yield path, line, text.strip()
        if element.get("typeCode") == "URI" and element.get("languageID"):
            yield f"{path}/@languageID", line, element.get("languageID", "")
        for name in ("validFrom", "validTo"):
            if element.get(name):
                yield f"{path}/@{name}", line, element.get(name, "")


def _line(element: etree._Element) -> int:
    return element.sourceline if isinstance(element.sourceline, int) else 0


def _texts(root: etree._Element) -> Iterator[str]:
    for element in root.iter(etree.Element):
        yield to_plain(clean(element.text or ""))
        yield from (str(value) for value in element.attrib.values())


def _parts(text: str) -> list[str]:
    return [part for line in to_plain(clean(text)).splitlines() for part in line.split(" — ")]


def _is_said(path: str, text: str, words: list[str]) -> bool:
    return (
        any(
            not words_of(meaning) or any(f" {' '.join(words_of(meaning))} " in said for said in words)
            for meaning in _meanings(path.rpartition("/")[2], text)
        )
        or joined(text) in _NOTHING_SAID
    )


def _meanings(name: str, text: str) -> Iterator[str]:
    """Yield a text, then what its code is called in the dialect that we write."""
    yield text
    if _DATED.match(text):
        yield text.partition("T")[0]
    yield _SAME.get(text.lower(), text)
    if name in _COUNTRIES:
        yield country_from(text) or text
    if name in _LANGUAGES:
        yield language_from(text) or text
    if name == "GenderCode":
        yield gender_from(text) or text
    if name == "EducationLevelCode":
        yield str(eqf_from(text) or text)
    if name == "UseCode":
        yield {"business": "Travail", "personal": "Domicile"}.get(text.lower(), text)  # a mobile is for one of them too
    if name == "DialNumber":
        yield "".join(words_of(text)).removeprefix("0")
    if name in {"CountryDialing", "CountryCode"}:  # of a telephone, which is written with digits alone
        yield str(phonenumbers.country_code_for_region(country_named(text) or country_from(text) or ""))
    if text.startswith("tel:"):
        yield str(phonenumbers.parse(text.removeprefix("tel:").partition(";")[0]).national_number)
    for term in (*vocabulary("step_types").terms, *vocabulary("custom_sections").terms):
        if text in term.labels.values():
            yield term.label()
