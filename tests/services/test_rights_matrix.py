"""R07: every cell of the matrix is enforced by the use cases, and every use case asks."""

import datetime as dt
import inspect
import itertools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from passeport.domain.account import Operation, Role
from passeport.domain.agenda import DueKind
from passeport.domain.agreement import Agreement, Recipient, Scope
from passeport.domain.backup import Backup, BackupReason
from passeport.domain.beneficiary import Situation
from passeport.domain.bonne_porte import Case
from passeport.domain.caseload import CaseloadPreview
from passeport.domain.coupon import Answer, Carrier, Coupon, Said
from passeport.domain.directory import DirectoryChanges
from passeport.domain.documents import DocumentKind
from passeport.domain.draft import NEW_STEP
from passeport.domain.errors import NobodyToExport, NotAllowed
from passeport.domain.identifiers import (
    AccountId,
    AgreementId,
    BeneficiaryId,
    ItemId,
    ParcoursId,
    PassportNumber,
    RequestId,
)
from passeport.domain.incoming_table import IncomingTable
from passeport.domain.listing import Listing, ViewId
from passeport.domain.parcours import ActionStatus, Referral, ReferralStatus, StepStatus
from passeport.domain.profile import Profile
from passeport.domain.reading import IncomingPassport, ReadingReport
from passeport.domain.requests import RequestKind, RequestOutcome, RightsRequest
from passeport.domain.retention import Archive, ErasureCause
from passeport.domain.rights import ADMINISTRATOR, Whose, allows, matrix, whose
from passeport.domain.template import StepTemplate, TemplateId
from passeport.services.coupon_ports import CouponState, IncomingCoupon, ReferralPlace
from passeport.services.desk import Desk
from passeport.services.directory import DirectoryProposal
from passeport.services.directory_ports import DirectoryFile
from passeport.services.document_ports import WrittenDocument
from passeport.services.documents import Wanted
from passeport.services.file_ports import FileFormat, WorkshopSheet
from passeport.services.following import ActionEntry, GoalEntry
from passeport.services.parcours import StepEntry
from passeport.services.passports import HandedOver
from passeport.services.referrals import CouponReading
from passeport.services.workshops import WorkshopEntry
from storage.open_vault import SqlcipherVault
from tests import people, vaults

MATRIX = json.loads(
    (Path(__file__).resolve().parents[2] / "resources" / "rights" / "matrix.json").read_text(encoding="utf-8")
)["rights"]
RANKS = (*(role.value for role in Role), ADMINISTRATOR)
CELLS = list(itertools.product(RANKS, Operation, Whose))
SOMEONE = AccountId(UUID(int=99))
TO = Recipient(name="Cité des métiers de Modèle-Ville", network="CITE_METIERS")
SCOPE = Scope(sections=frozenset({"IDENTITY"}))
GIVEN = Agreement(id=AgreementId(UUID(int=1)), recipient=TO, scope=SCOPE, given_on=dt.date(2026, 11, 1), mode="ECRIT")
NOBODY = BeneficiaryId(UUID(int=404))


def vault_of(desk: Desk) -> SqlcipherVault:
    assert isinstance(desk.vault, SqlcipherVault)
    return desk.vault


def dossier_of(desk: Desk, on: Whose) -> BeneficiaryId:
    """A dossier that is `on` to the account of the fixture."""
    mine = desk.vault.account.id
    person = people.ada().beneficiary.evolve(referent=SOMEONE if on is Whose.COLLEAGUE else mine)
    dossier = people.ada().evolve(beneficiary=person, revision=0)
    today = desk.clock.today()
    if on is Whose.FROZEN:
        request = RightsRequest(id=RequestId(UUID(int=7)), kind=RequestKind.LIMITATION, received_on=today)
        dossier = dossier.evolve(requests=(request,))
    if on is Whose.ARCHIVED:
        archive = Archive(reason="Contentieux en cours", since=today, until=today + dt.timedelta(days=90))
        dossier = dossier.evolve(archive=archive)
    with desk.vault.unit_of_work() as work:
        work.dossiers.add(dossier)
        work.commit()
    return person.id


def incoming() -> IncomingPassport:
    return IncomingPassport(
        passport=people.ada_passport(), report=ReadingReport(file_format="passeport"), file_name="passeport.pdf"
    )


def _reassigned(desk: Desk, who: BeneficiaryId) -> None:
    """Several dossiers at once: those that may not be given are told, and nothing is raised for them alone."""
    if who in desk.assignments.assign([who], None).refused:
        raise NotAllowed(operation=Operation.REASSIGN_DOSSIER.value, on="")


def _exported(desk: Desk, who: BeneficiaryId, out: Path) -> None:
    try:
        desk.caseloads.export([who], out / "liste.xlsx", "sept mots sans lien pour cet essai")
    except NobodyToExport:
        raise NotAllowed(operation=Operation.EXPORT_LIST.value, on="") from None


# What stands for each operation: on a dossier, and on none.
ON_A_DOSSIER: dict[Operation, Callable[[Desk, BeneficiaryId, Path], object]] = {
    Operation.READ_DOSSIER: lambda desk, who, _: desk.dossiers.open(who),
    Operation.WRITE_DOSSIER: lambda desk, who, _: desk.dossiers.change_situation(who, Situation(code="ETUDIANT")),
    Operation.ISSUE_PASSPORT: lambda desk, who, out: desk.passports.issue(
        who, desk.passports.agree(who, TO, SCOPE, "ECRIT"), out / "passeport.json", FileFormat.JSON
    ),
    Operation.IMPORT_PASSPORT: lambda desk, who, _: desk.passports.accept(incoming(), who, {}),
    Operation.WITHDRAW_AGREEMENT: lambda desk, who, _: desk.passports.withdraw(who, AgreementId(UUID(int=1))),
    Operation.RECORD_REQUEST: lambda desk, who, _: desk.rights.record(who, RequestKind.ACCESS),
    Operation.COPY_FOR_PERSON: lambda desk, who, out: desk.rights.copy(who, out / "copie.zip"),
    Operation.EXPORT_ATTACHMENT: lambda desk, who, out: desk.attachments.export(
        who, str(people.ada().beneficiary.profile.documents[0].id), out / "diplome.pdf"
    ),
    Operation.ARCHIVE_DOSSIER: lambda desk, who, _: desk.retention.archive(who, "Contentieux", dt.date(2027, 6, 1)),
    Operation.REASSIGN_DOSSIER: lambda desk, who, _: _reassigned(desk, who),
    Operation.EXPORT_LIST: _exported,
    Operation.ERASE_DOSSIER: lambda desk, who, _: desk.rights.erase(who, ErasureCause.REQUEST),
}
ON_NONE: dict[Operation, Callable[[Desk], object]] = {
    Operation.READ_DOSSIER: lambda desk: desk.dossiers.find(""),
    Operation.WRITE_DOSSIER: lambda desk: desk.dossiers.create(people.ada_identity()),
    Operation.IMPORT_PASSPORT: lambda desk: desk.passports.accept(incoming(), None, {}),
    Operation.PLAN_RETENTION: lambda desk: desk.retention.plan(),
    Operation.SET_RETENTION: lambda desk: desk.retention.set_policy(12, 6, "Demande du délégué"),
    Operation.MANAGE_DIRECTORY: lambda desk: desk.directory.add({"name": "CIO d’Essai", "network": "CIO"}),
    Operation.SET_REMINDERS: lambda desk: desk.agenda.set_reminders(5, 20),
    Operation.READ_JOURNAL: lambda desk: desk.journal.look(),
}


def test_the_file_names_every_role_and_operation_and_nothing_else() -> None:
    assert set(MATRIX) == set(RANKS)
    for rank, operations in MATRIX.items():
        assert set(operations) == {operation.value for operation in Operation}, rank


def test_a_right_that_is_given_on_a_dossier_has_its_use_case() -> None:
    for operations in MATRIX.values():
        for operation, cells in operations.items():
            assert Operation(operation) in ON_A_DOSSIER or set(cells) <= {"NOBODY"}, operation


@pytest.mark.parametrize(("rank", "operation", "on"), CELLS, ids=str)
def test_a_cell_says_what_its_file_says(rank: str, operation: Operation, on: Whose) -> None:
    assert allows(rank, operation, on) == (on.value in MATRIX[rank][operation.value])


def has_use(operation: Operation, on: Whose) -> bool:
    return (on is Whose.NOBODY and operation in ON_NONE) or (on is not Whose.NOBODY and operation in ON_A_DOSSIER)


@pytest.mark.parametrize(("rank", "operation", "on"), [cell for cell in CELLS if has_use(*cell[1:])], ids=str)
def test_a_cell_is_enforced(desk: Desk, tmp_path: Path, rank: str, operation: Operation, on: Whose) -> None:
    use: Callable[..., object] = ON_NONE[operation] if on is Whose.NOBODY else ON_A_DOSSIER[operation]
    arguments: tuple[Any, ...] = (desk,) if on is Whose.NOBODY else (desk, dossier_of(desk, on), tmp_path)
    if operation is Operation.WITHDRAW_AGREEMENT and on is not Whose.NOBODY:
        with desk.vault.unit_of_work() as work:
            dossier = work.dossiers.get(arguments[1])
            work.dossiers.save(dossier.evolve(agreements=(GIVEN,)))
            work.commit()
    before = _state(desk)
    vaults.as_account(vault_of(desk), rank)
    if on.value in MATRIX[rank][operation.value]:
        use(*arguments)
        return
    with pytest.raises(NotAllowed):
        use(*arguments)
    assert _state(desk) == before
    assert [path.name for path in tmp_path.iterdir()] == ["coffre"]


def _state(desk: Desk) -> object:
    with desk.vault.unit_of_work() as work:
        people_there = [work.dossiers.get(found.id) for found in work.dossiers.find("", limit=10)]
        return people_there, len(work.journal.numbers()), work.retention.minutes(), work.retention.policy()


def test_archive_and_limitation_each_forbid_what_they_forbid(desk: Desk) -> None:
    both = people.ada().evolve(
        archive=Archive(reason="x", since=dt.date(2026, 1, 1), until=dt.date(2027, 1, 1)),
        requests=(
            RightsRequest(id=RequestId(UUID(int=7)), kind=RequestKind.LIMITATION, received_on=dt.date(2026, 1, 1)),
        ),
    )
    assert set(whose(desk.vault.account.id, both)) == {Whose.ARCHIVED, Whose.FROZEN}


# Every public use case asks ---------------------------------------------------------------------------------------

STEP = ItemId(UUID(int=5))
PARCOURS = ParcoursId(UUID(int=6))
ENTRY = StepEntry(type="ENTRETIEN", day=dt.date(2026, 11, 23))
HANDED = HandedOver(PassportNumber("PSP-2026-0000-TEST"), people.ada_passport(), WrittenDocument(b"%PDF-"))
CALLS: dict[str, dict[str, tuple[object, ...]]] = {
    "dossiers": {
        "find": ("ada",),
        "page": (),
        "count": (),
        "everybody": (Listing(),),
        "open": (NOBODY,),
        "alike": (people.ada_identity(),),
        "create": (people.ada_identity(),),
        "change_identity": (NOBODY, people.ada_identity()),
        "change_situation": (NOBODY, Situation()),
        "change_profile": (NOBODY, Profile()),
        "give_notice": (NOBODY, "2026-11", "ORAL"),
    },
    "parcours": {
        "open_parcours": (NOBODY, "Orientation"),
        "close_parcours": (NOBODY, PARCOURS, "FORMATION"),
        "record_step": (NOBODY, ENTRY),
        "record_step_in_new": (NOBODY, ENTRY, "Orientation"),
        "change_step": (NOBODY, STEP, ENTRY),
        "settle_step": (NOBODY, STEP, StepStatus.HONOREE),
        "remove_step": (NOBODY, STEP),
        "move_referral": (NOBODY, STEP, ReferralStatus.RECUE),
        "plan_action": (NOBODY, PARCOURS, "Rappeler"),
        "move_action": (NOBODY, STEP, ActionStatus.REALISEE),
    },
    "passports": {
        "agree": (NOBODY, TO, SCOPE, "ECRIT"),
        "withdraw": (NOBODY, AgreementId(UUID(int=1))),
        "preview": (NOBODY, TO, SCOPE, "ECRIT"),
        "issue": (NOBODY, AgreementId(UUID(int=1)), Path("nowhere.pdf"), FileFormat.PDF),
        "hand_over": (NOBODY, AgreementId(UUID(int=1)), Path("nowhere.pdf"), FileFormat.PDF),
        "print_out": (HANDED,),
        "read": (Path("nowhere.pdf"),),
        "propose": (incoming(),),
        "propose_new": (incoming(),),
        "accept": (incoming(), None, {}),
    },
    "documents": {
        "draw": (NOBODY, Wanted(DocumentKind.SYNTHESIS)),
        "hand_over": (NOBODY, Wanted(DocumentKind.SYNTHESIS), Path("nowhere.pdf")),
        "hand_on_paper": (NOBODY,),
    },
    "batch": {"recipients": (), "run": (TO, Path("nowhere"), "sept mots sans lien entre eux ici")},
    "journal": {
        "look": (),
        "lines": ((1,),),
        "accounts": (),
        "names": (("1",),),
        "referring_to": ("ada",),
        "about": (NOBODY,),
        "history": (NOBODY,),
        "verify": (),
    },
    "rights": {
        "record": (NOBODY, RequestKind.ACCESS),
        "answer": (NOBODY, RequestId(UUID(int=1)), RequestOutcome.DONE),
        "copy": (NOBODY, Path("nowhere.zip")),
        "erase": (NOBODY, ErasureCause.REQUEST),
        "minutes": (),
    },
    "retention": {
        "policy": (),
        "set_policy": (12, 6, "Demande du délégué"),
        "plan": (),
        "apply": (),
        "archive": (NOBODY, "Contentieux", dt.date(2027, 1, 1)),
        "unarchive": (NOBODY,),
    },
}
READING = CouponReading(
    IncomingCoupon(
        coupon=Coupon(number="7F3K9", said=Said(answer=Answer.RECUE), proof=b"\0" * 32), carrier=Carrier.FILE
    ),
    CouponState.UNKNOWN_STATION,
    ReferralPlace(beneficiary=NOBODY, step=STEP),
    referral=Referral(point_accueil="Cité des métiers", network="CITE_METIERS"),
)
CALLS["referrals"] = {
    "to_answer": (),
    "answer": (NOBODY, STEP, Said(answer=Answer.RECUE)),
    "given": (NOBODY, STEP),
    "read_file": (Path("nowhere.passeport-retour"),),
    "read_typed": ("7F3K",),
    "take": (READING,),
    "trust": (READING,),
}
CALLS["directory"] = {
    "find": ("mission",),
    "sources": (),
    "propose": (Path("nowhere.json"),),
    "columns": (Path("nowhere.csv"),),
    "apply": (DirectoryProposal(DirectoryFile(file_name="x", kind="table", points=()), DirectoryChanges(sources=())),),
    "correct": ("ici--1", {}),
    "add": ({},),
    "restore": ("ici--1",),
    "remove": ("ici--1",),
}
CALLS["bonne_porte"] = {"propose": (Case(),)}
DAYS = (dt.date(2026, 11, 23), dt.date(2026, 11, 29))
CALLS["agenda"] = {
    "due": (),
    "counts": (),
    "between": DAYS,
    "per_day": DAYS,
    "reminders": (),
    "set_reminders": (5, 20),
    "export": (DAYS, Path("nowhere.ics")),
}
CALLS["skill_terms"] = {"load": (Path("nowhere.csv"),), "suggest": ("ada",), "counts": ()}
CALLS["attachments"] = {
    "content": (NOBODY, "1"),
    "export": (NOBODY, "1", Path("nowhere.pdf")),
    "remove": (NOBODY, "1"),
}
CALLS["following"] = {
    "add_goal": (NOBODY, PARCOURS, GoalEntry(title="Essai")),
    "change_goal": (NOBODY, STEP, GoalEntry(title="Essai")),
    "remove_goal": (NOBODY, STEP),
    "add_action": (NOBODY, PARCOURS, ActionEntry(title="Essai")),
    "change_action": (NOBODY, STEP, ActionEntry(title="Essai")),
    "remove_action": (NOBODY, STEP),
    "reopen_parcours": (NOBODY, PARCOURS),
    "done": (NOBODY, DueKind.ACTION, str(STEP)),
    "postpone": (NOBODY, DueKind.ACTION, str(STEP), dt.date(2099, 1, 1)),
}
CALLS["stations"] = {"known": (), "trust": (incoming(),), "withdraw": ("0" * 64,)}
CALLS["reunions"] = {"alike": (NOBODY,), "compare": (NOBODY, NOBODY), "reunite": (NOBODY, NOBODY, {})}
CALLS["drafts"] = {
    "keep": (NOBODY, NEW_STEP, {}),
    "discard": (NOBODY, NEW_STEP),
    "of": (NOBODY,),
    "all": (),
}
CALLS["templates"] = {
    "all": (),
    "keep": ("Entretien", ENTRY),
    "restore": (StepTemplate(id=TemplateId(UUID(int=8)), name="Entretien", type="ENTRETIEN"),),
    "remove": (TemplateId(UUID(int=8)),),
}
CALLS["lists"] = {
    "notes": ("métier",),
    "bookmarks": (),
    "pinned": (),
    "pin": (NOBODY,),
    "unpin": (NOBODY,),
    "views": (),
    "keep": ("Mes retards", Listing()),
    "remove": (ViewId(UUID(int=9)),),
    "tags": (),
    "conseillers": (),
}
CALLS["assignments"] = {"caseloads": (), "assign": ((NOBODY,), None), "tag": ((NOBODY,), ("lundi",))}
TABLE = IncomingTable(file_name="liste.csv", headings=("Nom",), rows=())
CALLS["caseloads"] = {
    "read": (Path("nowhere.csv"),),
    "mapping": (TABLE,),
    "preview": (TABLE, {}),
    "accept": (CaseloadPreview(table=TABLE),),
    "write_refused": (CaseloadPreview(table=TABLE), Path("nowhere.csv")),
    "export": ((NOBODY,), Path("nowhere.xlsx"), "sept mots sans lien pour cet essai"),
}
CALLS["workshops"] = {
    "recognise": ((),),
    "record": (WorkshopEntry(type="ATELIER", title="CV", day=dt.date(2026, 11, 23)),),
    "sheet": (WorkshopSheet(station=people.MISSION_LOCALE, day=dt.date(2026, 11, 23)),),
}
CALLS["diagnostics"] = {"look": (), "write": (Path("nowhere.json"),)}
BACKUP = Backup(
    path=Path("nowhere"), made_at=dt.datetime(2026, 11, 23, tzinfo=dt.UTC), reason=BackupReason.DAY, commits=0, size=0
)
CALLS["backups"] = {"make": (), "choose_second_place": (None,), "preview": (BACKUP,)}
ASK_NOBODY = {
    "backups": {
        "all": "says when, and nothing of what is in them",
        "second_place": "says where",
        "at_opening": "made by itself, for every account",
        "at_locking": "made by itself, for every account",
        "lock": "the way out",
    },
    "attachments": {"pages": "draws bytes that `content` gave"},
    "dossiers": {"new_item": "draws an identifier", "undo": "tried below", "redo": "tried below"},
    "parcours": {"with_step": "a part of `record_step`: changes a value, reads and writes nothing"},
    "passports": {
        "prepare_to_read": "starts a process that reads nothing yet",
        "new_issue": "a part of `issue`: a number and a moment for an agreement already given",
        "after_issue": "a part of `issue`: what a dossier that was reached already becomes",
        "laid_out": "draws a passport that `preview` gave, of a dossier that was reached already",
    },
    "documents": {"pages": "shows a document that was drawn already"},
    "referrals": {
        "answerable": "looks at a dossier that was opened already",
        "write": "writes the bytes that `answer` or `given` gave",
    },
    "stations": {"recognised": "a part of `read`: says what the signature of a file already read is worth"},
    "assignments": {"settle": "does what was decided when the dossiers were lent, for every account"},
    "journal": {"tidy": "removes what is a year old, at each opening, for every account"},
    "rights": {
        "erased": "a part of `erase`, inside a transaction that is open",
        "finish_erasing": "ends an erasure that was stopped, at each opening, for every account",
    },
}


def test_no_use_case_is_forgotten(desk: Desk) -> None:
    for name, calls in CALLS.items():
        methods = inspect.getmembers(type(getattr(desk, name)), inspect.isfunction)
        public = {method for method, _ in methods if not method.startswith("_")}
        assert public == set(calls) | set(ASK_NOBODY.get(name, {})), name
    others = {"vault", "clock", "editing", "administration", "mending"}  # the last two have tests of their own
    rooms = {name for name, _ in inspect.getmembers(Desk, lambda member: isinstance(member, property))}
    assert {*Desk.__dataclass_fields__, *rooms} == set(CALLS) | others


def _of_supervisor() -> dict[str, frozenset[Whose]]:
    rights = matrix()[Role.SUPERVISOR]
    assert isinstance(rights, dict)
    return rights


@pytest.mark.parametrize(("room", "method"), [(room, method) for room, calls in CALLS.items() for method in calls])
def test_a_use_case_asks_before_anything_else(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, room: str, method: str
) -> None:
    if room == "diagnostics":
        monkeypatch.setitem(_of_supervisor(), Operation.READ_DIAGNOSTIC.value, frozenset())
    vaults.as_account(vault_of(desk), Role.SUPERVISOR)
    with pytest.raises(NotAllowed):
        getattr(getattr(desk, room), method)(*CALLS[room][method])


@pytest.mark.parametrize("method", ["undo", "redo"])
def test_undoing_is_a_change_like_another(desk: Desk, method: str) -> None:
    desk.dossiers.create(people.ada_identity())
    if method == "redo":
        desk.dossiers.undo()
    vaults.as_account(vault_of(desk), Role.SUPERVISOR)
    with pytest.raises(NotAllowed):
        getattr(desk.dossiers, method)()
