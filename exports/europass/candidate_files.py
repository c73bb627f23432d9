"""The photograph and the documents of a Candidate document: `eures:Attachment`, base64 of a data URI in base64."""

import base64
import binascii
import io
from collections.abc import Iterable
from typing import NamedTuple

from lxml import etree
from PIL import Image

from exports.europass.candidate_names import add, find, find_all
from exports.europass.fields import Fields, Identified, picture_from
from passeport.domain.profile import AttachedDocument, Picture
from passeport.domain.reading import Fate

_PHOTO, _PROFILE_PICTURE, _DOCUMENT = "photo", "ProfilePicture", "document"
_LARGEST_FILE = 5_500_000
"""Bytes that, twice in base64, still stand in the 10 MB that our parser allows one text."""
_WIDEST_PHOTO = 1_200
"""Pixels of the longer side of a photograph that had to be made smaller: 10 cm at 300 dpi."""
_TYPES = {b"%PDF-": "application/pdf", b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg"}


class Files(NamedTuple):
    """What the attachments of a profile hold."""

    photo: Picture | None
    documents: tuple[AttachedDocument, ...]


def read_files(
    fields: Fields, made: Identified, attachments: Iterable[etree._Element], *, has_photo: bool = False
) -> Files:
    """Return the photograph, the first picture that is said to be it or is said nothing of, and the documents.

    All are documents where the person `has_photo` already.
    """
    photo: Picture | None = None
    documents: list[AttachedDocument] = []
    for attachment in attachments:
        is_wanted = photo is None and not has_photo and _may_be_the_photo(attachment)
        picture = _photo(fields, attachment) if is_wanted else None
        if picture is not None:
            photo = picture
        elif (document := _document(fields, made, attachment)) is not None:
            documents.append(document)
    return Files(photo, tuple(documents))


def _may_be_the_photo(attachment: etree._Element) -> bool:
    kind, told = ((_text(attachment, tag)) for tag in ("oa:FileType", "hr:Instructions"))
    return kind == _PHOTO or (not kind and told in {"", _PROFILE_PICTURE})


def _text(attachment: etree._Element, tag: str) -> str:
    element = find(attachment, tag)
    return (element.text or "").strip() if element is not None else ""


def _photo(fields: Fields, attachment: etree._Element) -> Picture | None:
    picture = fields.picture(find(attachment, "oa:EmbeddedData"), "profile.photo.data")
    if picture is not None:
        is_described = _text(attachment, "hr:Instructions") != _PROFILE_PICTURE  # in words, which go on as such
        for tag in (
            ("oa:FileType", "oa:FileName") if is_described else ("oa:FileType", "oa:FileName", "hr:Instructions")
        ):
            fields.coverage.technical(find_all(attachment, tag), "profile.photo")
    return picture


def _document(fields: Fields, made: Identified, attachment: etree._Element) -> AttachedDocument | None:
    went, element = "profile.documents", find(attachment, "oa:EmbeddedData")
    data = file_in(element.text or "") if element is not None else b""
    media_type = media_type_of(data)
    if element is None or not media_type:
        fields.not_understood(attachment)
        return None
    fields.coverage.note(element, Fate.UNDERSTOOD, f"{went}.data")
    fields.coverage.technical(find_all(attachment, "oa:FileType"), f"{went}.media_type")
    description = fields.line(find(attachment, "hr:Instructions"), f"{went}.description")
    name = fields.name(find(attachment, "oa:FileName"), f"{went}.name") or description[:300] or media_type
    document = made.item(AttachedDocument, name=name, description=description, media_type=media_type, data=data)
    if document is None:
        fields.not_understood(attachment)
    return document


def file_in(text: str) -> bytes:
    """Return the bytes of base64, or of a data URI in base64 (the editor's way); empty when it is neither."""
    try:
        data = base64.b64decode("".join(text.split()), validate=True)
        return base64.b64decode(data.partition(b",")[2], validate=True) if data.startswith(b"data:") else data
    except (binascii.Error, ValueError):
        return b""


def media_type_of(data: bytes) -> str:
    """Return the media type of a pdf, a png or a jpeg by what it is, never by what is said of it (R22); else empty."""
    found = next((kind for start, kind in _TYPES.items() if data.startswith(start)), "")
    if not found.startswith("image/"):
        return found
    picture = picture_from(data)
    return picture.media_type if picture is not None else ""


# Written --------------------------------------------------------------------------------------------------------


def write_photo(profile: etree._Element, photo: Picture) -> None:
    """Append the photograph; one that is too heavy for a document that anyone can read is made smaller."""
    media_type, data = photo.media_type, photo.data
    if is_made_smaller(photo):
        media_type, data = "image/jpeg", _smaller(data)
    _write(profile, media_type, data, kind=_PHOTO, instructions=_PROFILE_PICTURE)


def is_made_smaller(photo: Picture) -> bool:
    """Whether a photograph is too heavy to be written as it is."""
    return len(photo.data) > _LARGEST_FILE


def can_be_attached(document: AttachedDocument) -> bool:
    """Whether a document can stand in the XML: a pdf, png or jpeg that is not too heavy."""
    return len(document.data) <= _LARGEST_FILE and document.media_type == media_type_of(document.data)


def write_document(profile: etree._Element, document: AttachedDocument) -> None:
    """Append a document."""
    name, described = document.name, document.description
    _write(profile, document.media_type, document.data, kind=_DOCUMENT, instructions=described, name=name)


def _write(
    profile: etree._Element, media_type: str, data: bytes, *, kind: str, instructions: str, name: str = ""
) -> None:
    uri = f"data:{media_type};base64,{base64.b64encode(data).decode()}"
    attachment = add(profile, "eures:Attachment")
    add(attachment, "oa:EmbeddedData", base64.b64encode(uri.encode()).decode())  # twice: the editor's own way
    for tag, value in (("oa:FileType", kind), ("hr:Instructions", instructions), ("oa:FileName", name)):
        if value:
            add(attachment, tag, value)


def _smaller(data: bytes) -> bytes:
    small = io.BytesIO()
    with Image.open(io.BytesIO(data)) as image:
        image.thumbnail((_WIDEST_PHOTO, _WIDEST_PHOTO))
        image.convert("RGB").save(small, "JPEG", quality=90)
    return small.getvalue()
