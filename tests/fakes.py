"""A vault in memory behind the same ports as the real one, for tests of what the use cases ask of it."""

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Literal, Self
from uuid import UUID

from passeport.domain.account import Account, Role, VaultSettings
from passeport.domain.alteration import Alteration
from passeport.domain.anonymous import AnonymousDossier
from passeport.domain.beneficiary import Dossier, DossierSummary
from passeport.domain.coupon import TicketNumber
from passeport.domain.directory import Entry
from passeport.domain.draft import Draft
from passeport.domain.errors import ChangedMeanwhile, NothingToShow, PasseportError, VaultLocked
from passeport.domain.group_session import GroupSession, SessionId
from passeport.domain.identifiers import AccountId, BeneficiaryId
from passeport.domain.identity import Identity
from passeport.domain.known_station import KnownStation, same_name
from passeport.domain.listing import Listing, NoteFound
from passeport.domain.normalise import joined
from passeport.domain.parcours import Referral, ReferralStatus
from passeport.domain.retention import KeptFile, Minutes, RetentionPolicy
from passeport.domain.template import StepTemplate, TemplateId
from passeport.domain.territories import Territories
from passeport.services.coupon_ports import ReferralPlace
from passeport.services.dossier_ports import AlterationStore, IncomingFile, QuietDossier
from passeport.services.journal_ports import JournalEntry, JournalFault, JournalFilter, JournalOperation
from passeport.services.ports import Progress, Signer
from passeport.services.skill_ports import SkillTermStore
from passeport.services.vault_ports import AccountBook, BackupStore, StatisticsWork
from storage.engine import SCHEMA_VERSION
from tests.fake_accounts import MemoryAccounts
from tests.fake_agenda import MemoryAgenda, Reminders
from tests.fake_directory import MemoryDirectory
from tests.fake_shelf import MemoryShelf
from tests.people import AUTHOR, MISSION_LOCALE, identifier

MOMENT = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)


def account(role: Role = Role.CONSEILLER, *, name: str = "Camille Conseiller-Fictif") -> Account:
    known = AUTHOR if name.startswith("Camille") else AccountId(identifier(name))
    return Account(id=known, name=name, role=role, station=MISSION_LOCALE)


@dataclass
class Kept:
    """Everything that a vault holds."""

    dossiers: dict[BeneficiaryId, Dossier] = field(default_factory=dict)
    journal: list[JournalEntry] = field(default_factory=list)
    stations: dict[str, KnownStation] = field(default_factory=dict)
    originals: dict[tuple[BeneficiaryId, str], str] = field(default_factory=dict)
    policy: RetentionPolicy = field(default_factory=RetentionPolicy)
    minutes: list[Minutes] = field(default_factory=list)
    anonymous: list[AnonymousDossier] = field(default_factory=list)
    owes_rewriting: bool = False
    drafts: dict[tuple[AccountId, BeneficiaryId | None, str], Draft] = field(default_factory=dict)
    templates: dict[TemplateId, StepTemplate] = field(default_factory=dict)
    sessions: dict[SessionId, GroupSession] = field(default_factory=dict)
    directory: dict[str, Entry] = field(default_factory=dict)
    shelf: MemoryShelf = field(default_factory=MemoryShelf)
    reminders: Reminders = field(default_factory=Reminders)

    def copied(self) -> "Kept":
        return Kept(
            dict(self.dossiers),
            list(self.journal),
            dict(self.stations),
            dict(self.originals),
            self.policy,
            list(self.minutes),
            list(self.anonymous),
            self.owes_rewriting,
            dict(self.drafts),
            dict(self.templates),
            dict(self.sessions),
            dict(self.directory),
            self.shelf.copied(),
            replace(self.reminders),
        )


@dataclass(frozen=True)
class MemoryDossiers:
    kept: Kept

    def get(self, beneficiary: BeneficiaryId) -> Dossier:
        if beneficiary not in self.kept.dossiers:
            raise NothingToShow(what="dossier", value=str(beneficiary))
        return self.kept.dossiers[beneficiary]

    def add(self, dossier: Dossier) -> Dossier:
        assert dossier.beneficiary.id not in self.kept.dossiers
        return self._put(dossier.evolve(revision=1))

    def save(self, dossier: Dossier) -> Dossier:
        if self.get(dossier.beneficiary.id).revision != dossier.revision:
            raise ChangedMeanwhile
        return self._put(dossier.evolve(revision=dossier.revision + 1))

    def remove(self, beneficiary: BeneficiaryId) -> None:
        del self.kept.dossiers[beneficiary]

    def find(self, text: str, *, limit: int = 100, wanted: Listing | None = None) -> tuple[DossierSummary, ...]:
        assert wanted in (None, Listing()), "lists are tried over the real store"
        found = (one for one in self._summaries() if joined(text) in joined(f"{one.given_names} {one.family_name}"))
        return tuple(itertools.islice(found, limit))

    def page(
        self,
        *,
        limit: int = 200,
        after: DossierSummary | None = None,
        wanted: Listing | None = None,
        names: Mapping[str, str] | None = None,
    ) -> tuple[DossierSummary, ...]:
        assert wanted in (None, Listing()), "lists are tried over the real store"
        assert not names
        everybody = sorted(self._summaries(), key=_place)
        return tuple(one for one in everybody if after is None or _place(one) > _place(after))[:limit]

    def keys(self, wanted: Listing) -> tuple[BeneficiaryId, ...]:
        assert wanted == Listing(), "lists are tried over the real store"
        return tuple(one.id for one in self._summaries())

    def count(self, wanted: Listing | None = None) -> int:
        assert wanted in (None, Listing()), "lists are tried over the real store"
        return len(self.kept.dossiers)

    def lines(self, identifiers: Iterable[BeneficiaryId]) -> tuple[DossierSummary, ...]:
        known = {one.id: one for one in self._summaries()}
        return tuple(known[one] for one in identifiers if one in known)

    def find_notes(
        self, text: str, account: AccountId, *, limit: int = 20, wanted: Listing | None = None
    ) -> tuple[NoteFound, ...]:
        assert wanted in (None, Listing()), "lists are tried over the real store"
        notes = [
            NoteFound(person=one, day=note.written_at.date(), author=note.author_name, text=note.text)
            for one in self._summaries()
            for parcours in self.kept.dossiers[one.id].parcours
            for step in parcours.steps
            for note in step.notes
            if text and joined(text) in joined(note.text) and note.readable_by(account)
        ]
        return tuple(notes[:limit])

    def returning(self, today: dt.date) -> tuple[BeneficiaryId, ...]:
        people = ((known, dossier.beneficiary.stand_in) for known, dossier in self.kept.dossiers.items())
        return tuple(known for known, stand_in in people if stand_in is not None and stand_in.until < today)

    def referents(self) -> dict[AccountId | None, int]:
        return Counter(dossier.beneficiary.referent for dossier in self.kept.dossiers.values())

    def tags(self) -> tuple[str, ...]:
        return tuple(sorted({tag for dossier in self.kept.dossiers.values() for tag in dossier.beneficiary.tags}))

    def names(self, identifiers: Iterable[str]) -> dict[str, str]:
        wanted = set(identifiers)
        return {
            str(one.id): f"{one.family_name.upper()} {one.given_names}"
            for one in self._summaries()
            if str(one.id) in wanted
        }

    def alike(self, identity: Identity, beneficiary: BeneficiaryId | None = None) -> tuple[Dossier, ...]:
        return tuple(
            dossier
            for known, dossier in self.kept.dossiers.items()
            if known == beneficiary or joined(dossier.beneficiary.identity.full_name) == joined(identity.full_name)
        )

    def _put(self, dossier: Dossier) -> Dossier:
        self.kept.dossiers[dossier.beneficiary.id] = dossier
        return dossier

    def _summaries(self) -> tuple[DossierSummary, ...]:
        return tuple(
            DossierSummary(
                id=known,
                given_names=dossier.beneficiary.identity.given_names,
                family_name=dossier.beneficiary.identity.family_name,
                birth_date=str(dossier.beneficiary.identity.birth_date or ""),
            )
            for known, dossier in self.kept.dossiers.items()
        )


def _place(summary: DossierSummary) -> tuple[str, str, str]:
    return joined(summary.family_name), joined(summary.given_names), str(summary.id)


@dataclass(frozen=True)
class MemoryJournal:
    kept: Kept
    account: AccountId

    def record(self, operation: JournalOperation, reference: str) -> None:
        entry = JournalEntry(at=MOMENT, account=self.account, operation=operation, reference=reference)
        self.kept.journal.append(entry)

    def entries(self, limit: int = 1000) -> tuple[JournalEntry, ...]:
        return tuple(reversed(self.kept.journal[-limit:]))

    def numbers(self, wanted: JournalFilter | None = None) -> Sequence[int]:
        if wanted is not None and wanted.references is not None:
            lines = enumerate(self.kept.journal, start=1)
            return [number for number, line in lines if line.reference in wanted.references][::-1]
        assert wanted is None, "the other filters are tried over the real journal"
        return range(len(self.kept.journal), 0, -1)

    def lines(self, numbers: Sequence[int]) -> tuple[JournalEntry, ...]:
        return tuple(self.kept.journal[number - 1] for number in numbers)

    def accounts(self) -> dict[AccountId, str]:
        return {}

    def purge(self, before: dt.datetime) -> int:
        kept = [entry for entry in self.kept.journal if entry.at >= before]
        removed = len(self.kept.journal) - len(kept)
        self.kept.journal[:] = kept
        return removed

    def count_before(self, moment: dt.datetime) -> int:
        return sum(entry.at < moment for entry in self.kept.journal)

    def days_since(self, moment: dt.datetime) -> int:
        return len({entry.at.date() for entry in self.kept.journal if entry.at >= moment})

    def forget(self, references: Iterable[str]) -> None:
        gone = set(references)
        self.kept.journal[:] = [e.evolve(reference="") if e.reference in gone else e for e in self.kept.journal]

    def faults(self) -> tuple[JournalFault, ...]:
        return ()


@dataclass(frozen=True)
class MemoryStations:
    kept: Kept

    def under_key(self, key: str) -> KnownStation | None:
        return self.kept.stations.get(key)

    def named(self, name: str) -> tuple[KnownStation, ...]:
        return tuple(one for one in self.known() if same_name(one.station.name) == same_name(name))

    def known(self) -> tuple[KnownStation, ...]:
        return tuple(sorted(self.kept.stations.values(), key=lambda one: one.station.name))

    def trust(self, known: KnownStation) -> None:
        self.kept.stations[known.key] = known

    def withdraw(self, key: str) -> None:
        self.kept.stations.pop(key, None)


@dataclass(frozen=True)
class MemoryTickets:
    kept: Kept

    def numbered(self, number: TicketNumber) -> tuple[ReferralPlace, ...]:
        return tuple(
            place for place, referral, _ in self._all() if referral.ticket and referral.ticket.number == number
        )

    def received(self, *, limit: int = 200) -> tuple[ReferralPlace, ...]:
        standing = (ReferralStatus.TRANSMISE, ReferralStatus.RECUE)
        return tuple(place for place, one, came in self._all() if one.ticket and came and one.status in standing)[
            :limit
        ]

    def _all(self) -> list[tuple[ReferralPlace, Referral, bool]]:
        return [
            (ReferralPlace(beneficiary=known, step=step.id), step.referral, step.provenance.is_received)
            for known, dossier in self.kept.dossiers.items()
            for parcours in dossier.parcours
            for step in parcours.steps
            if step.referral is not None
        ]


@dataclass(frozen=True)
class MemoryOriginals:
    kept: Kept

    def keep(self, beneficiary: BeneficiaryId, name: str, digest: str, data: bytes) -> None:
        assert data
        self.kept.originals.setdefault((beneficiary, digest), name)

    def names(self, beneficiary: BeneficiaryId) -> tuple[str, ...]:
        return tuple(name for (owner, _), name in self.kept.originals.items() if owner == beneficiary)

    def files(self, beneficiary: BeneficiaryId) -> tuple[IncomingFile, ...]:
        known = self.kept.originals.items()
        return tuple(
            IncomingFile(name=name, digest=key, data=b"-") for (owner, key), name in known if owner == beneficiary
        )

    def remove(self, beneficiary: BeneficiaryId, digest: str) -> None:
        self.kept.originals.pop((beneficiary, digest), None)


@dataclass(frozen=True)
class MemoryRetention:
    kept: Kept

    def policy(self) -> RetentionPolicy:
        return self.kept.policy

    def set_policy(self, policy: RetentionPolicy) -> None:
        self.kept.policy = policy

    def quiet_since(self, day: dt.date) -> tuple[QuietDossier, ...]:
        raise NotImplementedError(day)

    def files_kept_since(self, day: dt.date) -> tuple[tuple[BeneficiaryId, str, KeptFile], ...]:
        raise NotImplementedError(day)

    def owe_rewriting(self) -> None:
        self.kept.owes_rewriting = True

    def owes_rewriting(self) -> bool:
        return self.kept.owes_rewriting

    def keep_anonymous(self, left: AnonymousDossier) -> None:
        self.kept.anonymous.append(left)

    def anonymous(self) -> tuple[AnonymousDossier, ...]:
        return tuple(self.kept.anonymous)

    def keep_minutes(self, minutes: Minutes) -> None:
        self.kept.minutes.insert(0, minutes)

    def minutes(self) -> tuple[Minutes, ...]:
        return tuple(self.kept.minutes)


@dataclass(frozen=True)
class MemoryDrafts:
    kept: Kept

    def keep(self, draft: Draft) -> None:
        if draft.beneficiary is not None and draft.beneficiary not in self.kept.dossiers:
            raise NothingToShow(what="dossier", value=str(draft.beneficiary))
        self.kept.drafts[draft.account, draft.beneficiary, draft.subject] = draft

    def discard(self, account: AccountId, beneficiary: BeneficiaryId | None, subject: str) -> None:
        self.kept.drafts.pop((account, beneficiary, subject), None)

    def of(self, account: AccountId) -> tuple[Draft, ...]:
        mine = [draft for draft in self.kept.drafts.values() if draft.account == account]
        return tuple(sorted(mine, key=lambda draft: draft.saved_at, reverse=True))

    def about(self, beneficiary: BeneficiaryId) -> tuple[Draft, ...]:
        return tuple(draft for draft in self.kept.drafts.values() if draft.beneficiary == beneficiary)

    def of_nobody(self) -> tuple[Draft, ...]:
        return tuple(draft for draft in self.kept.drafts.values() if draft.beneficiary is None)

    def move(self, source: BeneficiaryId, target: BeneficiaryId) -> None:
        for (account, owner, subject), draft in list(self.kept.drafts.items()):
            if owner == source and (account, target, subject) not in self.kept.drafts:
                del self.kept.drafts[account, owner, subject]
                self.kept.drafts[account, target, subject] = draft.evolve(beneficiary=target)


@dataclass(frozen=True)
class MemoryTemplates:
    kept: Kept

    def of(self, account: AccountId) -> tuple[StepTemplate, ...]:
        mine = [one for one in self.kept.templates.values() if one.account in (None, account)]
        return tuple(sorted(mine, key=lambda one: one.name))

    def keep(self, template: StepTemplate) -> None:
        self.kept.templates[template.id] = template

    def remove(self, template: TemplateId) -> None:
        self.kept.templates.pop(template, None)


@dataclass(frozen=True)
class MemorySessions:
    kept: Kept

    def add(self, session: GroupSession) -> None:
        self.kept.sessions[session.id] = session

    def remove(self, session: SessionId) -> None:
        self.kept.sessions.pop(session, None)

    def all(self) -> tuple[GroupSession, ...]:
        return tuple(sorted(self.kept.sessions.values(), key=lambda one: one.day, reverse=True))


class NoAlterations:
    """The history of the fields is tried over the real store."""

    def lines(self, beneficiary: BeneficiaryId) -> tuple[int, ...]:
        del beneficiary
        return ()

    def of(self, beneficiary: BeneficiaryId, lines: Iterable[int] | None = None) -> dict[int, tuple[Alteration, ...]]:
        del beneficiary, lines
        return {}


class MemoryWork:
    """A transaction: works on a copy, which takes the place of what was kept when it is committed."""

    def __init__(self, vault: "MemoryVault") -> None:
        self._vault = vault
        self._kept = vault.kept.copied()
        self.committed = False

    @property
    def dossiers(self) -> MemoryDossiers:
        return MemoryDossiers(self._kept)

    @property
    def journal(self) -> MemoryJournal:
        return MemoryJournal(self._kept, self._vault.account.id)

    @property
    def alterations(self) -> AlterationStore:
        return NoAlterations()

    @property
    def stations(self) -> MemoryStations:
        return MemoryStations(self._kept)

    @property
    def tickets(self) -> MemoryTickets:
        return MemoryTickets(self._kept)

    @property
    def directory(self) -> MemoryDirectory:
        return MemoryDirectory(self._kept.directory)

    @property
    def originals(self) -> MemoryOriginals:
        return MemoryOriginals(self._kept)

    @property
    def skill_terms(self) -> SkillTermStore:
        raise NotImplementedError

    @property
    def agenda(self) -> MemoryAgenda:
        return MemoryAgenda(self._kept.dossiers, self._kept.reminders)

    @property
    def retention(self) -> MemoryRetention:
        return MemoryRetention(self._kept)

    @property
    def drafts(self) -> MemoryDrafts:
        return MemoryDrafts(self._kept)

    @property
    def templates(self) -> MemoryTemplates:
        return MemoryTemplates(self._kept)

    @property
    def sessions(self) -> MemorySessions:
        return MemorySessions(self._kept)

    @property
    def shelf(self) -> MemoryShelf:
        return self._kept.shelf

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._vault.works.append(self)

    def commit(self) -> None:
        if self._vault.fails is not None:
            raise self._vault.fails
        self._vault.kept = self._kept
        self.committed = True


@dataclass
class MemoryVault:
    """Port `OpenVault`: `fails` is what the next commits meet, `works` the transactions that have ended."""

    account: Account = field(default_factory=account)
    path: Path = Path("un-coffre")
    kept: Kept = field(default_factory=Kept)
    fails: PasseportError | None = None
    works: list[MemoryWork] = field(default_factory=list)
    is_locked: bool = False

    @property
    def signer(self) -> Signer:
        raise NotImplementedError

    @property
    def opens(self) -> Literal["dossiers"]:
        return "dossiers"

    @property
    def schema(self) -> int:
        return SCHEMA_VERSION

    @property
    def settings(self) -> VaultSettings:
        return VaultSettings()

    must_change_passphrase = is_keyring_allowed = False

    @property
    def accounts(self) -> AccountBook:
        return MemoryAccounts(self.account)

    @property
    def backups(self) -> BackupStore:
        raise NotImplementedError

    def change_passphrase(self, current: str, new: str) -> None:
        raise NotImplementedError

    @property
    def vault_id(self) -> UUID:
        return UUID(int=1)

    def allow_keyring(self, passphrase: str, secret: bytes) -> None:
        raise NotImplementedError

    def forget_keyring(self) -> None:
        raise NotImplementedError

    def rotate_keys(self, progress: Progress) -> None:
        raise NotImplementedError

    def statistics_work(self) -> StatisticsWork:
        raise NotImplementedError

    def load_territories(self, territories: Territories, progress: Progress) -> None:
        raise NotImplementedError

    def rebuild_statistics(self, progress: Progress) -> None:
        raise NotImplementedError

    @property
    def noted(self) -> list[tuple[JournalOperation, str]]:
        """What the journal says, oldest first."""
        return [(entry.operation, entry.reference) for entry in self.kept.journal]

    def unit_of_work(self) -> MemoryWork:
        if self.is_locked:
            raise VaultLocked
        return MemoryWork(self)

    def scrub(self) -> None:
        """Nothing stays where nothing is written."""

    def lock(self) -> None:
        self.is_locked = True
