"""For any passport: what is written is valid, deterministic, and read again as the same passport."""

import importlib.util
import os
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from exports.europass.parsing import parse
from exports.europass.skillspassport_reader import read_skillspassport
from exports.europass.skillspassport_writer import write_skillspassport
from passeport.domain.passport import Passport
from tests.conftest import SHARED
from tests.sameness import content
from tests.strategies.passports import passports

_CHECK = SHARED / "checks" / "skillspassport.py"
PASSPORTS = settings(
    max_examples=500 if os.environ.get("CI") else 60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@cache
def _schema() -> etree.XMLSchema:
    """Load the official schema in the way of the official check."""
    found = importlib.util.spec_from_file_location("official_check", _CHECK)
    assert found is not None
    assert found.loader is not None
    check = importlib.util.module_from_spec(found)
    found.loader.exec_module(check)
    schema: etree.XMLSchema = check.load_schema()
    return schema


@pytest.mark.skipif(not _CHECK.is_file(), reason="../shared is absent: the official schema was not asked")
@PASSPORTS
@given(passports())
def test_the_official_schema_accepts_every_passport(passport: Passport) -> None:
    schema = _schema()
    assert schema.validate(etree.fromstring(write_skillspassport(passport))), schema.error_log


@PASSPORTS
@given(passports())
def test_what_is_written_is_read_again_and_written_the_same(passport: Passport) -> None:
    written = write_skillspassport(passport)
    assert write_skillspassport(passport) == written
    read, _ = read_skillspassport(parse(written, "au-hasard.xml"))
    assert content(read) == content(passport)
    assert read_skillspassport(parse(write_skillspassport(read), "encore.xml"))[0] == read
