"""Hostile images where a photograph goes: declared larger than any screen, cut, lying, or no image at all."""

import base64
import io
import struct
import zlib
from collections.abc import Callable, Iterator

from PIL import Image

from passeport.domain.reading import Fate, IncomingPassport
from tests import people
from tests.hostile.case import Case, read
from tests.hostile.json_cases import with_value
from tests.hostile.xml_cases import CANDIDATE, SKILLSPASSPORT


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, pixels: bytes = b"", *, more: bytes = b"") -> bytes:
    """Return a PNG that declares so many pixels, whatever it holds."""
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + more + _chunk(b"IDAT", zlib.compress(pixels)) + _chunk(b"IEND", b"")


def gif(width: int, height: int, frames: int) -> bytes:
    """Return a GIF of so many frames of one pixel."""
    head = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\x00"
    return head + frame * frames + b"\x3b"


def jpeg(width: int, height: int) -> bytes:
    """Return a JPEG of 8 × 8 pixels that declares others."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(out, "JPEG")
    data = out.getvalue()
    place = data.index(b"\xff\xc0") + 5
    return data[:place] + struct.pack(">HH", height, width) + data[place + 4 :]


def bmp(width: int, height: int) -> bytes:
    """Return a BMP that declares so many pixels and holds none."""
    return (
        b"BM"
        + struct.pack("<IHHI", 54, 0, 0, 54)
        + struct.pack("<IiiHHIIiiII", 40, width, height, 1, 24, 0, 0, 0, 0, 0, 0)
    )


def webp(width: int, height: int) -> bytes:
    """Return a WebP whose canvas declares so many pixels."""
    canvas = (
        b"VP8X"
        + struct.pack("<I", 10)
        + b"\x10\0\0\0"
        + (width - 1).to_bytes(3, "little")
        + (height - 1).to_bytes(3, "little")
    )
    return b"RIFF" + struct.pack("<I", 4 + len(canvas)) + b"WEBP" + canvas


BAD: dict[str, Callable[[], bytes]] = {
    "un PNG de 60 000 × 60 000": lambda: png(60_000, 60_000, bytes(10_000)),
    "un PNG de 9 000 × 9 000": lambda: png(9_000, 9_000, bytes(10_000)),
    "un PNG de 11 000 × 11 000": lambda: png(11_000, 11_000),
    "un PNG de deux milliards de côté": lambda: png(2**31 - 1, 2**31 - 1),
    "un PNG sans pixel": lambda: png(0, 0),
    "un PNG trop court": lambda: png(100, 100, bytes(10)),
    "un PNG coupé": lambda: people.photo()[:200],
    "un PNG au texte compressé sans fin": lambda: png(
        10, 10, bytes(310), more=_chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(200_000_000), 9))
    ),
    "un PNG au profil de couleurs sans fin": lambda: png(
        9_000, 9_000, more=_chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(200_000_000), 9))
    ),
    "un PNG fait d’un seul morceau géant": lambda: b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 2**31 - 1) + b"IHDR",
    "un JPEG de 60 000 × 60 000": lambda: jpeg(60_000, 60_000),
    "un JPEG sans fin": lambda: jpeg(8, 8)[:-300],
    "un JPEG de rien": lambda: b"\xff\xd8\xff" + bytes(100),
    "un GIF de 60 000 × 60 000": lambda: gif(60_000, 60_000, 1),
    "un BMP de 60 000 × 60 000": lambda: bmp(60_000, 60_000),
    "un BMP de hauteur négative": lambda: bmp(100, -(2**31) + 1),
    "un WebP de 16 000 × 16 000": lambda: webp(16_000, 16_000),
    "un dessin SVG": lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "une page": lambda: b"<html><script>alert(1)</script></html>",
    "un PDF": lambda: b"%PDF-1.7\n",
    "une icône": lambda: b"\0\0\1\0\1\0" + bytes(100),
    "un TIFF": lambda: b"II*\0" + bytes(100),
    "un PostScript": lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
    "un fichier d’un octet": lambda: b"\x89",
}
GOOD: dict[str, Callable[[], bytes]] = {
    "un GIF de 100 000 images": lambda: gif(1, 1, 100_000),
    "un JPEG un peu plus grand qu’il n’est": lambda: jpeg(16, 16),
    "un PNG et un ZIP": lambda: people.photo() + b"PK\x03\x04" + bytes(100),
}


def in_skillspassport(data: bytes) -> bytes:
    begin = SKILLSPASSPORT.index(b"<Data>", SKILLSPASSPORT.index(b"<Photo>")) + 6
    end = SKILLSPASSPORT.index(b"</Data>", begin)
    return SKILLSPASSPORT[:begin] + base64.b64encode(data) + SKILLSPASSPORT[end:]


def in_candidate(data: bytes) -> bytes:
    begin = CANDIDATE.index(b"<oa:EmbeddedData>") + 17
    end = CANDIDATE.index(b"</oa:EmbeddedData>", begin)
    address = b"data:image/png;base64," + base64.b64encode(data)
    return CANDIDATE[:begin] + base64.b64encode(address) + CANDIDATE[end:]


def in_envelope(data: bytes) -> bytes:
    return with_value(base64.b64encode(data).decode(), "passport", "profile", "photo", "data")


PLACES: dict[str, Callable[[bytes], bytes]] = {
    "un SkillsPassport": in_skillspassport,
    "un Candidate": in_candidate,
    "une enveloppe": in_envelope,
}


def is_refused(incoming: IncomingPassport) -> bool:
    """Whether the image was left out and the report says so; a PDF in its place may be kept as the document it is."""
    profile = incoming.passport.profile
    is_document = any(document.data.startswith(b"%PDF-1.7\n") for document in profile.documents)
    return profile.photo is None and (is_document or bool(incoming.report.having(Fate.NOT_UNDERSTOOD)))


def is_kept(incoming: IncomingPassport) -> bool:
    return incoming.passport.profile.photo is not None


def _made(put: Callable[[bytes], bytes], make: Callable[[], bytes]) -> Callable[[], bytes]:
    return lambda: put(make())


def cases() -> Iterator[Case]:
    for place, put in PLACES.items():
        for name, make in BAD.items():
            yield read(f"{name}, dans {place}", _made(put, make), is_refused)
        for name, make in GOOD.items():
            yield read(f"{name}, dans {place}", _made(put, make), is_kept)
