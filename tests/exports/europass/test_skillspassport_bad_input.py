"""What a SkillsPassport or a learnerinfo may hold by mistake or on purpose: read with a report, or refused clearly."""

import io
import random
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from exports.europass.parsing import parse
from exports.europass.skillspassport_reader import read_skillspassport
from exports.europass.skillspassport_writer import write_skillspassport
from exports.travel.inbox import understand
from passeport.domain.errors import ImpossibleDate, InputRefused, NotAPassport
from passeport.domain.passport import Passport
from passeport.domain.profile import AttachedDocument, Picture, Profile
from passeport.domain.reading import Fate, IncomingPassport
from passeport.language.messages import sentence
from tests import people
from tests.seen import seen

DOCUMENTS = sorted((Path(__file__).parent / "documents").glob("*/*.xml"))
NIR = "2 85 05 78 006 084 36"
HOSTILE = (
    *("", " ", "\u00a0", "-", "0", "00", "--00", "---32", "9999", "99999", "A", "true", "null", "FR", "fr_FR", "XX"),
    *("</p>", "<p>", "<script>alert(1)</script>", "&amp;lt;", "http://", "javascript:alert(1)", "\u202egnol"),
    *("data:image/png;base64,AAAA", "AAAA", "é" * 299, "mot " * 600, NIR, "28/02/1980", "2026-02-30", "1980"),
)
MUTATIONS = 400

MINIMAL = """<SkillsPassport xmlns="http://europass.cedefop.europa.eu/Europass" {root}><DocumentInfo>
<XSDVersion>V3.4</XSDVersion></DocumentInfo><LearnerInfo><Identification><PersonName><FirstName>Ada</FirstName>
<Surname>Fictive</Surname></PersonName>{who}</Identification>{info}</LearnerInfo>{after}</SkillsPassport>"""


MARTIAN = "<Nationality><Code>ZZ</Code><Label>martienne</Label></Nationality>"


def _read(*, who: str = "", info: str = "", after: str = "", root: str = 'locale="fr"') -> IncomingPassport:
    return understand(MINIMAL.format(who=who, info=info, after=after, root=root).encode(), "x.xml")


def _goes_on(passport: Passport) -> None:
    again, _ = read_skillspassport(parse(write_skillspassport(passport), "encore.xml"))
    assert seen(again) == seen(passport)


def _lost(incoming: IncomingPassport) -> list[str]:
    return [entry.value for entry in incoming.report.having(Fate.NOT_UNDERSTOOD)]


@pytest.mark.parametrize(
    ("attributes", "said"),
    [
        ('year="1999" month="--13"', "1999-13"),
        ('year="1999" month="--00"', "1999-00"),
        ('year="0000"', "00"),
        ('year="1999" month="--04" day="---31"', "1999-04-31"),
        ('year="1900" month="--02" day="---29"', "1900-02-29"),
    ],
)
@pytest.mark.parametrize("place", ["who", "info"])
def test_a_date_that_no_calendar_holds_is_refused_with_its_place(attributes: str, said: str, place: str) -> None:
    written = {
        "who": f"<Demographics><Birthdate {attributes}/></Demographics>",
        "info": f"<EducationList><Education><Period><To {attributes}/></Period></Education></EducationList>",
    }
    with pytest.raises(ImpossibleDate) as refused:
        _read(**{place: written[place]})
    assert refused.value.parameters["value"] == said
    assert "ligne" in str(refused.value.parameters["place"])
    assert sentence(refused.value).endswith(".")


@pytest.mark.parametrize("attributes", ['year="-0044"', 'year="bientôt"', 'year="12026"', 'month="--02"', 'day="---1"'])
def test_a_date_that_is_none_is_reported(attributes: str) -> None:
    incoming = _read(who=f"<Demographics><Birthdate {attributes}/></Demographics>")
    assert incoming.passport.identity.birth_date is None
    assert _lost(incoming) == [attributes.split('"')[1]]


@pytest.mark.parametrize("root", ["", 'locale=""', 'locale="français de France"', 'locale="zz"', 'lang="fr"'])
def test_a_locale_that_is_none_stops_nothing(root: str) -> None:
    _goes_on(_read(root=root).passport)


@pytest.mark.parametrize(
    ("who", "lost"),
    [
        ("<Demographics><Gender><Code>X1</Code><Label>Licorne</Label></Gender></Demographics>", ["X1", "Licorne"]),
        ("<ContactInfo><Address><Contact><Country><Code>ZZ</Code></Country></Contact></Address></ContactInfo>", []),
        (
            f"<Demographics><NationalityList>{MARTIAN}</NationalityList></Demographics>",
            ["ZZ"],
        ),
        ("<ContactInfo><Email><Contact>pas une adresse</Contact></Email></ContactInfo>", []),
        (
            "<ContactInfo><WebsiteList><Website><Contact>pas un [site]</Contact></Website></WebsiteList></ContactInfo>",
            [],
        ),
    ],
)
def test_unknown_codes_and_odd_contacts_go_on_in_words_or_are_reported(who: str, lost: list[str]) -> None:
    incoming = _read(who=who)
    assert _lost(incoming) == lost
    _goes_on(incoming.passport)


@pytest.mark.parametrize(
    "data", ["pas du base64", "AAAA=", "=", "A" * 4_001, "JVBERi0", "data:application/pdf;base64,AA=="]
)
def test_an_attachment_that_is_not_base64_of_its_type_is_reported_with_its_name(data: str) -> None:
    attachment = f"<Attachment id='A'><Name>diplome.pdf</Name><Data>{data}</Data></Attachment>"
    incoming = _read(after=f"<AttachmentList>{attachment}</AttachmentList>")
    assert incoming.passport.profile.documents == ()
    assert _lost(incoming) == ["diplome.pdf", data]


def test_a_code_where_a_label_is_wanted_and_a_label_where_a_code_is() -> None:
    skills = (
        "<Skills><Linguistic><ForeignLanguageList><ForeignLanguage><Description><Label>de</Label></Description>"
        "</ForeignLanguage><ForeignLanguage><Description><Code>allemand</Code></Description></ForeignLanguage>"
        "</ForeignLanguageList></Linguistic></Skills>"
    )
    incoming = _read(info=skills)
    assert [skill.language.label for skill in incoming.passport.profile.languages] == ["de", "allemand"]
    _goes_on(incoming.passport)


def test_what_is_too_large_for_one_text_is_not_written_as_a_file_that_nobody_opens() -> None:
    noise = Image.frombytes("RGB", (1_700, 1_700), random.Random(1).randbytes(1_700 * 1_700 * 3))
    image = io.BytesIO()
    noise.save(image, "PNG")
    large = AttachedDocument(
        id=people.item("large"), name="gros.pdf", media_type="application/pdf", data=b"%PDF-1.4" + b"x" * 9_000_000
    )
    photo = Picture(media_type="image/png", data=image.getvalue())
    passport = Passport(identity=people.ada_identity(), profile=Profile(photo=photo, documents=(large,)))
    read, _ = read_skillspassport(parse(write_skillspassport(passport), "gros.xml"))
    assert read.profile.photo is not None
    assert [entry.title for entry in read.profile.custom] == ["gros.pdf"]


def test_a_thing_told_twice_is_there_twice_and_recognised_each_time() -> None:
    licence = "<Skills><Driving><Description><Licence>B</Licence><Licence>B</Licence></Description></Driving></Skills>"
    incoming = _read(info=licence)
    assert [one.category for one in incoming.passport.profile.driving_licences] == ["B", "B"]
    _goes_on(incoming.passport)


def test_a_second_person_is_reported_whole() -> None:
    second = "<Identification><PersonName><FirstName>Eve</FirstName></PersonName></Identification>"
    assert _lost(_read(after=f"<LearnerInfo>{second}</LearnerInfo>")) == ["Eve"]


def test_names_in_controls_and_spaces_are_no_names() -> None:
    with pytest.raises(NotAPassport):
        understand(MINIMAL.replace("Fictive", "\u00a0 ").format(root="", who="", info="", after="").encode(), "x.xml")


@pytest.mark.parametrize("place", ["Achievement", "Metadata", "Telephone", "Letter"])
def test_a_social_security_number_stops_where_it_stands(place: str) -> None:
    written = {
        "Achievement": {
            "info": f"<AchievementList><Achievement><Description>{NIR}</Description></Achievement></AchievementList>"
        },
        "Metadata": {"who": f"<Photo><MetadataList><Metadata key='n' value='{NIR}'/></MetadataList></Photo>"},
        "Telephone": {
            "who": f"<ContactInfo><Telephone><Contact>{NIR}</Contact></Telephone></ContactInfo>",
        },
        "Letter": {"after": f"<CoverLetter><Letter><Body><Opening>{NIR}</Opening></Body></Letter></CoverLetter>"},
    }
    incoming = _read(**written[place])
    assert NIR not in incoming.model_dump_json()


def _mutated(root: etree._Element, draw: random.Random) -> None:
    """Damage one place of a document, as tools and people do."""
    elements = list(root.iter())
    element = draw.choice(elements)
    damage = draw.randrange(6)
    if damage == 0:
        element.text = draw.choice(HOSTILE)
    elif damage == 1 and element.attrib:
        element.set(draw.choice(list(map(str, element.attrib))), draw.choice(HOSTILE))
    elif damage == 2 and element is not root:
        element.getparent().remove(element)  # type: ignore[union-attr] # it is not the root
    elif damage == 3 and len(element):
        element[:] = draw.sample(list(element), len(element))
    elif damage == 4 and element is not root:
        element.addnext(etree.fromstring(etree.tostring(element, with_tail=False)))
    else:
        etree.SubElement(element, draw.choice(elements).tag).text = draw.choice(HOSTILE)


@pytest.mark.parametrize("seed", range(8))
def test_damaged_documents_are_read_with_a_report_or_refused(seed: int) -> None:
    draw, read = random.Random(seed), 0
    for _ in range(MUTATIONS // 8):
        root = etree.fromstring(draw.choice(DOCUMENTS).read_bytes())
        for _ in range(draw.randint(1, 4)):
            _mutated(root, draw)
        try:
            incoming = understand(etree.tostring(root, encoding="UTF-8"), "abîmé.xml")
        except InputRefused as refused:
            assert sentence(refused).endswith(".")  # noqa: PT017 - either end is a good one
            continue
        read += 1
        assert NIR not in incoming.model_dump_json()
        _goes_on(incoming.passport)
    assert read > MUTATIONS // 16
