"""`passeport vault verify` and `repair` on a vault that was spoiled, as an administrator types them."""

import json
from pathlib import Path

import pytest

from tests import vaults
from tests.cli.command import Answer, Command
from tests.spoiling import PAGE, backed_up, spoil, titles

PEOPLE = 6


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return backed_up(tmp_path / "coffre", PEOPLE)


@pytest.fixture
def command(passeport: Command, folder: Path) -> Command:
    def typed(name: str, *arguments: object) -> Answer:
        done = passeport("vault", name, "--vault", folder, *arguments)
        return done._replace(said=done.said.replace("\u00a0", " "))

    return typed


def test_a_sound_vault_is_said_to_be_and_left_alone(command: Command, folder: Path) -> None:
    before = (folder / "dossiers.db").read_bytes()
    assert command("verify").code == 0
    done = command("repair")
    assert done.code == 0
    assert "rien n’a été changé" in done.said
    assert (folder / "dossiers.db").read_bytes() == before


def test_a_spoiled_database_is_told_then_repaired_with_an_account_of_what_changed(
    command: Command, folder: Path
) -> None:
    size = (folder / "dossiers.db").stat().st_size
    spoil(folder / "dossiers.db", size // PAGE // 2 * PAGE + 100)
    checked = command("verify", "--json")
    assert checked.code == 5
    states = {file["name"]: file["state"] for file in json.loads(checked.said)["files"]}
    assert states == {"vault.json": "SOUND", "dossiers.db": "DAMAGED", "statistics.db": "SOUND"}
    assert "vault repair" in command("verify").said
    done = command("repair")
    assert done.code == 0
    assert "Remis en état à partir de la sauvegarde" in done.said
    assert "Changés depuis" in done.said
    assert str(folder / "replaced") in done.said
    assert len(titles(folder)) == PEOPLE
    assert command("verify").code == 0


def test_a_spoiled_header_is_repaired_for_the_account_that_is_named(command: Command, folder: Path) -> None:
    (folder / "vault.json").write_bytes(b"{}")
    assert command("verify").code == 5
    done = command("repair", "--account", vaults.ACCOUNT)
    assert done.code == 0
    assert "vault.json" in done.said
    assert len(titles(folder)) == PEOPLE


def test_without_a_sound_backup_nothing_is_changed_and_it_is_said(command: Command, folder: Path) -> None:
    spoil(folder / "dossiers.db", 5 * PAGE + 100)
    (backup,) = (folder / "backups").iterdir()
    spoil(backup / "dossiers.db", 5 * PAGE + 100)
    before = {file: file.read_bytes() for file in folder.iterdir() if file.suffix in (".db", ".json")}
    done = command("repair")
    assert done.code == 5
    assert "sauvegarde" in done.remarked
    assert {file: file.read_bytes() for file in before} == before


def test_a_wrong_passphrase_repairs_nothing(command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(folder / "dossiers.db", 5 * PAGE + 100)
    monkeypatch.setenv("PASSEPORT_PASSPHRASE", "pas la bonne phrase")
    before = (folder / "dossiers.db").read_bytes()
    assert command("repair").code == 4
    assert (folder / "dossiers.db").read_bytes() == before
