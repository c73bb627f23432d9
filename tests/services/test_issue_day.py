"""A day is that of the place, near midnight too: of a passport that is handed over, of a draft, of a note found."""

import datetime as dt
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from exports.travel.envelope import read_envelope, write_envelope
from exports.travel.fence.pool import Fence
from exports.travel.inbox import Inbox
from passeport import wiring
from passeport.domain.agenda import DueKind
from passeport.domain.agreement import Recipient, Scope
from passeport.domain.draft import NEW_STEP
from passeport.services.file_ports import FileFormat, PassportReader
from passeport.services.parcours import NoteEntry, StepEntry
from tests import people, vaults

LATE = dt.datetime(2026, 7, 1, 22, 30, tzinfo=dt.UTC)
"""Half past midnight of 2 July in Paris."""


@dataclass
class ClockHere:
    """The clock of a computer: moments in UTC, days where it stands."""

    def now(self) -> dt.datetime:
        return LATE

    def today(self) -> dt.date:
        return LATE.astimezone().date()


@pytest.fixture
def paris(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Paris")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("paris")
def test_issue_agreement_and_register_are_of_one_day(tmp_path: Path) -> None:
    vault = vaults.create(tmp_path / "coffre")
    desk = wiring.desk(vault, ClockHere(), vaults.CountedIdentifiers())
    who = desk.editing.create(people.ada().evolve(revision=0)).beneficiary.id
    to = Recipient(name=people.CITE_DES_METIERS.name, network="CITE_METIERS")
    given = desk.passports.agree(who, to, Scope(sections=frozenset({"IDENTITY"})), "ECRIT")
    file = tmp_path / "passeport.json"
    desk.passports.issue(who, given, file, FileFormat.JSON)
    dossier = desk.dossiers.open(who)
    vault.lock()
    issue = read_envelope(file.read_bytes()).passport.issue
    assert issue is not None
    assert issue.issued_at == LATE
    assert issue.issued_at.date() == issue.agreed_on == dossier.transmissions[-1].on == dt.date(2026, 7, 2)


@pytest.mark.usefixtures("paris")
@pytest.mark.parametrize("reader", [Inbox, Fence])
@pytest.mark.parametrize(
    ("written", "day"),
    [
        (LATE, dt.date(2026, 7, 2)),
        (LATE.astimezone(dt.timezone(dt.timedelta(hours=4))), dt.date(2026, 7, 2)),
        (LATE.astimezone(dt.timezone(dt.timedelta(hours=-4))), dt.date(2026, 7, 1)),
    ],
    ids=["in universal time, as our first versions", "in La Réunion", "in Martinique"],
)
def test_a_passport_that_came_in_keeps_the_day_of_the_place(
    tmp_path: Path, reader: Callable[[], PassportReader], written: dt.datetime, day: dt.date
) -> None:
    ada = people.ada_passport()
    assert ada.issue is not None
    file = tmp_path / "passeport.json"
    file.write_bytes(write_envelope(ada.evolve(issue=ada.issue.evolve(issued_at=written))))
    vault = vaults.create(tmp_path / "coffre")
    desk = wiring.desk(vault, ClockHere(), vaults.CountedIdentifiers())
    incoming = reader().read(file)
    issue = incoming.passport.issue
    assert issue is not None
    assert (issue.issued_at, issue.issued_at.date()) == (LATE, day)
    taken = desk.passports.accept(incoming, None, {})
    step = next(step for parcours in desk.dossiers.open(taken.beneficiary).parcours for step in parcours.steps)
    vault.lock()
    assert [one.issued_on for one in step.provenance.receptions] == [day]


@pytest.mark.usefixtures("paris")
def test_a_draft_and_a_note_that_is_found_are_of_the_day_here(tmp_path: Path) -> None:
    desk = wiring.desk(vaults.create(tmp_path / "coffre"), ClockHere(), vaults.CountedIdentifiers())
    who = desk.dossiers.create(people.ada_identity())
    desk.drafts.keep(who, NEW_STEP, {"type": "ENTRETIEN"})
    step = StepEntry(type="ENTRETIEN", day=ClockHere().today(), notes=(NoteEntry(text="Cherche une alternance"),))
    desk.parcours.record_step(who, step)
    (draft,) = [line for line in desk.agenda.due().items if line.kind is DueKind.DRAFT]
    (note,) = desk.lists.notes("alternance")
    assert (draft.day, note.day) == (dt.date(2026, 7, 2), dt.date(2026, 7, 2))
    desk.vault.lock()
