"""`passeport vault journal`, `retention` and `diagnostic`, and `passeport copy`, as an administrator types them."""

import json
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import update

from passeport import wiring
from passeport.domain.identifiers import BeneficiaryId
from storage.tables import journal
from tests import people, vaults
from tests.cli.command import Answer, Command
from tests.vaults import SetClock


@pytest.fixture
def ada(tmp_path: Path) -> BeneficiaryId:
    """Someone whose last contact is three years old, in a vault."""
    vault = vaults.create(tmp_path / "coffre")
    clock = SetClock()
    clock.wait(-1200)
    desk = wiring.desk(vault, clock)
    who = desk.dossiers.create(people.ada_identity())
    desk.dossiers.open(who)
    vault.lock()
    return who


@pytest.fixture
def command(passeport: Command, tmp_path: Path, ada: BeneficiaryId) -> Command:
    assert ada

    def typed(name: str, *arguments: object) -> Answer:
        words = ("vault", name) if name != "copy" else (name,)
        return passeport(*words, "--vault", tmp_path / "coffre", *arguments)

    return typed


def test_the_journal_is_shown_and_filtered(command: Command, ada: BeneficiaryId) -> None:
    lines = json.loads(command("journal", "--beneficiary", ada, "--json").said)
    assert [line["operation"] for line in lines] == ["DOSSIER_READ", "DOSSIER_CREATED"]
    lines = json.loads(command("journal", "--operation", "vault_opened", "--by", vaults.ACCOUNT, "--json").said)
    assert {line["operation"] for line in lines} == {"VAULT_OPENED"}
    assert json.loads(command("journal", "--to", "2020-01-01", "--json").said) == []
    shown = command("journal", "--limit", 1)
    assert vaults.ACCOUNT in shown.said
    assert command("journal", "--by", "Personne").code == 2


def test_a_touched_journal_is_told_with_its_line(command: Command, tmp_path: Path) -> None:
    assert "entier" in command("journal", "--verify").said
    vault = vaults.unlock(tmp_path / "coffre")
    with vault.unit_of_work() as work:
        work._connection.execute(update(journal).where(journal.c.number == 2).values(account="other"))
        work.commit()
    vault.lock()
    told = command("journal", "--verify")
    assert told.code == 5
    assert "n° 2" in told.remarked.replace("\u00a0", " ")


def test_a_dry_run_erases_nothing_and_applying_leaves_minutes(command: Command, ada: BeneficiaryId) -> None:
    looked = command("retention")
    assert looked.code == 0
    assert str(ada) in looked.said
    assert "Rien n’a été effacé" in looked.remarked
    (minutes,) = json.loads(command("retention", "--apply", "--json").said)["minutes"]
    assert minutes["cause"] == "RETENTION"
    assert json.loads(command("retention", "--json").said)["dossiers"] == []


def test_a_dossier_is_anonymised_when_asked(command: Command, ada: BeneficiaryId) -> None:
    done = command("retention", "--apply", "--anonymise")
    assert done.code == 0
    assert "Dossier anonymisé, procès-verbal" in done.said
    assert str(ada) not in done.said
    lines = json.loads(command("journal", "--operation", "DOSSIER_ANONYMISED", "--json").said)
    assert len(lines) == 1


def test_a_diagnostic_names_nobody(command: Command, tmp_path: Path) -> None:
    assert command("diagnostic", "--to", tmp_path / "diagnostic.json").code == 0
    told = (tmp_path / "diagnostic.json").read_text(encoding="utf-8")
    assert json.loads(told)["dossiers"] == 1
    assert "Exemple" not in told


def test_a_copy_for_the_person_is_written_and_noted(command: Command, ada: BeneficiaryId, tmp_path: Path) -> None:
    target = tmp_path / "copie.zip"
    told = command("copy", "--beneficiary", ada, "--to", target)
    assert told.code == 0
    assert "pas chiffrée" in told.said
    with zipfile.ZipFile(target) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())
    assert "d’Exemple".encode() in whole
    (line,) = json.loads(command("journal", "--operation", "PERSON_COPIED", "--json").said)
    assert line["reference"] == str(ada)


def test_a_copy_is_written_in_english_when_asked(command: Command, ada: BeneficiaryId, tmp_path: Path) -> None:
    target = tmp_path / "copie.zip"
    assert command("copy", "--beneficiary", ada, "--to", target, "--language", "EN").code == 0
    with zipfile.ZipFile(target) as archive:
        assert b'<html lang="en">' in archive.read("copie.html")
    assert command("copy", "--beneficiary", ada, "--to", target, "--language", "tlh").code == 2


def test_a_copy_that_cannot_be_written_leaves_nothing(command: Command, ada: BeneficiaryId, tmp_path: Path) -> None:
    nowhere = tmp_path / "absent" / "copie.zip"
    assert command("copy", "--beneficiary", ada, "--to", nowhere).code == 3
    assert command("copy", "--beneficiary", people.identifier("personne"), "--to", tmp_path / "copie.zip").code == 3
    assert not nowhere.exists()
    assert not (tmp_path / "copie.zip").exists()
    assert json.loads(command("journal", "--operation", "PERSON_COPIED", "--json").said) == []
