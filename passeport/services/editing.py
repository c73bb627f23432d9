"""Changing a dossier: one transaction, one line in the journal, one step that can be undone."""

from collections.abc import Callable
from dataclasses import dataclass, field

from pydantic import ValidationError

from passeport.domain.account import Account, Operation
from passeport.domain.beneficiary import Dossier
from passeport.domain.errors import ChangedMeanwhile, NothingToShow, NothingToUndo
from passeport.domain.identifiers import AccountId, BeneficiaryId
from passeport.domain.provenance import Provenance
from passeport.services.checking import refusal_of
from passeport.services.ports import Clock, Identifiers, JournalOperation, OpenVault, UnitOfWork

_UNDO_LIMIT = 100
"""Operations that can be undone; a dossier is some kilobytes, and a day has fewer entries."""


@dataclass(frozen=True)
class Changed:
    """What an operation touched, so that one place refreshes the views."""

    beneficiary: BeneficiaryId
    changed: bool = True
    removed: bool = False


@dataclass(frozen=True)
class _Operation:
    before: Dossier | None
    after: Dossier | None

    @property
    def beneficiary(self) -> BeneficiaryId:
        dossier = self.after or self.before
        if dossier is None:
            raise NothingToUndo
        return dossier.beneficiary.id


@dataclass
class Editing:
    """The open vault with its clock and identifiers, and what can be undone since it was unlocked."""

    vault: OpenVault
    clock: Clock
    identifiers: Identifiers
    _done: list[_Operation] = field(default_factory=list)
    _undone: list[_Operation] = field(default_factory=list)

    @property
    def account(self) -> Account:
        """Who is working."""
        return self.vault.account

    @property
    def can_undo(self) -> bool:
        """Whether `undo` has something to undo."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether `redo` has something to redo."""
        return bool(self._undone)

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
        self._remember(_Operation(None, saved))
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
        self._remember(_Operation(before, saved))
        return saved

    def undo(self) -> Changed:
        """Undo the last operation.

        Raises:
            NothingToUndo: when there is none.
            ChangedMeanwhile: when the dossier is no longer as that operation left it.
        """
        operation = self._last(self._done)
        self._turn(self._done, self._undone, operation.after, operation.before)
        return Changed(operation.beneficiary, removed=operation.before is None)

    def redo(self) -> Changed:
        """Do again what was last undone; raises as `undo` does."""
        operation = self._last(self._undone)
        self._turn(self._undone, self._done, operation.before, operation.after)
        return Changed(operation.beneficiary, removed=operation.after is None)

    def forget_history(self) -> None:
        """Close what came before to undoing: once a passport has left, its register is never taken back."""
        self._done.clear()
        self._undone.clear()

    def _remember(self, operation: _Operation) -> None:
        self._done.append(operation)
        del self._done[:-_UNDO_LIMIT]
        self._undone.clear()

    @staticmethod
    def _last(stack: list[_Operation]) -> _Operation:
        if not stack:
            raise NothingToUndo
        return stack[-1]

    def _turn(
        self, source: list[_Operation], target: list[_Operation], expected: Dossier | None, wanted: Dossier | None
    ) -> None:
        """Move the last operation to the other list once the vault has followed; a full disk leaves it where it is."""
        try:
            self._put(expected, wanted)
        except (ChangedMeanwhile, NothingToShow):
            source.pop()  # it can never be, and would stand before the others
            raise
        target.append(source.pop())

    def _put(self, expected: Dossier | None, wanted: Dossier | None) -> None:
        with self.vault.unit_of_work() as work:
            if expected is None and wanted is not None:
                work.dossiers.add(wanted)
            elif expected is not None:
                self._replace(work, expected, wanted)
            reference = wanted or expected
            if reference is not None:
                work.journal.record(JournalOperation.CHANGE_UNDONE, str(reference.beneficiary.id))
            work.commit()

    @staticmethod
    def _replace(work: UnitOfWork, expected: Dossier, wanted: Dossier | None) -> None:
        current = work.dossiers.get(expected.beneficiary.id)
        if current.evolve(revision=0) != expected.evolve(revision=0):
            raise ChangedMeanwhile
        if wanted is None:
            work.dossiers.remove(current.beneficiary.id)
        else:
            work.dossiers.save(wanted.evolve(revision=current.revision))


def as_seen_by(account: AccountId, dossier: Dossier) -> Dossier:
    """Return the dossier without the private notes of others (R06)."""
    parcours = tuple(
        p.evolve(steps=tuple(s.evolve(notes=tuple(n for n in s.notes if n.readable_by(account))) for s in p.steps))
        for p in dossier.parcours
    )
    return dossier.evolve(parcours=parcours)
