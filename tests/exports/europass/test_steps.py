import datetime as dt

import pytest

from exports.europass.step_reader import parcours_from
from exports.europass.step_words import SECTION, entry_of
from passeport.domain.fingerprint import content_of
from passeport.domain.identifiers import ItemId
from passeport.domain.parcours import NoteLevel, Referral, ReferralStatus, Step, StepStatus
from passeport.domain.partial_date import Period
from passeport.domain.profile import CustomEntry
from passeport.domain.vocabulary import vocabulary
from tests import people

PARCOURS = people.ada_parcours()


def _step(**values: object) -> Step:
    base = {"id": people.item("étape"), "type": "ENTRETIEN", "day": dt.date(2026, 10, 12), "provenance": people.HERE}
    return Step.model_validate({**base, **values})


def _through_words(step: Step) -> Step:
    (parcours,), others = parcours_from([entry_of(step, PARCOURS)])
    assert not others
    assert (parcours.id, parcours.need) == (PARCOURS.id, PARCOURS.need)
    (read,) = parcours.steps
    return read


def _foreign(description: str, title: str = "Entretien individuel", start: str = "2026-10-12") -> CustomEntry:
    return CustomEntry(
        id=ItemId(people.item("autre")),
        section=SECTION,
        title=title,
        period=Period(start=people.date(start)),
        description=description,
    )


@pytest.mark.parametrize("code", vocabulary("step_types").codes)
def test_a_step_of_any_type_comes_back(code: str) -> None:
    for title in ("", "Jardins d’Essai", "Un — deux"):
        step = _step(type=code, title=title)
        assert content_of(_through_words(step)) == content_of(step)


@pytest.mark.parametrize("status", StepStatus)
def test_a_step_of_any_status_comes_back(status: StepStatus) -> None:
    step = _step(status=status, at=dt.time(14, 5), minutes=90, mode="SUR_PLACE", place="Massy : salle 2")
    assert content_of(_through_words(step)) == content_of(step)


@pytest.mark.parametrize("name", ["themes", "objectives"])
def test_every_theme_and_objective_comes_back(name: str) -> None:
    step = _step(**{name: vocabulary(name).codes})
    assert content_of(_through_words(step)) == content_of(step)


@pytest.mark.parametrize("status", ReferralStatus)
def test_a_referral_in_any_state_comes_back(status: ReferralStatus) -> None:
    declined = "AUTRE" if status is ReferralStatus.DECLINEE else None
    referral = Referral(
        point_accueil="Cité (annexe) : Modèle-Ville",
        network="CITE_METIERS",
        reason="Voir : des professionnels",
        status=status,
        decline_reason=declined,
        sent_on=dt.date(2026, 11, 1),
        answered_on=dt.date(2026, 11, 2),
        first_meeting_on=dt.date(2026, 11, 3),
    )
    step = _step(type="ORIENTATION", referral=referral)
    assert content_of(_through_words(step)) == content_of(step)


def test_no_word_of_a_note_is_lost() -> None:
    text = "\n".join(["ligne"] * 80)
    step = _step(notes=(people.note("longue", NoteLevel.SHAREABLE, text),))
    found = _through_words(step).notes
    assert [note.level for note in found] == [NoteLevel.SHAREABLE] * len(found)
    assert "".join(note.text for note in found).count("ligne") == 80


def test_words_of_another_tool_become_the_outcome() -> None:
    (parcours,), _ = parcours_from(
        [_foreign("<p>Projet : paysagiste</p><ol><li>Mode : en chantant</li><li>Statut : Honorée</li></ol>")]
    )
    assert parcours.steps[0].outcome == "Projet : paysagiste Mode : en chantant"


def test_words_too_many_for_a_step_are_kept_beside_it() -> None:
    entry = _foreign("<p>" + "long " * 500 + "</p>")
    (parcours,), (kept,) = parcours_from([entry])
    assert parcours.steps[0].outcome.startswith("long long")
    assert kept.description == entry.description
    assert kept.section != SECTION


@pytest.mark.parametrize("start", ["2026", "2026-10"])
def test_an_entry_without_a_day_is_no_step(start: str) -> None:
    entry = _foreign("<p>Un jour</p>", start=start)
    assert parcours_from([entry]) == ((), (entry,))


def test_an_entry_that_breaks_a_rule_is_kept_as_words() -> None:
    entry = _foreign("<p>Enregistré par : " + "x" * 400 + "</p>")
    assert parcours_from([entry]) == ((), (entry,))


def test_the_same_words_give_the_same_step() -> None:
    assert parcours_from([_foreign("<p>Projet</p>")]) == parcours_from([_foreign("<p>Projet</p>")])
