"""Taking one field of a document: its text, its fate, and the domain's rule for it."""

import base64
import binascii
import html
import io
import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterable
from typing import Any, TypeVar

from lxml import etree
from PIL import Image
from pydantic import ValidationError

from exports.europass.candidate_names import find
from exports.europass.codes import country_from, language_from
from exports.europass.coverage import Coverage, path_of
from exports.europass.markup import OF_A_TOOL, descendants, html_of, is_marked_up
from passeport.domain.errors import ImpossibleDate, NotAPassport
from passeport.domain.fingerprint import content_of, identifier_from
from passeport.domain.identifiers import ItemId
from passeport.domain.identity import Address, Language, OnlineKind, OnlineProfile
from passeport.domain.model import DomainModel
from passeport.domain.partial_date import PartialDate, Period
from passeport.domain.profile import Item, Picture, Profile
from passeport.domain.provenance import Provenance
from passeport.domain.reading import Fate
from passeport.domain.rich_text import clean, from_plain, looks_like_html, to_plain
from passeport.domain.social_security_number import contains_social_security_number

ItemType = TypeVar("ItemType", bound=Item)
ModelType = TypeVar("ModelType", bound=DomainModel)

_LINE_LIMIT = 2_000
_NAME_LIMIT = 300
_RICH_LIMIT = 200_000
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*|Z|[+-]\d{2}:\d{2})?")
"""A day may say its zone with no hour (XML Schema 2, 3.2.9): it is the day of whoever wrote it."""
_TRUTHS = {"true": True, "1": True, "false": False, "0": False}
"""XML Schema 2, 3.2.2."""
_LARGEST_PICTURE = 10_000_000
_MOST_PIXELS = 60_000_000
_PICTURE_TYPES = {
    "JPEG": "image/jpeg",
    "PNG": "image/png",
    "GIF": "image/gif",
    "WEBP": "image/webp",
    "BMP": "image/bmp",
}
_NO_IMAGE = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    ArithmeticError,
    LookupError,
    TypeError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)
"""What Pillow's decoders raise on bytes that are no image, or a broken one."""


class Fields:
    """The fields of one document, each noted in its coverage."""

    def __init__(self, coverage: Coverage) -> None:
        """Note every fate in `coverage`."""
        self.coverage = coverage

    def line(self, element: etree._Element | None, went_to: str, limit: int = _LINE_LIMIT) -> str:
        """Return one line of text; what is over the limit stays in the report."""
        if element is not None and is_marked_up(element):
            text = " ".join(to_plain(self._marked_up(element, went_to, Fate.UNDERSTOOD)).split())
        else:
            text = " ".join(self.coverage.take(element, went_to).split())
        if element is not None and len(text) > limit:
            self.not_understood(element)
            return text[:limit]
        return text

    def name(self, element: etree._Element | None, went_to: str) -> str:
        """Return the text of a title or a name, which is shorter than a line."""
        return self.line(element, went_to, _NAME_LIMIT)

    def cut_name(self, element: etree._Element | None, text: str) -> str:
        """Return what of `text` makes a name; where it is cut, the report holds the whole element."""
        if element is not None and len(text) > _NAME_LIMIT:
            self.coverage.note(element, Fate.NOT_UNDERSTOOD)
        return text[:_NAME_LIMIT].strip()

    def rich(self, element: etree._Element | None, went_to: str) -> str:
        """Return allow-listed HTML, from plain text, escaped HTML, or elements that stand in the text."""
        if element is not None and len(element):
            return self._marked_up(element, went_to, Fate.UNDERSTOOD)
        return self._formatted(element, went_to)

    def _formatted(self, element: etree._Element | None, went_to: str) -> str:
        text = self.coverage.take(element, went_to)
        if element is not None and len(text) > _RICH_LIMIT:
            self.coverage.note(element, Fate.NOT_UNDERSTOOD, went_to)
            return ""
        return clean(text) if looks_like_html(text) else from_plain(text)

    def _marked_up(self, element: etree._Element, went_to: str, fate: Fate) -> str:
        """Return the words of an element and of those inside, which all get one fate."""
        given = html_of(element)
        if contains_social_security_number(given):  # an element may stand between its digits
            given, fate = "", Fate.REFUSED
        elif len(given) > _RICH_LIMIT:
            given, fate = "", Fate.NOT_UNDERSTOOD
        words = clean(given)
        self.coverage.note(element, fate, went_to)
        for inner in descendants(element):
            self.coverage.note(inner, fate, went_to)
            self.coverage.note_tail(inner, fate, went_to)
            for name, value in inner.attrib.items():
                if str(name) in OF_A_TOOL:
                    self.coverage.note(inner, Fate.TECHNICAL, went_to, str(name))
                elif str(name) == "href" and html.escape(str(value)) in words:
                    self.coverage.note(inner, fate, went_to, str(name))
        return words

    def names(self, name: etree._Element | None, given_tag: str, family_tag: str) -> tuple[str, str]:
        """Return the given and family names.

        Raises:
            NotAPassport: when one of them is missing: the Europass editor refuses such a file too.
        """
        given = self.name(find(name, given_tag), "identity.given_names") if name is not None else ""
        family = self.name(find(name, family_tag), "identity.family_name") if name is not None else ""
        if not given or not family:
            raise NotAPassport(path="", found="document Europass sans prénom ou sans nom")
        return given, family

    def date(self, element: etree._Element | None, went_to: str) -> PartialDate | None:
        """Return a date with the precision it has; a time after it is dropped.

        Raises:
            ImpossibleDate: for a date that no calendar holds.
        """
        text = self.coverage.take(element, went_to)
        if not text or element is None:
            return None
        try:
            return _date_in(text)
        except ValidationError:
            raise ImpossibleDate(value=text, place=f"{path_of(element)}, ligne {element.sourceline}") from None

    def attribute_date(self, element: etree._Element, went_to: str, attribute: str) -> PartialDate | None:
        """Return the date of an attribute; the report holds one that is none, since the editor reads no attribute."""
        text = self.coverage.take(element, went_to, attribute)
        try:
            return _date_in(text) if text else None
        except ValidationError:
            self.coverage.note(element, Fate.NOT_UNDERSTOOD, went_to, attribute)
            return None

    def period(self, element: etree._Element | None, went_to: str) -> Period:
        """Return the period of an element with start and end dates in any of the dialects."""
        if element is None:
            return Period()
        dates = {}
        for name, tags in {"start": ("StartDate", "eures:StartDate"), "end": ("EndDate", "eures:EndDate")}.items():
            for tag in tags:
                holder = find(element, f"{tag}/hr:FormattedDateTime")
                if holder is not None:
                    dates[name] = self.date(holder, f"{went_to}.{name}")
        going = [self.is_true(find(element, tag), f"{went_to}.ongoing") for tag in ("Ongoing", "hr:CurrentIndicator")]
        return Period(start=dates.get("start"), end=dates.get("end"), ongoing=any(going))

    def period_of(self, holders: Iterable[etree._Element], element: etree._Element | None, went_to: str) -> Period:
        """Return the same; what holds the period may say itself that it goes on (HR-XML, `currentIndicator`)."""
        period = self.period(element, went_to)
        going = [self.is_true(holder, f"{went_to}.ongoing", "currentIndicator") for holder in holders]
        return period.evolve(ongoing=True) if any(going) else period

    def is_true(self, element: etree._Element | None, went_to: str, attribute: str = "") -> bool:
        """Whether a text, or an attribute, is a truth; what is neither one nor its contrary was not understood."""
        text = self.coverage.take(element, went_to, attribute).lower()
        if element is not None and text and text not in _TRUTHS:
            self.coverage.note(element, Fate.NOT_UNDERSTOOD, went_to, attribute)
        return _TRUTHS.get(text, False)

    def country(self, element: etree._Element | None, went_to: str) -> str | None:
        """Return the upper-case ISO code of a country."""
        text = self.coverage.take(element, went_to)
        return self.coded(element, country_from(text)) if text else None

    def language(self, element: etree._Element | None, attribute: str, went_to: str) -> Language | None:
        """Return a language by its code; by its label where it has none, or where `attribute` says FREE_TEXT."""
        text = self.line(element, went_to)
        if not text or element is None:
            return None
        code = "" if element.get(attribute) == "FREE_TEXT" else language_from(text)
        return Language(code=code) if code else Language(label=text)

    def coded(self, element: etree._Element | None, code: str | None) -> str | None:
        """Return `code`; when it is None although the element holds a text, say that it was not understood."""
        if code is None and element is not None and (element.text or "").strip():
            self.coverage.note(element, Fate.NOT_UNDERSTOOD)
        return code

    def not_understood(self, element: etree._Element) -> None:
        """Say of every text below an element that nothing was made of it."""
        for child in element.iter():
            if isinstance(child.tag, str):
                self.coverage.note(child, Fate.NOT_UNDERSTOOD)
                if child is not element:
                    self.coverage.note_tail(child, Fate.NOT_UNDERSTOOD)

    def value(
        self,
        element: etree._Element,
        model: type[ModelType],
        /,
        **values: Any,  # noqa: ANN401 - checked by the model
    ) -> ModelType | None:
        """Return `model` made of values of `element`; None when they break a rule, which the report then says."""
        try:
            return model.model_validate(values)
        except ValidationError:
            self.not_understood(element)
            return None

    def kept_words(self, element: etree._Element, went_to: str) -> str:
        """Return what nobody took below an element as paragraphs: its words go on, although their sense is lost."""
        paragraphs = []
        for child in element.iter():
            if not isinstance(child.tag, str) or self.coverage.is_taken(child):
                continue
            if is_marked_up(child):
                paragraphs.append(self._marked_up(child, went_to, Fate.KEPT))
            elif words := self._formatted(child, went_to):
                self.coverage.note(child, Fate.KEPT, went_to)
                paragraphs.append(words)
        return "".join(paragraphs)

    def website(self, element: etree._Element | None, went_to: str) -> tuple[OnlineProfile, ...]:
        """Return the website of a `Link`, or nothing."""
        text = self.line(element, went_to)
        return (OnlineProfile(kind=OnlineKind.WEBSITE, address=text),) if text else ()

    def lost_address(self, element: etree._Element | None, address: Address) -> None:
        """Say that a second address of an organisation finds no place."""
        for child in element.iter() if element is not None else ():
            if isinstance(child.tag, str) and (child.text or "").strip() in {address.city, address.street}:
                self.coverage.note(child, Fate.NOT_UNDERSTOOD)

    def picture(self, element: etree._Element | None, went_to: str) -> Picture | None:
        """Return the image of base64 data, or of a data URI in base64 (the editor's way); None when it is none."""
        if element is None or not (element.text or "").strip():
            return None
        data = _decoded(element.text or "")
        picture = picture_from(data) if data else None
        self.coverage.note(element, Fate.UNDERSTOOD if picture else Fate.NOT_UNDERSTOOD, went_to)
        return picture


class Identified:
    """Items of one document: the same content gives the same identity, each time the file is read."""

    def __init__(self, file_format: str, source: str) -> None:
        """Name the format in identities and `source` in provenances."""
        self._format = file_format
        self._provenance = Provenance(source=source)
        self._seen: Counter[str] = Counter()

    def item(self, model: type[ItemType], /, **values: Any) -> ItemType | None:  # noqa: ANN401 - checked by the model
        """Return an item of `model`, or None when a value breaks a rule of the domain or nothing is said."""
        draft = {**values, "id": identifier_from("draft"), "provenance": self._provenance}
        try:
            item = model.model_validate(draft)
        except ValidationError:
            return None
        content = content_of(item)
        if content == "{}":
            return None
        return self._named(item, content, self._seen)

    def settled(self, profile: Profile) -> Profile:
        """Return a profile whose items are named by what they came to hold, wherever the document said it."""
        seen: Counter[str] = Counter()
        lists = {name: value for name, value in profile if isinstance(value, tuple)}
        return profile.evolve(
            **{
                name: tuple(self._named(item, content_of(item), seen) for item in items)
                for name, items in lists.items()
            }
        )

    def _named(self, item: ItemType, content: str, seen: Counter[str]) -> ItemType:
        key = f"{type(item).__name__}:{content}"
        seen[key] += 1
        return item.evolve(id=ItemId(identifier_from(self._format, key, str(seen[key]))))


def _date_in(text: str) -> PartialDate:
    match = _DATE.fullmatch(text)
    return PartialDate.parse("-".join(part for part in match.groups() if part) if match else text)


def _decoded(text: str) -> bytes:
    """Return the bytes of base64, once or twice encoded; empty when it is not base64."""
    try:
        data = base64.b64decode("".join(text.split()), validate=True)
        if data.startswith(b"data:"):
            return base64.b64decode(data.partition(b",")[2], validate=True)
    except (binascii.Error, ValueError):
        return b""
    return data


def picture_from(data: bytes) -> Picture | None:
    """Return `data` as a picture when it is a whole image of bounded size; else None (R22).

    The pixels that it declares are counted before any is decoded.
    """
    if not 0 < len(data) <= _LARGEST_PICTURE:
        return None
    try:
        with Image.open(io.BytesIO(data), formats=tuple(_PICTURE_TYPES)) as image:
            kind, (width, height) = image.format, image.size
            if kind is None or width * height > _MOST_PIXELS:
                return None
            image.load()
    except _NO_IMAGE:
        return None
    return Picture(media_type=_PICTURE_TYPES[kind], data=data)
