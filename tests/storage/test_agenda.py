"""The lines that saves keep: those that the dossiers say, found by day, person and page, and gone with the dossier."""

import datetime as dt
import itertools
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from passeport.domain.agenda import DAY_UNKNOWN, DueKind, gathered, waiting
from passeport.domain.beneficiary import Dossier
from passeport.domain.goal import Goal, Reminder, ReminderPolicy
from passeport.domain.identifiers import AccountId, BeneficiaryId
from passeport.domain.parcours import Action, Step, StepStatus
from passeport.domain.retention import Archive
from passeport.services.agenda_ports import AgendaStore, DueRow
from storage.mappers import due_rows
from storage.open_vault import SqlcipherVault
from storage.tables import due
from tests import vaults
from tests.fake_agenda import MemoryAgenda, Reminders
from tests.faults.workload import raw
from tests.people import TODAY, ada, identifier

ALWAYS = (dt.date.min, DAY_UNKNOWN)
ME, OTHER = AccountId(identifier("moi")), AccountId(identifier("autre"))


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[SqlcipherVault]:
    opened = vaults.create(tmp_path / "coffre")
    yield opened
    opened.lock()


def crowd(number: int = 40) -> list[Dossier]:
    """People whose steps, actions, goals and referents are drawn, the same way each time."""
    chance = random.Random(5)
    people = []
    for count in range(number):
        day = TODAY + dt.timedelta(days=chance.randrange(-40, 40))
        base = ada()
        home = base.parcours[0].evolve(
            id=identifier(f"parcours {count}"),
            steps=tuple(
                Step(
                    id=identifier(f"étape {count} {place}"),
                    type=chance.choice(["ENTRETIEN", "ATELIER"]),
                    day=day + dt.timedelta(days=place),
                    until=day + dt.timedelta(days=place + 20) if place == 2 else None,
                    at=dt.time(9 + place) if place else None,
                    status=chance.choice([StepStatus.PREVUE, StepStatus.HONOREE]),
                )
                for place in range(3)
            ),
            actions=tuple(
                Action(id=identifier(f"action {count} {place}"), title=f"Action {place}", due_on=when)
                for place, when in enumerate((day, None))
            ),
        )
        goal = Goal(id=identifier(f"objectif {count}"), parcours=home.id, title="Choisir", due_on=day)
        hidden = Reminder(about=f"GOAL:{goal.id}", until=TODAY + dt.timedelta(days=chance.choice([-1, 0, 1])))
        person = base.beneficiary.evolve(
            id=identifier(f"personne {count}"), referent=chance.choice([ME, OTHER]), formerly=()
        )
        people.append(base.evolve(beneficiary=person, parcours=(home,), goals=(goal,), reminders=(hidden,), revision=0))
    return people


def kept(vault: SqlcipherVault, people: list[Dossier]) -> MemoryAgenda:
    with vault.unit_of_work() as work:
        for person in people:
            work.dossiers.add(person)
        work.commit()
    return MemoryAgenda({person.beneficiary.id: person for person in people}, Reminders())


def everything(store: AgendaStore, kind: DueKind, referent: AccountId | None, limit: int) -> list[DueRow]:
    found: list[DueRow] = []
    while page := store.due(
        kind, ALWAYS, TODAY, referent=referent, after=found[-1].place if found else None, limit=limit
    ):
        found += page
    return found


def test_every_line_is_found_page_by_page(vault: SqlcipherVault) -> None:
    expected = kept(vault, crowd())
    with vault.unit_of_work() as work:
        for kind, whose, limit in itertools.product(DueKind, (None, ME, OTHER), (7, 1000)):
            wanted = list(expected.due(kind, ALWAYS, TODAY, referent=whose, limit=1000))
            assert everything(work.agenda, kind, whose, limit) == wanted
        spans = dict.fromkeys(DueKind, (TODAY, DAY_UNKNOWN))
        for whose in (None, ME):
            assert work.agenda.count(spans, TODAY, referent=whose) == expected.count(spans, TODAY, referent=whose)


def test_the_agenda_holds_what_begins_and_what_goes_on(vault: SqlcipherVault) -> None:
    people = crowd()
    kept(vault, people)
    first, last = TODAY, TODAY + dt.timedelta(days=6)
    with vault.unit_of_work() as work:
        for whose in (None, ME):
            mine = [one for one in people if whose in (None, one.beneficiary.referent)]
            steps = {
                str(step.id)
                for one in mine
                for step in one.parcours[0].steps
                if first <= step.day <= last
                or (step.day < first <= (step.until or step.day) and step.status is StepStatus.PREVUE)
            }
            dated = {
                line.item
                for one in mine
                for line in waiting(one)
                if line.kind in (DueKind.ACTION, DueKind.GOAL) and first <= line.day <= last
            }
            found = work.agenda.between(first, last, referent=whose)
            assert {entry.item for entry in found} == steps | dated
            assert len(found) == len(steps | dated)
            assert [entry.day for entry in found] == sorted(entry.day for entry in found)
            for collective in (frozenset[str](), frozenset({"ATELIER"})):
                seen = gathered(found, collective)
                days = [first + dt.timedelta(days=number) for number in range(7)]
                shown = {day: sum(one.day <= day <= one.until for one in seen) for day in days}
                counts = work.agenda.per_day(first, last, collective=collective, referent=whose)
                assert {day: counts.get(day, 0) for day in days} == shown


def test_a_save_keeps_the_lines_and_a_removal_takes_them(vault: SqlcipherVault) -> None:
    person = crowd(1)[0]
    kept(vault, [person])
    with vault.unit_of_work() as work:
        known = work.dossiers.get(person.beneficiary.id)
        changed = work.dossiers.save(known.evolve(goals=(), reminders=()))
        work.commit()
    with raw(vault) as connection:
        rows = [row._asdict() for row in connection.execute(due.select().order_by(due.c.kind, due.c.item))]
    assert [{name: value for name, value in row.items() if name != "beneficiary_id"} for row in rows] == due_rows(
        changed
    )
    with vault.unit_of_work() as work:
        archive = Archive(reason="Contentieux", since=TODAY, until=TODAY + dt.timedelta(days=9))
        work.dossiers.save(changed.evolve(archive=archive))
        assert work.agenda.between(dt.date(2000, 1, 1), dt.date.max) == ()
        work.dossiers.remove(BeneficiaryId(person.beneficiary.id))
        work.commit()
    with raw(vault) as connection:
        assert connection.execute(due.select()).all() == []


def test_the_delays_of_the_reminders_are_kept(vault: SqlcipherVault) -> None:
    with vault.unit_of_work() as work:
        assert work.agenda.reminders() == ReminderPolicy()
        for policy in (ReminderPolicy(referral_days=5, expiry_days=9), ReminderPolicy(referral_days=7, expiry_days=8)):
            work.agenda.set_reminders(policy)
            assert work.agenda.reminders() == policy


def test_the_questions_are_answered_by_the_indexes(vault: SqlcipherVault) -> None:
    kept(vault, crowd(3))
    plan = "EXPLAIN QUERY PLAN SELECT * FROM due WHERE {} kind = 'STEP' AND day <= '2026-11-23' ORDER BY day"
    with raw(vault) as connection:
        mine = connection.exec_driver_sql(plan.format("referent = 'x' AND")).all()
        every = connection.exec_driver_sql(plan.format("")).all()
        days = connection.exec_driver_sql("EXPLAIN QUERY PLAN SELECT * FROM step WHERE day = '2026-11-23'").all()
    for rows, index in ((mine, "due_by_referent"), (every, "due_by_day"), (days, "step_by_day")):
        words = " ".join(row.detail for row in rows)
        assert index in words
        assert "TEMP B-TREE" not in words
