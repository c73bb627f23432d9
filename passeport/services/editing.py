"""Changing a dossier: one transaction, one line in the journal, one step that can be undone."""

from collections.abc import Callable
from dataclasses import dataclass, field

from pydantic import ValidationError

from passeport.domain.account import Account, Operation
from passeport.domain.beneficiary import Dossier
from passeport.domain.identifiers import AccountId, BeneficiaryId
from passeport.domain.provenance import Provenance
from passeport.services.checking import refusal_of
from passeport.services.history import Done, History, Touched
from passeport.services.ports import Clock, Identifiers, JournalOperation, OpenVault, UnitOfWork


@dataclass(frozen=True)
class Changed:
    """What an operation touched, so that one place refreshes the views."""

    beneficiary: BeneficiaryId
    changed: bool = True
    removed: bool = False
    operation: JournalOperation | None = None
    """What was undone or done again."""


@dataclass
class Editing:
    """The open vault with its clock and identifiers, and what can be undone since it was unlocked."""

    vault: OpenVault
    clock: Clock
    identifiers: Identifiers
    _history: History = field(default_factory=History)

    @property
    def account(self) -> Account:
        """Who is working."""
        return self.vault.account

    @property
    def can_undo(self) -> bool:
        """Whether `undo` has something to undo."""
        return bool(self._history.done)

    @property
    def can_redo(self) -> bool:
        """Whether `redo` has something to redo."""
        return bool(self._history.undone)

    def born_here(self) -> Provenance:
        """Return the provenance of what is entered now, at this station."""
        return Provenance(station=self.account.station, recorded_by=self.account.name, recorded_on=self.clock.today())

    def create(self, dossier: Dossier) -> Dossier:
        """Add a new dossier."""
        self.account.require(Operation.WRITE_DOSSIER)
        with self.vault.unit_of_work() as work:
            saved = work.dossiers.add(dossier)
            work.journal.record(JournalOperation.DOSSIER_CREATED, str(saved.beneficiary.id))
            work.commit()
        self._remember(None, saved, JournalOperation.DOSSIER_CREATED)
        return saved

    def change(
        self,
        beneficiary: BeneficiaryId,
        how: Callable[[Dossier], Dossier],
        journal: JournalOperation = JournalOperation.DOSSIER_CHANGED,
    ) -> Dossier:
        """Replace a dossier by `how` of it; nothing is written when nothing changes.

        Raises:
            FieldRefused, SocialSecurityNumberRefused, NoteTooLong: when the change breaks a rule.
        """
        self.account.require(Operation.WRITE_DOSSIER)
        with self.vault.unit_of_work() as work:
            before = work.dossiers.get(beneficiary)
            try:
                after = how(before)
            except ValidationError as error:
                raise refusal_of(error) from None
            if after == before:
                return before
            saved = work.dossiers.save(after)
            work.journal.record(journal, str(beneficiary))
            work.commit()
        self._remember(before, saved, journal)
        return saved

    def undo(self) -> Changed:
        """Undo the last operation.

        Raises:
            NothingToUndo: when there is none.
            ChangedMeanwhile: when the dossier is no longer as that operation left it.
        """
        last = self._history.undo(lambda done: self._committed(done.take_back))
        return Changed(last.shown, removed=last.made_the_dossier, operation=last.operation)

    def redo(self) -> Changed:
        """Do again what was last undone; raises as `undo` does."""
        last = self._history.redo(lambda done: self._committed(done.apply))
        return Changed(last.shown, operation=last.operation)

    def remember(self, done: Done) -> None:
        """Let an operation that was just committed be undone."""
        self._history.remember(done)

    def forget_history(self) -> None:
        """Close what came before to undoing: once a passport has left, its register is never taken back."""
        self._history.forget()

    def _committed(self, write: Callable[[UnitOfWork], None]) -> None:
        with self.vault.unit_of_work() as work:
            write(work)
            work.commit()

    def _remember(self, before: Dossier | None, after: Dossier, operation: JournalOperation) -> None:
        identifier = after.beneficiary.id
        self.remember(Done((Touched(before, after),), operation, str(identifier), identifier))


def as_seen_by(account: AccountId, dossier: Dossier) -> Dossier:
    """Return the dossier without the private notes of others (R06)."""
    parcours = tuple(
        p.evolve(steps=tuple(s.evolve(notes=tuple(n for n in s.notes if n.readable_by(account))) for s in p.steps))
        for p in dossier.parcours
    )
    return dossier.evolve(parcours=parcours)
