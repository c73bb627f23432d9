import io
import time
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from exports.document.layout import pictures
from passeport.domain.profile import Picture, Profile
from tests import people
from tests.exports.document.checking import poppler, verapdf
from tests.exports.document.making import passport_file

RED, GREEN, BLUE = (255, 0, 0), (0, 255, 0), (0, 0, 255)


def _file(image: Image.Image, kind: str, **options: object) -> bytes:
    data = io.BytesIO()
    image.save(data, kind, **options)
    return data.getvalue()


def _swapped() -> bytes:
    """A profile whose red is green: the names of two tags of sRGB's, exchanged."""
    profile = bytearray(pictures.srgb())
    red, green = profile.index(b"rXYZ"), profile.index(b"gXYZ")
    profile[red : red + 4], profile[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(profile)


def _turned() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6  # held upright, stored on its side
    return _file(Image.new("RGB", (40, 20), BLUE), "JPEG", exif=exif)


PHOTOS: dict[str, tuple[Callable[[], bytes], str]] = {
    "60 megapixels": (lambda: _file(Image.new("RGB", (10_000, 6_000), BLUE), "PNG"), "image/png"),
    "60 megapixels, JPEG": (lambda: _file(Image.new("RGB", (10_000, 6_000), BLUE), "JPEG", quality=30), "image/jpeg"),
    "CMYK": (lambda: _file(Image.new("CMYK", (90, 120), (255, 255, 0, 0)), "JPEG"), "image/jpeg"),
    "with a profile": (lambda: _file(Image.new("RGB", (90, 120), RED), "PNG", icc_profile=_swapped()), "image/png"),
    "with a broken profile": (
        lambda: _file(Image.new("RGB", (90, 120), BLUE), "PNG", icc_profile=b"x" * 200),
        "image/png",
    ),
    "see-through": (lambda: _file(Image.new("RGBA", (90, 120), (0, 0, 255, 128)), "PNG"), "image/png"),
    "palette": (lambda: _file(Image.new("P", (90, 120), 3), "GIF"), "image/gif"),
    "grey": (lambda: _file(Image.new("L", (90, 120), 90), "BMP"), "image/bmp"),
    "16 bits": (lambda: _file(Image.new("I;16", (90, 120), 9_000), "PNG"), "image/png"),
    "turned": (_turned, "image/jpeg"),
    "webp": (lambda: _file(Image.new("RGB", (90, 120), BLUE), "WEBP"), "image/webp"),
    "corrupt": (lambda: _file(Image.new("RGB", (90, 120), BLUE), "PNG")[:60], "image/png"),
    "no picture": (lambda: b"this is no picture", "image/png"),
    "a bomb": (lambda: _file(Image.new("1", (12_000, 9_000)), "PNG"), "image/png"),
}
UNREADABLE = {"corrupt", "no picture", "a bomb"}


def _pixel(made: pictures.Image) -> tuple[int, ...]:
    found = Image.open(io.BytesIO(made.data)).getpixel((5, 5))
    assert isinstance(found, tuple)
    return found


def _colour(name: str) -> tuple[int, ...] | None:
    reader = pictures.photograph(PHOTOS[name][0]())
    return None if reader is None else _pixel(reader)


def test_any_photograph_is_drawn_or_left_out_and_the_document_conforms(shared: Path, tmp_path: Path) -> None:
    files = []
    for number, (name, (data, media_type)) in enumerate(PHOTOS.items()):
        passport = people.ada_passport().evolve(profile=Profile(photo=Picture(media_type=media_type, data=data())))
        file = passport_file(passport, tmp_path, name=f"photo-{number}")
        files.append(file)
        with pikepdf.open(file) as pdf:
            assert len(_photographs(pdf)) == (name not in UNREADABLE), name
        assert file.stat().st_size < 1_500_000 or name in UNREADABLE or "60" in name
        assert poppler(file) == "", name
    assert verapdf(shared, files) == ""


def _photographs(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    images = [item for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"]
    return [image for image in images if int(image.Width) != 128]  # the emblem


@pytest.mark.parametrize(
    ("name", "expected"), [("CMYK", BLUE), ("with a profile", GREEN), ("with a broken profile", BLUE)]
)
def test_colours_come_out_as_they_were_meant(name: str, expected: tuple[int, int, int]) -> None:
    found = _colour(name)
    assert found is not None
    assert max(abs(one - other) for one, other in zip(found, expected, strict=True)) < 90


def test_sixteen_bits_of_grey_are_as_dark_as_they_were_meant() -> None:
    found = _colour("16 bits")
    assert found is not None
    assert abs(found[0] - 9_000 / 256) < 6


def test_what_is_seen_through_is_white() -> None:
    found = _colour("see-through")
    assert found is not None
    assert abs(found[0] - found[1]) < 6
    assert 120 < found[0] < 135
    assert found[2] > 248


def test_a_photograph_stands_upright() -> None:
    reader = pictures.photograph(_turned())
    assert reader is not None
    width, height = reader.width, reader.height
    assert height == 2 * width


@pytest.mark.parametrize("name", sorted(UNREADABLE))
def test_what_cannot_be_read_is_refused_at_once(name: str) -> None:
    data = PHOTOS[name][0]()
    begun = time.perf_counter()
    assert pictures.photograph(data) is None
    assert time.perf_counter() - begun < 5  # not a measure: what is too large is not opened
