"""R06, R17, R18: what leaves is what the person agreed to, for whom they agreed, as long as they agree."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from passeport.domain.agreement import Agreement, Recipient, Scope
from passeport.domain.beneficiary import Dossier
from passeport.domain.errors import AgreementMissing, AgreementWithdrawn, NothingShared
from passeport.domain.identifiers import AgreementId, NoteId, ParcoursId, PassportNumber
from passeport.domain.identity import Identity
from passeport.domain.parcours import NoteLevel
from passeport.domain.passport import CONTACT_FIELDS, PROFILE_SECTIONS, Issue, Passport, draw_up
from passeport.domain.profile import Profile
from passeport.domain.vocabulary import vocabulary
from tests.people import (
    CITE_DES_METIERS,
    MISSION_LOCALE,
    PRIVATE_NOTE,
    SHARED_NOTE,
    TEAM_NOTE,
    TODAY,
    ada,
    ada_identity,
    ada_parcours,
    identifier,
    item,
)

TO = Recipient(name=CITE_DES_METIERS.name, network=CITE_DES_METIERS.network)
SECTIONS = vocabulary("europass_sections").codes
PARCOURS = ParcoursId(identifier("parcours"))
NOTES = frozenset(note.id for step in ada_parcours().steps for note in step.notes)

# What each section lets out of the sample person: the fields of `Identity`, then those of `Profile`.
NAMES = {"given_names", "family_name"}
LETS_OUT = {
    "IDENTITY": (set(Identity.model_fields) - set(CONTACT_FIELDS) - {"mother_tongues"}, set()),
    "CONTACT": ({"addresses", "telephones", "emails", "online"}, set()),
    "ABOUT_ME": (set(), {"headline", "about_me"}),
    "PHOTO": (set(), {"photo"}),
    "EXPERIENCE": (set(), {"experiences"}),
    "EDUCATION": (set(), {"education"}),
    "LANGUAGES": ({"mother_tongues"}, {"languages"}),
    "DIGITAL_SKILLS": (set(), {"digital_skills"}),
    "OTHER_SKILLS": (set(), {"skills"}),
    "DRIVING_LICENCES": (set(), {"driving_licences"}),
    "PUBLICATIONS": (set(), {"publications"}),
    "CUSTOM": (set(), {"custom"}),
    "DOCUMENTS": (set(), {"documents"}),
    "PARCOURS": (set(), set()),
}


def agreement(*sections: str, **scope: Any) -> Agreement:
    return Agreement(
        id=AgreementId(identifier("accord")),
        recipient=TO,
        scope=Scope(sections=frozenset(sections), **scope),
        given_on=TODAY,
        mode="ECRIT",
    )


def issue(recipient: Recipient = TO) -> Issue:
    return Issue(
        number=PassportNumber("PSP-2026-0000-TEST"),
        issued_at=dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC),
        issuer=MISSION_LOCALE,
        recipient=recipient,
        agreed_on=TODAY,
        agreement_mode="ECRIT",
        sections=("IDENTITY",),
    )


def told(model: Identity | Profile) -> set[str]:
    return {name for name, field in type(model).model_fields.items() if getattr(model, name) != field.default}


def notes_of(passport: Passport) -> list[str]:
    return [note.text for step in passport.steps for note in step.notes]


# What leaves --------------------------------------------------------------------------------------------------------


def test_every_section_of_an_agreement_is_tried_here_on_someone_who_has_something_in_each() -> None:
    assert set(LETS_OUT) == set(SECTIONS)
    assert told(ada().beneficiary.profile) == set(Profile.model_fields)
    assert told(ada_identity()) == set(Identity.model_fields)


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_lets_out_its_own_fields_and_no_other(section: str) -> None:
    passport = draw_up(ada(), agreement(section, parcours=frozenset({PARCOURS}), notes=NOTES), issue())
    identity, profile = LETS_OUT[section]
    assert told(passport.identity) == NAMES | identity
    assert told(passport.profile) == profile
    assert [p.id for p in passport.parcours] == ([PARCOURS] if section == "PARCOURS" else [])


@given(some.sets(some.sampled_from(SECTIONS), min_size=1))
def test_sections_add_up(sections: set[str]) -> None:
    passport = draw_up(ada(), agreement(*sections), issue())
    assert told(passport.identity) == NAMES.union(*(LETS_OUT[section][0] for section in sections))
    assert told(passport.profile) == set().union(*(LETS_OUT[section][1] for section in sections))


def test_what_leaves_is_as_it_stands_in_the_dossier() -> None:
    passport = draw_up(ada(), agreement(*SECTIONS, parcours=frozenset({PARCOURS}), notes=NOTES), issue())
    assert passport.identity == ada().beneficiary.identity
    assert passport.profile == ada().beneficiary.profile
    assert passport.beneficiary == ada().beneficiary.id
    assert passport.issue == issue()


def test_no_section_holds_the_situation_nor_the_agreements() -> None:
    assert set(PROFILE_SECTIONS) | {"IDENTITY", "CONTACT", "PARCOURS"} == set(SECTIONS)
    passport = draw_up(ada(), agreement(*SECTIONS), issue())
    assert "DEMANDEUR_INSCRIT" not in passport.model_dump_json()


def test_a_parcours_leaves_when_it_is_named_and_its_section_too() -> None:
    other = ada_parcours().evolve(id=identifier("autre"), steps=(), actions=())
    dossier = ada().with_parcours(other)
    named = agreement("PARCOURS", parcours=frozenset({other.id}))
    assert [p.id for p in draw_up(dossier, named, issue()).parcours] == [other.id]
    for scope in (agreement("PARCOURS", "IDENTITY"), agreement("IDENTITY", parcours=frozenset({other.id}))):
        assert draw_up(dossier, scope, issue()).parcours == ()


def test_a_parcours_of_somebody_else_adds_nothing() -> None:
    stranger = frozenset({ParcoursId(identifier("inconnu"))})
    assert draw_up(ada(), agreement("PARCOURS", parcours=stranger), issue()).parcours == ()


# Notes (R06) ----------------------------------------------------------------------------------------------------------


def test_no_note_leaves_unless_it_is_ticked() -> None:
    passport = draw_up(ada(), agreement("PARCOURS", parcours=frozenset({PARCOURS})), issue())
    assert len(passport.steps) == 3
    assert notes_of(passport) == []


def test_a_private_or_team_note_stays_even_when_it_is_ticked() -> None:
    passport = draw_up(ada(), agreement(*SECTIONS, parcours=frozenset({PARCOURS}), notes=NOTES), issue())
    assert notes_of(passport) == [SHARED_NOTE]
    for secret in (PRIVATE_NOTE, TEAM_NOTE):
        assert secret not in passport.model_dump_json()


@given(some.lists(some.tuples(some.sampled_from(NoteLevel), some.booleans()), max_size=6))
def test_a_note_leaves_when_its_author_shared_it_and_the_person_ticked_it(notes: list[tuple[NoteLevel, bool]]) -> None:
    first = ada_parcours().steps[0]
    known = [
        first.notes[0].evolve(id=identifier(f"note {number}"), level=level, text=f"Note n° {number}")
        for number, (level, _) in enumerate(notes)
    ]
    ticked = frozenset(note.id for note, (_, is_ticked) in zip(known, notes, strict=True) if is_ticked)
    dossier = ada().with_parcours(ada_parcours().evolve(steps=(first.evolve(notes=tuple(known)),)))
    passport = draw_up(dossier, agreement("PARCOURS", parcours=frozenset({PARCOURS}), notes=ticked), issue())
    assert notes_of(passport) == [
        note.text for note in known if note.level is NoteLevel.SHAREABLE and note.id in ticked
    ]


def test_a_tick_for_another_note_lets_nothing_out() -> None:
    other = frozenset({NoteId(identifier("ailleurs"))})
    passport = draw_up(ada(), agreement("PARCOURS", parcours=frozenset({PARCOURS}), notes=other), issue())
    assert notes_of(passport) == []


# What does not leave -------------------------------------------------------------------------------------------------


def test_an_agreement_that_covers_nothing_lets_nothing_out() -> None:
    with pytest.raises(NothingShared) as refused:
        draw_up(ada(), agreement(parcours=frozenset({PARCOURS}), notes=NOTES), issue())
    assert refused.value.parameters == {"recipient": TO.name}


@pytest.mark.parametrize(
    "recipient",
    [
        Recipient(name=TO.name, network="APEC"),
        Recipient(name="Cité des métiers d’Ailleurs", network=TO.network),
        Recipient(name=TO.name),
    ],
)
def test_an_agreement_stands_for_its_recipient_alone(recipient: Recipient) -> None:
    with pytest.raises(AgreementMissing) as refused:
        draw_up(ada(), agreement(*SECTIONS), issue(recipient))
    assert refused.value.parameters == {"recipient": recipient.name}


def test_nothing_leaves_once_the_agreement_is_withdrawn() -> None:
    withdrawn = agreement(*SECTIONS).evolve(withdrawn_on=dt.date(2026, 11, 24))
    with pytest.raises(AgreementWithdrawn) as refused:
        draw_up(ada(), withdrawn, issue())
    assert refused.value.parameters == {"recipient": TO.name, "date": "2026-11-24"}


def test_an_agreement_that_stands_asks_for_nothing_more() -> None:
    agreement("IDENTITY").require(TO)
    agreement("IDENTITY").require(Recipient(name=f" {TO.name} ", network=TO.network))


def test_a_dossier_finds_its_own_agreement() -> None:
    dossier: Dossier = ada().evolve(agreements=(agreement("IDENTITY"),))
    assert dossier.agreement_of(AgreementId(identifier("accord"))) == agreement("IDENTITY")


def test_a_profile_with_nothing_in_a_section_leaves_without_it() -> None:
    bare = ada().beneficiary.evolve(profile=Profile())
    assert draw_up(ada().evolve(beneficiary=bare), agreement("EXPERIENCE"), issue()).profile == Profile()


def test_an_item_leaves_with_its_identity_and_its_provenance() -> None:
    sent = draw_up(ada(), agreement("EXPERIENCE"), issue()).profile.experiences[0]
    assert sent.id == item("experience")
    assert sent.provenance.station == MISSION_LOCALE
