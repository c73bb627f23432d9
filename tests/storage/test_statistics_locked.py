"""Statistics that are built anew stop where the vault is locked: no file is opened again behind it, nothing is lost."""

import datetime as dt
from pathlib import Path

import pytest

from passeport.domain.errors import VaultLocked
from passeport.domain.territories import Bassin, Territories
from passeport.samples.people import People
from passeport.samples.seeding import seed
from passeport.services.ports import Progress
from storage import statistics_upkeep
from storage.open_vault import SqlcipherVault
from storage.statistics_upkeep import StatisticsUpkeep
from tests import vaults

PEOPLE = 4


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SqlcipherVault:
    made = vaults.create(tmp_path / "coffre")
    crowd = People(seed=3, account=made.account, today=dt.date(2026, 11, 23))
    seed(made, crowd, beneficiaries=PEOPLE, steps=1, progress=lambda _done, _total: None)
    made.statistics.tell_all(lambda _done, _total: None)
    for size in ("_IN_BULK", "_AT_ONCE"):
        monkeypatch.setattr(statistics_upkeep, size, 1)
    return made


def _told(path: Path) -> int:
    opened = vaults.unlock(path)
    opened.statistics.tell_all(lambda _done, _total: None)
    with opened.statistics_work() as work:
        told: int = work.facts.count()
    opened.lock()
    return told


def _locked_after_one(vault: SqlcipherVault) -> tuple[StatisticsUpkeep, Progress]:
    def progress(done: int, _total: int) -> None:
        if done == 1:
            vault.lock()

    return vault.statistics, progress


def test_building_anew_stops_at_the_lock_and_the_rest_is_told_at_the_next_opening(vault: SqlcipherVault) -> None:
    statistics, progress = _locked_after_one(vault)
    with pytest.raises(VaultLocked):
        vault.rebuild_statistics(progress)
    assert statistics._database is None
    assert _told(vault.path) == PEOPLE


def test_so_does_giving_everybody_their_territory(vault: SqlcipherVault) -> None:
    _statistics, progress = _locked_after_one(vault)
    with pytest.raises(VaultLocked):
        vault.load_territories(Territories(bassins=(Bassin(code="A", label="Bassin A", communes=()),)), progress)
    assert _told(vault.path) == PEOPLE
