"""The files inside a PDF, unpacked within bounds (R22): nothing of the document itself is shown or run."""

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf.exceptions import PikepdfError
from pikepdf.settings import set_qpdf_limits

from exports.travel.bounds import LARGEST_FILE, LARGEST_TOTAL, MOST_ATTACHMENTS, MOST_MENTIONS, MOST_PAGES
from passeport.domain.errors import ClosedFile, DamagedFile, DangerousFile
from passeport.domain.social_security_number import contains_social_security_number
from passeport.domain.text import visible

_LONGEST_NAME = 200

# what qpdf itself unpacks to find its way (object and cross-reference streams) is bounded too, in the whole process
set_qpdf_limits(flate_max_memory=LARGEST_FILE, run_length_max_memory=LARGEST_FILE, png_max_memory=LARGEST_FILE)


@dataclass(frozen=True)
class EmbeddedFile:
    """A file found inside a PDF: as an attachment of the document, or pinned on a page (Europass V2 does that)."""

    name: str
    data: bytes | None
    """None when it is packed in a way that no Europass tool uses: it was left unopened."""


def embedded_files(data: bytes, name: str, passphrase: str = "") -> tuple[EmbeddedFile, ...]:
    """Return the files inside the PDF `data`, those of the document first; `name` is the PDF's, for the message.

    `passphrase` opens it, where it is closed.

    Raises:
        DamagedFile: when the PDF is truncated or malformed.
        ClosedFile: when `passphrase` does not open it.
        DangerousFile: when it holds more pages, files or bytes than an honest passport.
    """
    try:
        # without recovery: half of a passport, patched up, would look like a whole one
        with pikepdf.open(io.BytesIO(data), password=passphrase, attempt_recovery=False, suppress_warnings=True) as pdf:
            if len(pdf.pages) > MOST_PAGES:
                raise DangerousFile(path=name, detail=f"plus de {MOST_PAGES} pages")
            return _unpacked(pdf, name)
    except pikepdf.PasswordError:
        raise ClosedFile(path=name, tried=int(bool(passphrase))) from None
    except (PikepdfError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        # what pikepdf raises when an object is not of the type that the standard says
        raise DamagedFile(path=name, detail="PDF") from None


def _unpacked(pdf: pikepdf.Pdf, name: str) -> tuple[EmbeddedFile, ...]:
    found: list[EmbeddedFile] = []
    seen: set[tuple[int, int]] = set()
    total = 0
    for number, (said, specification) in enumerate(_specifications(pdf)):
        if number == MOST_MENTIONS:
            raise DangerousFile(path=name, detail=f"plus de {MOST_MENTIONS} annotations ou pièces jointes")
        stream = _stream_of(specification)
        if stream is None or stream.objgen in seen:
            continue
        seen.add(stream.objgen)
        if len(seen) > MOST_ATTACHMENTS:
            raise DangerousFile(path=name, detail=f"plus de {MOST_ATTACHMENTS} pièces jointes")
        content = _content(stream, name)
        total += len(content or b"")
        if total > LARGEST_TOTAL:
            raise DangerousFile(path=name, detail="pièces jointes hors limites")
        found.append(EmbeddedFile(_shown(_name_of(specification) or said), content))
    return tuple(found)


def _specifications(pdf: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Object | None]]:
    """Go through the file specifications: of the name tree, of `/AF`, of each annotation, which may have none."""
    names = pdf.Root.get("/Names")
    tree = names.get("/EmbeddedFiles") if isinstance(names, pikepdf.Dictionary) else None
    if isinstance(tree, pikepdf.Dictionary):
        for key, specification in pikepdf.NameTree(tree).items():
            yield str(key), specification
    for specification in _listed(pdf.Root.get("/AF")):
        yield "", specification
    for page in pdf.pages:
        for annotation in _listed(page.obj.get("/Annots")):
            pinned = isinstance(annotation, pikepdf.Dictionary) and annotation.get("/Subtype") == "/FileAttachment"
            yield "", annotation.get("/FS") if pinned else None


def _listed(value: pikepdf.Object | None) -> Iterator[pikepdf.Object]:
    if isinstance(value, pikepdf.Array):
        yield from value


def _stream_of(specification: pikepdf.Object | None) -> pikepdf.Stream | None:
    if not isinstance(specification, pikepdf.Dictionary):
        return None
    files = specification.get("/EF")
    if not isinstance(files, pikepdf.Dictionary):
        return None
    for key in ("/UF", "/F"):
        stream = files.get(key)
        if isinstance(stream, pikepdf.Stream):
            return stream
    return None


def _name_of(specification: pikepdf.Object | None) -> str:
    if not isinstance(specification, pikepdf.Dictionary):
        return ""
    for key in ("/UF", "/F"):
        value = specification.get(key)
        if isinstance(value, pikepdf.String):
            return str(value)
    return ""


def _shown(name: str) -> str:
    """Return the name of a file as it may be shown; it is never used as a path, and holds nothing private (R01)."""
    if contains_social_security_number(name):
        return "nom retiré"
    return " ".join(visible(name).split())[:_LONGEST_NAME]


def _content(stream: pikepdf.Stream, name: str) -> bytes | None:
    """Return the bytes of a stream, never more than the bound; None for a packing other than plain or Flate."""
    packing = stream.get("/Filter")
    if isinstance(packing, pikepdf.Array) and len(packing) == 1:
        packing = packing[0]
    packed = stream.read_raw_bytes()
    if not packed or packing is None or (isinstance(packing, pikepdf.Array) and len(packing) == 0):
        content = packed
    elif packing == "/FlateDecode" and stream.get("/DecodeParms") is None:
        unpacker = zlib.decompressobj()
        try:
            content = unpacker.decompress(packed, LARGEST_FILE + 1)
        except zlib.error:
            return None
        if not unpacker.eof and len(content) <= LARGEST_FILE:
            return None  # cut short: a part would look like the whole
    else:
        return None
    if len(content) > LARGEST_FILE:
        raise DangerousFile(path=name, detail="pièce jointe hors limites")
    return content
