"""What the statistics know: a person, their parcours and their steps as coarse codes, with no name and no way back.

The reporting variables are those of the domain (DOMAIN.md): bands, months, codes of vocabularies. `NSP` stands for what
nobody said. Nothing depends on the day of reading: the same dossier gives the same facts, today and in a year.
"""

import datetime as dt
from collections.abc import Iterable
from functools import cache
from typing import Annotated

from pydantic import Field

from passeport.domain.beneficiary import Beneficiary, Dossier
from passeport.domain.doors import charge_of, doors_of
from passeport.domain.facts_outcomes import OPEN, ending_of, later_of
from passeport.domain.model import DomainModel
from passeport.domain.parcours import Parcours, Referral, ReferralStatus, Step, StepStatus
from passeport.domain.partial_date import PartialDate
from passeport.domain.provenance import Station
from passeport.domain.territories import ELSEWHERE, Place, Territories
from passeport.domain.vocabulary import vocabulary

UNKNOWN = "NSP"
"""Code of what was not said, in every dimension."""
UNKNOWN_IN = "_NSP"
"""After the code of a territory: somewhere in it, and nobody said where."""
KEY_BITS = 32
"""A record key is drawn once per subject, uniform below 2^32 (cell key method)."""

SubjectNumber = Annotated[int, Field(ge=0, lt=1 << 62)]
"""Drawn at random, and written nowhere beside a name but in `dossiers.db`."""
RecordKey = Annotated[int, Field(ge=0, lt=1 << KEY_BITS)]

_AGES = (
    (16, "MOINS_16"), (18, "16_17"), (22, "18_21"), (26, "22_25"), (30, "26_29"), (45, "30_44"), (55, "45_54"),
)  # fmt: skip
_OLDEST = "55_ET_PLUS"
_MINUTES = ((15, "15"), (30, "30"), (45, "45"), (60, "60"), (90, "90"), (120, "120"), (240, "240"))
_LONGER = "PLUS_240"
_DELAYS = ((7, "0_7"), (14, "8_14"), (21, "15_21"), (30, "22_30"), (60, "31_60"), (90, "61_90"))
_LATER = "PLUS_90"
_MANY_DOORS = 4
_ANSWERED = {ReferralStatus.ACCEPTEE, ReferralStatus.DEMARREE, ReferralStatus.TERMINEE, ReferralStatus.DECLINEE}
_SENT = _ANSWERED | {ReferralStatus.TRANSMISE, ReferralStatus.RECUE, ReferralStatus.SANS_REPONSE}
_FIRST_LEVEL = {"ACCUEIL", "INFO_COLLECTIVE"}
"""Steps that inform at first level: the reception of CEP niveau 1, and group information."""


class Subject(DomainModel):
    """What stands for a person in the statistics."""

    number: SubjectNumber
    key: RecordKey


class PersonFact(DomainModel):
    """A person as the statistics know them: their age at first contact; all else as the dossier says it now."""

    number: SubjectNumber
    key: RecordKey
    first_month: str
    sex: str
    age: str
    level: str
    situation: str
    without_work: str
    qpv: str
    frr: str
    rqth: str
    minima: str
    commune: str
    bassin: str
    departement: str
    region: str
    network_in: str
    network_out: str


class ParcoursFact(DomainModel):
    """One need: when, under which CEP level, after how many doors, to which outcome."""

    number: SubjectNumber
    parcours: int
    month: str
    theme: str
    cep: str
    doors: str
    """`1` to `3`, `4_ET_PLUS`."""
    reached: str
    """`OUI` once a point d'accueil took charge of the person, else `NON`."""
    exit_month: str
    """Empty while the need is followed."""
    outcome: str
    """The closure's code; `EN_COURS` while the need is followed."""
    later: str
    """What is known of the person six months after the exit."""


class StepFact(DomainModel):
    """One thing that took place, or should have."""

    number: SubjectNumber
    parcours: int
    step: int
    month: str
    type: str
    mode: str
    status: str
    minutes: str
    network: str
    """The network of the point d'accueil that recorded it."""
    informs: str
    """`OUI` when it took place and informs at first level."""
    sent_to: str
    """The network the person was sent to; empty for any other step."""
    answer: str
    """`OUI`, `NON` (declined counts as an answer: `OUI`); empty for what is no referral that was sent."""
    delay: str
    """Band of days from the referral to the first meeting; `NSP` when it has not been met; empty for other steps."""


class Facts(DomainModel):
    """What the statistics know of one dossier."""

    person: PersonFact
    parcours: tuple[ParcoursFact, ...] = ()
    steps: tuple[StepFact, ...] = ()


def facts_of(dossier: Dossier, subject: Subject, here: Station, territories: Territories) -> Facts:
    """Return the facts of a dossier; what is only planned is none yet.

    `here` is the station whose dossier it is: what names no other one happened there.
    """
    parcours = tuple(
        _parcours_fact(dossier, number, one, subject.number, here) for number, one in enumerate(dossier.parcours)
    )
    steps = tuple(
        _step_fact(step, subject.number, number, rank, here)
        for number, one in enumerate(dossier.parcours)
        for rank, step in enumerate(_happened(one.steps))
    )
    return Facts(person=_person_fact(dossier, subject, here, territories), parcours=parcours, steps=steps)


def first_contact(dossier: Dossier) -> dt.date:
    """Return the day of the first step that took place; the day the dossier was opened when none did."""
    days = [s.day for p in dossier.parcours for s in p.steps if s.status is StepStatus.HONOREE]
    return min(days, default=dossier.beneficiary.opened_on)


def month_of(day: dt.date) -> str:
    """Return a month as `YYYY-MM`."""
    return f"{day.year:04}-{day.month:02}"


def age_band(birth: PartialDate | None, on: dt.date) -> str:
    """Return the band of an age; a birth known to the year counts as the first of January, as the vocabulary's ages."""
    if birth is None:
        return UNKNOWN
    born = (birth.year, birth.month or 1, birth.day or 1)
    years = on.year - born[0] - ((on.month, on.day) < born[1:])
    return _band(max(years, 0) + 1, _AGES, _OLDEST)


def minutes_band(minutes: int) -> str:
    """Return the band of a length."""
    return _band(minutes, _MINUTES, _LONGER)


def first_level(kind: str, *, took_place: bool) -> str:
    """Return whether a step informs at first level."""
    return "OUI" if took_place and kind in _FIRST_LEVEL else "NON"


def answer_of(status: ReferralStatus | None) -> str:
    """Return whether a referral was answered; nothing for one that was not sent."""
    if status not in _SENT:
        return ""
    return "OUI" if status in _ANSWERED else "NON"


def _band(value: int, bounds: Iterable[tuple[int, str]], beyond: str) -> str:
    return next((code for bound, code in bounds if value <= bound), beyond)


def _happened(steps: Iterable[Step]) -> tuple[Step, ...]:
    return tuple(step for step in steps if step.status not in (StepStatus.PREVUE, StepStatus.A_PRECISER))


def _person_fact(dossier: Dossier, subject: Subject, here: Station, territories: Territories) -> PersonFact:
    person: Beneficiary = dossier.beneficiary
    contact = first_contact(dossier)
    place: Place = territories.place(person.situation.commune)
    situation = person.situation
    return PersonFact(
        number=subject.number,
        key=subject.key,
        first_month=month_of(contact),
        sex=person.identity.gender or UNKNOWN,
        age=age_band(person.identity.birth_date, contact),
        level=situation.education_level or UNKNOWN,
        situation=situation.code or UNKNOWN,
        without_work=situation.time_without_work or UNKNOWN,
        qpv=situation.qpv.value,
        frr=situation.frr.value,
        rqth=situation.rqth.value,
        minima=situation.minima_sociaux.value,
        commune=place.commune,
        bassin=place.bassin,
        departement=place.departement,
        region=place.region,
        network_in=_entry(dossier, here),
        network_out=_exit(dossier, here),
    )


def _entry(dossier: Dossier, here: Station) -> str:
    steps = sorted((s for p in dossier.parcours for s in _happened(p.steps)), key=lambda step: (step.day, str(step.id)))
    return _recorder(steps[0], here).network if steps else here.network


def _exit(dossier: Dossier, here: Station) -> str:
    """Return the network that has the person now: the last one that took charge of them."""
    charges = [step for p in dossier.parcours for step in p.steps if charge_of(step) is not None]
    last = max(charges, key=lambda step: (step.day, str(step.id)), default=None)
    return last.referral.network if last is not None and last.referral is not None else here.network


def _recorder(step: Step, here: Station) -> Station:
    return step.provenance.station or here


def _parcours_fact(dossier: Dossier, number: int, one: Parcours, subject: int, here: Station) -> ParcoursFact:
    doors, is_reached = doors_of(one, here)
    return ParcoursFact(
        number=subject,
        parcours=number,
        month=month_of(one.opened_on),
        theme=one.theme or UNKNOWN,
        cep=one.cep_level or UNKNOWN,
        doors=str(doors) if doors < _MANY_DOORS else "4_ET_PLUS",
        reached="OUI" if is_reached else "NON",
        exit_month=month_of(one.closed_on) if one.closed_on is not None else "",
        outcome=ending_of(one),
        later=later_of(one, dossier),
    )


def _step_fact(step: Step, subject: int, parcours: int, rank: int, here: Station) -> StepFact:
    took_place = step.status is StepStatus.HONOREE
    referral = step.referral if step.referral is not None and step.referral.status in _SENT else None
    return StepFact(
        number=subject,
        parcours=parcours,
        step=rank,
        month=month_of(step.day),
        type=step.type,
        mode=step.mode or UNKNOWN,
        status=step.status.value,
        minutes=minutes_band(step.minutes) if step.minutes is not None and took_place else UNKNOWN,
        network=_recorder(step, here).network,
        informs=first_level(step.type, took_place=took_place),
        sent_to=referral.network if referral is not None else "",
        answer=answer_of(referral.status) if referral is not None else "",
        delay=_delay(referral) if referral is not None else "",
    )


def _delay(referral: Referral) -> str:
    if referral.sent_on is None or referral.first_meeting_on is None:
        return UNKNOWN
    return _band(max(0, (referral.first_meeting_on - referral.sent_on).days), _DELAYS, _LATER)


@cache
def codes_of(column: str) -> frozenset[str] | None:
    """Return every code that a column may hold; None for one with no list of its own (bassins)."""
    if column in _FREE:
        return None
    own = {"informs": {"OUI", "NON"}, "answer": {"OUI", "NON", ""}, "reached": {"OUI", "NON"}}
    if column == "region":
        return frozenset({str(term.extra["region"]) for term in vocabulary("departements").terms} | _ALSO[column])
    names = _VOCABULARY_OF.get(column)
    codes = set(vocabulary(names).codes) if names is not None else set()
    codes |= own.get(column, set())
    return frozenset(codes | _ALSO.get(column, {UNKNOWN}))


_FREE = {"bassin"}
_ALSO = {
    "commune": {UNKNOWN, ELSEWHERE},
    "departement": {UNKNOWN, ELSEWHERE},
    "region": {UNKNOWN, ELSEWHERE},
    "sent_to": {""},
    "delay": {UNKNOWN, ""},
    "outcome": {OPEN},
    "answer": set(),
    "informs": set(),
}
_VOCABULARY_OF = {
    "sex": "genders",
    "age": "age_bands",
    "level": "education_levels",
    "situation": "situations",
    "without_work": "time_without_work",
    "qpv": "yes_no_unknown",
    "frr": "yes_no_unknown",
    "rqth": "yes_no_unknown",
    "minima": "yes_no_unknown",
    "commune": "communes",
    "departement": "departements",
    "network_in": "networks",
    "network_out": "networks",
    "network": "networks",
    "sent_to": "networks",
    "theme": "themes",
    "cep": "cep_levels",
    "doors": "statistics_doors",
    "outcome": "closure_reasons",
    "later": "statistics_later",
    "type": "step_types",
    "mode": "modes",
    "status": "step_statuses",
    "minutes": "statistics_minutes",
    "delay": "statistics_delays",
}
