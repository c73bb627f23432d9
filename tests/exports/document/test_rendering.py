import hashlib
from pathlib import Path

import pikepdf
import zxingcpp

from exports.document.passport.hand_over import code_of
from exports.document.rendering import PdfiumPages
from tests import people
from tests.exports.document.making import grey, passport_file


def test_the_code_is_read_back_from_a_grey_copy_at_150_dots(tmp_path: Path) -> None:
    file = passport_file(people.ada_passport(), tmp_path)
    pages = PdfiumPages(file.read_bytes())
    (found,) = zxingcpp.read_barcodes(grey(pages, 0, 150))
    with pikepdf.open(file) as pdf:
        fingerprint = hashlib.sha256(pdf.attachments["passeport.json"].get_file().read_bytes()).hexdigest()
    assert found.text == code_of("PSP-2026-0000-TEST", fingerprint)
    pages.close()


def test_a_page_has_the_size_of_a_sheet_and_something_on_it(tmp_path: Path) -> None:
    pages = PdfiumPages(passport_file(people.ada_passport(), tmp_path).read_bytes())
    assert len(pages) == 3
    page = grey(pages, 2, 72)
    assert abs(page.width - 595) <= 1
    assert abs(page.height - 842) <= 1
    shades = page.histogram()
    assert sum(shades[:60]) > 100
    assert shades[255] > 300_000
    pages.close()
