"""The pages of five people and of each document, as looked at in colour and grey: a change is meant, or it is a fault.

`PASSEPORT_REFERENCES=1 pytest tests/exports/document/test_references.py` makes them again; look at each one then.
"""

import os
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter

from exports.document.rendering import PdfiumPages
from tests import people
from tests.exports.document.making import passport_file

FOLDER = Path(__file__).parent / "references"
DOTS = 50
SHADE = 40
"""How far a dot may be from every dot around it in the reference: what smoothing changes, and no more."""
MOST_PAGES = 3
PEOPLE = ("usual", "name", "scripts", "steps", "wide")
"""Somebody as most are, a name alone, other letters, more steps than a page holds, names and words of great length."""
PAPERS = (
    *("usual-large", "usual-plain", "english-usual", "synthesis", "attestation", "referral", "referral-en"),
    *("sign-in", "sign-in-en", "copy", "copy-en"),
)
"""The first page of each document of the family."""


def pages_of(file: Path, most: int) -> list[Image.Image]:
    pages = PdfiumPages(file.read_bytes())
    found = []
    for number in range(min(len(pages), most)):
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


@pytest.mark.parametrize("name", [*(f"{person}-usual" for person in PEOPLE), *PAPERS])
def test_pages_look_as_they_did(name: str, family: dict[str, Path]) -> None:
    most = MOST_PAGES if name.removesuffix("-usual") in PEOPLE else 1
    for number, page in enumerate(pages_of(family[name], most), 1):
        for kind, seen in (
            ("colour", page.quantize(64, dither=Image.Dither.NONE).convert("RGB")),
            ("grey", page.convert("L")),
        ):
            file = FOLDER / f"{name}-{number}-{kind}.png"
            if os.environ.get("PASSEPORT_REFERENCES"):
                FOLDER.mkdir(exist_ok=True)
                small = page.quantize(64, dither=Image.Dither.NONE) if kind == "colour" else seen.quantize(64)
                small.save(file, optimize=True)
            with Image.open(file) as opened:
                reference = opened.convert("RGB" if kind == "colour" else "L")
            assert not differs(seen, reference), file.name


def test_no_reference_is_left_of_what_is_not_drawn(family: dict[str, Path]) -> None:
    names = {file.name.rsplit("-", 2)[0] for file in FOLDER.iterdir()}
    assert names == {*(f"{person}-usual" for person in PEOPLE), *PAPERS}
    assert names <= set(family)


def test_a_word_that_changes_is_seen(tmp_path: Path) -> None:
    passport = people.ada_passport()
    other = passport.evolve(identity=passport.identity.evolve(given_names="Ada-Inez"))
    (seen,) = pages_of(passport_file(other, tmp_path), 1)
    with Image.open(FOLDER / "usual-usual-1-grey.png") as opened:
        assert differs(seen.convert("L"), opened.convert("L"))
