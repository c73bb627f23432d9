"""Use cases on referrals that come and go with no server: answer one that came in, take the answer to one that left."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from passeport.domain.account import Operation
from passeport.domain.answering import Bearing, answered, awaits_answer, bearing_of, is_for_us, is_sent_from
from passeport.domain.beneficiary import Dossier
from passeport.domain.coupon import Carrier, Coupon, Reply, Said, Ticket, is_proven, proof_of
from passeport.domain.coupon_code import holds, is_proven_code, understood, written
from passeport.domain.errors import CouponNotTaken, FieldRefused, NothingToShow, TooManyCoupons
from passeport.domain.identifiers import BeneficiaryId, ItemId
from passeport.domain.known_station import KnownStation, is_same_station
from passeport.domain.parcours import Referral, Step
from passeport.domain.provenance import Station
from passeport.services.coupon_ports import (
    CouponReader,
    CouponState,
    CouponWriter,
    IncomingCoupon,
    ReferralPlace,
    WrittenCoupon,
)
from passeport.services.dossier_ports import UnitOfWork
from passeport.services.editing import Changed, Editing
from passeport.services.file_ports import FileOutput
from passeport.services.journal_ports import JournalFilter, JournalOperation

TAKEABLE = frozenset({CouponState.VERIFIED, CouponState.PROVEN, CouponState.UNKNOWN_STATION})
"""States in which an answer may be taken. A station nobody has met has proven that it holds the passport sent to it."""
MAY_BE_TRUSTED = frozenset({CouponState.UNKNOWN_STATION, CouponState.UNKNOWN_KEY})
MOST_WITHOUT_PROOF = 20
"""Short codes without proof that are weighed in a day: whoever guesses has 20 chances in 2³⁰ (RFC 4226, 7.3)."""
_SHORTEST_PROOF = 16
"""Bytes of proof in a file or a QR code: half the output, no less than 80 bits (RFC 2104, 5)."""


@dataclass(frozen=True)
class CouponReading:
    """An answer that came in, weighed against what left from here; nothing is saved yet."""

    incoming: IncomingCoupon
    state: CouponState
    place: ReferralPlace | None = None
    """The referral that it answers, when there is one here."""
    person: str = ""
    referral: Referral | None = None
    station: Station | None = None
    """Who answers, as far as it is known: by its key, by what it says, or by the referral."""
    is_from_elsewhere: bool = False
    """Whether a station known here signed, and not the one that the person was sent to."""

    @property
    def may_be_taken(self) -> bool:
        """Whether the conseiller may keep it."""
        return self.state in TAKEABLE


@dataclass(frozen=True)
class Given:
    """An answer that was given here, in its three forms."""

    reply: Reply
    referral: Referral
    written: WrittenCoupon


@dataclass(frozen=True)
class ToAnswer:
    """A referral that came in and waits for our answer."""

    place: ReferralPlace
    person: str
    referral: Referral
    sender: Station | None


@dataclass(frozen=True)
class Referrals:
    """The referrals that travel, for the account at work."""

    editing: Editing
    writer: CouponWriter
    reader: CouponReader
    output: FileOutput

    # Where the person was received --------------------------------------------------------------------------------

    def to_answer(self, *, limit: int = 200) -> tuple[ToAnswer, ...]:
        """Return the referrals that came in and were neither accepted nor declined, oldest first."""
        self.editing.require(Operation.READ_DOSSIER)
        found = []
        with self.editing.vault.unit_of_work() as work:
            for place in work.tickets.received(limit=limit):
                dossier = work.dossiers.get(place.beneficiary)
                step = step_of(dossier, place.step)
                if dossier.archive is None and step.referral is not None and self._awaits(step):
                    name = dossier.beneficiary.identity.full_name
                    found.append(ToAnswer(place, name, step.referral, step.provenance.station))
        return tuple(found)

    def answerable(self, dossier: Dossier) -> tuple[Step, ...]:
        """Return the referrals of a dossier that wait for our answer."""
        return tuple(step for parcours in dossier.parcours for step in parcours.steps if self._awaits(step))

    def answer(self, beneficiary: BeneficiaryId, step: ItemId, said: Said) -> Given:
        """Answer a referral that came in: it moves here, and the coupon is returned in its three forms.

        The same answer twice moves nothing and gives the same coupon.

        Raises:
            NothingToShow: when the step is no referral that came here with its ticket.
            StatusChangeRefused: when its life cycle forbids this answer.
            FieldRefused: when the day of the first meeting is beyond eighteen months, or a year behind.
        """
        today = self.editing.clock.today()
        if said.first_meeting_on is not None and not holds(said.first_meeting_on, today):
            raise FieldRefused(field="first_meeting_on", value=said.first_meeting_on.isoformat(), reason="value_error")
        station = self.editing.account.station
        reply = Reply(said=said, answered_on=today, kept_on=today, by=station.name)

        def moved(known: Step) -> Step:
            referral = self._ours_to_answer(known)
            if any(one.said == said for one in referral.replies):
                return known
            return known.evolve(referral=answered(referral, reply))

        changed = self.editing.change(
            beneficiary, lambda dossier: with_step(dossier, step, moved), JournalOperation.COUPON_ISSUED
        )
        return self._given(self._ours_to_answer(step_of(changed, step)), said)

    def given(self, beneficiary: BeneficiaryId, step: ItemId) -> Given | None:
        """Return the last answer given to a referral that came in, to be sent again; None when none was."""
        with self.editing.vault.unit_of_work() as work:
            dossier = self.editing.reached(work, beneficiary, Operation.READ_DOSSIER)
        referral = self._ours_to_answer(step_of(dossier, step))
        return self._given(referral, referral.replies[-1].said) if referral.replies else None

    def write(self, path: Path, given: Given) -> Path:
        """Write the file of an answer, whole or not at all, and return where; raises `OutputNotWritten`."""
        with self.output.prepare(path, given.written.file) as prepared:
            prepared.publish()
        return path

    def _given(self, referral: Referral, said: Said) -> Given:
        reply = next(one for one in referral.replies if one.said == said)
        ticket = _ticket_of(referral)
        coupon = Coupon(
            number=ticket.number,
            said=said,
            answered_on=reply.answered_on,
            station=self.editing.account.station,
            proof=proof_of(ticket, said),
        )
        signer = self.editing.vault.signer
        forms = WrittenCoupon(
            file=self.writer.file(coupon, signer),
            text=self.writer.text(coupon, signer),
            code=written(ticket, said),
        )
        return Given(reply, referral, forms)

    def _awaits(self, step: Step) -> bool:
        return awaits_answer(step, self.editing.account.station)

    def _ours_to_answer(self, step: Step) -> Referral:
        if step.referral is None or not is_for_us(step, self.editing.account.station):
            raise NothingToShow(what="referral", value=str(step.id))
        return step.referral

    # Where the person was sent from -------------------------------------------------------------------------------

    def read_file(self, path: Path, opened: ReferralPlace | None = None) -> CouponReading:
        """Read and weigh the file of an answer; raises as the reader does, and `NotAllowed`."""
        self.editing.require(Operation.IMPORT_PASSPORT)
        return self._weighed(self.reader.read_file(path), opened)

    def read_typed(self, typed: str, opened: ReferralPlace | None = None) -> CouponReading:
        """Read and weigh what was typed, scanned or pasted: a short code, or the text of a QR code.

        Raises:
            CouponMistyped: when a short code was not copied as it was read.
            TooManyCoupons: when too many without proof were typed today.
            DamagedFile, NewerFormat: of the text of a QR code.
        """
        self.editing.require(Operation.IMPORT_PASSPORT)
        if typed.strip()[:1].upper() == "P" and "RETOUR" in typed[:40].upper():
            return self._weighed(self.reader.read_text(typed), opened)
        coupon = understood(typed, self.editing.clock.today())
        with self.editing.vault.unit_of_work() as work:
            self._slow_down(work)
        return self._weighed(IncomingCoupon(coupon=coupon, carrier=Carrier.CODE), opened)

    def take(self, reading: CouponReading) -> Changed:
        """Keep an answer: the referral moves, in one transaction that can be undone.

        Raises:
            CouponNotTaken: when it may not be taken, or no more.
        """
        place, referral = reading.place, reading.referral
        if place is None or referral is None or not reading.may_be_taken:
            raise CouponNotTaken(state=reading.state.value)
        reply = self._reply(reading.incoming, reading.station, referral)

        def moved(known: Step) -> Step:
            current = known.referral
            if current is None or current.ticket is None or not _proves(reading.incoming, current.ticket):
                raise CouponNotTaken(state=CouponState.OTHER_REFERRAL.value)
            bearing = bearing_of(current, reply)
            if bearing is not Bearing.NEW:
                raise CouponNotTaken(state=bearing.value)
            return known.evolve(referral=answered(current, reply))

        self.editing.change(
            place.beneficiary, lambda dossier: with_step(dossier, place.step, moved), JournalOperation.COUPON_TAKEN
        )
        return Changed(place.beneficiary)

    def trust(self, reading: CouponReading) -> CouponReading:
        """Keep the station that signed as known, once the conseiller has compared its fingerprint.

        Raises:
            NothingToShow: when the answer has no signature that can be trusted.
        """
        self.editing.require(Operation.IMPORT_PASSPORT)
        key, station = reading.incoming.station_key, reading.station
        if reading.state not in MAY_BE_TRUSTED or not key or station is None:
            raise NothingToShow(what="signature", value=reading.incoming.name)
        known = KnownStation(
            key=key, station=station, trusted_on=self.editing.clock.today(), trusted_by=self.editing.account.name
        )
        with self.editing.vault.unit_of_work() as work:
            work.stations.trust(known)
            work.journal.record(JournalOperation.STATION_TRUSTED, key)
            work.commit()
        return self._weighed(reading.incoming, reading.place)

    def _weighed(self, incoming: IncomingCoupon, opened: ReferralPlace | None) -> CouponReading:
        with self.editing.vault.unit_of_work() as work:
            sent = self._sent(work, incoming.coupon)
            if not sent or incoming.is_broken:
                return CouponReading(incoming, CouponState.BROKEN if incoming.is_broken else CouponState.OTHER_REFERRAL)
            proven = [(place, dossier) for place, dossier, ticket in sent if _proves(incoming, ticket)]
            if not proven:
                work.journal.record(JournalOperation.COUPON_REFUSED, "")
                work.commit()
                return CouponReading(incoming, CouponState.BROKEN)
            place, dossier = proven[0]
            self.editing.require(Operation.READ_DOSSIER, dossier)
            work.journal.record(JournalOperation.DOSSIER_READ, str(place.beneficiary))
            work.commit()
            referral = step_of(dossier, place.step).referral
            assert referral is not None  # noqa: S101 - it holds the ticket
            state, station = self._state(work, incoming, referral)
        if opened is not None and place != opened:
            state = CouponState.OTHER_REFERRAL
        elif state is not CouponState.BROKEN:
            bearing = bearing_of(referral, self._reply(incoming, station, referral))
            state = state if bearing is Bearing.NEW else CouponState(bearing.value)
        return CouponReading(
            incoming,
            state,
            place,
            dossier.beneficiary.identity.full_name,
            referral,
            station,
            is_from_elsewhere=not is_same_station(station, _addressee(referral)),
        )

    def _sent(self, work: UnitOfWork, coupon: Coupon) -> list[tuple[ReferralPlace, Dossier, Ticket]]:
        """Return the referrals that left from here under the number of a coupon."""
        found = []
        for place in work.tickets.numbered(coupon.number):
            dossier = work.dossiers.get(place.beneficiary)
            step = step_of(dossier, place.step)
            if is_sent_from(step, self.editing.account.station) and step.referral is not None:
                found.append((place, dossier, _ticket_of(step.referral)))
        return found

    def _state(self, work: UnitOfWork, incoming: IncomingCoupon, referral: Referral) -> tuple[CouponState, Station]:
        claimed = incoming.coupon.station or _addressee(referral)
        if incoming.carrier is Carrier.CODE:
            return CouponState.PROVEN, claimed
        known = work.stations.under_key(incoming.station_key)
        if known is not None and (incoming.coupon.station is None or is_same_station(known.station, claimed)):
            return CouponState.VERIFIED, known.station
        if known is not None or work.stations.named(claimed.name):
            return CouponState.UNKNOWN_KEY, claimed
        return CouponState.UNKNOWN_STATION, claimed

    def _reply(self, incoming: IncomingCoupon, station: Station | None, referral: Referral) -> Reply:
        today = self.editing.clock.today()
        return Reply(
            said=incoming.coupon.said,
            answered_on=min(incoming.coupon.answered_on or today, today),
            kept_on=today,
            by=station.name if station is not None else referral.point_accueil,
            carrier=incoming.carrier,
        )

    def _slow_down(self, work: UnitOfWork) -> None:
        today = self.editing.clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
        wanted = JournalFilter(operation=JournalOperation.COUPON_REFUSED, since=today.astimezone(dt.UTC))
        if len(work.journal.numbers(wanted)) >= MOST_WITHOUT_PROOF:
            raise TooManyCoupons(limit=MOST_WITHOUT_PROOF)


def step_of(dossier: Dossier, identifier: ItemId) -> Step:
    """Return a step of a dossier; raises `NothingToShow` when it has none of this identifier."""
    for parcours in dossier.parcours:
        for step in parcours.steps:
            if step.id == identifier:
                return step
    raise NothingToShow(what="step", value=str(identifier))


def with_step(dossier: Dossier, identifier: ItemId, how: Callable[[Step], Step]) -> Dossier:
    """Return the dossier with one of its steps changed; raises `NothingToShow` when it has none of this identifier."""
    changed = how(step_of(dossier, identifier))
    for parcours in dossier.parcours:
        if any(step.id == identifier for step in parcours.steps):
            steps = tuple(changed if step.id == identifier else step for step in parcours.steps)
            dossier = dossier.with_parcours(parcours.evolve(steps=steps))
    return dossier


def _ticket_of(referral: Referral) -> Ticket:
    if referral.ticket is None:
        raise NothingToShow(what="referral", value=referral.point_accueil)
    return referral.ticket


def _addressee(referral: Referral) -> Station:
    return Station(name=referral.point_accueil, network=referral.network)


def _proves(incoming: IncomingCoupon, ticket: Ticket) -> bool:
    if incoming.carrier is Carrier.CODE:
        return is_proven_code(incoming.coupon, ticket)
    return is_proven(incoming.coupon, ticket, _SHORTEST_PROOF)
