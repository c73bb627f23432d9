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

from storage.engine import open_engine
from storage.fact_tables import statistics_metadata
from storage.open_vault import SqlcipherVault
from storage.statistics import STATISTICS_NAME, STATISTICS_VERSION
from tests import vaults
from tests.storage.keeping import EXPECTED, PASSPHRASE, STORES

WITH_STATISTICS = sorted(
    (folder for folder in STORES.iterdir() if (folder / STATISTICS_NAME).exists()), key=lambda folder: int(folder.name)
)


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
        quiet.setattr("storage.open_vault.StatisticsUpkeep.tell_now", lambda *_: None)
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
