"""For any passport: what is written is valid, deterministic, and read again as the same passport."""

import html
import importlib.util
import re
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from exports.europass.parsing import parse
from exports.europass.skillspassport_reader import read_skillspassport
from exports.europass.skillspassport_writer import write_skillspassport
from passeport.domain.beneficiary import Dossier
from passeport.domain.difference import DifferenceKind, differences
from passeport.domain.identity import Address
from passeport.domain.normalise import words_of
from passeport.domain.passport import Passport
from passeport.domain.profile import Education, Organisation, Profile
from passeport.domain.reading import Fate
from tests import people
from tests.conftest import SHARED
from tests.depth import chosen
from tests.seen import seen
from tests.strategies.passports import passports

_CHECK = SHARED / "checks" / "skillspassport.py"
_MANY, _SOME = chosen(60, 500), chosen(20, 40, 100)
_CODED = {
    *("id", "provenance", "author", "data", "media_type", "kind", "service", "code", "use", "sector", "occupation_uri"),
    *("country", "nationalities", "residence_country", "gender", "network", "type", "status", "mode", "level"),
    *("theme", "themes", "objective", "objectives", "immersion_objective", "cep_level", "closure_reason"),
    *("decline_reason", "start", "end", "birth_date", "day", "until", "at", "opened_on", "closed_on", "due_on"),
    *("sent_on", "answered_on", "first_meeting_on", "written_at", "awarded_on", "issued_on", "expires_on"),
}
"""Fields that are written as a code, a date or bytes."""
_LARGE = list(HealthCheck)  # a full passport is a large example


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


@settings(max_examples=_MANY, deadline=None, suppress_health_check=_LARGE)
@given(passports())
def test_any_passport_is_valid_and_read_again_as_it_was(passport: Passport) -> None:
    written = write_skillspassport(passport)
    assert write_skillspassport(passport) == written
    assert not _CHECK.is_file() or _schema().validate(etree.fromstring(written)), _schema().error_log
    read, report = read_skillspassport(parse(written, "au-hasard.xml"))
    assert seen(read) == seen(passport)
    assert report.having(Fate.NOT_UNDERSTOOD, Fate.REFUSED) == ()
    found = differences(_dossier(passport), read)
    assert [(d.field, d.mine, d.theirs) for d in found if d.kind is not DifferenceKind.SAME] == []
    assert len(found) == len(differences(_dossier(passport), passport))


def _dossier(passport: Passport) -> Dossier:
    ada = people.ada()
    beneficiary = ada.beneficiary.model_copy(update={"identity": passport.identity, "profile": passport.profile})
    return ada.model_copy(update={"beneficiary": beneficiary, "parcours": passport.parcours})


@settings(max_examples=_SOME, deadline=None, suppress_health_check=_LARGE)
@given(passports())
def test_a_second_crossing_changes_nothing(passport: Passport) -> None:
    first, _ = read_skillspassport(parse(write_skillspassport(passport), "une-fois.xml"))
    second, _ = read_skillspassport(parse(write_skillspassport(first), "deux-fois.xml"))
    assert second == first


@settings(max_examples=_SOME, deadline=None, suppress_health_check=_LARGE)
@given(passports())
def test_every_word_of_a_passport_can_be_seen(passport: Passport) -> None:
    root = parse(write_skillspassport(passport), "au-hasard.xml")
    texts = [e.text or "" for e in root.iter() if etree.QName(e).localname != "Comment"]
    seen_words = "|".join(f" {_words(text)} " for text in texts)
    said = passport.model_dump(mode="json", include={"identity", "profile", "parcours"})
    assert [(path, text) for path, text in _texts(said) if f" {_words(text)} " not in seen_words] == []


def _texts(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield each text of a passport that is no code, no date and no file."""
    if isinstance(value, dict):
        for name, part in value.items():
            if name not in _CODED:
                yield from _texts(part, f"{path}.{name}")
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part, path)
    elif isinstance(value, str) and _words(value):
        yield path, value


def _words(text: str) -> str:
    plain = re.sub(r"</?(?:p|strong|em|u|ul|ol|li|br|a|span)\b[^<>]*>", " ", text)
    for _ in range(2):  # a description is escaped in a document, and is markup itself
        plain = re.sub(r"</?(?:p|strong|em|u|ul|ol|li|br|a|span)(?: [^<>]*)?>", " ", html.unescape(plain))
    return " ".join(words_of(plain))


def test_the_official_schema_was_asked() -> None:
    if not _CHECK.is_file():
        pytest.skip("../shared is absent: the official schema was not asked")
    assert not _schema().validate(etree.fromstring(b"<SkillsPassport/>"))


def test_a_school_s_own_city_is_seen_beside_the_place_of_the_training() -> None:
    """V3.4 has room for one place: the other one stands in words."""
    school = Organisation(address=Address(city="Modèle-Ville", country="FR"))
    education = Education(id=people.item("ailleurs"), school=school, city="Essai-sur-Seine", country="FR")
    passport = Passport(identity=people.ada_identity(), profile=Profile(education=(education,)))
    root = parse(write_skillspassport(passport), "au-hasard.xml")
    texts = " ".join(e.text or "" for e in root.iter() if etree.QName(e).localname != "Comment")
    assert "Modèle-Ville" in texts
    assert "Essai-sur-Seine" in texts
