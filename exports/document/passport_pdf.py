"""The passport as a document: read by people on paper and on screen, and by Europass tools from what it carries."""

import datetime as dt

from reportlab.platypus import Flowable

from exports.document.archive import About, Attachment, archived
from exports.document.masthead import HandOver, Masthead
from exports.document.pages import draw_pages
from exports.document.sections import write_profile
from exports.document.tagging import Node
from exports.document.timeline import write_parcours
from exports.document.writing import Writing
from passeport.domain.passport import Passport
from passeport.language.typography import typeset

_NO_MOMENT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
"""Stands for the moment of a document that no point d'accueil issued: the same file gives the same bytes."""


def write_pdf(passport: Passport, xml: bytes, envelope: bytes) -> bytes:
    """Return the A4 document with `attachment.xml` (Candidate) first and `passeport.json` inside.

    Conforms to PDF/A-3a and PDF/UA-1; the same passport gives the same bytes.
    """
    issue = passport.issue
    title = typeset(f"Passeport d’orientation et de compétences – {passport.identity.full_name}")
    number = f"Passeport n° {issue.number} · " if issue is not None else ""
    data, structure = draw_pages(lambda node: _story(passport, node), f"{number}{passport.identity.full_name}", title)
    author = issue.issuer.name if issue is not None else passport.identity.full_name
    return archived(
        data,
        structure,
        (
            Attachment("attachment.xml", xml, "text/xml", "Données Europass de ce passeport", "Data"),
            Attachment("passeport.json", envelope, "application/json", "Passeport complet et signé", "Source"),
        ),
        About(title, author, issue.issued_at if issue is not None else _NO_MOMENT),
    )


def _story(passport: Passport, document: Node) -> list[Flowable]:
    writing = Writing(document)
    writing.add(Masthead(passport, document))
    if passport.issue is not None:
        writing.add(HandOver(passport.issue, document))
    write_profile(writing, passport)
    write_parcours(writing, passport)
    return writing.story
