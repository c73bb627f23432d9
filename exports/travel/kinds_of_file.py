"""What a file is by its first bytes, never by its name."""

_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_PDF_WITHIN = 1024
"""Bytes among which `%PDF-` may stand (ISO 32000-1, annex H.3.4.1)."""
_KNOWN_OTHERS = {
    b"\x89PNG": "image PNG",
    b"\xff\xd8\xff": "image JPEG",
    b"GIF8": "image GIF",
    b"PK\x03\x04": "archive ZIP ou document bureautique",
    b"\xd0\xcf\x11\xe0": "ancien document bureautique",
    b"{\\rtf": "document RTF",
}


def is_json(data: bytes) -> bool:
    """Whether it begins as a JSON object does, in UTF-8 or UTF-16."""
    return _first_sign(data) == b"{" and not data.startswith(b"{\\rtf")


def is_xml(data: bytes) -> bool:
    """Whether it begins as XML does, in UTF-8 or UTF-16; a web page is none."""
    return _first_sign(data) == b"<" and not _is_html(data)


def is_pdf(data: bytes) -> bool:
    """Whether it says so near its beginning."""
    return b"%PDF-" in data[:_PDF_WITHIN]


def what_else(data: bytes) -> str:
    """Return in French what a file is that is none of these."""
    if not data.strip():
        return "fichier vide"
    if _is_html(data):
        return "page HTML"
    return next((found for start, found in _KNOWN_OTHERS.items() if data.startswith(start)), "contenu inconnu")


def _first_sign(data: bytes) -> bytes:
    """Return the first character of a text file as one byte, in UTF-8 or UTF-16."""
    for mark in _BYTE_ORDER_MARKS:
        data = data.removeprefix(mark)
    return data[:_PDF_WITHIN].lstrip(b" \t\r\n\x00")[:1]


def _is_html(data: bytes) -> bool:
    return data.removeprefix(_BYTE_ORDER_MARKS[0]).lstrip()[:20].lower().startswith((b"<!doctype html", b"<html"))
