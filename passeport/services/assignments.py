"""Use cases on who follows whom: dossiers given to a colleague for good or for a time, and tagged, many at once."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from passeport.domain.account import AccountState, Operation, Role
from passeport.domain.beneficiary import Beneficiary, Dossier, StandIn
from passeport.domain.errors import EndsBeforeItBegins, NoSuchAccount, NotAllowed
from passeport.domain.identifiers import AccountId, BeneficiaryId
from passeport.domain.normalise import joined
from passeport.services.checking import checked
from passeport.services.dossier_ports import UnitOfWork
from passeport.services.editing import Editing
from passeport.services.history import Done, Place, Touched
from passeport.services.journal_ports import JournalOperation
from passeport.services.ports import Progress


@dataclass(frozen=True)
class Caseload:
    """How many dossiers a referent has."""

    referent: AccountId | None
    name: str
    """Empty for nobody, and for an account that is no more."""
    count: int
    is_there: bool
    """Whether the account opens the vault; its dossiers wait for another otherwise."""


@dataclass(frozen=True)
class Several:
    """What an operation on several dossiers did."""

    changed: tuple[BeneficiaryId, ...] = ()
    refused: tuple[BeneficiaryId, ...] = ()
    """Those that the account may not change so, such as a colleague's or a frozen one."""


@dataclass(frozen=True)
class Assignments:
    """Who is the referent of whom, for the account at work."""

    editing: Editing

    def caseloads(self) -> tuple[Caseload, ...]:
        """Return the dossiers of each account: those of nobody first, then of the departed, then by name."""
        self.editing.require(Operation.READ_DOSSIER)
        known = {state.account.id: state for state in self._conseillers()}
        with self.editing.vault.unit_of_work() as work:
            counts = work.dossiers.referents()
        for referent in known:
            counts.setdefault(referent, 0)
        found = [_caseload(referent, known.get(referent) if referent else None, n) for referent, n in counts.items()]
        shown = [one for one in found if one.count or one.is_there]
        return tuple(sorted(shown, key=lambda one: (one.referent is not None, one.is_there, joined(one.name))))

    def assign(
        self,
        people: Sequence[BeneficiaryId],
        to: AccountId | None,
        until: dt.date | None = None,
        progress: Progress = lambda _done, _total: None,
    ) -> Several:
        """Give dossiers to a conseiller, for good or until a day, that day included; None leaves them to nobody.

        All that the account may give, in one transaction, undone as a whole; the others are told.

        Raises:
            NoSuchAccount: when `to` is not an account that opens the dossiers now.
            EndsBeforeItBegins: when `until` is past.
            Cancelled: nothing was given then.
        """
        self.editing.require_somewhere(Operation.REASSIGN_DOSSIER)
        if to is not None and to not in {one.account.id for one in self._conseillers() if one.is_enabled}:
            raise NoSuchAccount(name="")
        if until is not None and until < self.editing.clock.today():
            raise EndsBeforeItBegins(date=until.isoformat())

        def given(person: Beneficiary) -> Beneficiary:
            if person.referent == to and until is None:
                return person.evolve(stand_in=None)
            if until is None:
                return person.evolve(referent=to, stand_in=None)
            # lent on, it still goes back to the one it was lent by first
            owner = person.stand_in.instead_of if person.stand_in is not None else person.referent
            return person.evolve(referent=to, stand_in=StandIn(instead_of=owner, until=until))

        return self._change(people, given, Operation.REASSIGN_DOSSIER, JournalOperation.DOSSIER_ASSIGNED, progress)

    def tag(
        self,
        people: Sequence[BeneficiaryId],
        add: Sequence[str] = (),
        remove: Sequence[str] = (),
        progress: Progress = lambda _done, _total: None,
    ) -> Several:
        """Put words on dossiers, or take them off, in one transaction, undone as a whole.

        Raises:
            FieldRefused, SocialSecurityNumberRefused: when a word breaks a rule.
        """
        self.editing.require(Operation.WRITE_DOSSIER)
        gone = {joined(word) for word in remove}

        def tagged(person: Beneficiary) -> Beneficiary:
            kept = [word for word in person.tags if joined(word) not in gone]
            known = {joined(word) for word in kept}
            new = [word for word in add if joined(word) not in known]
            values = {name: getattr(person, name) for name in type(person).model_fields}
            return checked(Beneficiary, {**values, "tags": tuple(dict.fromkeys((*kept, *new)))})

        return self._change(people, tagged, Operation.WRITE_DOSSIER, JournalOperation.DOSSIER_CHANGED, progress)

    def settle(self) -> tuple[BeneficiaryId, ...]:
        """Give back the dossiers whose stand-in is over, whoever works; a frozen one waits. Return which."""
        today, back = self.editing.clock.today(), []
        with self.editing.vault.unit_of_work() as work:
            for key in work.dossiers.returning(today):
                dossier = work.dossiers.get(key)
                stand_in = dossier.beneficiary.stand_in
                if stand_in is None or dossier.is_frozen:
                    continue
                returned = dossier.beneficiary.evolve(referent=stand_in.instead_of, stand_in=None)
                work.dossiers.save(dossier.evolve(beneficiary=returned))
                work.journal.record(JournalOperation.DOSSIER_RETURNED, str(key))
                back.append(key)
            if back:
                work.commit()
        return tuple(back)

    def _conseillers(self) -> tuple[AccountState, ...]:
        return tuple(one for one in self.editing.vault.accounts.listed() if one.account.role is Role.CONSEILLER)

    def _change(
        self,
        people: Sequence[BeneficiaryId],
        how: Callable[[Beneficiary], Beneficiary],
        operation: Operation,
        journal: JournalOperation,
        progress: Progress,
    ) -> Several:
        touched, refused = [], []
        with self.editing.vault.unit_of_work() as work:
            for number, key in enumerate(people):
                progress(number, len(people))
                dossier = self._reached(work, key, operation)
                if dossier is None:
                    refused.append(key)
                    continue
                after = dossier.evolve(beneficiary=how(dossier.beneficiary))
                if after != dossier:
                    touched.append(Touched(dossier, work.dossiers.save(after)))
                    work.journal.record(journal, str(key))
            progress(len(people), len(people))
            changed = tuple(one.after.beneficiary.id for one in touched if one.after is not None)
            if touched:
                work.commit()
        if changed:
            named = tuple(str(key) for key in changed[1:])
            self.editing.remember(Done(tuple(touched), journal, str(changed[0]), changed[0], named, made_in=Place.LIST))
        return Several(changed, tuple(refused))

    def _reached(self, work: UnitOfWork, key: BeneficiaryId, operation: Operation) -> Dossier | None:
        try:
            return self.editing.reached(work, key, operation)
        except NotAllowed:
            return None


def _caseload(referent: AccountId | None, state: AccountState | None, count: int) -> Caseload:
    name = state.account.name if state is not None else ""
    return Caseload(referent, name, count, is_there=state is not None and state.is_enabled)
