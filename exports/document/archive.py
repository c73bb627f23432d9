"""The last pass: structure tree, metadata, colours and attachments, for PDF/A-3a and PDF/UA-1 at once.

ISO 19005-3 (PDF/A-3, level A), ISO 14289-1 (PDF/UA-1), ISO 32000-1.
"""

import datetime as dt
import io
from functools import cache
from typing import NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import ImageCms

from exports.document.tagging import Mark, Node

_UA_EXTENSION = """
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the document follows</pdfaProperty:description>
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
_PROFILE_DATE = slice(24, 36)
"""Bytes of an ICC profile that hold the moment it was made (ICC.1:2022, 7.2.8)."""


class Attachment(NamedTuple):
    """A file inside the document."""

    name: str
    data: bytes
    media_type: str
    description: str
    relationship: str
    """`Source` or `Data`… (ISO 19005-3, annex E)."""


class About(NamedTuple):
    """What the document says of itself."""

    title: str
    author: str
    made_at: dt.datetime


def archived(data: bytes, structure: Node, attachments: tuple[Attachment, ...], about: About) -> bytes:
    """Return the PDF with its tree, its metadata and its attachments; the same input gives the same bytes."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        _plant(pdf, structure)
        _describe(pdf, about)
        _attach(pdf, attachments, about.made_at)
        pdf.Root.OutputIntents = Array([_output_intent(pdf)])
        file = io.BytesIO()
        pdf.save(
            file, deterministic_id=True, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
        )
    return file.getvalue()


# The structure tree -----------------------------------------------------------------------------------------------


def _plant(pdf: pikepdf.Pdf, structure: Node) -> None:
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    owners: list[dict[int, pikepdf.Object]] = [{} for _ in pdf.pages]
    tree.K = Array([_element(pdf, structure, tree, owners)])
    numbers = Array()
    for index, (page, owned) in enumerate(zip(pdf.pages, owners, strict=True)):
        page.obj.StructParents = index
        page.obj.Tabs = Name.S
        numbers.append(index)
        numbers.append(pdf.make_indirect(Array([owned[number] for number in sorted(owned)])))
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    tree.ParentTreeNextKey = len(pdf.pages)
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _element(
    pdf: pikepdf.Pdf, node: Node, parent: pikepdf.Object, owners: list[dict[int, pikepdf.Object]]
) -> pikepdf.Object:
    element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{node.role}"), P=parent))
    if "Alt" in node.attributes:
        element.Alt = String(node.attributes["Alt"])
    if "Scope" in node.attributes:
        element.A = Dictionary(O=Name.Table, Scope=Name(f"/{node.attributes['Scope']}"))
    kids = Array()
    for part in node.content:
        if isinstance(part, Mark):
            owners[part.page][part.number] = element
            page = pdf.pages[part.page].obj
            kids.append(Dictionary(Type=Name.MCR, Pg=page, MCID=part.number))
        elif not part.is_empty:
            kids.append(_element(pdf, part, element, owners))
    element.K = kids
    return element


# Metadata, colours, attachments -----------------------------------------------------------------------------------


def _describe(pdf: pikepdf.Pdf, about: About) -> None:
    moment = about.made_at.astimezone(dt.UTC)
    stamp = _stamp(moment)
    pdf.docinfo = pdf.make_indirect(
        Dictionary(
            Title=String(about.title),
            Author=String(about.author),
            Creator=String("Passeport"),
            Producer=String("Passeport"),
            CreationDate=String(stamp),
            ModDate=String(stamp),
        )
    )
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:title"] = about.title
        metadata["dc:creator"] = [about.author]
        metadata["dc:language"] = ["fr-FR"]
        metadata["xmp:CreatorTool"] = "Passeport"
        metadata["pdf:Producer"] = "Passeport"
        for name in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
            metadata[name] = moment.strftime("%Y-%m-%dT%H:%M:%S+00:00")
        metadata["pdfaid:part"] = "3"
        metadata["pdfaid:conformance"] = "A"
        metadata["pdfuaid:part"] = "1"
    packet = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(packet.replace(b"</rdf:RDF>", _UA_EXTENSION.encode() + b"</rdf:RDF>", 1))
    pdf.Root.Lang = String("fr-FR")


def _attach(pdf: pikepdf.Pdf, attachments: tuple[Attachment, ...], made_at: dt.datetime) -> None:
    associated = Array()
    for attachment in attachments:
        file = pikepdf.AttachedFileSpec(
            pdf,
            attachment.data,
            filename=attachment.name,
            description=attachment.description,
            mime_type=attachment.media_type,
            relationship=Name(f"/{attachment.relationship}"),
            creation_date=_stamp(made_at.astimezone(dt.UTC)),
            mod_date=_stamp(made_at.astimezone(dt.UTC)),
        )
        pdf.attachments[attachment.name] = file
        associated.append(file.obj)
    if attachments:
        pdf.Root.AF = associated


def _output_intent(pdf: pikepdf.Pdf) -> Dictionary:
    profile = pdf.make_stream(_srgb(), N=3)
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB IEC61966-2.1"),
        Info=String("sRGB IEC61966-2.1"),
        DestOutputProfile=profile,
    )


@cache
def _srgb() -> bytes:
    """The sRGB profile that Little CMS makes, without the moment at which it was made."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    data[_PROFILE_DATE] = b"\x07\xe0\x00\x01\x00\x01\x00\x00\x00\x00\x00\x00"
    return bytes(data)


def _stamp(moment: dt.datetime) -> str:
    """Return a date as PDF writes it (ISO 32000-1, 7.9.4)."""
    return moment.strftime("D:%Y%m%d%H%M%SZ")
