"""Drafts, templates and workshops, as use cases."""

import datetime as dt
from uuid import UUID

import pytest

from passeport.domain.draft import NEW_STEP, WORKSHOP, subject_of
from passeport.domain.errors import (
    ChangedMeanwhile,
    NothingToShow,
    ParticipantsRefused,
    SocialSecurityNumberRefused,
)
from passeport.domain.identifiers import AccountId, BeneficiaryId, RequestId
from passeport.domain.identity import Identity
from passeport.domain.parcours import Step, StepStatus
from passeport.domain.partial_date import PartialDate
from passeport.domain.requests import RequestKind, RightsRequest
from passeport.domain.template import StepTemplate, TemplateId
from passeport.language.name_lists import people_in
from passeport.services.desk import Desk
from passeport.services.journal_ports import JournalOperation
from passeport.services.parcours import StepEntry
from passeport.services.workshops import Participant, WorkshopEntry
from tests import people
from tests.people import TODAY


def person(desk: Desk, given: str, family: str, born: str = "2001-02-03") -> BeneficiaryId:
    return desk.dossiers.create(Identity(given_names=given, family_name=family, birth_date=PartialDate.parse(born)))


def steps(desk: Desk, who: BeneficiaryId) -> list[Step]:
    return [step for parcours in desk.dossiers.open(who).parcours for step in parcours.steps]


# Drafts -------------------------------------------------------------------------------------------------------------


def test_a_draft_ends_with_the_step_and_in_the_same_transaction(desk: Desk) -> None:
    who = person(desk, "Ada", "Exemple")
    desk.drafts.keep(who, NEW_STEP, {"type": "ENTRETIEN", "outcome": "Un mot"}, [{"text": "Une note"}])
    assert [draft.fields["outcome"] for draft in desk.drafts.of(who)] == ["Un mot"]
    entry = StepEntry(type="ENTRETIEN", day=TODAY)
    step = desk.parcours.record_step(who, entry)
    assert len(desk.drafts.of(who)) == 1  # recorded from elsewhere: what is being typed stays
    desk.parcours.record_step(who, entry, from_draft=True)
    assert desk.drafts.of(who) == ()
    desk.drafts.keep(who, subject_of(step), {"type": "ENTRETIEN"})
    desk.parcours.change_step(who, step, entry, from_draft=True)  # nothing changes, the draft ends all the same
    assert desk.drafts.of(who) == ()


def test_a_refused_step_keeps_its_draft(desk: Desk) -> None:
    who = person(desk, "Ada", "Exemple")
    desk.drafts.keep(who, NEW_STEP, {"type": "ENTRETIEN"})
    with pytest.raises(NothingToShow):
        desk.parcours.change_step(who, people.item("none"), StepEntry(type="ENTRETIEN", day=TODAY), from_draft=True)
    assert len(desk.drafts.of(who)) == 1


def test_no_social_security_number_is_kept_even_in_a_draft(desk: Desk) -> None:
    who = person(desk, "Ada", "Exemple")
    desk.drafts.keep(who, NEW_STEP, {"outcome": "NIR 1 85 05 78 006 084 91."}, [{"text": "2850578006084"}])
    kept = desk.drafts.of(who)[0]
    assert kept.fields == {"outcome": "NIR ."}
    assert kept.rows == ({"text": ""},)


def test_drafts_are_named_and_those_of_others_are_not_shown(desk: Desk) -> None:
    who = person(desk, "Ada", "Exemple")
    desk.drafts.keep(who, NEW_STEP, {"outcome": "x"})
    desk.drafts.keep(None, WORKSHOP, {"title": "CV"})
    assert {(named.name, named.draft.subject) for named in desk.drafts.all()} == {
        ("EXEMPLE Ada", NEW_STEP),
        ("", WORKSHOP),
    }
    desk.vault._account = desk.vault.account.evolve(id=UUID(int=5))  # type: ignore[attr-defined]
    assert desk.drafts.all() == ()


def test_a_draft_is_no_line_of_the_journal(desk: Desk) -> None:
    who = person(desk, "Ada", "Exemple")
    with desk.vault.unit_of_work() as work:
        before = len(work.journal.numbers())
    desk.drafts.keep(who, NEW_STEP, {"outcome": "x"})
    desk.drafts.discard(who, NEW_STEP)
    with desk.vault.unit_of_work() as work:
        assert len(work.journal.numbers()) == before


# Templates ----------------------------------------------------------------------------------------------------------


def test_a_template_keeps_what_is_of_nobody(desk: Desk) -> None:
    entry = StepEntry(type="ENTRETIEN", day=TODAY, mode="SUR_PLACE", minutes=45, place="Bureau 2")
    kept = desk.templates.keep("Entretien  individuel 45 min", entry, for_everybody=True)
    assert (kept.name, kept.account, kept.minutes, kept.mode) == ("Entretien individuel 45 min", None, 45, "SUR_PLACE")
    again = desk.templates.keep("Entretien individuel 45 min", entry.evolve(minutes=50), for_everybody=True)
    assert again.id == kept.id
    assert desk.templates.all() == (again,)
    desk.templates.remove(again.id)
    assert desk.templates.all() == ()
    desk.templates.restore(again)
    assert desk.templates.all() == (again,)
    with pytest.raises(SocialSecurityNumberRefused):
        desk.templates.keep("1 85 05 78 006 084 91", entry)


def test_a_template_of_a_colleague_is_left_alone(desk: Desk) -> None:
    theirs = StepTemplate(id=TemplateId(UUID(int=9)), account=AccountId(UUID(int=7)), name="À moi", type="ENTRETIEN")
    with desk.vault.unit_of_work() as work:
        work.templates.keep(theirs)
        work.commit()
    with pytest.raises(NothingToShow):
        desk.templates.remove(theirs.id)
    with pytest.raises(NothingToShow):
        desk.templates.restore(theirs.evolve(name="À nous"))
    with desk.vault.unit_of_work() as work:
        assert theirs.account is not None
        assert work.templates.of(theirs.account) == (theirs,)


# Workshops ----------------------------------------------------------------------------------------------------------


def workshop(*participants: Participant, anonymous: int = 0) -> WorkshopEntry:
    return WorkshopEntry(
        type="ATELIER",
        title="Réussir son CV",
        day=TODAY,
        at=dt.time(14, 0),
        minutes=120,
        place="Salle 2",
        participants=participants,
        anonymous=anonymous,
    )


def test_a_workshop_is_one_step_in_each_dossier_and_undone_as_a_whole(desk: Desk) -> None:
    everybody = [person(desk, f"Prénom{number}", "Exemple") for number in range(20)]
    statuses = [StepStatus.HONOREE, StepStatus.ABSENCE_EXCUSEE, StepStatus.ABSENCE_NON_EXCUSEE]
    marked = [Participant(beneficiary=who, status=statuses[n % 3]) for n, who in enumerate(everybody)]
    desk.workshops.record(workshop(*marked, anonymous=3))
    for participant in marked:
        (step,) = steps(desk, participant.beneficiary)
        assert (step.type, step.title, step.minutes, step.place) == ("ATELIER", "Réussir son CV", 120, "Salle 2")
        assert (step.status, step.at) == (participant.status, dt.time(14, 0))
        assert step.provenance.recorded_by == desk.vault.account.name
    with desk.vault.unit_of_work() as work:
        (session,) = work.sessions.all()
        assert (session.known, session.anonymous, session.title) == (20, 3, "Réussir son CV")
        said = [line.operation for line in work.journal.entries(limit=200)]
        assert said.count(JournalOperation.WORKSHOP_RECORDED) == 1
        about = {line.reference for line in work.journal.entries(200) if line.operation.value == "DOSSIER_CHANGED"}
        assert about >= {str(who) for who in everybody}
    desk.dossiers.undo()
    assert [steps(desk, who) for who in everybody] == [[]] * 20
    with desk.vault.unit_of_work() as work:
        assert work.sessions.all() == ()
    desk.dossiers.redo()
    assert [len(steps(desk, who)) for who in everybody] == [1] * 20


def test_a_workshop_of_nobody_known_is_counted_and_undone(desk: Desk) -> None:
    desk.workshops.record(workshop(anonymous=12))
    with desk.vault.unit_of_work() as work:
        assert [session.anonymous for session in work.sessions.all()] == [12]
    assert not desk.dossiers.undo().removed
    with desk.vault.unit_of_work() as work:
        assert work.sessions.all() == ()


def test_a_frozen_dossier_stops_the_whole_workshop_and_is_named(desk: Desk) -> None:
    free, frozen = person(desk, "Ada", "Exemple"), person(desk, "Bob", "Gelé")
    request = RightsRequest(id=RequestId(UUID(int=7)), kind=RequestKind.LIMITATION, received_on=TODAY)
    with desk.vault.unit_of_work() as work:
        work.dossiers.save(work.dossiers.get(frozen).evolve(requests=(request,)))
        work.commit()
    desk.drafts.keep(None, WORKSHOP, {"title": "CV"})
    with pytest.raises(ParticipantsRefused) as refused:
        desk.workshops.record(workshop(Participant(beneficiary=free), Participant(beneficiary=frozen)))
    assert refused.value.parameters == {"names": "GELÉ Bob"}
    assert steps(desk, free) == []
    assert len(desk.drafts.all()) == 1


def test_an_undo_of_a_workshop_is_refused_as_a_whole_when_one_dossier_changed(desk: Desk) -> None:
    first, second = person(desk, "Ada", "Exemple"), person(desk, "Bob", "Essai")
    desk.workshops.record(workshop(Participant(beneficiary=first), Participant(beneficiary=second)))
    with desk.vault.unit_of_work() as work:
        dossier = work.dossiers.get(second)
        work.dossiers.save(dossier.evolve(parcours=()))
        work.commit()
    with pytest.raises(ChangedMeanwhile):
        desk.dossiers.undo()
    assert len(steps(desk, first)) == 1


def test_a_pasted_list_is_recognised(desk: Desk) -> None:
    ada = person(desk, "Ada Inès", "d’Exemple", "1999-02-28")
    person(desk, "Malik", "Modèle", "2000-01-01")
    person(desk, "Malik", "Modèle", "2003-01-01")
    written = "D'EXEMPLE Ada\nMalik Modèle\nModèle Malik 01/01/2003\nZoé Inconnue\nAda Exemples"
    found = desk.workshops.recognise(people_in(written, TODAY))
    assert [one.sure for one in found] == [True, False, True, False, False]
    assert found[0].candidates[0].id == ada
    assert [len(one.candidates) for one in found][1:4] == [2, 1, 0]
    assert [one.id for one in found[4].candidates] == [ada]
