"""A passport whose envelope was stripped and that another editor saved still brings the same things, once each."""

from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exports.europass.candidate_reader import read_candidate
from exports.europass.candidate_writer import write_candidate
from exports.europass.parsing import parse
from passeport.domain.difference import Difference, DifferenceKind, differences
from passeport.domain.passport import Passport
from tests import people
from tests.resaving import resaved
from tests.strategies.passports import passports

_OF_THE_PARCOURS = {"parcours", "steps", "actions"}


def _found(passport: Passport, document: bytes) -> tuple[Difference, ...]:
    read, _ = read_candidate(parse(document, "x.xml"))
    return differences(people.dossier_of(passport), read)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(passports())
def test_a_passport_that_lost_its_envelope_brings_nothing_new(passport: Passport) -> None:
    found = _found(passport, write_candidate(passport))
    assert [d for d in found if d.kind is not DifferenceKind.SAME] == []


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(passports())
def test_a_passport_that_the_editor_saved_brings_nothing_new(passport: Passport) -> None:
    found = _found(passport, resaved(write_candidate(passport)))
    assert [d for d in found if d.kind is not DifferenceKind.SAME] == []


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(passports(), st.randoms(use_true_random=False))
def test_steps_in_another_order_are_the_same_steps(passport: Passport, order: Random) -> None:
    document = resaved(write_candidate(passport), order)
    found = [d for d in _found(passport, document) if d.field in _OF_THE_PARCOURS]
    assert [d for d in found if d.kind is not DifferenceKind.SAME] == []
    steps = {d.mine.id for d in found if d.field == "steps"}  # type: ignore[union-attr] # a step that is the same
    assert steps == {step.id for step in passport.steps}


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(passports())
def test_what_the_editor_leaves_of_its_own_sections_is_still_the_same_things(passport: Passport) -> None:
    """Saved a second time, a section that the editor has merged keeps its last entry: less, and nothing else."""
    once, twice = (_found(passport, document) for document in _saved_twice(passport))
    for found in (once, twice):
        assert [d for d in found if d.field in _OF_THE_PARCOURS and d.kind is not DifferenceKind.SAME] == []
    assert _steps(once) == {step.id for step in passport.steps}
    assert _steps(twice) <= _steps(once)


def test_the_last_step_comes_back_from_a_second_save() -> None:
    passport = people.ada_passport()
    parcours = passport.parcours[0].evolve(actions=())
    passport = passport.evolve(parcours=(parcours,))
    _, twice = _saved_twice(passport)
    read, _ = read_candidate(parse(twice, "x.xml"))
    assert [step.day for home in read.parcours for step in home.steps] == [parcours.steps[-1].day]
    assert _steps(_found(passport, twice)) == {parcours.steps[-1].id}


def _saved_twice(passport: Passport) -> tuple[bytes, bytes]:
    once = resaved(write_candidate(passport))
    return once, resaved(once)


def _steps(found: tuple[Difference, ...]) -> set[object]:
    return {d.mine.id for d in found if d.field == "steps"}  # type: ignore[union-attr] # a step that is the same
