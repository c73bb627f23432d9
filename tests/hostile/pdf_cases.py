"""Hostile PDFs: broken and endless structures, streams that swell, locks, attachments that want out."""

import io
import zlib
from collections.abc import Callable, Iterable, Iterator

import pikepdf

from exports.europass.candidate_writer import write_candidate
from exports.travel.outbox import PassportFiles
from passeport.domain.errors import ClosedFile, DamagedFile, DangerousFile, NotAPassport, ReadingStopped
from passeport.domain.reading import Fate, IncomingPassport
from passeport.services.file_ports import FileFormat
from tests import people
from tests.hostile.case import Case, either, read, refused
from tests.hostile.xml_cases import NIRS, SIMPLE, inside, is_ada, with_doctype

WHOLE = PassportFiles().write(people.ada_passport(), FileFormat.PDF)
_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
Objects = dict[int, bytes]
_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
_ONE_PAGE: Objects = {2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>", 3: _PAGE}


def raw(objects: Objects, trailer: bytes = b"") -> bytes:
    """Return a PDF of these objects, of which the first is the catalogue, with a true cross-reference table."""
    out = bytearray(_HEAD)
    places = {}
    for number, content in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    size = max(objects) + 1
    lines = [b"0000000000 65535 f \n"]
    lines += [b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n" for n in range(1, size)]
    out += b"xref\n0 %d\n" % size + b"".join(lines)
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, table)
    return bytes(out)


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), more, data)


def packed(data: bytes, more: bytes = b"") -> bytes:
    return stream(zlib.compress(data, 9), b"/Filter/FlateDecode" + more)


def with_attachments(specifications: Iterable[bytes], more: Objects | None = None, catalogue: bytes = b"") -> bytes:
    """Return a PDF of one page whose name tree lists these file specifications."""
    names = b"".join(b"(%05d)%s" % (number, found) for number, found in enumerate(specifications))
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[" + names + b"]>>>>" + catalogue + b">>",
        **_ONE_PAGE,
        **(more or {}),
    }
    return raw(objects)


def specification(name: bytes, number: int) -> bytes:
    return b"<</Type/Filespec/F(%s)/UF(%s)/EF<</F %d 0 R>>>>" % (name, name, number)


def one(content: bytes, name: bytes = b"cv.xml") -> bytes:
    """Return a PDF with one attachment, given as the stream object."""
    return with_attachments([specification(name, 4)], {4: content})


def pages(tree: bytes, more: Objects | None = None) -> bytes:
    return raw({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: tree, **(more or {})})


def saved(change: Callable[[pikepdf.Pdf], object], **options: object) -> bytes:
    """Return our own passport after a change through a library of PDF."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(WHOLE)) as pdf:
        change(pdf)
        pdf.save(out, **options)  # type: ignore[arg-type]
    return out.getvalue()


def is_whole(incoming: IncomingPassport) -> bool:
    return incoming.passport == people.ada_passport()


def structures() -> Iterator[Case]:
    yield read("intact", WHOLE, is_whole)
    place = WHOLE.rindex(b"startxref")
    yield refused("une table fausse", WHOLE[:place] + b"startxref\n99\n%%EOF", DamagedFile)
    yield refused("une table hors du fichier", WHOLE[:place] + b"startxref\n99999999999\n%%EOF", DamagedFile)
    yield refused("une table négative", WHOLE[:place] + b"startxref\n-5\n%%EOF", DamagedFile)
    yield refused("sans table", WHOLE[:place], DamagedFile)
    loop = _HEAD + b"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1/Root 1 0 R/Prev 15>>\nstartxref\n15\n%%EOF"
    yield refused("des tables en boucle", loop, DamagedFile)
    yield refused("sans catalogue", raw({1: b"null"}), DamagedFile, NotAPassport)
    yield refused("un catalogue qui est une liste", raw({1: b"[]"}), DamagedFile, NotAPassport)
    yield refused("des objets qui se désignent", raw({1: b"2 0 R", 2: b"1 0 R"}), DamagedFile, NotAPassport)
    deep = b"[" * 100_000 + b"]" * 100_000
    yield refused(
        "une liste de 100 000 niveaux",
        raw({1: b"<</Type/Catalog/Pages 2 0 R/X " + deep + b">>", 2: b"<<>>"}),
        DamagedFile,
        NotAPassport,
    )
    yield refused(
        "un nombre sans fin", raw({1: b"<</Type/Catalog/X " + b"9" * 1_000_000 + b">>"}), DamagedFile, NotAPassport
    )
    yield refused(
        "un million de tables vides",
        _HEAD + b"xref\n0 4000000000\n" + b"trailer\n<<>>\nstartxref\n15\n%%EOF",
        DamagedFile,
    )


def page_trees() -> Iterator[Case]:
    yield refused("des pages en boucle", pages(b"<</Type/Pages/Kids[2 0 R]/Count 1>>"), DamagedFile, NotAPassport)
    two = pages(b"<</Type/Pages/Kids[3 0 R]/Count 1>>", {3: b"<</Type/Pages/Kids[2 0 R]/Count 1>>"})
    yield refused("des pages en boucle à deux", two, DamagedFile, NotAPassport)
    yield refused(
        "un compte de pages faux",
        pages(b"<</Type/Pages/Kids[]/Count 2000000000>>"),
        DamagedFile,
        NotAPassport,
        DangerousFile,
    )
    yield refused("des pages qui n’en sont pas", pages(b"<</Type/Pages/Kids 5/Count (x)>>"), DamagedFile, NotAPassport)
    kids = b"".join(b"%d 0 R " % number for number in range(3, 5_003))
    many = dict.fromkeys(range(3, 5_003), _PAGE)
    yield refused("5 000 pages", pages(b"<</Type/Pages/Kids[" + kids + b"]/Count 5000>>", many), DangerousFile)
    same = pages(b"<</Type/Pages/Kids[" + b"3 0 R " * 3_000 + b"]/Count 3000>>", {3: many[3]})
    yield refused("3 000 fois la même page", same, DangerousFile, DamagedFile)
    chain = {n: b"<</Type/Pages/Parent %d 0 R/Kids[%d 0 R]/Count 1>>" % (n - 1, n + 1) for n in range(3, 20_000)}
    yield refused(
        "20 000 niveaux de pages",
        pages(b"<</Type/Pages/Kids[3 0 R]/Count 1>>", chain),
        DamagedFile,
        NotAPassport,
        DangerousFile,
        ReadingStopped,
    )
    annotated = dict.fromkeys(range(3, 1_503), _PAGE.replace(b">>", b"/Annots 2000 0 R>>"))
    kids = b"".join(b"%d 0 R " % number for number in range(3, 1_503))
    shared = pages(
        b"<</Type/Pages/Kids[" + kids + b"]/Count 1500>>", {**annotated, 2000: b"[" + b"null " * 50_000 + b"]"}
    )
    yield refused("1 500 pages aux mêmes 50 000 annotations", shared, DangerousFile)


def swellings() -> Iterator[Case]:
    yield refused("une pièce jointe de 1 Go de zéros", lambda: one(packed(bytes(1_000_000_000))), DangerousFile)
    yield refused("une pièce jointe de 60 Mo", lambda: one(packed(b" " * 60_000_000)), DangerousFile)
    twice = zlib.compress(zlib.compress(bytes(500_000_000), 9), 9)
    yield refused(
        "deux compressions l’une dans l’autre", one(stream(twice, b"/Filter[/FlateDecode/FlateDecode]")), NotAPassport
    )
    yield refused(
        "dix fois la même compression", one(stream(twice, b"/Filter[" + b"/FlateDecode" * 10 + b"]")), NotAPassport
    )
    three = [specification(b"%d" % number, number) for number in range(4, 9)]
    bodies = {number: packed(b" " * 40_000_000) for number in range(4, 9)}
    yield refused("200 Mo en cinq pièces jointes", lambda: with_attachments(three, bodies), DangerousFile)
    yield refused(
        "une pièce jointe qui n’est pas compressée comme elle le dit",
        one(stream(b"x" * 99, b"/Filter/FlateDecode")),
        NotAPassport,
    )
    yield refused(
        "une compression coupée", one(stream(zlib.compress(SIMPLE)[:-20], b"/Filter/FlateDecode")), NotAPassport
    )
    yield refused("une compression inconnue", one(stream(SIMPLE, b"/Filter/Inconnue")), NotAPassport)
    predicted = packed(SIMPLE, b"/DecodeParms<</Predictor 15/Columns 1000000000/Colors 32/BitsPerComponent 32>>")
    yield refused("une prédiction sans bornes", one(predicted), NotAPassport)
    yield refused(
        "une longueur fausse", one(SIMPLE_STREAM.replace(b"/Length ", b"/Length 9999")), DamagedFile, NotAPassport
    )
    yield refused(
        "une longueur négative", one(SIMPLE_STREAM.replace(b"/Length ", b"/Length -")), DamagedFile, NotAPassport
    )
    yield refused(
        "une longueur en boucle",
        one(SIMPLE_STREAM.replace(b"/Length ", b"/Length 4 0 R/X ")),
        DamagedFile,
        NotAPassport,
    )
    yield refused("un fichier qui renvoie au disque", one(stream(b"", b"/F(/etc/hostname)")), NotAPassport)
    yield refused(
        "une bombe dans les objets compressés",
        object_stream_bomb,
        DamagedFile,
        NotAPassport,
        DangerousFile,
        ReadingStopped,
    )
    yield refused(
        "une bombe d’entités en pièce jointe", one(packed(with_doctype(b'[<!ENTITY a "b">]', b"&a;"))), DangerousFile
    )
    yield refused(
        "un XML trop profond en pièce jointe", lambda: one(packed(inside(b"<a>" * 400 + b"</a>" * 400))), DangerousFile
    )
    yield refused("un PDF dans un PDF", one(packed(WHOLE)), NotAPassport)
    yield refused("un PDF dans lui-même", one(b"<</Length 5/EF<</F 4 0 R>>>>stream\n12345\nendstream"), NotAPassport)


SIMPLE_STREAM = stream(SIMPLE)


def object_stream_bomb() -> bytes:
    """Return a PDF whose catalogue lies in a stream of objects that unpacks to a gigabyte."""
    body = b"1 0 <</Type/Catalog/Pages 2 0 R>>" + b" " * 1_000_000_000
    holder = packed(body, b"/Type/ObjStm/N 1/First 4")
    out = bytearray(_HEAD)
    first = len(out)
    out += b"5 0 obj\n" + holder + b"\nendobj\n"
    table = len(out)
    rows = b"".join(bytes([kind]) + place.to_bytes(4, "big") + bytes([index]) for kind, place, index in (
        (0, 0, 255), (2, 5, 0), (0, 0, 0), (0, 0, 0), (0, 0, 0), (1, first, 0), (1, table, 0)))  # fmt: skip
    out += b"6 0 obj\n" + packed(rows, b"/Type/XRef/Size 7/W[1 4 1]/Root 1 0 R") + b"\nendobj\n"
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % table


def locks() -> Iterator[Case]:
    yield refused(
        "un mot de passe", saved(lambda _: None, encryption=pikepdf.Encryption(user="x", owner="y")), ClosedFile
    )
    yield read(
        "un mot de passe vide", saved(lambda _: None, encryption=pikepdf.Encryption(user="", owner="y")), is_whole
    )
    old = pikepdf.Encryption(user="", owner="y", R=3, aes=False, metadata=False)
    yield read("un chiffrement d’autrefois", saved(lambda _: None, encryption=old), is_whole)
    yield refused(
        "un chiffrement inconnu",
        raw({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<<>>"}, b"/ID[(a)(b)]/Encrypt<</Filter/Inconnu/V 99/R 99>>"),
        DamagedFile,
    )
    yield refused(
        "un chiffrement en boucle",
        raw({1: b"<</Type/Catalog>>", 2: b"2 0 R"}, b"/ID[(a)(b)]/Encrypt 2 0 R"),
        DamagedFile,
        NotAPassport,
    )


def attachments() -> Iterator[Case]:
    yield refused(
        "201 pièces jointes",
        with_attachments(
            [specification(b"%d" % n, n) for n in range(4, 205)], {n: stream(b"x") for n in range(4, 205)}
        ),
        DangerousFile,
    )
    again = with_attachments([specification(b"cv", 4)] * 20_000, {4: SIMPLE_STREAM})
    yield read("20 000 fois la même pièce jointe", again, is_ada)
    yield refused(
        "60 000 fois la même pièce jointe",
        with_attachments([specification(b"cv", 4)] * 60_000, {4: stream(b"x")}),
        DangerousFile,
    )
    tree = b"/Names<</EmbeddedFiles 5 0 R>>"
    loop = {1: b"<</Type/Catalog/Pages 2 0 R" + tree + b">>", **_ONE_PAGE, 5: b"<</Kids[5 0 R 5 0 R]>>"}
    yield refused("des noms en boucle", raw(loop), DamagedFile, NotAPassport, ReadingStopped)
    for name in _NAMES:
        yield read(f"une pièce jointe nommée {name!r}", named(name), is_named_safely)
    for name, text in NIRS.items():
        yield read(f"un numéro de sécurité sociale {name}, dans un nom de pièce jointe", named(text), has_no_number)
    for name, action in (
        ("un script à l’ouverture", pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")),
        ("un programme lancé à l’ouverture", pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe")),
    ):
        yield read(name, saved(_opening(action)), is_whole)
    remote = with_attachments([b"<</Type/Filespec/FS/URL/F(http://127.0.0.1:1/cv.xml)>>"])
    yield refused("une pièce jointe qui est une adresse", remote, NotAPassport)
    others = [b"5", b"null", b"[]", b"<</EF 5>>", b"<</EF<</F 1 0 R>>>>"]
    yield refused("des pièces jointes d’un autre type", with_attachments(others), NotAPassport)
    yield refused("sans pièce jointe", with_attachments([]), NotAPassport)


def _opening(action: pikepdf.Dictionary) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = action

    return change


_NAMES = (
    "../../../../home/ada/.bashrc", "..\\..\\Windows\\System32\\x", "C:\\autoexec.bat", "/etc/passwd", "\\\\serveur\\x",
    "a\0b.xml", "a\nb.xml", "a\rb.xml", "a\x1b[2Jb", "CON", "cv.xml:flux", "", " ", ".", "..", "x" * 5_000,
    "cv\u202elmx.exe", "cv\u2066.xml", "<b>cv</b>", "é", "cv%00.xml", "file:///etc/passwd", "$(rm -rf x)", "; rm x",
)  # fmt: skip


def named(name: str) -> bytes:
    """Return a PDF with a passport, and a file of this name that is none."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    for told, key, data in (("cv.xml", "cv.xml", write_candidate(people.ada_passport())), (name, "autre", b"rien")):
        specification = pikepdf.AttachedFileSpec(pdf, data, filename=key)
        specification.obj.UF = specification.obj.F = pikepdf.String(told)
        pdf.attachments[key] = specification
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def is_named_safely(incoming: IncomingPassport) -> bool:
    """Whether the file is told by a name on one line, of a reasonable length, with no sign that turns it."""
    told = [entry.path for entry in incoming.report.having(Fate.NOT_UNDERSTOOD)]
    return len(told) == 1 and told[0].isprintable() and 4 < len(told[0]) < 300


def has_no_number(incoming: IncomingPassport) -> bool:
    told = [entry.path for entry in incoming.report.having(Fate.NOT_UNDERSTOOD)]
    return told == ["PDF/nom retiré"]


def polyglots() -> Iterator[Case]:
    yield read("un PDF précédé d’autre chose", b"bonjour\n" * 50 + WHOLE, is_whole)
    yield refused("un PDF loin du début", b"bonjour\n" * 500 + WHOLE, NotAPassport)
    yield refused("un PDF dans un commentaire XML", b"<!--" + WHOLE + b"-->" + SIMPLE, DamagedFile)
    commented = SIMPLE.replace(b"<CandidatePerson>", b"<!-- %PDF-1.7 --><CandidatePerson>")
    yield read("un XML avec un PDF en commentaire", commented, is_ada)
    yield refused("une archive et un PDF", b"PK\x03\x04" + bytes(40) + b"%PDF-1.7\n", DamagedFile)
    yield either("une archive après un PDF", WHOLE + b"PK\x03\x04" + bytes(100), DamagedFile, holds=is_whole)
    yield read("une page et un PDF", b"<html>" + WHOLE, is_whole)
    yield refused("deux PDF", WHOLE[:-200] + WHOLE, DamagedFile)
    for name, start in _OTHERS.items():
        yield refused(name, start, NotAPassport)
    yield refused("un PDF d’une ligne", b"%PDF-1.7\n", DamagedFile)
    yield refused("un PDF sans rien", b"%PDF-1.7\n%%EOF", DamagedFile)


_OTHERS = {
    "une image PNG": b"\x89PNG\r\n\x1a\n",
    "une image JPEG": b"\xff\xd8\xff\xe0",
    "une image GIF": b"GIF89a",
    "une archive": b"PK\x03\x04",
    "un vieux document": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "du RTF": b"{\\rtf1 x}",
    "un programme": b"MZ\x90\0",
    "un autre programme": b"\x7fELF",
    "un script": b"#!/bin/sh\nrm x\n",
    "du texte": "Élodie".encode("latin-1"),
    "un octet": b"x",
    "un octet nul": b"\0",
    "rien": b"",
    "des espaces": b" \n\t",
    "une marque d’ordre": b"\xef\xbb\xbf",
    "un mégaoctet de hasard": bytes(range(1, 251)) * 4_000,
}


def cases() -> Iterator[Case]:
    for family in (structures, page_trees, swellings, locks, attachments, polyglots):
        yield from family()
