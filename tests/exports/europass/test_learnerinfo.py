"""Europass V2, in the words of its own schema: nobody publishes a real document that could be read here."""

import pytest

from exports.europass.candidate_reader import read_candidate
from exports.europass.candidate_writer import write_candidate
from exports.europass.learnerinfo_reader import read_learnerinfo
from exports.europass.parsing import DocumentKind, kind_of, parse
from passeport.domain.errors import ImpossibleDate, NotAPassport
from passeport.domain.identity import Address, ContactUse, Language, Telephone
from passeport.domain.passport import Passport
from passeport.domain.reading import Fate

DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<?xml-stylesheet href="http://europass.cedefop.europa.eu/xml/cv_fr_FR_V2.0.xsl" type="text/xsl"?>
<europass:learnerinfo xmlns:europass="http://europass.cedefop.europa.eu/Europass/V2.0"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" locale="fr_FR">
<docinfo><issuedate>2009-03-01T10:00:00</issuedate><xsdversion>V2.0</xsdversion></docinfo>
<prefs><field name="step1.lastName" before="step1.firstName"/></prefs>
<identification><firstname>Ada</firstname><lastname>{lastname}</lastname>
<contactinfo><address><addressLine>1 rue de l’Essai</addressLine><municipality>Gabarit</municipality>
<postalCode>91000</postalCode><country><code>FR</code><label>France</label></country></address>
<telephone>+33 1 99 00 00 01</telephone><fax/><mobile>06 39 98 00 00</mobile><email>ada@exemple.invalid</email>
</contactinfo><demographics><birthdate>{birthdate}</birthdate><gender>F</gender>
<nationality><code>FR</code><label>française</label></nationality></demographics></identification>
<application><label>Jardinière</label></application>
<workexperiencelist><workexperience><period><from><year>2004</year><month>--09</month><day>---01</day></from>
<to><year>2006</year></to></period><position><label>Ouvrière</label></position><activities>Taille
Semis</activities><employer><name>Jardins du Canevas</name><address><addressLine>2 allée du Modèle</addressLine>
</address><sector><label>Horticulture</label></sector></employer></workexperience></workexperiencelist>
<educationlist><education><period><from/><to><year>2004</year></to></period><title>BEP horticole</title>
<skills>Botanique</skills><organisation><name>Lycée du Canevas</name></organisation>
<level><code>3</code><label>ISCED 3</label></level></education></educationlist>
<languagelist><language xsi:type="europass:mother"><code>fr</code><label>français</label></language>
<language xsi:type="europass:foreign"><code>es</code><label>espagnol</label><level><listening>b1</listening>
<reading>b2</reading><spokeninteraction>a2</spokeninteraction></level></language></languagelist>
<skilllist><skill type="social">Écoute</skill><skill type="artistic">Chant</skill>
<structured-skill xsi:type="europass:driving"><drivinglicence>B</drivinglicence></structured-skill></skilllist>
<misclist><misc type="additional">Références sur demande</misc></misclist>
<novelty>jamais vu</novelty>
</europass:learnerinfo>"""


def _read(**changes: str) -> tuple[Passport, list[tuple[str, Fate]]]:
    values = {"lastname": "Fictive", "birthdate": "1988-02-28", **changes}
    root = parse(DOCUMENT.format(**values).encode(), "v2.xml")
    assert kind_of(root, "v2.xml") is DocumentKind.LEARNERINFO
    passport, report = read_learnerinfo(root)
    return passport, [(entry.value, entry.fate) for entry in report.entries]


def test_the_person() -> None:
    identity = _read()[0].identity
    assert (identity.given_names, identity.family_name, str(identity.birth_date)) == ("Ada", "Fictive", "1988-02-28")
    assert (identity.gender, identity.nationalities) == ("female", ("FR",))
    assert identity.mother_tongues == (Language(code="fra"),)
    address = Address(street="1 rue de l’Essai", postal_code="91000", city="Gabarit", country="FR")
    assert identity.addresses == (address,)
    assert identity.telephones == (
        Telephone(country_dialing="33", number="1 99 00 00 01"),
        Telephone(use=ContactUse.MOBILE, number="06 39 98 00 00"),
    )
    assert [email.address for email in identity.emails] == ["ada@exemple.invalid"]


def test_the_profile() -> None:
    profile = _read()[0].profile
    assert profile.headline is not None
    assert profile.headline.text == "Jardinière"
    (experience,) = profile.experiences
    assert (experience.position, experience.employer.name, experience.sector_label) == (
        "Ouvrière",
        "Jardins du Canevas",
        "Horticulture",
    )
    assert (str(experience.period.start), str(experience.period.end)) == ("2004-09-01", "2006")
    assert "Taille" in experience.description
    (education,) = profile.education
    assert (education.qualification, education.eqf_level, education.level_label) == ("BEP horticole", None, "ISCED 3")
    (spanish,) = profile.languages
    assert (spanish.listening, spanish.reading, spanish.spoken_interaction, spanish.writing) == ("B1", "B2", "A2", None)
    assert [(skill.kind, skill.description) for skill in profile.skills] == [
        ("COMMUNICATION", "<p>Écoute</p>"),
        ("OTHER", "<p>Compétences artistiques</p><p>Chant</p>"),
    ]
    assert [licence.category for licence in profile.driving_licences] == ["B"]
    assert [entry.section for entry in profile.custom] == ["Informations complémentaires"]


def test_every_word_has_its_fate() -> None:
    lost = [value for value, fate in _read()[1] if fate is Fate.NOT_UNDERSTOOD]
    assert lost == ["jamais vu"]


def test_it_goes_on_in_the_format_of_today() -> None:
    passport = _read()[0]
    read, _ = read_candidate(parse(write_candidate(passport), "v2.xml"))
    assert read.profile.experiences[0].position == "Ouvrière"
    assert read.identity.full_name == "Ada Fictive"


def test_a_person_without_a_name_is_no_passport() -> None:
    with pytest.raises(NotAPassport):
        _read(lastname="")


def test_31_february_is_refused() -> None:
    with pytest.raises(ImpossibleDate):
        _read(birthdate="1988-02-31")
