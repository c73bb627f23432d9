"""The last pass: structure tree, metadata, colours and attachments, for PDF/A-3a and PDF/UA-1 at once.

ISO 19005-3 (PDF/A-3, level A), ISO 14289-1 (PDF/UA-1), ISO 32000-1.
"""

import datetime as dt
import io
from functools import cache
from typing import NamedTuple
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from exports.document.layout.pictures import srgb
from exports.document.layout.tagging import Annotation, Mark, Node

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>Passeport</xmp:CreatorTool><pdf:Producer>Passeport</pdf:Producer>
<xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate>
<xmp:MetadataDate>{moment}</xmp:MetadataDate>
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
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
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
"""The metadata (XMP, ISO 16684-1). PDF/A wants the schema of `pdfuaid`, which it does not know, described inside."""
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
    language: str = "fr"


def archived(data: bytes, structure: Node, attachments: tuple[Attachment, ...], about: About) -> bytes:
    """Return the PDF with its tree, its metadata and its attachments; the same input gives the same bytes."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        _Tree(pdf).plant(structure)
        _describe(pdf, about)
        _attach(pdf, attachments, about.made_at)
        pdf.Root.OutputIntents = Array([_output_intent(pdf)])
        file = io.BytesIO()
        pdf.save(
            file, deterministic_id=True, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
        )
    return file.getvalue()


# The structure tree -----------------------------------------------------------------------------------------------


_CELLS = {"TD", "TH"}
"""An empty cell is one: without it, a row would have fewer than its table."""


class _Tree:
    """Writes the structure of a document, and from each mark and link the way back to its element."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._pages = [page.obj for page in pdf.pages]
        self._owners: list[dict[int, pikepdf.Object]] = [{} for _ in self._pages]
        self._links: list[pikepdf.Object] = []

    def plant(self, structure: Node) -> None:
        pdf = self._pdf
        root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        root.K = Array([self._element(structure, root)])
        numbers = Array()
        for index, (page, owned) in enumerate(zip(self._pages, self._owners, strict=True)):
            page.StructParents = index
            page.Tabs = Name.S
            numbers.append(index)
            numbers.append(pdf.make_indirect(Array([owned[number] for number in sorted(owned)])))
        for index, element in enumerate(self._links, len(self._pages)):
            numbers.append(index)
            numbers.append(element)
        root.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
        root.ParentTreeNextKey = len(self._pages) + len(self._links)
        pdf.Root.StructTreeRoot = root
        pdf.Root.MarkInfo = Dictionary(Marked=True)

    def _element(self, node: Node, parent: pikepdf.Object) -> pikepdf.Object:
        element = self._pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{node.role}"), P=parent))
        attributes = node.attributes
        if attributes:
            for name in ("Alt", "Lang", "ActualText"):
                if name in attributes:
                    element[f"/{name}"] = String(attributes[name])
            if "Scope" in attributes:
                element.A = Dictionary(O=Name.Table, Scope=Name(f"/{attributes['Scope']}"))
        kids = Array()
        for part in node.content:
            match part:
                case Mark(page, number):
                    self._owners[page][number] = element
                    kids.append(Dictionary(Type=Name.MCR, Pg=self._pages[page], MCID=number))
                case Annotation(page, place):
                    annotation = self._pages[page].Annots[place]
                    annotation.StructParent = len(self._pages) + len(self._links)
                    self._links.append(element)
                    kids.append(Dictionary(Type=Name.OBJR, Pg=self._pages[page], Obj=annotation))
                case Node() if part.role in _CELLS or not part.is_empty:
                    kids.append(self._element(part, element))
                case _:
                    pass
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
    packet = _PACKET.format(
        title=escape(about.title),
        author=escape(about.author),
        language=about.language,
        moment=moment.strftime("%Y-%m-%dT%H:%M:%S+00:00"),
    )
    pdf.Root.Metadata = pdf.make_stream(packet.encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.Lang = String(about.language)


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
    profile = pdf.make_stream(_profile(), N=3)
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB IEC61966-2.1"),
        Info=String("sRGB IEC61966-2.1"),
        DestOutputProfile=profile,
    )


@cache
def _profile() -> bytes:
    """The sRGB profile, without the moment at which it was made."""
    data = bytearray(srgb())
    data[_PROFILE_DATE] = b"\x07\xe0\x00\x01\x00\x01\x00\x00\x00\x00\x00\x00"
    return bytes(data)


def _stamp(moment: dt.datetime) -> str:
    """Return a date as PDF writes it (ISO 32000-1, 7.9.4)."""
    return moment.strftime("D:%Y%m%d%H%M%SZ")
