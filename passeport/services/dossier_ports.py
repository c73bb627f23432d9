"""What the use cases need from `dossiers.db`: what it keeps, and one transaction over it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from types import TracebackType
from typing import Protocol, Self

from passeport.domain.alteration import Alteration
from passeport.domain.anonymous import AnonymousDossier
from passeport.domain.beneficiary import Dossier, DossierSummary
from passeport.domain.identifiers import AccountId, BeneficiaryId
from passeport.domain.identity import Identity
from passeport.domain.known_station import KnownStation
from passeport.domain.listing import Listing, NoteFound, SavedView, ViewId
from passeport.domain.model import DomainModel
from passeport.domain.retention import Archive, KeptFile, Minutes, RetentionPolicy
from passeport.services.agenda_ports import AgendaStore
from passeport.services.coupon_ports import TicketStore
from passeport.services.directory_ports import DirectoryStore
from passeport.services.entry_ports import DraftStore, SessionStore, TemplateStore
from passeport.services.journal_ports import Journal
from passeport.services.skill_ports import SkillTermStore


class DossierStore(Protocol):
    """The dossiers of the point d'accueil."""

    def get(self, beneficiary: BeneficiaryId) -> Dossier:
        """Return a dossier, or the one that it was merged into; raises `NothingToShow` when there is none."""

    def add(self, dossier: Dossier) -> Dossier:
        """Add a dossier and return it with revision 1."""

    def save(self, dossier: Dossier) -> Dossier:
        """Replace a dossier and return it with its next revision.

        Raises:
            ChangedMeanwhile: when the stored revision is not `dossier.revision`.
        """

    def remove(self, beneficiary: BeneficiaryId) -> None:
        """Remove a dossier and everything that hangs on it, search entries included."""

    def find(self, text: str, *, limit: int = 100, wanted: Listing | None = None) -> tuple[DossierSummary, ...]:
        """Return who answers to `text` (names, birth date in any French form, telephone digits), best first.

        With `wanted`, only those of that list. An empty text gives the dossiers most recently changed.
        """

    def page(
        self,
        *,
        limit: int = 200,
        after: DossierSummary | None = None,
        wanted: Listing | None = None,
        names: Mapping[str, str] | None = None,
    ) -> tuple[DossierSummary, ...]:
        """Return the dossiers of a list in its order, from just after `after`; everybody by name for no list.

        `names` say the words of codes, for the orders by a word (situation, referent); a code that has none comes last.
        """

    def keys(self, wanted: Listing) -> tuple[BeneficiaryId, ...]:
        """Return everybody in a list, in no order."""

    def count(self, wanted: Listing | None = None) -> int:
        """Return how many dossiers there are, or are in a list."""

    def lines(self, identifiers: Iterable[BeneficiaryId]) -> tuple[DossierSummary, ...]:
        """Return the line of each person there is among these, in their order."""

    def find_notes(
        self, text: str, account: AccountId, *, limit: int = 20, wanted: Listing | None = None
    ) -> tuple[NoteFound, ...]:
        """Return the notes that hold every word of `text` and that `account` may read, newest first (R06).

        With `wanted`, only those on the people of that list.
        """

    def returning(self, today: dt.date) -> tuple[BeneficiaryId, ...]:
        """Return the dossiers whose referent stood in for another until a day before `today`."""

    def referents(self) -> dict[AccountId | None, int]:
        """Return how many dossiers each account is the referent of; under None, those of nobody."""

    def tags(self) -> tuple[str, ...]:
        """Return the words that sort the lists, by name."""

    def names(self, identifiers: Iterable[str]) -> dict[str, str]:
        """Return the name of each person there is among these identifiers, as a list shows it."""

    def alike(self, identity: Identity, beneficiary: BeneficiaryId | None = None) -> tuple[Dossier, ...]:
        """Return the few dossiers that might be the same person, surest first (see `domain.matching`)."""


class StationStore(Protocol):
    """The stations whose signature is known here."""

    def under_key(self, key: str) -> KnownStation | None:
        """Return the station trusted under this key fingerprint, if any."""

    def named(self, name: str) -> tuple[KnownStation, ...]:
        """Return the stations trusted under this name, whatever their key."""

    def known(self) -> tuple[KnownStation, ...]:
        """Return every station trusted, by name."""

    def trust(self, known: KnownStation) -> None:
        """Keep a station as known from now on."""

    def withdraw(self, key: str) -> None:
        """Know a station no more."""


class IncomingFile(DomainModel):
    """A file that came in, as it was."""

    name: str
    digest: str
    """SHA-256 of its bytes, hexadecimal."""
    data: bytes


class QuietDossier(DomainModel):
    """A dossier without contact for long, as the retention looks at it."""

    beneficiary: BeneficiaryId
    name: str
    last_contact: dt.date
    """The last step that took place; the day the dossier was opened when none did."""
    referent: AccountId | None = None
    frozen: bool = False
    archive: Archive | None = None


class OriginalStore(Protocol):
    """The files that came in, kept as they were, attached to a dossier."""

    def keep(self, beneficiary: BeneficiaryId, name: str, digest: str, data: bytes) -> None:
        """Attach a file; a file of the same digest is kept once."""

    def names(self, beneficiary: BeneficiaryId) -> tuple[str, ...]:
        """Return the names of the files kept for a dossier, oldest first."""

    def files(self, beneficiary: BeneficiaryId) -> tuple[IncomingFile, ...]:
        """Return the files kept for a dossier, oldest first."""

    def remove(self, beneficiary: BeneficiaryId, digest: str) -> None:
        """Remove a file; harmless when it is gone already."""


class RetentionStore(Protocol):
    """What the retention of data looks at, and what it leaves (R11, R12)."""

    def policy(self) -> RetentionPolicy:
        """Return the delays of this point d'accueil; the usual ones until others are set."""

    def set_policy(self, policy: RetentionPolicy) -> None:
        """Set the delays."""

    def quiet_since(self, day: dt.date) -> tuple[QuietDossier, ...]:
        """Return the dossiers with no contact after `day`, and all those in the archive."""

    def files_kept_since(self, day: dt.date) -> tuple[tuple[BeneficiaryId, str, KeptFile], ...]:
        """Return the attachments kept since `day` or before: whose, the person's name, and the file."""

    def owe_rewriting(self) -> None:
        """Note that the store is still to be rewritten, for what was just erased not to stay in its free pages."""

    def owes_rewriting(self) -> bool:
        """Whether it is: a rewriting that was stopped is done at the next opening."""

    def keep_anonymous(self, left: AnonymousDossier) -> None:
        """Keep what stays of a dossier that was anonymised, under a number drawn at random."""

    def anonymous(self) -> tuple[AnonymousDossier, ...]:
        """Return what stays of the dossiers that were anonymised, in no order that tells anything."""

    def keep_minutes(self, minutes: Minutes) -> None:
        """Keep what remains of an erasure."""

    def minutes(self) -> tuple[Minutes, ...]:
        """Return the minutes of every erasure, newest first."""


class Shelf(Protocol):
    """What an account keeps at hand: the people it pinned or opened last, its lists under a name."""

    def views(self, account: AccountId) -> tuple[SavedView, ...]:
        """Return the lists of an account, by name."""

    def keep_view(self, view: SavedView) -> None:
        """Keep a list, in the place of that of the same identifier."""

    def remove_view(self, account: AccountId, view: ViewId) -> None:
        """Forget a list of an account; harmless when there is none."""

    def pin(self, account: AccountId, beneficiary: BeneficiaryId) -> None:
        """Keep a person at hand."""

    def unpin(self, account: AccountId, beneficiary: BeneficiaryId) -> None:
        """Keep a person at hand no more; harmless when they were not."""

    def opened(self, account: AccountId, beneficiary: BeneficiaryId) -> None:
        """Remember that a person's dossier was opened; the last twenty are."""

    def mapping(self, headings: str) -> dict[int, str] | None:
        """Return what the columns of a file with these headings were said to be, if it was decided."""

    def keep_mapping(self, headings: str, mapping: dict[int, str]) -> None:
        """Remember what the columns of such a file are."""

    def pinned(self, account: AccountId) -> tuple[BeneficiaryId, ...]:
        """Return who is pinned, the last first."""

    def recent(self, account: AccountId) -> tuple[BeneficiaryId, ...]:
        """Return whose dossier was opened, the last first."""


class AlterationStore(Protocol):
    """What each save changed in a dossier."""

    def lines(self, beneficiary: BeneficiaryId) -> tuple[int, ...]:
        """Return the numbers of the journal's lines under which something changed in a dossier."""

    def of(self, beneficiary: BeneficiaryId, lines: Iterable[int] | None = None) -> dict[int, tuple[Alteration, ...]]:
        """Return what changed in a dossier, and in those merged into it, by the number of the journal's line.

        With `lines`, under those alone.
        """


class UnitOfWork(Protocol):
    """One transaction: everything inside is kept by `commit`, or nothing is."""

    @property
    def dossiers(self) -> DossierStore:
        """The dossiers, inside this transaction."""

    @property
    def journal(self) -> Journal:
        """The journal, inside this transaction."""

    @property
    def alterations(self) -> AlterationStore:
        """The history of the dossiers, inside this transaction."""

    @property
    def stations(self) -> StationStore:
        """The known stations, inside this transaction."""

    @property
    def tickets(self) -> TicketStore:
        """The referrals that hold a ticket, inside this transaction."""

    @property
    def directory(self) -> DirectoryStore:
        """The directory of points d'accueil, inside this transaction."""

    @property
    def originals(self) -> OriginalStore:
        """The files that came in, inside this transaction."""

    @property
    def skill_terms(self) -> SkillTermStore:
        """The references of skills that were loaded, inside this transaction."""

    @property
    def agenda(self) -> AgendaStore:
        """What waits in every dossier, inside this transaction."""

    @property
    def retention(self) -> RetentionStore:
        """The delays and what they reach, inside this transaction."""

    @property
    def drafts(self) -> DraftStore:
        """What is being entered, inside this transaction."""

    @property
    def templates(self) -> TemplateStore:
        """The usual steps, inside this transaction."""

    @property
    def sessions(self) -> SessionStore:
        """The sessions held for several people, inside this transaction."""

    @property
    def shelf(self) -> Shelf:
        """What each account keeps at hand, inside this transaction."""

    def __enter__(self) -> Self:
        """Begin."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Roll back whatever was not committed."""

    def commit(self) -> None:
        """Keep everything, durably: what is confirmed to the user is on the disk."""
