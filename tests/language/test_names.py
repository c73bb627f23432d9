"""Countries and languages, by their French names and back."""

import pytest

from passeport.domain.identity import Language
from passeport.language import names


@pytest.mark.parametrize(
    ("code", "french", "english"),
    [
        ("FR", "France", "France"),
        ("ML", "Mali", "Mali"),
        ("GB", "Royaume-Uni", "United Kingdom"),
        ("CI", "Côte d’Ivoire", "Côte d’Ivoire"),
    ],
)
def test_a_country_is_named_in_the_language_asked_for(code: str, french: str, english: str) -> None:
    assert (names.country(code), names.country(code, "en")) == (french, english)


def test_a_country_that_nobody_names_keeps_its_code() -> None:
    assert names.country("QX") == "QX"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Mali", "ML"),
        ("mali", "ML"),
        ("COTE D'IVOIRE", "CI"),
        ("Etats Unis", "US"),
        ("États-Unis", "US"),
        ("Atlantide", None),
        ("", None),
    ],
)
def test_a_country_is_found_by_its_name_as_it_is_typed(typed: str, code: str | None) -> None:
    assert names.country_named(typed) == code


def test_every_country_that_is_offered_is_found_again() -> None:
    offered = names.countries()
    assert len(offered) > 240
    assert [name for code, name in offered.items() if names.country_named(name) != code] == []


def test_the_order_is_that_of_a_french_dictionary() -> None:
    offered = list(names.countries().values())
    wanted = ["Allemagne", "Belgique", "Égypte", "Espagne", "Zambie"]
    assert [name for name in offered if name in wanted] == wanted
    tongues = ["allemand", "anglais", "écossais", "espagnol", "français"]
    assert [name for name in names.languages().values() if name in tongues] == tongues


@pytest.mark.parametrize(
    ("spoken", "said"),
    [
        (Language(code="fra"), "français"),
        (Language(code="bam"), "bambara"),
        (Language(code="snk", label="sarakolé"), "soninké"),
        (Language(label="langue des signes"), "langue des signes"),
        (Language(code="xxx", label="klingon"), "klingon"),
    ],
)
def test_a_language_is_called_by_its_name_or_by_the_one_it_came_with(spoken: Language, said: str) -> None:
    assert names.language_name(spoken) == said


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("anglais", Language(code="eng")),
        ("Francais", Language(code="fra")),
        ("SONINKÉ", Language(code="snk")),
        ("langue des signes d’ici", Language(label="langue des signes d’ici")),
    ],
)
def test_a_language_is_found_by_its_name_or_kept_as_it_was_typed(typed: str, found: Language) -> None:
    assert names.language_named(typed) == found


def test_every_language_that_is_offered_is_found_again() -> None:
    offered = names.languages()
    assert len(offered) > 300
    assert [name for code, name in offered.items() if names.language_name(names.language_named(name)) != name] == []
    assert names.languages("en")["deu"] == "German"
