"""The passport in plain language keeps to the rules that `docs/falc.md` cites."""

import re
from pathlib import Path

import pytest

from exports.document.layout.words import Words
from exports.document.passport.document import Presentation
from passeport.domain.vocabulary import vocabulary
from tests import people
from tests.exports.document.checking import said
from tests.exports.document.making import passport_file

LONGEST = 15
"""Words of a sentence that the application says by itself, the person's own words left out."""


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = passport_file(people.ada_passport(), tmp_path_factory.mktemp("plain"), Presentation.PLAIN)
    return said(file).replace("\u00a0", " ")


def test_what_lasts_is_said_in_the_present(words: str) -> None:
    assert "Je travaille comme Ouvrière horticole. C’est chez Pépinières & Cie." in words
    assert "J’ai commencé en mars 2022. Je continue aujourd’hui." in words


def test_what_is_over_has_a_beginning_and_an_end(words: str) -> None:
    assert "J’ai commencé en 2014. J’ai fini le 5 juillet 2017." in words
    assert re.search(r"\d{4} – ", words) is None, "no dash stands for a word"


def test_what_was_planned_and_is_past_is_not_said_to_be_done(words: str) -> None:
    assert "Le 20 novembre 2026, ceci était prévu : rencontre avec une autre équipe. La suite" in words


def test_no_word_of_the_trade_is_left(words: str) -> None:
    assert "PMSMP" not in words
    assert "découverte d’un métier dans une entreprise" in words


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_kind_of_step_has_plain_words(language: str) -> None:
    for term in vocabulary("step_types").terms:
        found = Words(language).say(f"plain_type_{term.code}")
        assert found.language == ""
        assert "/" not in found.text
        assert not re.search(r"[A-Z]{2}", found.text), "no acronym"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_sentences_are_short_and_hold_one_idea(language: str) -> None:
    labels = Words(language)._labels
    for key, sentence in labels.items():
        if key.startswith("plain_"):
            assert len(sentence.split()) <= LONGEST, key
            assert ";" not in sentence, key
            assert sentence.count(".") <= 1, key


def test_it_is_said_that_nobody_outside_has_tried_it() -> None:
    text = Path("docs/falc.md").read_text(encoding="utf-8")
    assert "aucun lecteur de l’extérieur ne l’a essayé" in text
