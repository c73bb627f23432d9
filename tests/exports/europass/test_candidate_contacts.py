"""What other tools say of a telephone, and where: understood truly, or told."""

import pytest

from exports.europass.candidate_reader import read_candidate
from exports.europass.candidate_writer import write_candidate
from exports.europass.parsing import parse
from passeport.domain.identity import ContactUse, Identity
from passeport.domain.reading import Fate, ReadingReport

_DOCUMENT = """<Candidate xmlns="http://www.europass.eu/1.0" xmlns:oa="http://www.openapplications.org/oagis/9"
 xmlns:hr="http://www.hr-xml.org/3"><CandidatePerson><PersonName><oa:GivenName>Ada</oa:GivenName>
 <hr:FamilyName>Fictive</hr:FamilyName></PersonName><Communication>{said}</Communication></CandidatePerson></Candidate>"""


def _read(said: str) -> tuple[Identity, ReadingReport]:
    passport, report = read_candidate(parse(_DOCUMENT.format(said=said).encode(), "x.xml"))
    again, _ = read_candidate(parse(write_candidate(passport), "x.xml"))
    assert again.identity == passport.identity
    return passport.identity, report


def _lost(report: ReadingReport) -> list[str]:
    return [entry.value for entry in report.having(Fate.NOT_UNDERSTOOD)]


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("France", "33"),
        ("Portugal", "351"),
        ("Belgium", "32"),
        ("FR", "33"),
        ("+33", "33"),
        ("0033", "33"),
        ("1-684", "1684"),
    ],
)
def test_a_dialling_code_told_in_any_way_is_the_country_s(written: str, digits: str) -> None:
    identity, report = _read(f"<CountryDialing>{written}</CountryDialing><oa:DialNumber>199000001</oa:DialNumber>")
    assert [(t.country_dialing, t.number) for t in identity.telephones] == [(digits, "199000001")]
    assert _lost(report) == []


@pytest.mark.parametrize("written", ["Atlantide", "0", "331990000"])
def test_a_dialling_code_of_no_country_is_told(written: str) -> None:
    identity, report = _read(f"<CountryDialing>{written}</CountryDialing><oa:DialNumber>5550199</oa:DialNumber>")
    assert [(t.country_dialing, t.number) for t in identity.telephones] == [("", "5550199")]
    assert _lost(report) == [written]


def test_a_country_that_is_not_the_one_that_is_dialled_is_told() -> None:
    said = "<CountryDialing>33</CountryDialing><CountryCode>BE</CountryCode><oa:DialNumber>199000001</oa:DialNumber>"
    identity, report = _read(said)
    assert [t.country_dialing for t in identity.telephones] == ["33"]
    assert _lost(report) == ["BE"]


@pytest.mark.parametrize(
    ("channel", "address", "told"),
    [
        ("Telephone", "tel:+33-1-99-00-00-01", ("33", "199000001", "", None)),
        ("MobileTelephone", "tel:+351912345678", ("351", "912345678", "", ContactUse.MOBILE)),
        ("", "TEL:+33199000001;ext=12", ("33", "199000001", "poste 12", None)),
        ("Telephone", "tel:7042;phone-context=exemple.invalid", ("", "7042", "phone-context=exemple.invalid", None)),
        ("Telephone", "tel:+999", ("", "+999", "", None)),
        ("FixTelephone", "01 99 00 00 01", ("33", "199000001", "", None)),
    ],
)
def test_the_address_of_a_telephone_is_a_telephone(
    channel: str, address: str, told: tuple[str, str, str, ContactUse | None]
) -> None:
    identity, report = _read(f"<ChannelCode>{channel}</ChannelCode><oa:URI>{address}</oa:URI>")
    assert [(t.country_dialing, t.number, t.label, t.use) for t in identity.telephones] == [told]
    assert identity.online == ()
    assert _lost(report) == []


def test_an_address_of_the_web_under_a_telephone_stays_one() -> None:
    identity, _ = _read("<ChannelCode>Telephone</ChannelCode><oa:URI>https://exemple.invalid/4</oa:URI>")
    assert (identity.telephones, [found.address for found in identity.online]) == ((), ["https://exemple.invalid/4"])
