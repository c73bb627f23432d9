"""What words cannot tell apart crosses exactly, and nothing crosses that the words do not say."""

import pytest
from lxml import etree

from exports.europass.parsing import parse
from exports.europass.skillspassport_reader import read_skillspassport
from exports.europass.skillspassport_writer import write_skillspassport
from passeport.domain.fingerprint import content_of
from passeport.domain.identity import ContactUse, Telephone
from passeport.domain.passport import Passport
from passeport.domain.profile import CustomEntry, Experience, Organisation
from passeport.domain.provenance import Provenance
from passeport.domain.reading import Fate
from tests import people

TRICKY = Telephone(use=ContactUse.OTHER, label="Voisine : Mme Essai : matin", country_dialing="33", number="(0) 1 99")


BLURRED = CustomEntry(
    id=people.item("blurred"), section="État civil", title="Rêve", description="<p>Lieu de naissance : la Lune</p>"
)


def _passport() -> Passport:
    ada = people.ada_passport()
    return ada.evolve(identity=ada.identity.evolve(telephones=(TRICKY,)), profile=ada.profile.evolve(custom=(BLURRED,)))


def _tree(passport: Passport) -> etree._Element:
    return parse(write_skillspassport(passport), "ada.xml")


def _element(root: etree._Element, name: str) -> etree._Element:
    found = root.find(f".//{{*}}{name}")
    assert found is not None
    return found


def test_what_words_blur_is_taken_back_exactly() -> None:
    passport = _passport()
    read, report = read_skillspassport(_tree(passport))
    assert read.identity == passport.identity
    assert [content_of(entry) for entry in read.profile.custom] == [content_of(BLURRED)]
    (comment,) = [entry for entry in report.entries if entry.path.endswith("Comment")]
    assert (comment.fate, comment.went_to) == (Fate.UNDERSTOOD, "passport")


def test_a_field_that_another_tool_changed_is_read_as_changed_and_the_others_stay_exact() -> None:
    passport = _passport()
    root = _tree(passport)
    _element(root, "Telephone/{*}Contact").text = "+33 199000002"
    read, _ = read_skillspassport(root)
    assert [telephone.number for telephone in read.identity.telephones] == ["199000002"]
    assert [content_of(entry) for entry in read.profile.custom] == [content_of(BLURRED)]


def test_an_exact_form_that_says_more_than_the_words_is_not_believed() -> None:
    passport = _passport()
    root = _tree(passport)
    comment = _element(root, "Comment")
    assert comment.text is not None
    comment.text = comment.text.replace('"label":"Voisine', '"label":"Directrice')
    read, _ = read_skillspassport(root)
    assert "Directrice" not in read.model_dump_json()
    assert [telephone.number for telephone in read.identity.telephones] != []


def test_where_things_come_from_is_told_by_the_words_alone() -> None:
    passport = _passport()
    station = people.HERE.model_dump_json()
    root = _tree(passport)
    comment = _element(root, "Comment")
    assert comment.text is not None
    assert "provenance" not in comment.text
    comment.text = comment.text.replace('"kind":"OTHER"', f'"kind":"OTHER","provenance":{station}')
    (entry,) = read_skillspassport(root)[0].profile.custom
    assert (content_of(entry), entry.provenance) == (content_of(BLURRED), Provenance(source="Europass"))


@pytest.mark.parametrize(
    "written", ["", "{", "[]", '{"parcours":1}', '{"parcours":{"words":"","exact":1}}', "[" * 9_000]
)
def test_a_comment_that_is_no_exact_form_leaves_the_words(written: str) -> None:
    root = _tree(_passport())
    _element(root, "Comment").text = f"Passeport\n\nFormes exactes : {written}"
    assert read_skillspassport(root)[0].identity.full_name == people.ada_identity().full_name


def test_a_form_that_breaks_a_rule_of_the_domain_leaves_the_words() -> None:
    root = _tree(_passport())
    comment = _element(root, "Comment")
    assert comment.text is not None
    comment.text = comment.text.replace('"country_dialing":"33"', '"country_dialing":"trente-trois"')
    assert read_skillspassport(root)[0].identity.telephones != ()


def test_a_social_security_number_hidden_in_a_comment_is_refused() -> None:
    root = _tree(_passport())
    _element(root, "Comment").text = "Formes exactes\n\nFormes exactes : 2 85 05 78 006 084 36"
    _, report = read_skillspassport(root)
    assert [entry.path for entry in report.having(Fate.REFUSED)] == ["SkillsPassport/DocumentInfo/Comment"]


def test_what_words_bring_back_needs_no_exact_form() -> None:
    ada = people.ada_passport()
    job = Experience(
        id=people.item("job"), position="Jardinière", employer=Organisation(name="Essai"), description="<p>Taille</p>"
    )
    plain = Passport(
        identity=ada.identity.evolve(telephones=()), profile=ada.profile.evolve(experiences=(job,), education=())
    )
    comments = [e.text for e in _tree(plain).iter("{*}Comment")]
    assert "experiences" not in "".join(text or "" for text in comments)


def test_forms_too_large_for_one_text_are_left_to_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    passport = _passport()
    monkeypatch.setattr("exports.europass.skillspassport_exact._LARGEST", 300)
    read, _ = read_skillspassport(_tree(passport))
    assert read.identity.telephones == passport.identity.telephones  # small enough
    assert read.profile.custom != (BLURRED,)
    assert [step.id for step in read.steps] == [step.id for step in passport.steps]
