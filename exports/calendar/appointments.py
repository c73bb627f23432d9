"""Appointments as a calendar file (RFC 5545), with as little of anybody as the conseiller chose (R03, R13)."""

import datetime as dt
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from passeport.domain.agenda import AgendaEntry
from passeport.domain.parcours import StepStatus
from passeport.domain.provenance import Station
from passeport.language import agenda
from passeport.language.labels import label
from passeport.language.numbers import counted
from passeport.services.file_ports import CalendarNaming

_HERE = ZoneInfo("Europe/Paris")
"""Where the points d'accueil of Île-de-France are."""
_USUAL = dt.timedelta(hours=1)
"""How long an appointment is when nothing says it."""
_NUMBER = 8
"""Letters of a dossier's number that are written."""
_MAKER = "-//Passeport//Agenda//FR"
_CANCELLED = StepStatus.ANNULEE_SERVICE.value


class CalendarFile:
    """Port `CalendarWriter`."""

    def write(
        self, entries: tuple[AgendaEntry, ...], naming: CalendarNaming, station: Station, made_at: dt.datetime
    ) -> bytes:
        """Return the file; times are those of Paris, written in universal time, which no reader gets wrong.

        What lasts several days takes them whole: an hour on the first would leave the others free.
        """
        calendar = Calendar()
        calendar.add("prodid", _MAKER)
        calendar.add("version", "2.0")
        calendar.add("method", "PUBLISH")
        calendar.add("x-wr-calname", station.name)
        for entry in entries:
            calendar.add_component(_event(entry, naming, made_at))
        return bytes(calendar.to_ical())


def _event(entry: AgendaEntry, naming: CalendarNaming, made_at: dt.datetime) -> Event:
    event = Event()
    event.add("uid", f"{entry.item}@passeport")
    event.add("dtstamp", made_at.astimezone(dt.UTC))
    event.add("summary", _summary(entry, naming))
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if entry.status == _CANCELLED else "CONFIRMED")
    if entry.at is None or entry.until > entry.day:
        event.add("dtstart", entry.day)
        event.add("dtend", entry.until + dt.timedelta(days=1))  # the first day after it
        event.add("transp", "TRANSPARENT")
    else:
        start = dt.datetime.combine(entry.day, entry.at, _HERE)
        length = dt.timedelta(minutes=entry.minutes) if entry.minutes else _USUAL
        event.add("dtstart", start.astimezone(dt.UTC))
        event.add("dtend", start.astimezone(dt.UTC) + length)
    return event


def _summary(entry: AgendaEntry, naming: CalendarNaming) -> str:
    what = label("step_types", entry.type)
    if entry.people > 1:
        return f"{what} ({counted(entry.people, 'personne', 'personnes')})"
    if naming is CalendarNaming.INITIALS:
        return f"{what} – {_initials(entry.person)}"
    if naming is CalendarNaming.NUMBER:
        return agenda.of_dossier(what, str(entry.beneficiary)[:_NUMBER].upper())
    return what


def _initials(person: str) -> str:
    """Return `A. D.` of `DUPONT Ada Marie`: the given name first, as one says it."""
    words = person.split()
    given = next((word for word in words[1:] if word != word.upper()), "")
    family = words[0] if words else ""
    return " ".join(f"{name[:1].upper()}." for name in (given, family) if name)
