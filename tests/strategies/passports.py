"""Random full passports: a value in every field of identity, profile and parcours, or none where it may."""

from hypothesis import strategies as st

from passeport.domain.agreement import Recipient
from passeport.domain.identifiers import BeneficiaryId, NoteId, ParcoursId, PassportNumber
from passeport.domain.parcours import (
    Parcours,
)
from passeport.domain.passport import Issue, Passport
from passeport.domain.profile import (
    ITEM_LISTS,
)
from tests import people
from tests.strategies.building import codes, maybe, some
from tests.strategies.dates import days, moments
from tests.strategies.identities import identities
from tests.strategies.parcours import one_parcours
from tests.strategies.profiles import profiles
from tests.strategies.words import maybe_lines, names

issues = st.builds(
    Issue,
    number=st.just(PassportNumber("PSP-2026-0000-TEST")),
    issued_at=moments,
    issuer=st.sampled_from((people.MISSION_LOCALE, people.CITE_DES_METIERS)),
    conseiller=maybe_lines,
    recipient=st.builds(Recipient, name=names, network=maybe(codes("networks"))),
    agreed_on=days,
    agreement_mode=codes("agreement_modes"),
    sections=some(codes("europass_sections"), 3),
)


@st.composite
def passports(draw: st.DrawFn) -> Passport:
    """Draw a passport; its items are numbered, so that each has an identity of its own."""
    profile = draw(profiles)
    lists = {
        name: tuple(item.model_copy(update={"id": people.item(f"{name} {n}")}) for n, item in enumerate(items))
        for name in ITEM_LISTS
        if (items := getattr(profile, name))
    }
    drawn = draw(some(one_parcours()))
    return Passport(
        identity=draw(identities),
        profile=profile.model_copy(update=lists),
        parcours=tuple(_numbered(parcours, f"parcours {n}") for n, parcours in enumerate(drawn)),
        language=draw(codes("profile_languages")),
        beneficiary=draw(maybe(st.just(BeneficiaryId(people.identifier("au hasard"))))),
        issue=draw(maybe(issues)),
    )


def _numbered(parcours: Parcours, name: str) -> Parcours:
    steps = tuple(
        step.model_copy(
            update={
                "id": people.item(f"{name} étape {n}"),
                "notes": tuple(
                    note.model_copy(update={"id": NoteId(people.identifier(f"{name} étape {n} note {m}"))})
                    for m, note in enumerate(step.notes)
                ),
            }
        )
        for n, step in enumerate(parcours.steps)
    )
    actions = tuple(
        action.model_copy(update={"id": people.item(f"{name} action {n}")}) for n, action in enumerate(parcours.actions)
    )
    return parcours.model_copy(update={"id": ParcoursId(people.identifier(name)), "steps": steps, "actions": actions})
