"""Goals and actions, and each line of « À faire » done or put off, with the way back."""

import datetime as dt
from collections.abc import Callable

import pytest

from passeport.domain.agenda import FOR_GOOD, DueItem, DueKind
from passeport.domain.beneficiary import Dossier
from passeport.domain.errors import FieldRefused, MoreIsAsked, NothingToShow
from passeport.domain.goal import GoalStatus
from passeport.domain.identifiers import BeneficiaryId, ItemId, ParcoursId
from passeport.domain.parcours import ActionStatus, Referral, ReferralStatus, Step, StepStatus
from passeport.domain.requests import RequestKind
from passeport.services.desk import Desk
from passeport.services.following import ActionEntry, GoalEntry
from tests.people import ada, identifier, item

GONE = ItemId(identifier("rien"))


@pytest.fixture
def today(desk: Desk) -> dt.date:
    return desk.clock.today()


@pytest.fixture
def who(desk: Desk) -> BeneficiaryId:
    base = ada()
    person = base.beneficiary.evolve(referent=desk.vault.account.id)
    home = base.parcours[0].evolve(steps=(), actions=())
    with desk.vault.unit_of_work() as work:
        work.dossiers.add(base.evolve(beneficiary=person, parcours=(home,), requests=(), revision=0))
        work.commit()
    return person.id


def kept(desk: Desk, who: BeneficiaryId) -> Dossier:
    with desk.vault.unit_of_work() as work:
        return work.dossiers.get(who)


def home(desk: Desk, who: BeneficiaryId) -> ParcoursId:
    return kept(desk, who).parcours[0].id


def with_step(desk: Desk, who: BeneficiaryId, step: Step) -> None:
    with desk.vault.unit_of_work() as work:
        known = work.dossiers.get(who)
        work.dossiers.save(known.with_parcours(known.parcours[0].evolve(steps=(step,))))
        work.commit()


def sent(day: dt.date, status: ReferralStatus = ReferralStatus.TRANSMISE) -> Step:
    to = Referral(point_accueil="Cité d’Essai", network="CITE_METIERS", status=status, sent_on=day, answered_on=day)
    return Step(id=item("orientation"), type="ORIENTATION", day=day, referral=to)


def line(desk: Desk, kind: DueKind) -> DueItem:
    (found,) = (one for one in desk.agenda.due().items if one.kind is kind)
    return found


def test_a_goal_is_added_changed_reached_and_removed(desk: Desk, who: BeneficiaryId, today: dt.date) -> None:
    goal = desk.following.add_goal(who, home(desk, who), GoalEntry(objective="CV_LETTRE", due_on=today))
    assert kept(desk, who).goals[0].provenance.recorded_by == desk.vault.account.name
    desk.following.change_goal(who, goal, GoalEntry(title="Un CV court", due_on=today))
    desk.following.done(who, DueKind.GOAL, line(desk, DueKind.GOAL).item)
    assert [(one.title, one.status) for one in kept(desk, who).goals] == [("Un CV court", GoalStatus.ATTEINT)]
    desk.following.remove_goal(who, goal)
    assert kept(desk, who).goals == ()
    for _ in range(2):
        desk.dossiers.undo()
    assert kept(desk, who).goals[0].status is GoalStatus.EN_COURS


def test_what_says_nothing_is_refused(desk: Desk, who: BeneficiaryId) -> None:
    with pytest.raises(FieldRefused):
        desk.following.add_goal(who, home(desk, who), GoalEntry())
    with pytest.raises(NothingToShow):
        desk.following.add_goal(who, ParcoursId(identifier("rien")), GoalEntry(title="x"))
    calls: tuple[Callable[[], object], ...] = (
        lambda: desk.following.change_goal(who, GONE, GoalEntry(title="x")),
        lambda: desk.following.change_action(who, GONE, ActionEntry(title="x")),
        lambda: desk.following.done(who, DueKind.STEP, str(GONE)),
    )
    for call in calls:
        with pytest.raises(NothingToShow):
            call()
    assert kept(desk, who).revision == 1


def test_an_action_is_postponed_then_done(desk: Desk, who: BeneficiaryId, today: dt.date) -> None:
    action = desk.following.add_action(who, home(desk, who), ActionEntry(title="Écrire le CV"))
    assert kept(desk, who).parcours[0].actions[0].responsible == desk.vault.account.name
    later = today + dt.timedelta(days=3)
    desk.following.postpone(who, DueKind.UNDATED, str(action), later)
    assert line(desk, DueKind.ACTION).deadline == later
    desk.following.change_action(who, action, ActionEntry(title="Relire le CV", responsible="Ada", due_on=later))
    desk.following.done(who, DueKind.ACTION, str(action))
    (done,) = kept(desk, who).parcours[0].actions
    assert (done.title, done.responsible, done.status) == ("Relire le CV", "Ada", ActionStatus.REALISEE)
    desk.dossiers.undo()
    assert line(desk, DueKind.ACTION).words == "Relire le CV"
    desk.following.remove_action(who, action)
    assert kept(desk, who).parcours[0].actions == ()


@pytest.mark.parametrize("days", [0, -1])
def test_one_puts_off_to_a_day_to_come(desk: Desk, who: BeneficiaryId, today: dt.date, days: int) -> None:
    action = desk.following.add_action(who, home(desk, who), ActionEntry(title="Écrire le CV"))
    with pytest.raises(FieldRefused):
        desk.following.postpone(who, DueKind.ACTION, str(action), today + dt.timedelta(days=days))


def test_a_step_is_held_or_planned_again_as_long_as_it_was(desk: Desk, who: BeneficiaryId, today: dt.date) -> None:
    day = dt.timedelta(days=1)
    with_step(
        desk,
        who,
        Step(id=item("s"), type="IMMERSION", day=today - 9 * day, until=today - 5 * day, status=StepStatus.PREVUE),
    )
    found = line(desk, DueKind.STEP)
    desk.following.postpone(who, DueKind.STEP, found.item, today + 7 * day)
    (step,) = kept(desk, who).parcours[0].steps
    assert (step.day, step.until, step.status) == (today + 7 * day, today + 11 * day, StepStatus.PREVUE)
    desk.dossiers.undo()
    desk.following.done(who, DueKind.STEP, found.item)
    assert kept(desk, who).parcours[0].steps[0].status is StepStatus.HONOREE


def test_a_referral_is_followed_up_then_left_without_an_answer(desk: Desk, who: BeneficiaryId, today: dt.date) -> None:
    with_step(desk, who, sent(today - dt.timedelta(days=12)))
    found = line(desk, DueKind.REFERRAL)
    desk.following.done(who, DueKind.REFERRAL, found.item)
    assert [reminder.until for reminder in kept(desk, who).reminders] == [today + dt.timedelta(days=10)]
    assert desk.agenda.due().items == ()
    with_step(desk, who, sent(today - dt.timedelta(days=30)))
    desk.following.done(who, DueKind.REFERRAL, found.item)
    referral = kept(desk, who).parcours[0].steps[0].referral
    assert referral is not None
    assert referral.status is ReferralStatus.SANS_REPONSE


def test_an_answer_is_read_for_good_and_can_be_unread(desk: Desk, who: BeneficiaryId, today: dt.date) -> None:
    with_step(desk, who, sent(today, ReferralStatus.ACCEPTEE))
    desk.following.done(who, DueKind.RETURN, line(desk, DueKind.RETURN).item)
    assert desk.agenda.due().items == ()
    assert kept(desk, who).reminders[0].until == FOR_GOOD
    desk.dossiers.undo()
    assert line(desk, DueKind.RETURN).words == "ACCEPTEE Cité d’Essai"


def test_a_request_is_put_off_and_not_done_by_a_word(desk: Desk, who: BeneficiaryId, today: dt.date) -> None:
    desk.rights.record(who, RequestKind.ACCESS)
    found = line(desk, DueKind.REQUEST)
    with pytest.raises(MoreIsAsked):
        desk.following.done(who, DueKind.REQUEST, found.item)
    with pytest.raises(MoreIsAsked):
        desk.following.postpone(who, DueKind.DRAFT, found.item, today + dt.timedelta(days=2))
    for days in (2, 4):
        desk.following.postpone(who, DueKind.REQUEST, found.item, today + dt.timedelta(days=days))
    assert [reminder.until for reminder in kept(desk, who).reminders] == [today + dt.timedelta(days=4)]
    assert desk.agenda.due().items == ()


def test_a_parcours_is_closed_and_followed_again(desk: Desk, who: BeneficiaryId) -> None:
    desk.parcours.close_parcours(who, home(desk, who), "FORMATION")
    desk.following.reopen_parcours(who, home(desk, who))
    assert kept(desk, who).parcours[0].is_open
