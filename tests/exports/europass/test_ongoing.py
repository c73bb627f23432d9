"""What goes on still, in every way that documents say it; what says neither yes nor no is told."""

import pytest

from exports.europass.candidate_reader import read_candidate
from exports.europass.parsing import parse
from exports.europass.skillspassport_reader import read_skillspassport
from passeport.domain.passport import Passport
from passeport.domain.reading import Fate, ReadingReport

_DOCUMENT = """<Candidate xmlns="http://www.europass.eu/1.0" xmlns:oa="http://www.openapplications.org/oagis/9"
 xmlns:hr="http://www.hr-xml.org/3" xmlns:eures="http://www.europass_eures.eu/1.0"><CandidatePerson><PersonName>
 <oa:GivenName>Ada</oa:GivenName><hr:FamilyName>Fictive</hr:FamilyName></PersonName></CandidatePerson>
 <CandidateProfile>{profile}</CandidateProfile></Candidate>"""
_TITLE = "<PositionTitle>Jardinière</PositionTitle>"


def _read(profile: str) -> tuple[Passport, ReadingReport]:
    return read_candidate(parse(_DOCUMENT.format(profile=profile).encode(), "x.xml"))


def _jobs(employer: str) -> tuple[list[bool], list[str]]:
    passport, report = _read(f"<EmploymentHistory>{employer}</EmploymentHistory>")
    lost = [entry.value for entry in report.having(Fate.NOT_UNDERSTOOD)]
    return [job.period.ongoing for job in passport.profile.experiences], lost


@pytest.mark.parametrize(("employer", "position"), [('currentIndicator="true"', ""), ("", 'currentIndicator="1"')])
def test_a_job_that_an_attribute_says_to_go_on_does(employer: str, position: str) -> None:
    job = f"<EmployerHistory {employer}><PositionHistory {position}>{_TITLE}</PositionHistory></EmployerHistory>"
    assert _jobs(job) == ([True], [])


def test_an_employer_of_several_jobs_does_not_say_which_goes_on() -> None:
    jobs = f"<PositionHistory>{_TITLE}</PositionHistory>" * 2
    assert _jobs(f'<EmployerHistory currentIndicator="true">{jobs}</EmployerHistory>') == ([False, False], ["true"])


def test_a_training_that_an_attribute_says_to_go_on_does() -> None:
    passport, report = _read(
        '<EducationHistory><EducationOrganizationAttendance currentIndicator="true">'
        "<hr:ProgramName>CAP</hr:ProgramName></EducationOrganizationAttendance></EducationHistory>"
    )
    assert [training.period.ongoing for training in passport.profile.education] == [True]
    assert report.having(Fate.NOT_UNDERSTOOD) == ()


@pytest.mark.parametrize(
    ("written", "goes_on", "lost"), [("TRUE", True, []), ("0", False, []), ("oui", False, ["oui"])]
)
def test_what_is_neither_true_nor_false_is_told(written: str, lost: list[str], *, goes_on: bool) -> None:
    period = f"<eures:EmploymentPeriod><hr:CurrentIndicator>{written}</hr:CurrentIndicator></eures:EmploymentPeriod>"
    job = f"<EmployerHistory><PositionHistory>{_TITLE}{period}</PositionHistory></EmployerHistory>"
    assert _jobs(job) == ([goes_on], lost)


@pytest.mark.parametrize(("written", "goes_on", "lost"), [("1", True, []), ("oui", False, ["oui"])])
def test_a_skillspassport_is_read_so_too(written: str, lost: list[str], *, goes_on: bool) -> None:
    job = (
        f"<WorkExperience><Period><Current>{written}</Current></Period><Activities>Semis</Activities></WorkExperience>"
    )
    document = (
        '<SkillsPassport xmlns="http://europass.cedefop.europa.eu/Europass"><LearnerInfo><Identification><PersonName>'
        "<FirstName>Ada</FirstName><Surname>Fictive</Surname></PersonName></Identification>"
        f"<WorkExperienceList>{job}</WorkExperienceList></LearnerInfo></SkillsPassport>"
    )
    passport, report = read_skillspassport(parse(document.encode(), "x.xml"))
    assert [found.period.ongoing for found in passport.profile.experiences] == [goes_on]
    assert [entry.value for entry in report.having(Fate.NOT_UNDERSTOOD)] == lost
