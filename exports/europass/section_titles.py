"""Titles of custom sections: what kind of section it is, and whose.

A section is told by its title alone. Where the title would be taken for another kind, or for a section of our own, the
kind is written after it: `Mes jardins (Bénévolat)`.
"""

import re

from passeport.domain.normalise import joined
from passeport.domain.vocabulary import label, vocabulary

OF_OUR_OWN = {
    "civil_status": "État civil",
    "contacts": "Coordonnées",
    "headline": "Projet",
    "certificates": "Certificats de langue",
    "experiences": "Pratique des langues",
    "licence_dates": "Dates des permis de conduire",
    "digital_skills": "Compétences numériques",
    "documents": "Documents joints",
}
"""Sections that hold what the Candidate format has no element for."""

_KINDS = "custom_sections"
_WITH_KIND = re.compile(r"(?s)(.+) \((.+)\)")


def kind_told(section: str) -> str | None:
    """Return the kind that a title tells, in any of its languages; None for a title of the person's own."""
    wanted = joined(section)
    return next((t.code for t in vocabulary(_KINDS).terms if wanted in map(joined, t.labels.values())), None)


def skill_kind_named(section: str) -> str | None:
    """Return the kind of skills that a title tells, or None."""
    wanted = joined(section)
    return next((t.code for t in vocabulary("skill_kinds").terms if wanted in map(joined, t.labels.values())), None)


def written_title(section: str, kind: str) -> str:
    """Return the title under which an entry of the person's own is written."""
    plain = (
        (kind_told(section) or "OTHER") == kind and not _stands_for_another(section) and split_title(section)[1] is None
    )
    return section if plain else f"{section} ({label(_KINDS, kind)})"


def split_title(title: str) -> tuple[str, str | None]:
    """Return the name of a section, and its kind where the title says it; None where the name alone tells."""
    match = _WITH_KIND.fullmatch(title)
    kinds = {label(_KINDS, code): code for code in vocabulary(_KINDS).codes}
    if match is None or match[2] not in kinds:
        return title, None
    return match[1], kinds[match[2]]


def _stands_for_another(section: str) -> bool:
    """Whether the reader takes entries of this title for something else than a custom section."""
    ours = section in OF_OUR_OWN.values()
    return ours or skill_kind_named(section) is not None or kind_told(section) == "ORIENTATION"
