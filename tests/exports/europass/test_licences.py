"""Driving licences: dates that neither generation has an element for, and two of one category."""

from collections.abc import Callable

import pytest

from exports.europass.candidate_reader import read_candidate
from exports.europass.candidate_writer import write_candidate
from exports.europass.parsing import parse
from exports.europass.skillspassport_reader import read_skillspassport
from exports.europass.skillspassport_writer import write_skillspassport
from passeport.domain.partial_date import PartialDate
from passeport.domain.passport import Passport
from passeport.domain.profile import DrivingLicence, Profile
from passeport.domain.reading import Fate, ReadingReport
from tests import people

_DOCUMENT = """<Candidate xmlns="http://www.europass.eu/1.0" xmlns:oa="http://www.openapplications.org/oagis/9"
 xmlns:hr="http://www.hr-xml.org/3" xmlns:eures="http://www.europass_eures.eu/1.0"><CandidatePerson><PersonName>
 <oa:GivenName>Ada</oa:GivenName><hr:FamilyName>Fictive</hr:FamilyName></PersonName></CandidatePerson>
 <CandidateProfile><eures:Licenses>{licences}</eures:Licenses></CandidateProfile></Candidate>"""
Told = tuple[str, str, str]


def _read(licences: str) -> tuple[Passport, ReadingReport]:
    return read_candidate(parse(_DOCUMENT.format(licences=licences).encode(), "x.xml"))


def _through_candidate(passport: Passport) -> Passport:
    return read_candidate(parse(write_candidate(passport), "x.xml"))[0]


def _through_skillspassport(passport: Passport) -> Passport:
    return read_skillspassport(parse(write_skillspassport(passport), "x.xml"))[0]


def _told(passport: Passport) -> list[Told]:
    return [(x.category, str(x.issued_on or ""), str(x.expires_on or "")) for x in passport.profile.driving_licences]


def _licence(number: int, category: str, issued: str, expires: str) -> DrivingLicence:
    start, end = (PartialDate.parse(text) if text else None for text in (issued, expires))
    return DrivingLicence(id=people.item(f"permis {number}"), category=category, issued_on=start, expires_on=end)


def test_the_validity_of_a_licence_is_its_dates() -> None:
    passport, report = _read(
        '<eures:License validFrom="2019-03-01T00:00:00Z" validTo="2034-03-01">'
        "<hr:LicenseTypeCode>B</hr:LicenseTypeCode></eures:License>"
        '<eures:License><hr:LicenseTypeCode validFrom="2021">C</hr:LicenseTypeCode></eures:License>'
    )
    assert _told(passport) == [("B", "2019-03-01", "2034-03-01"), ("C", "2021", "")]
    assert {entry.fate for entry in report.entries if "@valid" in entry.path} == {Fate.UNDERSTOOD}
    assert _told(_through_candidate(passport)) == _told(passport)


def test_a_validity_that_is_none_or_of_no_licence_is_told() -> None:
    _, report = _read(
        '<eures:License validFrom="hier" validTo="2034-02-31">'
        "<hr:LicenseTypeCode>B</hr:LicenseTypeCode></eures:License>"
        '<eures:License validFrom="2020"><hr:LicenseTypeCode>CACES</hr:LicenseTypeCode></eures:License>'
    )
    assert [entry.value for entry in report.having(Fate.NOT_UNDERSTOOD)] == ["hier", "2034-02-31", "2020"]


@pytest.mark.parametrize("through", [_through_candidate, _through_skillspassport])
@pytest.mark.parametrize(
    "licences",
    [
        [("B", "2001", "2011"), ("B", "2012", "2027")],
        [("B", "", ""), ("C", "2020", ""), ("B", "2012-05", ""), ("B", "", "2030-01-01")],
        [("B", "2012", "2027"), ("B", "", "")],
    ],
)
def test_two_licences_of_one_category_come_back_as_they_were(
    licences: list[Told], through: Callable[[Passport], Passport]
) -> None:
    items = tuple(_licence(number, *told) for number, told in enumerate(licences))
    passport = through(Passport(identity=people.ada_identity(), profile=Profile(driving_licences=items)))
    assert _told(passport) == licences
    assert passport.profile.custom == ()


def test_two_validities_of_a_category_are_two_licences() -> None:
    licence = '<eures:License validFrom="{}"><hr:LicenseTypeCode>B</hr:LicenseTypeCode></eures:License>'
    passport, report = _read(licence.format("2001") + licence.format("2012"))
    assert _told(passport) == [("B", "2001", ""), ("B", "2012", "")]
    assert report.having(Fate.NOT_UNDERSTOOD) == ()
