"""The lines of « À faire » and of the agenda, in words."""

import datetime as dt

from babel.dates import format_date

from passeport.domain.agenda import DAY_UNKNOWN, AgendaEntry, DueItem, DueKind
from passeport.domain.parcours import StepStatus
from passeport.domain.vocabulary import vocabulary
from passeport.language import dates
from passeport.language.catalogue import locale, marked, plural, tr
from passeport.language.labels import label
from passeport.language.typography import typeset

_WEEK = 7
_DONE = {
    DueKind.ACTION: marked("Action réalisée."),
    DueKind.UNDATED: marked("Action réalisée."),
    DueKind.GOAL: marked("Objectif atteint."),
    DueKind.STEP: marked("Étape honorée."),
    DueKind.RETURN: marked("Retour lu."),
}
_OFFERS = {
    DueKind.ACTION: marked("Fait"),
    DueKind.UNDATED: marked("Fait"),
    DueKind.GOAL: marked("Atteint"),
    DueKind.STEP: marked("Honorée"),
    DueKind.PREPARED: marked("Ouvrir"),
    DueKind.REFERRAL: marked("Relancé"),
    DueKind.RETURN: marked("Lu"),
    DueKind.REQUEST: marked("Répondre"),
    DueKind.RETENTION: marked("Ouvrir"),
    DueKind.DRAFT: marked("Reprendre"),
}


def title(line: DueItem) -> str:
    """Return what is to be done: `Écrire le CV`, `Entretien individuel`, `Orientation vers Cité d’Essai : acceptée`."""
    if line.kind in (DueKind.STEP, DueKind.DRAFT):
        return typeset(label("step_types", line.words)) if line.words in vocabulary("step_types") else tr("Étape")
    if line.kind is DueKind.GOAL and line.words in vocabulary("objectives"):
        return typeset(label("objectives", line.words))
    if line.kind in (DueKind.PREPARED, DueKind.REFERRAL, DueKind.RETURN):
        status, _, whom = line.words.partition(" ")
        answered = label("referral_statuses", status).lower() if line.kind is DueKind.RETURN else ""
        words = tr("Orientation vers {whom} : {answered}") if answered else tr("Orientation vers {whom}")
        return typeset(words.format(whom=whom, answered=answered))
    if line.kind is DueKind.REQUEST:
        return typeset(label("request_kinds", line.words))
    if line.kind is DueKind.RETENTION:
        return typeset(tr("Dernier contact le {day}").format(day=dates.short_date(line.day)))
    return typeset(line.words)


def of_dossier(what: str, number: str) -> str:
    """Return an appointment that names nobody: `Entretien individuel – dossier 1A2B3C4D`."""
    return tr("{what} – dossier {number}").format(what=what, number=number)


def kind(line: DueItem) -> str:
    """Return what kind of line it is."""
    if line.is_expired:
        return tr("Orientation sans réponse, délai passé")
    return typeset(label("due_kinds", line.kind.value))


def offer(line: DueItem) -> str:
    """Return the word of the one key that does it."""
    return tr("Sans réponse") if line.is_expired else tr(_OFFERS[line.kind])


def done(line: DueItem) -> str:
    """Return what was done, in a sentence."""
    if line.kind is DueKind.REFERRAL:
        return (
            tr("Orientation notée sans réponse.")
            if line.is_expired
            else tr("Relance notée : elle reviendra dans la liste.")
        )
    return tr(_DONE[line.kind])


def deadline(line: DueItem, today: dt.date) -> str:
    """Return by when: `en retard de 3 jours`, `aujourd’hui`, `vendredi`, `le 12/01/2027`."""
    if line.deadline == DAY_UNKNOWN:
        return tr("sans échéance")
    late = (today - line.deadline).days
    if line.kind is DueKind.STEP:
        return tr("prévue {day}").format(day=_on(line.day, today))
    if line.kind is DueKind.REFERRAL:
        since = (today - line.day).days
        return plural("envoyée depuis {count} jour", "envoyée depuis {count} jours", since).format(count=since)
    if line.kind in (DueKind.RETURN, DueKind.PREPARED):
        return _on(line.day, today) if late < _WEEK else tr("depuis {count} jours").format(count=late)
    if late > 0:
        return plural("en retard de {count} jour", "en retard de {count} jours", late).format(count=late)
    return (tr("fin {day}") if line.kind is DueKind.RETENTION else "{day}").format(day=_on(line.deadline, today))


def aloud(line: DueItem, today: dt.date) -> str:
    """Return the whole line, as it is read aloud."""
    return ", ".join((kind(line), title(line), line.person, deadline(line, today)))


def day(value: dt.date) -> str:
    """Return `lundi 23 novembre 2026`."""
    return str(format_date(value, "EEEE d MMMM y", locale=locale()))


def day_of_month(value: dt.date) -> str:
    """Return `lundi 23 novembre`."""
    return str(format_date(value, "EEEE d MMMM", locale=locale()))


def month(value: dt.date) -> str:
    """Return `novembre 2026`."""
    return str(format_date(value, "MMMM y", locale=locale()))


def week(first: dt.date) -> str:
    """Return `Semaine du 23 au 29 novembre 2026`."""
    last = first + dt.timedelta(days=_WEEK - 1)
    start = f"{first.day}" if first.month == last.month else str(format_date(first, "d MMMM", locale=locale()))
    return tr("Semaine du {first} au {last}").format(first=start, last=format_date(last, "d MMMM y", locale=locale()))


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
        return typeset(tr("{what} : {words}").format(what=name, words=entry.words) if entry.words else name)
    words = label("objectives", entry.words) if entry.words in vocabulary("objectives") else entry.words
    return typeset(tr("{what} : {words}").format(what=label("due_kinds", entry.kind.value), words=words))


def who(entry: AgendaEntry) -> str:
    """Return whom it is with."""
    return tr("{count} personnes").format(count=entry.people) if entry.people > 1 else entry.person


def state(entry: AgendaEntry, today: dt.date) -> str:
    """Return what became of a step; nothing for one that is to come."""
    if entry.kind is not DueKind.STEP:
        return ""
    status = StepStatus(entry.status)
    if status is StepStatus.PREVUE:
        return tr("À préciser") if entry.until < today else ""
    return label("step_statuses", status.value)


def where(entry: AgendaEntry) -> str:
    """Return the mode and the place."""
    mode = label("modes", entry.mode) if entry.mode else ""
    return typeset(", ".join(part for part in (mode, entry.place) if part))


def entry_aloud(entry: AgendaEntry, today: dt.date) -> str:
    """Return the whole entry, as it is read aloud."""
    until = tr("jusqu’au {day}").format(day=dates.short_date(entry.until)) if entry.until > entry.day else ""
    parts = (day(entry.day), clock(entry), what(entry), who(entry), where(entry), until, state(entry, today))
    return ", ".join(part for part in parts if part)


def _on(value: dt.date, today: dt.date) -> str:
    distance = (value - today).days
    near = {-1: tr("hier"), 0: tr("aujourd’hui"), 1: tr("demain"), 2: tr("après-demain")}
    if distance in near:
        return near[distance]
    if 0 < distance < _WEEK:
        return str(format_date(value, "EEEE", locale=locale()))
    return tr("le {day}").format(day=dates.short_date(value))
