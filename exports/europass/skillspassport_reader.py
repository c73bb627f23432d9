"""Reading a SkillsPassport: its elements, then the exact forms that one of ours holds beside them."""

from lxml import etree

from exports.europass.coverage import Coverage
from exports.europass.skillspassport_exact import with_exact_forms
from exports.europass.skillspassport_fields import OF_TOOLS, SkillsFields
from exports.europass.skillspassport_names import at
from exports.europass.skillspassport_reading import FORMAT, read_document
from passeport.domain.passport import Passport
from passeport.domain.reading import ReadingReport


def read_skillspassport(root: etree._Element) -> tuple[Passport, ReadingReport]:
    """Return what a SkillsPassport says, and the fate of each of its elements.

    Raises:
        ImpossibleDate: when a date is in no calendar.
        NotAPassport: when the document names nobody.
    """
    coverage = Coverage(root, OF_TOOLS)
    passport = with_exact_forms(read_document(root, SkillsFields(coverage)), root, coverage)
    version = at(root, "DocumentInfo/XSDVersion")
    told = "" if version is None else f" {(version.text or '').strip()}"
    return passport, coverage.report(f"{FORMAT}{told}".strip())
