"""The cover letter of a SkillsPassport, which becomes one entry of the profile: its words in their order."""

import html
from collections.abc import Iterator

from lxml import etree

from exports.europass.skillspassport_fields import SkillsFields, SkillsItems
from exports.europass.skillspassport_names import all_at, at, children
from passeport.domain.partial_date import Period
from passeport.domain.profile import CustomEntry
from passeport.domain.reading import Fate
from passeport.domain.vocabulary import label

_WENT = "profile.custom.description"


def read_letter(fields: SkillsFields, made: SkillsItems, element: etree._Element) -> CustomEntry | None:
    """Return the letter as an entry: its subject, its day and place, then its words."""
    section = label("custom_sections", "COVER_LETTER")
    place = at(element, "Letter/Localisation/Place")
    country, name = fields.land(at(place, "Country"), "profile.custom.location")
    city = fields.line(at(place, "Municipality"), "profile.custom.location")
    values = {
        "title": fields.name(at(element, "Letter/SubjectLine"), "profile.custom.title") or section,
        "period": Period(start=fields.date(at(element, "Letter/Localisation/Date"), "profile.custom.period")),
        "location": ", ".join(part for part in (city, name or country) if part),
    }
    words = "".join(_words(fields, element))
    return made.read(element, CustomEntry, kind="COVER_LETTER", section=section, description=words, **values)


def _words(fields: SkillsFields, element: etree._Element) -> Iterator[str]:
    """Yield a paragraph for the person and organisation addressed, then each text that nobody took."""
    yield from _lines(fields, element, "Addressee/PersonName", "Addressee/Position", "Addressee/Organisation")
    opening = at(element, "Letter/OpeningSalutation")
    yield from _lines(fields, opening, "Salutation", "PersonName", together=True)
    for part in ("Opening", "MainBody", "Closing"):
        yield _text(fields, at(element, f"Letter/Body/{part}"))
    yield from _lines(fields, at(element, "Letter"), "ClosingSalutation")
    yield from _lines(fields, at(element, "Documentation"), "Heading")
    for resource in all_at(element, "Documentation/ExtraDocument/ReferencedResource"):
        address = fields.coverage.take(resource, _WENT, "href")
        named = fields.kept(at(resource, "Description"), _WENT)
        yield _paragraph(" ".join(part for part in (named, f"({address})" if address else "") if part))
    for document in all_at(element, "Documentation/InterDocument/ReferencedDocument"):
        yield _paragraph(fields.coverage.take(document, _WENT, "ref"))


def _lines(fields: SkillsFields, element: etree._Element | None, *paths: str, together: bool = False) -> Iterator[str]:
    """Yield the words at each path as a paragraph, or all of them as one."""
    said = [" ".join(_labels(fields, at(element, path))) for path in paths]
    for text in [" ".join(said)] if together else said:
        yield _paragraph(text.strip())


def _labels(fields: SkillsFields, element: etree._Element | None) -> Iterator[str]:
    """Yield every text below an element; a code is named by the label beside it."""
    if element is None:
        return
    labelled = at(element, "Label") is not None
    for child in children(element):
        if labelled and etree.QName(child).localname == "Code":
            fields.coverage.technical([child], _WENT)
        else:
            yield from _labels(fields, child)
    text = "" if children(element) else fields.kept(element, _WENT)
    if text:
        yield text


def _text(fields: SkillsFields, element: etree._Element | None) -> str:
    words = fields.rich(element, _WENT)
    if element is not None and words:
        fields.coverage.note(element, Fate.KEPT, _WENT)
    return words


def _paragraph(text: str) -> str:
    return f"<p>{html.escape(text, quote=False)}</p>" if text else ""
