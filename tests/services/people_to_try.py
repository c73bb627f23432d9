"""A vault with a dossier of every kind that the matrix of rights tells apart, and tries on it that leave no trace."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import pytest

from passeport import wiring
from passeport.domain.account import AccountState
from passeport.domain.agreement import Agreement, Recipient, Scope
from passeport.domain.beneficiary import Dossier
from passeport.domain.coupon import Answer, Said, new_ticket, proof_of
from passeport.domain.documents import Paper
from passeport.domain.goal import Goal
from passeport.domain.identifiers import AccountId, AgreementId, BeneficiaryId, ItemId, RequestId
from passeport.domain.parcours import Parcours, Referral, ReferralStatus, Step
from passeport.domain.passport import Passport
from passeport.domain.provenance import Provenance
from passeport.domain.requests import RequestKind, RightsRequest
from passeport.domain.retention import Archive
from passeport.domain.rights import Whose
from passeport.services.desk import Desk
from passeport.services.document_ports import WrittenDocument
from passeport.services.file_ports import PersonCopy, WorkshopSheet
from passeport.services.ports import Signer
from storage.account_book import HeaderAccounts
from storage.open_vault import SqlcipherVault
from storage.unit_of_work import SqlUnitOfWork
from tests import people, vaults

COLLEAGUE = AccountId(UUID(int=99))
TO = Recipient(name=people.CITE_DES_METIERS.name, network="CITE_METIERS")
SCOPE = Scope(sections=frozenset({"IDENTITY"}))
RECEIVED = Said(answer=Answer.RECUE)
_TODAY = dt.date(2026, 11, 23)
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

ALONE = {
    "mine": (Whose.MINE,),
    "a colleague's": (Whose.COLLEAGUE,),
    "nobody's": (Whose.COLLEAGUE,),
    **{
        f"{whose}, {state}": cells
        for whose in ("mine", "a colleague's", "nobody's")
        for state, cells in {
            "frozen": (Whose.FROZEN,),
            "archived": (Whose.ARCHIVED,),
            "frozen and archived": (Whose.FROZEN, Whose.ARCHIVED),
        }.items()
    },
}
"""Every kind of dossier, and the columns of the matrix that must each allow an operation on it."""
MERGED = {"merged into mine": (Whose.MINE,), "merged into a colleague's": (Whose.COLLEAGUE,)}
"""An identifier that leads to the dossier it was merged into: that one's rights are asked."""
KINDS = {**ALONE, **MERGED}


class Kept(Exception):  # noqa: N818 - no error: an operation that went to its end
    """An operation was about to be kept: it was allowed, and nothing of it stays."""


class Writer:
    """Stands for every writer of files, and keeps what it is given: nothing else can be in the file."""

    def __init__(self) -> None:
        self.given: list[object] = []

    def write(self, what: Paper | WorkshopSheet) -> WrittenDocument:
        self.given.append(what)
        return WrittenDocument(b"%PDF-")

    def pages(self, _data: object) -> object:
        return None

    def document(self, passport: Passport, _form: object, _signer: Signer | None = None) -> WrittenDocument:
        self.given.append(passport)
        return WrittenDocument(b"%PDF-")

    def write_all(self, passports: Iterable[Passport], _signer: Signer, _passphrase: str) -> Iterator[WrittenDocument]:
        for passport in passports:
            self.given.append(passport)
            yield WrittenDocument(b"%PDF-")

    def csv(self, _headings: object, rows: object) -> bytes:
        self.given.append(rows)
        return b""

    def workbook(self, _headings: object, rows: object, _passphrase: str) -> bytes:
        self.given.append(rows)
        return b"PK"


class Copies:
    """Stands for the writer of the copy that a person asks for."""

    def __init__(self) -> None:
        self.given: list[object] = []

    def write(self, copy: PersonCopy) -> bytes:
        self.given.append(copy)
        return b"PK"


@dataclass(frozen=True)
class Tried:
    """What a use case is tried on."""

    desk: Desk
    who: BeneficiaryId
    """The identifier that it is given."""
    dossier: Dossier
    """What that leads to."""
    out: Path
    another: BeneficiaryId
    """Somebody of one's own, in use, who is not the one that is tried."""

    @property
    def home(self) -> Parcours:
        """The parcours."""
        return self.dossier.parcours[0]

    @property
    def step(self) -> ItemId:
        """A step that the person attended."""
        return self.home.steps[0].id

    @property
    def sent(self) -> Step:
        """A referral that left from here, with its ticket."""
        return self.home.steps[2]

    @property
    def received(self) -> ItemId:
        """A referral that came here."""
        return self.home.steps[3].id

    @property
    def action(self) -> ItemId:
        """Something to do."""
        return self.home.actions[0].id

    @property
    def goal(self) -> ItemId:
        """Something aimed at."""
        return self.dossier.goals[0].id

    @property
    def given(self) -> AgreementId:
        """An agreement that stands."""
        return self.dossier.agreements[0].id

    @property
    def request(self) -> RequestId:
        """A request that waits."""
        return self.dossier.requests[0].id

    @property
    def file(self) -> str:
        """A document of the profile."""
        return str(self.dossier.beneficiary.profile.documents[0].id)


@dataclass(frozen=True)
class Town:
    """The open vault and whom it holds, by their kind."""

    desk: Desk
    people: dict[str, tuple[BeneficiaryId, Dossier]]
    writer: Writer
    copies: Copies

    @property
    def vault(self) -> SqlcipherVault:
        """The vault itself."""
        assert isinstance(self.desk.vault, SqlcipherVault)
        return self.desk.vault

    def on(self, kind: str, out: Path) -> Tried:
        """Return what there is to try on a kind of dossier."""
        other = self.people["merged into mine" if kind == "mine" else "mine"][1]
        return Tried(self.desk, *self.people[kind], out, other.beneficiary.id)


def town(folder: Path) -> Town:
    """Make a vault with a dossier of every kind; the account at work is the referent of its own."""
    writer, copies = Writer(), Copies()
    opened = wiring.desk(vaults.create(folder / "coffre"), vaults.SetClock(), vaults.CountedIdentifiers())
    desk = _light(opened, writer, copies)
    referents = {"mine": desk.vault.account.id, "a colleague's": COLLEAGUE, "nobody's": None}
    there: dict[str, tuple[BeneficiaryId, Dossier]] = {}
    with desk.vault.unit_of_work() as work:
        for number, kind in enumerate(ALONE):
            whose, _, state = kind.partition(", ")
            made = work.dossiers.add(_in_state(_somebody(number, referents[whose]), state))
            there[kind] = (made.beneficiary.id, made)
        for number, kind in enumerate(MERGED, len(ALONE)):
            twins = [
                _somebody(100 + 2 * number + place, referents[kind.removeprefix("merged into ")]) for place in (0, 1)
            ]
            survivor, absorbed = (work.dossiers.add(twin).beneficiary.id for twin in twins)
            there[kind] = (absorbed, work.dossiers.get(survivor))
        work.commit()
    for kind in MERGED:
        gone, staying = there[kind]
        desk.reunions.reunite(staying.beneficiary.id, gone, {})
        with desk.vault.unit_of_work() as work:
            there[kind] = (gone, work.dossiers.get(gone))
    desk.editing.forget_history()
    return Town(desk, there, writer, copies)


@contextmanager
def nothing_kept(vault: SqlcipherVault) -> Iterator[None]:
    """Stop every transaction just before it is kept; the header says of the account at work what the vault says."""

    def stop(_work: SqlUnitOfWork) -> None:
        raise Kept

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SqlUnitOfWork, "commit", stop)
        patch.setattr(HeaderAccounts, "own", property(lambda _book: AccountState(account=vault.account)))
        yield


@contextmanager
def everything_rolled_back() -> Iterator[None]:
    """Let every operation go to its end and give its answer, and keep nothing of it all the same."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SqlUnitOfWork, "commit", lambda _work: None)
        patch.setattr(SqlcipherVault, "scrub", lambda _vault: None)
        yield


def _somebody(number: int, referent: AccountId | None) -> Dossier:
    """Somebody plainly fictional, whose every part has an identity of its own."""
    ada = people.ada()
    text = _UUID.sub(lambda found: str(uuid5(UUID(int=number), found[0])), ada.model_dump_json())
    dossier = Dossier.model_validate_json(text)
    name = f"Prénom{'abcdefghijklmnopqrstuvwxyzéèêëàâùûôîïç'[number % 40] * 6}"
    identity = ada.beneficiary.identity.evolve(given_names=name, family_name=f"Fictif{number}")
    home = dossier.parcours[0]
    elsewhere = Provenance(station=people.CITE_DES_METIERS, recorded_on=_TODAY, source="passeport")
    tickets = [new_ticket(uuid5(UUID(int=number), "n" + way), uuid5(UUID(int=number), "s" + way)) for way in "io"]
    sent = home.steps[2]
    assert sent.referral is not None
    referral = sent.referral.evolve(ticket=tickets[0], status=ReferralStatus.TRANSMISE, sent_on=_TODAY)
    came = Step(
        id=ItemId(uuid5(UUID(int=number), "came")),
        provenance=elsewhere,
        type="ORIENTATION",
        day=_TODAY,
        referral=Referral(
            point_accueil=people.MISSION_LOCALE.name,
            network="MISSION_LOCALE",
            status=ReferralStatus.TRANSMISE,
            sent_on=_TODAY,
            ticket=tickets[1],
        ),
    )
    return dossier.evolve(
        beneficiary=dossier.beneficiary.evolve(identity=identity, referent=referent),
        parcours=(home.evolve(steps=(*home.steps[:2], sent.evolve(referral=referral), came)),),
        goals=(
            Goal(
                id=ItemId(uuid5(UUID(int=number), "goal")),
                provenance=people.HERE,
                parcours=home.id,
                title="Trouver un stage",
            ),
        ),
        agreements=(
            Agreement(
                id=AgreementId(uuid5(UUID(int=number), "agreement")),
                recipient=TO,
                scope=SCOPE,
                given_on=_TODAY,
                mode="ECRIT",
            ),
        ),
        requests=(_request(number, RequestKind.ACCESS),),
        revision=0,
    )


def _request(number: int, kind: RequestKind) -> RightsRequest:
    return RightsRequest(id=RequestId(uuid5(UUID(int=number), kind.value)), kind=kind, received_on=_TODAY)


def _in_state(dossier: Dossier, state: str) -> Dossier:
    if "frozen" in state:
        limited = _request(dossier.beneficiary.id.int % 1000, RequestKind.LIMITATION)
        dossier = dossier.evolve(requests=(*dossier.requests, limited))
    if "archived" in state:
        archive = Archive(reason="Contentieux en cours", since=_TODAY, until=_TODAY + dt.timedelta(days=90))
        dossier = dossier.evolve(archive=archive)
    return dossier


def proof_for(step: Step) -> bytes:
    """Return what proves an answer to a referral."""
    assert step.referral is not None
    assert step.referral.ticket is not None
    return proof_of(step.referral.ticket, RECEIVED)


def _light(desk: Desk, writer: Any, copies: Copies) -> Desk:
    passports = replace(desk.passports, writer=writer, papers=writer)
    return replace(
        desk,
        passports=passports,
        documents=replace(desk.documents, writer=writer),
        batch=replace(desk.batch, passports=passports, writer=writer),
        rights=replace(desk.rights, writer=copies),
        caseloads=replace(desk.caseloads, writer=writer),
        workshops=replace(desk.workshops, sheets=writer),
    )
