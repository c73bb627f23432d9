"""A calendar file that others read: times, whole days, sessions, cancellations."""

import datetime as dt

import pytest
from icalendar import Calendar, Event

from exports.calendar.appointments import CalendarFile
from passeport.domain.agenda import AgendaEntry, DueKind
from passeport.language.catalogue import speaking
from passeport.services.file_ports import CalendarNaming
from tests.people import MISSION_LOCALE, identifier

NOW = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)
ENTRY = AgendaEntry(
    kind=DueKind.STEP,
    item=str(identifier("étape")),
    beneficiary=identifier("personne"),
    person="LE MODÈLE D’EXEMPLE Ada-Inès",
    day=dt.date(2026, 7, 9),
    until=dt.date(2026, 7, 9),
    at=dt.time(14),
    minutes=45,
    type="ENTRETIEN",
    status="PREVUE",
)


def read(*entries: AgendaEntry, naming: CalendarNaming = CalendarNaming.INITIALS) -> list[Event]:
    data = CalendarFile().write(entries, naming, MISSION_LOCALE, NOW)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))  # RFC 5545, 3.1
    calendar = Calendar.from_ical(data.decode())
    return [part for part in calendar.walk() if isinstance(part, Event)]


def test_a_time_is_that_of_paris_in_summer_and_in_winter() -> None:
    summer, winter = read(ENTRY, ENTRY.evolve(day=dt.date(2026, 12, 9), until=dt.date(2026, 12, 9), minutes=None))
    assert summer.decoded("dtstart") == dt.datetime(2026, 7, 9, 12, 0, tzinfo=dt.UTC)
    assert summer.decoded("dtend") - summer.decoded("dtstart") == dt.timedelta(minutes=45)
    assert winter.decoded("dtstart") == dt.datetime(2026, 12, 9, 13, 0, tzinfo=dt.UTC)
    assert winter.decoded("dtend") - winter.decoded("dtstart") == dt.timedelta(hours=1)
    assert {event["class"] for event in (summer, winter)} == {"PRIVATE"}


def test_what_has_no_time_takes_whole_days_and_leaves_one_free() -> None:
    (event,) = read(ENTRY.evolve(at=None, until=dt.date(2026, 7, 17), type="IMMERSION"))
    assert event.decoded("dtstart") == dt.date(2026, 7, 9)
    assert event.decoded("dtend") == dt.date(2026, 7, 18)
    assert event["transp"] == "TRANSPARENT"


@pytest.mark.parametrize(
    ("day", "hour"), [((2026, 3, 28), 8), ((2026, 3, 29), 7), ((2026, 10, 24), 7), ((2026, 10, 25), 8)]
)
def test_an_hour_stays_that_of_the_wall_across_the_change_of_hour(day: tuple[int, int, int], hour: int) -> None:
    (event,) = read(ENTRY.evolve(day=dt.date(*day), until=dt.date(*day), at=dt.time(9)))
    assert event.decoded("dtstart") == dt.datetime(*day, hour, tzinfo=dt.UTC)
    assert event.decoded("dtend") - event.decoded("dtstart") == dt.timedelta(minutes=45)


def test_what_lasts_several_days_takes_them_all_though_it_begins_at_an_hour() -> None:
    (event,) = read(ENTRY.evolve(at=dt.time(9), until=dt.date(2026, 7, 17), type="IMMERSION"))
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (dt.date(2026, 7, 9), dt.date(2026, 7, 18))


def test_how_somebody_is_named_is_a_choice() -> None:
    said = {naming: str(read(ENTRY, naming=naming)[0]["summary"]) for naming in CalendarNaming}
    assert said == {
        CalendarNaming.NOTHING: "Entretien individuel",
        CalendarNaming.INITIALS: "Entretien individuel – A. L.",
        CalendarNaming.NUMBER: f"Entretien individuel – dossier {str(ENTRY.beneficiary)[:8].upper()}",
    }


def test_the_file_speaks_the_language_of_the_screen() -> None:
    with speaking("en"):
        group, numbered = (read(ENTRY.evolve(people=n), naming=CalendarNaming.NUMBER)[0]["summary"] for n in (12, 1))
    assert (str(group), str(numbered)[:29]) == ("Individual interview (12 people)", "Individual interview – record")


def test_a_session_says_how_many_and_a_cancelled_one_says_so() -> None:
    group, cancelled = read(ENTRY.evolve(type="ATELIER", people=12, person=""), ENTRY.evolve(status="ANNULEE_SERVICE"))
    assert str(group["summary"]) == "Atelier (12 personnes)"
    assert (str(group["status"]), str(cancelled["status"])) == ("CONFIRMED", "CANCELLED")
