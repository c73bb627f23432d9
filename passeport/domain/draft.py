"""What is being entered and not yet recorded: kept as it was typed, so that nothing is lost."""

import datetime as dt

from pydantic import Field

from passeport.domain.identifiers import AccountId, BeneficiaryId, ItemId
from passeport.domain.model import DomainModel

NEW_STEP = "STEP"
"""Subject of the draft of a new step; that of a known step ends with its identifier."""
WORKSHOP = "WORKSHOP"
"""Subject of the draft of a workshop, which is nobody's dossier."""


class Draft(DomainModel):
    """The fields of an entry as they stood: texts and codes that no rule has judged yet, never a NIR (R01)."""

    account: AccountId
    beneficiary: BeneficiaryId | None = None
    """Whose dossier it is about; None for a workshop."""
    subject: str
    saved_at: dt.datetime
    fields: dict[str, str] = Field(default_factory=dict)
    """What each field shows, by its name."""
    rows: tuple[dict[str, str], ...] = ()
    """The lines of the list that the entry holds: notes of a step, participants of a workshop."""

    @property
    def is_of_new_step(self) -> bool:
        """Whether a step was being added, not one changed."""
        return self.subject == NEW_STEP


def subject_of(step: ItemId | None) -> str:
    """Return the subject of the draft of a step; None for a new one."""
    return NEW_STEP if step is None else f"{NEW_STEP}:{step}"
