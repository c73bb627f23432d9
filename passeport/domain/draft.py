"""What is being entered and not yet recorded: kept as it was typed, so that nothing is lost."""

import datetime as dt
from collections.abc import Iterable

from pydantic import Field

from passeport.domain.identifiers import AccountId, BeneficiaryId, ItemId
from passeport.domain.identity import Identity
from passeport.domain.model import DomainModel
from passeport.domain.normalise import joined

NEW_STEP = "STEP"
"""Subject of the draft of a new step; that of a known step ends with its identifier."""
FORM = "FORM"
"""Subject of the draft of a part of the dossier: `FORM:experiences:<item>`, the item empty for a new one."""
REFERRAL = "referral"
"""The part of the dossier that is a referral being prepared."""
PERSON = "PERSON"
"""Subject of the draft of somebody who has no dossier yet."""
POINT = "POINT"
"""Subject of the draft of a point d'accueil of the directory, followed by its identifier when it is corrected."""
PAPER = "PAPER"
"""Subject of the draft of what a document of synthesis says, kept for the next time it is printed."""
WORKSHOP = "WORKSHOP"
"""Subject of the draft of a workshop, which is nobody's dossier."""


class Draft(DomainModel):
    """The fields of an entry as they stood: texts and codes that no rule has judged yet, never a NIR (R01)."""

    account: AccountId
    beneficiary: BeneficiaryId | None = None
    """Whose dossier it is about; None for a workshop, and for who has none yet."""
    subject: str
    saved_at: dt.datetime
    fields: dict[str, str] = Field(default_factory=dict)
    """What each field shows, by its name."""
    rows: tuple[dict[str, str], ...] = ()
    """The lines of the list that the entry holds: notes of a step, participants of a workshop."""

    @property
    def part(self) -> tuple[str, str] | None:
        """The part of the dossier that was being filled in, and its item; None for a step or a workshop."""
        kind, _, about = self.subject.partition(":")
        what, _, item = about.partition(":")
        return (what, item) if kind == FORM else None

    @property
    def is_of_a_point(self) -> bool:
        """Whether a point d'accueil was being entered or corrected."""
        return self.subject.partition(":")[0] == POINT

    @property
    def is_of_paper(self) -> bool:
        """Whether the words of a document were being typed: they wait where the document is made."""
        return self.subject == PAPER

    @property
    def is_of_new_step(self) -> bool:
        """Whether a step was being added, not one changed."""
        return self.subject == NEW_STEP


def subject_of_form(what: str, about: object = "") -> str:
    """Return the subject of the draft of a form: `experiences` and the identifier of what it changes, if anything."""
    return f"{FORM}:{what}:{about}"


def subject_of_point(identifier: object = "") -> str:
    """Return the subject of the draft of a point d'accueil; empty for a new one."""
    return f"{POINT}:{identifier}"


def subject_of(step: ItemId | None) -> str:
    """Return the subject of the draft of a step; None for a new one."""
    return NEW_STEP if step is None else f"{NEW_STEP}:{step}"


def without_person(draft: Draft, identity: Identity, references: Iterable[str]) -> Draft:
    """Return a draft that says nothing of a person who was erased: neither names nor references (R10)."""
    names, known = (joined(identity.family_name), joined(identity.given_names)), tuple(references)

    def tells(text: str) -> bool:
        return any(reference in text for reference in known) or all(name in joined(text) for name in names)

    fields = {name: "" if tells(value) else value for name, value in draft.fields.items()}
    rows = tuple(row for row in draft.rows if not tells(" ".join(row.values())))
    return draft if (fields, rows) == (draft.fields, draft.rows) else draft.evolve(fields=fields, rows=rows)
