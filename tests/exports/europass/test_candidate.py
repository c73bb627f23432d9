import subprocess
import sys
from pathlib import Path

import pytest

from exports.europass.candidate_reader import read_candidate
from exports.europass.candidate_writer import write_candidate
from exports.europass.parsing import parse
from passeport.domain.errors import DamagedFile, DangerousFile, ImpossibleDate, NotAPassport
from passeport.domain.fingerprint import content_of
from passeport.domain.identity import ContactUse, Identity, Telephone
from passeport.domain.passport import Passport
from passeport.domain.reading import Fate
from tests import people
from tests.seen import seen


def test_what_is_written_is_read_again() -> None:
    passport = people.ada_passport()
    read, report = read_candidate(parse(write_candidate(passport), "ada.xml"))
    assert seen(read) == seen(passport)
    assert [e.path for e in report.having(Fate.NOT_UNDERSTOOD)] == []


def test_steps_that_crossed_another_editor_are_the_same_steps() -> None:
    passport = people.ada_passport()
    read, _ = read_candidate(parse(write_candidate(passport), "ada.xml"))

    (home,) = read.parcours
    (wanted,) = passport.parcours
    assert (home.id, home.need) == (wanted.id, wanted.need)
    for mine, theirs in zip(wanted.steps, home.steps, strict=True):
        assert theirs.id == mine.id
        assert content_of(theirs, without={"notes"}) == content_of(mine, without={"notes"})
        assert [n.text for n in theirs.notes] == [n.text for n in mine.notes]
        assert theirs.provenance.station == mine.provenance.station


def test_the_same_passport_gives_the_same_bytes() -> None:
    assert write_candidate(people.ada_passport()) == write_candidate(people.ada_passport())


def test_the_editor_accepts_and_shows_everything(shared: Path, tmp_path: Path) -> None:
    file = tmp_path / "ada.xml"
    file.write_bytes(write_candidate(people.ada_passport()))
    checked = subprocess.run(
        [sys.executable, str(shared / "checks" / "candidate.py"), "--strict", str(file)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize("name", ["editor-dialect.xml", "schema-4.0.1-dialect.xml"])
def test_every_word_of_a_real_document_is_understood_or_reported(shared: Path, name: str) -> None:
    file = shared / "europass" / "candidate" / "samples" / name
    root = parse(file.read_bytes(), name)
    passport, report = read_candidate(root)

    told = {entry.value for entry in report.entries}
    texts = {text.strip() for element in root.iter() for text in (element.text,) if text and text.strip()}
    assert texts <= told
    assert not report.having(Fate.NOT_UNDERSTOOD)
    assert read_candidate(root)[0] == passport
    assert read_candidate(parse(write_candidate(passport), name))[0] == passport


MINIMAL = """<Candidate xmlns="http://www.europass.eu/1.0" xmlns:oa="http://www.openapplications.org/oagis/9"
 xmlns:hr="http://www.hr-xml.org/3"><CandidatePerson><PersonName><oa:GivenName>{given}</oa:GivenName>
 <hr:FamilyName>Fictive</hr:FamilyName></PersonName>{person}</CandidatePerson>{profiles}</Candidate>"""


def _minimal(more: str = "", *, given: str = "Ada", inside: bool = True) -> tuple[Passport, list[tuple[str, Fate]]]:
    """Read a document with `more` inside the person, or after it."""
    document = MINIMAL.format(given=given, person=more if inside else "", profiles="" if inside else more)
    passport, report = read_candidate(parse(document.encode(), "x.xml"))
    return passport, [(entry.value, entry.fate) for entry in report.entries]


def _profile(content: str) -> tuple[Passport, list[tuple[str, Fate]]]:
    return _minimal(f'<CandidateProfile languageCode="fr">{content}</CandidateProfile>', inside=False)


def test_an_unknown_element_is_reported_with_its_value() -> None:
    _, fates = _minimal("<Hobby>échecs</Hobby>")
    assert ("échecs", Fate.NOT_UNDERSTOOD) in fates


def test_what_an_item_says_besides_is_kept_as_words() -> None:
    passport, fates = _profile(
        "<Certifications><Certification><Name>Habilitation B0</Name><Issuer>Centre d’Essai</Issuer></Certification>"
        "</Certifications>"
    )
    (entry,) = passport.profile.custom
    assert (entry.kind, entry.title, entry.description) == (
        "CERTIFICATION",
        "Habilitation B0",
        "<p>Centre d’Essai</p>",
    )
    assert ("Centre d’Essai", Fate.KEPT) in fates


def test_a_profile_in_another_language_is_kept_as_words_and_doubles_nothing() -> None:
    job = (
        "<EmploymentHistory><EmployerHistory><hr:OrganizationName>Pépinières</hr:OrganizationName><PositionHistory>"
        "<PositionTitle>{}</PositionTitle></PositionHistory></EmployerHistory></EmploymentHistory>"
    )
    other = f'<CandidateProfile languageCode="en">{job.format("Gardener")}</CandidateProfile>'
    passport, fates = _minimal(
        other + f'<CandidateProfile languageCode="fr">{job.format("Jardinier")}</CandidateProfile>', inside=False
    )
    assert [experience.position for experience in passport.profile.experiences] == ["Jardinier"]
    assert [entry.description for entry in passport.profile.custom] == ["<p>Gardener</p>"]
    assert ("Gardener", Fate.KEPT) in fates


def test_a_title_that_is_too_long_is_cut_and_told_whole() -> None:
    title = "très long " * 60
    passport, fates = _profile(f"<Others><Title>Loisirs</Title><Other><Title>{title}</Title></Other></Others>")
    (entry,) = passport.profile.custom
    assert title.startswith(entry.title)
    assert (title.strip(), Fate.NOT_UNDERSTOOD) in fates


def test_a_level_of_another_framework_is_not_taken_for_one_of_the_eqf() -> None:
    passport, _ = _profile(
        "<EducationHistory><EducationOrganizationAttendance><hr:ProgramName>Licence</hr:ProgramName>"
        '<EducationLevelCode listName="EURES_ISCEDEducationLevel">5</EducationLevelCode>'
        "</EducationOrganizationAttendance></EducationHistory>"
    )
    (education,) = passport.profile.education
    assert (education.eqf_level, education.level_label) == (None, "ISCED 5")


def test_contacts_that_the_editor_would_refuse_are_kept() -> None:
    passport, fates = _minimal(
        "<Communication><ChannelCode>Fax</ChannelCode><UseCode>Secretariat</UseCode><CountryCode>FR</CountryCode>"
        "<oa:DialNumber>199000001</oa:DialNumber></Communication>"
    )
    (telephone,) = passport.identity.telephones
    assert (telephone.label, telephone.country_dialing, telephone.number) == ("Fax", "33", "199000001")
    assert ("Secretariat", Fate.NOT_UNDERSTOOD) in fates


def test_a_french_number_without_its_country_is_written_with_it() -> None:
    given = people.ada_passport()
    number = Telephone(use=ContactUse.HOME, number="01 99 00 00 07")
    passport = given.evolve(identity=given.identity.evolve(telephones=(number,)))
    read, _ = read_candidate(parse(write_candidate(passport), "ada.xml"))
    assert read.identity.telephones == (number.evolve(country_dialing="33", number="199000007"),)


def test_words_around_a_comment_are_one_text() -> None:
    passport, _ = _minimal(given="Ada<!-- or -->-Inès")
    assert passport.identity.given_names == "Ada-Inès"


def test_an_impossible_date_refuses_the_file_and_names_it() -> None:
    with pytest.raises(ImpossibleDate) as refused:
        _minimal("<hr:BirthDate>1990-02-31</hr:BirthDate>")
    assert refused.value.parameters["value"] == "1990-02-31"


@pytest.mark.parametrize("written", ["1999-02-28+01:00", "1999-02-28Z", "1999-02-28T00:00:00Z", "1999-02-28"])
def test_a_day_that_says_its_zone_is_that_day(written: str) -> None:
    passport, _ = _minimal(f"<hr:BirthDate>{written}</hr:BirthDate>")
    assert str(passport.identity.birth_date) == "1999-02-28"


def test_a_truth_that_is_written_as_a_one_is_read_so() -> None:
    passport = people.ada_passport()
    data = write_candidate(passport)
    other = data.replace(b"CurrentIndicator>true<", b"CurrentIndicator>1<").replace(b"Ongoing>true<", b"Ongoing>1<")
    assert other != data
    read, _ = read_candidate(parse(other, "ada.xml"))
    assert [one.period.ongoing for one in read.profile.experiences] == [True]


def test_a_person_without_a_name_is_no_passport() -> None:
    with pytest.raises(NotAPassport):
        _minimal(given=" ")


def test_a_social_security_number_is_dropped_and_reported() -> None:
    passport, fates = _minimal(
        "<Communication><ChannelCode>Email</ChannelCode><oa:URI>1 85 05 78 006 084 36</oa:URI></Communication>"
    )
    assert passport.identity == Identity(given_names="Ada", family_name="Fictive")
    assert ("", Fate.REFUSED) in fates


@pytest.mark.parametrize(
    "document",
    [
        b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><a>&d;</a>',
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        b'<!DOCTYPE a SYSTEM "http://exemple.invalid/a.dtd"><a/>',
        b"<a>" + b"<b>" * 120 + b"</b>" * 120 + b"</a>",
        b"<a>" + b"<b>" * 90_000,
        '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16"),
    ],
)
def test_documents_that_attack_are_refused(document: bytes) -> None:
    with pytest.raises(DangerousFile):
        parse(document, "x.xml")


@pytest.mark.parametrize("document", [b"<a><b>", b"<a>&nbsp;</a>", b"", b"<a>\xff</a>", b"<a b='1' b='2'/>"])
def test_documents_that_are_broken_are_damaged(document: bytes) -> None:
    with pytest.raises(DamagedFile):
        parse(document, "x.xml")


def test_a_social_security_number_is_not_repeated_by_the_report() -> None:
    _, fates = _minimal("<Unknown>1 85 05 78 006 084 36</Unknown>")
    assert "1 85 05 78 006 084 36" not in {value for value, _ in fates}
