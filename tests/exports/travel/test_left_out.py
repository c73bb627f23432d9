"""What a form has no room for is told with the file: reading it again gives exactly the rest."""

import io
from random import Random

import pytest
from PIL import Image

from exports.travel.inbox import understand
from exports.travel.outbox import PassportFiles
from passeport.domain.left_out import LeftOut
from passeport.domain.passport import Passport
from passeport.domain.profile import AttachedDocument, Picture, Profile
from passeport.services.file_ports import FileFormat
from tests import people
from tests.seen import seen

_HEAVY = AttachedDocument(
    id=people.item("lourd"), name="memoire.pdf", media_type="application/pdf", data=b"%PDF-1.7" + bytes(7_000_000)
)
_ODD = AttachedDocument(id=people.item("autre"), name="notes.txt", media_type="text/plain", data=b"semis, taille")
_LIGHT = AttachedDocument(
    id=people.item("diplome"), name="diplome.pdf", media_type="application/pdf", data=b"%PDF-1.7 diplome"
)
_XML = (FileFormat.CANDIDATE, FileFormat.SKILLSPASSPORT)


def _with(*documents: AttachedDocument, photo: Picture | None = None) -> Passport:
    return Passport(identity=people.ada_identity(), profile=Profile(documents=documents, photo=photo))


def _read_again(passport: Passport, form: FileFormat) -> tuple[Passport, LeftOut]:
    written = PassportFiles().document(passport, form)
    return understand(written.data, f"passeport.{form.value}").passport, written.left_out


@pytest.mark.parametrize("form", _XML)
def test_a_document_that_is_too_heavy_is_told_by_its_name(form: FileFormat) -> None:
    passport, left_out = _read_again(_with(_HEAVY, _LIGHT), form)
    assert left_out == LeftOut(documents=("memoire.pdf",))
    assert [found.name for found in passport.profile.documents] == ["diplome.pdf"]
    assert "memoire.pdf" in [entry.title for entry in passport.profile.custom]


def test_a_document_of_another_kind_crosses_where_there_is_a_place_for_it() -> None:
    passport, left_out = _read_again(_with(_ODD), FileFormat.CANDIDATE)
    assert (left_out, passport.profile.documents) == (LeftOut(documents=("notes.txt",)), ())
    passport, left_out = _read_again(_with(_ODD), FileFormat.SKILLSPASSPORT)
    assert left_out == LeftOut()
    assert [found.data for found in passport.profile.documents] == [_ODD.data]


@pytest.mark.parametrize("form", _XML)
def test_a_photograph_that_is_made_smaller_is_told(form: FileFormat) -> None:
    data = io.BytesIO()
    Image.frombytes("L", (2_700, 2_700), Random(4).randbytes(2_700 * 2_700)).save(data, "BMP")
    photo = Picture(media_type="image/bmp", data=data.getvalue())
    passport, left_out = _read_again(_with(photo=photo), form)
    assert left_out == LeftOut(photo=True)
    assert passport.profile.photo is not None
    assert passport.profile.photo.media_type == "image/jpeg"


@pytest.mark.parametrize("form", _XML)
def test_a_form_that_holds_everything_says_so(form: FileFormat) -> None:
    passport, left_out = _read_again(people.ada_passport(), form)
    assert left_out == LeftOut()
    assert seen(passport) == seen(people.ada_passport())


def test_what_words_alone_tell_is_named_where_its_exact_form_finds_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exports.europass.skillspassport_exact._LARGEST", 10)
    ada = people.ada_passport()
    passport = ada.evolve(profile=ada.profile.evolve(documents=(_ODD,)))
    left_out = PassportFiles().document(passport, FileFormat.SKILLSPASSPORT).left_out
    assert left_out == LeftOut(documents=("notes.txt",), fields=("profile.custom", "profile.experiences"))
    assert left_out.names == ("notes.txt", "profile.custom", "profile.experiences")


@pytest.mark.parametrize("form", [FileFormat.PDF, FileFormat.JSON])
def test_our_own_forms_carry_everything(form: FileFormat) -> None:
    passport, left_out = _read_again(_with(_HEAVY, _ODD), form)
    assert left_out == LeftOut()
    assert [found.data for found in passport.profile.documents] == [_HEAVY.data, _ODD.data]
