"""A vault of every earlier version opens in this one with nothing lost; a step that fails leaves it as it was.

`stores/N` is a small vault as the version with schema N wrote it, of fictional people, opened by one passphrase, with
what it held in `expected.json`. A new version of the schema adds its own: `python -m tests.storage.keeping`.
"""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine

from passeport.domain.beneficiary import Dossier
from passeport.domain.errors import MigrationFailed, VaultNewer
from passeport.services.mending import Mending
from storage import database, migrations
from storage.backup import spoiled
from storage.engine import SCHEMA_VERSION, open_engine
from storage.mappers import due_rows
from storage.mender import SqlcipherMender
from storage.open_vault import SqlcipherVault
from storage.rotation import DOSSIERS_NAME
from storage.tables import due, metadata
from storage.vault import SqlcipherVaultKeeper
from tests import vaults
from tests.faults.workload import raw
from tests.migrating import with_another_step
from tests.storage.keeping import BACKUP, EXPECTED, PASSPHRASE, STORES, holdings, make

KEPT = sorted(STORES.iterdir(), key=lambda folder: int(folder.name))


def copy_of(store: Path, folder: Path) -> Path:
    shutil.copytree(store, folder, ignore=shutil.ignore_patterns(EXPECTED))
    return folder


def test_each_version_of_the_schema_left_a_vault() -> None:
    """Who numbers a new script runs `.venv/bin/python -m tests.storage.keeping` and commits the folder it writes."""
    assert [int(store.name) for store in KEPT] == list(range(1, SCHEMA_VERSION + 1))


@pytest.mark.parametrize("store", KEPT, ids=lambda store: store.name)
def test_a_kept_vault_opens_with_nothing_lost(store: Path, tmp_path: Path) -> None:
    expected = json.loads((store / EXPECTED).read_text(encoding="utf-8"))
    vault = vaults.unlock(copy_of(store, tmp_path / "coffre"), passphrase=PASSPHRASE)
    held = holdings(vault)
    wanted, found = expected.pop("journal"), held.pop("journal")
    assert [{**line, "number": 0} for line in wanted] == found[-len(wanted) :]
    if "schema" in expected:
        assert expected.pop("schema") == int(store.name)
    assert _dossiers(held) == _dossiers(expected)
    for kind in expected.keys() - {"dossiers"}:
        assert contains(held[kind], expected[kind]), kind
    with vault.unit_of_work() as work:
        assert work.dossiers.count() == sum(dossier.get("archive") is None for dossier in expected["dossiers"].values())
        assert work.journal.is_whole()
        for summary in work.dossiers.page():
            assert summary.id in {found.id for found in work.dossiers.find(summary.family_name)}
    with raw(vault) as connection:
        assert connection.exec_driver_sql("PRAGMA user_version").scalar_one() == SCHEMA_VERSION
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    vault.lock()


def contains(found: Any, expected: Any) -> bool:
    """Whether everything expected is there; a later version may say more."""
    if isinstance(expected, dict):
        return isinstance(found, dict) and all(contains(found.get(name), value) for name, value in expected.items())
    if isinstance(expected, list):
        return len(found) == len(expected) and all(contains(a, b) for a, b in zip(found, expected, strict=True))
    return bool(found == expected)


def _dossiers(held: dict[str, Any]) -> dict[str, Dossier]:
    """As the domain has them: JSON lists the members of a set in any order, and has no field of a later version."""
    return {key: Dossier.model_validate(content) for key, content in held["dossiers"].items()}


def test_a_kept_backup_opens_on_a_new_computer_with_the_passphrase_alone(tmp_path: Path) -> None:
    """Copied from a key, it is a vault; and it is restored where there is none. Nothing else of that time is needed."""
    expected = json.loads((BACKUP / EXPECTED).read_text(encoding="utf-8"))
    copied = tmp_path / "clé" / "copie"
    shutil.copytree(BACKUP / "copie", copied)
    assert spoiled(copied) == ()
    keeper = SqlcipherVaultKeeper()  # as people's: the cost of the passphrase is in the copy itself
    mending = Mending(SqlcipherMender(), vaults.SetClock())
    new = tmp_path / "nouveau poste" / "coffre"
    mending.restore(new, copied, account=vaults.ACCOUNT, passphrase=PASSPHRASE)
    for folder in (copied, new):
        vault = keeper.unlock(folder, account=vaults.ACCOUNT, passphrase=PASSPHRASE)
        assert isinstance(vault, SqlcipherVault)
        held = holdings(vault)
        assert _dossiers(held) == _dossiers(expected)
        assert held["journal"][-len(expected["journal"]) :] == expected["journal"]
        for kind in expected.keys() - {"dossiers", "journal", "schema"}:
            assert contains(held[kind], expected[kind]), kind
        vault.lock()


def test_what_makes_the_next_kept_vault_still_does(tmp_path: Path) -> None:
    """`keeping.make` is run once a version: it must work when its time comes, and say all that it left."""
    held = make(tmp_path / "coffre")
    vault = vaults.unlock(tmp_path / "coffre", passphrase=PASSPHRASE)
    again = holdings(vault)
    assert again.pop("journal")[-len(held["journal"]) :] == held.pop("journal")
    assert _dossiers(again) == _dossiers(held)
    assert {**again, "dossiers": None} == {**held, "dossiers": None}
    vault.lock()


def is_ours(name: str | None, _kind: str, _parents: object) -> bool:
    """The tables in which SQLite keeps a full-text index are its own."""
    return not (name or "").startswith("note_words")


@pytest.mark.parametrize("store", KEPT, ids=lambda store: store.name)
def test_a_vault_brought_here_has_the_tables_of_a_new_one(store: Path, tmp_path: Path) -> None:
    vault = vaults.unlock(copy_of(store, tmp_path / "coffre"), passphrase=PASSPHRASE)
    with raw(vault) as connection:
        context = MigrationContext.configure(connection, opts={"include_name": is_ours})
        assert compare_metadata(context, metadata) == []
    vault.lock()


def test_the_scripts_form_one_line_that_ends_at_this_version() -> None:
    assert migrations.latest(migrations.DOSSIERS) == SCHEMA_VERSION
    numbers = sorted(int(path.name[:4]) for path in (migrations.DOSSIERS / "versions").glob("*.py"))
    assert numbers == list(range(1, SCHEMA_VERSION + 1))


@pytest.mark.parametrize(
    "body",
    [
        'op.execute("DELETE FROM step")\nop.execute("SELECT * FROM nowhere")',
        'op.execute("DROP TABLE journal")\nop.drop_table("nowhere")',
        'op.execute("DELETE FROM beneficiary")',  # leaves steps that hang on nobody
    ],
)
@pytest.mark.parametrize("store", KEPT, ids=lambda store: store.name)
def test_a_step_that_fails_leaves_the_vault_as_it_was(
    body: str, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = copy_of(store, tmp_path / "coffre")
    scripts = with_another_step(migrations.DOSSIERS, tmp_path / "scripts", body)
    keys: dict[Path, bytes] = {}

    def opening(path: Path, key: bytes) -> Engine:
        keys[path] = key
        return open_engine(path, key)

    with monkeypatch.context() as patch:
        patch.setattr(migrations, "DOSSIERS", scripts)
        patch.setattr(database, "SCHEMA_VERSION", SCHEMA_VERSION + 1)
        patch.setattr(database, "open_engine", opening)
        with pytest.raises(MigrationFailed):
            vaults.unlock(folder, passphrase=PASSPHRASE)
    key = keys[folder / DOSSIERS_NAME]
    left, kept = tmp_path / "laissé.db", tmp_path / "gardé.db"
    shutil.copyfile(folder / DOSSIERS_NAME, left)
    shutil.copyfile(store / DOSSIERS_NAME, kept)
    assert _version_and_rows(left, key) == _version_and_rows(kept, key)
    expected = json.loads((store / EXPECTED).read_text(encoding="utf-8"))
    vault = vaults.unlock(folder, passphrase=PASSPHRASE)
    assert _dossiers(holdings(vault)) == _dossiers(expected)
    with vault.unit_of_work() as work:
        assert work.journal.is_whole()
    vault.lock()


def _version_and_rows(file: Path, key: bytes) -> tuple[int, dict[str, set[tuple[object, ...]]]]:
    """Return the version that a database says, and every row of every table."""
    engine = open_engine(file, key)
    with engine.connect() as connection:
        run = connection.exec_driver_sql
        tables = run("SELECT name FROM sqlite_schema WHERE type = 'table'").scalars().all()
        rows = {name: {tuple(row) for row in run(f'SELECT * FROM "{name}"')} for name in tables}  # noqa: S608 - its own names
        version: int = run("PRAGMA user_version").scalar_one()
    engine.dispose()
    return version, rows


def test_a_table_made_anew_takes_nothing_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite changes a table by making another: what hangs on the first must stay."""
    folder = copy_of(KEPT[-1], tmp_path / "coffre")
    vaults.unlock(folder, passphrase=PASSPHRASE).lock()
    body = 'with op.batch_alter_table("beneficiary", recreate="always") as table:\n    table.alter_column("commune")'
    scripts = with_another_step(migrations.DOSSIERS, tmp_path / "scripts", body)
    monkeypatch.setattr(migrations, "DOSSIERS", scripts)
    monkeypatch.setattr(database, "SCHEMA_VERSION", SCHEMA_VERSION + 1)
    expected = json.loads((KEPT[-1] / EXPECTED).read_text(encoding="utf-8"))
    vault = vaults.unlock(folder, passphrase=PASSPHRASE)
    with vault.unit_of_work() as work:
        for summary in work.dossiers.page():
            dossier = work.dossiers.get(summary.id)
            assert len(dossier.parcours) == len(expected["dossiers"][str(summary.id)]["parcours"])
    vault.lock()


def test_a_vault_of_a_later_version_is_refused_and_not_a_byte_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "coffre"
    with monkeypatch.context() as later:
        later.setattr(database, "SCHEMA_VERSION", SCHEMA_VERSION + 3)
        vaults.create(folder).lock()
    before = (folder / "dossiers.db").read_bytes()
    with pytest.raises(VaultNewer) as refused:
        vaults.unlock(folder)
    assert refused.value.parameters == {"found": SCHEMA_VERSION + 3, "supported": SCHEMA_VERSION}
    assert (folder / "dossiers.db").read_bytes() == before


@pytest.mark.parametrize("store", KEPT, ids=lambda store: store.name)
def test_what_waits_is_known_of_a_vault_brought_here(store: Path, tmp_path: Path) -> None:
    vault = vaults.unlock(copy_of(store, tmp_path / "coffre"), passphrase=PASSPHRASE)
    with vault.unit_of_work() as work:
        dossiers = [work.dossiers.get(summary.id) for summary in work.dossiers.page()]
    wanted = [{"beneficiary_id": str(one.beneficiary.id), **row} for one in dossiers for row in due_rows(one)]
    with raw(vault) as connection:
        found = [row._asdict() for row in connection.execute(due.select())]
    assert wanted
    assert sorted(found, key=_place) == sorted(wanted, key=_place)
    vault.lock()


def _place(row: dict[str, Any]) -> tuple[str, ...]:
    return row["beneficiary_id"], row["kind"], row["item"]
