"""`passeport vault …` on accounts, as an administrator types it."""

import json
from pathlib import Path

import keyring
import pytest
from keyring.backends import fail

from passeport.cli.application import run
from tests import vaults
from tests.cli.command import Answer, Command

GIVEN = "huit mots que l’administrateur a donc choisis hier"
OWN = "sept mots que la personne seule connaît bien"


@pytest.fixture
def vault_command(passeport: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    """Run `passeport vault …` on the vault of the test, as its first account by default."""

    def command(name: str, *arguments: object, account: str = "Camille", new: str = GIVEN, old: str = "") -> Answer:
        monkeypatch.setenv("PASSEPORT_PASSPHRASE", old or vaults.PASSPHRASE)
        monkeypatch.setenv("PASSEPORT_NEW_PASSPHRASE", new)
        return passeport("vault", name, "--vault", tmp_path / "coffre", "--account", account, *arguments)

    assert command("create").code == 0
    return command


def test_accounts_are_added_and_listed(vault_command: Command) -> None:
    assert vault_command("add-account", "--name", "Sacha", "--role", "superviseur").code == 0
    assert vault_command("add-account", "--name", "Dominique", "--administrator").code == 0
    shown = vault_command("accounts")
    assert shown.code == 0
    assert [line.split("\u00a0:")[0] for line in shown.said.splitlines()] == ["Camille", "Sacha", "Dominique"]
    assert "superviseur" in shown.said
    assert "à changer" in shown.said
    assert "clé de secours" in shown.remarked
    listed = json.loads(vault_command("accounts", "--json").said)
    assert [state["account"]["administrator"] for state in listed] == [True, False, True]


def test_a_supervisor_changes_its_passphrase_and_opens_no_dossier(vault_command: Command, tmp_path: Path) -> None:
    vault_command("add-account", "--name", "Sacha", "--role", "superviseur")
    assert vault_command("change-passphrase", account="Sacha", old=GIVEN, new=OWN).code == 0
    assert vault_command("accounts", account="Sacha", old=OWN).code == 4
    assert vault_command("accounts", account="Sacha", old=GIVEN).code == 4
    assert run(["find", "--vault", str(tmp_path / "coffre"), "--account", "Sacha", "a"]) == 4


def test_an_account_is_disabled_and_enabled(vault_command: Command) -> None:
    vault_command("add-account", "--name", "Dominique")
    disabled = vault_command("disable-account", "--name", "dominique")
    assert disabled.code == 0
    assert "rotate" in disabled.remarked
    refused = vault_command("accounts", account="Dominique", old=GIVEN)
    assert refused.code == 4
    assert "désactivé" in refused.remarked
    assert vault_command("enable-account", "--name", "Dominique").code == 0
    assert vault_command("accounts", account="Dominique", old=GIVEN).code == 0


@pytest.mark.parametrize(
    ("line", "word"),
    [
        (("disable-account", "--name", "Camille"), "dernier administrateur"),
        (("disable-account", "--name", "Personne"), "Aucun compte"),
        (("add-account", "--name", "CAMILLE"), "déjà"),
    ],
)
def test_what_may_not_be_done_is_said(vault_command: Command, line: tuple[str, ...], word: str) -> None:
    answer = vault_command(*line)
    assert (answer.code, answer.said) == (4, "")
    assert word in answer.remarked


def test_a_weak_passphrase_is_refused(vault_command: Command, tmp_path: Path) -> None:
    answer = vault_command("change-passphrase", new="quatre mots sans lien")
    assert answer.code == 4
    assert "80" in answer.remarked
    assert vault_command("accounts").code == 0
    assert run(["vault", "create", "--vault", str(tmp_path / "autre"), "--account", "C"]) == 0
    assert vault_command("add-account", "--name", "X", new="court").code == 4


def test_a_new_passphrase_that_nobody_can_type_is_a_wrong_use(vault_command: Command) -> None:
    answer = vault_command("change-passphrase", new="")
    assert answer.code == 2
    assert "PASSEPORT_NEW_PASSPHRASE" in answer.remarked


def test_the_recovery_key_gives_an_account_another_passphrase(vault_command: Command, tmp_path: Path) -> None:
    key = vault_command("recovery").said.strip()
    assert len(key.split("-")) == 8
    paper = tmp_path / "clé.txt"
    paper.write_text(key.lower().replace("-", " "), encoding="utf-8")
    arguments = ("reset-passphrase", "--name", "Camille", "--recovery-key-file", paper)
    assert vault_command(*arguments, old="perdue").code == 0
    assert vault_command("accounts").code == 4
    assert vault_command("accounts", old=GIVEN).code == 0
    paper.write_text(key[:-1], encoding="utf-8")
    assert vault_command(*arguments).code == 4


def test_keys_are_rotated_and_settings_changed(vault_command: Command, tmp_path: Path) -> None:
    before = (tmp_path / "coffre" / "dossiers.db").read_bytes()
    assert vault_command("rotate").code == 0
    assert (tmp_path / "coffre" / "dossiers.db").read_bytes()[:16] != before[:16]
    assert "10" in vault_command("settings").said
    assert vault_command("settings", "--idle-minutes", 3).code == 0
    assert "3" in vault_command("settings").said
    assert vault_command("settings", "--idle-minutes", 300).code == 3


def test_a_keyring_that_keeps_nothing_is_refused_and_forgetting_is_harmless(
    vault_command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyring, "get_keyring", fail.Keyring)
    refused = vault_command("keyring", "--allow")
    assert (refused.code, refused.said) == (4, "")
    assert "trousseau" in refused.remarked
    monkeypatch.setattr(keyring, "delete_password", fail.Keyring().delete_password)  # type: ignore[no-untyped-call]
    assert vault_command("keyring", "--forget").code == 0
