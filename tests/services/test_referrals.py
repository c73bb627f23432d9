"""A referral out and its answer back, between two real vaults, by each of the three carriers."""

import datetime as dt
import re
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from zxingcpp import read_barcodes

from exports.document.rendering import PdfiumPages
from passeport import wiring
from passeport.domain.agreement import Recipient, Scope
from passeport.domain.coupon import Answer, Carrier, Said, Ticket
from passeport.domain.coupon_code import written
from passeport.domain.difference import Decision
from passeport.domain.documents import DocumentKind
from passeport.domain.errors import (
    CouponMistyped,
    CouponNotTaken,
    FieldRefused,
    NothingToShow,
    StatusChangeRefused,
    TooManyCoupons,
)
from passeport.domain.identifiers import BeneficiaryId, ItemId
from passeport.domain.parcours import Referral, ReferralStatus
from passeport.domain.provenance import Station
from passeport.domain.vocabulary import vocabulary
from passeport.services.coupon_ports import CouponState, ReferralPlace
from passeport.services.desk import Desk
from passeport.services.documents import Wanted
from passeport.services.file_ports import FileFormat
from passeport.services.journal_ports import JournalOperation
from passeport.services.parcours import ReferralEntry, StepEntry
from passeport.services.referrals import MOST_WITHOUT_PROOF, CouponReading, Given, step_of
from tests import vaults
from tests.exports.document.making import grey
from tests.people import CITE_DES_METIERS, MISSION_LOCALE, ada_identity
from tests.vaults import CountedIdentifiers, SetClock

TO = Recipient(name=CITE_DES_METIERS.name, network=CITE_DES_METIERS.network)
RECEIVED = Said(answer=Answer.RECUE)
ACCEPTED = Said(answer=Answer.ACCEPTEE, first_meeting_on=dt.date(2026, 12, 1))
DECLINED = Said(answer=Answer.DECLINEE, decline_reason="SESSION_COMPLETE")


@dataclass
class Pair:
    """Two points d'accueil, and one person sent from the first to the second."""

    here: Desk
    there: Desk
    clock: SetClock
    folder: Path
    who: BeneficiaryId
    step: ItemId

    @property
    def place(self) -> ReferralPlace:
        return ReferralPlace(beneficiary=self.who, step=self.step)

    def refer(self, point_accueil: str = TO.name) -> ItemId:
        entry = ReferralEntry(point_accueil=point_accueil, network=str(TO.network), reason="Découvrir des métiers")
        step = StepEntry(type="ORIENTATION", day=self.clock.today(), referral=entry)
        return self.here.parcours.record_step(self.who, step)

    def hand_over(self, to: Recipient = TO, form: FileFormat = FileFormat.JSON) -> Path:
        dossier = self.here.dossiers.open(self.who)
        sections = frozenset(vocabulary("europass_sections").codes)
        scope = Scope(sections=sections, parcours=frozenset(p.id for p in dossier.parcours))
        path = self.folder / f"passeport.{form.value}"
        self.here.passports.issue(self.who, self.here.passports.agree(self.who, to, scope, "ECRIT"), path, form)
        return path

    def receive(self, path: Path) -> BeneficiaryId:
        incoming = self.there.passports.read(path)
        return self.there.passports.accept(incoming, None, {}).beneficiary

    def referral(self, desk: Desk | None = None) -> Referral:
        found = step_of((desk or self.here).dossiers.open(self.who), self.step).referral
        assert found is not None
        return found

    def answer(self, said: Said) -> Given:
        return self.there.referrals.answer(self.who, self.step, said)

    def file(self, given: Given) -> Path:
        path = self.folder / "réponse.passeport-retour"
        path.write_bytes(given.written.file)
        return path


def reading_by(pair: Pair, carrier: Carrier, given: Given) -> CouponReading:
    match carrier:
        case Carrier.FILE:
            return pair.here.referrals.read_file(pair.file(given))
        case Carrier.TEXT:
            return pair.here.referrals.read_typed(given.written.text)
        case Carrier.CODE:
            return pair.here.referrals.read_typed(given.written.code)


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    clock = SetClock()
    here = wiring.desk(vaults.copied(tmp_path / "ici"), clock, CountedIdentifiers("ici"))
    there = wiring.desk(
        vaults.copied(tmp_path / "là-bas", account="Dominique Conseiller-Fictif", station=CITE_DES_METIERS),
        clock,
        CountedIdentifiers("là-bas"),
    )
    who = here.dossiers.create(ada_identity())
    made = Pair(here, there, clock, tmp_path, who, ItemId(who))
    made.step = made.refer()
    yield made
    here.vault.lock()
    there.vault.lock()


@pytest.fixture
def sent(pair: Pair) -> Pair:
    """The passport has arrived."""
    assert pair.receive(pair.hand_over()) == pair.who
    return pair


@pytest.mark.parametrize("form", [FileFormat.JSON, FileFormat.PDF])
def test_the_ticket_leaves_with_the_passport_and_is_the_same_on_both_sides(pair: Pair, form: FileFormat) -> None:
    assert pair.referral().ticket is None
    pair.receive(pair.hand_over(form=form))
    ticket = pair.referral().ticket
    assert ticket is not None
    assert pair.referral(pair.there).ticket == ticket
    assert ticket.number not in "".join(ada_identity().full_name.upper().split())


def test_a_passport_for_somebody_else_carries_no_ticket(sent: Pair) -> None:
    path = sent.hand_over(Recipient(name="Point d’accueil de Fiction", network="CIO"))
    passport = sent.here.passports.read(path).passport
    assert [step.referral.ticket for step in passport.steps if step.referral is not None] == [None]
    secret = sent.referral().ticket
    assert secret is not None
    assert secret.model_dump(mode="json")["secret"] not in path.read_text(encoding="utf-8")


def test_a_passport_that_travels_on_carries_neither_ticket_nor_answers(sent: Pair) -> None:
    sent.answer(RECEIVED)
    dossier = sent.there.dossiers.open(sent.who)
    scope = Scope(sections=frozenset({"PARCOURS"}), parcours=frozenset(p.id for p in dossier.parcours))
    to = Recipient(name="Point d’accueil de Fiction", network="CIO")
    path = sent.folder / "suite.json"
    given = sent.there.passports.agree(sent.who, to, scope, "ECRIT")
    sent.there.passports.issue(sent.who, given, path, FileFormat.JSON)
    (referral,) = (step.referral for step in sent.here.passports.read(path).passport.steps if step.referral)
    assert (referral.ticket, referral.replies) == (None, ())


def test_who_received_is_asked_for_an_answer_until_it_is_given(sent: Pair) -> None:
    (waiting,) = sent.there.referrals.to_answer()
    assert (waiting.place, waiting.sender) == (sent.place, MISSION_LOCALE)
    assert waiting.person == ada_identity().full_name
    sent.answer(RECEIVED)
    assert len(sent.there.referrals.to_answer()) == 1
    sent.answer(ACCEPTED)
    assert sent.there.referrals.to_answer() == ()
    assert sent.here.referrals.to_answer() == ()


@pytest.mark.parametrize("carrier", Carrier)
@pytest.mark.parametrize("said", [RECEIVED, ACCEPTED, DECLINED, Said(answer=Answer.ACCEPTEE)])
def test_an_answer_comes_home(sent: Pair, carrier: Carrier, said: Said) -> None:
    reading = reading_by(sent, carrier, sent.answer(said))
    expected = CouponState.PROVEN if carrier is Carrier.CODE else CouponState.UNKNOWN_STATION
    assert (reading.state, reading.place) == (expected, sent.place)
    assert reading.person == ada_identity().full_name
    before = sent.referral()
    sent.here.referrals.take(reading)
    referral = sent.referral()
    assert referral.status is ReferralStatus(said.answer.value)
    assert referral.decline_reason == said.decline_reason
    assert referral.first_meeting_on == said.first_meeting_on
    (reply,) = referral.replies
    assert (reply.said, reply.carrier, reply.by) == (said, carrier, CITE_DES_METIERS.name)
    lines = [line.operation for line in sent.here.journal.lines(sent.here.journal.look())]
    assert lines.count(JournalOperation.COUPON_TAKEN) == 1
    sent.here.dossiers.undo()
    assert sent.referral() == before
    sent.here.dossiers.redo()
    assert sent.referral() == referral


def test_a_station_that_is_trusted_is_verified_from_then_on(sent: Pair) -> None:
    reading = reading_by(sent, Carrier.TEXT, sent.answer(RECEIVED))
    assert reading.state is CouponState.UNKNOWN_STATION
    assert reading.incoming.station_key == sent.there.stations.own_key
    assert sent.here.referrals.trust(reading).state is CouponState.VERIFIED
    assert reading_by(sent, Carrier.FILE, sent.answer(ACCEPTED)).state is CouponState.VERIFIED


def test_a_known_name_under_another_key_is_not_taken(sent: Pair) -> None:
    other = reading_by(sent, Carrier.FILE, sent.answer(RECEIVED))
    false = other.incoming.evolve(station_key="ab" * 32)
    sent.here.referrals.trust(CouponReading(false, other.state, other.place, station=other.station))
    reading = reading_by(sent, Carrier.FILE, sent.answer(RECEIVED))
    assert reading.state is CouponState.UNKNOWN_KEY
    with pytest.raises(CouponNotTaken):
        sent.here.referrals.take(reading)
    assert sent.here.referrals.trust(reading).state is CouponState.VERIFIED


@pytest.mark.parametrize("carrier", Carrier)
def test_the_same_answer_twice_is_told(sent: Pair, carrier: Carrier) -> None:
    given = sent.answer(RECEIVED)
    sent.here.referrals.take(reading_by(sent, carrier, given))
    again = reading_by(sent, carrier, given)
    assert again.state is CouponState.REPLAYED
    with pytest.raises(CouponNotTaken):
        sent.here.referrals.take(again)


def test_an_answer_that_was_read_before_another_was_taken_is_looked_at_again(sent: Pair) -> None:
    first = reading_by(sent, Carrier.CODE, sent.answer(RECEIVED))
    second = reading_by(sent, Carrier.FILE, sent.answer(ACCEPTED))
    sent.here.referrals.take(second)
    with pytest.raises(CouponNotTaken) as refused:
        sent.here.referrals.take(first)
    assert refused.value.parameters == {"state": "REPLAYED"}
    assert sent.referral().status is ReferralStatus.ACCEPTEE


def test_an_acceptance_after_a_refusal_is_out_of_order(sent: Pair) -> None:
    accepted = sent.answer(ACCEPTED)
    sent.there.dossiers.undo()
    sent.here.referrals.take(reading_by(sent, Carrier.CODE, sent.answer(DECLINED)))
    for carrier in Carrier:
        assert reading_by(sent, carrier, accepted).state is CouponState.OUT_OF_ORDER
    assert sent.referral().decline_reason == "SESSION_COMPLETE"


def test_an_answer_to_another_referral_says_which(sent: Pair) -> None:
    given = sent.answer(RECEIVED)
    elsewhere = ReferralPlace(beneficiary=sent.who, step=sent.refer("Autre point d’accueil"))
    reading = sent.here.referrals.read_typed(given.written.code, elsewhere)
    assert (reading.state, reading.place) == (CouponState.OTHER_REFERRAL, sent.place)
    assert sent.here.referrals.read_typed(given.written.code, sent.place).state is CouponState.PROVEN


def test_an_answer_to_nothing_that_left_from_here(sent: Pair) -> None:
    given = sent.answer(RECEIVED)
    assert sent.there.referrals.read_typed(given.written.code).state is CouponState.OTHER_REFERRAL
    sent.here.dossiers.open(sent.who)
    with pytest.raises(CouponNotTaken):
        sent.there.referrals.take(sent.there.referrals.read_file(sent.file(given)))


def test_a_station_known_here_may_answer_for_another_and_it_shows(sent: Pair) -> None:
    reading = reading_by(sent, Carrier.TEXT, sent.answer(RECEIVED))
    assert not reading.is_from_elsewhere
    elsewhere = Station(name="Point d’accueil de Fiction", network="CIO")
    sent.here.referrals.trust(CouponReading(reading.incoming, reading.state, reading.place, station=elsewhere))
    reading = reading_by(sent, Carrier.TEXT, sent.answer(RECEIVED))
    assert (reading.state, reading.station, reading.is_from_elsewhere) == (CouponState.VERIFIED, elsewhere, True)


def test_a_code_made_up_under_a_true_number_is_refused_and_noted(sent: Pair) -> None:
    ticket = sent.referral().ticket
    assert ticket is not None
    forged = written(Ticket(number=ticket.number, secret=bytes(16)), ACCEPTED)
    for _ in range(MOST_WITHOUT_PROOF):
        assert sent.here.referrals.read_typed(forged).state is CouponState.BROKEN
    with pytest.raises(TooManyCoupons):
        sent.here.referrals.read_typed(forged)
    given = sent.answer(ACCEPTED)
    with pytest.raises(TooManyCoupons):
        sent.here.referrals.read_typed(given.written.code)
    assert reading_by(sent, Carrier.FILE, given).may_be_taken, "a file and a QR code are signed: they go on"


def test_a_slip_of_the_tongue_costs_no_try(sent: Pair) -> None:
    code = sent.answer(ACCEPTED).written.code
    wrong = ("8" if code[0] != "8" else "9") + code[1:]
    for _ in range(MOST_WITHOUT_PROOF + 1):
        with pytest.raises(CouponMistyped):
            sent.here.referrals.read_typed(wrong)
    assert sent.here.referrals.read_typed(code).state is CouponState.PROVEN


def test_a_code_goes_on_a_day_later(sent: Pair) -> None:
    code = sent.answer(ACCEPTED).written.code
    sent.clock.wait(30)
    sent.here.referrals.take(sent.here.referrals.read_typed(code))
    assert sent.referral().first_meeting_on == ACCEPTED.first_meeting_on
    assert sent.referral().answered_on == sent.clock.today()


def test_the_same_answer_given_twice_is_one(sent: Pair) -> None:
    given = sent.answer(ACCEPTED)
    assert sent.answer(ACCEPTED) == given
    assert sent.there.referrals.given(sent.who, sent.step) == given
    assert len(sent.referral(sent.there).replies) == 1


def test_an_answer_that_contradicts_the_one_given_is_refused(sent: Pair) -> None:
    sent.answer(DECLINED)
    with pytest.raises(StatusChangeRefused):
        sent.answer(ACCEPTED)


def test_a_first_meeting_in_another_decade_is_refused(sent: Pair) -> None:
    with pytest.raises(FieldRefused):
        sent.answer(Said(answer=Answer.ACCEPTEE, first_meeting_on=dt.date(2036, 12, 1)))


def test_what_did_not_come_in_is_not_answered(sent: Pair) -> None:
    with pytest.raises(NothingToShow):
        sent.here.referrals.answer(sent.who, sent.step, RECEIVED)
    with pytest.raises(NothingToShow):
        sent.here.referrals.given(sent.who, sent.step)
    assert sent.there.referrals.given(sent.who, sent.step) is None


def test_the_sender_keeps_its_ticket_and_answers_when_the_passport_comes_home(sent: Pair) -> None:
    """R23: what comes back from the partner changes the referral, and takes nothing away of its trace."""
    sent.here.referrals.take(reading_by(sent, Carrier.FILE, sent.answer(RECEIVED)))
    sent.answer(ACCEPTED)
    kept = sent.referral()
    dossier = sent.there.dossiers.open(sent.who)
    scope = Scope(sections=frozenset({"PARCOURS"}), parcours=frozenset(p.id for p in dossier.parcours))
    to = Recipient(name=MISSION_LOCALE.name, network=MISSION_LOCALE.network)
    path = sent.folder / "retour.json"
    agreement = sent.there.passports.agree(sent.who, to, scope, "ECRIT")
    sent.there.passports.issue(sent.who, agreement, path, FileFormat.JSON)
    incoming = sent.here.passports.read(path)
    proposal = sent.here.passports.propose(incoming)
    sent.here.passports.accept(incoming, sent.who, {found.key: Decision.TAKE for found in proposal.differences})
    home = sent.referral()
    assert home.status is ReferralStatus.ACCEPTEE
    assert (home.ticket, home.replies) == (kept.ticket, kept.replies)
    assert sent.here.referrals.read_typed(sent.answer(ACCEPTED).written.code).state is CouponState.REPLAYED


def test_the_persons_copy_holds_the_answers_and_not_the_secret(sent: Pair) -> None:
    """R08 gives everything of the person; the secret is a key between two points d'accueil."""
    sent.here.referrals.take(reading_by(sent, Carrier.CODE, sent.answer(ACCEPTED)))
    ticket = sent.referral().ticket
    assert ticket is not None
    path = sent.folder / "copie.zip"
    sent.here.rights.copy(sent.who, path)
    with zipfile.ZipFile(path) as archive:
        structured, page = archive.read("copie.json").decode(), archive.read("copie.html").decode()
    assert ticket.number in structured
    secret = ticket.model_dump(mode="json")["secret"]
    assert secret not in structured + page
    assert CITE_DES_METIERS.name in page
    assert "Orientation acceptée" in page


def test_the_sheet_that_the_person_carries_has_a_code_for_each_answer(pair: Pair) -> None:
    pair.step = pair.refer()
    wanted = Wanted(DocumentKind.REFERRAL_SHEET, step=pair.step)
    assert "G0" not in _printed(pair.here.documents.draw(pair.who, wanted).data), "no passport, no ticket, no code"
    pair.hand_over()
    sheet = pair.here.documents.draw(pair.who, wanted).data
    pages = PdfiumPages(sheet)
    scanned = [found.text for found in read_barcodes(grey(pages, 0, 150))]
    pages.close()
    assert len(scanned) == 3
    assert all(code in _printed(sheet) for code in scanned)
    read = [pair.here.referrals.read_typed(code) for code in scanned]
    assert {reading.state for reading in read} == {CouponState.PROVEN}
    assert {reading.incoming.coupon.said.answer for reading in read} == set(Answer)
    reasons = set(re.findall(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}", _printed(sheet))) - set(scanned)
    declined = [pair.here.referrals.read_typed(code).incoming.coupon.said.decline_reason for code in reasons]
    assert sorted([*map(str, declined), "AUTRE"]) == sorted(vocabulary("decline_reasons").codes)
    pair.here.referrals.take(next(one for one in read if one.incoming.coupon.said.answer is Answer.ACCEPTEE))
    assert pair.referral().status is ReferralStatus.ACCEPTEE


def test_the_sheet_of_a_referral_that_came_in_has_no_code(pair: Pair) -> None:
    pair.step = pair.refer()
    pair.receive(pair.hand_over())
    drawn = pair.there.documents.draw(pair.who, Wanted(DocumentKind.REFERRAL_SHEET, step=pair.step))
    pages = PdfiumPages(drawn.data)
    assert not read_barcodes(grey(pages, 0, 150))
    pages.close()


def _printed(data: bytes) -> str:
    found = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True).stdout.decode()
    return " ".join(found.split())
