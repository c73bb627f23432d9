"""What the Candidate writer writes, the editor accepts and our reader takes back: for any passport."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from exports.europass.candidate_reader import read_candidate
from exports.europass.candidate_writer import write_candidate
from exports.europass.parsing import parse
from exports.travel.envelope import read_envelope, write_envelope
from passeport.domain.passport import Passport
from passeport.domain.reading import Fate
from tests.depth import chosen
from tests.seen import seen
from tests.strategies.passports import passports

_MANY, _SOME = chosen(60, 500), chosen(20, 40, 100)
_LARGE = list(HealthCheck)  # a full passport is a large example


@pytest.fixture(scope="module")
def checker() -> ModuleType:
    """The check that reads as the editor's importer does, in this process: hundreds of documents go through it."""
    path = Path(__file__).resolve().parents[4] / "shared" / "checks" / "candidate.py"
    if not path.is_file():
        pytest.skip("../shared is absent: the official check was not run")
    spec = importlib.util.spec_from_file_location("candidate_check", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@settings(max_examples=_MANY, deadline=None, suppress_health_check=_LARGE)
@given(passport=passports())
def test_the_editor_accepts_any_passport_and_we_read_it_as_it_was(checker: ModuleType, passport: Passport) -> None:
    written = write_candidate(passport)
    checked = checker.check(etree.fromstring(written))
    assert (checked.errors, checked.ignored) == ([], [])
    _is_read_as_written(passport, written)


@settings(max_examples=_SOME, deadline=None, suppress_health_check=_LARGE)
@given(passport=passports())
def test_any_passport_is_read_as_it_was_written(passport: Passport) -> None:
    written = write_candidate(passport)
    assert write_candidate(passport) == written
    _is_read_as_written(passport, written)


def _is_read_as_written(passport: Passport, written: bytes) -> None:
    read, report = read_candidate(parse(written, "x.xml"))
    assert seen(read) == seen(passport)
    assert report.having(Fate.NOT_UNDERSTOOD, Fate.REFUSED) == ()


@settings(max_examples=_SOME, deadline=None, suppress_health_check=_LARGE)
@given(passport=passports())
def test_a_second_crossing_changes_nothing(passport: Passport) -> None:
    first, _ = read_candidate(parse(write_candidate(passport), "x.xml"))
    second, _ = read_candidate(parse(write_candidate(first), "x.xml"))
    assert second == first


@settings(max_examples=_SOME, deadline=None, suppress_health_check=_LARGE)
@given(passport=passports())
def test_the_envelope_carries_every_passport_whole(passport: Passport) -> None:
    assert read_envelope(write_envelope(passport)).passport == passport
