"""The files of an export: conform, sound in a spreadsheet, and with nothing that a spreadsheet would run."""

import csv
import dataclasses
import hashlib
import io
import json
import shutil
import subprocess
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pytest

from exports.statistics.counting import DuckCounter
from exports.statistics.publishing import Publisher
from exports.statistics.solver import HighsSolver
from exports.statistics.suppressing import TauArgus
from exports.statistics.workbook import named_sheets
from exports.tables.cells import text_cell
from passeport.domain.disclosure import Protection, Span, Strategy, TableSpec
from passeport.domain.errors import OutputNotWritten
from passeport.domain.territories import Bassin, Territories
from passeport.language.statistics_words import HIDDEN
from passeport.services.statistics import SafeTables, ready_made
from passeport.services.statistics_presentation import Dossier, Withheld, sheet_of
from tests.exports.document.checking import verapdf
from tests.exports.statistics.libreoffice import cells
from tests.random_facts import MONTHS, random_facts

SPAN = Span(first=MONTHS[0], last=MONTHS[-1])
EVIL = '=HYPERLINK("http://exemple.invalid";"cliquez")'


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    facts = random_facts(1, 300)
    facts.persons["bassin"][:] = ["MAUVAIS"] * 300  # type: ignore[index]
    tables = SafeTables(DuckCounter.of(facts), HighsSolver(), TauArgus())
    known = Territories(bassins=(Bassin(code="MAUVAIS", label=EVIL, communes=()),))
    sheets = []
    for wish in ready_made(SPAN):
        if wish.key != "outcomes-6":
            safe = tables.make(wish.spec, Protection(), [])
            sheets.append(sheet_of(safe, known, key=wish.key, title=wish.title, chosen=wish.chosen))
    stars = tables.make(
        TableSpec(measure="steps", span=SPAN, by=("type", "age")), Protection(strategy=Strategy.SUPPRESSION), []
    )
    sheets.append(sheet_of(stars, known, key="masque", title="@SUM(A1) masqué"))
    late = Withheld("outcomes-6", "Devenir à six mois", "Trop peu de personnes.")
    return Dossier("Mission locale d’Essai", SPAN, Protection(), "2026-11-23", tuple(sheets), (late,))


@pytest.fixture(scope="module")
def files(dossier: Dossier) -> dict[str, bytes]:
    return dict(Publisher().prepare(dossier))


def test_the_report_is_an_accessible_archive(files: dict[str, bytes], shared: Path, tmp_path: Path) -> None:
    report = tmp_path / "rapport.pdf"
    report.write_bytes(files["rapport.pdf"])
    assert verapdf(shared, [report]) == ""


def test_the_report_says_its_charts_and_keeps_a_table_under_each(files: dict[str, bytes], tmp_path: Path) -> None:
    if shutil.which("pdfinfo") is None:
        pytest.skip("poppler is absent")
    report = tmp_path / "rapport.pdf"
    report.write_bytes(files["rapport.pdf"])
    told = subprocess.run(["pdfinfo", "-struct", report], capture_output=True, text=True, check=True).stdout
    assert told.count("Figure") >= 8
    assert told.count("Table") >= told.count("Figure")
    text = subprocess.run(["pdftotext", report, "-"], capture_output=True, text=True, check=True).stdout
    assert "Trop peu de personnes" in text
    assert "Note de méthode" in text


def test_the_same_export_gives_the_same_bytes(dossier: Dossier, files: dict[str, bytes]) -> None:
    assert dict(Publisher().prepare(dossier)) == files


def test_no_cell_is_a_formula(files: dict[str, bytes]) -> None:
    text = files["informed-bassin.csv"].decode("utf-8-sig")
    assert f"'{EVIL}".replace('"', '""') in text
    with zipfile.ZipFile(io.BytesIO(files["statistiques.xlsx"])) as book:
        for name in book.namelist():
            if name.startswith("xl/worksheets/"):
                assert "<f>" not in book.read(name).decode()
                assert "hyperlink" not in book.read(name).decode()
        assert "'=HYPERLINK" in book.read("xl/sharedStrings.xml").decode()
        assert "'@SUM" in book.read("xl/sharedStrings.xml").decode()
    with zipfile.ZipFile(io.BytesIO(files["statistiques.ods"])) as book:
        content = book.read("content.xml").decode()
        assert "table:formula" not in content
        assert ">=HYPERLINK" not in content


def test_a_hidden_cell_is_hidden_everywhere(dossier: Dossier, files: dict[str, bytes]) -> None:
    (sheet,) = [sheet for sheet in dossier.sheets if sheet.key == "masque"]
    hidden = sum(line.value is None for line in sheet.lines)
    assert hidden
    assert files["masque.csv"].decode("utf-8-sig").count(";masqué") == hidden
    root = ET.fromstring(zipfile.ZipFile(io.BytesIO(files["statistiques.ods"])).read("content.xml"))  # noqa: S314 - our own
    pages = root.findall(".//{urn:oasis:names:tc:opendocument:xmlns:table:1.0}table")
    texts = [node.text for node in pages[-1].iter("{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p")]
    assert texts.count("s") == hidden


def test_the_manifest_tells_each_file(files: dict[str, bytes]) -> None:
    manifest = json.loads(files["manifeste.json"])
    for name, told in manifest["fichiers"].items():
        assert told == {"sha256": hashlib.sha256(files[name]).hexdigest(), "octets": len(files[name])}
    assert manifest["non_montres"][0]["titre"] == "Devenir à six mois"


def test_a_folder_that_refuses_leaves_nothing(files: dict[str, bytes], tmp_path: Path) -> None:
    place = tmp_path / "sortie"
    place.mkdir()
    (place / "rapport.pdf").mkdir()
    with pytest.raises(OutputNotWritten):
        Publisher().write(files, place)
    assert [file.name for file in place.iterdir()] == ["rapport.pdf"]


def test_an_older_export_leaves_no_table_behind_and_what_is_not_ours_stays(
    dossier: Dossier, files: dict[str, bytes], tmp_path: Path
) -> None:
    Publisher().write(files, tmp_path)
    (tmp_path / "mes notes.txt").write_text("à moi", encoding="utf-8")
    (tmp_path / "cep.csv").write_text("corrigé à la main", encoding="utf-8")
    fewer = Publisher().prepare(dataclasses.replace(dossier, sheets=dossier.sheets[:1]))
    Publisher().write(fewer, tmp_path)
    assert {file.name for file in tmp_path.iterdir()} == {*fewer, "mes notes.txt", "cep.csv"}
    assert set(json.loads((tmp_path / "manifeste.json").read_bytes())["fichiers"]) == set(fewer) - {"manifeste.json"}


def test_libreoffice_opens_the_workbooks_and_shows_every_cell(
    dossier: Dossier, files: dict[str, bytes], tmp_path: Path
) -> None:
    paths = [tmp_path / f"{kind}.{kind}" for kind in ("xlsx", "ods")]
    for path in paths:
        path.write_bytes(files[f"statistiques{path.suffix}"])
    read = cells(paths, tmp_path)
    assert len(read) == 2 * (1 + len(dossier.sheets))
    for name, sheet in named_sheets(dossier.sheets):
        wanted = [
            [*map(text_cell, line.labels), HIDDEN if line.value is None else str(line.value)] for line in sheet.lines
        ]
        for kind in ("xlsx", "ods"):
            assert read[f"{kind}-{name}"][4 : 4 + len(wanted)] == wanted, (kind, name)


def test_libreoffice_opens_the_csv_and_shows_every_cell(
    dossier: Dossier, files: dict[str, bytes], tmp_path: Path
) -> None:
    paths = [tmp_path / f"{sheet.key}.csv" for sheet in dossier.sheets]
    for path in paths:
        path.write_bytes(files[path.name])
    read = cells(paths, tmp_path, is_csv=True)
    for path in paths:
        told = csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")), delimiter=";")
        assert read[f"{path.stem}-{path.stem}"] == list(told), path.name
