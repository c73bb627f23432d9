"""R11, R12: nothing is kept for ever, nothing goes without a warning, and a dry run changes nothing."""

import datetime as dt
import hashlib
from pathlib import Path
from uuid import UUID

import pytest

from passeport.domain.beneficiary import Beneficiary, Dossier
from passeport.domain.errors import Cancelled, FieldRefused, NotAllowed
from passeport.domain.identifiers import AccountId, BeneficiaryId, ItemId
from passeport.domain.identity import Identity
from passeport.domain.profile import AttachedDocument, Profile
from passeport.domain.reading import IncomingPassport, ReadingReport
from passeport.domain.requests import RequestKind, RequestOutcome
from passeport.domain.retention import Ending, Stage, months_after
from passeport.domain.rights import ADMINISTRATOR
from passeport.services.desk import Desk
from passeport.services.journal_ports import JournalOperation
from passeport.services.parcours import StepEntry
from storage.open_vault import SqlcipherVault
from tests import people, vaults

TODAY = vaults.SetClock().today()
SOMEONE = AccountId(UUID(int=99))


def person(desk: Desk, name: str, contact: dt.date, referent: AccountId | None = None) -> BeneficiaryId:
    """Someone whose last contact was on a day."""
    beneficiary = Beneficiary(
        id=BeneficiaryId(people.identifier(name)),
        identity=Identity(given_names=name, family_name="Fictif"),
        referent=referent or desk.vault.account.id,
        opened_on=contact,
    )
    with desk.vault.unit_of_work() as work:
        work.dossiers.add(Dossier(beneficiary=beneficiary))
        work.commit()
    return beneficiary.id


def years_before(days: int, months: int = 24) -> dt.date:
    """A last contact whose delay ended `days` ago."""
    return months_after(TODAY, -months) - dt.timedelta(days=days)


def everything(desk: Desk) -> object:
    with desk.vault.unit_of_work() as work:
        return (
            [work.dossiers.get(found.id) for found in work.dossiers.find("", limit=100)],
            len(work.journal.numbers()),
            work.retention.minutes(),
        )


def test_the_end_comes_two_years_after_the_last_contact_with_a_warning_before(desk: Desk) -> None:
    for name, days in (("Loin", -31), ("Averti", -30), ("Veille", -1), ("Jour", 0), ("Passé", 400)):
        person(desk, name, years_before(days))
    plan = desk.retention.plan()
    assert {old.name: old.stage for old in plan.dossiers} == {
        "FICTIF Averti": Stage.WARNED,
        "FICTIF Veille": Stage.WARNED,
        "FICTIF Jour": Stage.DUE,
        "FICTIF Passé": Stage.DUE,
    }


def test_a_contact_counts_and_an_absence_does_not(desk: Desk) -> None:
    seen, absent = person(desk, "Vue", years_before(10)), person(desk, "Absente", years_before(10))
    desk.parcours.record_step(seen, StepEntry(type="ENTRETIEN", day=TODAY))
    desk.parcours.record_step(absent, StepEntry(type="ENTRETIEN", day=TODAY, status="ABSENCE_EXCUSEE"))
    assert [old.name for old in desk.retention.plan().dossiers] == ["FICTIF Absente"]


def test_a_dry_run_changes_nothing(desk: Desk) -> None:
    person(desk, "Passé", years_before(1))
    before = everything(desk)
    assert desk.retention.plan().at(Stage.DUE)
    assert everything(desk) == before


def test_a_run_erases_what_is_due_with_minutes_and_nothing_else(desk: Desk) -> None:
    person(desk, "Passé", years_before(0))
    warned = person(desk, "Averti", years_before(-1))
    run = desk.retention.apply()
    assert [erasure.minutes for erasure in run.erasures] == list(desk.rights.minutes())
    assert [found.id for found in desk.dossiers.find("")] == [warned]
    assert desk.retention.apply().erasures == ()


@pytest.mark.parametrize("by_run", [True, False])
def test_a_dossier_may_end_as_facts_without_a_name(desk: Desk, *, by_run: bool) -> None:
    """By the setting of the point d'accueil, or for one run."""
    person(desk, "Passé", years_before(0))
    vault = desk.vault
    assert isinstance(vault, SqlcipherVault)
    vaults.as_account(vault, ADMINISTRATOR)
    if not by_run:
        desk.retention.set_policy(24, 6, "", Ending.ANONYMISE)
        assert desk.retention.policy().ending is Ending.ANONYMISE
    (erasure,) = desk.retention.apply(ending=Ending.ANONYMISE if by_run else None).erasures
    assert erasure.minutes.ending is Ending.ANONYMISE
    assert desk.dossiers.find("") == ()
    with desk.vault.unit_of_work() as work:
        assert [left.first_month for left in work.retention.anonymous()] == ["2024-11"]
        last = work.journal.entries()[0]
    assert (last.operation, last.reference) == (JournalOperation.DOSSIER_ANONYMISED, erasure.minutes.number)
    person(desk, "Autre", years_before(0))
    (purged,) = desk.retention.apply(ending=Ending.PURGE).erasures
    assert purged.minutes.ending is Ending.PURGE
    with desk.vault.unit_of_work() as work:
        assert len(work.retention.anonymous()) == 1


def test_what_this_account_may_not_erase_stays_and_is_counted(desk: Desk) -> None:
    person(desk, "Collègue", years_before(1), SOMEONE)
    frozen = person(desk, "Gelée", years_before(1))
    asked = desk.rights.record(frozen, RequestKind.LIMITATION)
    run = desk.retention.apply()
    assert (run.erasures, run.left) == ((), 2)
    desk.rights.answer(frozen, asked, RequestOutcome.DONE)
    vault = desk.vault
    assert isinstance(vault, SqlcipherVault)
    vaults.as_account(vault, ADMINISTRATOR, SOMEONE)
    assert len(desk.retention.apply().erasures) == 2
    assert desk.dossiers.find("") == ()


def test_an_archived_dossier_leaves_the_lists_and_ends_on_its_day(desk: Desk, clock: vaults.SetClock) -> None:
    kept = person(desk, "Litige", years_before(1))
    desk.retention.archive(kept, "Contentieux prud’homal en cours", TODAY + dt.timedelta(days=60))
    assert desk.dossiers.find("Litige") == desk.dossiers.page() == desk.dossiers.find("") == ()
    assert desk.dossiers.count() == 0
    assert [old.stage for old in desk.retention.plan().dossiers] == [Stage.ARCHIVED]
    with pytest.raises(NotAllowed):
        desk.dossiers.open(kept)
    assert desk.retention.apply().erasures == ()
    clock.wait(60)
    vault = desk.vault
    assert isinstance(vault, SqlcipherVault)
    vaults.as_account(vault, ADMINISTRATOR)
    assert len(desk.retention.apply().erasures) == 1


@pytest.mark.parametrize(("reason", "days"), [("", 60), ("Contentieux", 0)])
def test_an_archive_needs_a_reason_and_an_end(desk: Desk, reason: str, days: int) -> None:
    kept = person(desk, "Litige", years_before(1))
    with pytest.raises(FieldRefused):
        desk.retention.archive(kept, reason, TODAY + dt.timedelta(days=days))


def test_a_dossier_comes_back_from_the_archive(desk: Desk) -> None:
    kept = person(desk, "Litige", TODAY)
    vault = desk.vault
    assert isinstance(vault, SqlcipherVault)
    vaults.as_account(vault, ADMINISTRATOR)
    desk.retention.archive(kept, "Contentieux", TODAY + dt.timedelta(days=60))
    desk.retention.unarchive(kept)
    assert [found.id for found in desk.dossiers.find("")] == [kept]


def test_an_attachment_goes_after_six_months_and_the_rest_stays(desk: Desk, clock: vaults.SetClock) -> None:
    who = person(desk, "Pièces", TODAY)
    old = AttachedDocument(id=ItemId(UUID(int=1)), name="ancien.pdf", media_type="application/pdf", data=b"old")
    new = AttachedDocument(id=ItemId(UUID(int=2)), name="récent.pdf", media_type="application/pdf", data=b"new")
    desk.dossiers.change_profile(who, Profile(documents=(old,)))
    with desk.vault.unit_of_work() as work:
        work.originals.keep(who, "reçu.xml", "d" * 64, b"received")
        work.commit()
    clock.wait(100)
    desk.dossiers.change_profile(who, Profile(documents=(old, new)))
    clock.wait(months_after(TODAY, 6).toordinal() - TODAY.toordinal() - 100)
    assert [expired.file.name for expired in desk.retention.plan().attachments] == ["ancien.pdf"]
    assert desk.retention.apply().attachments == 1
    left = desk.dossiers.open(who)
    assert [document.name for document in left.beneficiary.profile.documents] == ["récent.pdf"]
    assert [file.name for file in left.kept_files] == ["récent.pdf"]
    assert desk.retention.plan().attachments == ()


def test_a_file_that_came_in_goes_after_six_months_too(desk: Desk, clock: vaults.SetClock, tmp_path: Path) -> None:
    original = tmp_path / "reçu.xml"
    original.write_bytes(b"what came in")
    incoming = IncomingPassport(
        passport=people.ada_passport(),
        report=ReadingReport(file_format="passeport"),
        file_digest=hashlib.sha256(b"what came in").hexdigest(),
    )
    who = desk.passports.accept(incoming, None, {}, original=original).beneficiary

    def kept() -> list[bytes]:
        with desk.vault.unit_of_work() as work:
            return [file.data for file in work.originals.files(who)]

    clock.wait(months_after(TODAY, 6).toordinal() - TODAY.toordinal() - 1)
    assert desk.retention.plan().attachments == ()
    clock.wait(1)
    assert [expired.file.name for expired in desk.retention.plan().attachments] == ["diplome.png", "reçu.xml"]
    assert kept() == [b"what came in"]
    assert desk.retention.apply().attachments == 2
    assert kept() == []
    assert desk.dossiers.open(who).kept_files == ()


def test_other_delays_need_a_reason_and_the_administrator(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        desk.retention.set_policy(12, 6, "Délibération du conseil")
    vault = desk.vault
    assert isinstance(vault, SqlcipherVault)
    vaults.as_account(vault, ADMINISTRATOR)
    with pytest.raises(FieldRefused):
        desk.retention.set_policy(12, 6, "")
    person(desk, "Court", years_before(0, months=12))
    assert desk.retention.plan().dossiers == ()
    desk.retention.set_policy(12, 6, "Délibération du conseil")
    assert [old.stage for old in desk.retention.plan().dossiers] == [Stage.DUE]


def test_a_run_that_is_stopped_has_finished_what_it_began(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("Un", "Deux", "Trois"):
        person(desk, name, years_before(1))

    def stop_after_one(done: int, total: int) -> None:
        assert total == 3
        if done == 1:
            raise Cancelled

    scrubbed: list[bool] = []
    honest = SqlcipherVault.scrub

    def scrub(vault: SqlcipherVault) -> None:
        scrubbed.append(True)
        honest(vault)

    monkeypatch.setattr(SqlcipherVault, "scrub", scrub)
    with pytest.raises(Cancelled):
        desk.retention.apply(stop_after_one)
    assert scrubbed == [True]  # what went is in no free page either
    assert len(desk.rights.minutes()) == 1
    assert desk.dossiers.count() == 2
    assert len(desk.retention.apply().erasures) == 2


def test_lines_of_more_than_a_year_are_in_the_plan(desk: Desk, clock: vaults.SetClock) -> None:
    """Who takes them away, and when: `tests/faults/test_clock.py`."""
    person(desk, "Ici", TODAY)
    desk.dossiers.find("Ici")
    desk.journal.look()
    assert desk.retention.plan().journal_lines == 0
    clock.moment = dt.datetime.now(dt.UTC) + dt.timedelta(days=400)  # a line bears the computer's own moment
    assert desk.retention.plan().journal_lines >= 1
