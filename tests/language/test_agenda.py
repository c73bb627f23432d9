"""The lines of the day, in words."""

import datetime as dt
from uuid import UUID

import pytest

from passeport.domain.agenda import DAY_UNKNOWN, AgendaEntry, DueItem, DueKind
from passeport.language import agenda
from tests.people import TODAY, identifier

DAY = dt.timedelta(days=1)
WORDS = {
    DueKind.ACTION: "Écrire le CV",
    DueKind.UNDATED: "Appeler",
    DueKind.GOAL: "CV_LETTRE",
    DueKind.STEP: "ENTRETIEN",
    DueKind.PREPARED: "PREPAREE Cité d’Essai",
    DueKind.REFERRAL: "TRANSMISE Cité d’Essai",
    DueKind.RETURN: "DECLINEE Cité d’Essai",
    DueKind.REQUEST: "ACCESS",
    DueKind.RETENTION: "",
    DueKind.DRAFT: "ENTRETIEN",
}


def line(kind: DueKind, day: dt.date = TODAY, **fields: object) -> DueItem:
    values = {"kind": kind, "item": "1", "beneficiary": UUID(int=1), "person": "EXEMPLE Ada", "words": WORDS[kind]}
    return DueItem.model_validate({**values, "day": day, "deadline": day, **fields})


@pytest.mark.parametrize("kind", DueKind)
def test_every_line_is_words(kind: DueKind) -> None:
    aloud = agenda.aloud(line(kind), TODAY)
    assert "EXEMPLE Ada" in aloud
    assert "_" not in aloud
    assert not any(word.isupper() and len(word) > 7 for word in aloud.split())
    assert agenda.offer(line(kind))


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (TODAY - 3 * DAY, "en retard de 3 jours"),
        (TODAY - DAY, "en retard de 1 jour"),
        (TODAY, "aujourd’hui"),
        (TODAY + DAY, "demain"),
        (TODAY + 4 * DAY, "vendredi"),
        (TODAY + 40 * DAY, "le 02/01/2027"),
        (DAY_UNKNOWN, "sans échéance"),
    ],
)
def test_by_when(day: dt.date, said: str) -> None:
    assert agenda.deadline(line(DueKind.ACTION, day), TODAY) == said


def test_what_waits_says_since_when() -> None:
    assert agenda.deadline(line(DueKind.REFERRAL, TODAY - 12 * DAY), TODAY) == "envoyée depuis 12 jours"
    assert agenda.deadline(line(DueKind.RETURN, TODAY - DAY), TODAY) == "hier"
    assert agenda.deadline(line(DueKind.RETURN, TODAY - 20 * DAY), TODAY) == "depuis 20 jours"
    assert agenda.deadline(line(DueKind.STEP, TODAY - DAY), TODAY) == "prévue hier"
    assert agenda.title(line(DueKind.RETURN)) == "Orientation vers Cité d’Essai\u00a0: déclinée"
    assert agenda.title(line(DueKind.GOAL)) == "Réaliser un CV ou une lettre"
    assert agenda.offer(line(DueKind.REFERRAL, is_expired=True)) == "Sans réponse"
    assert agenda.done(line(DueKind.REFERRAL)) != agenda.done(line(DueKind.REFERRAL, is_expired=True))


def entry(**fields: object) -> AgendaEntry:
    values = {"kind": DueKind.STEP, "item": "1", "beneficiary": identifier("a"), "person": "EXEMPLE Ada"}
    values |= {"day": TODAY, "until": TODAY, "type": "ENTRETIEN", "status": "PREVUE"}
    return AgendaEntry.model_validate({**values, **fields})


def test_an_entry_in_words() -> None:
    said = agenda.entry_aloud(entry(at=dt.time(14), minutes=45, mode="TELEPHONE"), TODAY)
    assert said == "lundi 23 novembre 2026, 14:00 – 14:45, Entretien individuel, EXEMPLE Ada, Téléphone"
    assert agenda.state(entry(), TODAY + DAY) == "À préciser"
    assert agenda.state(entry(status="HONOREE"), TODAY) == "Honorée"
    assert agenda.who(entry(people=3, person="")) == "3 personnes"
    goal = entry(kind=DueKind.GOAL, words="CV_LETTRE", type="")
    assert agenda.what(goal) == "Objectif\u00a0: Réaliser un CV ou une lettre"
    assert agenda.clock(goal) == agenda.state(goal, TODAY) == ""
    assert "jusqu’au 27/11/2026" in agenda.entry_aloud(entry(until=TODAY + 4 * DAY), TODAY)


def test_the_days_of_a_heading() -> None:
    assert agenda.week(dt.date(2026, 11, 23)) == "Semaine du 23 au 29 novembre 2026"
    assert agenda.week(dt.date(2026, 11, 30)) == "Semaine du 30 novembre au 6 décembre 2026"
    assert agenda.month(TODAY) == "novembre 2026"
    assert agenda.day_of_month(TODAY) == "lundi 23 novembre"
