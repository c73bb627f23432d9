"""The passport as a document: read by people on paper and on screen, and by Europass tools from what it carries."""

import datetime as dt
import hashlib
from enum import StrEnum

from exports.document.archive import About, Attachment, archived
from exports.document.layout import theme as themes
from exports.document.layout.pages import Drawn
from exports.document.layout.pictures import emblem
from exports.document.layout.theme import Theme
from exports.document.layout.words import Words
from exports.document.layout.writing import Writing
from exports.document.passport.frame import finished, foot_of, title_of
from exports.document.passport.hand_over import write_hand_over
from exports.document.passport.head import write_head
from exports.document.passport.plain import drawn_plainly
from exports.document.passport.sections import write_profile
from exports.document.passport.sharing import write_doors, write_sharing
from exports.document.passport.timeline import write_parcours
from passeport.domain.passport import Passport
from passeport.services.document_ports import WrittenDocument
from passeport.services.file_ports import FileFormat

_NO_MOMENT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
"""Stands for the moment of a document that no point d'accueil issued: the same file gives the same bytes."""


class Presentation(StrEnum):
    """How the same passport is presented."""

    USUAL = "USUAL"
    LARGE = "LARGE"
    """In large print."""
    PLAIN = "PLAIN"
    """In plain language (FALC), in the languages that have its sentences."""


PRESENTATIONS = {
    FileFormat.PDF: Presentation.USUAL,
    FileFormat.PDF_LARGE: Presentation.LARGE,
    FileFormat.PDF_PLAIN: Presentation.PLAIN,
}
"""How each form of PDF in which a passport leaves presents it."""


def write_pdf(
    passport: Passport, xml: bytes, envelope: bytes, presentation: Presentation = Presentation.USUAL
) -> bytes:
    """Return the A4 document with `attachment.xml` (Candidate) first and `passeport.json` inside.

    Conforms to PDF/A-3a and PDF/UA-1; the same passport gives the same bytes.
    """
    return laid_out(passport, xml, envelope, presentation).data


def laid_out(passport: Passport, xml: bytes, envelope: bytes, presentation: Presentation) -> WrittenDocument:
    """Return the same, with what is not on its pages: letters that no font has, a photograph that cannot be read."""
    words = Words(passport.language)
    fingerprint = hashlib.sha256(envelope).hexdigest() if envelope else ""
    match presentation:
        case Presentation.USUAL:
            drawn = drawn_passport(passport, fingerprint, themes.USUAL, words)
        case Presentation.LARGE:
            drawn = drawn_passport(passport, fingerprint, themes.LARGE, words)
        case Presentation.PLAIN:
            drawn = drawn_plainly(passport, fingerprint, words)
    photo = passport.profile.photo
    return WrittenDocument(
        sealed_passport(passport, drawn, xml, envelope, words),
        drawn.missing,
        photo_left_out=photo is not None and all(picture == emblem() for picture in drawn.sheets.pictures),
    )


def drawn_passport(passport: Passport, fingerprint: str, theme: Theme, words: Words) -> Drawn:
    """Return the pages; `fingerprint` is the SHA-256 of the data inside, empty for a preview."""
    writing = Writing(theme, words)
    write_head(writing, words.text("title"), passport.identity, passport.profile.photo)
    if passport.issue is not None:
        write_hand_over(writing, passport.issue, fingerprint)
    write_profile(writing, passport)
    write_parcours(writing, passport)
    write_doors(writing, passport)
    write_sharing(writing, passport)
    return finished(writing, foot_of(passport, words))


def sealed_passport(passport: Passport, drawn: Drawn, xml: bytes, envelope: bytes, words: Words) -> bytes:
    """Return the pages as an archive that carries the passport's data."""
    issue = passport.issue
    author = issue.issuer.name if issue is not None else passport.identity.full_name
    return archived(
        drawn.sheets,
        drawn.structure,
        (
            Attachment("attachment.xml", xml, "text/xml", words.text("europass_file"), "Data"),
            Attachment("passeport.json", envelope, "application/json", words.text("passport_file"), "Source"),
        ),
        About(title_of(passport, words), author, issue.issued_at if issue is not None else _NO_MOMENT, words.tag),
    )
