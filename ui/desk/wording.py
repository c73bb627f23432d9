"""A person's line in the list, in words."""

import datetime as dt
import re

from passeport.domain.beneficiary import DossierSummary
from passeport.domain.listing import NoteFound
from passeport.domain.normalise import words_of
from passeport.domain.partial_date import PartialDate
from passeport.domain.vocabulary import vocabulary
from passeport.language import dates
from passeport.language.catalogue import tr
from passeport.language.labels import label
from passeport.language.numbers import counted
from passeport.language.typography import typeset

_WORD = re.compile(r"[^\W_]+")


def born(summary: DossierSummary, today: dt.date) -> str:
    """Return `12/03/1999 · 27 ans`, or what is known of it."""
    if not summary.birth_date:
        return tr("date de naissance inconnue")
    birth = PartialDate.parse(summary.birth_date)
    if birth.full is None:
        return dates.partial_date(birth)
    age = dates.age_on(birth, today)
    return f"{dates.short_date(birth.full)} · {counted(age or 0, 'an', 'ans')}"


def place(summary: DossierSummary) -> str:
    """Return the name of the commune."""
    known = summary.commune in vocabulary("communes")
    return label("communes", summary.commune) if known else summary.commune


def state(summary: DossierSummary) -> str:
    """Return the situation and the place: `Demandeur d’emploi inscrit · Melun`."""
    situation = label("situations", summary.situation) if summary.situation else ""
    return typeset(" · ".join(part for part in (situation, place(summary)) if part))


def contact(summary: DossierSummary, today: dt.date) -> tuple[str, str]:
    """Return what comes next, and what was last: two short lines, either may be empty."""
    coming = tr("Prochaine étape : {day}").format(day=near(summary.next_step, today)) if summary.next_step else ""
    last = tr("Dernier contact : {day}").format(day=near(summary.last_contact, today)) if summary.last_contact else ""
    return typeset(coming), typeset(last)


def near(day: dt.date, today: dt.date) -> str:
    """Return a day as one says it when it is near: `aujourd’hui`, `demain`, `hier`, else `12/10/2026`."""
    words = {-1: tr("hier"), 0: tr("aujourd’hui"), 1: tr("demain")}
    return words.get((day - today).days) or dates.short_date(day)


def in_words(summary: DossierSummary, today: dt.date) -> str:
    """Return the whole line, as it is read aloud."""
    parts = (
        f"{summary.given_names} {summary.family_name}",
        born(summary, today),
        state(summary),
        *contact(summary, today),
        tr("a reçu un passeport") if summary.has_received else "",
    )
    return ", ".join(part for part in parts if part)


def excerpt(words: str, typed: str, before: int = 16, after: int = 68) -> str:
    """Return what stands about the first word of a note that was looked for: `… une boulangerie à Melun…`."""
    line = " ".join(words.split())
    wanted = words_of(typed)
    places = (one for one in _WORD.finditer(line) if any(part.startswith(tuple(wanted)) for part in words_of(one[0])))
    at = next((one.start() for one in places), 0)
    begin = line.rfind(" ", 0, at - before) + 1 if at > before else 0
    end = line.find(" ", at + after)
    return f"{'…' if begin else ''}{line[begin : end if end > 0 else None]}{'…' if end > 0 else ''}"


def noted(note: NoteFound, typed: str) -> str:
    """Return why a person answers whose name was not typed: `Note : « …dans une boulangerie à Melun… »`."""
    return typeset(tr("Note : « {excerpt} »").format(excerpt=excerpt(note.text, typed)))


def whole_note(note: NoteFound) -> str:
    """Return a note with its day and who wrote it."""
    words = tr("Note du {day}, {author} : « {text} »")
    return typeset(words.format(day=dates.short_date(note.day), author=note.author, text=note.text))


def people_counted(count: int) -> str:
    """Return `1 personne`, `12 345 personnes`."""
    return counted(count, "personne", "personnes")
