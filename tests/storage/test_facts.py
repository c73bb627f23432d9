"""What the statistics keep: told with each change, and the same when they are built anew; no way back to a name."""

import contextlib
import datetime as dt
import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from passeport import wiring
from passeport.domain.account import Account, Role
from passeport.domain.errors import ChangedMeanwhile
from passeport.domain.identifiers import AccountId, BeneficiaryId
from passeport.domain.parcours import ReferralStatus
from passeport.domain.reading import IncomingPassport, ReadingReport
from passeport.domain.retention import Ending, ErasureCause
from passeport.domain.territories import Bassin, Territories
from passeport.samples.people import People
from passeport.samples.seeding import seed
from passeport.services.desk import Desk
from passeport.services.parcours import ReferralEntry, StepEntry
from storage import migrations, statistics_upkeep
from storage.engine import connect, open_engine
from storage.fact_tables import statistics_metadata
from storage.open_vault import SqlcipherStatistics, SqlcipherVault
from storage.statistics import STATISTICS_NAME, STATISTICS_VERSION
from storage.tables import statistics_note, subject
from tests import people, vaults
from tests.depth import chosen
from tests.hygiene.decrypted import pages_of
from tests.people import MISSION_LOCALE

FACTS = ("person_fact", "parcours_fact", "step_fact")


def real(desk: Desk) -> SqlcipherVault:
    assert isinstance(desk.vault, SqlcipherVault)
    return desk.vault


def facts_in(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    with real(desk).statistics.work() as work:
        connection = work.facts._connection
        return {
            name: sorted(tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {name}"))  # noqa: S608
            for name in FACTS
        }


def rebuilt(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    real(desk).statistics.rebuild(lambda _done, _total: None)
    return facts_in(desk)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return wiring.desk(vaults.create(tmp_path / "coffre"), vaults.SetClock())


def add_step(desk: Desk, who: BeneficiaryId, day: dt.date, kind: str = "ENTRETIEN") -> None:
    referral = ReferralEntry(point_accueil="CIO d’Essai", network="CIO") if kind == "ORIENTATION" else None
    desk.parcours.record_step(who, StepEntry(type=kind, day=day, minutes=45, referral=referral))


def test_a_step_is_told_with_its_change(desk: Desk) -> None:
    who = desk.dossiers.create(people.ada_identity())
    add_step(desk, who, dt.date(2026, 10, 5), "ACCUEIL")
    facts = facts_in(desk)
    assert [len(facts[name]) for name in FACTS] == [1, 1, 1]
    assert facts["step_fact"][0][3:6] == ("2026-10", "ACCUEIL", "NSP")
    desk.dossiers.undo()
    assert facts_in(desk)["step_fact"] == []


def test_an_erasure_takes_the_facts_and_the_way_to_them(desk: Desk) -> None:
    vaults.as_account(real(desk), "ADMINISTRATOR", real(desk).account.id)
    who = desk.dossiers.create(people.ada_identity())
    add_step(desk, who, dt.date(2026, 10, 5))
    with real(desk).unit_of_work() as work:
        number = work.connection.execute(select(subject.c.number)).scalar_one()
    desk.rights.erase(who, ErasureCause.REQUEST)
    assert facts_in(desk) == {name: [] for name in FACTS}
    with real(desk).unit_of_work() as work:
        assert work.connection.execute(select(subject)).all() == []
        assert work.connection.execute(select(statistics_note.c.beneficiary_id)).scalars().all() in ([], [None])
    desk.vault.lock()
    again = vaults.unlock(desk.vault.path)
    with again.unit_of_work() as work:
        assert work.connection.execute(select(statistics_note)).all() == []
    key = again._keys.statistics
    again.lock()
    stored = number.to_bytes(8, "big")  # as SQLite writes a number of 62 bits
    assert stored not in b"".join(pages_of(desk.vault.path / STATISTICS_NAME, key))


def test_the_search_of_the_test_above_finds_a_number_that_is_there(desk: Desk) -> None:
    who = desk.dossiers.create(people.ada_identity())
    add_step(desk, who, dt.date(2026, 10, 5))
    with real(desk).unit_of_work() as work:
        number = work.connection.execute(select(subject.c.number)).scalar_one()
    key = real(desk)._keys.statistics
    desk.vault.lock()
    assert number.to_bytes(8, "big") in b"".join(pages_of(desk.vault.path / STATISTICS_NAME, key))


def test_what_stays_of_an_anonymised_dossier_is_still_counted(desk: Desk) -> None:
    vaults.as_account(real(desk), "ADMINISTRATOR", real(desk).account.id)
    who = desk.dossiers.create(people.ada_identity())
    add_step(desk, who, dt.date(2026, 10, 5), "ACCUEIL")
    before = facts_in(desk)
    with real(desk).unit_of_work() as work:
        desk.rights.erased(work, who, ErasureCause.RETENTION, Ending.ANONYMISE)
        work.commit()
    after = facts_in(desk)
    (old,), (new,) = before["person_fact"], after["person_fact"]
    assert old[0] != new[0], "under another number: nothing links the two"
    assert old[2:12] == new[2:12]
    assert [row[3:6] for row in after["step_fact"]] == [row[3:6] for row in before["step_fact"]]
    assert after == rebuilt(desk)


def test_what_a_kill_left_untold_is_told_at_the_next_opening(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    who = desk.dossiers.create(people.ada_identity())
    with monkeypatch.context() as killed:
        killed.setattr(statistics_upkeep.StatisticsUpkeep, "tell_now", lambda *_: None)
        add_step(desk, who, dt.date(2026, 10, 5))
        assert facts_in(desk)["step_fact"] == []
    desk.vault.lock()
    again = wiring.desk(vaults.unlock(desk.vault.path), vaults.SetClock())
    assert len(facts_in(again)["step_fact"]) == 1
    assert facts_in(again) == rebuilt(again)
    again.vault.lock()


def test_spoiled_statistics_stop_nobody_and_the_notes_wait(tmp_path: Path) -> None:
    vault = vaults.create(tmp_path / "coffre")
    vault.lock()
    place = vault.path / STATISTICS_NAME
    sound = place.read_bytes()
    place.write_bytes(sound[:4096] + b"\0" * 4096 + sound[8192:])
    desk = wiring.desk(vaults.unlock(vault.path), vaults.SetClock())
    who = desk.dossiers.create(people.ada_identity())
    add_step(desk, who, dt.date(2026, 10, 5))
    desk.vault.lock()
    place.write_bytes(sound)
    again = wiring.desk(vaults.unlock(vault.path), vaults.SetClock())
    assert len(facts_in(again)["step_fact"]) == 1
    again.vault.lock()


def test_the_statistics_name_nobody(desk: Desk) -> None:
    """No text of a dossier, no identifier of it, no day: what stands there is codes, months and drawn numbers."""
    who = desk.editing.create(people.ada()).beneficiary
    words = json.dumps(facts_in(desk), ensure_ascii=False).lower()
    telling = {
        who.identity.family_name,
        who.identity.given_names,
        str(who.id),
        str(who.identity.birth_date),
        "2026-10-",
    }
    telling |= {str(step.id) for p in people.ada().parcours for step in p.steps}
    assert not [word for word in telling if word.lower() in words]
    assert people.ada().parcours[0].steps[0].type.lower() in words  # the search reads


def test_bassins_reach_those_who_are_there_already(desk: Desk) -> None:
    who = desk.dossiers.create(people.ada_identity())
    situation = desk.dossiers.open(who).beneficiary.situation.evolve(commune="91377")
    desk.dossiers.change_situation(who, situation)
    bassins = Territories(bassins=(Bassin(code="VERSAILLES_SACLAY", label="Versailles-Saclay", communes=("91377",)),))
    real(desk).statistics.load_territories(bassins, lambda _done, _total: None)
    (person,) = facts_in(desk)["person_fact"]
    assert person[12:16] == ("91377", "VERSAILLES_SACLAY", "91", "11")
    with real(desk).statistics.work() as work:
        assert work.facts.territories() == bassins


def test_the_statistics_of_an_earlier_version_become_these(tmp_path: Path) -> None:
    vault = vaults.create(tmp_path / "coffre")
    desk = wiring.desk(vault, vaults.SetClock())
    desk.dossiers.create(people.ada_identity())
    key = vault._keys.statistics
    vault.lock()
    place = vault.path / STATISTICS_NAME
    connection = connect(place, key)
    for name in (*FACTS, "published"):
        connection.execute(f"DROP TABLE {name}")
    connection.execute("PRAGMA user_version = 1")
    connection.close()
    (vault.path / "statistics.mark").unlink(missing_ok=True)
    again = wiring.desk(vaults.unlock(vault.path), vaults.SetClock())
    assert len(rebuilt(again)["person_fact"]) == 1
    again.vault.lock()
    engine = open_engine(place, key)
    with engine.connect() as opened:
        assert compare_metadata(MigrationContext.configure(opened), statistics_metadata) == []
        assert opened.exec_driver_sql("PRAGMA user_version").scalar_one() == STATISTICS_VERSION
    engine.dispose()
    assert migrations.latest(migrations.STATISTICS) == STATISTICS_VERSION


def test_a_supervisor_reads_the_facts_and_no_dossier(desk: Desk) -> None:
    seed(
        desk.vault,
        People(seed=3, account=desk.vault.account, today=dt.date(2026, 11, 23)),
        beneficiaries=30,
        steps=4,
        progress=lambda _done, _total: None,
    )
    supervisor = Account(id=AccountId(uuid4()), name="Sacha Fictif", role=Role.SUPERVISOR, station=MISSION_LOCALE)
    real(desk).accounts.add(supervisor, "sept autres mots que personne ne devine")
    desk.vault.lock()
    opened = vaults.keeper().unlock(
        desk.vault.path, account="Sacha Fictif", passphrase="sept autres mots que personne ne devine"
    )
    assert isinstance(opened, SqlcipherStatistics)
    with opened.unit_of_work() as work:
        assert work.facts.count() == 30
        assert len(work.facts.columns().steps["number"]) > 30
    opened.lock()


MOVES = ("create", "step", "change", "remove", "refer", "answer", "close", "undo", "redo", "erase", "merge", "import")
SETTINGS = settings(
    max_examples=chosen(8, 15, 60),
    deadline=None,
    phases=(Phase.explicit, Phase.generate),  # each move writes a real vault: shrinking would take minutes
    suppress_health_check=list(HealthCheck),
)


@SETTINGS
@given(moves=st.lists(st.tuples(st.sampled_from(MOVES), st.integers(0, 10_000)), min_size=4, max_size=14))
def test_kept_up_is_rebuilt(moves: list[tuple[str, int]], tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever is done, undone, erased, merged or received, the facts are those that building anew would give."""
    desk = wiring.desk(vaults.create(tmp_path_factory.mktemp("facts") / "coffre"), vaults.SetClock())
    vaults.as_account(real(desk), "ADMINISTRATOR", real(desk).account.id)
    for number, (move, chance) in enumerate([("create", 1), ("create", 2), *moves]):
        _play(desk, move, chance, number)
    kept_up = facts_in(desk)
    assert len(kept_up["person_fact"]) == desk.dossiers.count()
    assert kept_up == rebuilt(desk)
    desk.vault.lock()


def _play(desk: Desk, move: str, chance: int, number: int) -> None:
    crowd = People(seed=number, account=desk.vault.account, today=dt.date(2026, 11, 23))
    everybody = sorted(desk.dossiers.page(), key=lambda one: str(one.id))
    if move == "create" or not everybody:
        desk.editing.create(crowd.dossier(chance, chance % 6))
        return
    who = everybody[chance % len(everybody)].id
    day = dt.date(2026, 1, 1) + dt.timedelta(days=chance % 320)
    if move in ("step", "refer"):
        add_step(desk, who, day, "ORIENTATION" if move == "refer" else "ENTRETIEN")
    elif move == "undo":
        if desk.editing.can_undo:
            with contextlib.suppress(ChangedMeanwhile):
                desk.dossiers.undo()
    elif move == "redo":
        if desk.editing.can_redo:
            with contextlib.suppress(ChangedMeanwhile):
                desk.dossiers.redo()
    elif move in ("erase", "merge"):
        if len(everybody) > 1:
            other = everybody[(chance + 1) % len(everybody)].id
            if move == "erase":
                desk.rights.erase(who, ErasureCause.MISTAKE)
            else:
                desk.reunions.reunite(who, other, {})
    elif move == "import":
        file = IncomingPassport(passport=people.ada_passport(), report=ReadingReport(file_format="passeport"))
        desk.passports.accept(file, who if chance % 2 else None, {})
    else:
        _change_one(desk, who, move, chance)


def _change_one(desk: Desk, who: BeneficiaryId, move: str, chance: int) -> None:
    dossier = desk.dossiers.open(who)
    steps = [step for parcours in dossier.parcours for step in parcours.steps]
    if move == "close":
        opened = [p for p in dossier.parcours if p.is_open and p.opened_on <= desk.clock.today()]
        if opened:
            desk.parcours.close_parcours(who, opened[0].id, "FORMATION")
        return
    if not steps:
        return
    step = steps[chance % len(steps)]
    if move == "change":
        desk.parcours.change_step(who, step.id, StepEntry(type="ATELIER", day=step.day, minutes=20))
    elif move == "remove":
        desk.parcours.remove_step(who, step.id)
    elif step.referral is not None:
        nexts = [status for status in step.referral.next_statuses if status is not ReferralStatus.DECLINEE]
        if nexts:
            desk.parcours.move_referral(who, step.id, nexts[0])
