"""Everything that a difference, a list or a report can show has its line of French."""

from typing import get_args

import pytest

from passeport.domain.beneficiary import Dossier
from passeport.domain.difference import differences
from passeport.domain.model import DomainModel
from passeport.domain.partial_date import Period
from passeport.domain.profile import Item, Profile
from passeport.domain.vocabulary import vocabulary
from passeport.language import comparison, describe
from passeport.services.journal_ports import JournalOperation
from tests.people import ada, ada_passport


def _nobody() -> Dossier:
    known = ada()
    names = {"given_names": "Zoé", "family_name": "Fictive"}
    identity = type(known.beneficiary.identity).model_validate(names)
    return known.evolve(parcours=(), beneficiary=known.beneficiary.evolve(identity=identity, profile=Profile()))


def test_every_value_of_an_enumeration_has_a_label() -> None:
    for enumeration in get_args(describe.Named):
        for value in enumeration:
            assert describe.term(value)


def test_the_journal_is_labelled() -> None:
    assert set(vocabulary("journal_operations").codes) == {operation.value for operation in JournalOperation}


def test_every_field_of_an_item_is_named() -> None:
    kinds: list[type[DomainModel]] = [Item]
    while kinds:
        kind = kinds.pop()
        kinds.extend(kind.__subclasses__())
        for name in kind.model_fields:
            assert name in ("id", "provenance", "steps", "actions") or name in vocabulary("item_fields"), name


def test_each_difference_is_one_line_of_words() -> None:
    found = differences(_nobody(), ada_passport())
    lines = [comparison.difference(difference) for difference in found]
    assert len(lines) == len(set(lines)) > 25
    for line in lines:
        assert "\n" not in line
        assert "None" not in line
        assert "<" not in line
        assert 5 < len(line) < 260


@pytest.mark.parametrize(
    "words",
    [
        "Expérience professionnelle\u00a0: Ouvrière horticole, Pépinières & Cie, Massy (mars 2022 – aujourd’hui)",
        "Langues\u00a0: bambara (Écouter\u00a0: C2)",
        "Nationalités\u00a0: Mali",
        "Sexe\u00a0: Femme",
        "Permis de conduire\u00a0: B – voitures (délivré le 1er juin 2019)",
        "Étapes\u00a0: 12 octobre 2026\u00a0: Entretien individuel – Projet\u00a0: paysagiste",
    ],
)
def test_a_line_says_what_people_recognise(words: str) -> None:
    assert words in [comparison.difference(difference) for difference in differences(_nobody(), ada_passport())]


def test_changes_name_the_fields_that_differ_and_no_other() -> None:
    mine = ada().beneficiary.profile.experiences[0]
    theirs = mine.evolve(sector="C", period=Period.model_validate({"start": "2021"}), city="")
    assert tuple(change[:3] for change in comparison.changes(mine, theirs)) == (
        ("Secteur d’activité", "Agriculture, sylviculture et pêche", "Industrie manufacturière"),
        ("Période", "mars 2022 – aujourd’hui", "2021"),
    )


def test_changes_of_a_step_are_said_with_its_vocabularies() -> None:
    mine = ada().parcours[0].steps[0]
    theirs = mine.evolve(type="ATELIER", status="PREVUE", themes=("SE_FORMER", "NUMERIQUE"), at="10:30")
    assert {change.field: change.theirs for change in comparison.changes(mine, theirs)} == {
        "Type d’étape": "Atelier",
        "Statut": "Prévue",
        "Thèmes": "Se former\u202f; Numérique",
        "Heure": "10:30",
    }


def test_a_long_text_is_cut_at_a_word() -> None:
    text = describe.shortened("mot " * 100)
    assert len(text) <= 160
    assert text.endswith("mot…")


def test_a_fingerprint_is_read_in_groups() -> None:
    assert describe.fingerprint("0123456789abcdef") == "0123 4567 89ab cdef"
