"""Use cases on drafts: what is being entered is kept as it is typed, and offered again after whatever happened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from passeport.domain.account import Operation
from passeport.domain.draft import Draft
from passeport.domain.errors import NotAllowed
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.social_security_number import without_social_security_numbers
from passeport.services.dossier_ports import UnitOfWork
from passeport.services.editing import Editing


@dataclass(frozen=True)
class NamedDraft:
    """A draft with the name of the person it is about, empty for a workshop."""

    draft: Draft
    name: str


@dataclass(frozen=True)
class Drafts:
    """The drafts of the account at work; nobody else's are shown."""

    editing: Editing

    def keep(
        self,
        beneficiary: BeneficiaryId | None,
        subject: str,
        fields: Mapping[str, str],
        rows: Sequence[Mapping[str, str]] = (),
    ) -> Draft:
        """Keep what is typed, in the place of what was; a NIR is left out (R01).

        The journal says nothing of it: it names what is recorded, and a draft is not yet.

        Raises:
            NotAllowed: when the account may not write in the dossier.
            NothingToShow: when the dossier is no more.
        """
        self.editing.require(Operation.WRITE_DOSSIER)
        draft = Draft(
            account=self.editing.account.id,
            beneficiary=beneficiary,
            subject=subject,
            saved_at=self.editing.clock.now(),
            fields=_clean(fields),
            rows=tuple(_clean(row) for row in rows),
        )
        with self.editing.vault.unit_of_work() as work:
            if beneficiary is not None:
                self.editing.reached(work, beneficiary, Operation.WRITE_DOSSIER)
            work.drafts.keep(draft)
            work.commit()
        return draft

    def discard(self, beneficiary: BeneficiaryId | None, subject: str) -> None:
        """Forget a draft; keeping it again undoes that."""
        self.editing.require(Operation.WRITE_DOSSIER)
        with self.editing.vault.unit_of_work() as work:
            work.drafts.discard(self.editing.account.id, beneficiary, subject)
            work.commit()

    def of(self, beneficiary: BeneficiaryId | None) -> tuple[Draft, ...]:
        """Return one's drafts about a person, or about nobody in particular, newest first."""
        self.editing.require(Operation.WRITE_DOSSIER)
        with self.editing.vault.unit_of_work() as work:
            if beneficiary is not None:
                self.editing.reached(work, beneficiary, Operation.READ_DOSSIER)
            mine = work.drafts.of(self.editing.account.id)
        return tuple(draft for draft in mine if draft.beneficiary == beneficiary)

    def all(self) -> tuple[NamedDraft, ...]:
        """Return one's drafts, newest first, without those of dossiers that the account may read no more."""
        self.editing.require(Operation.WRITE_DOSSIER)
        with self.editing.vault.unit_of_work() as work:
            mine = tuple(draft for draft in work.drafts.of(self.editing.account.id) if self._is_shown(work, draft))
            names = work.dossiers.names(str(draft.beneficiary) for draft in mine if draft.beneficiary is not None)
        return tuple(NamedDraft(draft, names.get(str(draft.beneficiary), "")) for draft in mine)

    def _is_shown(self, work: UnitOfWork, draft: Draft) -> bool:
        if draft.beneficiary is None:
            return True
        try:
            self.editing.reached(work, draft.beneficiary, Operation.READ_DOSSIER)
        except NotAllowed:
            return False
        return True


def _clean(fields: Mapping[str, str]) -> dict[str, str]:
    return {name: without_social_security_numbers(text) for name, text in fields.items()}
