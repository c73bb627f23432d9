"""Formatting that stands as elements, where both formats escape it in a text: read, cleaned, or told."""

import pytest

from exports.europass.candidate_reader import read_candidate
from exports.europass.candidate_writer import write_candidate
from exports.europass.parsing import parse
from passeport.domain.passport import Passport
from passeport.domain.reading import Fate, ReadingReport

_DOCUMENT = """<Candidate xmlns="http://www.europass.eu/1.0" xmlns:oa="http://www.openapplications.org/oagis/9"
 xmlns:hr="http://www.hr-xml.org/3" xmlns:x="http://www.w3.org/1999/xhtml"><CandidatePerson><PersonName>
 <oa:GivenName>Ada</oa:GivenName><hr:FamilyName>Fictive</hr:FamilyName></PersonName></CandidatePerson>
 <CandidateProfile languageCode="fr">{profile}</CandidateProfile></Candidate>"""
_SUMMARY = "<hr:ExecutiveSummary>{}</hr:ExecutiveSummary>"


def _read(profile: str) -> tuple[Passport, ReadingReport]:
    return read_candidate(parse(_DOCUMENT.format(profile=profile).encode(), "x.xml"))


@pytest.mark.parametrize(
    ("inside", "read"),
    [
        ("J’aime <b>les jardins</b> et <i>l’eau</i>.", "J’aime <strong>les jardins</strong> et <em>l’eau</em>."),
        ("<p>Un</p><ul><li>deux</li><li>trois</li></ul>", "<p>Un</p><ul><li>deux</li><li>trois</li></ul>"),
        ("<x:p>Un <x:span>mot</x:span></x:p>suite", "<p>Un mot</p>suite"),
        ("a &lt; b <b>c</b>", "a &lt; b <strong>c</strong>"),
        ("&lt;p&gt;écrit&lt;/p&gt;<p>posé</p>", "<p>écrit</p><p>posé</p>"),
        ("Vu : <script>alert(1)</script><b>fin</b>", "Vu : alert(1)<strong>fin</strong>"),
        ("<p onclick='x()'>Un <a href='javascript:x()'>lien</a></p>", "<p>Un <a>lien</a></p>"),
        ("Un<Inconnu>deux</Inconnu>trois", "<p>Un deux trois</p>"),
    ],
)
def test_words_with_formatting_are_read_whole_through_the_allow_list(inside: str, read: str) -> None:
    passport, report = _read(_SUMMARY.format(inside))
    assert passport.profile.about_me == read
    assert passport.profile.custom == ()
    assert {e.path.rpartition("@")[2] for e in report.having(Fate.NOT_UNDERSTOOD)} <= {"onclick", "href"}
    again, _ = read_candidate(parse(write_candidate(passport), "x.xml"))
    assert again == passport


def test_the_address_of_a_link_is_understood_where_it_is_kept() -> None:
    passport, report = _read(_SUMMARY.format('<a href="https://exemple.invalid/?a=1&amp;b=2" class="x">ici</a>'))
    assert passport.profile.about_me == '<a href="https://exemple.invalid/?a=1&amp;b=2">ici</a>'
    fates = {entry.path.rpartition("/")[2]: entry.fate for entry in report.entries}
    assert (fates["@href"], fates["@class"]) == (Fate.UNDERSTOOD, Fate.TECHNICAL)


def test_the_description_of_a_job_and_what_is_kept_as_words_are_read_so_too() -> None:
    passport, report = _read(
        "<EmploymentHistory><EmployerHistory><PositionHistory><PositionTitle>Jardinière</PositionTitle>"
        "<oa:Description><p>Semis</p><p>Taille</p></oa:Description><Comment>Très <b>vite</b> apprise</Comment>"
        "</PositionHistory></EmployerHistory></EmploymentHistory>"
    )
    (job,) = passport.profile.experiences
    assert job.description == "<p>Semis</p><p>Taille</p>Très <strong>vite</strong> apprise"
    assert [(e.value, e.fate) for e in report.entries if "Comment" in e.path] == [
        ("Très", Fate.KEPT),
        ("vite", Fate.KEPT),
        ("apprise", Fate.KEPT),
    ]


def test_a_title_with_formatting_is_its_words() -> None:
    passport, report = _read(
        "<Others><Title>Mes <b>graines</b></Title><Other><Title>Cent <i>to</i>mates</Title></Other></Others>"
    )
    assert [(entry.section, entry.title) for entry in passport.profile.custom] == [("Mes graines", "Cent tomates")]
    assert report.having(Fate.NOT_UNDERSTOOD) == ()


def test_a_title_with_formatting_that_is_too_long_is_told_whole() -> None:
    long = "mot " * 100
    passport, report = _read(
        f"<Others><Title>Mes graines</Title><Other><Title>{long}<b>{long}</b>fin</Title></Other></Others>"
    )
    (entry,) = passport.profile.custom
    assert len(entry.title) <= 300
    assert [e.value for e in report.having(Fate.NOT_UNDERSTOOD)] == [long.strip(), long.strip(), "fin"]


def test_a_social_security_number_cut_by_elements_is_refused_whole() -> None:
    passport, report = _read(_SUMMARY.format("Voici 1 99 <b>02 91</b> 228 <i>001</i> 42 et la suite"))
    assert passport.profile.about_me == ""
    told = [(e.value, e.fate) for e in report.entries if "ExecutiveSummary" in e.path]
    assert set(told) == {("", Fate.REFUSED)}
