"""Use cases on two dossiers that turn out to be one person's: compare them, and make them one."""

from collections.abc import Mapping
from dataclasses import dataclass

from passeport.domain.account import Operation
from passeport.domain.beneficiary import Dossier
from passeport.domain.difference import Decision, Difference
from passeport.domain.errors import SameDossier
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.matching import MatchReason, likeness
from passeport.domain.reunion import differences_between, reunite
from passeport.services.editing import Changed, Editing, as_seen_by
from passeport.services.history import Done, Touched
from passeport.services.journal import merge_reference
from passeport.services.journal_ports import JournalOperation


@dataclass(frozen=True)
class Comparison:
    """Two dossiers side by side, before anything is saved."""

    survivor: Dossier
    other: Dossier
    reasons: tuple[MatchReason, ...]
    """What they have in common; nothing when they look like two people."""
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Reunions:
    """Dossiers made one, for the account at work."""

    editing: Editing

    def alike(self, beneficiary: BeneficiaryId) -> tuple[Dossier, ...]:
        """Return the other dossiers that might be this person's, surest first; each is read (R14)."""
        with self.editing.vault.unit_of_work() as work:
            mine = self.editing.reached(work, beneficiary, Operation.READ_DOSSIER)
            found = work.dossiers.alike(mine.beneficiary.identity)
            return self.editing.shown(work, (one for one in found if one.beneficiary.id != mine.beneficiary.id))

    def compare(self, survivor: BeneficiaryId, other: BeneficiaryId) -> Comparison:
        """Say what the other dossier would change, and note in the journal that it was read (R14).

        Raises:
            SameDossier: when both are one dossier already.
        """
        with self.editing.vault.unit_of_work() as work:
            pair = tuple(self.editing.reached(work, one, Operation.READ_DOSSIER) for one in (survivor, other))
            work.journal.record(JournalOperation.DOSSIER_READ, str(pair[1].beneficiary.id))
            work.commit()
        mine, theirs = (as_seen_by(self.editing.account.id, dossier) for dossier in pair)
        if mine.beneficiary.id == theirs.beneficiary.id:
            raise SameDossier
        reasons = likeness(mine.beneficiary.identity, theirs.beneficiary.identity)
        return Comparison(mine, theirs, reasons, differences_between(mine, theirs))

    def reunite(self, survivor: BeneficiaryId, other: BeneficiaryId, decisions: Mapping[str, Decision]) -> Changed:
        """Make one dossier of two, in one transaction that can be undone; the other's identifier leads to it.

        Raises:
            SameDossier: when both are one dossier already.
            ChangedMeanwhile: when one of them was changed by somebody else in this very moment.
        """
        with self.editing.vault.unit_of_work() as work:
            before = self.editing.reached(work, survivor, Operation.WRITE_DOSSIER)
            absorbed = self.editing.reached(work, other, Operation.WRITE_DOSSIER)
            if before.beneficiary.id == absorbed.beneficiary.id:
                raise SameDossier
            files = work.originals.files(absorbed.beneficiary.id)
            known = {file.digest for file in work.originals.files(before.beneficiary.id)}
            new = tuple(file for file in files if file.digest not in known)
            after = self.editing.dated(reunite(before, absorbed, decisions))
            done = Done(
                (Touched(absorbed, None, before_files=files), Touched(before, after, after_files=new)),
                JournalOperation.DOSSIERS_MERGED,
                merge_reference(absorbed.beneficiary.id, before.beneficiary.id),
                before.beneficiary.id,
            )
            work.drafts.move(absorbed.beneficiary.id, before.beneficiary.id)
            done.apply(work)
            work.commit()
        self.editing.remember(done)
        return Changed(before.beneficiary.id)
