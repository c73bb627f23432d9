"""The facts of a dossier that was anonymised: what stays of it is counted as before, and less finely."""

from passeport.domain.anonymous import AnonymousDossier, AnonymousParcours, AnonymousStep
from passeport.domain.facts import (
    KEY_BITS,
    UNKNOWN,
    Facts,
    ParcoursFact,
    PersonFact,
    StepFact,
    answer_of,
    first_level,
    minutes_band,
)
from passeport.domain.facts_outcomes import OPEN
from passeport.domain.parcours import StepStatus
from passeport.domain.provenance import Station
from passeport.domain.vocabulary import vocabulary

_QUARTER = 15


def facts_of_anonymous(left: AnonymousDossier, number: int, here: Station) -> Facts:
    """Return the facts of what stays, under its random number; its record key is the low part of that number.

    Doors, delays, the commune and what came six months later did not stay: they are `NSP`.
    """
    steps = [(rank, step) for rank, one in enumerate(left.parcours) for step in one.steps if _happened(step)]
    months = [step.month for _, step in steps]
    first = steps[months.index(min(months))][1] if steps else None
    person = PersonFact(
        number=number,
        key=number % (1 << KEY_BITS),
        first_month=left.first_month,
        sex=left.sex or UNKNOWN,
        age=left.age or UNKNOWN,
        level=left.education_level or UNKNOWN,
        situation=left.situation or UNKNOWN,
        without_work=left.time_without_work or UNKNOWN,
        qpv=left.qpv.value,
        frr=left.frr.value,
        rqth=left.rqth.value,
        minima=left.minima_sociaux.value,
        commune=UNKNOWN,
        bassin=UNKNOWN,
        departement=left.departement or UNKNOWN,
        region=_region(left.departement),
        network_in=first.network if first is not None else here.network,
        network_out=here.network,
    )
    return Facts(
        person=person,
        parcours=tuple(_parcours(one, number, rank) for rank, one in enumerate(left.parcours)),
        steps=tuple(_step(step, number, rank, place) for place, (rank, step) in enumerate(steps)),
    )


def _region(departement: str | None) -> str:
    known = vocabulary("departements")
    return str(known[departement].extra["region"]) if departement is not None and departement in known else UNKNOWN


def _parcours(one: AnonymousParcours, number: int, rank: int) -> ParcoursFact:
    return ParcoursFact(
        number=number,
        parcours=rank,
        month=one.month,
        theme=one.theme or UNKNOWN,
        cep=one.cep_level or UNKNOWN,
        doors=UNKNOWN,
        reached=UNKNOWN,
        exit_month=one.exit_month or "",
        outcome=one.outcome or OPEN,
        later=UNKNOWN if one.exit_month else OPEN,
    )


def _step(step: AnonymousStep, number: int, rank: int, place: int) -> StepFact:
    took_place = step.status is StepStatus.HONOREE
    answer = answer_of(step.referral)
    return StepFact(
        number=number,
        parcours=rank,
        step=place,
        month=step.month,
        type=step.type,
        mode=step.mode or UNKNOWN,
        status=step.status.value,
        minutes=minutes_band(step.quarters * _QUARTER) if step.quarters is not None and took_place else UNKNOWN,
        network=step.network,
        informs=first_level(step.type, took_place=took_place),
        sent_to=step.sent_to or "" if answer else "",
        answer=answer,
        delay=UNKNOWN if answer else "",
    )


def _happened(step: AnonymousStep) -> bool:
    return step.status not in (StepStatus.PREVUE, StepStatus.A_PRECISER)
