from passeport.domain.identity import Identity
from passeport.domain.passport import Passport
from passeport.domain.profile import Experience, Profile
from passeport.language.unprintable import warned
from tests import people


def _passport(**profile: object) -> Passport:
    return Passport(
        identity=Identity(given_names="Ada 中", family_name="Fictive"), profile=Profile.model_validate(profile)
    )


def _said(words: str) -> str:
    return words.replace("\u00a0", " ").replace("\u202f", " ")


def test_nothing_is_said_when_everything_can_be_printed() -> None:
    assert warned(people.ada_passport(), ()) == ""


def test_letters_are_told_with_their_place() -> None:
    assert "lettres : 中 (Prénom" in _said(warned(_passport(), {"中"}))


def test_a_place_inside_a_thing_is_told_with_the_thing() -> None:
    work = Experience(id=people.item("poste"), position="Horticultrice 文")
    said = _said(warned(_passport(experiences=(work,)), {"文"}))
    assert "Expérience professionnelle – " in said
    assert "Prénom" not in said


def test_a_photograph_that_cannot_be_read_is_told_alone() -> None:
    said = _said(warned(people.ada_passport(), (), photo_left_out=True))
    assert said.startswith("La photographie ne peut pas être lue")
    assert "police" not in said


def test_many_places_end_with_a_word() -> None:
    works = tuple(
        Experience(id=people.item(f"poste {n}"), position="文", city="文", description="<p>文</p>") for n in range(3)
    )
    education = {"id": people.item("école"), "qualification": "文"}
    said = _said(warned(_passport(experiences=works, education=(education,), about_me="<p>文</p>"), {"文"}))
    assert "et ailleurs" in said
