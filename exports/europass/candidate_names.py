"""Names of the Candidate format, and a way to write its elements in one line each."""

import re

from lxml import etree

from passeport.domain.identity import Language

EUROPASS = "http://www.europass.eu/1.0"
HR = "http://www.hr-xml.org/3"
OA = "http://www.openapplications.org/oagis/9"
EURES = "http://www.europass_eures.eu/1.0"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
PREFIXES: dict[str, str] = {"hr": HR, "oa": OA, "eures": EURES, "e": EUROPASS}

SECTION_TITLES = {
    "EmploymentHistory": "work-experience",
    "EducationHistory": "education-training",
    "PersonQualifications": "language",
    "Skills": "profile-skills",
    "Licenses": "driving-licence",
    "PublicationHistory": "publication",
}
"""What the editor shows only when `SectionsOrder` names it."""

CEFR_DIMENSIONS = {
    "CEF-Understanding-Listening": "listening",
    "CEF-Understanding-Reading": "reading",
    "CEF-Speaking-Interaction": "spoken_interaction",
    "CEF-Speaking-Production": "spoken_production",
    "CEF-Writing-Production": "writing",
}

TECHNICAL_ATTRIBUTES = frozenset(
    {
        *("schemeID", "schemeName", "schemeAgencyID", "schemeAgencyName", "schemeVersionID", "schemeURI"),
        *("schemeDataURI", "listID", "listName", "listAgencyID", "listAgencyName", "listVersionID", "listURI"),
        *("listSchemeURI", "languageID", "languageCode", "typeCode", "type", "name"),
        *("majorVersionID", "minorVersionID", "mimeCode", "encodingCode", "characterSetCode"),
    }
)
"""Attributes that say how to read a value: its code list, its language, the version of its scheme."""

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def qualified(name: str) -> str:
    """Return `{namespace}local` of `hr:Local`, or of `Local` in the Europass namespace."""
    prefix, _, local = name.rpartition(":")
    return f"{{{PREFIXES[prefix or 'e']}}}{local}"


def add(parent: etree._Element, name: str, text: str | None = None, /, **attributes: str) -> etree._Element:
    """Append an element, with text that XML can hold (its characters outside XML 1.0, 2.2 are left out)."""
    element = etree.SubElement(parent, qualified(name), {k: v for k, v in attributes.items() if v})
    if text is not None:
        element.text = _NOT_XML.sub("", text)
    return element


def add_said(parent: etree._Element, name: str, text: str | None) -> None:
    """Append an element with `text`, or nothing when there is none."""
    if text:
        add(parent, name, text)


def add_language(parent: etree._Element, name: str, attribute: str, language: Language) -> None:
    """Append a language by its code, or by its label where it has none; `attribute` says which."""
    text, kind = (language.code, "NORMAL") if language.code else (language.label, "FREE_TEXT")
    add(parent, name, text, **{attribute: kind})


def find(element: etree._Element, path: str) -> etree._Element | None:
    """Return the first element at `hr:A/B`, unprefixed names being Europass's."""
    return element.find(_path(path))


def find_all(element: etree._Element, path: str) -> list[etree._Element]:
    """Return every element at `hr:A/B`."""
    return element.findall(_path(path))


def _path(path: str) -> str:
    return "/".join(part if part in {"*", ".", ""} else qualified(part) for part in path.split("/"))
