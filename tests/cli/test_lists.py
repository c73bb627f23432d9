"""A list brought in and taken out from the command line."""

from pathlib import Path

import pytest

from passeport.cli.application import run
from tests import vaults

PHRASE = "sept mots sans lien pour cet essai"
LIST = "Nom;Prénom;Né le\nÉlan;Ada;28/02/1999\nFictive;Zoé;31/02/1985\n"


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    vaults.create(tmp_path / "coffre").lock()
    monkeypatch.setenv("PASSEPORT_PASSPHRASE", vaults.PASSPHRASE)
    (tmp_path / "liste.csv").write_bytes(LIST.encode("latin-1"))
    (tmp_path / "phrase.txt").write_text(PHRASE, encoding="utf-8")
    return tmp_path / "coffre"


def plain(said: str) -> str:
    return said.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_list_is_shown_then_brought_in_then_taken_out(
    vault: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    brought = ["import-list", "--vault", str(vault), str(tmp_path / "liste.csv")]
    assert run(brought) == 0
    said = capsys.readouterr()
    assert "Lignes lues : 2 ; nouvelles : 1 ; peut-être déjà connues : 0 ; refusées : 1." in plain(said.out)
    assert "Ligne 3, colonne « Né le »" in plain(said.err)
    assert "Rien n’a été enregistré" in said.out
    assert run([*brought, "--apply", "--refused", str(tmp_path / "refus.csv")]) == 0
    assert "Dossiers ouverts : 1." in plain(capsys.readouterr().out)
    assert "Fictive" in (tmp_path / "refus.csv").read_text(encoding="utf-8-sig")
    taken = ["export-list", "--vault", str(vault), "--to", str(tmp_path / "x.xlsx")]
    assert run([*taken, "--list-passphrase-file", str(tmp_path / "phrase.txt"), "--mine"]) == 0
    assert "chiffré : 1." in plain(capsys.readouterr().out)
    assert b"Ada" not in (tmp_path / "x.xlsx").read_bytes()
    (tmp_path / "phrase.txt").write_text("azerty", encoding="utf-8")
    assert run([*taken, "--list-passphrase-file", str(tmp_path / "phrase.txt")]) == 4


def test_a_column_that_is_not_there_is_said(vault: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["import-list", "--vault", str(vault), str(tmp_path / "liste.csv"), "--column", "Tel=TELEPHONE"]
    assert run(arguments) == 2
    assert "Nom, Prénom, Né le" in capsys.readouterr().err
