"""Changing a dossier: one transaction, one line in the journal, one step that can be undone."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from pydantic import ValidationError

from passeport.domain.account import Account, Operation
from passeport.domain.beneficiary import Dossier
from passeport.domain.computer_policy import ComputerPolicy
from passeport.domain.errors import NotAllowed
from passeport.domain.identifiers import AccountId, BeneficiaryId
from passeport.domain.provenance import Provenance
from passeport.domain.retention import KeptFile
from passeport.domain.rights import Whose, allows_somewhere, whose
from passeport.services.checking import refusal_of
from passeport.services.dossier_ports import UnitOfWork
from passeport.services.history import Done, History, Place, Sought, Touched
from passeport.services.journal_ports import JournalOperation
from passeport.services.ports import Clock, Identifiers
from passeport.services.vault_ports import OpenVault


@dataclass(frozen=True)
class Changed:
    """What an operation touched, so that one place refreshes the views."""

    beneficiary: BeneficiaryId
    changed: bool = True
    removed: bool = False
    operation: JournalOperation | None = None
    """What was undone or done again."""
    people: int = 1
    """How many dossiers it touched."""


@dataclass
class Editing:
    """The open vault with its clock and identifiers, and what can be undone since it was unlocked."""

    vault: OpenVault
    clock: Clock
    identifiers: Identifiers
    computer_policy: ComputerPolicy = field(default_factory=ComputerPolicy)
    """What is fixed for this computer."""
    _history: History = field(default_factory=History)

    @property
    def account(self) -> Account:
        """Who is working."""
        return self.vault.account

    @property
    def can_undo(self) -> bool:
        """Whether `undo` has something to undo, on whichever dossier."""
        return self._history.can_undo()

    @property
    def can_redo(self) -> bool:
        """Whether `redo` has something to redo, on whichever dossier."""
        return self._history.can_redo()

    def can_undo_on(self, beneficiary: BeneficiaryId) -> bool:
        """Whether there is something to undo on a dossier."""
        return self._history.can_undo(beneficiary)

    def can_redo_on(self, beneficiary: BeneficiaryId) -> bool:
        """Whether there is something to do again on a dossier."""
        return self._history.can_redo(beneficiary)

    def born_here(self) -> Provenance:
        """Return the provenance of what is entered now, at this station."""
        return Provenance(station=self.account.station, recorded_by=self.account.name, recorded_on=self.clock.today())

    def require(self, operation: Operation, dossier: Dossier | None = None) -> None:
        """Do nothing when the account may do `operation` on `dossier` (R07); raises `NotAllowed` otherwise."""
        for on in whose(self.account.id, dossier):
            self.account.require(operation, on)

    def require_somewhere(self, operation: Operation) -> None:
        """Do nothing when the account may do `operation` on some dossier; raises `NotAllowed` otherwise."""
        if not allows_somewhere(self.account.rank, operation):
            raise NotAllowed(operation=operation.value, on=Whose.NOBODY.value)

    def reached(self, work: UnitOfWork, beneficiary: BeneficiaryId, operation: Operation) -> Dossier:
        """Return a dossier for an operation that the account may do on it: the one door to a dossier (R07).

        Raises:
            NotAllowed: also when there is no such dossier, for who may do this on none.
            NothingToShow: when there is none.
        """
        self.require_somewhere(operation)
        dossier = work.dossiers.get(beneficiary)
        self.require(operation, dossier)
        return dossier

    def shown(self, work: UnitOfWork, dossiers: Iterable[Dossier]) -> tuple[Dossier, ...]:
        """Return dossiers as the account may read them, each with its line in the journal (R14); the work is kept."""
        found = tuple(dossiers)
        for dossier in found:
            work.journal.record(JournalOperation.DOSSIER_READ, str(dossier.beneficiary.id))
        if found:
            work.commit()
        return tuple(as_seen_by(self.account.id, dossier) for dossier in found)

    def dated(self, dossier: Dossier, incoming: KeptFile | None = None) -> Dossier:
        """Note since when each attachment is kept (R12): the new ones from today, those that are gone no more."""
        today = self.clock.today()
        documents = {str(document.id): document.name for document in dossier.beneficiary.profile.documents}
        known = {kept.id: kept for kept in dossier.kept_files}
        kept = [known.get(key) or KeptFile(id=key, name=name, kept_on=today) for key, name in documents.items()]
        kept += [file for file in dossier.kept_files if file.is_incoming and file.id not in documents]
        if incoming is not None and incoming.id not in known:
            kept.append(incoming)
        return dossier if tuple(kept) == dossier.kept_files else dossier.evolve(kept_files=tuple(kept))

    def create(self, dossier: Dossier) -> Dossier:
        """Add a new dossier."""
        self.require(Operation.WRITE_DOSSIER)
        with self.vault.unit_of_work() as work:
            saved = work.dossiers.add(self.dated(dossier))
            work.journal.record(JournalOperation.DOSSIER_CREATED, str(saved.beneficiary.id))
            work.commit()
        self._remember(None, saved, JournalOperation.DOSSIER_CREATED)
        return saved

    def change(
        self,
        beneficiary: BeneficiaryId,
        how: Callable[[Dossier], Dossier],
        journal: JournalOperation = JournalOperation.DOSSIER_CHANGED,
        operation: Operation = Operation.WRITE_DOSSIER,
        also: Callable[[UnitOfWork], None] | None = None,
    ) -> Dossier:
        """Replace a dossier by `how` of it; nothing is written when nothing changes.

        `also` is done in the same transaction, whether the dossier changes or not.

        Raises:
            NotAllowed: when the account may not do `operation` on it.
            FieldRefused, SocialSecurityNumberRefused, NoteTooLong: when the change breaks a rule.
        """
        with self.vault.unit_of_work() as work:
            before = self.reached(work, beneficiary, operation)
            try:
                after = self.dated(how(before))
            except ValidationError as error:
                raise refusal_of(error) from None
            if also is not None:
                also(work)
            if after == before:
                if also is not None:
                    work.commit()
                return before
            saved = work.dossiers.save(after)
            work.journal.record(journal, str(beneficiary))
            work.commit()
        self._remember(before, saved, journal)
        return saved

    def last_on(self, beneficiary: BeneficiaryId) -> Done | None:
        """Return the last operation on a dossier, to undo that one and no other later."""
        return self._history.last_on(beneficiary)

    def undo(
        self, beneficiary: BeneficiaryId | None = None, *, made_in: Place | None = None, only: Done | None = None
    ) -> Changed:
        """Undo the last operation on a dossier, or made in a place, whatever was done elsewhere since; else of all.

        With `only`, that operation or none.

        Raises:
            NothingToUndo: when there is none.
            DoneToMany: when the last one on the dossier was made on several people at once: it is undone where it was.
            ChangedMeanwhile: when a dossier that it touched is no longer as that operation left it.
        """
        sought = Sought(beneficiary, made_in, only)
        last = self._history.undo(lambda done: self._committed(done, done.take_back), sought)
        return Changed(last.shown, removed=last.made_the_dossier, operation=last.operation, people=len(last.touches))

    def redo(
        self, beneficiary: BeneficiaryId | None = None, *, made_in: Place | None = None, only: Done | None = None
    ) -> Changed:
        """Do again what was last undone, on a dossier, in a place or of all.

        Raises:
            NothingToRedo: when there is none.
            DoneToMany, ChangedMeanwhile: as `undo` does.
        """
        sought = Sought(beneficiary, made_in, only)
        last = self._history.redo(lambda done: self._committed(done, done.apply), sought)
        return Changed(last.shown, operation=last.operation, people=len(last.touches))

    def remember(self, done: Done) -> None:
        """Let an operation that was just committed be undone."""
        self._history.remember(done)

    def forget_history(self, beneficiary: BeneficiaryId | None = None) -> None:
        """Close what came before to undoing, on a dossier or on all: a register, once written, is never taken back."""
        self._history.forget(beneficiary)

    def _committed(self, done: Done, write: Callable[[UnitOfWork], None]) -> None:
        with self.vault.unit_of_work() as work:
            for dossier in done.dossiers:
                self.require(Operation.WRITE_DOSSIER, dossier)
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
