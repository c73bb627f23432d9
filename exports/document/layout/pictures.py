"""Photographs made safe for the page: any size, any colours; nothing is drawn of what cannot be read."""

import io
import warnings
from functools import cache
from importlib import resources
from typing import NamedTuple

from PIL import Image as Pillow
from PIL import ImageCms, ImageOps, UnidentifiedImageError

from exports.document.layout.objects import packed

_LARGEST = 420
"""Pixels of the longest side of a photograph: 300 dots per inch at the size drawn."""
_EMBLEM = 128
_HELD = 0x0112
"""The sign that says how the camera was held (Exif 2.32, 4.6.4)."""
_QUALITY = 90
_MOST_PIXELS = 100_000_000
"""A picture of more pixels is not opened (Pillow warns at 89 million: a file that unfolds to fill the memory)."""


class Image(NamedTuple):
    """A picture in red, green and blue, eight bits each, packed as its filter reads it (ISO 32000-1, 7.4)."""

    width: int
    height: int
    data: bytes
    packing: str


def photograph(data: bytes) -> Image | None:
    """Return a photograph ready to be drawn, in sRGB on white, or None when the file cannot be read.

    CMYK and other profiles are brought to sRGB through Little CMS; a JPEG of many pixels is decoded at a fraction of
    its size (`draft`); the sign that says how it was held is obeyed.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Pillow.DecompressionBombWarning)  # the bound is ours, below
            with Pillow.open(io.BytesIO(data)) as opened:
                if opened.width * opened.height > _MOST_PIXELS:
                    return None
                opened.draft(None, (2 * _LARGEST, 2 * _LARGEST))
                return _as_jpeg(_flat(_in_srgb(_small(opened))))
    except (OSError, ValueError, SyntaxError, TypeError, UnidentifiedImageError, Pillow.DecompressionBombError):
        return None


@cache
def emblem() -> Image:
    """Return the sign of the application."""
    file = resources.files("resources").joinpath("icons", "passeport-256.png")
    with file.open("rb") as opened, Pillow.open(opened) as picture:
        picture.thumbnail((_EMBLEM, _EMBLEM))
        flat = _flat(picture)
        return Image(flat.width, flat.height, packed(flat.tobytes()), "FlateDecode")


def _small(picture: Pillow.Image) -> Pillow.Image:
    profile = picture.info.get("icc_profile")
    turned = picture.getexif().get(_HELD, 1) != 1
    upright = ImageOps.exif_transpose(picture) if turned else picture
    upright.thumbnail((_LARGEST, _LARGEST))
    if profile:
        upright.info["icc_profile"] = profile
    return upright


def _as_jpeg(picture: Pillow.Image) -> Image:
    """Return a photograph as JPEG: a tenth of what it would weigh point by point, and as quickly made."""
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=_QUALITY, subsampling=0)
    return Image(picture.width, picture.height, file.getvalue(), "DCTDecode")


def _in_srgb(picture: Pillow.Image) -> Pillow.Image:
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in {"RGB", "RGBA", "CMYK", "L"}:
        try:
            found = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            mode = "RGBA" if picture.mode == "RGBA" else "RGB"
            converted = ImageCms.profileToProfile(picture, found, _srgb_profile(), outputMode=mode)
        except (ImageCms.PyCMSError, OSError, ValueError):
            converted = None  # a profile that cannot be used is as none
        if converted is not None:
            return converted
    return picture


def _flat(picture: Pillow.Image) -> Pillow.Image:
    """Return the picture on white: PDF/A wants no surprise from transparency."""
    if picture.mode == "RGB":
        return picture
    if picture.mode.startswith("I;16"):  # Pillow would cut what is over 255, and the whole picture with it
        return picture.convert("I").point(lambda value: value / 256).convert("L").convert("RGB")
    if picture.mode in {"L", "CMYK", "YCbCr"}:
        return picture.convert("RGB")
    clear = picture.convert("RGBA")
    white = Pillow.new("RGB", clear.size, "white")
    white.paste(clear, mask=clear.getchannel("A"))
    return white


@cache
def _srgb_profile() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def srgb() -> bytes:
    """Return the bytes of the sRGB profile that Little CMS makes."""
    return _srgb_profile().tobytes()
