"""What waits in a dossier, and when it is due."""

import datetime as dt
from uuid import UUID

import pytest
from pydantic import ValidationError

from passeport.domain.agenda import (
    DAY_UNKNOWN,
    AgendaEntry,
    DueKind,
    Waiting,
    about,
    bounds,
    deadline,
    gathered,
    is_expired,
    waiting,
)
from passeport.domain.beneficiary import Dossier
from passeport.domain.goal import Goal, GoalStatus, Reminder, ReminderPolicy
from passeport.domain.identifiers import BeneficiaryId, RequestId
from passeport.domain.parcours import Action, ActionStatus, Parcours, Referral, Step, StepStatus
from passeport.domain.provenance import Provenance, Reception
from passeport.domain.requests import RequestKind, RightsRequest
from passeport.domain.retention import Archive, RetentionPolicy, Stage, stage_of
from tests.people import MISSION_LOCALE, TODAY, ada, identifier, item

USUAL, KEPT = ReminderPolicy(), RetentionPolicy()
HOME = Parcours(id=identifier("parcours"), need="Se former", opened_on=dt.date(2026, 9, 1))


def dossier(*steps: Step, actions: tuple[Action, ...] = (), **more: object) -> Dossier:
    return ada().evolve(parcours=(HOME.evolve(steps=steps, actions=actions),), **more)


def step(name: str = "étape", **fields: object) -> Step:
    return Step.model_validate({"id": item(name), "type": "ENTRETIEN", "day": TODAY, **fields})


def referral(status: str, **fields: object) -> Step:
    values = {"point_accueil": "Cité d’Essai", "network": "CITE_METIERS", "status": status, **fields}
    return step(type="ORIENTATION", referral=Referral.model_validate(values))


def of(found: Dossier, kind: DueKind) -> list[Waiting]:
    return [line for line in waiting(found) if line.kind is kind]


def test_a_planned_step_waits_until_its_last_day() -> None:
    planned = step(status=StepStatus.PREVUE, until=TODAY + dt.timedelta(days=4), at=dt.time(14))
    (line,) = of(dossier(planned), DueKind.STEP)
    assert (line.start, line.day, line.at) == (TODAY, TODAY + dt.timedelta(days=4), dt.time(14))
    assert line.day > bounds(TODAY, USUAL, KEPT)[DueKind.STEP]
    assert line.day == bounds(TODAY + dt.timedelta(days=5), USUAL, KEPT)[DueKind.STEP]
    assert of(dossier(step(status=StepStatus.HONOREE)), DueKind.STEP) == []


def test_what_another_station_planned_or_sent_is_its_own() -> None:
    carried = Reception(passport_number="P", issuer=MISSION_LOCALE, issued_on=TODAY, received_on=TODAY)
    there = Provenance(station=MISSION_LOCALE, receptions=(carried,))
    steps = (step("a", status=StepStatus.PREVUE, provenance=there), referral("TRANSMISE").evolve(provenance=there))
    assert {line.kind for line in waiting(dossier(*steps))} == {DueKind.RETENTION}


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("PREPAREE", DueKind.PREPARED),
        ("TRANSMISE", DueKind.REFERRAL),
        ("RECUE", DueKind.REFERRAL),
        ("ACCEPTEE", DueKind.RETURN),
    ],
)
def test_a_referral_waits_by_its_status(status: str, kind: DueKind) -> None:
    sent, answered = dt.date(2026, 11, 2), dt.date(2026, 11, 9)
    (line,) = of(dossier(referral(status, sent_on=sent, answered_on=answered)), kind)
    assert line.day == {DueKind.PREPARED: TODAY, DueKind.REFERRAL: sent, DueKind.RETURN: answered}[kind]
    assert line.words == f"{status} Cité d’Essai"


@pytest.mark.parametrize("status", ["SANS_REPONSE", "DEMARREE", "TERMINEE", "ANNULEE"])
def test_a_referral_that_is_settled_waits_no_more(status: str) -> None:
    assert {line.kind for line in waiting(dossier(referral(status)))} == {DueKind.RETENTION}


def test_a_referral_of_somebody_who_was_not_there_does_not_wait() -> None:
    assert of(dossier(referral("PREPAREE").evolve(status=StepStatus.ABSENCE_EXCUSEE)), DueKind.PREPARED) == []


def test_nobody_waits_for_an_answer_in_a_closed_parcours() -> None:
    found = dossier(referral("TRANSMISE"), referral("DECLINEE", decline_reason="DOUBLON").evolve(id=item("b")))
    closed = found.parcours[0].evolve(closed_on=TODAY, closure_reason="FORMATION")
    kinds = {line.kind for line in waiting(found.evolve(parcours=(closed,)))}
    assert kinds == {DueKind.RETURN, DueKind.RETENTION}


def test_a_referral_comes_back_after_ten_days_and_expires_after_thirty() -> None:
    sent = TODAY - dt.timedelta(days=10)
    assert bounds(TODAY, USUAL, KEPT)[DueKind.REFERRAL] == sent
    assert deadline(DueKind.REFERRAL, sent, USUAL, KEPT) == TODAY
    assert not is_expired(DueKind.REFERRAL, sent, sent + dt.timedelta(days=29), USUAL)
    assert is_expired(DueKind.REFERRAL, sent, sent + dt.timedelta(days=30), USUAL)
    with pytest.raises(ValidationError):
        ReminderPolicy(referral_days=30, expiry_days=30)


def test_actions_and_goals_wait_while_their_parcours_is_open() -> None:
    actions = (
        Action(id=item("a"), title="Écrire le CV", due_on=TODAY),
        Action(id=item("b"), title="Appeler", status=ActionStatus.EN_ATTENTE),
        Action(id=item("c"), title="Fait", status=ActionStatus.REALISEE, due_on=TODAY),
    )
    goal = Goal(id=item("g"), parcours=HOME.id, objective="CV_LETTRE", due_on=TODAY)
    reached = goal.evolve(id=item("h"), status=GoalStatus.ATTEINT)
    found = dossier(actions=actions, goals=(goal, reached))
    assert [(line.kind, line.day) for line in waiting(found) if line.kind is not DueKind.RETENTION] == [
        (DueKind.GOAL, TODAY),
        (DueKind.UNDATED, DAY_UNKNOWN),
        (DueKind.ACTION, TODAY),
    ]
    closed = found.parcours[0].evolve(closed_on=TODAY, closure_reason="FORMATION")
    assert [line.kind for line in waiting(found.evolve(parcours=(closed,)))] == [DueKind.RETENTION]


def test_a_goal_says_what() -> None:
    with pytest.raises(ValidationError):
        Goal(id=item("g"), parcours=HOME.id)


def test_a_request_waits_for_a_month_and_a_limitation_does_not() -> None:
    asked = RightsRequest(id=RequestId(UUID(int=1)), kind=RequestKind.ACCESS, received_on=dt.date(2026, 10, 31))
    frozen = asked.evolve(id=UUID(int=2), kind=RequestKind.LIMITATION)
    (line,) = of(dossier(requests=(asked, frozen)), DueKind.REQUEST)
    assert line.day == dt.date(2026, 11, 30)


def test_the_retention_counts_from_the_last_contact() -> None:
    found = dossier(step(day=dt.date(2026, 3, 1)), step("b", day=TODAY, status=StepStatus.ABSENCE_EXCUSEE))
    assert [line.day for line in of(found, DueKind.RETENTION)] == [dt.date(2026, 3, 1)]
    assert [line.day for line in of(dossier(), DueKind.RETENTION)] == [ada().beneficiary.opened_on]


@pytest.mark.parametrize("today", [dt.date(2026, 1, 31) + dt.timedelta(days=n) for n in range(0, 800, 13)])
def test_the_notice_begins_thirty_days_before_the_end(today: dt.date) -> None:
    last = bounds(today, USUAL, KEPT)[DueKind.RETENTION]
    assert stage_of(KEPT.due_on(last), today, frozen=False, archived_until=None) in (Stage.WARNED, Stage.DUE)
    after = KEPT.due_on(last + dt.timedelta(days=1))
    assert stage_of(after, today, frozen=False, archived_until=None) is None


def test_nothing_waits_in_the_archive() -> None:
    archive = Archive(reason="Contentieux", since=TODAY, until=TODAY + dt.timedelta(days=90))
    assert waiting(dossier(referral("TRANSMISE"), archive=archive)) == ()


def test_what_was_put_off_says_until_when() -> None:
    sent = referral("TRANSMISE")
    later = Reminder(about=about(DueKind.REFERRAL, str(sent.id)), until=TODAY + dt.timedelta(days=7))
    (line,) = of(dossier(sent, reminders=(later,)), DueKind.REFERRAL)
    assert line.hidden_until == later.until


def test_an_action_that_stands_twice_waits_once() -> None:
    action = Action(id=item("a"), title="Écrire le CV", due_on=TODAY)
    twice = ada().evolve(parcours=(HOME.evolve(actions=(action,)), HOME.evolve(id=identifier("b"), actions=(action,))))
    assert len(of(twice, DueKind.ACTION)) == 1


def entry(person: str, **fields: object) -> AgendaEntry:
    values = {"kind": DueKind.STEP, "item": str(identifier(person)), "beneficiary": identifier(person)}
    values |= {"person": person, "day": TODAY, "until": TODAY, "type": "ATELIER", "status": "HONOREE"}
    return AgendaEntry.model_validate({**values, **fields})


def test_a_workshop_is_one_entry_with_its_people() -> None:
    room = [entry(name, at=dt.time(9), words="CV") for name in ("A", "B", "C")]
    room[1] = room[1].evolve(status="PREVUE", is_mine=False)
    others = [entry("D", at=dt.time(14), words="CV"), entry("E", type="ENTRETIEN", at=dt.time(9), words="CV")]
    found = gathered((*others, *room), frozenset({"ATELIER"}))
    assert [(one.at, one.people, one.status) for one in found] == [
        (dt.time(9), 3, "PREVUE"),
        (dt.time(9), 1, "HONOREE"),
        (dt.time(14), 1, "HONOREE"),
    ]
    assert isinstance(found[0].beneficiary, UUID)
    assert BeneficiaryId(identifier("E")) == found[1].beneficiary
