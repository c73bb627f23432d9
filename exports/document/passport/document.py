"""The passport as a document: read by people on paper and on screen, and by Europass tools from what it carries."""

import datetime as dt
import hashlib

from exports.document.archive import About, Attachment, archived
from exports.document.layout import theme as themes
from exports.document.layout.pages import Drawn, draw_pages
from exports.document.layout.theme import Theme
from exports.document.layout.words import Words
from exports.document.layout.writing import Writing
from exports.document.passport.hand_over import write_hand_over
from exports.document.passport.head import write_head
from exports.document.passport.sections import write_profile
from exports.document.passport.sharing import write_doors, write_sharing
from exports.document.passport.timeline import write_parcours
from passeport.domain.passport import Passport
from passeport.language.describe import shortened

_FOOT_NAME = 60
"""Characters of a name at the foot of a page."""
_NO_MOMENT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
"""Stands for the moment of a document that no point d'accueil issued: the same file gives the same bytes."""


def write_pdf(passport: Passport, xml: bytes, envelope: bytes, theme: Theme = themes.USUAL) -> bytes:
    """Return the A4 document with `attachment.xml` (Candidate) first and `passeport.json` inside.

    Conforms to PDF/A-3a and PDF/UA-1; the same passport gives the same bytes.
    """
    words = Words(passport.language)
    drawn = drawn_passport(passport, hashlib.sha256(envelope).hexdigest(), theme, words)
    return sealed_passport(passport, drawn, xml, envelope, words)


def drawn_passport(passport: Passport, fingerprint: str, theme: Theme, words: Words) -> Drawn:
    """Return the pages; `fingerprint` is the SHA-256 of the data that the document carries."""
    writing = Writing(theme, words)
    write_head(writing, words.text("title"), passport.identity, passport.profile.photo)
    if passport.issue is not None:
        write_hand_over(writing, passport.issue, fingerprint)
    write_profile(writing, passport)
    write_parcours(writing, passport)
    write_doors(writing, passport)
    write_sharing(writing, passport)
    return finished(writing, title_of(passport, words), foot_of(passport, words))


def finished(writing: Writing, title: str, foot: str) -> Drawn:
    """Return the pages of a story, with a word on the letters that no font has; `foot` stands on every page."""
    words = writing.words
    missing = sorted({letter for block in writing.story for letter in block.missing})
    if missing:
        codes = ", ".join(f"U+{ord(letter):04X}" for letter in missing[:12]) + ("…" if len(missing) > 12 else "")  # noqa: PLR2004
        writing.line(words.say("missing_letters", count=len(missing), codes=codes), style=writing.theme.small)
    return draw_pages(
        writing.story,
        writing.document,
        writing.theme,
        foot=lambda page, total: f"{foot} · {words.text('page', page=page, total=total)}",
        title=title,
        language=words.language,
    )


def sealed_passport(passport: Passport, drawn: Drawn, xml: bytes, envelope: bytes, words: Words) -> bytes:
    """Return the pages as an archive that carries the passport's data."""
    issue = passport.issue
    author = issue.issuer.name if issue is not None else passport.identity.full_name
    return archived(
        drawn.data,
        drawn.structure,
        (
            Attachment("attachment.xml", xml, "text/xml", words.text("europass_file"), "Data"),
            Attachment("passeport.json", envelope, "application/json", words.text("passport_file"), "Source"),
        ),
        About(title_of(passport, words), author, issue.issued_at if issue is not None else _NO_MOMENT, words.language),
    )


def title_of(passport: Passport, words: Words) -> str:
    """Return the title of the document, shown by the reader's window."""
    return f"{words.text('title')} – {passport.identity.full_name}"


def foot_of(passport: Passport, words: Words) -> str:
    """Return what stands at the foot of every page before its number: which passport, of whom, from whom, when."""
    issue = passport.issue
    name = shortened(passport.identity.full_name, _FOOT_NAME)
    if issue is None:
        return name
    day = words.day(issue.issued_at.date())
    number = words.text("number", number=issue.number)
    return " · ".join((number, name, shortened(issue.issuer.name, _FOOT_NAME), day))
