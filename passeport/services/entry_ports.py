"""What the use cases need to help one enter: drafts, templates, and the sessions that hold no name."""

from typing import Protocol

from passeport.domain.draft import Draft
from passeport.domain.group_session import GroupSession, SessionId
from passeport.domain.identifiers import AccountId, BeneficiaryId
from passeport.domain.template import StepTemplate, TemplateId


class DraftStore(Protocol):
    """What is being entered, by account, person and subject."""

    def keep(self, draft: Draft) -> None:
        """Keep a draft in the place of the last one; raises `NothingToShow` when its dossier is no more."""

    def discard(self, account: AccountId, beneficiary: BeneficiaryId | None, subject: str) -> None:
        """Forget a draft; harmless when there is none."""

    def of(self, account: AccountId) -> tuple[Draft, ...]:
        """Return the drafts of an account, newest first."""

    def about(self, beneficiary: BeneficiaryId) -> tuple[Draft, ...]:
        """Return the drafts about a person, of every account."""

    def of_nobody(self) -> tuple[Draft, ...]:
        """Return the drafts that are about no dossier, of every account: those of workshops."""

    def move(self, source: BeneficiaryId, target: BeneficiaryId) -> None:
        """Give the drafts about a person to the dossier that theirs was merged into; those it has already stay."""


class TemplateStore(Protocol):
    """The usual steps."""

    def of(self, account: AccountId) -> tuple[StepTemplate, ...]:
        """Return the templates that an account may use, by name."""

    def keep(self, template: StepTemplate) -> None:
        """Keep a template, in the place of that of the same identifier."""

    def remove(self, template: TemplateId) -> None:
        """Forget a template; harmless when there is none."""


class SessionStore(Protocol):
    """The sessions held for several people."""

    def add(self, session: GroupSession) -> None:
        """Keep a session."""

    def remove(self, session: SessionId) -> None:
        """Forget a session that was recorded by mistake."""

    def all(self) -> tuple[GroupSession, ...]:
        """Return every session, newest day first."""
