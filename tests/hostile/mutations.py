"""Seeded mutations of valid files: of their bytes, and of what they are made of (elements, JSON values, PDF objects).

The same seed gives the same file, whatever the order in which they are made.
"""

import base64
import copy
import io
import json
import random
import re
import zlib
from collections.abc import Callable
from functools import cache
from typing import Any

import pikepdf

from exports.europass.candidate_writer import write_candidate
from exports.europass.skillspassport_writer import write_skillspassport
from exports.travel.envelope import write_envelope
from exports.travel.outbox import PassportFiles
from passeport.domain.identity import Identity
from passeport.domain.passport import Passport
from passeport.services.file_ports import FileFormat
from tests import people

_LONGEST = 30_000
"""Bytes of a piece that is said again or moved."""
_ELEMENT = re.compile(rb"<([A-Za-z][\w:.-]*)(?: [^<>]*)?>[^<]*</\1>")
_TEXT = re.compile(rb">[^<>]+<")
_PDF_OBJECT = re.compile(rb"\d+ 0 obj.*?endobj", re.DOTALL)
_VALUE = re.compile(rb"/[A-Z][A-Za-z]+ ?(\d+ 0 R|\d+|/\w+|\[[^\]]*\]|\([^)]*\))")
_BASE64 = re.compile(rb"[A-Za-z0-9+/]{200,}={0,2}")
_DATE = re.compile(rb"\d{4}-\d\d(?:-\d\d)?")
_DATES = (
    b"0000", b"0001-01-01", b"9999-12-31", b"10000-01-01", b"1999-00-10", b"1999-13", b"1999-02-29", b"2000-02-29",
    b"1990-02-31", b"-1999", b"1999-1-1", b"1999", b"1999-06", b"01/02/1999", b"", b"99", b"1999-02-28T24:00:00Z",
)  # fmt: skip
_TEXTS = (
    "", " ", "x", "0", "-1", "null", "true", "2026-02-31", "0000", "1999-02", "9999-12-31", "2026-01-01T25:00:00Z",
    "1 99 02 91 228 001 42", "\u202e", "\u0000", "\uffff", "é" * 3000, "<p>x</p>", "<b><i>", "&amp;", "]]>", "{}", "[]",
    "a" * 70_000, "fr", "FR", "XX", "EL", "A1", "C3", "http://x", "javascript:x", "mailto:", "1e400", "٣", "１９９０",
    "\t\n", "AAAA", "=", "image/svg+xml", "home", "MISSION_LOCALE", "other", "+33", "tel:1",
)  # fmt: skip
_JSON: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 10**30, 1.5, "", [], {}, [[]], [None], {"a": 1}, *_TEXTS,
)  # fmt: skip


_LEARNERINFO = """<?xml version="1.0" encoding="UTF-8"?>
<europass:learnerinfo xmlns:europass="http://europass.cedefop.europa.eu/Europass/V2.0"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" locale="fr_FR">
<docinfo><issuedate>2009-03-01T10:00:00</issuedate><xsdversion>V2.0</xsdversion></docinfo>
<identification><firstname>Ada-Inès</firstname><lastname>d’Exemple</lastname><contactinfo><address>
<addressLine>1 rue de l’Essai</addressLine><municipality>Évry</municipality><country><code>FR</code></country></address>
<telephone>+33 1 99 00 00 01</telephone><email>ada@exemple.invalid</email></contactinfo>
<demographics><birthdate>1999-02-28</birthdate><gender>F</gender></demographics></identification>
<workexperiencelist><workexperience><period><from><year>2014</year><month>--09</month><day>---01</day></from>
<to><year>2016</year></to></period><position><label>Ouvrière</label></position><activities>Taille</activities>
<employer><name>Jardins du Canevas</name></employer></workexperience></workexperiencelist>
<languagelist><language xsi:type="europass:mother"><code>fr</code></language>
<language xsi:type="europass:foreign"><code>es</code><level><listening>b1</listening></level></language></languagelist>
<skilllist><skill type="social">Écoute</skill></skilllist>
</europass:learnerinfo>""".encode()


@cache
def seeds() -> dict[str, bytes]:
    """Return the valid files, by what they are."""
    whole = people.ada_passport()
    bare = Passport(identity=Identity(given_names="Zoé", family_name="Autre"))
    editor = write_candidate(whole)
    return {
        "candidate": editor,
        "candidate, schéma": published(editor),
        "skillspassport": write_skillspassport(whole),
        "learnerinfo": _LEARNERINFO,
        "candidate nu": write_candidate(bare),
        "json": write_envelope(whole),
        "json nu": write_envelope(bare),
        "pdf": _plain_pdf(whole),
        "pdf compressé": PassportFiles().write(whole, FileFormat.PDF),
    }


def published(editor: bytes) -> bytes:
    """Return the document in the dialect of the published schema: dates in another namespace, other prefixes."""
    changed = editor.replace(b"<StartDate>", b"<eures:StartDate>").replace(b"</StartDate>", b"</eures:StartDate>")
    changed = changed.replace(b"<EndDate>", b"<eures:EndDate>").replace(b"</EndDate>", b"</eures:EndDate>")
    return changed.replace(b"xmlns:oa=", b"xmlns:ns2=").replace(b"<oa:", b"<ns2:").replace(b"</oa:", b"</ns2:")


def _plain_pdf(passport: Passport) -> bytes:
    """Return a small PDF with the passport inside, uncompressed, so that its objects can be changed."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    for name, data in (("attachment.xml", write_candidate(passport)), ("passeport.json", write_envelope(passport))):
        pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, data, filename=name)
    out = io.BytesIO()
    pdf.save(out, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def mutation(seed: int, number: int) -> tuple[str, bytes]:
    """Return the mutation `number` under `seed`: what it was made from and how, and its bytes."""
    draw = random.Random(f"{seed}:{number}")
    names = list(seeds())
    name = names[number % len(names)]
    data = seeds()[name]
    told = [name]
    for _ in range(draw.choice((1, 1, 1, 2, 3, 6))):
        change = draw.choice(_changes(name))
        data = change(data, draw)
        told.append(change.__name__)
    return ", ".join(told), data


Change = Callable[[bytes, random.Random], bytes]


def _changes(name: str) -> list[Change]:
    dated: list[Change] = [another_date, another_date, another_picture]
    plain: list[Change] = [flip, flip, cut, splice, repeat, remove, exchange, grow]
    if name.startswith("json"):
        return [*plain[:3], *[another_value] * 8, *[another_member] * 3, *dated]
    if name == "pdf":
        return [*plain, *[another_pdf_value] * 8, *[exchanged_objects] * 3, *[inside_pdf] * 8]
    if name.startswith("pdf"):
        return [*plain, inside_streams]
    return [*plain, *[another_text] * 8, *[exchanged_elements] * 4, *[renamed] * 2, *[another_attribute] * 2, *dated]


# Bytes ----------------------------------------------------------------------------------------------------------


def flip(data: bytes, draw: random.Random) -> bytes:
    """Change a few bits."""
    changed = bytearray(data)
    for _ in range(draw.choice((1, 1, 2, 8, 64))):
        if changed:
            changed[draw.randrange(len(changed))] ^= 1 << draw.randrange(8)
    return bytes(changed)


def cut(data: bytes, draw: random.Random) -> bytes:
    """Keep the beginning alone."""
    return data[: draw.randrange(len(data) + 1)]


def splice(data: bytes, draw: random.Random) -> bytes:
    """Go on with another file."""
    other = draw.choice(list(seeds().values()))
    return data[: draw.randrange(len(data) + 1)] + other[draw.randrange(len(other)) :]


def repeat(data: bytes, draw: random.Random) -> bytes:
    """Say a piece twice."""
    begin, end = _piece(data, draw)
    return data[:end] + data[begin:end] + data[end:]


def remove(data: bytes, draw: random.Random) -> bytes:
    """Leave a piece out."""
    begin, end = _piece(data, draw)
    return data[:begin] + data[end:]


def exchange(data: bytes, draw: random.Random) -> bytes:
    """Move a piece elsewhere."""
    begin, end = _piece(data, draw)
    rest = data[:begin] + data[end:]
    place = draw.randrange(len(rest) + 1)
    return rest[:place] + data[begin:end] + rest[place:]


def grow(data: bytes, draw: random.Random) -> bytes:
    """Put one sign many times."""
    place = draw.randrange(len(data) + 1)
    return data[:place] + bytes([draw.randrange(256)]) * draw.choice((1, 10, 1000, 20_000)) + data[place:]


def _piece(data: bytes, draw: random.Random) -> tuple[int, int]:
    begin = draw.randrange(len(data) + 1)
    return begin, min(len(data), begin + draw.choice((1, 4, 20, 200, _LONGEST)))


def another_date(data: bytes, draw: random.Random) -> bytes:
    """Put another date, or what looks like one."""
    return _replaced(data, _DATE, draw.choice(_DATES), draw)


def another_picture(data: bytes, draw: random.Random) -> bytes:
    """Change the bytes of an image or a document in base64, once or twice coded."""
    places = [match.span() for match in _BASE64.finditer(data)]
    if not places:
        return data
    begin, end = draw.choice(places)
    try:
        content = base64.b64decode(data[begin:end], validate=True)
        head, comma, rest = content.partition(b",") if content.startswith(b"data:") else (b"", b"", content)
        inner = base64.b64decode(rest, validate=True) if comma else rest
    except ValueError:
        return data
    change: Change = draw.choice((flip, flip, cut, grow, remove))
    inner = change(inner, draw)
    new = base64.b64encode(head + comma + base64.b64encode(inner) if comma else inner)
    return data[:begin] + new + data[end:]


# XML ------------------------------------------------------------------------------------------------------------


def another_text(data: bytes, draw: random.Random) -> bytes:
    """Put another text in an element."""
    text = draw.choice(_TEXTS).replace("&", "&amp;").replace("<", "&lt;").encode()
    return _replaced(data, _TEXT, b">" + text + b"<", draw)


def exchanged_elements(data: bytes, draw: random.Random) -> bytes:
    """Put one element in the place of another."""
    return _exchanged(data, _ELEMENT, draw)


def renamed(data: bytes, draw: random.Random) -> bytes:
    """Give an element the name of another."""
    names = re.findall(rb"<([A-Za-z][\w:.-]*)", data)
    if len(names) < 2:
        return data
    old, new = draw.sample(names, 2)
    return re.sub(rb"(</?)" + re.escape(old) + rb"(?=[ >/])", rb"\g<1>" + new, data, count=draw.choice((2, 0)))


def another_attribute(data: bytes, draw: random.Random) -> bytes:
    """Put another value in an attribute."""
    text = draw.choice(_TEXTS).replace("&", "&amp;").replace("<", "&lt;").encode()
    return _replaced(data, re.compile(rb'="[^"<>]*"'), b'="' + text + b'"', draw)


def _replaced(data: bytes, pattern: re.Pattern[bytes], new: bytes, draw: random.Random) -> bytes:
    places = [match.span() for match in pattern.finditer(data)]
    if not places:
        return data
    begin, end = draw.choice(places)
    return data[:begin] + new + data[end:]


def _exchanged(data: bytes, pattern: re.Pattern[bytes], draw: random.Random) -> bytes:
    places = [match.span() for match in pattern.finditer(data)]
    if len(places) < 2:
        return data
    (a, b), (c, d) = sorted(draw.sample(places, 2))
    return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


# JSON -----------------------------------------------------------------------------------------------------------


def another_value(data: bytes, draw: random.Random) -> bytes:
    """Put another value somewhere in the tree."""
    content = _parsed(data)
    if content is None:
        return flip(data, draw)
    holder, key = draw.choice(_places(content))
    other, place = draw.choice(_places(content))
    holder[key] = copy.deepcopy(draw.choice((*_JSON, *[other[place]] * 10)))
    return json.dumps(content).encode()


def another_member(data: bytes, draw: random.Random) -> bytes:
    """Leave a member out, say it under another name, or say a thing of a list twice."""
    content = _parsed(data)
    if content is None:
        return flip(data, draw)
    holder, key = draw.choice(_places(content))
    value = holder[key]
    del holder[key]
    if isinstance(holder, list):
        holder += [value] * draw.choice((0, 2))
    elif draw.random() < 0.5:
        holder[draw.choice(_TEXTS)] = value
    return json.dumps(content).encode()


def _parsed(data: bytes) -> Any:
    try:
        found = json.loads(data)
    except ValueError:
        return None
    return found if isinstance(found, dict) and found else None


def _places(value: Any) -> list[tuple[Any, Any]]:
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else []
    return [(value, key) for key in keys] + [place for key in keys for place in _places(value[key])]


# PDF ------------------------------------------------------------------------------------------------------------


def another_pdf_value(data: bytes, draw: random.Random) -> bytes:
    """Put another value in a dictionary; the length of the file stays, so that its table stays true."""
    values = (b"null", b"1 0 R", b"9 0 R", b"-1", b"999999", b"[]", b"<<>>", b"/X", b"(x)", b"true", b"2 0 R", b"0")
    places = [match.span(1) for match in _VALUE.finditer(data)]
    if not places:
        return data
    begin, end = draw.choice(places)
    fitting = [value for value in values if len(value) <= end - begin] or [b" "]
    return data[:begin] + draw.choice(fitting).ljust(end - begin) + data[end:]


def exchanged_objects(data: bytes, draw: random.Random) -> bytes:
    """Put one object in the place of another."""
    return _exchanged(data, _PDF_OBJECT, draw)


def inside_pdf(data: bytes, draw: random.Random) -> bytes:
    """Change one of the files inside, and write the PDF anew."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            name = draw.choice(list(pdf.attachments) or [""])
            old = pdf.attachments[name].get_file().read_bytes()
            kind = "json" if old.lstrip()[:1] == b"{" else "candidate"
            new = draw.choice(_changes(kind))(old, draw)
            pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, new, filename=name)
            out = io.BytesIO()
            pdf.save(out, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
            return out.getvalue()
    except (pikepdf.PikepdfError, ValueError, KeyError, TypeError, AttributeError):
        return flip(data, draw)  # an earlier change left no PDF


def inside_streams(data: bytes, draw: random.Random) -> bytes:
    """Change what a compressed stream unpacks to, in the room that it had."""
    places = [match.span(1) for match in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL)]
    if not places:
        return flip(data, draw)
    begin, end = draw.choice(places)
    try:
        content = zlib.decompress(data[begin:end])
    except zlib.error:
        return flip(data, draw)
    packed = zlib.compress(flip(content, draw), 9)
    return data[:begin] + packed.ljust(end - begin, b"\0")[: end - begin] + data[end:]
