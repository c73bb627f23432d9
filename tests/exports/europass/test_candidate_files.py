"""Photographs and documents inside a Candidate document."""

import io
import random

from PIL import Image

from exports.europass.candidate_reader import read_candidate
from exports.europass.candidate_writer import write_candidate
from exports.europass.parsing import parse
from passeport.domain.profile import AttachedDocument, Picture
from tests import people


def _heavy() -> bytes:
    """An image of noise, which no format makes small: 5.8 MB."""
    noise = random.Random(1).randbytes(1_400 * 1_400 * 3)
    data = io.BytesIO()
    Image.frombytes("RGB", (1_400, 1_400), noise).save(data, "PNG")
    return data.getvalue()


def test_a_heavy_photograph_is_made_smaller_so_that_the_file_can_be_read() -> None:
    given = people.ada_passport()
    photo = Picture(media_type="image/png", data=_heavy())
    passport = given.evolve(profile=given.profile.evolve(photo=photo))
    read, _ = read_candidate(parse(write_candidate(passport), "ada.xml"))
    assert read.profile.photo is not None
    with Image.open(io.BytesIO(read.profile.photo.data)) as image:
        assert (image.format, image.size) == ("JPEG", (1_200, 1_200))


def test_a_document_that_cannot_stand_in_the_file_is_named_in_it() -> None:
    given = people.ada_passport()
    document = AttachedDocument(
        id=people.item("texte"), name="lettre.txt", description="Lettre", media_type="text/plain", data=b"Bonjour"
    )
    passport = given.evolve(profile=given.profile.evolve(documents=(document,)))
    read, _ = read_candidate(parse(write_candidate(passport), "ada.xml"))
    assert read.profile.documents == ()
    assert [(e.title, e.description) for e in read.profile.custom if e.section == "Documents joints"] == [
        ("lettre.txt", "<p>Lettre</p>")
    ]
