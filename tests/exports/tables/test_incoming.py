"""Tables from outside: encodings, separators, workbooks with formulas, what is too large, and no NIR in any column."""

import datetime as dt
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from exports.tables.cells import text_cell
from exports.tables.incoming import encoding_of, separator_of, understand_table
from exports.tables.lists import TableFiles, opened
from exports.travel.fence.limits import Limits
from exports.travel.fence.pool import Fence
from passeport.domain.errors import DamagedFile, DangerousFile, InputRefused, NotATable
from passeport.domain.incoming_table import MIXED, MOST_COLUMNS, MOST_ROWS

LINES = "Nom;Prénom;Né le\nŒuvrard;Zoé;12/03/1999\nLe Goff;Élodie;01/02/1985\n"
NIR = "1 85 05 78 006 084 91"


def sheet(*rows: tuple[str | int | dt.date | None, ...]) -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    for row in rows:
        page.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_each_encoding_gives_the_same_words(encoding: str) -> None:
    table = understand_table(LINES.encode(encoding), "liste.csv")
    assert table.headings == ("Nom", "Prénom", "Né le")
    assert [row.cells for row in table.rows] == [("Œuvrard", "Zoé", "12/03/1999"), ("Le Goff", "Élodie", "01/02/1985")]
    assert [row.number for row in table.rows] == [2, 3]


def test_latin_1_with_semicolons_is_read() -> None:
    table = understand_table("Nom;Prénom\nGérard;Zoé\n".encode("latin-1"), "liste.csv")
    assert (table.encoding, table.separator) == ("latin-1", ";")
    assert table.rows[0].cells == ("Gérard", "Zoé")
    assert encoding_of("œ".encode("cp1252")) == "cp1252"


def test_a_line_of_another_encoding_spoils_no_other() -> None:
    data = "Nom;Prénom\nLefèvre;Zoé\n".encode() + "Œuvrard;Noé\n".encode("cp1252") + "Dupré;Ève\n".encode()
    table = understand_table(data, "liste.csv")
    assert table.encoding == MIXED
    assert [row.cells for row in table.rows] == [("Lefèvre", "Zoé"), ("Œuvrard", "Noé"), ("Dupré", "Ève")]


def test_the_line_that_says_the_separator_is_no_heading() -> None:
    table = understand_table("sep=,\r\nNom,Prénom\r\nLe Goff,Élodie\r\n".encode("cp1252"), "liste.csv")
    assert (table.headings, table.rows[0].cells, table.rows[0].number) == (("Nom", "Prénom"), ("Le Goff", "Élodie"), 3)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_columns_past_the_bound_are_told(kind: str) -> None:
    def made(width: int) -> bytes:
        rows = [tuple(f"c{place}" for place in range(width)), ("x",) * width]
        return sheet(*rows) if kind == "xlsx" else "\n".join(";".join(row) for row in rows).encode()

    wide, usual = understand_table(made(MOST_COLUMNS + 1), "x"), understand_table(made(MOST_COLUMNS), "x")
    assert (len(wide.headings), wide.is_wider) == (MOST_COLUMNS, True)
    assert (len(usual.headings), usual.is_wider) == (MOST_COLUMNS, False)


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_each_separator_is_found_even_with_the_others_inside(separator: str) -> None:
    text = separator.join(('"Nom, Prénom; etc."', "Ville")) + "\r\n" + separator.join(('"a;b,c|d"', "Melun")) + "\r\n"
    assert separator_of(text) == separator
    assert understand_table(text.encode(), "x.csv").rows[0].cells == ("a;b,c|d", "Melun")


def test_a_cell_of_several_lines_keeps_the_number_of_its_last_line() -> None:
    table = understand_table(b'Nom;Note\nA;"un\ndeux"\nB;x\n', "x.csv")
    assert [row.number for row in table.rows] == [3, 4]


def test_emoji_and_words_from_right_to_left_are_kept_and_what_turns_them_is_not() -> None:
    table = understand_table("Nom;Prénom\n🎓 ליאת;\u202eabc\n".encode(), "x.csv")
    assert table.rows[0].cells == ("🎓 ליאת", "abc")


def test_a_workbook_gives_values_and_dates_and_never_computes() -> None:
    data = sheet(("Nom", "Né le", "Tél", "Calcul"), ("Exemple", dt.date(1999, 3, 12), 639980000, "=1+1", None))
    table = understand_table(data, "liste.xlsx")
    assert table.rows[0].cells == ("Exemple", "12/03/1999", "639980000", "=1+1")
    assert table.sheet == "Sheet"


def test_a_sheet_that_nobody_sees_waits_for_those_that_are_seen() -> None:
    book = openpyxl.Workbook()
    hidden, seen = book.active, book.create_sheet("Suivis")
    assert isinstance(hidden, Worksheet)
    hidden.append(["Choix"])
    hidden.sheet_state = Worksheet.SHEETSTATE_HIDDEN
    seen.append(["Nom"])
    book.active = seen
    written = io.BytesIO()
    book.save(written)
    table = understand_table(written.getvalue(), "liste.xlsx")
    assert (table.sheet, table.headings, table.other_sheets) == ("Suivis", ("Nom",), 0)


@pytest.mark.parametrize("data", [LINES.encode() + f"{NIR};x;y\n".encode(), sheet(("Nom",), (NIR,), ("x",))])
def test_a_column_that_holds_a_nir_goes_whole_and_is_told(data: bytes) -> None:
    table = understand_table(data, "x")
    assert [(one.heading, one.count) for one in table.dropped] == [("Nom", 1)]
    assert "Nom" not in table.headings
    assert NIR not in table.model_dump_json()


def test_a_column_that_says_it_holds_the_nir_goes_even_when_empty() -> None:
    table = understand_table("Nom;N° Sécu;Numéro de sécurité sociale\nA;;\n".encode(), "x.csv")
    assert table.headings == ("Nom",)
    assert [one.count for one in table.dropped] == [0, 0]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", "empty"),
        (b";;;\n;;\n", "empty"),
        (sheet(), "empty"),
        (b"\x00\x01\x02\x03" * 9, "binary"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 99, "xls"),
    ],
)
def test_what_is_no_table_is_refused_by_its_kind(data: bytes, found: str) -> None:
    with pytest.raises(NotATable) as refused:
        understand_table(data, "x")
    assert refused.value.parameters["found"] == found


def bomb(inside: int) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(inside // 1_000_000):
                part.write(b"0" * 1_000_000)
    return written.getvalue()


def test_a_bomb_is_refused_before_it_is_read() -> None:
    with pytest.raises(DangerousFile):
        understand_table(bomb(300_000_000), "x.xlsx")


def test_a_damaged_workbook_is_told_and_nothing_else_happens() -> None:
    data = sheet(("Nom",), ("Exemple",))
    for place in range(10, len(data), len(data) // 40):
        broken = data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :]
        try:
            understand_table(broken, "x.xlsx")
        except InputRefused:
            continue
    with pytest.raises(DamagedFile):
        understand_table(data[: len(data) // 2], "x.xlsx")


def test_lines_past_the_bound_are_left_out_and_counted() -> None:
    text = "Nom\n" + "\n".join(f"x{number}" for number in range(MOST_ROWS + 30)) + "\n"
    table = understand_table(text.encode(), "x.csv")
    assert (len(table.rows), table.left_out) == (MOST_ROWS, 30)


def test_a_name_of_ten_thousand_characters_is_cut_over_what_a_field_takes() -> None:
    table = understand_table(f"Nom\n{'é' * 10_000}\n".encode(), "x.csv")
    assert len(table.rows[0].cells[0]) == 2_001


# Behind the fence -----------------------------------------------------------------------------------------------------


def test_the_process_behind_the_fence_reads_both_kinds(tmp_path: Path) -> None:
    fence = Fence(Limits(tables=True))
    for name, data in (("liste.csv", LINES.encode("cp1252")), ("liste.xlsx", sheet(("Nom",), ("Exemple",)))):
        (tmp_path / name).write_bytes(data)
        assert len(fence.table(tmp_path / name).rows) >= 1
    (tmp_path / "bombe.xlsx").write_bytes(bomb(300_000_000))
    with pytest.raises(DangerousFile):
        fence.table(tmp_path / "bombe.xlsx")
    (tmp_path / "vide.csv").write_bytes(b"")
    with pytest.raises(NotATable):
        fence.table(tmp_path / "vide.csv")
    fence.close()


# Out ------------------------------------------------------------------------------------------------------------------

HOSTILE = ("=cmd|' /C calc'!A0", "+33 6 39 98 00 00", "@SUM(A1)", "-1", "normal", "\t=1")


def test_a_list_is_encrypted_and_opens_with_its_passphrase_alone() -> None:
    data = TableFiles().workbook(("Nom", "Note"), [(word, "x") for word in HOSTILE], "sept mots sans lien")
    assert data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    assert b"normal" not in data
    page = openpyxl.load_workbook(io.BytesIO(opened(data, "sept mots sans lien"))).active
    assert page is not None
    cells = [row[0] for row in page.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == [text_cell(word) for word in HOSTILE]
    assert {cell.data_type for cell in cells} == {"s"}
    with pytest.raises(Exception, match=r"(?i)key|password"):
        opened(data, "une autre phrase")


def test_refused_lines_come_back_as_they_were_written() -> None:
    data = TableFiles().csv(("Nom", "À corriger"), [("Élan; «x»", "rien"), ("+33 6", 'a "b"')])
    table = understand_table(data, "x.csv")
    assert b"'+33 6" in data
    assert [row.cells for row in table.rows] == [("Élan; «x»", "rien"), ("+33 6", 'a "b"')]
