"""The lines of « À faire » and of the agenda, in words."""

import datetime as dt

from babel.dates import format_date

from passeport.domain.agenda import DAY_UNKNOWN, AgendaEntry, DueItem, DueKind
from passeport.domain.parcours import StepStatus
from passeport.domain.vocabulary import label, vocabulary
from passeport.language import dates
from passeport.language.typography import typeset

_WEEK = 7
_DONE = {
    DueKind.ACTION: "Action réalisée.",
    DueKind.UNDATED: "Action réalisée.",
    DueKind.GOAL: "Objectif atteint.",
    DueKind.STEP: "Étape honorée.",
    DueKind.RETURN: "Retour lu.",
}
_OFFERS = {
    DueKind.ACTION: "Fait",
    DueKind.UNDATED: "Fait",
    DueKind.GOAL: "Atteint",
    DueKind.STEP: "Honorée",
    DueKind.PREPARED: "Ouvrir",
    DueKind.REFERRAL: "Relancé",
    DueKind.RETURN: "Lu",
    DueKind.REQUEST: "Répondre",
    DueKind.RETENTION: "Ouvrir",
    DueKind.DRAFT: "Reprendre",
}


def title(line: DueItem) -> str:
    """Return what is to be done: `Écrire le CV`, `Entretien individuel`, `Orientation vers Cité d’Essai : acceptée`."""
    if line.kind in (DueKind.STEP, DueKind.DRAFT):
        return typeset(label("step_types", line.words)) if line.words in vocabulary("step_types") else "Étape"
    if line.kind is DueKind.GOAL and line.words in vocabulary("objectives"):
        return typeset(label("objectives", line.words))
    if line.kind in (DueKind.PREPARED, DueKind.REFERRAL, DueKind.RETURN):
        status, _, whom = line.words.partition(" ")
        answered = f" : {label('referral_statuses', status).lower()}" if line.kind is DueKind.RETURN else ""
        return typeset(f"Orientation vers {whom}{answered}")
    if line.kind is DueKind.REQUEST:
        return typeset(label("request_kinds", line.words))
    if line.kind is DueKind.RETENTION:
        return typeset(f"Dernier contact le {dates.short_date(line.day)}")
    return typeset(line.words)


def kind(line: DueItem) -> str:
    """Return what kind of line it is."""
    if line.is_expired:
        return "Orientation sans réponse, délai passé"
    return typeset(label("due_kinds", line.kind.value))


def offer(line: DueItem) -> str:
    """Return the word of the one key that does it."""
    return "Sans réponse" if line.is_expired else _OFFERS[line.kind]


def done(line: DueItem) -> str:
    """Return what was done, in a sentence."""
    if line.kind is DueKind.REFERRAL:
        return "Orientation notée sans réponse." if line.is_expired else "Relance notée : elle reviendra dans la liste."
    return _DONE[line.kind]


def deadline(line: DueItem, today: dt.date) -> str:
    """Return by when: `en retard de 3 jours`, `aujourd’hui`, `vendredi`, `le 12/01/2027`."""
    if line.deadline == DAY_UNKNOWN:
        return "sans échéance"
    late = (today - line.deadline).days
    if line.kind is DueKind.STEP:
        return f"prévue {_on(line.day, today)}"
    if line.kind is DueKind.REFERRAL:
        since = (today - line.day).days
        return f"envoyée depuis {since} jour{'s' if since > 1 else ''}"
    if line.kind in (DueKind.RETURN, DueKind.PREPARED):
        return _on(line.day, today) if late < _WEEK else f"depuis {late} jours"
    if late > 0:
        return f"en retard de {late} jour{'s' if late > 1 else ''}"
    return f"{'fin ' if line.kind is DueKind.RETENTION else ''}{_on(line.deadline, today)}"


def aloud(line: DueItem, today: dt.date) -> str:
    """Return the whole line, as it is read aloud."""
    return ", ".join((kind(line), title(line), line.person, deadline(line, today)))


def day(value: dt.date) -> str:
    """Return `lundi 23 novembre 2026`."""
    return str(format_date(value, "EEEE d MMMM y", locale="fr"))


def day_of_month(value: dt.date) -> str:
    """Return `lundi 23 novembre`."""
    return str(format_date(value, "EEEE d MMMM", locale="fr"))


def month(value: dt.date) -> str:
    """Return `novembre 2026`."""
    return str(format_date(value, "MMMM y", locale="fr"))


def week(first: dt.date) -> str:
    """Return `Semaine du 23 au 29 novembre 2026`."""
    last = first + dt.timedelta(days=_WEEK - 1)
    start = f"{first.day}" if first.month == last.month else str(format_date(first, "d MMMM", locale="fr"))
    return f"Semaine du {start} au {format_date(last, 'd MMMM y', locale='fr')}"


def clock(entry: AgendaEntry) -> str:
    """Return `14:00`, `14:00 – 14:45`, or nothing for a whole day."""
    if entry.at is None:
        return ""
    if not entry.minutes:
        return f"{entry.at:%H:%M}"
    end = dt.datetime.combine(entry.day, entry.at) + dt.timedelta(minutes=entry.minutes)
    return f"{entry.at:%H:%M} – {end:%H:%M}"


def what(entry: AgendaEntry) -> str:
    """Return `Entretien individuel`, `Atelier : CV en une page`, `À faire : écrire le CV`."""
    if entry.kind is DueKind.STEP:
        name = label("step_types", entry.type)
        return typeset(f"{name} : {entry.words}" if entry.words else name)
    words = label("objectives", entry.words) if entry.words in vocabulary("objectives") else entry.words
    return typeset(f"{label('due_kinds', entry.kind.value)} : {words}")


def who(entry: AgendaEntry) -> str:
    """Return whom it is with."""
    return f"{entry.people} personnes" if entry.people > 1 else entry.person


def state(entry: AgendaEntry, today: dt.date) -> str:
    """Return what became of a step; nothing for one that is to come."""
    if entry.kind is not DueKind.STEP:
        return ""
    status = StepStatus(entry.status)
    if status is StepStatus.PREVUE:
        return "À préciser" if entry.until < today else ""
    return label("step_statuses", status.value)


def where(entry: AgendaEntry) -> str:
    """Return the mode and the place."""
    mode = label("modes", entry.mode) if entry.mode else ""
    return typeset(", ".join(part for part in (mode, entry.place) if part))


def entry_aloud(entry: AgendaEntry, today: dt.date) -> str:
    """Return the whole entry, as it is read aloud."""
    until = f"jusqu’au {dates.short_date(entry.until)}" if entry.until > entry.day else ""
    parts = (day(entry.day), clock(entry), what(entry), who(entry), where(entry), until, state(entry, today))
    return ", ".join(part for part in parts if part)


def _on(value: dt.date, today: dt.date) -> str:
    distance = (value - today).days
    near = {-1: "hier", 0: "aujourd’hui", 1: "demain", 2: "après-demain"}
    if distance in near:
        return near[distance]
    if 0 < distance < _WEEK:
        return str(format_date(value, "EEEE", locale="fr"))
    return f"le {dates.short_date(value)}"
