"""The syntax of PDF (ISO 32000-1, 7): objects are numbered texts, packed together; streams stand by themselves.

A file is written once, front to back. Nothing in it depends on the moment or on chance: the same objects give the same
bytes.
"""

import hashlib
import zlib

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
"""The version, and four letters that say the file is not text (ISO 19005-3, 6.1.2)."""
_WIDTHS = (1, 4, 3)
"""Bytes of each column of the table of objects: its kind, its place, its rank among the packed ones."""
_IN_FILE, _PACKED = 1, 2
_EFFORT = 4
"""How hard zlib tries: 6, as by default, would save one part in fifty and take a third more time."""
_ESCAPES = (("\\", "\\\\"), ("(", r"\("), (")", r"\)"), ("\r", r"\r"))
"""What a string may not hold as it is (ISO 32000-1, 7.3.4.2)."""


class Objects:
    """The objects of a file that is being written."""

    def __init__(self) -> None:
        self._texts: dict[int, str] = {}
        self._streams: dict[int, bytes] = {}
        self._count = 0

    def reserve(self) -> int:
        """Return the number of an object that is told later: others may name it already."""
        self._count += 1
        return self._count

    def tell(self, number: int, text: str) -> None:
        """Say what the object of this number is."""
        self._texts[number] = text

    def add(self, text: str) -> int:
        """Add an object, and return its number."""
        number = self.reserve()
        self._texts[number] = text
        return number

    def stream(self, entries: str, data: bytes) -> int:
        """Add a stream whose dictionary has these entries besides its length, and return its number."""
        number = self.reserve()
        self._streams[number] = _stream(number, entries, data)
        return number

    def file(self, root: int, information: int) -> bytes:
        """Return the file whose catalogue and information are the objects of these numbers."""
        written = [_HEADER]
        at = len(_HEADER)
        rows = {0: (0, 0, 0)}
        packing = self.reserve()
        self._streams[packing] = self._pack(packing)
        for rank, number in enumerate(self._texts):
            rows[number] = (_PACKED, packing, rank)
        for number, stream in self._streams.items():
            rows[number] = (_IN_FILE, at, 0)
            written.append(stream)
            at += len(stream)
        table = self.reserve()
        rows[table] = (_IN_FILE, at, 0)
        identifier = hashlib.sha256(b"".join(written)).hexdigest()[:32]
        entries = (
            f"/Type/XRef/Size {len(rows)}/W[{' '.join(map(str, _WIDTHS))}]/Root {root} 0 R/Info {information} 0 R"
            f"/ID[<{identifier}><{identifier}>]/Filter/FlateDecode"
        )
        cells = zip(*(rows[number] for number in range(len(rows))), strict=True)
        columns = [[cell.to_bytes(width) for cell in column] for column, width in zip(cells, _WIDTHS, strict=True)]
        data = b"".join(b"".join(row) for row in zip(*columns, strict=True))
        written.append(_stream(table, entries, packed(data)))
        written.append(b"startxref\n%d\n%%%%EOF\n" % at)
        return b"".join(written)

    def _pack(self, number: int) -> bytes:
        """Return one stream that holds every object that is no stream (ISO 32000-1, 7.5.7)."""
        places, at = [], 0
        for known, text in self._texts.items():
            places.append(f"{known} {at}")
            at += len(text) + 1
        head = " ".join(places) + "\n"
        body = "\n".join(self._texts.values())
        entries = f"/Type/ObjStm/N {len(places)}/First {len(head)}/Filter/FlateDecode"
        return _stream(number, entries, packed((head + body).encode("ascii")))


def packed(data: bytes) -> bytes:
    """Return data as the filter `FlateDecode` reads them."""
    return zlib.compress(data, _EFFORT)


def string(text: str) -> str:
    """Return a text as PDF writes it, whatever its letters (ISO 32000-1, 7.9.2)."""
    if text.isascii() and text.isprintable():
        return octets(text.encode("ascii"))
    return f"<FEFF{text.encode('utf-16-be').hex()}>"


def octets(data: bytes) -> str:
    """Return bytes as PDF writes them, one letter of Latin-1 for each (ISO 32000-1, 7.3.4.2)."""
    text = data.decode("latin-1")
    for letter, written in _ESCAPES:
        text = text.replace(letter, written)
    return f"({text})"


def name(text: str) -> str:
    """Return a name as PDF writes it (ISO 32000-1, 7.3.5)."""
    return "/" + "".join(letter if letter.isalnum() or letter in "-_.+" else f"#{ord(letter):02X}" for letter in text)


def references(numbers: list[int]) -> str:
    """Return an array that names objects."""
    return f"[{' '.join(f'{number} 0 R' for number in numbers)}]"


def _stream(number: int, entries: str, data: bytes) -> bytes:
    head = f"{number} 0 obj\n<<{entries}/Length {len(data)}>>stream\n"
    return b"%b%b\nendstream\nendobj\n" % (head.encode("ascii"), data)
