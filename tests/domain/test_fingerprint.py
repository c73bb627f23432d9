"""What two items have in common when only their content is compared, and identifiers that a content decides."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as some

from passeport.domain.fingerprint import content_of, fingerprint, identifier_from
from passeport.domain.profile import Experience
from passeport.domain.provenance import Provenance
from tests.people import CITE_DES_METIERS, ada_parcours, ada_profile, item

EXPERIENCE = ada_profile().experiences[0]
TEXTS = some.text(alphabet=some.characters(exclude_characters="\x1f", exclude_categories=["Cs"]), max_size=12)


def test_who_carried_an_item_and_under_which_name_does_not_count() -> None:
    other = EXPERIENCE.evolve(id=item("autre"), provenance=Provenance(station=CITE_DES_METIERS, source="Europass"))
    assert fingerprint(other) == fingerprint(EXPERIENCE)


def test_any_other_word_counts() -> None:
    known = fingerprint(EXPERIENCE)
    changed = {
        "position": "Ouvrier horticole",
        "employer": EXPERIENCE.employer.evolve(department=""),
        "sector": "B",
        "city": "",
        "period": EXPERIENCE.period.evolve(ongoing=False),
        "description": "",
    }
    assert known not in {fingerprint(EXPERIENCE.evolve(**{name: value})) for name, value in changed.items()}


def test_what_is_left_aside_does_not_count() -> None:
    moved = EXPERIENCE.evolve(city="Palaiseau")
    assert fingerprint(moved, without=("city",)) == fingerprint(EXPERIENCE, without=("city",))
    assert fingerprint(moved) != fingerprint(EXPERIENCE)


def test_notes_within_a_step_are_content() -> None:
    step = ada_parcours().steps[0]
    assert fingerprint(step.evolve(notes=())) != fingerprint(step)
    assert fingerprint(step.evolve(notes=()), without=("notes",)) == fingerprint(step, without=("notes",))


def test_a_fingerprint_outlives_this_version() -> None:
    # Kept in files and compared years later: a change of form is a change of format.
    bare = Experience(id=item("bare"), position="Ouvrière", city="Évry")
    assert content_of(bare) == '{"city":"Évry","position":"Ouvrière"}'
    assert fingerprint(bare) == "642045fcba19f58f830618be9ccbc5ce2160c79d7fc2069d31340339fafc0458"
    assert identifier_from("Europass", "experience", "1") == UUID("2d81d06d-bdc1-5d92-a1a0-44f7a284efc5")


@given(some.lists(TEXTS, max_size=4), some.lists(TEXTS, max_size=4))
def test_an_identifier_depends_on_its_parts_and_on_where_they_are_cut(one: list[str], other: list[str]) -> None:
    alike = "\x1f".join(one) == "\x1f".join(other)
    assert (identifier_from(*one) == identifier_from(*other)) is alike
