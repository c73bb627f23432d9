"""« À faire » in the order of its urgency, page by page; the agenda; the agenda as a file, with nobody's name in it."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from passeport.domain.agenda import DAY_UNKNOWN, DueItem, DueKind
from passeport.domain.beneficiary import Dossier
from passeport.domain.draft import NEW_STEP, WORKSHOP
from passeport.domain.errors import FieldRefused
from passeport.domain.goal import ReminderPolicy
from passeport.domain.identifiers import AccountId, BeneficiaryId
from passeport.domain.parcours import Action, Referral, ReferralStatus, Step, StepStatus
from passeport.domain.rights import ADMINISTRATOR
from passeport.services.agenda import DuePage
from passeport.services.desk import Desk
from passeport.services.file_ports import CalendarNaming
from passeport.services.journal_ports import JournalOperation
from storage.open_vault import SqlcipherVault
from tests import vaults
from tests.people import ada, identifier, item

COLLEAGUE = AccountId(identifier("collègue"))


def add(desk: Desk, name: str, *steps: Step, mine: bool = True, actions: tuple[Action, ...] = ()) -> BeneficiaryId:
    base = ada()
    identity = base.beneficiary.identity.evolve(family_name=name)
    person = base.beneficiary.evolve(
        id=identifier(name), identity=identity, referent=desk.vault.account.id if mine else COLLEAGUE, formerly=()
    )
    home = base.parcours[0].evolve(id=identifier(f"{name} parcours"), steps=steps, actions=actions)
    dossier: Dossier = base.evolve(beneficiary=person, parcours=(home,), revision=0)
    with desk.vault.unit_of_work() as work:
        work.dossiers.add(dossier)
        work.commit()
    return person.id


def planned(name: str, day: dt.date, **fields: object) -> Step:
    values = {"id": item(name), "type": "ENTRETIEN", "day": day, "status": StepStatus.PREVUE, **fields}
    return Step.model_validate(values)


def sent(name: str, day: dt.date) -> Step:
    to = Referral(point_accueil="Cité d’Essai", network="CITE_METIERS", status=ReferralStatus.TRANSMISE, sent_on=day)
    return Step(id=item(name), type="ORIENTATION", day=day, referral=to)


@pytest.fixture
def today(desk: Desk) -> dt.date:
    return desk.clock.today()


def told(page: DuePage) -> list[tuple[DueKind, str]]:
    return [(line.kind, line.person.split()[0]) for line in page.items]


def test_the_most_urgent_comes_first_whatever_it_is(desk: Desk, today: dt.date) -> None:
    day = dt.timedelta(days=1)
    actions = (
        Action(id=item("a"), title="Écrire le CV", due_on=today - 2 * day),
        Action(id=item("b"), title="Appeler", due_on=today + 5 * day),
        Action(id=item("c"), title="Un jour"),
        Action(id=item("d"), title="Plus tard", due_on=today + 30 * day),
    )
    add(desk, "Alpha", actions=actions)
    add(desk, "Bravo", planned("e", today - 5 * day), planned("f", today + day))
    add(desk, "Charlie", sent("g", today - 14 * day), sent("h", today - 9 * day), sent("i", today - 35 * day))
    add(desk, "Delta", planned("j", today - 9 * day), mine=False)
    page = desk.agenda.due()
    assert told(page) == [
        (DueKind.REFERRAL, "CHARLIE"),
        (DueKind.STEP, "BRAVO"),
        (DueKind.REFERRAL, "CHARLIE"),
        (DueKind.ACTION, "ALPHA"),
        (DueKind.ACTION, "ALPHA"),
        (DueKind.UNDATED, "ALPHA"),
    ]
    assert [line.is_expired for line in page.items] == [True, False, False, False, False, False]
    assert [line.deadline for line in page.items[2:]] == [
        today - 4 * day,
        today - 2 * day,
        today + 5 * day,
        DAY_UNKNOWN,
    ]
    assert [line.is_late(today) for line in page.items] == [True] * 4 + [False] * 2
    station = desk.agenda.due(mine=False)
    assert [(line.person, line.is_mine) for line in station.items if not line.is_mine] == [("DELTA Ada-Inès", False)]
    assert len(station.items) == len(page.items) + 1


def test_a_page_goes_on_where_the_one_before_ended(desk: Desk, today: dt.date) -> None:
    for number in range(12):
        late = today - dt.timedelta(days=number % 4 + 1)
        add(desk, f"Nom{number}", planned(f"s{number}", late), actions=(_action(number, late),))
    whole = desk.agenda.due(limit=100)
    assert whole.cursor is None
    pages: list[DueItem] = []
    cursor = None
    while True:
        page = desk.agenda.due(after=cursor, limit=5)
        pages += page.items
        cursor = page.cursor
        if cursor is None:
            break
    assert len(whole.items) == 24
    assert [line.item for line in pages] == [line.item for line in whole.items]
    assert desk.agenda.counts()[DueKind.STEP] == desk.agenda.counts()[DueKind.ACTION] == 12
    only = desk.agenda.due(kinds=frozenset({DueKind.ACTION}))
    assert {line.kind for line in only.items} == {DueKind.ACTION}


def _action(number: int, day: dt.date) -> Action:
    return Action(id=item(f"a{number}"), title=f"Action {number}", due_on=day)


def test_other_sources_add_their_lines_on_top(desk: Desk, today: dt.date) -> None:
    who = add(desk, "Alpha", planned("a", today - dt.timedelta(days=1)))
    draft = DueItem(
        kind=DueKind.DRAFT, item="1", beneficiary=who, person="ALPHA Ada", words="Entretien", day=today, deadline=today
    )

    class Drafts:
        def waiting(self) -> tuple[DueItem, ...]:
            return (draft,)

    agenda = replace(desk.agenda, sources=(Drafts(),))
    assert told(agenda.due()) == [(DueKind.DRAFT, "ALPHA"), (DueKind.STEP, "ALPHA")]
    assert agenda.counts()[DueKind.DRAFT] == 1
    assert agenda.due(kinds=frozenset({DueKind.STEP})).items[0].kind is DueKind.STEP


def test_a_draft_about_somebody_is_a_line(desk: Desk) -> None:
    who = add(desk, "Alpha")
    desk.drafts.keep(who, NEW_STEP, {"type": "ENTRETIEN"})
    desk.drafts.keep(None, WORKSHOP, {"type": "ATELIER"})
    (line,) = desk.agenda.due().items
    assert (line.kind, line.beneficiary, line.words) == (DueKind.DRAFT, who, "ENTRETIEN")


def test_the_delays_are_a_setting(desk: Desk, today: dt.date) -> None:
    add(desk, "Alpha", sent("a", today - dt.timedelta(days=6)))
    assert desk.agenda.due().items == ()
    assert isinstance(desk.vault, SqlcipherVault)
    vaults.as_account(desk.vault, ADMINISTRATOR)
    assert desk.agenda.set_reminders(5, 6) == ReminderPolicy(referral_days=5, expiry_days=6)
    assert [line.is_expired for line in desk.agenda.due().items] == [True]
    with pytest.raises(FieldRefused):
        desk.agenda.set_reminders(10, 10)
    assert desk.agenda.reminders().referral_days == 5


def test_a_calendar_file_names_nobody_and_holds_nothing_typed(desk: Desk, today: dt.date, tmp_path: Path) -> None:
    who = add(
        desk, "Canari", planned("a", today, at=dt.time(14), minutes=45, title="Titre canari", place="Lieu canari")
    )
    path = tmp_path / "agenda.ics"
    for naming in CalendarNaming:
        assert desk.agenda.export((today, today), path, naming) == 1
        text = path.read_bytes().decode()
        assert "BEGIN:VEVENT" in text
        assert "canari" not in text.lower()
        assert "Ada" not in text
        assert ("A. C." in text) == (naming is CalendarNaming.INITIALS)
        assert (str(who)[:8].upper() in text) == (naming is CalendarNaming.NUMBER)
    assert desk.agenda.export((today, today), path, item="another") == 0
    with desk.vault.unit_of_work() as work:
        last = work.journal.entries(4)
    assert {line.operation for line in last} == {JournalOperation.AGENDA_EXPORTED}
    assert last[1].reference == str(who)
    assert last[0].reference == f"{today} {today}"


def test_the_agenda_gathers_a_workshop(desk: Desk, today: dt.date) -> None:
    for name in ("Alpha", "Bravo", "Charlie"):
        add(desk, name, planned(f"s{name}", today, type="ATELIER", at=dt.time(9), title="CV"), mine=name != "Bravo")
    assert [entry.people for entry in desk.agenda.between(today, today, mine=False)] == [3]
    assert [entry.people for entry in desk.agenda.between(today, today)] == [2]
    assert desk.agenda.per_day(today, today, mine=False) == {today: 1}
