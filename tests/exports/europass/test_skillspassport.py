import base64
import subprocess
import sys
from pathlib import Path

import pytest

from exports.europass.parsing import parse
from exports.europass.skillspassport_reader import read_skillspassport
from exports.europass.skillspassport_writer import write_skillspassport
from passeport.domain.errors import ImpossibleDate, NotAPassport
from passeport.domain.fingerprint import content_of
from passeport.domain.partial_date import PartialDate
from passeport.domain.passport import Passport
from passeport.domain.profile import DigitalSkill, Item, Skill
from passeport.domain.reading import Fate, ReadingReport
from tests import people

SAMPLES = (
    "Europass_CV_ESP_CL_LP_V3.4.0_Example.xml",
    "Europass_CV_V3.4.0_Example.xml",
    "Europass_LP_V.3.4.0_Example.xml",
)


def _again(passport: Passport) -> tuple[Passport, ReadingReport]:
    return read_skillspassport(parse(write_skillspassport(passport), "ada.xml"))


def _contents(passport: Passport) -> dict[str, list[str]]:
    lists = {name: value for name, value in passport.profile if isinstance(value, tuple)}
    return {name: [content_of(v) for v in values if isinstance(v, Item)] for name, values in lists.items()}


def test_what_is_written_is_read_again() -> None:
    passport = people.ada_passport()
    profile = passport.profile
    read, report = _again(passport)

    assert read.identity == passport.identity
    assert read.profile.headline == profile.headline
    assert read.profile.about_me == profile.about_me
    assert read.profile.photo == profile.photo
    wanted, found = _contents(passport), _contents(read)
    for name in ("experiences", "education"):  # a bare town of the organisation is where the thing took place
        del wanted[name], found[name]
    assert found == wanted
    places = [
        (e.employer.name, e.city or (e.employer.address.city if e.employer.address else ""))
        for e in profile.experiences
    ]
    assert [(e.employer.name, e.city) for e in read.profile.experiences] == places
    assert report.having(Fate.NOT_UNDERSTOOD) == ()


def test_steps_that_crossed_this_format_are_the_same_steps() -> None:
    passport = people.ada_passport()
    (wanted,), (home,) = passport.parcours, _again(passport)[0].parcours
    assert (home.id, home.need) == (wanted.id, wanted.need)
    for mine, theirs in zip(wanted.steps, home.steps, strict=True):
        assert theirs.id == mine.id
        assert content_of(theirs, without={"notes"}) == content_of(mine, without={"notes"})
        assert [note.text for note in theirs.notes] == [note.text for note in mine.notes]
        assert theirs.provenance.station == mine.provenance.station


def test_a_second_crossing_changes_nothing() -> None:
    once, _ = _again(people.ada_passport())
    twice, _ = _again(once)
    assert twice == once


def test_the_same_passport_gives_the_same_bytes() -> None:
    assert write_skillspassport(people.ada_passport()) == write_skillspassport(people.ada_passport())


def test_a_second_skill_of_a_kind_is_not_lost() -> None:
    passport = people.ada_passport()
    one, two = (
        Skill(id=people.item(name), kind="COMMUNICATION", description=f"<p>{name}</p>") for name in ("Oral", "Écrit")
    )
    read, _ = _again(passport.evolve(profile=passport.profile.evolve(skills=(one, two))))
    assert [(s.kind, s.description) for s in read.profile.skills] == [
        ("COMMUNICATION", "<p>Oral</p>"),
        ("COMMUNICATION", "<p>Écrit</p>"),
    ]


def _valid(shared: Path, file: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(shared / "checks" / "skillspassport.py"), str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_official_schema_accepts_it(shared: Path, tmp_path: Path) -> None:
    file = tmp_path / "ada.xml"
    file.write_bytes(write_skillspassport(people.ada_passport()))
    checked = _valid(shared, file)
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize("name", SAMPLES)
def test_every_word_of_a_real_document_is_understood_or_reported(shared: Path, tmp_path: Path, name: str) -> None:
    root = parse((shared / "europass" / "skillspassport-v3" / "samples" / name).read_bytes(), name)
    passport, report = read_skillspassport(root)

    told = {entry.value.removesuffix("…") for entry in report.entries}
    texts = {text.strip() for element in root.iter() if (text := element.text or "").strip()}
    assert {text for text in texts if text not in told and text[:400] not in told} == set()
    assert read_skillspassport(root)[0] == passport
    assert read_skillspassport(parse(write_skillspassport(passport), name))[0] == passport
    file = tmp_path / name
    file.write_bytes(write_skillspassport(passport))
    checked = _valid(shared, file)
    assert checked.returncode == 0, checked.stdout


def test_a_document_whose_bytes_are_missing_is_reported_by_name(shared: Path) -> None:
    name = SAMPLES[1]
    root = parse((shared / "europass" / "skillspassport-v3" / "samples" / name).read_bytes(), name)
    _, report = read_skillspassport(root)
    lost = [entry.value for entry in report.having(Fate.NOT_UNDERSTOOD) if entry.path.endswith("Name")]
    assert lost == ["licence.pdf", "My scanned Diploma copy"]


MINIMAL = """<SkillsPassport xmlns="http://europass.cedefop.europa.eu/Europass" locale="{locale}"><DocumentInfo>
<XSDVersion>{version}</XSDVersion></DocumentInfo><LearnerInfo><Identification><PersonName><FirstName>Ada</FirstName>
<Surname>{surname}</Surname></PersonName>{who}</Identification>{info}</LearnerInfo>{after}</SkillsPassport>"""


def _read(
    *, who: str = "", info: str = "", after: str = "", surname: str = "Fictive", locale: str = "fr"
) -> tuple[Passport, list[tuple[str, Fate]]]:
    document = MINIMAL.format(locale=locale, version="V3.0", surname=surname, who=who, info=info, after=after)
    passport, report = read_skillspassport(parse(document.encode(), "x.xml"))
    assert report.file_format == "skillspassport V3.0"
    return passport, [(entry.value, entry.fate) for entry in report.entries]


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('year="1999" month="--02" day="---28"', "1999-02-28"),
        ('year="1999" month="--02--" day="---28"', "1999-02-28"),
        ('year="1999" month="2" day="8"', "1999-02-08"),
        ('year="1999" month="--02"', "1999-02"),
        ('year="1999"', "1999"),
        ('year="1999" day="---28"', "1999"),
    ],
)
def test_dates_of_every_version(attributes: str, expected: str) -> None:
    passport, _ = _read(who=f"<Demographics><Birthdate {attributes}/></Demographics>")
    assert passport.identity.birth_date == PartialDate.parse(expected)


def test_31_february_is_refused_with_its_place() -> None:
    with pytest.raises(ImpossibleDate) as refused:
        _read(who='<Demographics><Birthdate year="1999" month="--02" day="---31"/></Demographics>')
    assert refused.value.parameters["value"] == "1999-02-31"


def test_a_person_without_a_name_is_no_passport() -> None:
    with pytest.raises(NotAPassport):
        _read(surname="")


def test_countries_and_nationalities_of_cedefop() -> None:
    passport, _ = _read(
        locale="en-GB",
        who="<ContactInfo><Address><Contact><Country><Code>EL</Code></Country></Contact></Address></ContactInfo>"
        "<Demographics><NationalityList><Nationality><Code>EL</Code></Nationality><Nationality><Code>GB</Code>"
        "</Nationality><Nationality><Label>Apatride</Label></Nationality></NationalityList></Demographics>",
    )
    assert passport.language == "en"
    assert [address.country for address in passport.identity.addresses] == ["GR"]
    assert passport.identity.nationalities == ("GR", "GB")
    assert passport.identity.other_nationalities == ("Apatride",)


def test_an_unknown_element_is_reported_with_its_value() -> None:
    _, fates = _read(info="<Hobbies>échecs</Hobbies>")
    assert ("échecs", Fate.NOT_UNDERSTOOD) in fates


def test_a_photograph_that_is_none_is_reported() -> None:
    data = base64.b64encode(b"not an image").decode()
    passport, fates = _read(who=f"<Photo><MimeType>image/png</MimeType><Data>{data}</Data></Photo>")
    assert passport.profile.photo is None
    assert (data, Fate.NOT_UNDERSTOOD) in fates


def test_markup_is_cleaned_wherever_it_stands() -> None:
    passport, _ = _read(
        info="<WorkExperienceList><WorkExperience><Position><Label>Jardinière</Label></Position>"
        '<Activities>&lt;p onclick="x"&gt;Taille&lt;script&gt;alert(1)&lt;/script&gt;&lt;/p&gt;</Activities>'
        "</WorkExperience></WorkExperienceList>"
    )
    (experience,) = passport.profile.experiences
    assert experience.description == "<p>Taillealert(1)</p>"  # its words stay, harmless


def test_a_document_says_what_it_is_proof_of() -> None:
    file = Path(__file__).parent / "documents" / "skillspassport" / "v34-portefeuille-de-preuves.xml"
    passport, _ = read_skillspassport(parse(file.read_bytes(), file.name))
    first, second, third = (document.description for document in passport.profile.documents)
    assert first.startswith("Attestation de stage — Justifie : Stagiaire ; français ; Compétences en communication ; ")
    assert second == "Justifie : Baccalauréat fictif ; Permis de conduire ; Distinctions"
    assert third == "Justifie : Échange scolaire ; anglais ; Autres compétences ; Distinctions"
    assert _again(passport)[0].profile.documents == passport.profile.documents


@pytest.mark.parametrize("group", [f"A — {'b' * 290}", "— Ada", ""])
def test_a_digital_skill_of_a_group_with_a_dash_and_a_long_name_is_read(group: str) -> None:
    skill = DigitalSkill(id=people.item("long"), group=group, name="c" * 300)
    passport = people.ada_passport()
    read, report = _again(passport.evolve(profile=passport.profile.evolve(digital_skills=(skill,))))
    assert _contents(read)["digital_skills"] == [content_of(skill)]
    assert report.having(Fate.NOT_UNDERSTOOD) == ()
