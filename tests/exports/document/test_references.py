"""The pages of five people as they were looked at, in colour and in grey: a change is meant, or it is a fault.

`PASSEPORT_REFERENCES=1 pytest tests/exports/document/test_references.py` makes them again; look at each one then.
"""

import os
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter

from exports.document.passport.document import Presentation
from exports.document.rendering import PdfiumPages
from passeport.domain.passport import Passport
from tests import people
from tests.exports.document.making import passport_file
from tests.exports.document.papers import extreme_passports

FOLDER = Path(__file__).parent / "references"
DOTS = 50
SHADE = 40
"""How far a dot may be from every dot around it in the reference: what smoothing changes, and no more."""
MOST_PAGES = 3


def _people() -> dict[str, tuple[Passport, Presentation]]:
    extreme = extreme_passports()
    return {
        "usual": (extreme["usual"], Presentation.USUAL),
        "name": (extreme["name"], Presentation.USUAL),
        "scripts": (extreme["scripts"], Presentation.USUAL),
        "large": (people.ada_passport(), Presentation.LARGE),
        "plain": (people.ada_passport(), Presentation.PLAIN),
    }


def _pages(name: str, folder: Path) -> list[Image.Image]:
    passport, presentation = _people()[name]
    pages = PdfiumPages(passport_file(passport, folder, presentation).read_bytes())
    found = []
    for number in range(min(len(pages), MOST_PAGES)):
        picture = pages.picture(number, DOTS)
        raw = {3: "RGB", 4: "RGBX"}[picture.channels]
        size = (picture.width, picture.height)
        found.append(Image.frombuffer("RGB", size, picture.data, "raw", raw, picture.stride, 1))
    pages.close()
    return found


def differs(seen: Image.Image, reference: Image.Image) -> bool:
    """Whether a dot is darker or lighter than all those around it in the reference, by more than smoothing explains."""
    if seen.size != reference.size:
        return True
    seen = seen.convert(reference.mode)
    darkest = ImageChops.subtract(reference.filter(ImageFilter.MinFilter(3)), seen)
    lightest = ImageChops.subtract(seen, reference.filter(ImageFilter.MaxFilter(3)))
    furthest = [channel[1] for both in (darkest, lightest) for channel in _extrema(both)]
    return max(furthest) > SHADE


def _extrema(image: Image.Image) -> list[tuple[int, int]]:
    found = image.getextrema()
    return [found] if isinstance(found[0], int | float) else list(found)  # type: ignore[list-item]


@pytest.mark.parametrize("name", ["usual", "name", "scripts", "large", "plain"])
def test_pages_look_as_they_did(name: str, tmp_path: Path) -> None:
    for number, page in enumerate(_pages(name, tmp_path), 1):
        for kind, seen in (
            ("colour", page.quantize(64, dither=Image.Dither.NONE).convert("RGB")),
            ("grey", page.convert("L")),
        ):
            file = FOLDER / f"{name}-{number}-{kind}.png"
            if os.environ.get("PASSEPORT_REFERENCES"):
                FOLDER.mkdir(exist_ok=True)
                small = page.quantize(64, dither=Image.Dither.NONE) if kind == "colour" else seen.quantize(32)
                small.save(file, optimize=True)
            with Image.open(file) as opened:
                reference = opened.convert("RGB" if kind == "colour" else "L")
            assert not differs(seen, reference), file.name


def test_a_word_that_changes_is_seen(tmp_path: Path) -> None:
    passport = people.ada_passport()
    other = passport.evolve(identity=passport.identity.evolve(given_names="Ada-Inez"))
    pages = PdfiumPages(passport_file(other, tmp_path).read_bytes())
    picture = pages.picture(0, DOTS)
    raw = {3: "RGB", 4: "RGBX"}[picture.channels]
    seen = Image.frombuffer("RGB", (picture.width, picture.height), picture.data, "raw", raw, picture.stride, 1)
    with Image.open(FOLDER / "usual-1-grey.png") as opened:
        assert differs(seen.convert("L"), opened.convert("L"))
    pages.close()
