"""Names of the SkillsPassport format, and a way to find and write its elements in one line each."""

import re

from lxml import etree

from exports.europass.parsing import SKILLSPASSPORT
from passeport.domain.vocabulary import vocabulary

XSI = "http://www.w3.org/2001/XMLSchema-instance"
SCHEMA = "http://europass.cedefop.europa.eu/xml/v3.4.0/EuropassSchema.xsd"

_CEDEFOP = {"GR": "EL", "GB": "UK"}
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def at(element: etree._Element | None, path: str) -> etree._Element | None:
    """Return the first element at `A/B`, in any namespace: versions differ in it."""
    return None if element is None else element.find(_path(path))


def all_at(element: etree._Element | None, path: str) -> list[etree._Element]:
    """Return every element at `A/B`, in any namespace."""
    return [] if element is None else element.findall(_path(path))


def children(element: etree._Element | None) -> list[etree._Element]:
    """Return the elements right below, in their order."""
    return [] if element is None else [child for child in element if isinstance(child.tag, str)]


def add(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    """Append an element, with text that XML can hold (its characters outside XML 1.0, 2.2 are left out)."""
    element = etree.SubElement(parent, f"{{{SKILLSPASSPORT}}}{name}")
    if text is not None:
        element.text = xml_text(text)
    return element


def add_coded(parent: etree._Element, name: str, code: str, label: str) -> None:
    """Append a `Code` with a `Label`, or either alone; nothing when both are empty."""
    if code or label:
        holder = add(parent, name)
        if code:
            add(holder, "Code", code)
        if label:
            add(holder, "Label", label)


def country_code(code: str, name: str) -> str:
    """Return an ISO 3166-1 code as the list `name` of Cedefop has it (EL, UK); empty when it does not."""
    code = _CEDEFOP.get(code, code)
    return code if code in vocabulary(name) else ""


def xml_text(text: str) -> str:
    """Return `text` without the characters that no XML document may hold."""
    return _NOT_XML.sub("", text)


def _path(path: str) -> str:
    return "/".join(f"{{*}}{part}" for part in path.split("/"))
