"""Lists of people as they are pasted."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as some

from passeport.language.name_lists import given_and_family, people_in

TODAY = dt.date(2026, 11, 25)


def names(text: str) -> list[str]:
    return [person.name for person in people_in(text, TODAY)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("EXEMPLE Ada\nModèle Malik", ["EXEMPLE Ada", "Modèle Malik"]),
        ("1. Ada Exemple\n2) Malik Modèle\n3 - Léa Essai", ["Ada Exemple", "Malik Modèle", "Léa Essai"]),
        ("- Mme Ada Exemple\n• M. Malik Modèle", ["Ada Exemple", "Malik Modèle"]),
        ("Nom;Prénom;Courriel\nExemple;Ada;ada@exemple.invalid\n", ["Exemple Ada"]),
        ("Exemple\tAda\t06 39 98 00 00", ["Exemple Ada"]),
        ("Ada Exemple, Malik Modèle ; Léa Essai", ["Ada Exemple", "Malik Modèle", "Léa Essai"]),
        ("Ada Exemple\nEXEMPLE ADA\nada exemple", ["Ada Exemple"]),
        ("Liste\n\n  \n12/10/2026\nAda Exemple", ["Ada Exemple"]),
        ("Ada Exemple <ada@exemple.invalid>", ["Ada Exemple"]),
        ("Jean-Noël D’Essai-Sur-Modèle", ["Jean-Noël D’Essai-Sur-Modèle"]),
        ("Ada Exemple (excusée)\nMalik Modèle (à rappeler)", ["Ada Exemple", "Malik Modèle"]),
        ("", []),
    ],
)
def test_each_person_is_read_once(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ada Exemple;28/02/1999",
        "Ada Exemple 28/02/1999",
        "Ada Exemple (28/02/1999)",
        "Ada Exemple, née le 28/02/1999",
        "Ada Exemple\t28.02.99",
        "Ada Exemple, 28 février 1999",
        "Ada Exemple née le 28 février 1999",
        "Ada Exemple 28021999",
        "Ada Exemple 280299",
        "Ada Exemple (1999-02-28)",
    ],
)
def test_a_birth_date_goes_with_its_name(text: str) -> None:
    (person,) = people_in(text, TODAY)
    assert (person.name, str(person.birth_date)) == ("Ada Exemple", "1999-02-28")


@given(some.text(max_size=200))
def test_no_text_is_too_strange(text: str) -> None:
    for person in people_in(text, TODAY):
        assert person.name.strip()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("EXEMPLE Ada", ("Ada", "Exemple")),
        ("Ada EXEMPLE", ("Ada", "Exemple")),
        ("exemple, ada", ("Ada", "Exemple")),
        ("ada exemple", ("Ada", "Exemple")),
        ("ADA EXEMPLE", ("Ada", "Exemple")),
        ("Jean-Noël d’EXEMPLE", ("Jean-Noël", "d’EXEMPLE")),
        ("DE LA TOUR FICTIVE Jean", ("Jean", "De La Tour Fictive")),
        ("de la TOUR Jean", ("Jean", "de la Tour")),
        ("jean-noël o’modèle", ("Jean-Noël", "O’Modèle")),
        ("Ada J. McExemple", ("Ada", "J. McExemple")),
        ("exemple", ("", "Exemple")),
        ("小龙 李", ("小龙", "李")),
        ("", ("", "")),
    ],
)
def test_capitals_or_a_comma_tell_the_family_name(typed: str, expected: tuple[str, str]) -> None:
    assert given_and_family(typed) == expected


@given(some.text(max_size=40))
def test_no_name_loses_a_letter(typed: str) -> None:
    given_names, family = given_and_family(typed.replace(",", ""))
    assert len((given_names + family).replace(" ", "")) >= len("".join(typed.replace(",", "").split()))
