"""`statistics.db` of each kept vault, brought to the present tables: as a new one, its journal whole."""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection

from passeport import wiring
from passeport.domain.account import Role
from passeport.domain.errors import MigrationFailed
from storage import migrations
from storage.engine import open_engine
from storage.fact_tables import statistics_metadata
from storage.open_vault import SqlcipherVault
from storage.statistics import STATISTICS_NAME, STATISTICS_VERSION
from tests import people, vaults
from tests.migrating import with_another_step
from tests.storage.keeping import EXPECTED, PASSPHRASE, STORES

WITH_STATISTICS = sorted(
    (folder for folder in STORES.iterdir() if (folder / STATISTICS_NAME).exists()), key=lambda folder: int(folder.name)
)

SUPERVISOR, THEIRS = "Sacha Superviseur-Fictif", "neuf mots que quelqu’un a donc choisis hier soir"


def opened(store: Path, folder: Path) -> SqlcipherVault:
    if not folder.exists():
        shutil.copytree(store, folder, ignore=shutil.ignore_patterns(EXPECTED))
    return vaults.unlock(folder, passphrase=PASSPHRASE)


@contextmanager
def statistics_of(folder: Path, key: bytes) -> Iterator[Connection]:
    engine = open_engine(folder / STATISTICS_NAME, key)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


@pytest.mark.parametrize("store", WITH_STATISTICS, ids=lambda store: store.name)
def test_they_become_as_new_ones(store: Path, tmp_path: Path) -> None:
    vault = opened(store, tmp_path / "coffre")
    key = vault._keys.statistics
    vault.rebuild_statistics(lambda _done, _total: None)
    vault.lock()
    with statistics_of(tmp_path / "coffre", key) as connection:
        assert connection.exec_driver_sql("PRAGMA user_version").scalar_one() == STATISTICS_VERSION
        assert compare_metadata(MigrationContext.configure(connection), statistics_metadata) == []


def test_openings_that_the_first_ones_noted_stay_sealed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, folder = WITH_STATISTICS[0], tmp_path / "coffre"
    with monkeypatch.context() as quiet:
        for telling in ("tell_some", "tell_now"):
            quiet.setattr(f"storage.open_vault.StatisticsUpkeep.{telling}", lambda *_: None)
        vault = opened(store, folder)
        key = vault._keys.statistics
        vault.lock()
    chain = ""
    with statistics_of(folder, key) as connection:
        for number in (1, 2):
            line = ("2026-11-20T08:00:00.000000+00:00", str(UUID(int=7)), "VAULT_OPENED", "Dominique Fictive")
            chain = hashlib.sha256("\x1f".join((chain, *line)).encode()).hexdigest()
            connection.exec_driver_sql("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?)", (number, *line, chain))
    (folder / "statistics.mark").unlink(missing_ok=True)
    vault = opened(store, folder)
    vault.statistics.tell_all(lambda _done, _total: None)
    with vault.statistics.work() as work:
        assert work.journal.is_whole()
        assert [entry.reference for entry in work.journal.entries()] == ["Dominique Fictive"] * 2
    vault.lock()


@pytest.mark.parametrize(
    "body",
    ['op.execute("DELETE FROM step_fact")\nop.execute("SELECT * FROM nowhere")', 'op.drop_table("nowhere")'],
)
def test_a_step_that_fails_leaves_a_usable_vault_and_the_statistics_as_they_were(
    body: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "coffre"
    vault = opened(WITH_STATISTICS[-1], folder)
    key, before = vault._keys.statistics, len(vault.accounts.listed())
    desk = wiring.desk(vault, vaults.SetClock())
    desk.administration.add(SUPERVISOR, Role.SUPERVISOR, THEIRS)
    vault.statistics.tell_all(lambda _done, _total: None)
    vault.lock()
    kept = rows_of(folder, key)
    assert kept["step_fact"]
    with monkeypatch.context() as failing:
        failing.setattr(migrations, "STATISTICS", with_another_step(migrations.STATISTICS, tmp_path / "étapes", body))
        failing.setattr("storage.statistics.STATISTICS_VERSION", STATISTICS_VERSION + 1)
        vault = vaults.unlock(folder, passphrase=PASSPHRASE)
        desk = wiring.desk(vault, vaults.SetClock())
        made = desk.dossiers.create(people.ada_identity())  # what is of the day goes on
        with pytest.raises(MigrationFailed):
            vault.statistics_work()
        vault.lock()
        with pytest.raises(MigrationFailed):
            vaults.keeper().unlock(folder, account=SUPERVISOR, passphrase=THEIRS)
        assert rows_of(folder, key) == kept
    vault = vaults.unlock(folder, passphrase=PASSPHRASE)
    assert wiring.desk(vault, vaults.SetClock()).dossiers.open(made).beneficiary.identity == people.ada_identity()
    assert len(vault.accounts.listed()) == before + 1
    vault.lock()
    told = rows_of(folder, key)
    assert len(told["person_fact"]) == len(kept["person_fact"]) + 1  # what waited was told once it could be
    supervised = vaults.keeper().unlock(folder, account=SUPERVISOR, passphrase=THEIRS)
    supervised.lock()


def rows_of(folder: Path, key: bytes) -> dict[str, set[tuple[object, ...]]]:
    with statistics_of(folder, key) as connection:
        run = connection.exec_driver_sql
        assert run("PRAGMA user_version").scalar_one() == STATISTICS_VERSION
        facts = ("person_fact", "parcours_fact", "step_fact", "journal")
        return {name: {tuple(row) for row in run(f"SELECT * FROM {name}")} for name in facts}  # noqa: S608 - ours
