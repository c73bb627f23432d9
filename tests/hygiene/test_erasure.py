"""R10: once a dossier is erased, who holds the key of the store and reads every byte of it finds nothing."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine

import storage.database
import storage.engine
from passeport import wiring
from passeport.domain.agreement import Recipient, Scope
from passeport.domain.anonymous import anonymised
from passeport.domain.draft import NEW_STEP, WORKSHOP
from passeport.domain.errors import Cancelled
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.parcours import NoteLevel
from passeport.domain.requests import RequestKind
from passeport.domain.retention import Ending, ErasureCause
from passeport.samples.people import People
from passeport.samples.seeding import seed
from passeport.services.desk import Desk
from passeport.services.file_ports import FileFormat
from passeport.services.journal_ports import JournalOperation
from passeport.services.parcours import NoteEntry, StepEntry
from storage.tables import alteration, metadata, statistics_note
from tests import people, vaults
from tests.hygiene.decrypted import pages_of

OPERATIONS = [
    NoteEntry(level=NoteLevel.PRIVATE, text="Canari-privé zyxprivate"),
    NoteEntry(level=NoteLevel.TEAM, text="Canari-équipe zyxteam"),
]


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> dict[Path, bytes]:
    """The key of each database that the test opens."""
    seen: dict[Path, bytes] = {}
    honest: Callable[[Path, bytes], Engine] = storage.engine.open_engine

    def open_engine(path: Path, key: bytes) -> Engine:
        seen[path] = key
        return honest(path, key)

    monkeypatch.setattr(storage.database, "open_engine", open_engine)
    return seen


@pytest.fixture
def desk(keys: dict[Path, bytes], tmp_path: Path) -> Desk:
    del keys
    return wiring.desk(vaults.create(tmp_path / "coffre"), vaults.SetClock())


def live(desk: Desk, tmp_path: Path) -> tuple[BeneficiaryId, set[str]]:
    """A dossier that went through everything, and what would tell whose it was."""
    who = desk.dossiers.create(
        people.ada_identity().evolve(given_names="Zyxgiven", family_name="Zyxfamily", birth_name="Zyxbirth")
    )
    desk.dossiers.change_profile(who, people.ada_profile().evolve(about_me="<p>Zyxabout</p>"))
    for day in range(1, 20):  # rows that move from page to page
        entry = StepEntry(type="ENTRETIEN", day=dt.date(2026, 10, day), title=f"Zyxstep {day} " * 20)
        step = desk.parcours.record_step(who, entry)
        desk.parcours.change_step(who, step, entry.evolve(title=f"Zyxchanged {day} " * 30, notes=tuple(OPERATIONS)))
    identity = desk.dossiers.open(who).beneficiary.identity
    desk.dossiers.change_identity(who, identity.evolve(given_names="Zyxrenamed"))
    recipient = Recipient(name="Zyxparty", network="CITE_METIERS")
    given = desk.passports.agree(who, recipient, Scope(sections=frozenset({"IDENTITY", "DOCUMENTS"})), "ECRIT")
    number = desk.passports.issue(who, given, tmp_path / "passeport.json", FileFormat.JSON)
    with desk.vault.unit_of_work() as work:
        work.originals.keep(who, "zyxfile.xml", "d" * 64, b"zyxoriginal " * 500)
        work.commit()
    for length in range(1, 30):
        desk.drafts.keep(who, NEW_STEP, {"outcome": "Zyxdraft " * length}, [{"text": "Zyxdraftnote"}])
    desk.rights.record(who, RequestKind.RECTIFICATION, "Zyxdetail")
    desk.drafts.keep(None, WORKSHOP, {"title": "Atelier"}, [{"name": "ZYXFAMILY Zyxrenamed", "beneficiary": str(who)}])
    desk.dossiers.find("zyxrenamed")
    absorbed, other_number = merged(desk, who, tmp_path)
    telling = {"zyx", "yxg", number.lower(), str(who), "639980000", "ada@exemple", absorbed, other_number.lower()}
    return who, telling | {str(document.id) for document in people.ada_profile().documents}


def merged(desk: Desk, who: BeneficiaryId, tmp_path: Path) -> tuple[str, str]:
    """Make one of a person's dossier and two others of theirs, themselves one before, with a merge that was undone."""
    first, second = (
        desk.dossiers.create(people.ada_identity().evolve(given_names=f"Zyxagain{number}")) for number in range(2)
    )
    recipient = Recipient(name="Zyxotherparty", network="CITE_METIERS")
    given = desk.passports.agree(first, recipient, Scope(sections=frozenset({"IDENTITY"})), "ECRIT")
    number = desk.passports.issue(first, given, tmp_path / "autre.json", FileFormat.JSON)
    desk.reunions.reunite(first, second, {})
    desk.dossiers.undo()
    desk.reunions.reunite(second, first, {})
    desk.reunions.reunite(who, second, {})
    assert set(desk.dossiers.open(who).beneficiary.formerly) == {first, second}
    merges = [
        line
        for line, _account, _fields in desk.journal.history(who)
        if line.operation is JournalOperation.DOSSIERS_MERGED
    ]
    assert len(merges) == 3  # those of before the last one are told too
    return str(first), number


def found_in(folder: Path, key: bytes, telling: set[str]) -> set[str]:
    whole = b"".join(pages_of(folder / "dossiers.db", key)).lower()
    photo = people.ada_profile().photo
    assert photo is not None
    found = {word for word in telling if word.encode() in whole}
    return found | {"photo"} if photo.data[20:60].lower() in whole else found


def test_the_search_finds_what_is_there(desk: Desk, keys: dict[Path, bytes], tmp_path: Path) -> None:
    """The ground of the test below: before the erasure, the same search finds every word."""
    who, telling = live(desk, tmp_path)
    folder = desk.vault.path
    assert found_in(folder, keys[folder / "dossiers.db"], telling) >= {"zyx", str(who), "639980000", "photo"}
    first = next(pages_of(folder / "dossiers.db", keys[folder / "dossiers.db"]))
    assert first[:2] == b"\x10\x00"  # the size of a page, as SQLite's header has it at its sixteenth byte
    desk.vault.lock()


@pytest.mark.parametrize("locked", [False, True])
def test_nothing_is_left_of_an_erased_dossier(
    desk: Desk, keys: dict[Path, bytes], tmp_path: Path, *, locked: bool
) -> None:
    vault = desk.vault
    seed(
        vault,
        People(seed=1, account=vault.account, today=desk.clock.today()),
        beneficiaries=40,
        steps=5,
        progress=lambda _done, _total: None,
    )
    who, telling = live(desk, tmp_path)
    erasure = desk.rights.erase(who, ErasureCause.REQUEST)
    if locked:
        vault.lock()
    folder = vault.path
    assert found_in(folder, keys[folder / "dossiers.db"], telling) == set()
    assert found_in(folder, keys[folder / "dossiers.db"], {erasure.minutes.number.lower()})  # the search still reads
    assert found_in(folder, keys[folder / "dossiers.db"], {'"title":"atelier"'})  # what was typed of a workshop stays
    suffixes = (".db", ".db-wal", ".db-shm", ".mark")
    databases = {f"{name}{suffix}" for name in ("dossiers", "statistics") for suffix in suffixes}
    known = {*databases, "vault.json", "vault.lock"}  # the statistics hold no row of a person
    assert {path.name for path in folder.rglob("*") if path.is_file()} <= known
    if not locked:
        assert desk.dossiers.count() == 40
        assert desk.journal.verify() == ()
        vault.lock()


def test_the_minutes_that_stay_name_nobody(desk: Desk, tmp_path: Path) -> None:
    who, telling = live(desk, tmp_path)
    kept = json.loads(desk.rights.erase(who, ErasureCause.REQUEST).minutes.model_dump_json())
    assert [word for word in telling if word in json.dumps(kept).lower()] == []
    desk.vault.lock()


def test_nothing_nominative_is_left_of_an_anonymised_dossier(
    desk: Desk, keys: dict[Path, bytes], tmp_path: Path
) -> None:
    who, telling = live(desk, tmp_path)
    with desk.vault.unit_of_work() as work:
        dossier = work.dossiers.get(who)
        done = desk.rights.erased(work, who, ErasureCause.RETENTION, Ending.ANONYMISE)
        work.commit()
    desk.vault.scrub()
    folder = desk.vault.path
    days = {str(step.day) for parcours in dossier.parcours for step in parcours.steps}
    assert found_in(folder, keys[folder / "dossiers.db"], telling | days) == set()
    assert found_in(folder, keys[folder / "dossiers.db"], {done.minutes.number.lower()})  # the search still reads
    with desk.vault.unit_of_work() as work:
        (left,) = work.retention.anonymous()
        assert work.journal.faults() == ()
    assert left == anonymised(dossier, people.MISSION_LOCALE)
    assert len(left.parcours[0].steps) == 19
    assert found_in(folder, keys[folder / "dossiers.db"], {'"first_month":"2026-10"'})
    assert [word for word in telling if word in done.minutes.model_dump_json().lower()] == []
    desk.vault.lock()


def test_an_erasure_that_was_stopped_is_finished_at_the_next_opening(
    desk: Desk, keys: dict[Path, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between its commit and the rewriting, the dossier is gone, and the free pages follow."""
    who, telling = live(desk, tmp_path)
    rewritten: list[bool] = []
    honest = storage.database.Database.rewrite

    def rewrite(database: storage.database.Database) -> None:
        rewritten.append(True)
        honest(database)

    with monkeypatch.context() as killed:
        killed.setattr(storage.database.Database, "rewrite", lambda _database: (_ for _ in ()).throw(Cancelled))
        with pytest.raises(Cancelled):
            desk.rights.erase(who, ErasureCause.REQUEST)
    assert desk.dossiers.count() == 0
    desk.vault.lock()
    monkeypatch.setattr(storage.database.Database, "rewrite", rewrite)
    again = wiring.desk(vaults.unlock(tmp_path / "coffre"), vaults.SetClock())
    assert again.rights.finish_erasing()
    assert len(rewritten) == 2  # both databases, once
    folder = again.vault.path
    assert found_in(folder, keys[folder / "dossiers.db"], telling) == set()
    assert not again.rights.finish_erasing()
    assert len(rewritten) == 2  # both databases, once
    assert again.journal.verify() == ()
    again.vault.lock()


def test_every_table_that_hangs_on_a_dossier_goes_with_it() -> None:
    """Whoever adds a table about people finds it here.

    A note to the statistics names a dossier that is gone, once; a history goes on in the dossier that its own was
    merged into, in the transaction that removes the other (`tests/services/test_past.py`).
    """
    free = (statistics_note, alteration)
    hanging = [table for table in metadata.tables.values() if "beneficiary_id" in table.c and table not in free]
    assert len(hanging) > 12
    for table in hanging:
        (key,) = table.c.beneficiary_id.foreign_keys
        assert (key.column.table.name, key.ondelete) == ("beneficiary", "CASCADE"), table.name
