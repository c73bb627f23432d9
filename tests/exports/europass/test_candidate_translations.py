"""Profiles in several languages: what only one of them has is read, what they share is read once."""

import base64
import io
from pathlib import Path

from PIL import Image

from exports.europass.candidate_reader import read_candidate
from exports.europass.parsing import parse
from passeport.domain.passport import Passport
from passeport.domain.reading import Fate, ReadingReport
from tests import people

_DOCUMENT = Path(__file__).parent / "documents" / "candidate" / "21-a-second-profile-with-more.xml"
_PROFILES = """<Candidate xmlns="http://www.europass.eu/1.0" xmlns:oa="http://www.openapplications.org/oagis/9"
 xmlns:hr="http://www.hr-xml.org/3" xmlns:eures="http://www.europass_eures.eu/1.0"><CandidatePerson><PersonName>
 <oa:GivenName>Ada</oa:GivenName><hr:FamilyName>Fictive</hr:FamilyName></PersonName></CandidatePerson>
 <CandidateProfile languageCode="fr">{french}</CandidateProfile>
 <CandidateProfile languageCode="en">{english}</CandidateProfile></Candidate>"""


def _several() -> tuple[Passport, ReadingReport]:
    return read_candidate(parse(_DOCUMENT.read_bytes(), _DOCUMENT.name))


def test_a_section_that_only_another_language_has_is_read_as_items() -> None:
    profile = _several()[0].profile
    assert [(e.qualification, e.school.name) for e in profile.education] == [
        ("Certificate in horticulture", "Garden School")
    ]
    assert [(skill.language.code, skill.reading) for skill in profile.languages] == [("spa", "B1")]
    assert [licence.category for licence in profile.driving_licences] == ["B"]
    assert [(p.title, p.year) for p in profile.publications] == [("Gardens of the North", "2023")]
    assert [skill.description for skill in profile.skills] == ["<p>Listening to people</p>"]
    assert {(e.kind, e.title) for e in profile.custom} >= {
        ("PROJECT", "A shared garden"),
        ("VOLUNTEERING", "Food bank, on Saturdays"),
        ("NETWORK", "Asociación de vecinos"),
    }


def test_a_section_that_two_languages_have_is_read_once_and_its_words_are_kept() -> None:
    passport, report = _several()
    profile = passport.profile
    assert [experience.position for experience in profile.experiences] == ["Jardinière"]
    assert [skill.name for skill in profile.digital_skills] == ["Tableur"]
    assert [entry.title for entry in profile.custom if entry.kind == "HOBBY"] == ["Échecs et dames"]
    kept = {entry.section: entry.description for entry in profile.custom if entry.section.startswith("À propos")}
    words = ("I like gardens.", "Gardener", "Spreadsheets", "Chess and draughts", "My seeds", "A hundred tomatoes")
    assert [word for word in words if f"<p>{word}</p>" not in kept["À propos de moi (en)"]] == []
    assert kept["À propos de moi (es)"] == "<p>Certificado de horticultura</p>"
    assert {e.value for e in report.having(Fate.KEPT)} >= {*words, "Certificado de horticultura"}
    assert report.having(Fate.NOT_UNDERSTOOD) == ()


def test_a_first_profile_that_says_nothing_leaves_the_other_whole() -> None:
    summary = "<hr:ExecutiveSummary>I like gardens.</hr:ExecutiveSummary>"
    document = _PROFILES.format(french="<EmploymentHistory/><Others/>", english=summary)
    passport, _ = read_candidate(parse(document.encode(), "x.xml"))
    assert (passport.profile.about_me, passport.profile.custom) == ("<p>I like gardens.</p>", ())


def test_a_file_of_two_profiles_is_one_document_and_another_photograph_is_not_lost() -> None:
    def attached(data: bytes, more: str = "") -> str:
        text = base64.b64encode(data).decode()
        return f"<eures:Attachment><oa:EmbeddedData>{text}</oa:EmbeddedData>{more}</eures:Attachment>"

    written = io.BytesIO()
    Image.new("RGB", (6, 8), (90, 90, 0)).save(written, "PNG")
    diploma, photo, other = b"%PDF-1.7 diploma", people.photo(), written.getvalue()
    first, second = (attached(data, "<oa:FileType>photo</oa:FileType>") for data in (photo, other))
    document = _PROFILES.format(
        french=attached(diploma, "<oa:FileName>diplome.pdf</oa:FileName>") + first,
        english=attached(diploma, "<oa:FileName>diplome.pdf</oa:FileName>") + second,
    )
    passport, report = read_candidate(parse(document.encode(), "x.xml"))
    assert passport.profile.photo is not None
    assert passport.profile.photo.data == photo
    assert [found.data for found in passport.profile.documents] == [diploma, other]
    assert report.having(Fate.NOT_UNDERSTOOD, Fate.KEPT) == ()
