"""Use cases on dossiers: find, open, create, change who the person is and what they can do."""

from dataclasses import dataclass

from passeport.domain.account import Operation
from passeport.domain.beneficiary import Beneficiary, Dossier, DossierSummary, Notice, Situation
from passeport.domain.errors import FieldRefused
from passeport.domain.identifiers import BeneficiaryId, ItemId
from passeport.domain.identity import Identity
from passeport.domain.listing import Listing, Order
from passeport.domain.profile import ITEM_LISTS, Profile, backwards
from passeport.domain.provenance import Provenance
from passeport.domain.text import Line
from passeport.domain.vocabulary import NoticeMode, vocabulary
from passeport.language import dates
from passeport.services.checking import checked, require_forward
from passeport.services.editing import Changed, Editing, as_seen_by
from passeport.services.history import Done, Place
from passeport.services.journal_ports import JournalOperation


@dataclass(frozen=True)
class Dossiers:
    """The dossiers of the point d'accueil, for the account at work."""

    editing: Editing

    def find(self, text: str, *, limit: int = 100, wanted: Listing | None = None) -> tuple[DossierSummary, ...]:
        """Return who answers to `text` and is in a list, best first; an empty text gives the last changed."""
        self.editing.require(Operation.READ_DOSSIER)
        with self.editing.vault.unit_of_work() as work:
            return work.dossiers.find(text, limit=limit, wanted=wanted)

    def page(
        self, *, limit: int = 200, after: DossierSummary | None = None, wanted: Listing | None = None
    ) -> tuple[DossierSummary, ...]:
        """Return a page of a list in its order, from just after `after`; everybody by name for no list."""
        self.editing.require(Operation.READ_DOSSIER)
        names = self._names(wanted.order) if wanted is not None else {}
        with self.editing.vault.unit_of_work() as work:
            return work.dossiers.page(limit=limit, after=after, wanted=wanted, names=names)

    def everybody(self, wanted: Listing) -> tuple[BeneficiaryId, ...]:
        """Return who is in a list, all of them, in no order."""
        self.editing.require(Operation.READ_DOSSIER)
        with self.editing.vault.unit_of_work() as work:
            return work.dossiers.keys(wanted)

    def count(self, wanted: Listing | None = None) -> int:
        """Return how many dossiers there are, or are in a list."""
        self.editing.require(Operation.READ_DOSSIER)
        with self.editing.vault.unit_of_work() as work:
            return work.dossiers.count(wanted)

    def open(self, beneficiary: BeneficiaryId) -> Dossier:
        """Return a dossier as this account may read it, and note in the journal that it was read (R14).

        Raises:
            NotAllowed: when it is in the restricted archive and the account has no key to that.
            NothingToShow: when there is none.
        """
        with self.editing.vault.unit_of_work() as work:
            dossier = self.editing.reached(work, beneficiary, Operation.READ_DOSSIER)
            work.journal.record(JournalOperation.DOSSIER_READ, str(beneficiary))
            work.shelf.opened(self.editing.account.id, dossier.beneficiary.id)
            work.commit()
        return as_seen_by(self.editing.account.id, dossier)

    def alike(self, identity: Identity) -> tuple[Dossier, ...]:
        """Return the dossiers that might be this person already, before a second one is made; each is read (R14)."""
        self.editing.require(Operation.READ_DOSSIER)
        with self.editing.vault.unit_of_work() as work:
            found = [dossier for dossier in work.dossiers.alike(identity) if dossier.archive is None]
            return self.editing.shown(work, found)

    def create(self, identity: Identity, situation: Situation | None = None) -> BeneficiaryId:
        """Open a dossier; given name, family name and birth date are enough (R03).

        Raises:
            FieldRefused: when the birth date has not come.
        """
        self.editing.require(Operation.WRITE_DOSSIER)
        self._require_born(identity)
        beneficiary = Beneficiary(
            id=BeneficiaryId(self.editing.identifiers.new()),
            identity=identity,
            situation=situation or Situation(),
            referent=self.editing.account.id,
            opened_on=self.editing.clock.today(),
        )
        return self.editing.create(Dossier(beneficiary=beneficiary)).beneficiary.id

    def change_identity(self, beneficiary: BeneficiaryId, identity: Identity) -> Changed:
        """Replace who the person is and how to reach them; raises as `create` does."""
        self._require_born(identity)
        return self._change(beneficiary, identity=identity)

    def change_situation(self, beneficiary: BeneficiaryId, situation: Situation) -> Changed:
        """Replace the coded situation."""
        return self._change(beneficiary, situation=situation)

    def change_profile(self, beneficiary: BeneficiaryId, profile: Profile) -> Changed:
        """Replace the Europass profile; an item that comes from nowhere yet gets this station as its provenance.

        Raises:
            FieldRefused: when an item that is new or changed ends before it begins; one that came in so stays so.
        """
        here = self.editing.born_here()
        fields = {
            name: tuple(item.evolve(provenance=here) if item.provenance == Provenance() else item for item in items)
            for name in ITEM_LISTS
            if (items := getattr(profile, name))
        }
        wanted = profile.evolve(**fields)

        def replaced(dossier: Dossier) -> Dossier:
            known = dossier.beneficiary.profile
            for item in backwards(wanted):
                if item not in backwards(known):
                    require_forward(item)
            return dossier.evolve(beneficiary=dossier.beneficiary.evolve(profile=wanted))

        self.editing.change(beneficiary, replaced)
        return Changed(beneficiary)

    def give_notice(self, beneficiary: BeneficiaryId, version: Line, mode: NoticeMode) -> Changed:
        """Record that the information notice was given today (R04); raises `FieldRefused` for an unknown mode."""
        notice = checked(Notice, {"version": version, "given_on": self.editing.clock.today(), "mode": mode})
        return self._change(beneficiary, notice=notice)

    def new_item(self) -> ItemId:
        """Return the identity of a profile item about to be entered."""
        return ItemId(self.editing.identifiers.new())

    def undo(
        self, beneficiary: BeneficiaryId | None = None, *, made_in: Place | None = None, only: Done | None = None
    ) -> Changed:
        """Undo the last operation on a dossier, made in a place, or of all; raises as `Editing.undo` does."""
        return self.editing.undo(beneficiary, made_in=made_in, only=only)

    def redo(
        self, beneficiary: BeneficiaryId | None = None, *, made_in: Place | None = None, only: Done | None = None
    ) -> Changed:
        """Do again what was undone, on a dossier, in a place, or of all; raises as `Editing.undo` does."""
        return self.editing.redo(beneficiary, made_in=made_in, only=only)

    def _names(self, order: Order) -> dict[str, str]:
        """Return the words of an order by a word."""
        if order is Order.SITUATION:
            return {term.code: term.label() for term in vocabulary("situations").terms}
        if order is Order.REFERENT:
            return {str(state.account.id): state.account.name for state in self.editing.vault.accounts.listed()}
        return {}

    def _require_born(self, identity: Identity) -> None:
        birth = identity.birth_date
        if birth is not None and birth.first_day > self.editing.clock.today():
            raise FieldRefused(field="birth_date", value=dates.partial_date(birth), reason="future")

    def _change(self, beneficiary: BeneficiaryId, **fields: object) -> Changed:
        self.editing.change(
            beneficiary, lambda dossier: dossier.evolve(beneficiary=dossier.beneficiary.evolve(**fields))
        )
        return Changed(beneficiary)
