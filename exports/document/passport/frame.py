"""What every document ends with, and what stands at the foot of its pages."""

from exports.document.layout.pages import Drawn, draw_pages
from exports.document.layout.words import Words
from exports.document.layout.writing import Writing
from passeport.domain.passport import Passport
from passeport.language.describe import shortened

_FOOT_NAME = 60
"""Characters of a name at the foot of a page."""
_MOST_CODES = 12


def finished(writing: Writing, foot: str) -> Drawn:
    """Return the pages of a story, with a word on the letters that no font has; `foot` stands on every page."""
    words = writing.words
    missing = sorted({letter for block in writing.story for letter in block.missing})
    if missing:
        codes = ", ".join(f"U+{ord(letter):04X}" for letter in missing[:_MOST_CODES])
        codes += "…" if len(missing) > _MOST_CODES else ""
        writing.line(words.say("missing_letters", count=len(missing), codes=codes), style=writing.theme.small)
    return draw_pages(
        writing.story,
        writing.document,
        writing.theme,
        foot=lambda page, total: f"{foot} · {words.text('page', page=page, total=total)}",
        language=words.language,
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
