"""The photograph, the signature and the attached documents of a SkillsPassport, in base64."""

import base64
import binascii
import io
from collections.abc import Iterable

from lxml import etree
from PIL import Image

from exports.europass.fields import picture_from
from exports.europass.skillspassport_fields import SkillsFields, SkillsItems, known
from exports.europass.skillspassport_names import add, all_at, at
from exports.europass.skillspassport_references import proofs
from passeport.domain.profile import AttachedDocument, Picture
from passeport.domain.reading import Fate

SIGNATURE = "Signature"
"""Name of the document that holds the image of the person's signature."""

_PROVES = "Justifie"
_LONGEST_LINE = 2_000
_LARGEST_DOCUMENT = 25_000_000
_LARGEST_WRITTEN = 7_000_000
"""Bytes that make, in base64, less than the ten million characters at which a reader stops in one text."""
_LARGEST_SIDE = 1_500
"""Pixels of a photograph that is made smaller to be written."""
_PDF = "application/pdf"
_IMAGES = {"image/jpeg", "image/png"}
"""The images that the schema allows, beside two old names of the same."""


def read_photo(fields: SkillsFields, element: etree._Element | None) -> Picture | None:
    """Return the photograph of a `Photo`; its type is told by its bytes."""
    picture = fields.picture(at(element, "Data"), "profile.photo.data")
    _types_and_measures(fields, element)
    return picture


def read_documents(fields: SkillsFields, made: SkillsItems, root: etree._Element) -> tuple[AttachedDocument, ...]:
    """Return the signature, then the attachments; one without its bytes is left to the report."""
    signatures = [
        _document(fields, made, element, SIGNATURE) for element in all_at(root, "LearnerInfo/Identification/Signature")
    ]
    named = proofs(fields, root)
    attachments = [
        _document(fields, made, element, "", named.get(element.get("id") or "", ()))
        for element in all_at(root, "AttachmentList/Attachment")
    ]
    return known([*signatures, *attachments])


def _document(
    fields: SkillsFields, made: SkillsItems, element: etree._Element, name: str, proves: Iterable[str] = ()
) -> AttachedDocument | None:
    went = "profile.documents"
    _types_and_measures(fields, element)
    data = _bytes(fields, at(element, "Data"))
    media_type = _type_of(data)
    description = fields.line(at(element, "Description"), f"{went}.description")
    named = fields.name(at(element, "Name"), f"{went}.name") or name or description or element.get("id", "")
    if not media_type:
        fields.not_understood(element)
        return None
    told = " ; ".join(dict.fromkeys(proves))
    words = " — ".join(part for part in (description, f"{_PROVES} : {told}" if told else "") if part)
    values = {"name": named, "description": words[:_LONGEST_LINE], "media_type": media_type, "data": data}
    return made.read(element, AttachedDocument, **values)


def _bytes(fields: SkillsFields, element: etree._Element | None) -> bytes:
    if element is None or not (element.text or "").strip():
        return b""
    try:
        data = base64.b64decode("".join((element.text or "").split()), validate=True)
    except (binascii.Error, ValueError):
        data = b""
    fields.coverage.note(element, Fate.UNDERSTOOD if _type_of(data) else Fate.NOT_UNDERSTOOD, "profile.documents.data")
    return data


def _type_of(data: bytes) -> str:
    """Return the media type of bytes that the schema allows, by what they are (R22); empty for others."""
    if not 0 < len(data) <= _LARGEST_DOCUMENT:
        return ""
    if data.startswith(b"%PDF-"):
        return _PDF
    picture = picture_from(data)
    return picture.media_type if picture is not None and picture.media_type in _IMAGES else ""


def _types_and_measures(fields: SkillsFields, element: etree._Element | None) -> None:
    for tag in ("MimeType", "MetadataList"):
        fields.coverage.technical(all_at(element, tag))


# Written --------------------------------------------------------------------------------------------------------


def write_photo(parent: etree._Element, picture: Picture) -> None:
    """Append a `Photo`; one of a type that the schema does not allow becomes a PNG, a huge one a smaller JPEG."""
    _file(add(parent, "Photo"), *_allowed(picture.media_type, picture.data))


def write_signature(parent: etree._Element, document: AttachedDocument) -> None:
    """Append a `Signature`."""
    _file(add(parent, "Signature"), document.media_type, document.data)


def is_signature(document: AttachedDocument) -> bool:
    """Whether a document is the image of the person's signature."""
    named = document.name == SIGNATURE and not document.description
    return named and document.media_type in _IMAGES and len(document.data) <= _LARGEST_WRITTEN


def can_be_attached(document: AttachedDocument) -> bool:
    """Whether the schema allows a document of this type, and readers one of this size."""
    return len(document.data) <= _LARGEST_WRITTEN and document.media_type == _type_of(document.data)


def write_attachment(parent: etree._Element, document: AttachedDocument, identifier: str) -> None:
    """Append an `Attachment`."""
    element = add(parent, "Attachment")
    element.set("id", identifier)
    add(element, "Name", document.name)
    _file(element, document.media_type, document.data)
    if document.description:
        add(element, "Description", document.description)


def _file(element: etree._Element, media_type: str, data: bytes) -> None:
    add(element, "MimeType", media_type)
    add(element, "Data", base64.b64encode(data).decode())


def _allowed(media_type: str, data: bytes) -> tuple[str, bytes]:
    if media_type in _IMAGES and len(data) <= _LARGEST_WRITTEN:
        return media_type, data
    written = io.BytesIO()
    with Image.open(io.BytesIO(data)) as image:
        if len(data) <= _LARGEST_WRITTEN:
            image.convert("RGBA").save(written, "PNG")
            return "image/png", written.getvalue()
        image.thumbnail((_LARGEST_SIDE, _LARGEST_SIDE))
        image.convert("RGB").save(written, "JPEG", quality=90)
    return "image/jpeg", written.getvalue()
