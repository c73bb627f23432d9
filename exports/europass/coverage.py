"""Nothing is lost in silence: each text and attribute of a document gets its fate, and the sum covers it whole."""

from collections.abc import Iterable, Iterator

from lxml import etree

from passeport.domain.reading import Fate, ReadingEntry, ReadingReport
from passeport.domain.social_security_number import contains_social_security_number

_LONGEST_VALUE = 400
"""Characters of a value shown in the report; a photograph in base64 is not for reading."""

_XSI = "http://www.w3.org/2001/XMLSchema-instance"
TAIL = "tail()"
"""Stands for an attribute's name where the text after an element is meant: no attribute is called so."""


class Coverage:
    """The fates of the texts and attributes of one document."""

    def __init__(self, root: etree._Element, technical_attributes: frozenset[str] | None = None) -> None:
        """Follow every element below `root`; comments and processing instructions say nothing of the person.

        An attribute that nobody took says how to read the document where its local name is in `technical_attributes`
        (any name, when None); another was not understood.
        """
        self._technical_attributes = technical_attributes
        self._root = root
        self._fates: dict[tuple[etree._Element, str], tuple[Fate, str]] = {}

    def take(self, element: etree._Element | None, went_to: str, attribute: str = "") -> str:
        """Return the trimmed text of an element (or of its attribute), and note where it went.

        A text that holds a social security number is refused: the answer is empty (R01).
        """
        if element is None:
            return ""
        value = (element.get(attribute) or "") if attribute else (element.text or "")
        value = value.strip()
        if not went_to.endswith("data") and contains_social_security_number(value):
            self.note(element, Fate.REFUSED, went_to, attribute)
            return ""
        if value:
            self.note(element, Fate.UNDERSTOOD, went_to, attribute)
        return value

    def note(self, element: etree._Element, fate: Fate, went_to: str = "", attribute: str = "") -> None:
        """Give a text or an attribute its fate; the last word counts."""
        self._fates[element, attribute] = (fate, went_to)

    def note_tail(self, element: etree._Element, fate: Fate, went_to: str = "") -> None:
        """Give its fate to the text that follows an element, which is lost where nobody asks for it."""
        self.note(element, fate, went_to, TAIL)

    def technical(self, elements: Iterable[etree._Element], went_to: str = "") -> None:
        """Say of whole subtrees that they tell how to show the document, not what it says."""
        for top in elements:
            for element in top.iter():
                if isinstance(element.tag, str):
                    self.note(element, Fate.TECHNICAL, went_to)
                    for attribute in element.attrib:
                        self.note(element, Fate.TECHNICAL, went_to, str(attribute))

    def refuse(self, elements: Iterable[etree._Element]) -> None:
        """Say of whole subtrees that they hold what may not be recorded."""
        for top in elements:
            for element in top.iter():
                if isinstance(element.tag, str):
                    self.note(element, Fate.REFUSED)
                    self.note_tail(element, Fate.REFUSED)
                    for attribute in element.attrib:
                        self.note(element, Fate.REFUSED, "", str(attribute))

    def is_taken(self, element: etree._Element) -> bool:
        """Whether the text of an element has its fate already."""
        return (element, "") in self._fates

    def has_untaken_words(self, top: etree._Element) -> bool:
        """Whether an element, or one inside it, holds a text that has no fate yet."""
        return any(isinstance(e.tag, str) and (e.text or "").strip() and not self.is_taken(e) for e in top.iter())

    def report(self, file_format: str) -> ReadingReport:
        """Return every fate in the order of the document; what nobody asked for was not understood."""
        entries = (self._entry(element, attribute, value) for element, attribute, value in leaves(self._root))
        return ReadingReport(file_format=file_format, entries=tuple(entries))

    def _is_technical(self, attribute: str) -> bool:
        if attribute in ("", TAIL) or self._technical_attributes is None:
            return attribute not in ("", TAIL)
        name = etree.QName(attribute)
        return name.localname in self._technical_attributes or name.namespace == _XSI

    def _entry(self, element: etree._Element, attribute: str, value: str) -> ReadingEntry:
        unknown = Fate.TECHNICAL if self._is_technical(attribute) else Fate.NOT_UNDERSTOOD
        fate, went_to = self._fates.get((element, attribute), (unknown, ""))
        return _entry_of(element, attribute, value, fate, went_to)


def _entry_of(element: etree._Element, attribute: str, value: str, fate: Fate, went_to: str) -> ReadingEntry:
    if fate is not Fate.UNDERSTOOD and contains_social_security_number(value):
        fate = Fate.REFUSED  # R01 holds for the report too
    if fate is Fate.REFUSED:
        value = ""
    elif fate is not Fate.NOT_UNDERSTOOD and len(value) > _LONGEST_VALUE:
        value = value[:_LONGEST_VALUE] + "…"
    path = path_of(element) + (f"/@{etree.QName(attribute).localname}" if attribute not in ("", TAIL) else "")
    line = element.sourceline if isinstance(element.sourceline, int) else 0
    return ReadingEntry(path=path, line=line, value=value, fate=fate, went_to=went_to)


def leaves(root: etree._Element) -> Iterator[tuple[etree._Element, str, str]]:
    """Go through the texts of a document, trimmed, in its order: the element, the attribute's name, the words.

    The name is empty for the text of the element itself, `TAIL` for the one that follows it.
    """
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        texts = [("", element.text or "")]
        texts += [(str(name), str(value)) for name, value in element.attrib.items()]
        if element is not root:
            texts.append((TAIL, element.tail or ""))
        for attribute, value in texts:
            if words := value.strip():
                yield element, attribute, words


def path_of(element: etree._Element) -> str:
    """Return the path of an element by local names: `Candidate/CandidatePerson/PersonName/GivenName`."""
    names = [etree.QName(element).localname]
    names += [etree.QName(ancestor).localname for ancestor in element.iterancestors()]
    return "/".join(reversed(names))
