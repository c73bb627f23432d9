"""From a dossier to coarse codes: bands, doors, delays, what became of somebody; and never the day of today."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passeport.domain.disclosure_shape import dimensions_for, require_sound
from passeport.domain.doors import doors_of
from passeport.domain.facts import Facts, Subject, age_band, codes_of, facts_of
from passeport.domain.parcours import Parcours, Referral, ReferralStatus, Step, StepStatus
from passeport.domain.partial_date import PartialDate
from passeport.domain.statistics_errors import LaterTooEarly, TerritoriesRefused
from passeport.domain.territories import Territories, read_bassins
from passeport.samples.people import People
from tests import people
from tests.fakes import account
from tests.people import MISSION_LOCALE

SUBJECT = Subject(number=7, key=9)


def facts(**changes: object) -> Facts:
    return facts_of(people.ada().evolve(**changes), SUBJECT, MISSION_LOCALE, Territories())


def step(day: str, kind: str = "ENTRETIEN", **fields: object) -> Step:
    return Step(id=people.item(f"{kind} {day} {fields}"), type=kind, day=dt.date.fromisoformat(day), **fields)


def need(*steps: Step, **fields: object) -> Parcours:
    known = people.ada().parcours[0]
    return known.evolve(steps=steps, closed_on=None, closure_reason=None).evolve(**fields)


@pytest.mark.parametrize(
    ("birth", "band"),
    [("2010-11-24", "MOINS_16"), ("2010-11-23", "16_17"), ("2008-11-23", "18_21"), ("2004-11-23", "22_25"),
     ("2000-11-23", "26_29"), ("1996-11-23", "30_44"), ("1981-11-23", "45_54"), ("1971-11-23", "55_ET_PLUS"),
     ("2010", "16_17")],
)  # fmt: skip
def test_the_age_is_that_of_the_first_contact(birth: str, band: str) -> None:
    assert age_band(PartialDate.parse(birth), dt.date(2026, 11, 23)) == band
    assert age_band(None, dt.date(2026, 11, 23)) == "NSP"


def sent(place: str, status: ReferralStatus, **fields: object) -> Referral:
    declined = {"decline_reason": "AUTRE"} if status is ReferralStatus.DECLINEE else {}
    return Referral(point_accueil=place, network="CIO", status=status, **declined, **fields)


def test_doors_are_counted_up_to_the_one_that_takes_charge() -> None:
    here = step("2026-01-05", "ACCUEIL")
    refused = step("2026-01-06", "ORIENTATION", referral=sent("CIO A", ReferralStatus.DECLINEE))
    taken = step("2026-01-09", "ORIENTATION", referral=sent("CIO B", ReferralStatus.ACCEPTEE))
    later = step("2026-02-09", "ORIENTATION", referral=sent("CIO C", ReferralStatus.TRANSMISE))
    prepared = step(
        "2026-01-07", "ORIENTATION", status=StepStatus.PREVUE, referral=sent("CIO D", ReferralStatus.PREPAREE)
    )
    assert doors_of(need(here), MISSION_LOCALE) == (1, True)
    assert doors_of(need(here, prepared), MISSION_LOCALE) == (1, True)
    assert doors_of(need(here, refused), MISSION_LOCALE) == (2, False)
    assert doors_of(need(later, taken, refused, here), MISSION_LOCALE) == (3, True)


def test_a_referral_says_its_answer_and_its_delay() -> None:
    day = dt.date(2026, 1, 5)
    met = sent("CIO", ReferralStatus.DEMARREE, sent_on=day, first_meeting_on=day + dt.timedelta(days=10))
    waiting = sent("CIO", ReferralStatus.TRANSMISE, sent_on=day)
    prepared = sent("CIO", ReferralStatus.PREPAREE)
    steps = [step(f"2026-01-0{n}", "ORIENTATION", referral=r) for n, r in enumerate((met, waiting, prepared), start=1)]
    told = facts(parcours=(need(*steps),)).steps
    assert [(one.answer, one.delay, one.sent_to) for one in told] == [
        ("OUI", "8_14", "CIO"),
        ("NON", "NSP", "CIO"),
        ("", "", ""),
    ]


def test_what_is_only_planned_is_no_fact() -> None:
    done, planned = step("2026-01-05", minutes=50), step("2026-03-05", status=StepStatus.PREVUE)
    told = facts(parcours=(need(done, planned),)).steps
    assert [(one.month, one.minutes) for one in told] == [("2026-01", "60")]


def test_six_months_later_is_told_by_what_came() -> None:
    closed = {"closed_on": dt.date(2026, 1, 20), "closure_reason": "FORMATION"}
    exits = need(step("2026-01-05"), **closed)
    back = people.ada().parcours[0].evolve(
        id=people.identifier("back"), opened_on=dt.date(2026, 5, 2), steps=(), actions=(), closed_on=None,
        closure_reason=None,
    )  # fmt: skip
    heard = need(step("2026-01-05"), step("2026-07-15", "RELANCE"), **closed)
    assert facts(parcours=(exits,)).parcours[0].later == "SANS_NOUVELLE"
    assert facts(parcours=(exits, back)).parcours[0].later == "REVENU"
    assert facts(parcours=(heard,)).parcours[0].later == "SUIVI"
    assert facts(parcours=(need(step("2026-01-05")),)).parcours[0].later == "EN_COURS"


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000), steps=st.integers(0, 9))
def test_every_code_is_one_of_its_list(seed: int, steps: int) -> None:
    dossier = People(seed=seed, account=account(), today=people.TODAY).dossier(0, steps)
    told = facts_of(dossier, SUBJECT, MISSION_LOCALE, Territories())
    for one in (told.person, *told.parcours, *told.steps):
        for name in set(type(one).model_fields) - {"number", "key", "parcours", "step"}:
            known = codes_of(name)
            if known is not None and "month" not in name:
                assert getattr(one, name) in known, name


def test_a_commune_is_in_its_departement_and_its_bassin_once_loaded() -> None:
    loaded = read_bassins("commune;bassin;libelle\n75056;PARIS;Paris\n")
    assert loaded.place("75101").bassin == "PARIS"
    assert Territories().place("75101").bassin == "NSP"
    assert loaded.place("91377").departement == "91"
    assert loaded.place("69123").region == loaded.place("2A004").departement == "HORS_IDF"
    assert loaded.place("Ailleurs").commune == "NSP"
    with pytest.raises(TerritoriesRefused) as refused:
        read_bassins("commune;bassin;libelle\n75056;PARIS;Paris\n75056;AUTRE;Autre\n")
    assert refused.value.parameters == {"line": 3, "reason": "twice", "value": "75056"}


def test_what_came_six_months_later_is_asked_when_it_is_known_of_everybody() -> None:
    """Who left on the last day of March 2026 may be heard of until mid-November: not before the end of November."""
    due = dt.date(2026, 9, 30) + dt.timedelta(days=45)
    assert due.isoformat() == "2026-11-14"
    spec = require_sound("exits", "2026-01", "2026-03", ("later",), "2026-11")
    assert spec.by == ("later",)
    with pytest.raises(LaterTooEarly) as refused:
        require_sound("exits", "2026-01", "2026-04", ("later",), "2026-11")
    assert refused.value.parameters["limit"] == "2026-03"
    assert "later" not in dimensions_for("parcours")
