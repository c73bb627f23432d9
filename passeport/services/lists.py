"""Use cases on lists: the words of notes, the people at hand, the lists kept under a name."""

import datetime as dt
from dataclasses import dataclass

from passeport.domain.account import AccountState, Operation, Role
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.listing import Bookmarks, Listing, NoteFound, SavedView, ViewId
from passeport.services.checking import checked
from passeport.services.dossier_ports import UnitOfWork
from passeport.services.editing import Editing
from passeport.services.journal_ports import JournalFilter, JournalOperation

_RECENT = 8
_ONE_SEARCH = dt.timedelta(hours=1)


@dataclass(frozen=True)
class Lists:
    """The lists of the account at work; what it keeps at hand is its own."""

    editing: Editing

    def notes(self, text: str, *, limit: int = 20, wanted: Listing | None = None) -> tuple[NoteFound, ...]:
        """Return the notes that hold every word of `text`, newest first; the private ones of others never (R06).

        With `wanted`, only those on the people of that list. The journal names each person whose notes are shown
        (R14), once an hour at most: who looks for a word says it in several ways. The window asks once the typing
        rests, or when that is wanted, never at each letter.
        """
        self.editing.require(Operation.READ_DOSSIER)
        with self.editing.vault.unit_of_work() as work:
            found = work.dossiers.find_notes(text, self.editing.account.id, limit=limit, wanted=wanted)
            people = dict.fromkeys(str(note.person.id) for note in found)
            new = [person for person in people if not self._is_noted(work, person)]
            for person in new:
                work.journal.record(JournalOperation.NOTES_READ, person)
            if new:
                work.commit()
        return found

    def _is_noted(self, work: UnitOfWork, person: str) -> bool:
        wanted = JournalFilter(
            references=(person,),
            account=self.editing.account.id,
            operation=JournalOperation.NOTES_READ,
            since=self.editing.clock.now() - _ONE_SEARCH,
        )
        return bool(work.journal.numbers(wanted))

    def bookmarks(self) -> Bookmarks:
        """Return who is pinned, and whose dossier was opened last."""
        self.editing.require(Operation.READ_DOSSIER)
        account = self.editing.account.id
        with self.editing.vault.unit_of_work() as work:
            pinned = work.dossiers.lines(work.shelf.pinned(account))
            recent = work.dossiers.lines(work.shelf.recent(account)[:_RECENT])
        return Bookmarks(pinned=pinned, recent=recent)

    def pinned(self) -> frozenset[BeneficiaryId]:
        """Return who is pinned."""
        self.editing.require(Operation.READ_DOSSIER)
        with self.editing.vault.unit_of_work() as work:
            return frozenset(work.shelf.pinned(self.editing.account.id))

    def pin(self, beneficiary: BeneficiaryId) -> None:
        """Keep a person at hand; `unpin` undoes it."""
        self.editing.require(Operation.READ_DOSSIER)
        with self.editing.vault.unit_of_work() as work:
            dossier = self.editing.reached(work, beneficiary, Operation.READ_DOSSIER)
            work.shelf.pin(self.editing.account.id, dossier.beneficiary.id)  # that which it was merged into
            work.commit()

    def unpin(self, beneficiary: BeneficiaryId) -> None:
        """Keep a person at hand no more."""
        self.editing.require(Operation.READ_DOSSIER)
        with self.editing.vault.unit_of_work() as work:
            work.shelf.unpin(self.editing.account.id, beneficiary)
            work.commit()

    def views(self) -> tuple[SavedView, ...]:
        """Return one's lists, by name."""
        self.editing.require(Operation.READ_DOSSIER)
        with self.editing.vault.unit_of_work() as work:
            return work.shelf.views(self.editing.account.id)

    def keep(self, name: str, listing: Listing, view: ViewId | None = None) -> SavedView:
        """Keep a list under a name: a new one, or in the place of `view`; raises `FieldRefused`."""
        self.editing.require(Operation.READ_DOSSIER)
        identifier = view or ViewId(self.editing.identifiers.new())
        values = {"id": identifier, "account": self.editing.account.id, "name": name, "listing": listing}
        kept = checked(SavedView, values)
        with self.editing.vault.unit_of_work() as work:
            work.shelf.keep_view(kept)
            work.commit()
        return kept

    def remove(self, view: ViewId) -> None:
        """Forget a list; keeping it again undoes that."""
        self.editing.require(Operation.READ_DOSSIER)
        with self.editing.vault.unit_of_work() as work:
            work.shelf.remove_view(self.editing.account.id, view)
            work.commit()

    def tags(self) -> tuple[str, ...]:
        """Return the words that sort the lists."""
        self.editing.require(Operation.READ_DOSSIER)
        with self.editing.vault.unit_of_work() as work:
            return work.dossiers.tags()

    def conseillers(self) -> tuple[AccountState, ...]:
        """Return the accounts that have been, or may be, a referent; those disabled too."""
        self.editing.require(Operation.READ_DOSSIER)
        return tuple(state for state in self.editing.vault.accounts.listed() if state.account.role is Role.CONSEILLER)
