"""What can be taken back: the dossiers an operation touched, as they were before it and as it left them."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TypeVar

from passeport.domain.beneficiary import Dossier
from passeport.domain.errors import ChangedMeanwhile, DoneToMany, NothingToRedo, NothingToShow, NothingToUndo
from passeport.domain.group_session import GroupSession
from passeport.domain.identifiers import BeneficiaryId
from passeport.services.dossier_ports import IncomingFile, UnitOfWork
from passeport.services.journal_ports import JournalOperation
from passeport.services.sharing import sharing

Line = TypeVar("Line")
_LIMIT = 100
"""Operations that can be undone; a dossier is some kilobytes, and a day has fewer entries."""
_FEW = 20
"""Dossiers of an operation that are looked at one by one for what they share with earlier ones."""
_UNDONE_AS = {
    JournalOperation.PASSPORT_IMPORTED: JournalOperation.IMPORT_UNDONE,
    JournalOperation.DOSSIERS_MERGED: JournalOperation.MERGE_UNDONE,
}


class Place(Enum):
    """Where an operation was made, which is where one looks for the way to undo it."""

    DOSSIER = "DOSSIER"
    LIST = "LIST"
    """Among all the people: a list brought in, dossiers given to a colleague or tagged."""
    WORKSHOP = "WORKSHOP"


@dataclass(frozen=True)
class Touched:
    """One dossier before and after an operation; None where there was none, or is none any more."""

    before: Dossier | None
    after: Dossier | None
    before_files: tuple[IncomingFile, ...] = ()
    """IncomingFile files attached before and not after: those of a dossier that was merged into another."""
    after_files: tuple[IncomingFile, ...] = ()
    """IncomingFile files that the operation attached."""

    def turned(self) -> "Touched":
        """Return the way back."""
        return Touched(self.after, self.before, self.after_files, self.before_files)

    def apply(self, work: UnitOfWork) -> None:
        """Go from `before` to `after`.

        Raises:
            ChangedMeanwhile: when the dossier is no longer as `before` has it.
        """
        before, after = self.before, self.after
        if before is not None:
            current = _unchanged(work, before)
            lines = _more(current.transmissions, before.transmissions)
            received = _more(current.received_files, before.received_files)
            if after is None:
                if lines or received:
                    raise ChangedMeanwhile  # a dossier that received a passport is not unmade
                work.dossiers.remove(before.beneficiary.id)
                return
            for file in self.before_files:
                work.originals.remove(before.beneficiary.id, file.digest)
            work.dossiers.save(
                after.evolve(
                    revision=current.revision,
                    transmissions=(*after.transmissions, *lines),
                    received_files=(*after.received_files, *received),
                )
            )
        elif after is not None:
            work.dossiers.add(after)
        if after is not None:
            for file in self.after_files:
                work.originals.keep(after.beneficiary.id, file.name, file.digest, file.data)


def _unchanged(work: UnitOfWork, expected: Dossier) -> Dossier:
    """Return a dossier that is still as expected, but for what was received since.

    The register only grows: a reception that was undone left its line there, and what came before can still be undone.
    """
    identifier = expected.beneficiary.id
    try:
        current = work.dossiers.get(identifier)
    except NothingToShow:
        raise ChangedMeanwhile from None
    received = {"transmissions": expected.transmissions, "received_files": expected.received_files}
    if current.evolve(revision=0, **received) != expected.evolve(revision=0):
        raise ChangedMeanwhile
    return current


def _more(now: tuple[Line, ...], then: tuple[Line, ...]) -> tuple[Line, ...]:
    return tuple(line for line in now if line not in then)


@dataclass(frozen=True)
class Done:
    """One operation: what it touched, in the order to write it, and how the journal names it."""

    touched: tuple[Touched, ...]
    operation: JournalOperation
    reference: str
    shown: BeneficiaryId
    """The dossier that was on the screen."""
    named: tuple[str, ...] = ()
    """The dossiers that the journal names one by one, when the reference is not theirs."""
    session: GroupSession | None = None
    """The workshop that was recorded."""
    made_in: Place = Place.DOSSIER

    def apply(self, work: UnitOfWork) -> None:
        """Do it again, with its line in the journal."""
        for one in self.touched:
            one.apply(work)
        if self.session is not None:
            work.sessions.add(self.session)
        work.journal.record(self.operation, self.reference)
        for name in self.named:
            work.journal.record(JournalOperation.DOSSIER_CHANGED, name)

    def take_back(self, work: UnitOfWork) -> None:
        """Undo it, with a line in the journal that says what was undone."""
        for one in reversed(self.touched):
            one.turned().apply(work)
        if self.session is not None:
            work.sessions.remove(self.session.id)
        for name in (self.reference, *self.named):
            work.journal.record(_UNDONE_AS.get(self.operation, JournalOperation.CHANGE_UNDONE), name)

    @property
    def dossiers(self) -> tuple[Dossier, ...]:
        """Every dossier concerned, as it was and as it became: who undoes must be allowed to write each."""
        return tuple(dossier for one in self.touched for dossier in (one.before, one.after) if dossier is not None)

    @property
    def touches(self) -> frozenset[BeneficiaryId]:
        """The dossiers that it is part of the history of."""
        return frozenset(dossier.beneficiary.id for dossier in self.dossiers)

    @property
    def is_of_many(self) -> bool:
        """Whether it was made on several people at once: no dossier alone takes it back for all of them."""
        return self.made_in is not Place.DOSSIER and len(self.touches) > 1

    @property
    def made_the_dossier(self) -> bool:
        """Whether the dossier shown was not there before."""
        return any(one.before is None and _is_of(one.after, self.shown) for one in self.touched)


def _is_of(dossier: Dossier | None, identifier: BeneficiaryId) -> bool:
    return dossier is not None and dossier.beneficiary.id == identifier


@dataclass
class History:
    """The last operations since the vault was unlocked, and those undone; each dossier goes back by itself."""

    done: list[Done] = field(default_factory=list)
    undone: list[Done] = field(default_factory=list)

    def remember(self, operation: Done) -> None:
        """Add an operation; what was undone before it, of the dossiers that it touches, cannot be done again."""
        self.done.append(self._lighter(operation))
        del self.done[:-_LIMIT]
        changed = set(operation.touches)
        for later in reversed(self.undone[:]):  # the last undone is the first to be done again: others rest on it
            if later.touches & changed:
                changed |= later.touches
                self.undone.remove(later)

    def _lighter(self, operation: Done) -> Done:
        """Return the operation, holding once what its dossiers share with what is remembered of them already."""
        if len(operation.touched) > _FEW:
            return operation
        return replace(operation, touched=tuple(self._sharing(one) for one in operation.touched))

    def _sharing(self, one: Touched) -> Touched:
        before, after = one.before, one.after
        if before is not None:
            known = self._last_of(before.beneficiary.id)
            before = sharing(before, known) if known is not None else before
        if before is not None and after is not None:
            after = sharing(after, before)
        return replace(one, before=before, after=after)

    def _last_of(self, beneficiary: BeneficiaryId) -> Dossier | None:
        for operation in reversed(self.done):
            for one in operation.touched[:_FEW]:
                if _is_of(one.after, beneficiary):
                    return one.after
        return None

    def forget(self, beneficiary: BeneficiaryId | None = None) -> None:
        """Close everything to undoing, or what touches one dossier."""
        for operations in (self.done, self.undone):
            operations[:] = [one for one in operations if beneficiary is not None and beneficiary not in one.touches]

    def can_undo(self, beneficiary: BeneficiaryId | None = None) -> bool:
        """Whether there is something to undo, on any dossier or on one."""
        return _last(self.done, beneficiary) is not None

    def can_redo(self, beneficiary: BeneficiaryId | None = None) -> bool:
        """Whether there is something to do again, on any dossier or on one."""
        return _last(self.undone, beneficiary) is not None

    def last_on(self, beneficiary: BeneficiaryId) -> Done | None:
        """Return the last operation that touches a dossier."""
        place = _last(self.done, beneficiary)
        return self.done[place] if place is not None else None

    def undo(self, follow: Callable[[Done], None], sought: "Sought") -> Done:
        """Move the last operation sought among those undone, once `follow` has.

        Raises:
            NothingToUndo: when there is none.
            DoneToMany: when the last one of a dossier was made on several people at once, elsewhere.
            ChangedMeanwhile: when another dossier that it touched was changed since.
        """
        return _moved(self.done, self.undone, follow, sought)

    def redo(self, follow: Callable[[Done], None], sought: "Sought") -> Done:
        """Move the last operation undone among those done, once `follow` has.

        Raises:
            NothingToRedo: when there is none.
            DoneToMany, ChangedMeanwhile: as `undo` does.
        """
        try:
            return _moved(self.undone, self.done, follow, sought)
        except NothingToUndo:
            raise NothingToRedo from None


@dataclass(frozen=True)
class Sought:
    """Which operation is to be undone: the last of all, of a dossier, or of those made in one place."""

    beneficiary: BeneficiaryId | None = None
    made_in: Place | None = None
    only: Done | None = None
    """The one operation that is meant: nothing else is undone in its stead."""

    def among(self, operations: list[Done]) -> int:
        """Return where it stands; raises as `History.undo` does."""
        place = _last(operations, self.beneficiary, self.made_in)
        if place is None:
            raise NothingToUndo
        found = operations[place]
        if self.only is not None and found is not self.only:
            raise ChangedMeanwhile
        if self.beneficiary is not None and found.is_of_many:
            raise DoneToMany(count=len(found.touches))
        return place


def _last(operations: list[Done], beneficiary: BeneficiaryId | None, made_in: Place | None = None) -> int | None:
    """Return the place of the last operation: of all, of those that touch one dossier, of those made in one place."""
    for at in range(len(operations) - 1, -1, -1):
        one = operations[at]
        if made_in in (None, one.made_in) and (beneficiary is None or beneficiary in one.touches):
            return at
    return None


def _moved(source: list[Done], target: list[Done], follow: Callable[[Done], None], sought: Sought) -> Done:
    """A full disk leaves the operation where it is, to be tried again."""
    place = sought.among(source)
    operation = source[place]
    try:
        follow(operation)
    except ChangedMeanwhile:
        if not any(later.touches & operation.touches for later in source[place + 1 :]):
            source.remove(operation)  # it can never be, and would stand before the others
        raise
    target.append(source.pop(place))
    return operation
