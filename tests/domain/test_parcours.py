"""Steps, notes, actions, referrals and parcours: what each may be, and may become."""

import datetime as dt
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pydantic import ValidationError

from passeport.domain.errors import StatusChangeRefused
from passeport.domain.identifiers import AccountId, ParcoursId
from passeport.domain.parcours import (
    Action,
    ActionStatus,
    Note,
    NoteLevel,
    Parcours,
    Referral,
    ReferralStatus,
    Step,
    StepStatus,
)
from passeport.domain.text import NOTE_LIMIT
from passeport.domain.vocabulary import vocabulary
from tests.people import AUTHOR, TODAY, ada_parcours, identifier, item, note

R = ReferralStatus

# The life of a referral as the glossary tells it: written here again, by hand, so that the code has a witness.
LIFE = {
    R.PREPAREE: "TRANSMISE ANNULEE",
    R.TRANSMISE: "RECUE ACCEPTEE DECLINEE SANS_REPONSE ANNULEE",
    R.RECUE: "ACCEPTEE DECLINEE SANS_REPONSE ANNULEE",
    R.SANS_REPONSE: "RECUE ACCEPTEE DECLINEE ANNULEE",
    R.ACCEPTEE: "DEMARREE TERMINEE ANNULEE",
    R.DEMARREE: "TERMINEE ANNULEE",
    R.DECLINEE: "",
    R.TERMINEE: "",
    R.ANNULEE: "",
}
ALLOWED = {(status, R(following)) for status, words in LIFE.items() for following in words.split()}
PAIRS = [(status, wanted) for status in R for wanted in R]


def referral(status: ReferralStatus = R.PREPAREE) -> Referral:
    declined = "NON_ELIGIBLE" if status is R.DECLINEE else None
    return Referral(
        point_accueil="Cité des métiers de Modèle-Ville",
        network="CITE_METIERS",
        status=status,
        decline_reason=declined,
    )


def step(**fields: object) -> Step:
    return Step.model_validate({"id": item("une étape"), "type": "ENTRETIEN", "day": TODAY, **fields})


# Referrals --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("status", "wanted"), PAIRS, ids=lambda status: status.value)
def test_a_referral_goes_only_where_its_life_leads(status: ReferralStatus, wanted: ReferralStatus) -> None:
    reason = "NON_MOBILE" if wanted is R.DECLINEE else None
    if (status, wanted) in ALLOWED:
        assert referral(status).moved_to(wanted, TODAY, reason).status is wanted
    else:
        with pytest.raises(StatusChangeRefused) as refused:
            referral(status).moved_to(wanted, TODAY, reason)
        assert refused.value.parameters == {"current": status.value, "wanted": wanted.value}


@pytest.mark.parametrize("status", R, ids=lambda status: status.value)
def test_a_referral_says_where_it_may_go(status: ReferralStatus) -> None:
    assert set(referral(status).next_statuses) == {wanted for known, wanted in ALLOWED if known is status}


def test_every_status_of_a_referral_can_be_reached_and_the_last_ones_are_ends() -> None:
    reached, waiting = {R.PREPAREE}, [R.PREPAREE]
    while waiting:
        following = set(referral(waiting.pop()).next_statuses) - reached
        reached |= following
        waiting += following
    assert reached == set(R)
    assert {status for status in R if not referral(status).next_statuses} == {R.DECLINEE, R.TERMINEE, R.ANNULEE}


@pytest.mark.parametrize("reason", vocabulary("decline_reasons").codes)
def test_a_declined_referral_says_why(reason: str) -> None:
    assert referral(R.TRANSMISE).moved_to(R.DECLINEE, TODAY, reason).decline_reason == reason


@pytest.mark.parametrize(("wanted", "reason"), [(R.DECLINEE, None), (R.DECLINEE, "AILLEURS"), (R.ACCEPTEE, "AUTRE")])
def test_no_other_referral_says_why_and_no_reason_is_made_up(wanted: ReferralStatus, reason: str | None) -> None:
    with pytest.raises(ValidationError):
        referral(R.TRANSMISE).moved_to(wanted, TODAY, reason)


def test_each_day_of_a_referral_is_kept_through_its_life() -> None:
    days = [TODAY + dt.timedelta(days=number) for number in range(4)]
    lived = referral()
    for status, day in zip((R.TRANSMISE, R.ACCEPTEE, R.DEMARREE, R.TERMINEE), days, strict=True):
        lived = lived.moved_to(status, day)
    assert (lived.sent_on, lived.answered_on, lived.first_meeting_on) == tuple(days[:3])
    declined = referral().moved_to(R.TRANSMISE, days[0]).moved_to(R.DECLINEE, days[2], "DOUBLON")
    assert (declined.sent_on, declined.answered_on, declined.first_meeting_on) == (days[0], days[2], None)


# Steps ------------------------------------------------------------------------------------------------------------


@given(some.dates(), some.dates())
def test_a_step_ends_no_sooner_than_it_begins(day: dt.date, until: dt.date) -> None:
    if until < day:
        with pytest.raises(ValidationError, match="ends before it begins"):
            step(day=day, until=until)
    else:
        assert step(day=day, until=until).until == until


@pytest.mark.parametrize("kind", vocabulary("step_types").codes)
def test_only_an_orientation_sends_the_person_on(kind: str) -> None:
    if kind == "ORIENTATION":
        assert step(type=kind, referral=referral()).referral is not None
    else:
        with pytest.raises(ValidationError, match="only a step of type ORIENTATION"):
            step(type=kind, referral=referral())


def test_a_step_that_changes_its_type_does_not_keep_a_referral_by_mistake() -> None:
    with pytest.raises(ValidationError, match="only a step of type ORIENTATION"):
        step(type="ORIENTATION", referral=referral()).evolve(type="ENTRETIEN")


@pytest.mark.parametrize("status", StepStatus, ids=lambda status: status.value)
@pytest.mark.parametrize(("days", "until"), [(-1, None), (0, None), (1, None), (-3, -1), (-3, 0), (-3, 2)])
def test_a_planned_step_whose_last_day_is_gone_is_to_be_completed(
    status: StepStatus, days: int, until: int | None
) -> None:
    day, last = TODAY + dt.timedelta(days=days), until if until is not None else days
    known = step(status=status, day=day, until=None if until is None else TODAY + dt.timedelta(days=until))
    gone = status is StepStatus.PREVUE and last < 0
    assert known.status_on(TODAY) is (StepStatus.A_PRECISER if gone else status)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("type", "INCONNU"),
        ("mode", "PIGEON"),
        ("status", "VENUE"),
        ("themes", ("CHOISIR_METIER", "ASTROLOGIE")),
        ("objectives", ("GAGNER_AU_LOTO",)),
        ("immersion_objective", "VOIR"),
        ("minutes", 0),
        ("minutes", 60_001),
        ("at", "25:00"),
    ],
)
def test_a_step_holds_only_what_its_vocabularies_and_bounds_allow(field: str, value: object) -> None:
    with pytest.raises(ValidationError, match=field):
        step(**{field: value})


# Notes (R05, R06) ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", NoteLevel, ids=lambda level: level.value)
def test_a_private_note_opens_for_its_author_only(level: NoteLevel) -> None:
    written = note("une note", level, "Un fait utile")
    colleague = AccountId(uuid4())
    assert written.readable_by(AUTHOR)
    assert written.readable_by(colleague) is (level is not NoteLevel.PRIVATE)


def test_a_private_note_of_nobody_known_opens_for_nobody() -> None:
    assert not note("une note", NoteLevel.PRIVATE, "Un fait").evolve(author=None).readable_by(AUTHOR)


def test_a_note_is_for_the_team_until_one_says_otherwise() -> None:
    fields = {"id": uuid4(), "written_at": dt.datetime(2026, 11, 23, tzinfo=dt.UTC), "text": "Un fait"}
    assert Note.model_validate(fields).level is NoteLevel.TEAM


@pytest.mark.parametrize(("length", "fits"), [(1, True), (NOTE_LIMIT, True), (NOTE_LIMIT + 1, False), (0, False)])
def test_a_note_has_at_most_five_hundred_characters_and_says_something(length: int, *, fits: bool) -> None:
    assert NOTE_LIMIT == 500
    text = "é" * length
    if fits:
        assert note("une note", NoteLevel.TEAM, text).text == text
    else:
        with pytest.raises(ValidationError):
            note("une note", NoteLevel.TEAM, text)


# Actions and parcours -----------------------------------------------------------------------------------------------


def test_an_action_has_a_title_and_begins_as_a_project() -> None:
    assert Action(id=item("action"), title="Mettre le CV à jour").status is ActionStatus.EN_PROJET
    with pytest.raises(ValidationError, match="title"):
        Action(id=item("action"), title=" ")


@pytest.mark.parametrize(
    ("closed", "reason", "whole"),
    [(None, None, True), (TODAY, "FORMATION", True), (TODAY, None, False), (None, "FORMATION", False)],
)
def test_a_closed_parcours_has_a_day_and_a_reason(closed: dt.date | None, reason: str | None, *, whole: bool) -> None:
    fields = {"closed_on": closed, "closure_reason": reason}
    if whole:
        assert ada_parcours().evolve(**fields).is_open is (closed is None)
    else:
        with pytest.raises(ValidationError, match="a day and a coded reason"):
            ada_parcours().evolve(**fields)


def test_a_parcours_follows_a_need_that_is_said() -> None:
    with pytest.raises(ValidationError, match="need"):
        Parcours(id=ParcoursId(identifier("vide")), need="", opened_on=TODAY)
