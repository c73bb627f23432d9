"""The file itself: pages, structure, metadata, colours and attachments, as PDF/A-3a and PDF/UA-1 at once.

ISO 19005-3 (PDF/A-3, level A), ISO 14289-1 (PDF/UA-1), ISO 32000-1.
"""

import datetime as dt
from functools import cache
from typing import NamedTuple
from urllib.parse import quote
from xml.sax.saxutils import escape

from exports.document.layout.canvas import Link, Sheets, Title
from exports.document.layout.objects import Objects, name, packed, references, string
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


def archived(sheets: Sheets, structure: Node, attachments: tuple[Attachment, ...], about: About) -> bytes:
    """Return the file: pages, their tree, metadata, attachments; the same input gives the same bytes."""
    objects = Objects()
    pages = [objects.reserve() for _ in sheets.pages]
    tree = _Tree(objects, sheets, pages)
    root = tree.plant(structure)
    _write_pages(objects, sheets, pages, tree)
    files = [(attached.name, _attachment(objects, attached, about.made_at)) for attached in attachments]
    packet = objects.stream("/Type/Metadata/Subtype/XML", _packet(about))
    entries = [
        f"/Type/Catalog/Pages {tree.all_pages} 0 R/Lang{string(about.language)}/MarkInfo<</Marked true>>",
        f"/StructTreeRoot {root} 0 R/Metadata {packet} 0 R/OutputIntents[{_output_intent(objects)} 0 R]",
        "/ViewerPreferences<</DisplayDocTitle true>>",
    ]
    if sheets.titles:
        entries.append(f"/Outlines {_write_titles(objects, sheets.titles, pages)} 0 R")
    if files:
        named = " ".join(f"{string(known)} {number} 0 R" for known, number in sorted(files))
        entries.append(f"/AF{references([number for _, number in files])}/Names<</EmbeddedFiles<</Names[{named}]>>>>")
    catalogue = objects.add(f"<<{''.join(entries)}>>")
    return objects.file(catalogue, _information(objects, about))


# Pages ------------------------------------------------------------------------------------------------------------


def _write_pages(objects: Objects, sheets: Sheets, pages: list[int], tree: "_Tree") -> None:
    fonts = "".join(f"/{font.name} {font.write(objects)} 0 R" for font in sheets.fonts.values())
    pictures = "".join(
        f"/I{place} "
        + str(
            objects.stream(
                f"/Type/XObject/Subtype/Image/Width {image.width}/Height {image.height}/ColorSpace/DeviceRGB"
                f"/BitsPerComponent 8/Filter/{image.packing}",
                image.data,
            )
        )
        + " 0 R"
        for place, image in enumerate(sheets.pictures)
    )
    used = objects.add(f"<</Font<<{fonts}>>/XObject<<{pictures}>>>>")
    box = f"[0 0 {sheets.width:.4f} {sheets.height:.4f}]"
    for place, (number, sheet) in enumerate(zip(pages, sheets.pages, strict=True)):
        drawn = objects.stream("/Filter/FlateDecode", packed("\n".join(sheet.operators).encode("latin-1")))
        links = f"/Annots{references(tree.links[place])}" if sheet.links else ""
        objects.tell(
            number,
            f"<</Type/Page/Parent {tree.all_pages} 0 R/MediaBox{box}/Resources {used} 0 R/Contents {drawn} 0 R"
            f"/StructParents {place}/Tabs/S{links}>>",
        )
    objects.tell(tree.all_pages, f"<</Type/Pages/Kids{references(pages)}/Count {len(pages)}>>")


def _write_titles(objects: Objects, titles: list[Title], pages: list[int]) -> int:
    """Write the table of contents that a reader shows, and return its number."""
    root = objects.reserve()
    numbers = [objects.reserve() for _ in titles]
    inside: dict[int, list[int]] = {root: []}
    above = [root]
    parents = []
    for title, number in zip(titles, numbers, strict=True):
        del above[title.level + 1 :]
        parents.append(above[-1])
        inside[above[-1]].append(number)
        inside[number] = []
        above.append(number)

    def below(number: int) -> int:
        """Return how many titles a reader shows under one: all are open (ISO 32000-1, 12.3.3)."""
        return sum(1 + below(one) for one in inside[number])

    def ends(number: int) -> str:
        within = inside[number]
        return f"/First {within[0]} 0 R/Last {within[-1]} 0 R/Count {below(number)}" if within else ""

    for title, number, parent in zip(titles, numbers, parents, strict=True):
        beside = inside[parent]
        place = beside.index(number)
        before = f"/Prev {beside[place - 1]} 0 R" if place else ""
        after = f"/Next {beside[place + 1]} 0 R" if place + 1 < len(beside) else ""
        where = f"[{pages[title.page]} 0 R/XYZ 0 {title.high:.2f} 0]"
        objects.tell(
            number, f"<</Title{string(title.words)}/Parent {parent} 0 R{before}{after}{ends(number)}/Dest{where}>>"
        )
    objects.tell(root, f"<</Type/Outlines{ends(root)}>>")
    return root


# The structure tree -----------------------------------------------------------------------------------------------


_CELLS = {"TD", "TH"}
"""An empty cell is one: without it, a row would have fewer than its table."""
_PRINTED = 4
"""Flag of an annotation that shows on paper too (ISO 32000-1, 12.5.3)."""


class _Tree:
    """Writes the structure of a document, and from each mark and link the way back to its element."""

    def __init__(self, objects: Objects, sheets: Sheets, pages: list[int]) -> None:
        self._objects = objects
        self._sheets = sheets
        self._pages = pages
        self._owners: list[dict[int, int]] = [{} for _ in pages]
        self._link_owners: list[int] = []
        self.links: list[list[int]] = [[] for _ in pages]
        """The links of each page."""
        self.all_pages = objects.reserve()

    def plant(self, structure: Node) -> int:
        """Write the tree, and return the number of its root."""
        objects = self._objects
        root = objects.reserve()
        document = self._element(structure, root)
        owners = [references([owned[number] for number in sorted(owned)]) for owned in self._owners]
        numbers = [f"{place} {objects.add(owned)} 0 R" for place, owned in enumerate(owners)]
        numbers += [f"{place} {owner} 0 R" for place, owner in enumerate(self._link_owners, len(owners))]
        objects.tell(
            root,
            f"<</Type/StructTreeRoot/K[{document} 0 R]/ParentTree<</Nums[{' '.join(numbers)}]>>"
            f"/ParentTreeNextKey {len(numbers)}>>",
        )
        return root

    def _element(self, node: Node, parent: int) -> int:
        number = self._objects.reserve()
        page = next((part.page for part in node.content if isinstance(part, Mark)), None)
        kids = []
        for part in node.content:
            match part:
                case Mark(where, mark):
                    self._owners[where][mark] = number
                    told = f"<</Type/MCR/Pg {self._pages[where]} 0 R/MCID {mark}>>"
                    kids.append(str(mark) if where == page else told)
                case Annotation(where, place):
                    link = self._link(self._sheets.pages[where].links[place], number)
                    self.links[where].append(link)
                    kids.append(f"<</Type/OBJR/Pg {self._pages[where]} 0 R/Obj {link} 0 R>>")
                case Node() if part.role in _CELLS or not part.is_empty:
                    kids.append(f"{self._element(part, number)} 0 R")
                case _:
                    pass
        home = f"/Pg {self._pages[page]} 0 R" if page is not None else ""
        attributes = _attributes(node) if node.attributes else ""
        self._objects.tell(
            number, f"<</Type/StructElem/S/{node.role}/P {parent} 0 R{home}{attributes}/K[{' '.join(kids)}]>>"
        )
        return number

    def _link(self, link: Link, owner: int) -> int:
        address = quote(link.address, safe=":/?#[]@!$&'()*+,;=%~")
        self._link_owners.append(owner)
        box = " ".join(f"{side:.2f}" for side in link.box)
        return self._objects.add(
            f"<</Type/Annot/Subtype/Link/Rect[{box}]/Border[0 0 0]/F {_PRINTED}/Contents{string(link.address)}"
            f"/StructParent {len(self._pages) + len(self._link_owners) - 1}/A<</S/URI/URI{string(address)}>>>>"
        )


def _attributes(node: Node) -> str:
    told = "".join(
        f"/{known}{string(node.attributes[known])}"
        for known in ("Alt", "Lang", "ActualText")
        if known in node.attributes
    )
    scope = node.attributes.get("Scope")
    return f"{told}/A<</O/Table/Scope/{scope}>>" if scope is not None else told


# Metadata, colours, attachments -----------------------------------------------------------------------------------


def _information(objects: Objects, about: About) -> int:
    stamp = _stamp(about.made_at)
    return objects.add(
        f"<</Title{string(about.title)}/Author{string(about.author)}/Creator(Passeport)/Producer(Passeport)"
        f"/CreationDate({stamp})/ModDate({stamp})>>"
    )


def _packet(about: About) -> bytes:
    return _PACKET.format(
        title=escape(about.title),
        author=escape(about.author),
        language=about.language,
        moment=about.made_at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00"),
    ).encode()


def _attachment(objects: Objects, attached: Attachment, made_at: dt.datetime) -> int:
    stamp = _stamp(made_at)
    data = objects.stream(
        f"/Type/EmbeddedFile/Subtype{name(attached.media_type)}/Filter/FlateDecode"
        f"/Params<</Size {len(attached.data)}/CreationDate({stamp})/ModDate({stamp})>>",
        packed(attached.data),
    )
    called = string(attached.name)
    return objects.add(
        f"<</Type/Filespec/F{called}/UF{called}/Desc{string(attached.description)}"
        f"/AFRelationship/{attached.relationship}/EF<</F {data} 0 R/UF {data} 0 R>>>>"
    )


def _output_intent(objects: Objects) -> int:
    profile = objects.stream("/N 3/Filter/FlateDecode", _profile())
    return objects.add(
        "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)/Info(sRGB IEC61966-2.1)"
        f"/DestOutputProfile {profile} 0 R>>"
    )


@cache
def _profile() -> bytes:
    """The sRGB profile, packed, without the moment at which it was made."""
    data = bytearray(srgb())
    data[_PROFILE_DATE] = b"\x07\xe0\x00\x01\x00\x01\x00\x00\x00\x00\x00\x00"
    return packed(bytes(data))


def _stamp(moment: dt.datetime) -> str:
    """Return a date as PDF writes it (ISO 32000-1, 7.9.4)."""
    return moment.astimezone(dt.UTC).strftime("D:%Y%m%d%H%M%SZ")
