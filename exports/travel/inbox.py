"""The inbox: reads any incoming file by what it holds, never by its name, and trusts none (R22).

`understand` is a plain function from bytes to a frozen model, which the application calls behind the fence
(`exports.travel.fence`): nothing from outside is parsed in its own process.
"""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree
from pydantic import ValidationError

from exports.europass.candidate_reader import read_candidate
from exports.europass.fields import picture_from
from exports.europass.learnerinfo_reader import read_learnerinfo
from exports.europass.parsing import DocumentKind, kind_of, parse
from exports.europass.skillspassport_reader import read_skillspassport
from exports.travel.bounds import LARGEST_FILE
from exports.travel.envelope import FORMAT, VERSION, OpenedEnvelope, read_envelope
from exports.travel.envelope_report import report_of
from exports.travel.incoming_file import bytes_of, shown_name
from exports.travel.pdf_attachments import EmbeddedFile, embedded_files
from passeport.domain.errors import (
    DamagedFile,
    FileTooLarge,
    ImpossibleDate,
    InputRefused,
    NewerFormat,
    NotAPassport,
    SocialSecurityNumberRefused,
)
from passeport.domain.reading import Fate, IncomingPassport, ReadingEntry, ReadingReport, SignatureState
from passeport.services.ports import Progress

_READERS = {
    DocumentKind.CANDIDATE: read_candidate,
    DocumentKind.SKILLSPASSPORT: read_skillspassport,
    DocumentKind.LEARNERINFO: read_learnerinfo,
}
"""The reader of each generation, the most recent first: a PDF that holds several is read in this order."""

_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_PHOTO = "passport.profile.photo."
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


class Inbox:
    """Port `PassportReader` in the process that asks: for files that are known, and to compare with the fence."""

    def prepare(self) -> None:
        """Nothing is needed."""

    def read(self, path: Path, progress: Progress | None = None, passphrase: str = "") -> IncomingPassport:
        """Return what the file says, opened by `passphrase` where it is closed.

        A signature that holds is reported as UNKNOWN_STATION.

        Raises:
            FileNotFound, FileTooLarge, NotAPassport, DamagedFile, DangerousFile, NewerFormat, ImpossibleDate.
            ClosedFile: when it takes a passphrase, or another one.
            SocialSecurityNumberRefused: when what a passport cannot do without holds one.
        """
        if progress is not None:
            progress(0, 1)
        return understand(bytes_of(path), shown_name(path.name), passphrase)


def understand(data: bytes, name: str, passphrase: str = "") -> IncomingPassport:
    """Return what the bytes of a file called `name` say; same errors as `Inbox.read`."""
    if len(data) > LARGEST_FILE:
        raise FileTooLarge(size=len(data), limit=LARGEST_FILE)
    if _is_json(data):
        incoming = _from_envelope(read_envelope(data, name))
    elif _is_xml(data):
        root = parse(data, name)
        incoming = _from_xml(root, kind_of(root, name), name)
    elif b"%PDF-" in data[:_PDF_WITHIN]:
        incoming = _read_pdf(data, name, passphrase)
    else:
        raise NotAPassport(path=name, found=_what_else(data))
    return incoming.evolve(file_name=name, file_digest=hashlib.sha256(data).hexdigest())


def _first_sign(data: bytes) -> bytes:
    """Return the first character of a text file as one byte, in UTF-8 or UTF-16."""
    for mark in _BYTE_ORDER_MARKS:
        data = data.removeprefix(mark)
    return data[:_PDF_WITHIN].lstrip(b" \t\r\n\x00")[:1]


def _is_json(data: bytes) -> bool:
    return _first_sign(data) == b"{" and not data.startswith(b"{\\rtf")


def _is_xml(data: bytes) -> bool:
    return _first_sign(data) == b"<" and not _is_html(data)


def _is_html(data: bytes) -> bool:
    return data.removeprefix(_BYTE_ORDER_MARKS[0]).lstrip()[:20].lower().startswith((b"<!doctype html", b"<html"))


def _what_else(data: bytes) -> str:
    if not data.strip():
        return "fichier vide"
    if _is_html(data):
        return "page HTML"
    return next((found for start, found in _KNOWN_OTHERS.items() if data.startswith(start)), "contenu inconnu")


def _from_envelope(opened: OpenedEnvelope) -> IncomingPassport:
    passport = opened.passport
    report = report_of(passport, f"{FORMAT} {VERSION}", opened.refused)
    photo = passport.profile.photo
    picture = picture_from(photo.data) if photo is not None else None
    if picture != photo:  # bytes that are no image, or not of the type they are said to be
        passport = passport.evolve(profile=passport.profile.evolve(photo=picture))
    if photo is not None and picture is None:
        report = report.evolve(entries=tuple(_without_photo(entry) for entry in report.entries))
    return IncomingPassport(
        passport=passport, report=report, signature=opened.signature, station_key=opened.station_key
    )


def _without_photo(entry: ReadingEntry) -> ReadingEntry:
    if not entry.path.startswith(_PHOTO):
        return entry
    return entry.evolve(fate=Fate.NOT_UNDERSTOOD, went_to="")


def _from_xml(root: etree._Element, kind: DocumentKind, name: str) -> IncomingPassport:
    try:
        passport, report = _READERS[kind](root)
    except InputRefused as refused:
        if isinstance(refused, NotAPassport) and not refused.parameters.get("path"):
            raise NotAPassport(path=name, found=refused.parameters["found"]) from None
        raise
    except ValidationError:  # a document that fits no field: no reader should get here, and the person gets an answer
        raise DamagedFile(path=name, detail=f"XML, {kind.value}") from None
    return IncomingPassport(passport=passport, report=report)


# PDF ------------------------------------------------------------------------------------------------------------


@dataclass
class _Contents:
    """What the files inside a PDF turned out to be."""

    envelopes: list[tuple[str, OpenedEnvelope]] = field(default_factory=list)
    documents: list[tuple[str, DocumentKind, etree._Element]] = field(default_factory=list)
    others: list[tuple[str, str]] = field(default_factory=list)
    """Name, and why nothing was made of it."""
    refusal: InputRefused | None = None
    """Why the first document that looked like one could not be read."""

    def sort_in(self, file: EmbeddedFile) -> None:
        if file.data is None:
            self.others.append((file.name, "compression inconnue"))
            return
        try:
            if _is_json(file.data):
                self.envelopes.append((file.name, read_envelope(file.data, file.name)))
            elif _is_xml(file.data):
                root = parse(file.data, file.name)  # a dangerous one condemns the whole PDF
                self.documents.append((file.name, kind_of(root, file.name), root))
            else:
                self.others.append((file.name, _what_else(file.data)))
        except NotAPassport as other:
            self.others.append((file.name, str(other.parameters["found"])))
        except (DamagedFile, NewerFormat, ImpossibleDate, SocialSecurityNumberRefused) as refused:
            self.refusal = self.refusal or refused
            self.others.append((file.name, _reason(refused)))


def _reason(refused: InputRefused) -> str:
    if isinstance(refused, NewerFormat):
        return f"écrit par une version plus récente (format {refused.parameters['found']})"
    if isinstance(refused, ImpossibleDate):
        return f"date impossible ({refused.parameters['value']})"
    if isinstance(refused, SocialSecurityNumberRefused):
        return "numéro de sécurité sociale"
    return f"abîmé ({refused.parameters['detail']})"


def _read_pdf(data: bytes, name: str, passphrase: str) -> IncomingPassport:
    """Read the envelope when its signature holds, or when it has none; else the most recent Europass document.

    A broken envelope is read last, and alone: it is then for the conseiller to judge.
    """
    contents = _Contents()
    for file in embedded_files(data, name, passphrase):
        contents.sort_in(file)
    contents.documents.sort(key=lambda document: list(_READERS).index(document[1]))
    sound = [found for found in contents.envelopes if found[1].signature is not SignatureState.BROKEN]
    sound.sort(key=lambda found: found[1].signature is SignatureState.ABSENT)  # a signed one first
    broken = [found for found in contents.envelopes if found[1].signature is SignatureState.BROKEN]
    if sound:
        taken, opened = sound[0]
        incoming = _from_envelope(opened)
    elif contents.documents:
        taken, kind, root = contents.documents[0]
        incoming = _from_xml(root, kind, name)
        if broken:
            incoming = incoming.evolve(signature=SignatureState.BROKEN)
    elif broken:
        taken, opened = broken[0]
        incoming = _from_envelope(opened)
    elif contents.refusal is not None:
        raise contents.refusal
    else:
        raise NotAPassport(path=name, found="PDF sans document Europass")
    entries = (*_said_of_each(contents, taken), *incoming.report.entries)
    return incoming.evolve(report=ReadingReport(file_format=f"pdf, {incoming.report.file_format}", entries=entries))


def _said_of_each(contents: _Contents, taken: str) -> list[ReadingEntry]:
    """Say of each file inside the PDF whether it was read, passed over for another, or not understood."""
    entries = [_entry(taken, "lu", Fate.UNDERSTOOD, "passport")]
    for name, opened in contents.envelopes:
        if name != taken:
            broken = opened.signature is SignatureState.BROKEN
            why = "signature invalide : contenu modifié" if broken else "non lu : une autre enveloppe l’a été"
            entries.append(_entry(name, why, Fate.NOT_UNDERSTOOD))
    enveloped = any(name == taken for name, _ in contents.envelopes)
    for name, kind, _ in contents.documents:
        if name != taken:
            # the envelope says all that the Europass document beside it says; two documents may differ
            fate = Fate.TECHNICAL if enveloped else Fate.NOT_UNDERSTOOD
            entries.append(_entry(name, f"document Europass ({kind.value}) non lu : {taken} l’a été", fate))
    entries += [_entry(name, why, Fate.NOT_UNDERSTOOD) for name, why in contents.others]
    return entries


def _entry(name: str, value: str, fate: Fate, went_to: str = "") -> ReadingEntry:
    return ReadingEntry(path=f"PDF/{name or 'sans nom'}", value=value, fate=fate, went_to=went_to)
