"""A passport whose envelope was stripped and that another editor saved still brings the same things, once each."""

from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exports.europass.candidate_reader import read_candidate
from exports.europass.candidate_writer import write_candidate
from exports.europass.parsing import parse
from passeport.domain.beneficiary import Beneficiary, Dossier
from passeport.domain.difference import Difference, DifferenceKind, differences
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.passport import Passport
from tests import people
from tests.resaving import resaved
from tests.strategies.passports import passports

_OF_THE_PARCOURS = {"parcours", "steps", "actions"}


def _dossier(passport: Passport) -> Dossier:
    """The dossier from which a passport was drawn up."""
    beneficiary = Beneficiary(
        id=BeneficiaryId(people.identifier("traversée")),
        identity=passport.identity,
        profile=passport.profile,
        opened_on=people.TODAY,
    )
    return Dossier(beneficiary=beneficiary, parcours=passport.parcours)


def _found(passport: Passport, document: bytes) -> tuple[Difference, ...]:
    read, _ = read_candidate(parse(document, "x.xml"))
    return differences(_dossier(passport), read)


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
