"""Lists of people as they are pasted."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as some

from passeport.language.name_lists import people_in

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
    ],
)
def test_a_birth_date_goes_with_its_name(text: str) -> None:
    (person,) = people_in(text, TODAY)
    assert (person.name, str(person.birth_date)) == ("Ada Exemple", "1999-02-28")


@given(some.text(max_size=200))
def test_no_text_is_too_strange(text: str) -> None:
    for person in people_in(text, TODAY):
        assert person.name.strip()
