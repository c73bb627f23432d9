"""A vault that an earlier version left, opened in the window: everybody is in the list, and a later one is refused."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from storage import database
from storage.engine import SCHEMA_VERSION
from storage.open_vault import SqlcipherVault
from tests import vaults
from tests.journeys.conftest import settled, write
from tests.storage.keeping import EXPECTED, PASSPHRASE, STORES
from ui.shell import Shell

KEPT = sorted(STORES.iterdir(), key=lambda folder: int(folder.name))


@pytest.mark.parametrize("store", KEPT, ids=lambda store: store.name)
def test_a_vault_of_each_earlier_version_opens_and_lists_everybody(
    qtbot: QtBot, open_window: Callable[[Path], Shell], store: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "coffre"
    shutil.copytree(store, folder, ignore=shutil.ignore_patterns(EXPECTED))
    expected = json.loads((store / EXPECTED).read_text(encoding="utf-8"))
    kept = expected["dossiers"].values()
    shell = open_window(folder)
    write(shell.unlock.passphrase, PASSPHRASE)
    with qtbot.waitSignal(shell.unlocked, timeout=30_000):
        shell.unlock.known_vault.enter.click()
    settled(qtbot, shell)
    space = shell.workspace
    assert space is not None
    space.show_people()
    settled(qtbot, shell)
    listed = {
        summary.id
        for row in range(space.people.people.rowCount())
        if (summary := space.people.people.summary(space.people.people.index(row, 0))) is not None
    }
    wanted = {one["beneficiary"]["id"] for one in kept if one.get("archive") is None}
    assert {str(identifier) for identifier in listed} == wanted
    vault = space.desk.vault
    assert vault.schema == SCHEMA_VERSION
    assert isinstance(vault, SqlcipherVault)
    vault.rebuild_statistics(lambda _done, _total: None)  # version 7 did not tell what stayed of an anonymised dossier
    with vault.statistics.work() as work:
        assert work.facts.count() == len(kept) + len(expected.get("anonymous", ()))
        assert work.journal.is_whole()
    made = [backup.reason for backup in space.desk.backups.all()]
    assert store.name == str(SCHEMA_VERSION) or "MIGRATION" in made


def test_a_vault_of_a_later_version_is_refused_politely(
    qtbot: QtBot, open_window: Callable[[Path], Shell], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "coffre"
    with monkeypatch.context() as later:
        later.setattr(database, "SCHEMA_VERSION", SCHEMA_VERSION + 3)
        vaults.create(folder).lock()
    before = (folder / "dossiers.db").read_bytes()
    shell = open_window(folder)
    write(shell.unlock.passphrase, vaults.PASSPHRASE)
    shell.unlock.known_vault.enter.click()
    settled(qtbot, shell)
    assert shell.workspace is None
    words = shell.unlock.banner.words.text()
    for said in ("version plus récente", "Mettez Passeport à jour", "rien n’a été modifié"):
        assert said in words.replace("\u202f", " ")
    assert shell.unlock.known_vault.enter.isEnabled()
    assert (folder / "dossiers.db").read_bytes() == before
