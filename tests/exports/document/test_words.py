import json
import string
from pathlib import Path

import pikepdf
import pytest

from exports.document.layout.words import REFERENCE, Said, Words, languages
from passeport.domain.vocabulary import vocabulary
from tests import people
from tests.exports.document.checking import outloud, said, verapdf
from tests.exports.document.making import passport_file

FOLDER = Path(__file__).resolve().parents[3] / "resources" / "documents"
UNION = {term.code for term in vocabulary("profile_languages").terms} & {
    *("bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt", "lv"),
    *("mt", "nl", "pl", "pt", "ro", "sk", "sl", "sv"),
}


def _labels(language: str) -> dict[str, str]:
    labels: dict[str, str] = json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8"))["labels"]
    return labels


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_official_language_of_the_union_has_labels() -> None:
    assert languages() == UNION


def test_french_and_english_say_the_same_things() -> None:
    assert set(_labels("fr")) == set(_labels("en"))


@pytest.mark.parametrize("language", sorted(UNION))
def test_a_label_has_the_places_of_the_english_one_or_names_a_code(language: str) -> None:
    english = _labels(REFERENCE)
    for key, text in _labels(language).items():
        assert text.strip() == text
        if "." in key:
            name, _, code = key.partition(".")
            assert code in vocabulary(name), key
            assert _places(text) == set()
        else:
            assert _places(text) == _places(english[key]), key


def test_what_a_language_has_not_is_english_and_marked() -> None:
    words = Words("pl")
    assert words.say("mother_tongue") == Said("Język ojczysty")
    assert words.say("next_step") == Said("Next step", "en")
    assert words.term("europass_sections", "EDUCATION") == Said("Edukacja i szkolenia")
    assert words.term("step_types", "ENTRETIEN").language == "en"
    assert Words("tlh").language == REFERENCE


def test_numbers_are_not_cut_and_french_has_its_spaces() -> None:
    assert Words("fr").typeset("Tél : 01 99 00") == "Tél\u00a0: 01\u00a099\u00a000"
    assert Words("de").typeset("Tel: 01 99") == "Tel: 01\u00a099"


def test_a_passport_in_any_language_conforms_and_says_its_own_words(shared: Path, tmp_path: Path) -> None:
    files = {}
    for language in sorted(UNION):
        files[language] = passport_file(people.ada_passport().evolve(language=language), tmp_path, name=language)
    checked = [files[language] for language in ("bg", "el", "ga", "hu", "mt", "pl")]  # each writing, each lack
    assert verapdf(shared, checked) == ""
    assert outloud(checked) == ""
    for language, file in files.items():
        words = Words(language)
        read = said(file)
        assert words.term("europass_sections", "EXPERIENCE").text in read
        assert words.term("cefr_dimensions", "reading").text in read
        with pikepdf.open(file) as pdf:
            assert str(pdf.Root.Lang) == language


def test_words_of_another_language_hang_on_a_span_that_says_so(tmp_path: Path) -> None:
    with pikepdf.open(passport_file(people.ada_passport().evolve(language="pl"), tmp_path)) as pdf:
        spans = [
            item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == pikepdf.Name.Span
        ]
        assert spans
        assert {str(span.Lang) for span in spans} <= {"en", "fr"}
