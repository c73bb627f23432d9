"""The lists of codes: shipped whole, asked by code, refused for any other."""

import re
from pathlib import Path

import pytest
from pydantic import TypeAdapter, ValidationError

from passeport.domain import vocabulary as domain
from passeport.domain.errors import UnknownCodeError
from passeport.domain.vocabulary import Term, Vocabulary, label, vocabulary

NAMES = sorted(path.stem for path in (Path(__file__).parents[2] / "resources" / "vocabularies").glob("*.json"))
CODED = {
    "StepType": "step_types",
    "Mode": "modes",
    "Theme": "themes",
    "Objective": "objectives",
    "ImmersionObjective": "immersion_objectives",
    "SituationCode": "situations",
    "TimeWithoutWork": "time_without_work",
    "EducationLevel": "education_levels",
    "CepLevel": "cep_levels",
    "ClosureReason": "closure_reasons",
    "DeclineReason": "decline_reasons",
    "AgreementMode": "agreement_modes",
    "NoticeMode": "notice_modes",
    "NetworkCode": "networks",
    "SectionCode": "europass_sections",
    "DrivingLicenceCode": "driving_licences",
    "SkillKind": "skill_kinds",
    "CustomKind": "custom_sections",
    "SectorCode": "nace_sections",
    "Gender": "genders",
    "AgeBand": "age_bands",
    "DepartementCode": "departements",
}
"""The types of the domain, each with the list whose codes it takes."""


@pytest.mark.parametrize("name", NAMES)
def test_each_code_is_written_once_and_finds_its_term(name: str) -> None:
    read = vocabulary(name)
    assert len(set(read.codes)) == len(read.codes) == len(read.terms) > 0
    for term in read.terms:
        assert term.code == term.code.strip() != ""
        assert term.code in read
        assert read[term.code] == term
        assert term.label() == label(name, term.code)


@pytest.mark.parametrize("name", NAMES)
def test_a_label_is_words_not_a_code(name: str) -> None:
    for term in vocabulary(name).terms:
        for language, words in term.labels.items():
            assert re.fullmatch(r"[a-z]{2}", language)
            assert words == words.strip() != ""
            assert not re.fullmatch(r"[A-Z]+(_[A-Z0-9]+)+", words), words


@pytest.mark.parametrize("name", NAMES)
def test_a_label_has_the_apostrophe_of_print(name: str) -> None:
    wrong = [term.labels["fr"] for term in vocabulary(name).terms if "'" in term.labels["fr"]]
    assert wrong == []


@pytest.mark.parametrize(("kind", "name"), CODED.items())
def test_a_type_takes_the_codes_of_its_list_and_no_other(kind: str, name: str) -> None:
    taken: TypeAdapter[str] = TypeAdapter(getattr(domain, kind))
    for code in vocabulary(name).codes:
        assert taken.validate_python(code) == code
    for wrong in ("", "INCONNU", vocabulary(name).codes[0] + " ", label(name, vocabulary(name).codes[0]) + "…"):
        with pytest.raises(ValidationError):
            taken.validate_python(wrong)


def test_every_coded_type_is_tried() -> None:
    shipped = {name for name in vars(domain) if name[0].isupper() and hasattr(getattr(domain, name), "__metadata__")}
    assert shipped - {"Annotated"} == set(CODED)


def test_an_unknown_code_says_of_which_list() -> None:
    with pytest.raises(UnknownCodeError) as refused:
        label("themes", "ASTROLOGIE")
    assert refused.value.parameters == {"vocabulary": "themes", "value": "ASTROLOGIE"}
    assert "ASTROLOGIE" not in vocabulary("themes")


def test_a_label_that_is_not_translated_is_said_in_french() -> None:
    term = Term(code="A", labels={"fr": "Accueil", "en": "Reception"})
    assert (term.label("en"), term.label("de"), term.label()) == ("Reception", "Accueil", "Accueil")


def test_what_a_term_says_besides_is_kept() -> None:
    term = Term.model_validate({"code": "A", "labels": {"fr": "Accueil"}, "icon": "door", "rank": 2})
    assert term.extra == {"icon": "door", "rank": 2}


def test_a_list_with_a_code_twice_is_refused() -> None:
    term = {"code": "A", "labels": {"fr": "Accueil"}}
    with pytest.raises(ValidationError, match="a code appears twice in essai"):
        Vocabulary.model_validate(
            {"name": "essai", "version": "2026", "source": "Essai", "licence": "EUPL-1.2", "terms": [term, term]}
        )


def test_every_objective_belongs_to_a_theme() -> None:
    assert {term.extra["theme"] for term in vocabulary("objectives").terms} <= set(vocabulary("themes").codes)
