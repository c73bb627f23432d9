"""References of skills that an administrator may load: ROME 4.0 (France Travail), ESCO (European Commission)."""

from enum import StrEnum

from passeport.domain.model import DomainModel
from passeport.domain.text import Name


class SkillSource(StrEnum):
    """Where a term comes from; codes of vocabulary `skill_sources`, which says the licence of each."""

    ROME = "ROME"
    ESCO = "ESCO"


class SkillTerm(DomainModel):
    """One skill of a reference."""

    source: SkillSource
    code: str
    """The OGR code of ROME, the address of ESCO."""
    label: Name
