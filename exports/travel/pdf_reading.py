"""A passport inside a PDF: which of its files is taken, and what is told of the others."""

from dataclasses import dataclass, field

from exports.europass.parsing import kind_of, parse
from exports.travel.beside import FoundDocument, Taken, said_besides
from exports.travel.envelope import OpenedEnvelope, read_envelope
from exports.travel.kinds_of_file import is_json, is_xml, what_else
from exports.travel.pdf_attachments import EmbeddedFile, embedded_files
from exports.travel.readings import READERS, of_document, of_envelope
from passeport.domain.errors import (
    DamagedFile,
    ImpossibleDate,
    InputRefused,
    NewerFormat,
    NotAPassport,
    SocialSecurityNumberRefused,
)
from passeport.domain.reading import Fate, IncomingPassport, ReadingEntry, ReadingReport, SignatureState

_MOST_COMPARED = 10
"""Documents that are read to be compared with the one that is taken; an honest PDF has one or two."""


@dataclass
class _Contents:
    """What the files inside a PDF turned out to be."""

    envelopes: list[tuple[str, OpenedEnvelope]] = field(default_factory=list)
    documents: list[FoundDocument] = field(default_factory=list)
    others: list[tuple[str, str]] = field(default_factory=list)
    """Name, and why nothing was made of it."""
    refusal: InputRefused | None = None
    """Why the first document that looked like one could not be read."""

    def sort_in(self, file: EmbeddedFile) -> None:
        if file.data is None:
            self.others.append((file.name, "compression inconnue"))
            return
        try:
            if is_json(file.data):
                self.envelopes.append((file.name, read_envelope(file.data, file.name)))
            elif is_xml(file.data):
                root = parse(file.data, file.name)  # a dangerous one condemns the whole PDF
                self.documents.append(FoundDocument(file.name, kind_of(root, file.name), file.data, root))
            else:
                self.others.append((file.name, what_else(file.data)))
        except (DamagedFile, NewerFormat, NotAPassport, ImpossibleDate, SocialSecurityNumberRefused) as refused:
            self.pass_over(file.name, refused)

    def pass_over(self, name: str, refused: InputRefused) -> None:
        """Note why nothing was made of a file."""
        if not isinstance(refused, NotAPassport):
            self.refusal = self.refusal or refused
        self.others.append((name, _reason(refused)))


def _reason(refused: InputRefused) -> str:
    match refused:
        case NotAPassport():
            return str(refused.parameters["found"])
        case NewerFormat():
            return f"écrit par une version plus récente (format {refused.parameters['found']})"
        case ImpossibleDate():
            return f"date impossible ({refused.parameters['value']})"
        case SocialSecurityNumberRefused():
            return "numéro de sécurité sociale"
        case _:
            return f"abîmé ({refused.parameters['detail']})"


def read_pdf(data: bytes, name: str, passphrase: str) -> IncomingPassport:
    """Read the envelope when its signature holds, or when it has none; else the most recent Europass document.

    A document that cannot be read leaves its place to the next. A broken envelope is read last, and alone: it is then
    for the conseiller to judge.

    Raises:
        ClosedFile, DangerousFile: when the PDF itself is not to be opened.
        NotAPassport: when no file inside is one.
        DamagedFile, NewerFormat, ImpossibleDate, SocialSecurityNumberRefused: when those that are cannot be read.
    """
    contents = _Contents()
    for file in embedded_files(data, name, passphrase):
        contents.sort_in(file)
    contents.documents.sort(key=lambda document: list(READERS).index(document.kind))
    contents.envelopes.sort(key=lambda found: _ORDER.index(found[1].signature))
    taken, document, incoming = _taken(contents, name)
    said = _said_of_each(contents, taken, Taken(incoming.passport, document))
    report = ReadingReport(file_format=f"pdf, {incoming.report.file_format}", entries=(*said, *incoming.report.entries))
    return incoming.evolve(report=report)


_ORDER = [SignatureState.UNKNOWN_STATION, SignatureState.ABSENT, SignatureState.BROKEN]
"""A signed envelope first; whether its station is known is not said here."""


def _taken(contents: _Contents, name: str) -> tuple[str, FoundDocument | None, IncomingPassport]:
    """Return the name of the file that is taken, the document when it is one, and what it says."""
    if contents.envelopes and contents.envelopes[0][1].signature is not SignatureState.BROKEN:
        taken, opened = contents.envelopes[0]
        return taken, None, of_envelope(opened)
    for document in tuple(contents.documents):
        try:
            incoming = of_document(document.root, document.kind, name)
        except (DamagedFile, NotAPassport, ImpossibleDate, SocialSecurityNumberRefused) as refused:
            contents.documents.remove(document)
            contents.pass_over(document.name, refused)
            continue
        if contents.envelopes:  # none that holds
            incoming = incoming.evolve(signature=SignatureState.BROKEN)
        return document.name, document, incoming
    if contents.envelopes:
        taken, opened = contents.envelopes[0]
        return taken, None, of_envelope(opened)
    raise contents.refusal or NotAPassport(path=name, found="PDF sans document Europass")


def _said_of_each(contents: _Contents, taken: str, beside: Taken) -> list[ReadingEntry]:
    """Say of each file inside the PDF whether it was read, says the same, says more, or was not understood."""
    entries = [_entry(taken, "lu", Fate.UNDERSTOOD, "passport")]
    for name, opened in contents.envelopes:
        if name != taken:
            broken = opened.signature is SignatureState.BROKEN
            why = "signature invalide : contenu modifié" if broken else "non lu : une autre enveloppe l’a été"
            entries.append(_entry(name, why, Fate.NOT_UNDERSTOOD))
    others = [document for document in contents.documents if document is not beside.document]
    too_many = (document.name for document in others[_MOST_COMPARED:])
    entries += [_entry(name, "non lu : le PDF en contient trop", Fate.NOT_UNDERSTOOD) for name in too_many]
    for document in others[:_MOST_COMPARED]:
        try:
            besides = said_besides(document, beside)
        except (DamagedFile, NotAPassport, ImpossibleDate, SocialSecurityNumberRefused) as refused:
            contents.pass_over(document.name, refused)
            continue
        why = f"document Europass ({document.kind.value}) "
        why += f"qui dit autre chose que {taken}, seul repris" if besides else f"qui ne dit rien de plus que {taken}"
        entries.append(_entry(document.name, why, Fate.NOT_UNDERSTOOD if besides else Fate.TECHNICAL))
        entries += besides
    entries += [_entry(name, why, Fate.NOT_UNDERSTOOD) for name, why in contents.others]
    return entries


def _entry(name: str, value: str, fate: Fate, went_to: str = "") -> ReadingEntry:
    return ReadingEntry(path=f"PDF/{name or 'sans nom'}", value=value, fate=fate, went_to=went_to)
