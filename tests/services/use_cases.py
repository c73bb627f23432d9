"""Every public use case, the cells of the matrix of rights that it asks, and how it is tried (R07)."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from passeport.domain.account import Operation, Role, VaultSettings
from passeport.domain.agenda import DueKind
from passeport.domain.backup import Backup, BackupReason
from passeport.domain.beneficiary import Situation
from passeport.domain.bonne_porte import Case
from passeport.domain.caseload import CaseloadPreview
from passeport.domain.coupon import Answer, Carrier, Coupon, Said
from passeport.domain.directory import DirectoryChanges
from passeport.domain.documents import DocumentKind
from passeport.domain.draft import NEW_STEP
from passeport.domain.errors import AgreementMissing, NobodyToExport, NotAllowed, ParticipantsRefused
from passeport.domain.identifiers import AccountId, BeneficiaryId, ItemId, PassportNumber
from passeport.domain.incoming_table import IncomingTable
from passeport.domain.listing import Listing, ViewId
from passeport.domain.parcours import ActionStatus, Referral, ReferralStatus, StepStatus
from passeport.domain.reading import IncomingPassport, ReadingReport
from passeport.domain.requests import RequestKind, RequestOutcome
from passeport.domain.retention import ErasureCause
from passeport.domain.template import StepTemplate, TemplateId
from passeport.services.coupon_ports import CouponState, IncomingCoupon, ReferralPlace
from passeport.services.desk import Desk
from passeport.services.directory import DirectoryProposal
from passeport.services.directory_ports import DirectoryFile
from passeport.services.document_ports import WrittenDocument
from passeport.services.documents import Wanted
from passeport.services.file_ports import FileFormat, WorkshopSheet
from passeport.services.following import ActionEntry, GoalEntry
from passeport.services.history import Done, Sought, Touched
from passeport.services.journal_ports import JournalOperation
from passeport.services.parcours import StepEntry
from passeport.services.passports import HandedOver
from passeport.services.referrals import CouponReading
from passeport.services.workshops import Participant, WorkshopEntry
from tests import people
from tests.services.people_to_try import RECEIVED, SCOPE, TO, Tried, proof_for

READ, WRITE = Operation.READ_DOSSIER, Operation.WRITE_DOSSIER
ISSUE, IMPORT = Operation.ISSUE_PASSPORT, Operation.IMPORT_PASSPORT
DAY = dt.date(2026, 11, 23)
ENTRY = StepEntry(type="ENTRETIEN", day=DAY)
PASSPHRASE = "sept mots sans lien pour cet essai"
NOBODY = BeneficiaryId(UUID(int=404))
SOMEONE = AccountId(UUID(int=405))


@dataclass(frozen=True)
class Use:
    """A use case tried on a dossier."""

    on: Operation
    """Asked on what the dossier is to the account."""
    how: Callable[[Tried], object]
    besides: tuple[Operation, ...] = ()
    """Asked too, on no dossier."""


def incoming() -> IncomingPassport:
    return IncomingPassport(
        passport=people.ada_passport(), report=ReadingReport(file_format="passeport"), file_name="passeport.pdf"
    )


def _refused(operation: Operation) -> NotAllowed:
    return NotAllowed(operation=operation.value, on="")


def _of_several(done: Callable[[Tried], object], operation: Operation) -> Callable[[Tried], object]:
    """Several dossiers at once: those that are refused are told, and nothing is raised for one of them alone."""

    def tried(on: Tried) -> object:
        if on.who in getattr(done(on), "refused"):  # noqa: B009 - a `Several`, which mypy is not told
            raise _refused(operation)
        return None

    return tried


def _when_empty(
    done: Callable[[Tried], object], operation: Operation, empty: type[Exception] | None = None
) -> Callable[[Tried], object]:
    def tried(on: Tried) -> object:
        try:
            found = done(on)
        except (NobodyToExport, AgreementMissing, ParticipantsRefused) as error:
            if empty is None or not isinstance(error, empty):
                raise
            found = None
        if not found:
            raise _refused(operation)
        return found

    return tried


def _undone(way: str) -> Callable[[Tried], object]:
    def tried(on: Tried) -> object:
        before = on.dossier.evolve(reminders=())
        done = Done(
            (Touched(before, on.dossier),),
            JournalOperation.DOSSIER_CHANGED,
            str(on.dossier.beneficiary.id),
            on.dossier.beneficiary.id,
        )
        on.desk.editing.forget_history()
        on.desk.editing.remember(done)
        if way == "redo":
            on.desk.editing._history.undo(lambda _done: None, Sought(on.dossier.beneficiary.id))
        return getattr(on.desk.dossiers, way)(on.dossier.beneficiary.id)

    return tried


def _answer_to(on: Tried) -> CouponReading:
    referral = on.sent.referral
    assert referral is not None
    assert referral.ticket is not None
    coupon = Coupon(number=referral.ticket.number, said=RECEIVED, proof=proof_for(on.sent))
    return CouponReading(
        IncomingCoupon(coupon=coupon, carrier=Carrier.FILE),
        CouponState.VERIFIED,
        ReferralPlace(beneficiary=on.who, step=on.sent.id),
        referral=referral,
        station=people.CITE_DES_METIERS,
    )


def _handed(on: Tried) -> HandedOver:
    passport = people.ada_passport().evolve(beneficiary=on.who)
    return HandedOver(PassportNumber("PSP-2026-0000-TEST"), passport, WrittenDocument(b"%PDF-"))


def _workshop(on: Tried) -> object:
    there = Participant(beneficiary=on.who, status=StepStatus.HONOREE)
    return on.desk.workshops.record(WorkshopEntry(type="ATELIER", title="CV", day=DAY, participants=(there,)))


ON_A_DOSSIER: dict[str, dict[str, tuple[Use, ...]]] = {
    "dossiers": {
        "open": (Use(READ, lambda on: on.desk.dossiers.open(on.who)),),
        "change_identity": (Use(WRITE, lambda on: on.desk.dossiers.change_identity(on.who, people.ada_identity())),),
        "change_situation": (Use(WRITE, lambda on: on.desk.dossiers.change_situation(on.who, Situation())),),
        "change_profile": (Use(WRITE, lambda on: on.desk.dossiers.change_profile(on.who, people.ada_profile())),),
        "give_notice": (Use(WRITE, lambda on: on.desk.dossiers.give_notice(on.who, "2026-12", "ORAL")),),
        "undo": (Use(WRITE, _undone("undo")),),
        "redo": (Use(WRITE, _undone("redo")),),
    },
    "parcours": {
        "open_parcours": (Use(WRITE, lambda on: on.desk.parcours.open_parcours(on.who, "Orientation")),),
        "close_parcours": (Use(WRITE, lambda on: on.desk.parcours.close_parcours(on.who, on.home.id, "FORMATION")),),
        "record_step": (Use(WRITE, lambda on: on.desk.parcours.record_step(on.who, ENTRY)),),
        "record_step_in_new": (Use(WRITE, lambda on: on.desk.parcours.record_step_in_new(on.who, ENTRY, "Essai")),),
        "change_step": (Use(WRITE, lambda on: on.desk.parcours.change_step(on.who, on.step, ENTRY)),),
        "settle_step": (
            Use(WRITE, lambda on: on.desk.parcours.settle_step(on.who, on.step, StepStatus.ABSENCE_EXCUSEE)),
        ),
        "remove_step": (Use(WRITE, lambda on: on.desk.parcours.remove_step(on.who, on.step)),),
        "move_referral": (
            Use(WRITE, lambda on: on.desk.parcours.move_referral(on.who, on.sent.id, ReferralStatus.RECUE)),
        ),
        "plan_action": (Use(WRITE, lambda on: on.desk.parcours.plan_action(on.who, on.home.id, "Rappeler")),),
        "move_action": (Use(WRITE, lambda on: on.desk.parcours.move_action(on.who, on.action, ActionStatus.REALISEE)),),
    },
    "following": {
        "add_goal": (Use(WRITE, lambda on: on.desk.following.add_goal(on.who, on.home.id, GoalEntry(title="Essai"))),),
        "change_goal": (
            Use(WRITE, lambda on: on.desk.following.change_goal(on.who, on.goal, GoalEntry(title="Autre"))),
        ),
        "remove_goal": (Use(WRITE, lambda on: on.desk.following.remove_goal(on.who, on.goal)),),
        "add_action": (
            Use(WRITE, lambda on: on.desk.following.add_action(on.who, on.home.id, ActionEntry(title="Essai"))),
        ),
        "change_action": (
            Use(WRITE, lambda on: on.desk.following.change_action(on.who, on.action, ActionEntry(title="Autre"))),
        ),
        "remove_action": (Use(WRITE, lambda on: on.desk.following.remove_action(on.who, on.action)),),
        "reopen_parcours": (Use(WRITE, lambda on: on.desk.following.reopen_parcours(on.who, on.home.id)),),
        "done": (Use(WRITE, lambda on: on.desk.following.done(on.who, DueKind.ACTION, str(on.action))),),
        "postpone": (
            Use(
                WRITE,
                lambda on: on.desk.following.postpone(on.who, DueKind.ACTION, str(on.action), dt.date(2099, 1, 1)),
            ),
        ),
    },
    "passports": {
        "agree": (Use(ISSUE, lambda on: on.desk.passports.agree(on.who, TO, SCOPE, "ECRIT")),),
        "withdraw": (Use(Operation.WITHDRAW_AGREEMENT, lambda on: on.desk.passports.withdraw(on.who, on.given)),),
        "preview": (Use(ISSUE, lambda on: on.desk.passports.preview(on.who, TO, SCOPE, "ECRIT")),),
        "left_out": (Use(ISSUE, lambda on: on.desk.passports.left_out(on.who, SCOPE, FileFormat.CANDIDATE)),),
        "issue": (
            Use(ISSUE, lambda on: on.desk.passports.issue(on.who, on.given, on.out / "p.json", FileFormat.JSON)),
        ),
        "hand_over": (
            Use(ISSUE, lambda on: on.desk.passports.hand_over(on.who, on.given, on.out / "p.json", FileFormat.JSON)),
        ),
        "print_out": (Use(ISSUE, lambda on: on.desk.passports.print_out(_handed(on))),),
        "propose": (Use(IMPORT, lambda on: on.desk.passports.propose(incoming(), on.who)),),
        "accept": (Use(IMPORT, lambda on: on.desk.passports.accept(incoming(), on.who, {})),),
    },
    "documents": {
        "draw": (Use(ISSUE, lambda on: on.desk.documents.draw(on.who, _paper(on))),),
        "hand_over": (Use(ISSUE, lambda on: on.desk.documents.hand_over(on.who, _paper(on), on.out / "d.pdf")),),
        "hand_on_paper": (Use(ISSUE, lambda on: on.desk.documents.hand_on_paper(on.who)),),
    },
    "batch": {
        "recipients": (Use(ISSUE, _when_empty(lambda on: on.desk.batch.recipients(_only(on)), ISSUE), (READ,)),),
        "run": (
            Use(
                ISSUE,
                _when_empty(
                    lambda on: on.desk.batch.run(TO, on.out, PASSPHRASE, only=_only(on)), ISSUE, AgreementMissing
                ),
                (READ,),
            ),
        ),
    },
    "journal": {
        "about": (Use(READ, lambda on: on.desk.journal.about(on.who), (Operation.READ_JOURNAL,)),),
        "history": (Use(READ, lambda on: on.desk.journal.history(on.who), (Operation.READ_JOURNAL,)),),
    },
    "rights": {
        "record": (Use(Operation.RECORD_REQUEST, lambda on: on.desk.rights.record(on.who, RequestKind.RECTIFICATION)),),
        "answer": (
            Use(
                Operation.RECORD_REQUEST,
                lambda on: on.desk.rights.answer(on.who, on.request, RequestOutcome.DONE),
            ),
        ),
        "copy": (Use(Operation.COPY_FOR_PERSON, lambda on: on.desk.rights.copy(on.who, on.out / "copie.zip")),),
        "erase": (Use(Operation.ERASE_DOSSIER, lambda on: on.desk.rights.erase(on.who, ErasureCause.REQUEST)),),
    },
    "retention": {
        "archive": (
            Use(
                Operation.ARCHIVE_DOSSIER,
                lambda on: on.desk.retention.archive(on.who, "Contentieux", dt.date(2027, 6, 1)),
            ),
        ),
        "unarchive": (Use(Operation.ARCHIVE_DOSSIER, lambda on: on.desk.retention.unarchive(on.who)),),
    },
    "referrals": {
        "answer": (Use(WRITE, lambda on: on.desk.referrals.answer(on.who, on.received, RECEIVED)),),
        "given": (Use(READ, lambda on: on.desk.referrals.given(on.who, on.received)),),
        "take": (Use(WRITE, lambda on: on.desk.referrals.take(_answer_to(on))),),
    },
    "attachments": {
        "content": (Use(READ, lambda on: on.desk.attachments.content(on.who, on.file)),),
        "export": (
            Use(
                Operation.EXPORT_ATTACHMENT,
                lambda on: on.desk.attachments.export(on.who, on.file, on.out / "diplôme.pdf"),
            ),
        ),
        "remove": (Use(WRITE, lambda on: on.desk.attachments.remove(on.who, on.file)),),
    },
    "reunions": {
        "alike": (Use(READ, lambda on: on.desk.reunions.alike(on.who)),),
        "compare": (
            Use(READ, lambda on: on.desk.reunions.compare(on.who, on.another)),
            Use(READ, lambda on: on.desk.reunions.compare(on.another, on.who)),
        ),
        "reunite": (
            Use(WRITE, lambda on: on.desk.reunions.reunite(on.who, on.another, {})),
            Use(WRITE, lambda on: on.desk.reunions.reunite(on.another, on.who, {})),
        ),
    },
    "drafts": {
        "keep": (Use(WRITE, lambda on: on.desk.drafts.keep(on.who, NEW_STEP, {"title": "Essai"})),),
        "of": (Use(READ, lambda on: on.desk.drafts.of(on.who), (WRITE,)),),
    },
    "lists": {"pin": (Use(READ, lambda on: on.desk.lists.pin(on.who)),)},
    "assignments": {
        "assign": (
            Use(
                Operation.REASSIGN_DOSSIER,
                _of_several(lambda on: on.desk.assignments.assign([on.who], None), Operation.REASSIGN_DOSSIER),
            ),
        ),
        "tag": (Use(WRITE, _of_several(lambda on: on.desk.assignments.tag([on.who], ["lundi"]), WRITE)),),
    },
    "caseloads": {
        "export": (
            Use(
                Operation.EXPORT_LIST,
                _when_empty(
                    lambda on: on.desk.caseloads.export([on.who], on.out / "liste.xlsx", PASSPHRASE),
                    Operation.EXPORT_LIST,
                    NobodyToExport,
                ),
            ),
        ),
    },
    "workshops": {
        "record": (Use(WRITE, _when_empty(_workshop, WRITE, ParticipantsRefused)),),
    },
}
"""Use cases on a dossier, by the name of their room and their own: each way in which a dossier comes into them."""

READING = CouponReading(
    IncomingCoupon(
        coupon=Coupon(number="7F3K9", said=Said(answer=Answer.RECUE), proof=b"\0" * 32), carrier=Carrier.FILE
    ),
    CouponState.UNKNOWN_STATION,
    ReferralPlace(beneficiary=NOBODY, step=ItemId(UUID(int=5))),
    referral=Referral(point_accueil="Cité des métiers", network="CITE_METIERS"),
)
BACKUP = Backup(
    path=Path("nowhere"), made_at=dt.datetime(2026, 11, 23, tzinfo=dt.UTC), reason=BackupReason.DAY, commits=0, size=0
)
TABLE = IncomingTable(file_name="liste.csv", headings=("Nom",), rows=())
DAYS = (DAY, dt.date(2026, 11, 29))
_DIRECTORY, _ACCOUNTS = Operation.MANAGE_DIRECTORY, Operation.MANAGE_ACCOUNTS
_CASELOAD, _JOURNAL = Operation.IMPORT_CASELOAD, Operation.READ_JOURNAL
ON_NONE: dict[str, dict[str, tuple[Operation, tuple[object, ...]]]] = {
    "dossiers": {
        "find": (READ, ("prénom",)),
        "page": (READ, ()),
        "count": (READ, ()),
        "everybody": (READ, (Listing(),)),
        "alike": (READ, (people.ada_identity(),)),
        "create": (WRITE, (people.ada_identity(),)),
    },
    "passports": {
        "read": (IMPORT, (Path("nowhere.pdf"),)),
        "propose": (IMPORT, (incoming(),)),
        "propose_new": (IMPORT, (incoming(),)),
        "accept": (IMPORT, (incoming(), None, {})),
    },
    "journal": {
        "look": (_JOURNAL, ()),
        "lines": (_JOURNAL, ((1,),)),
        "accounts": (_JOURNAL, ()),
        "names": (_JOURNAL, (("1",),)),
        "referring_to": (_JOURNAL, ("ada",)),
        "verify": (_JOURNAL, ()),
    },
    "rights": {"minutes": (Operation.PLAN_RETENTION, ())},
    "retention": {
        "policy": (Operation.PLAN_RETENTION, ()),
        "set_policy": (Operation.SET_RETENTION, (12, 6, "Demande du délégué")),
        "plan": (Operation.PLAN_RETENTION, ()),
        "apply": (Operation.PLAN_RETENTION, ()),
    },
    "referrals": {
        "to_answer": (READ, ()),
        "read_file": (IMPORT, (Path("nowhere.passeport-retour"),)),
        "read_typed": (IMPORT, ("7F3K",)),
        "trust": (IMPORT, (READING,)),
    },
    "directory": {
        "find": (READ, ("mission",)),
        "entry": (READ, ("ici--1",)),
        "sources": (READ, ()),
        "propose": (_DIRECTORY, (Path("nowhere.json"),)),
        "columns": (_DIRECTORY, (Path("nowhere.csv"),)),
        "apply": (
            _DIRECTORY,
            (DirectoryProposal(DirectoryFile(file_name="x", kind="table", points=()), DirectoryChanges(sources=())),),
        ),
        "correct": (_DIRECTORY, ("ici--1", {})),
        "add": (_DIRECTORY, ({},)),
        "restore": (_DIRECTORY, ("ici--1",)),
        "remove": (_DIRECTORY, ("ici--1",)),
    },
    "bonne_porte": {"propose": (READ, (Case(),))},
    "agenda": {
        "due": (READ, ()),
        "counts": (READ, ()),
        "between": (READ, DAYS),
        "per_day": (READ, DAYS),
        "reminders": (READ, ()),
        "set_reminders": (Operation.SET_REMINDERS, (5, 20)),
        "export": (Operation.EXPORT_AGENDA, (DAYS, Path("/nowhere/agenda.ics"))),
    },
    "skill_terms": {
        "load": (Operation.LOAD_SKILL_TERMS, (Path("nowhere.csv"),)),
        "suggest": (READ, ("ada",)),
        "counts": (READ, ()),
    },
    "stations": {"known": (IMPORT, ()), "trust": (IMPORT, (incoming(),)), "withdraw": (IMPORT, ("0" * 64,))},
    "drafts": {
        "keep": (WRITE, (None, NEW_STEP, {})),
        "discard": (WRITE, (NOBODY, NEW_STEP)),
        "of": (WRITE, (None,)),
        "all": (WRITE, ()),
    },
    "templates": {
        "all": (WRITE, ()),
        "keep": (WRITE, ("Entretien", ENTRY)),
        "restore": (WRITE, (StepTemplate(id=TemplateId(UUID(int=8)), name="Entretien", type="ENTRETIEN"),)),
        "remove": (WRITE, (TemplateId(UUID(int=8)),)),
    },
    "lists": {
        "notes": (READ, ("métier",)),
        "bookmarks": (READ, ()),
        "pinned": (READ, ()),
        "unpin": (READ, (NOBODY,)),
        "views": (READ, ()),
        "keep": (READ, ("Mes retards", Listing())),
        "remove": (READ, (ViewId(UUID(int=9)),)),
        "tags": (READ, ()),
        "conseillers": (READ, ()),
    },
    "assignments": {"caseloads": (READ, ())},
    "caseloads": {
        "read": (_CASELOAD, (Path("nowhere.csv"),)),
        "mapping": (_CASELOAD, (TABLE,)),
        "preview": (_CASELOAD, (TABLE, {})),
        "accept": (_CASELOAD, (CaseloadPreview(table=TABLE),)),
        "write_refused": (_CASELOAD, (CaseloadPreview(table=TABLE), Path("/nowhere/liste.csv"))),
    },
    "workshops": {
        "recognise": (READ, ((),)),
        "sheet": (WRITE, (WorkshopSheet(station=people.MISSION_LOCALE, day=DAY),)),
    },
    "diagnostics": {
        "look": (Operation.READ_DIAGNOSTIC, ()),
        "write": (Operation.READ_DIAGNOSTIC, (Path("/nowhere/d.json"),)),
    },
    "backups": {
        "make": (Operation.MAKE_BACKUP, ()),
        "preview": (Operation.PREVIEW_BACKUP, (BACKUP,)),
        "choose_second_place": (Operation.SET_BACKUP_PLACE, (None,)),
    },
    "administration": {
        "accounts": (READ, ()),
        "find": (READ, ("Camille",)),
        "add": (_ACCOUNTS, ("Dominique", Role.CONSEILLER, PASSPHRASE)),
        "reset_passphrase": (_ACCOUNTS, (SOMEONE, PASSPHRASE)),
        "disable": (_ACCOUNTS, (SOMEONE,)),
        "enable": (_ACCOUNTS, (SOMEONE,)),
        "give_right": (_ACCOUNTS, (SOMEONE,)),
        "withdraw_right": (_ACCOUNTS, (SOMEONE,)),
        "issue_recovery_key": (_ACCOUNTS, ()),
        "rotate_keys": (_ACCOUNTS, (lambda _done, _total: None,)),
        "change_settings": (_ACCOUNTS, (VaultSettings(),)),
    },
}
"""Use cases on no dossier, with what they ask and what they are given; a path that is nowhere comes after the right."""

ASK_NOBODY = {
    "keyring": {
        "require": "looks at the keyring, not at the vault",
        "allow": "asks the passphrase of the account at work, for itself alone",
        "forget": "leaves the account at work its passphrase alone",
    },
    "backups": {
        "all": "says when, and nothing of what is in them",
        "second_place": "says where",
        "at_opening": "made by itself, for every account",
        "at_locking": "made by itself, for every account",
        "lock": "the way out",
    },
    "attachments": {"pages": "draws bytes that `content` gave"},
    "dossiers": {"new_item": "draws an identifier"},
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
"""Public functions that ask no right, each with the reason."""


def _paper(on: Tried) -> Wanted:
    return Wanted(DocumentKind.ATTESTATION, step=on.step)


def _only(on: Tried) -> frozenset[BeneficiaryId]:
    return frozenset({on.dossier.beneficiary.id})


def _ids(found: Iterable[object]) -> frozenset[object]:
    return frozenset(getattr(one, "id", one) for one in found)


SHOWS: dict[str, Callable[[Desk], frozenset[object]]] = {
    "dossiers.find": lambda desk: _ids(desk.dossiers.find("prénom", limit=100)),
    "dossiers.page": lambda desk: _ids(desk.dossiers.page()),
    "dossiers.everybody": lambda desk: _ids(desk.dossiers.everybody(Listing())),
    "lists.notes": lambda desk: frozenset(found.person.id for found in desk.lists.notes("ponctuelle", limit=100)),
    "agenda.due": lambda desk: frozenset(line.beneficiary for line in desk.agenda.due(mine=False, limit=500).items),
    "agenda.between": lambda desk: frozenset(
        entry.beneficiary for entry in desk.agenda.between(dt.date(2026, 10, 1), dt.date(2026, 12, 31), mine=False)
    ),
    "referrals.to_answer": lambda desk: frozenset(one.place.beneficiary for one in desk.referrals.to_answer()),
}
"""Use cases that show many people at once: whom each one shows."""
