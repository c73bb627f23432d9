"""Codes are scanned as life has them: copied in grey, slanted, pale, in each presentation and for any number."""

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageEnhance, ImageFilter

from exports.document.layout.canvas import Page
from exports.document.layout.code import draw_code
from exports.document.passport.document import Presentation, write_pdf
from exports.document.rendering import PdfiumPages
from exports.europass.candidate_writer import write_candidate
from exports.travel.envelope import write_envelope
from passeport.domain.passport import Passport
from tests import people
from tests.exports.document.making import grey

LONGEST = 20


def first_code(passport: Passport, presentation: Presentation, dots: int = 150) -> tuple[str, Image.Image]:
    """What the code of a passport says, with its page as a grey copy."""
    pages = PdfiumPages(write_pdf(passport, write_candidate(passport), write_envelope(passport, None), presentation))
    try:
        for number in range(len(pages)):
            copy = grey(pages, number, dots)
            found = zxingcpp.read_barcodes(copy)
            if found:
                return found[0].text, copy
    finally:
        pages.close()
    return "", Image.new("L", (1, 1))


@pytest.mark.parametrize("presentation", list(Presentation))
def test_every_presentation_is_scanned(presentation: Presentation) -> None:
    said, _ = first_code(people.ada_passport(), presentation)
    assert said.startswith("PASSEPORT PSP-2026-0000-TEST SHA-256 ")


def test_a_bad_copy_is_scanned() -> None:
    said, copy = first_code(people.ada_passport(), Presentation.USUAL)
    slanted = copy.rotate(3, expand=True, fillcolor=255)
    pale = ImageEnhance.Contrast(copy).enhance(0.4)
    blurred = copy.filter(ImageFilter.GaussianBlur(0.8))
    for worse in (slanted, pale, blurred):
        assert [found.text for found in zxingcpp.read_barcodes(worse)] == [said]


def test_what_is_not_a_code_is_not_scanned() -> None:
    _, copy = first_code(people.ada_passport(), Presentation.USUAL)
    spoiled = copy.filter(ImageFilter.GaussianBlur(6))
    assert zxingcpp.read_barcodes(spoiled) == []


@settings(max_examples=25, deadline=None)
@given(st.text("ABCDEFGHJKMNPQRSTVWXYZ0123456789-", min_size=1, max_size=LONGEST))
def test_any_number_is_scanned(number: str) -> None:
    passport = people.ada_passport()
    assert passport.issue is not None
    said, _ = first_code(passport.evolve(issue=passport.issue.evolve(number=number)), Presentation.USUAL)
    assert f" {number} " in said


def test_a_code_too_small_to_be_scanned_is_refused() -> None:
    with pytest.raises(ValueError, match="too small"):
        draw_code(Page(600, 800), "X" * 400, 0, 0, 80)
