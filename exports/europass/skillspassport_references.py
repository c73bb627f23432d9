"""What an attached document is proof of: the items of a SkillsPassport that refer to it, by their names."""

from lxml import etree

from exports.europass.codes import language_from, language_label
from exports.europass.skillspassport_fields import SkillsFields
from exports.europass.skillspassport_names import at
from passeport.domain.identity import Language
from passeport.domain.reading import Fate
from passeport.domain.social_security_number import contains_social_security_number
from passeport.domain.vocabulary import label, vocabulary

_NAMES = {
    "WorkExperience": ("Position/Label", "Position/Code"),
    "Education": ("Title",),
    "MotherTongue": ("Description/Label", "Description/Code"),
    "ForeignLanguage": ("Description/Label", "Description/Code"),
    "Experience": ("Description",),
    "Achievement": ("Title/Label", "Title/Code"),
}
"""Where the name of an item stands."""
_KINDS = {
    "Communication": ("skill_kinds", "COMMUNICATION"),
    "Organisational": ("skill_kinds", "ORGANISATIONAL"),
    "JobRelated": ("skill_kinds", "JOB_RELATED"),
    "Computer": ("skill_kinds", "COMPUTER"),
    "Other": ("skill_kinds", "OTHER"),
    "Driving": ("europass_sections", "DRIVING_LICENCES"),
    "CoverLetter": ("custom_sections", "COVER_LETTER"),
}
"""What is one thing of its kind, and has no name."""
_WENT = "profile.documents.description"


def proofs(fields: SkillsFields, root: etree._Element) -> dict[str, list[str]]:
    """Return the names of the items that refer to each attachment, by its identifier."""
    found: dict[str, list[str]] = {}
    for reference in root.iter("{*}ReferenceTo"):
        name = _name_of(reference)
        if name:
            fields.coverage.note(reference, Fate.KEPT, _WENT, "idref")
            found.setdefault(str(reference.get("idref")), []).append(name)
    return found


def _name_of(reference: etree._Element) -> str:
    """Return the name of the item that refers; empty where the document is the whole person's."""
    for element in reference.iterancestors():
        tag = etree.QName(element).localname
        if tag in _KINDS:
            return label(*_KINDS[tag])
        if tag in _NAMES:
            names = (_spoken(path, at(element, path)) for path in _NAMES[tag])
            return next((name for name in names if name), "")
    return ""


def _spoken(path: str, element: etree._Element | None) -> str:
    """Return the words of a name, a code by its label; nothing that may not be recorded (R01)."""
    text = " ".join((element.text or "").split()) if element is not None else ""
    if contains_social_security_number(text):
        return ""
    if path == "Title/Code" and text in vocabulary("achievement_types"):
        return label("achievement_types", text)
    code = language_from(text) if path == "Description/Code" else ""
    return language_label(Language(code=code)) if code else text
