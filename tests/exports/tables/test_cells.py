"""A text in a cell never becomes a formula."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.tables.cells import text_cell

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    "typed",
    [
        "=1+1",
        "+33639980000",
        "-2",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        " =1",
        "\u00a0=1",
        "\u200b=cmd|' /C calc'!A0",
        "＝1",
        "|x",
    ],
)
def test_what_would_begin_a_formula_is_text(typed: str) -> None:
    assert text_cell(typed) == f"'{typed}"


@pytest.mark.parametrize(
    "typed", ["", "Ada", "d’Exemple", "1 rue de l’Essai", "06 39 98 00 00", "a=b", "l’étape - suite"]
)
def test_other_texts_are_left_alone(typed: str) -> None:
    assert text_cell(typed) == typed


@given(st.text())
def test_no_text_begins_as_a_formula_once_written(typed: str) -> None:
    written = io.StringIO()
    csv.writer(written).writerow([text_cell(typed)])
    (row,) = csv.reader(io.StringIO(written.getvalue(), newline="")) if typed else ([""],)
    assert not row[0].lstrip(" \u00a0\u200b").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert row[0].removeprefix("'") == typed or row[0] == typed


def test_whoever_writes_a_table_writes_its_texts_through_here() -> None:
    writers = ("csv.writer", "csv.DictWriter", "xlsxwriter", "openpyxl")
    careless = [
        str(path.relative_to(ROOT))
        for room in ("passeport", "ui", "storage", "exports")
        for path in (ROOT / room).rglob("*.py")
        for code in [path.read_text(encoding="utf-8")]
        if any(writer in code for writer in writers) and "text_cell" not in code and path.name != "incoming.py"  # reads
    ]
    assert careless == []
