"""A person's line in the list, in words."""

import datetime as dt
from uuid import UUID

import pytest

from passeport.domain.beneficiary import DossierSummary
from ui.desk import wording

TODAY = dt.date(2026, 11, 23)


def summary(**fields: object) -> DossierSummary:
    known = {"id": UUID(int=1), "given_names": "Ada", "family_name": "Fictive", "birth_date": "", **fields}
    return DossierSummary.model_validate(known)


@pytest.mark.parametrize(
    ("birth", "words"),
    [
        ("1999-03-12", "12/03/1999 · 27 ans"),
        ("2025-11-23", "23/11/2025 · 1 an"),
        ("2026-11-01", "01/11/2026 · 0 an"),
        ("1999-03", "mars 1999"),
        ("1999", "1999"),
        ("", "date de naissance inconnue"),
    ],
)
def test_a_birth_is_told_as_far_as_it_is_known(birth: str, words: str) -> None:
    assert wording.born(summary(birth_date=birth), TODAY) == words


@pytest.mark.parametrize(
    ("situation", "commune", "words"),
    [
        ("DEMANDEUR_INSCRIT", "77288", "Demandeur d’emploi inscrit · Melun"),
        (None, "Villeneuve-Fictive", "Villeneuve-Fictive"),
        ("ETUDIANT", "", "Étudiant"),
        (None, "", ""),
    ],
)
def test_a_situation_and_a_place_are_told_when_they_are_known(situation: str | None, commune: str, words: str) -> None:
    assert wording.state(summary(situation=situation, commune=commune)) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [(22, "hier"), (23, "aujourd’hui"), (24, "demain"), (25, "25/11/2026"), (21, "21/11/2026")],
)
def test_a_day_that_is_near_has_its_word(day: int, words: str) -> None:
    assert wording.near(dt.date(2026, 11, day), TODAY) == words


def test_the_whole_line_is_read_aloud() -> None:
    someone = summary(
        birth_date="1999-03-12",
        situation="ETUDIANT",
        next_step="2026-11-24",
        last_contact="2026-10-12",
        has_received=True,
    )
    assert wording.in_words(someone, TODAY) == (
        "Ada Fictive, 12/03/1999 · 27 ans, Étudiant, Prochaine étape\u00a0: demain, "
        "Dernier contact\u00a0: 12/10/2026, a reçu un passeport"
    )
    assert wording.in_words(summary(), TODAY) == "Ada Fictive, date de naissance inconnue"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("boulangerie", "…semaines, dans une boulangerie à Melun puis à Paris"),
        ("BOUL", "…semaines, dans une boulangerie à Melun puis à Paris"),
        ("parlé", "A longuement parlé d’un stage de trois semaines, dans une boulangerie à Melun puis…"),
        ("nulle part", "A longuement parlé d’un stage de trois semaines, dans une boulangerie…"),
    ],
)
def test_a_note_is_shown_about_the_word_that_was_looked_for(typed: str, words: str) -> None:
    text = "A longuement parlé d’un stage\nde trois semaines, dans une boulangerie à Melun puis à Paris"
    assert wording.excerpt(text, typed) == words
