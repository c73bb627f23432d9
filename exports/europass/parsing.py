"""XML from outside, parsed without trust (R22): no DTD, no entity, no network, bounded in size and depth."""

from enum import StrEnum

from lxml import etree

from passeport.domain.errors import DamagedFile, DangerousFile, NotAPassport

CANDIDATE = "http://www.europass.eu/1.0"
SKILLSPASSPORT = "http://europass.cedefop.europa.eu/Europass"
_DEEPEST = 100
_MOST_PARTS = 100_000
"""Elements and attributes of a document; a passport of 500 steps has some twenty thousand."""
_MOST_ATTRIBUTES = 100
"""Attributes of one element: those of Europass have fewer than ten, and finding one takes as long as there are many."""
_OUT_OF_BOUNDS = "imbrication ou nombre d’éléments hors limites"


class DocumentKind(StrEnum):
    """The generations of Europass XML, told by their root element."""

    CANDIDATE = "candidate"
    SKILLSPASSPORT = "skillspassport"
    LEARNERINFO = "learnerinfo"


def parse(data: bytes, name: str) -> etree._Element:
    """Return the root of an XML document; `name` is the file's, for the message.

    Raises:
        DamagedFile: when it is not well-formed, or when a name or an attribute is beyond reason.
        DangerousFile: when it declares a document type (that is where entities come from), or is too deep.
    """
    if data.count(b"<") > 3 * _MOST_PARTS:  # an element has two, and a tree takes forty times the place of its signs
        raise DangerousFile(path=name, detail=_OUT_OF_BOUNDS)
    try:
        root = _tree(data)
    except etree.XMLSyntaxError as error:
        if b"<!DOCTYPE" in data.replace(b"\0", b""):  # without the zeros of UTF-16
            raise DangerousFile(path=name, detail="déclaration DOCTYPE") from None
        if "depth" in str(error):
            raise DangerousFile(path=name, detail=_OUT_OF_BOUNDS) from None
        raise DamagedFile(path=name, detail=f"XML, ligne {error.lineno}") from None
    except ValueError:
        raise DamagedFile(path=name, detail="XML") from None
    if root.getroottree().docinfo.doctype:  # type: ignore[attr-defined] # the stubs forget it
        raise DangerousFile(path=name, detail="déclaration DOCTYPE")
    _bounded(root, name)
    return root


def _tree(data: bytes) -> etree._Element:
    """Return the root; without the library's own bounds only where a document in base64 is longer than they allow."""
    try:
        return etree.fromstring(data, _parser(huge=False))
    except etree.XMLSyntaxError as error:
        if error.code == etree.ErrorTypes.ERR_NO_MEMORY:  # type: ignore[attr-defined] # the stubs forget it
            raise MemoryError from None
        # those bounds hold entities in check as well: no document type is parsed without them
        if "Text node too long" not in str(error) or b"<!DOCTYPE" in data.replace(b"\0", b""):
            raise
    return etree.fromstring(data, _parser(huge=True))


def _parser(*, huge: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=huge,
        remove_comments=True,  # so that the words after a comment stand with those before it
        remove_pis=True,
    )


def kind_of(root: etree._Element, name: str) -> DocumentKind:
    """Say what a document is by its root, never by its name.

    Raises:
        NotAPassport: when the root is none of Europass.
    """
    tag = etree.QName(root)
    if tag.localname == "Candidate" and tag.namespace == CANDIDATE:
        return DocumentKind.CANDIDATE
    if tag.localname == "SkillsPassport" and tag.namespace == SKILLSPASSPORT:
        return DocumentKind.SKILLSPASSPORT
    if tag.localname.lower() == "learnerinfo":
        return DocumentKind.LEARNERINFO
    raise NotAPassport(path=name, found=f"XML « {tag.localname} »")


def _bounded(root: etree._Element, name: str) -> None:
    depth, count = 0, 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            depth -= 1
            continue
        attributes = len(element.attrib)
        depth += 1
        count += 1 + attributes
        if depth > _DEEPEST or count > _MOST_PARTS or attributes > _MOST_ATTRIBUTES:
            raise DangerousFile(path=name, detail=_OUT_OF_BOUNDS)
