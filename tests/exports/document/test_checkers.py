"""The whole family under the independent checkers, and each checker on a copy that was spoiled for it."""

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Name

from tests import people
from tests.exports.document.checking import attachments_checked, outloud, pdfua, poppler, qpdf, said, verapdf
from tests.exports.document.making import named, passport_file


def test_vera_says_that_each_is_accessible_and_an_archive(shared: Path, family: dict[str, Path]) -> None:
    assert verapdf(shared, [*family.values()]) == ""


def test_what_is_said_out_loud_has_no_error(family: dict[str, Path]) -> None:
    assert outloud([*family.values()]) == ""


def test_the_rules_that_need_no_java_hold(family: dict[str, Path]) -> None:
    assert pdfua([*family.values()]) == ""


def test_the_syntax_is_sound_and_poppler_complains_of_nothing(family: dict[str, Path]) -> None:
    assert {name: found for name, file in family.items() if (found := qpdf(file) + poppler(file))} == {}


def test_the_data_inside_can_be_imported_by_europass(shared: Path, tmp_path: Path) -> None:
    assert attachments_checked(shared, [passport_file(people.ada_passport(), tmp_path)]) == ""


# Each checker fails on what it is there for ---------------------------------------------------------------------

Spoil = Callable[[pikepdf.Pdf], None]


def _spoiled(folder: Path, spoil: Spoil) -> Path:
    sound = passport_file(people.ada_passport(), folder).read_bytes()
    file = folder / "spoiled.pdf"
    with pikepdf.open(io.BytesIO(sound)) as pdf:
        spoil(pdf)
        pdf.save(file, deterministic_id=True)
    return file


def _without_alternative(pdf: pikepdf.Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == Name.Figure and "/Alt" in item:
            del item["/Alt"]


def _without_output_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/OutputIntents"]


def _heads_as_data(pdf: pikepdf.Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == Name.TH:
            item.S = Name.TD


def _without_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Lang"]


def _without_fonts(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        page.obj.Resources.Font = pikepdf.Dictionary()


@pytest.mark.parametrize("spoil", [_without_alternative, _without_output_intent])
def test_vera_sees_what_is_missing(shared: Path, tmp_path: Path, spoil: Spoil) -> None:
    assert verapdf(shared, [_spoiled(tmp_path, spoil)]) != ""


def test_heads_turned_into_data_are_heard(tmp_path: Path) -> None:
    assert outloud([_spoiled(tmp_path, _heads_as_data)]) != ""


def test_a_foot_that_nobody_would_read_is_heard(tmp_path: Path) -> None:
    """On a document of one page the foot is read once; left out as decoration, it is prose like any other."""
    name = "de la rose et des lys du vieux jardin de là-bas"
    file = passport_file(named("ada", name).evolve(issue=people.ada_passport().issue), tmp_path)
    assert outloud([file]) == ""
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        (page,) = pdf.pages
        before, mark, foot = page.obj.Contents.read_bytes().rpartition(b"/P <</MCID")
        page.obj.Contents = pdf.make_stream(before + b"/Artifact BMC" + foot[foot.index(b"BDC") + 3 :])
        assert mark
        pdf.save(file)
    assert "TAG-002" in outloud([file])


def test_a_document_without_a_language_is_seen_without_java(tmp_path: Path) -> None:
    assert pdfua([_spoiled(tmp_path, _without_language)]) != ""


def test_a_page_without_its_fonts_is_seen_by_poppler(tmp_path: Path) -> None:
    assert poppler(_spoiled(tmp_path, _without_fonts)) != ""


def test_a_file_cut_short_is_seen_by_qpdf(tmp_path: Path) -> None:
    file = passport_file(people.ada_passport(), tmp_path)
    file.write_bytes(file.read_bytes()[:-2_000])
    assert qpdf(file) != ""


def test_words_that_run_together_are_seen(tmp_path: Path) -> None:
    sound = passport_file(people.ada_passport(), tmp_path)
    assert "Je cherche un métier au grand air" in said(sound)

    def joined(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        operators = pikepdf.parse_content_stream(page)
        kept = [
            pikepdf.ContentStreamInstruction(
                [pikepdf.String(bytes(each.operands[0]).replace(b"\x00 ", b""))], pikepdf.Operator("Tj")
            )
            if str(each.operator) == "Tj"
            else each
            for each in operators
        ]
        page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))

    assert "Jechercheunmétier" in said(_spoiled(tmp_path, joined))


def test_an_attachment_that_europass_would_refuse_is_seen(shared: Path, tmp_path: Path) -> None:
    def nameless(pdf: pikepdf.Pdf) -> None:
        data = pdf.attachments["attachment.xml"].get_file().read_bytes()
        spec = pikepdf.AttachedFileSpec(pdf, data.replace(b"GivenName", b"Given"), mime_type="text/xml")
        pdf.attachments["attachment.xml"] = spec

    assert attachments_checked(shared, [_spoiled(tmp_path, nameless)]) != ""
