"""The referral sheet is as long whatever the letters of its codes, and no code is cut in two."""

import subprocess
from io import BytesIO

import pikepdf
import pytest

from exports.document.writer import Documents
from passeport.domain.documents import ReferralSheet
from tests.exports.document.papers import papers


@pytest.mark.parametrize("letter", ["W", "1"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_usual_sheet_is_one_page_whatever_its_codes(letter: str, language: str) -> None:
    sheet = papers()["referral"]
    assert isinstance(sheet, ReferralSheet)
    code = f"{letter * 4}-{letter}000-{letter * 4}-{letter * 4}"
    answers = tuple(answer.evolve(code=code) for answer in sheet.answers)
    data = Documents().write(sheet.evolve(head=sheet.head.evolve(language=language), answers=answers)).data
    with pikepdf.open(BytesIO(data)) as document:
        assert len(document.pages) == 1
    lines = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True
    ).stdout.decode()
    assert lines.count(code) == len(answers), "each code is on one line"
