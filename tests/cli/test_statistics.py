"""The supervisor's figures and the region's, from the command line: what comes out, and what is refused."""

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from passeport import wiring
from passeport.cli.application import run
from passeport.domain.account import Account, Role
from passeport.domain.identifiers import AccountId
from passeport.services.accounts import Accounts
from tests import vaults
from tests.people import identifier

SUPERVISOR, SECRET = "Sacha Superviseur-Fictif", "sept autres mots que personne ne devine"
PERIOD = ("--from", "2025-01-01", "--to", "2026-06-30")


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wiring, "accounts", lambda: Accounts(vaults.keeper()))
    monkeypatch.setenv("PASSEPORT_PASSPHRASE", vaults.PASSPHRASE)


def station(folder: Path, name: str, people: int, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = folder / name
    vault = vaults.create(place)
    account = Account(
        id=AccountId(identifier(name)), name=SUPERVISOR, role=Role.SUPERVISOR, station=vault.account.station
    )
    vault.accounts.add(account, SECRET)
    vault.lock()
    seeded = ["seed", "--vault", str(place), "--beneficiaries", str(people), "--steps", "4", "--seed", name[-1]]
    assert run([*seeded, "--account", vaults.ACCOUNT]) == 0
    monkeypatch.setenv("PASSEPORT_PASSPHRASE", SECRET)
    return place


def as_supervisor(vault: Path, *arguments: str) -> int:
    return run([*arguments, "--vault", str(vault), "--account", SUPERVISOR])


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return station(tmp_path, "coffre-1", 120, monkeypatch)


def rows(file: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig")), delimiter=";"))


def test_a_table_comes_out_in_every_form_with_a_manifest(
    vault: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "sortie"
    assert as_supervisor(vault, "statistics", *PERIOD, "--by", "age,sex", "--out", str(out)) == 0
    assert "cases modifiées" in capsys.readouterr().out
    names = {file.name for file in out.iterdir()}
    assert names == {
        "tableau.csv",
        "tableau.csv-metadata.json",
        "statistiques.xlsx",
        "statistiques.ods",
        "rapport.pdf",
        "methode.txt",
        "manifeste.json",
    }
    manifest = json.loads((out / "manifeste.json").read_text(encoding="utf-8"))
    assert set(manifest["fichiers"]) == names - {"manifeste.json"}
    header, *lines = rows(out / "tableau.csv")
    assert header == ["age", "Âge au premier contact", "sex", "Sexe", "valeur", "statut"]
    assert lines[-1][:4] == ["_T", "Ensemble", "_T", "Ensemble"]
    assert not [line for line in lines if line[4] and 0 < int(line[4]) < 5]
    described = json.loads((out / "tableau.csv-metadata.json").read_text(encoding="utf-8"))
    assert [column["titles"] for column in described["tableSchema"]["columns"]] == header
    with zipfile.ZipFile(out / "statistiques.ods") as archive:
        assert archive.namelist()[0] == "mimetype"
        text = etree.fromstring(archive.read("content.xml")).itertext()
        assert "Note de méthode" in set(text)
    with zipfile.ZipFile(out / "statistiques.xlsx") as archive:
        assert "<f>" not in archive.read("xl/worksheets/sheet2.xml").decode()
    assert (out / "rapport.pdf").read_bytes().startswith(b"%PDF")


def test_the_indicators_come_out_together(vault: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "sortie"
    assert as_supervisor(vault, "statistics", *PERIOD, "--out", str(out), "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert {"informed-network", "two-doors", "cep", "workshops"} <= {*told["tableaux"]}
    assert (out / "cep.csv").exists()
    assert as_supervisor(vault, "statistics", *PERIOD, "--out", str(tmp_path / "encore")) == 0
    assert rows(tmp_path / "encore" / "cep.csv") == rows(out / "cep.csv"), "the same cell has the same noise"


def test_hiding_shows_exact_figures_and_stars(vault: Path, tmp_path: Path) -> None:
    out = tmp_path / "sortie"
    arguments = ("--measure", "steps", "--by", "type,sex", "--protection", "suppression", "--out", str(out))
    assert as_supervisor(vault, "statistics", *PERIOD, *arguments) == 0
    lines = rows(out / "tableau.csv")[1:]
    assert {line[5] for line in lines} == {"montré", "masqué"}
    assert all((line[4] == "") == (line[5] == "masqué") for line in lines)


REFUSED = {
    "to come": (("--from", "2026-01-01", "--to", "2090-01-31", "--by", "sex"), "n’est pas achevé"),
    "backwards": (("--from", "2026-03-01", "--to", "2026-01-31", "--by", "sex"), "avant de commencer"),
    "unknown": ((*PERIOD, "--by", "colour"), "n’est pas une dimension"),
    "of steps": ((*PERIOD, "--measure", "parcours", "--by", "type"), "n’est pas une dimension"),
    "twice": ((*PERIOD, "--by", "sex,sex"), "est de trop"),
    "too fine": ((*PERIOD, "--by", "age,level,sex,situation"), ""),
    "a step's": ((*PERIOD, "--by", "type", "--protection", "SUPPRESSION"), "masquer des cases"),
    "nobody": (("--from", "2019-01-01", "--to", "2019-01-31", "--by", "sex"), "Moins de 5 personnes"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_shown_is_refused_in_words_and_nothing_is_written(
    case: str, vault: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments, words = REFUSED[case]
    out = tmp_path / "sortie"
    assert as_supervisor(vault, "statistics", *arguments, "--out", str(out)) == 3
    assert words in capsys.readouterr().err.replace("\u00a0", " ").replace("\u202f", " ")
    assert not out.exists()


def test_a_conseiller_reads_no_statistics(vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PASSEPORT_PASSPHRASE", vaults.PASSPHRASE)
    out = str(tmp_path / "sortie")
    arguments = ["statistics", *PERIOD, "--vault", str(vault), "--account", vaults.ACCOUNT, "--by", "sex", "--out", out]
    assert run(arguments) == 4


@pytest.fixture
def region(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PASSEPORT_PASSPHRASE", SECRET)
    assert run(["statistics-key", "--out", str(tmp_path / "region")]) == 0
    return tmp_path / "region"


def contribution(vault: Path, region: Path, target: Path, *period: str) -> Path:
    key = str(region / "region-publique.pem")
    arguments = ("statistics-contribute", *(period or PERIOD), "--region", key, "--to-file", str(target))
    assert as_supervisor(vault, *arguments) == 0
    return target


def merged(region: Path, out: Path, *files: Path, by: str = "") -> int:
    options = ["--key", str(region / "region-privee.pem"), "--out", str(out)]
    return run(["statistics-merge", *map(str, files), *options, *(("--by", by) if by else ())])


def test_contributions_are_put_together_as_the_stations_have_them(
    tmp_path: Path, region: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One station alone: the region's table is the station's own, noise included. Two: their sum, protected once."""
    monkeypatch.setenv("PASSEPORT_PASSPHRASE", vaults.PASSPHRASE)
    first = station(tmp_path, "coffre-1", 90, monkeypatch)
    monkeypatch.setenv("PASSEPORT_PASSPHRASE", vaults.PASSPHRASE)
    second = station(tmp_path, "coffre-2", 60, monkeypatch)
    one, two = contribution(first, region, tmp_path / "1.psc"), contribution(second, region, tmp_path / "2.psc")
    assert as_supervisor(first, "statistics", *PERIOD, "--by", "age", "--out", str(tmp_path / "seul")) == 0
    assert merged(region, tmp_path / "un", one, by="age") == 0
    own, alone = rows(tmp_path / "seul" / "tableau.csv"), rows(tmp_path / "un" / "tableau.csv")
    assert own == alone
    assert merged(region, tmp_path / "deux", one, two, by="age") == 0
    total = int(rows(tmp_path / "deux" / "tableau.csv")[-1][2])
    assert total > int(alone[-1][2])
    assert json.loads((tmp_path / "deux" / "manifeste.json").read_text(encoding="utf-8"))["points_accueil"] == 2
    capsys.readouterr()
    assert merged(region, tmp_path / "tout", one, two) == 0
    assert (tmp_path / "tout" / "cep.csv").exists()


def test_a_contribution_that_cannot_be_taken_is_refused_and_says_why(
    vault: Path, tmp_path: Path, region: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sound = contribution(vault, region, tmp_path / "bonne.psc")
    again = contribution(vault, region, tmp_path / "bis.psc")
    assert run(["statistics-key", "--out", str(tmp_path / "autre")]) == 0
    elsewhere = contribution(vault, tmp_path / "autre", tmp_path / "ailleurs.psc")
    data = sound.read_bytes()
    spoiled = {
        "tronquee": data[: len(data) // 2],
        "abimee": data[:-40] + bytes([data[-40] ^ 1]) + data[-39:],
        "autre-chose": b"PK\x03\x04 rien",
        "vide": b"",
        "recente": data.replace(b'{"version":1', b'{"version":9', 1),
    }
    files = {name: tmp_path / f"{name}.psc" for name in spoiled}
    for name, content in spoiled.items():
        files[name].write_bytes(content)
    copy = tmp_path / "copie.psc"
    copy.write_bytes(data)
    out = tmp_path / "sortie"
    assert merged(region, out, sound, copy, again, elsewhere, *files.values(), tmp_path / "absente.psc", by="sex") == 0
    told = capsys.readouterr().err.replace("\u00a0", " ")
    for name, words in {
        "copie.psc": "déjà dans le lot",
        "bis.psc": "couvre les mêmes mois",
        "ailleurs.psc": "une autre région",
        "tronquee.psc": "abîmé ou incomplet",
        "abimee.psc": "abîmé ou incomplet",
        "autre-chose.psc": "n’est pas une contribution",
        "vide.psc": "n’est pas une contribution",
        "recente.psc": "plus récente",
        "absente.psc": "introuvable",
    }.items():
        (line,) = [line for line in told.splitlines() if name in line]
        assert words in line
    assert json.loads((out / "manifeste.json").read_text(encoding="utf-8"))["points_accueil"] == 1
    assert merged(region, tmp_path / "rien", *files.values()) == 3
    assert not (tmp_path / "rien").exists()


@pytest.mark.parametrize("only", ["--from", "--to"])
def test_half_a_period_is_refused_before_anything_is_opened(
    only: str, tmp_path: Path, region: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--key", str(region / "region-privee.pem"), "--out", str(tmp_path / "sortie"), only, "2026-01-01"]
    assert run(["statistics-merge", str(tmp_path / "une.psc"), *options]) == 2
    assert "aucun des deux" in capsys.readouterr().err
    assert not (tmp_path / "sortie").exists()


def test_bassins_are_loaded_by_who_manages_the_vault(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PASSEPORT_PASSPHRASE", vaults.PASSPHRASE)
    file = tmp_path / "bassins.csv"
    command = ["statistics-territories", "--vault", str(vault), "--account", vaults.ACCOUNT, str(file)]
    for content, words in {
        "commune;bassin\n": "première ligne",
        "commune;bassin;libelle\n99999;A;Aa\n": "code Insee",
        "commune;bassin;libelle\n91377;A;Aa\n91377;B;Bb\n": "deux bassins",
        "commune;bassin;libelle\n91377;=1+1;Aa\n": "code d’un bassin",
        "commune;bassin;libelle\n": "aucune commune",
    }.items():
        file.write_text(content, encoding="utf-8")
        assert run(command) == 3
        assert words in capsys.readouterr().err
    file.write_text("commune;bassin;libelle\n91377;VERSAILLES_SACLAY;Versailles-Saclay\n", encoding="utf-8")
    assert run(command) == 0
    assert "1 bassins" in capsys.readouterr().out.replace("\u00a0", " ")


def test_statistics_are_built_anew_by_who_manages_the_vault(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("statistics", *PERIOD, "--by", "sex", "--out")
    assert as_supervisor(vault, *asked, str(tmp_path / "avant")) == 0
    assert as_supervisor(vault, "statistics-rebuild") == 4
    monkeypatch.setenv("PASSEPORT_PASSPHRASE", vaults.PASSPHRASE)
    assert run(["statistics-rebuild", "--vault", str(vault), "--account", vaults.ACCOUNT]) == 0
    assert "refaites" in capsys.readouterr().out
    monkeypatch.setenv("PASSEPORT_PASSPHRASE", SECRET)
    assert as_supervisor(vault, *asked, str(tmp_path / "apres")) == 0
    assert rows(tmp_path / "avant" / "tableau.csv") == rows(tmp_path / "apres" / "tableau.csv")
