"""Writing a SkillsPassport V3.4, valid against its schema; the same passport gives the same bytes."""

from lxml import etree

from exports.europass.skillspassport_document import document_of
from exports.europass.skillspassport_exact import write_exact_forms
from passeport.domain.passport import Passport


def write_skillspassport(passport: Passport) -> bytes:
    """Return the passport as SkillsPassport V3.4 XML (UTF-8)."""
    return skillspassport_of(passport)[0]


def skillspassport_of(passport: Passport) -> tuple[bytes, frozenset[str]]:
    """Return the same, and the fields (`profile.documents`) whose exact form found no room in it."""
    root = document_of(passport)
    lost = write_exact_forms(root, passport)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8"), lost
