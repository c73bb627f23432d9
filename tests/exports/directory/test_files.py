"""Files of points d'accueil: the data·inclusion schema in JSON and in a table, other tables, and hostile ones."""

import contextlib
import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.directory import files
from exports.directory.files import LARGEST, understand_directory
from passeport.domain.directory import PointAccueil
from passeport.domain.directory_columns import COLUMNS, guessed, network_of
from passeport.domain.errors import (
    Cancelled,
    DamagedFile,
    DangerousFile,
    FieldRefused,
    FileTooLarge,
    InputRefused,
    NoDirectoryInFile,
)

STRUCTURE: dict[str, Any] = {
    "source": "exemple",
    "id": "exemple--1",
    "nom": "Mission locale d’Essai-sur-Seine",
    "date_maj": "2026-10-01",
    "description": "Un texte dont la fenêtre n’a que faire.",
    "lien_source": None,
    "siret": "99999999900017",
    "commune": "Essai-sur-Seine",
    "code_postal": "91999",
    "code_insee": "91999",
    "adresse": "1 rue de l’Essai",
    "complement_adresse": "Bâtiment B",
    "longitude": 2.44,
    "latitude": 48.62,
    "telephone": "+33199000001",
    "courriel": "accueil@exemple.invalid",
    "site_web": "https://exemple.invalid/",
    "horaires_accueil": "Mo-Fr 09:00-12:30",
    "accessibilite_lieu": None,
    "reseaux_porteurs": ["mission-locale"],
}
POINT = PointAccueil(
    id="exemple--1",
    source="exemple",
    name="Mission locale d’Essai-sur-Seine",
    network="MISSION_LOCALE",
    street="1 rue de l’Essai, Bâtiment B",
    postal_code="91999",
    city="Essai-sur-Seine",
    commune="91999",
    latitude=48.62,
    longitude=2.44,
    telephone="+33199000001",
    email="accueil@exemple.invalid",
    website="https://exemple.invalid/",
    opening_hours="Mo-Fr 09:00-12:30",
    updated_on=dt.date(2026, 10, 1),
)


def read(content: object, name: str = "annuaire.json") -> tuple[PointAccueil, ...]:
    return understand_directory(json.dumps(content).encode(), name).points


@pytest.mark.parametrize("wrap", [lambda one: one, lambda one: {"structures": one}, lambda one: {"items": one}])
def test_a_list_of_structures(wrap: Callable[[object], object]) -> None:
    assert read(wrap([STRUCTURE])) == (POINT,)


def table(*rows: dict[str, Any], delimiter: str = ",") -> str:
    names = list(STRUCTURE)
    lines = [delimiter.join(names)]
    lines += [delimiter.join('"' + str(row[name] or "").replace('"', '""') + '"' for name in names) for row in rows]
    return "\r\n".join(lines)


@pytest.mark.parametrize("networks", ["mission-locale", '["mission-locale"]', "{mission-locale,plie}"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_same_as_a_table(networks: str, delimiter: str) -> None:
    text = table({**STRUCTURE, "reseaux_porteurs": networks}, delimiter=delimiter)
    found = understand_directory(text.encode(), "annuaire.csv")
    assert (found.kind, found.points, found.refused) == ("data-inclusion", (POINT,), ())


MINE = """Nom du lieu;Réseau;Adresse;CP;Ville;Téléphone;Latitude;Longitude;Mise à jour
Cité des métiers de Modèle-Ville;Cité des métiers;2 rue X;92999;Modèle-Ville;01 99 00 00 02;48,85;2,25;23/11/2026
CIO d’Essai;;;;Essai-sur-Seine;;;;
;;;;;;;;
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_table_of_our_own_whatever_wrote_it(encoding: str) -> None:
    found = understand_directory(MINE.encode(encoding), "mes lieux.csv", mapping={**guessed(HEADINGS), "name": NAME})
    first, second = found.points
    assert (first.name, first.network, first.latitude) == ("Cité des métiers de Modèle-Ville", "CITE_METIERS", 48.85)
    assert (first.source, first.updated_on) == ("mes lieux", dt.date(2026, 11, 23))
    assert (second.network, second.city) == ("CIO", "Essai-sur-Seine"), "its name tells its network"
    assert found.headings[0] == NAME


@pytest.mark.parametrize("above", ["sep=;\r\n", "Annuaire 2026;;;;;;;;\r\n;;;;;;;;\r\n", "\r\n\r\n", ""])
@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_what_stands_above_the_headings_is_passed_over(above: str, encoding: str) -> None:
    text = above + MINE.replace("Nom du lieu", "Nom").replace("\n", "\r\n")
    found = understand_directory(text.encode(encoding), "lieux.csv")
    assert [point.name for point in found.points] == ["Cité des métiers de Modèle-Ville", "CIO d’Essai"]


NAME = "Nom du lieu"
HEADINGS = MINE.splitlines()[0].split(";")


def test_the_next_version_of_a_table_finds_the_same_places() -> None:
    text = MINE.replace("Nom du lieu", "Nom")
    ids = [point.id for point in understand_directory(text.encode(), "lieux.csv", "nous").points]
    later = text.replace("01 99 00 00 02", "01 99 00 00 03")
    assert [point.id for point in understand_directory(later.encode(), "lieux 2.csv", "nous").points] == ids


def test_headings_are_guessed_whatever_their_accents_and_once_each() -> None:
    found = guessed(["NOM", "Code INSEE", "commune", "Code postal", "Adresse", "E-mail", "lat", "lon"])
    assert found == {
        "name": "NOM",
        "commune": "Code INSEE",
        "city": "commune",
        "postal_code": "Code postal",
        "street": "Adresse",
        "email": "E-mail",
        "latitude": "lat",
        "longitude": "lon",
    }
    assert set(COLUMNS) == set(PointAccueil.model_fields) - {"source"}


@pytest.mark.parametrize(
    ("said", "name", "network"),
    [
        (["cap-emploi-reseau-cheops"], "", "CAP_EMPLOI"),
        (["inconnu", "france-travail"], "", "FRANCE_TRAVAIL"),
        (["CITE_METIERS"], "", "CITE_METIERS"),
        ([], "APEC Paris", "APEC"),
        ([], "Pôle emploi Essai", "FRANCE_TRAVAIL"),
        ([], "École de la deuxième chance d’Essai", "E2C"),
        ([], "Les apéciens", "AUTRE"),
        ([], "", "AUTRE"),
    ],
)
def test_the_network_of_a_place(said: list[str], name: str, network: str) -> None:
    assert network_of(said, name) == network


def test_a_wrong_field_is_left_out_and_a_wrong_line_too_and_both_are_told() -> None:
    lines = [
        {**STRUCTURE, "id": "exemple--2", "latitude": 999},
        {**STRUCTURE, "id": "exemple--3", "nom": ""},
        {**STRUCTURE, "id": "exemple--4", "nom": "Mme 2 85 05 78 006 084 91"},
        {**STRUCTURE, "id": "exemple--5", "date_maj": "2026-02-30"},
        {**STRUCTURE, "id": "exemple--6", "adresse": ["liste"], "telephone": {"a": 1}},
        "une ligne",
        STRUCTURE,
    ]
    found = understand_directory(json.dumps(lines).encode(), "annuaire.json")
    assert [point.id for point in found.points] == ["exemple--2", "exemple--5", "exemple--6", "exemple--1"]
    assert [(line.number, line.field) for line in found.refused] == [
        (1, "latitude"),
        (2, "name"),
        (3, "name"),
        (4, "updated_on"),
        (5, "telephone"),
        (6, ""),
    ]
    assert found.points[0].latitude is None


def test_a_row_longer_than_its_heading_is_refused_alone() -> None:
    found = understand_directory("nom,ville\nA,B,C\nCIO d’Essai,Essai\n".encode(), "lieux.csv")
    assert [point.name for point in found.points] == ["CIO d’Essai"]
    assert [line.number for line in found.refused] == [1]


HOSTILE: dict[str, tuple[bytes, type[InputRefused]]] = {
    "nothing": (b" \n", NoDirectoryInFile),
    "a number": (b"[1, 2, 3]", NoDirectoryInFile),
    "an object": (b'{"a": 1}', NoDirectoryInFile),
    "something else": (b'[{"name": "x"}]', NoDirectoryInFile),
    "cut": (b'[{"id": "a"', DamagedFile),
    "nested": (b"[" * 100_000, DangerousFile),
    "a spreadsheet": (b"PK\x03\x04\x00\x00nom;ville", NoDirectoryInFile),
    "prose": ("Bonjour,\nvoici l’annuaire.".encode(), FieldRefused),
    "one word": (b"bonjour", NoDirectoryInFile),
    "no name": (b"ville;adresse\nA;B", FieldRefused),
    "a cell without end": (b'nom,ville\n"' + b"a" * 200_000, DamagedFile),
    "columns without end": (b"nom" + b",x" * 500 + b"\n", NoDirectoryInFile),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_refused(case: str) -> None:
    data, refusal = HOSTILE[case]
    with pytest.raises(refusal):
        understand_directory(data, "annuaire")


def test_a_file_that_is_too_large_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FileTooLarge):
        understand_directory(b" " * (LARGEST + 1), "annuaire.json")
    monkeypatch.setattr(files, "MOST_LINES", 3)
    with pytest.raises(FileTooLarge):
        understand_directory(b"nom,ville\n" + b"a,b\n" * 5, "annuaire.csv")


def test_reading_can_be_stopped() -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        understand_directory(json.dumps([STRUCTURE]).encode(), "annuaire.json", progress=stop)


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    for start in (b"", b"nom;ville\n", b"["):
        with contextlib.suppress(InputRefused):
            understand_directory(start + data, "annuaire")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(st.lists(st.dictionaries(st.sampled_from(list(STRUCTURE)), json_values, max_size=8), max_size=4))
def test_no_types_break_the_reader(lines: list[dict[str, object]]) -> None:
    with contextlib.suppress(InputRefused):
        understand_directory(json.dumps(lines).encode(), "annuaire.json")
