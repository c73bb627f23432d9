"""A Candidate document as the Europass editor hands it back: what it keeps, in its own way (../shared/EUROPASS.md)."""

import re
from collections.abc import Iterable
from random import Random

from lxml import etree

from exports.europass.candidate_names import find, find_all, qualified

_HTML = ("hr:ExecutiveSummary", "oa:Description", "OccupationalSkillsCovered", "Description")
_KNOWN_ATTRIBUTES = {"languageCode", "name", "schemeName", "typeCode", "type", "languageID"}
_BIBLIOGRAPHIC = {"fra": "fre", "deu": "ger", "ell": "gre", "zho": "chi"}


def resaved(document: bytes, order: Random | None = None) -> bytes:
    """Return a document after an import and an export; with `order`, its sections and entries were moved about."""
    root = etree.fromstring(document)
    _keep_the_last(root)
    _forget_attributes(root)
    find(root, "hr:DocumentID").set("schemeID", "EDITEUR-0001")  # type: ignore[union-attr] # each document has one
    for tag in _HTML:
        for element in root.iter(qualified(tag)):
            element.text = _rewritten(element.text or "")
    for element in root.iter(qualified("PrimaryLanguageCode"), qualified("CompetencyID")):
        if "NORMAL" in element.attrib.values():
            element.text = _BIBLIOGRAPHIC.get(element.text or "", element.text)
    profile = find(root, "CandidateProfile")
    assert profile is not None
    if order is not None:
        _shuffle(profile, order)
        for history in profile:
            if history.tag not in {qualified("Others"), qualified("eures:Attachment")}:
                _shuffle(history, order)
    _merge(profile)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _keep_the_last(root: etree._Element) -> None:
    """Of the entries of one section, the editor reads the last only: hence one section for each entry we write."""
    for section in root.iter(qualified("Others")):
        for entry in list(find_all(section, "Other"))[:-1]:
            section.remove(entry)


def _forget_attributes(root: etree._Element) -> None:
    for element in root.iter(etree.Element):
        for name in element.attrib:
            if name not in _KNOWN_ATTRIBUTES:
                del element.attrib[name]


def _rewritten(html: str) -> str:
    """Lists are `ol > li[data-list]` with a mark of the editor's, and words stand in paragraphs and spans."""
    if "<" not in html:
        html = f"<p>{html}</p>" if html else ""
    if "<ol>" not in html and html.count("<ul>") == 1:  # a list in a list has no form in the editor
        mark = '<li data-list="bullet"><span class="ql-ui" contenteditable="false"></span>'
        html = html.replace("<ul>", "<ol>").replace("</ul>", "</ol>").replace("<li>", mark)
    return re.sub(r"<p>([^<]+)</p>", r'<p><span style="color: black">\1</span></p>', html)


def _shuffle(parent: etree._Element, order: Random) -> None:
    children = list(parent)
    order.shuffle(children)
    for child in children:
        parent.append(child)


def _merge(profile: etree._Element) -> None:
    """The editor puts the entries of one title into one section."""
    sections: dict[str, etree._Element] = {}
    for section in find_all(profile, "Others"):
        title = _text(find_all(section, "Title"))
        first = sections.setdefault(title, section)
        if first is not section:
            for entry in find_all(section, "Other"):
                first.append(entry)
            profile.remove(section)


def _text(elements: Iterable[etree._Element]) -> str:
    return "".join(element.text or "" for element in elements)
