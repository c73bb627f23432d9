"""The entries that were begun and not kept, as lines of « À faire »."""

from dataclasses import dataclass

from passeport.domain.agenda import DueItem, DueKind
from passeport.services.drafts import Drafts


@dataclass(frozen=True)
class DraftLines:
    """Port `DueSource`: the drafts of the account at work about people.

    That of a workshop waits on its own page, and the words of a document where it is made.
    """

    drafts: Drafts

    def waiting(self) -> tuple[DueItem, ...]:
        """Return a line for each draft about somebody, the last one first."""
        return tuple(
            DueItem(
                kind=DueKind.DRAFT,
                item=named.draft.subject,
                beneficiary=named.draft.beneficiary,
                person=named.name,
                words=named.draft.fields.get("type", ""),
                day=named.draft.saved_at.astimezone().date(),
                deadline=named.draft.saved_at.astimezone().date(),
            )
            for named in self.drafts.all()
            if named.draft.beneficiary is not None and not named.draft.is_of_paper
        )
