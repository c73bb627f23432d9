"""What may stay of a dossier that was anonymised (R11): the reporting variables alone, as codes, bands and months.

No field takes a free text, a day, an identifier or a place smaller than a département: each holds a code of a shipped
vocabulary, a month or a number of quarters of an hour, or it is refused. What stays is therefore no more than the
statistics may hold of somebody (DOMAIN: reporting variables), and leads back to nobody by itself; a table made of it is
protected as any other.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Annotated

from pydantic import Field

from passeport.domain.beneficiary import Dossier, YesNoUnknown
from passeport.domain.model import DomainModel
from passeport.domain.parcours import Parcours, ReferralStatus, Step, StepStatus
from passeport.domain.partial_date import PartialDate
from passeport.domain.provenance import Station
from passeport.domain.vocabulary import (
    AgeBand,
    CepLevel,
    ClosureReason,
    DepartementCode,
    EducationLevel,
    Gender,
    Mode,
    NetworkCode,
    SituationCode,
    StepType,
    Theme,
    TimeWithoutWork,
    vocabulary,
)

_QUARTER = 15
"""Minutes: a length to the minute tells one meeting from the others."""
_AGES = ((16, "MOINS_16"), (18, "16_17"), (22, "18_21"), (26, "22_25"), (30, "26_29"), (45, "30_44"), (55, "45_54"))
"""The first age, in years, that a band does not hold; codes of vocabulary `age_bands`."""
_OLDEST = "55_ET_PLUS"
_OVERSEAS = ("97", "98")
"""Beginnings of an INSEE code whose département has three characters."""

Month = Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]


class AnonymousStep(DomainModel):
    """One thing that took place, or should have."""

    month: Month
    type: StepType
    status: StepStatus
    mode: Mode | None = None
    quarters: Annotated[int, Field(ge=1)] | None = None
    """Its length in quarters of an hour."""
    network: NetworkCode
    """Of the point d'accueil that recorded it."""
    sent_to: NetworkCode | None = None
    """Of the point d'accueil that the person was sent to."""
    referral: ReferralStatus | None = None


class AnonymousParcours(DomainModel):
    """One need, from its month to its outcome."""

    month: Month
    theme: Theme | None = None
    cep_level: CepLevel | None = None
    exit_month: Month | None = None
    outcome: ClosureReason | None = None
    steps: tuple[AnonymousStep, ...] = ()


class AnonymousDossier(DomainModel):
    """One person, at first contact."""

    first_month: Month
    sex: Gender | None = None
    age: AgeBand | None = None
    education_level: EducationLevel | None = None
    situation: SituationCode | None = None
    time_without_work: TimeWithoutWork | None = None
    qpv: YesNoUnknown = YesNoUnknown.NSP
    frr: YesNoUnknown = YesNoUnknown.NSP
    rqth: YesNoUnknown = YesNoUnknown.NSP
    minima_sociaux: YesNoUnknown = YesNoUnknown.NSP
    departement: DepartementCode | None = None
    parcours: tuple[AnonymousParcours, ...] = ()


def anonymised(dossier: Dossier, here: Station) -> AnonymousDossier:
    """Return what may stay of a dossier of the station `here`, which recorded what names no other one."""
    person = dossier.beneficiary
    situation = person.situation
    contact = first_contact(dossier)
    return AnonymousDossier(
        first_month=_month(contact),
        sex=person.identity.gender,
        age=age_band(person.identity.birth_date, contact),
        education_level=situation.education_level,
        situation=situation.code,
        time_without_work=situation.time_without_work,
        qpv=situation.qpv,
        frr=situation.frr,
        rqth=situation.rqth,
        minima_sociaux=situation.minima_sociaux,
        departement=departement_of(situation.commune),
        parcours=tuple(_parcours(one, here) for one in dossier.parcours),
    )


def first_contact(dossier: Dossier) -> dt.date:
    """Return the day of the first step that took place; the day the dossier was opened when none did."""
    days = [s.day for p in dossier.parcours for s in p.steps if s.status is StepStatus.HONOREE]
    return min(days, default=dossier.beneficiary.opened_on)


def age_band(birth: PartialDate | None, on: dt.date) -> str | None:
    """Return the band of an age; a birth known to the year or the month counts from the first day it can mean."""
    if birth is None:
        return None
    born = birth.first_day
    years = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return next((code for bound, code in _AGES if years < bound), _OLDEST)


def departement_of(commune: str) -> str | None:
    """Return the département of an INSEE code; None for a commune that was typed in words."""
    code = commune[:3] if commune.startswith(_OVERSEAS) else commune[:2]
    is_code = len(commune) == 5 and commune[2:].isalnum()  # noqa: PLR2004 - COG, Insee
    return code if is_code and code in vocabulary("departements") else None


def _parcours(one: Parcours, here: Station) -> AnonymousParcours:
    return AnonymousParcours(
        month=_month(one.opened_on),
        theme=one.theme,
        cep_level=one.cep_level,
        exit_month=_month(one.closed_on) if one.closed_on is not None else None,
        outcome=one.closure_reason,
        steps=tuple(_steps(one.steps, here)),
    )


def _steps(steps: Iterable[Step], here: Station) -> Iterable[AnonymousStep]:
    for step in steps:
        referral = step.referral
        yield AnonymousStep(
            month=_month(step.day),
            type=step.type,
            status=step.status,
            mode=step.mode,
            quarters=-(-step.minutes // _QUARTER) if step.minutes is not None else None,
            network=(step.provenance.station or here).network,
            sent_to=referral.network if referral is not None else None,
            referral=referral.status if referral is not None else None,
        )


def _month(day: dt.date) -> str:
    return f"{day.year:04}-{day.month:02}"
