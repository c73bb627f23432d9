"""Fonts inside a file: the letters that a document uses, each numbered by its Unicode code point.

A table in the file says which drawing a number has (ISO 32000-1, 9.7). What nearly every document in French uses is
always inside, so that one subset serves one document after another.
"""

from functools import lru_cache
from typing import NamedTuple

from exports.document.layout import fonts
from exports.document.layout.objects import Objects, octets, packed

_COMMON = "".join(map(chr, range(0x20, 0x7F))) + "ÀÂÄÇÈÉÊËÎÏÔÖÙÛÜŒÆàâäçèéêëîïôöùûüÿœæ«»’“”–—…·•°€\u00ad\u202f"
"""ASCII, and what French adds."""
_ALWAYS = {fonts.TEXT, fonts.BOLD}
"""Fonts that have the common letters in every document that uses them."""
_LAST = 0xFFFF
"""The last number that a letter can have."""
_PRIVATE = 0xE000
"""Where the letters beyond it are numbered from: no letter of private use is ever drawn (`fonts`)."""
_KEPT = 16
"""Subsets that are remembered."""

Letters = tuple[tuple[int, str], ...]
"""The number of each letter, and the letter; in the order of the numbers."""


class _Subset(NamedTuple):
    """What a file holds of a font, ready to be written."""

    program: bytes
    size: int
    """Bytes of the program before it was packed."""
    drawings: bytes
    """Which drawing each number has."""
    meanings: bytes
    """Which letter each number is (ISO 32000-1, 9.10.3)."""
    widths: str


class EmbeddedFont:
    """A font as one document uses it."""

    def __init__(self, font: str, name: str) -> None:
        """Begin with the letters that are always inside; `name` is what the pages call it."""
        self.name = name
        self._font = font
        self._letters = set(_COMMON if font in _ALWAYS else "")
        self._private: dict[str, int] = {}

    def written(self, text: str) -> str:
        """Return a text as the operators of a page say it, and note its letters."""
        text = text.replace("\u00a0", " ")  # as wide, and read as one
        self._letters.update(text)
        if max(text, default="") > chr(_LAST):
            text = "".join(chr(self._number(letter)) for letter in text)
        return octets(text.encode("utf-16-be"))

    def _number(self, letter: str) -> int:
        if ord(letter) <= _LAST:
            return ord(letter)
        return self._private.setdefault(letter, _PRIVATE + len(self._private))

    def write(self, objects: Objects) -> int:
        """Add the font to a file, and return the number of its object."""
        face = fonts.face_of(self._font)
        subset = _subset(self._font, tuple(sorted((self._number(letter), letter) for letter in self._letters)))
        program = objects.stream(f"/Length1 {subset.size}/Filter/FlateDecode", subset.program)
        drawings = objects.stream("/Filter/FlateDecode", subset.drawings)
        meanings = objects.stream("/Filter/FlateDecode", subset.meanings)
        called = f"/PASSPT+{face.name.decode()}"
        box = " ".join(f"{side:g}" for side in face.bbox)
        descriptor = objects.add(
            f"<</Type/FontDescriptor/FontName{called}/Flags {face.flags}/FontBBox[{box}]"
            f"/ItalicAngle {face.italicAngle:g}/Ascent {face.ascent:g}/Descent {face.descent:g}"
            f"/CapHeight {face.capHeight:g}/StemV {face.stemV:g}/FontFile2 {program} 0 R>>"
        )
        inside = objects.add(
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont{called}/FontDescriptor {descriptor} 0 R"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/DW {face.defaultWidth:g}/W[{subset.widths}]/CIDToGIDMap {drawings} 0 R>>"
        )
        return objects.add(
            f"<</Type/Font/Subtype/Type0/BaseFont{called}/Encoding/Identity-H/DescendantFonts[{inside} 0 R]"
            f"/ToUnicode {meanings} 0 R>>"
        )


@lru_cache(maxsize=_KEPT)
def _subset(font: str, letters: Letters) -> _Subset:
    face = fonts.face_of(font)
    places: dict[int, int] = {}  # drawings in the order in which ReportLab puts them, after the missing one
    drawings = bytearray(2 * (letters[-1][0] + 1))
    for number, letter in letters:
        place = places.setdefault(face.charToGlyph[ord(letter)], len(places) + 1)
        drawings[2 * number : 2 * number + 2] = place.to_bytes(2)
    program = face.makeSubset([ord(letter) for _, letter in letters])
    widths = " ".join(f"{number}[{face.getCharWidth(ord(letter)):g}]" for number, letter in letters)
    return _Subset(packed(program), len(program), packed(bytes(drawings)), packed(_meanings(letters)), widths)


def _meanings(letters: Letters) -> bytes:
    lines = [f"<{number:04x}><{letter.encode('utf-16-be').hex()}>" for number, letter in letters]
    parts = [lines[start : start + 100] for start in range(0, len(lines), 100)]  # no more in one part
    told = "\n".join(f"{len(part)} beginbfchar\n{chr(10).join(part)}\nendbfchar" for part in parts)
    return (
        "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
        "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000><ffff>\nendcodespacerange\n{told}\n"
        "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n"
    ).encode("ascii")
