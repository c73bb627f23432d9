"""From words to lines: runs of text are cut in words, words in pieces that one font draws, and lines are filled.

Lines are filled one after the other, flush left: ragged edges are easier to read than stretched spaces (Inclusion
Europe, "Information for all", rule on alignment). A word that does not fit is cut where its language allows it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import groupby, zip_longest
from operator import attrgetter
from typing import NamedTuple

import pyphen

from exports.document.layout import fonts
from exports.document.layout.theme import Style

SOFT_HYPHEN = "\u00ad"
_SPACES = re.compile("([ \t\r\u2009]+|\n)")
_UNSEEN = dict.fromkeys(map(ord, (SOFT_HYPHEN, "\u200b")))
"""Where others let a line end inside a word; we cut where the language does, and a hyphen in mid-line is none."""
_ODD = re.compile("  |[\t\r\n\u2009\u200b\u00ad]|^ | $")
"""Spaces that are not one between two words."""
_AFTER = re.compile(r"(?<=[\w.][-/])(?=\w{3})|(?<=[—–])(?=\w)|(?<=@)(?=\w)|(?<=\w{3})(?=[_?&=])")
"""Where a word that holds one of these signs may end a line with no sign added."""
_ELIDED = re.compile(r"[^\W\d_]+[’']")
_LETTERS = re.compile(r"[^\W\d_]+")
_SHORTEST_CUT = 6
_LONGEST = 40
"""Letters of a word that is cut at its syllables for the one reason that no line holds it."""
_SHORTEST_END = 3
_FEWEST_ROOM = 0.12
"""Share of a line under which a cut is not worth it."""


class Look(NamedTuple):
    """How a run of text differs from its paragraph."""

    bold: bool = False
    italic: bool = False
    underlined: bool = False
    link: str = ""
    """Address that a click opens."""
    link_number: int = 0
    """Tells two links to one address apart."""
    language: str = ""
    """ISO 639-1, where it is not the document's."""


class Run(NamedTuple):
    """Some text with one look. A line feed in it ends the line."""

    text: str
    look: Look = Look()


@dataclass(slots=True)
class Part:
    """A piece of a line with one font and one look."""

    font: str
    look: Look
    text: str
    original: str
    right_to_left: bool
    width: float = 0.0


@dataclass(slots=True)
class Word:
    """What is not cut unless it must: its parts, and whether a space comes after."""

    parts: list[Part] = field(default_factory=list)
    width: float = 0.0
    space: float = 0.0
    ends_line: bool = False


@dataclass
class Line:
    """A line of parts, and its width without the space that ends it."""

    parts: list[Part]
    width: float


def one_line(runs: Iterable[Run], style: Style) -> Line | None:
    """Return runs as one line, however long; None where they ask for more than letters of one font side by side.

    Most paragraphs are a few words: their line is measured as it stands, and no word in it is looked at.
    """
    if _ODD.search("".join(run.text for run in runs)):
        return None
    parts: list[Part] = []
    for look, together in groupby(runs, attrgetter("look")):
        text = "".join(run.text for run in together)
        font = fonts.face(bold=style.bold or look.bold, italic=style.italic or look.italic)
        width = fonts.measured(text, font)
        if width is None:
            return None
        if text:
            parts.append(Part(font, look, text, text, right_to_left=False, width=width * style.size))
    return Line(parts, sum(part.width for part in parts)) if parts else None


def words_of(runs: Iterable[Run], style: Style, missing: set[str]) -> list[Word]:
    """Return the words of some runs; the letters that no font has are noted in `missing`."""
    words: list[Word] = []
    word = Word()
    for run in runs:
        font = fonts.face(bold=style.bold or run.look.bold, italic=style.italic or run.look.italic)
        texts = _SPACES.split(run.text.translate(_UNSEEN))  # what is said and what stands between, in turns
        for text, space in zip_longest(texts[::2], texts[1::2]):
            if text:
                for number, bit in enumerate((text,) if text.isalpha() else _bits(text)):
                    if number:
                        words.append(word)
                        word = Word()
                    _add(word, bit, font, run.look, style.size, missing)
            if space is None:
                break
            if space == "\n":
                word.ends_line = True
                word.space = fonts.width(" ", font) * style.size
            elif word.parts:
                word.space = fonts.width(" ", word.parts[-1].font) * style.size
            else:
                if words and not words[-1].ends_line and not words[-1].space:
                    words[-1].space = fonts.width(" ", words[-1].parts[-1].font) * style.size if words[-1].parts else 0
                continue
            words.append(word)
            word = Word()
    if word.parts:
        words.append(word)
    return words


@lru_cache(maxsize=5_000)
def _bits(text: str) -> tuple[str, ...]:
    """Return what a line may end after, and the rest."""
    return tuple(_AFTER.split(text))


def _add(word: Word, text: str, font: str, look: Look, size: float, missing: set[str]) -> None:
    known = fonts.width_if_drawn(text, font)
    if known is not None:  # as of nearly every word
        width = known * size
        word.parts.append(Part(font, look, text, text, right_to_left=False, width=width))
        word.width += width
        return
    for piece in fonts.pieces(text, font, missing):
        width = fonts.width(piece.text, piece.font) * size
        word.parts.append(Part(piece.font, look, piece.text, piece.original, piece.right_to_left, width))
        word.width += width


def lines_of(words: list[Word], width: float, style: Style, language: str) -> list[Line]:
    """Return the lines that fit in `width` points; a word longer than a line is cut anywhere."""
    lines: list[Line] = []
    line: list[Word] = []
    taken = 0.0
    waiting = list(reversed(words))
    while waiting:
        word = waiting.pop()
        if taken + word.width <= width + 0.01:
            line.append(word)
            taken += word.width + word.space
            if word.ends_line:
                lines.append(_line(line))
                line, taken = [], 0.0
            continue
        cut = _cut(word, width - taken, width, style, language, first=not line)
        if cut is not None:
            line.append(cut[0])
            waiting.append(cut[1])
        elif line:
            waiting.append(word)
        else:  # one letter wider than the line
            line.append(word)
        lines.append(_line(line))
        line, taken = [], 0.0
    if line:
        lines.append(_line(line, last=True))
    return lines


def _line(words: list[Word], *, last: bool = False) -> Line:
    parts: list[Part] = []
    before: Part | None = None
    for number, word in enumerate(words):
        for part in word.parts:
            if (
                before is not None
                and before.font == part.font
                and before.right_to_left == part.right_to_left
                and (before.look is part.look or before.look == part.look)
            ):
                before.text += part.text
                before.original += part.original
                before.width += part.width
            else:
                before = Part(part.font, part.look, part.text, part.original, part.right_to_left, part.width)
                parts.append(before)
        if word.space and before is not None and not (last and number == len(words) - 1):
            # also at the end of a line: without it, words read aloud run together
            before.text += " "
            before.original += " "
            before.width += word.space
    width = sum(part.width for part in parts)
    return Line(parts, width - (words[-1].space if words and not last else 0.0))


def _cut(
    word: Word, room: float, width: float, style: Style, language: str, *, first: bool
) -> tuple[Word, Word] | None:
    """Return a word in two: at a syllable when the line has room for it, anywhere when no line is long enough.

    A word that no line holds is cut at a syllable too, be it a name or a German noun, and whatever the style says.
    """
    may_be_cut = style.hyphens and room > width * _FEWEST_ROOM
    if (first or may_be_cut) and len(word.parts) == 1:
        found = _cut_at_syllable(word, room, style, language, must=first)
        if found is not None:
            return found
    if not first or not word.parts:
        return None
    return _cut_anywhere(word, room, style)


def _cut_at_syllable(word: Word, room: float, style: Style, language: str, *, must: bool) -> tuple[Word, Word] | None:
    part = word.parts[0]
    text = part.text
    if part.right_to_left or part.look.link:
        return None
    opening = _ELIDED.match(text)
    start = opening.end() if opening is not None else 0
    core = _LETTERS.match(text, start)
    if core is None or len(core[0]) < _SHORTEST_CUT:
        return None
    may = style.hyphens and not core[0][:1].isupper()  # a name is not cut
    if not may and not (must and len(core[0]) <= _LONGEST):
        return None
    hyphen = fonts.width(SOFT_HYPHEN, part.font)
    for position in reversed(_syllables(core[0], language)):
        head = text[: start + position]
        if (fonts.width(head, part.font) + hyphen) * style.size <= room:
            return _in_two(word, 0, len(head), style, end=SOFT_HYPHEN)
    return None


def _cut_anywhere(word: Word, room: float, style: Style) -> tuple[Word, Word] | None:
    taken = 0.0
    for number, part in enumerate(word.parts):
        for place, letter in enumerate(part.text):
            taken += fonts.width(letter, part.font) * style.size
            if taken > room and (number or place):
                return _in_two(word, number, place, style)
    return None


def _in_two(word: Word, number: int, place: int, style: Style, end: str = "") -> tuple[Word, Word]:
    part = word.parts[number]
    if part.right_to_left:  # a shaped piece may be shorter than what was written: each half speaks for itself
        first, second = part.text[:place], part.text[place:]
    else:
        first, second = part.original[:place], part.original[place:]
    head = _part(part, part.text[:place] + end, first + end, style)
    tail = _part(part, part.text[place:], second, style)
    before = [*word.parts[:number], *([head] if head.text else [])]
    after = [*([tail] if tail.text else []), *word.parts[number + 1 :]]
    return (
        Word(before, sum(part.width for part in before)),
        Word(after, sum(part.width for part in after), word.space, word.ends_line),
    )


def _part(like: Part, text: str, original: str, style: Style) -> Part:
    return Part(like.font, like.look, text, original, like.right_to_left, fonts.width(text, like.font) * style.size)


@cache
def _syllables(word: str, language: str) -> tuple[int, ...]:
    known = _patterns(language)
    if known is None:
        return ()
    positions: Iterator[int] = (int(position) for position in known.positions(word))
    return tuple(place for place in positions if _SHORTEST_END <= place <= len(word) - _SHORTEST_END)


@cache
def _patterns(language: str) -> pyphen.Pyphen | None:
    found = pyphen.language_fallback(language)
    return pyphen.Pyphen(lang=found) if found is not None else None
