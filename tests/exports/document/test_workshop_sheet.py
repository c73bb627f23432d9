"""The sign-in sheet: everybody on it, tagged, archived, the same bytes each time."""

import datetime as dt
from pathlib import Path

import pikepdf
import pytest

from exports.document.workshop_sheet import write_workshop_sheet
from passeport.services.file_ports import WorkshopSheet
from tests.exports.document import checking
from tests.people import MISSION_LOCALE

SHEET = WorkshopSheet(
    station=MISSION_LOCALE,
    title="Réussir son CV",
    day=dt.date(2026, 11, 25),
    at=dt.time(14, 0),
    minutes=120,
    place="Salle 2",
    names=tuple(f"EXEMPLE Prénom{number}" for number in range(1, 21)),
    blank_rows=3,
    made_by="Camille Conseiller-Fictif",
)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(write_workshop_sheet(SHEET))
    return path


def test_it_says_what_when_where_and_who(sheet: Path) -> None:
    said = checking.said(sheet).replace("\u00a0", " ").replace("\u202f", " ")
    for words in ("Réussir son CV", "25 novembre 2026 à 14 h", "Salle 2", "Camille", *SHEET.names):
        assert words in said


def test_it_is_in_english_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(write_workshop_sheet(SHEET.evolve(language="en")))
    said = checking.said(path).replace("\u00a0", " ")
    for words in (
        "Sign-in sheet – Réussir son CV",
        "25 November 2026 at 14:00, 120 min",
        "Led by: Camille",
        "No. Name",
    ):
        assert words in said
    assert "Feuille" not in said
    with pikepdf.open(path) as pdf:
        assert str(pdf.Root.Lang) == "en"


def test_it_conforms(sheet: Path, shared: Path) -> None:
    assert checking.verapdf(shared, [sheet]) == ""
    assert checking.qpdf(sheet) == ""
    assert checking.poppler(sheet) == ""


def test_it_is_the_same_each_time() -> None:
    assert write_workshop_sheet(SHEET) == write_workshop_sheet(SHEET)


def test_a_long_list_goes_on_and_an_empty_one_is_a_sheet(tmp_path: Path, shared: Path) -> None:
    paths = []
    for number, names in enumerate((tuple(f"Nom très long numéro {n} " * 3 for n in range(80)), ())):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(write_workshop_sheet(SHEET.evolve(names=names, title="", place="", at=None, minutes=None)))
        paths.append(path)
    assert checking.verapdf(shared, paths) == ""
