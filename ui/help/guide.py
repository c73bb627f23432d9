"""The pages of the guide as they are shipped: read from Markdown, cut into sections, searched by words.

A page that was translated stands in a folder named for its language; its headings are those of the French page, in the
same order, and keep their names: what leads to a section leads there in each language.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

import resources
from passeport.domain.normalise import words_of
from passeport.language.catalogue import language, tr
from passeport.language.typography import typeset

FIRST = "README.md"
PAGES = (
    FIRST,
    "premiers-pas.md",
    "conseiller.md",
    "administrer.md",
    "superviseur.md",
    "informatique.md",
    "beneficiaire.md",
    "beneficiaire-falc.md",
    "rgpd/README.md",
    "rgpd/registre.md",
    "rgpd/aipd.md",
    "rgpd/durees.md",
)
"""In the order of the contents."""
_SNIPPET = 110
"""Characters of a section that are shown beside its name in an answer."""


class Topic(NamedTuple):
    """A place in the guide: a page, and the name of one of its headings (`name_of`), empty for its top."""

    page: str
    section: str = ""


@dataclass(frozen=True)
class Section:
    """What stands under one heading."""

    topic: Topic
    level: int
    title: str
    words: str

    def snippet(self, wanted: tuple[str, ...]) -> str:
        """Return a few words around the first one that was looked for."""
        spoken = self.words.split()
        at = next((i for i, word in enumerate(spoken) if _begins(words_of(word), wanted)), 0)
        begin = max(0, at - 3)
        line = " ".join(spoken[begin:])
        return (tr("… ") if begin else "") + (
            line if len(line) <= _SNIPPET else f"{line[:_SNIPPET].rsplit(' ', 1)[0]}…"
        )


@dataclass(frozen=True)
class GuidePage:
    """One page, ready to be shown."""

    name: str
    title: str
    html: str
    sections: tuple[Section, ...]


def name_of(heading: str) -> str:
    """Return the name by which links lead to a heading: `Noter une étape` gives `noter-une-etape`."""
    return "-".join(words_of(heading))


def base() -> Path:
    """Return the folder of `docs/guide` and `CHANGELOG.md`: the installed package's, the frozen or the sources'."""
    inside = Path(resources.__file__).parent
    return inside if (inside / "docs" / "guide" / FIRST).exists() else inside.parent


class Guide:
    """All pages; each is read when it is first needed."""

    def __init__(self, folder: Path | None = None, spoken: str | None = None) -> None:
        """`folder` is where the pages are, `spoken` the language wanted; by default those shipped, in the screen's."""
        self.folder = (folder or base() / "docs" / "guide").resolve()
        self._translated = self.folder / (spoken or language())

    @property
    def names(self) -> tuple[str, ...]:
        """The pages that are there, in their order."""
        return tuple(name for name in PAGES if (self.folder / name).exists())

    def has(self, topic: Topic) -> bool:
        """Whether a topic exists."""
        if topic.page not in self.names:
            return False
        return not topic.section or any(one.topic == topic for one in self.page(topic.page).sections)

    def page(self, name: str) -> GuidePage:
        """Return a page; the name is one of `names`."""
        path = self.path(name)
        return _read(path, name, self.folder / name if path != self.folder / name else None)

    def path(self, name: str) -> Path:
        """Return the file of a page: its translation, if there is one."""
        translated = self._translated / name
        return translated if translated.exists() else self.folder / name

    def find(self, typed: str) -> tuple[Section, ...]:
        """Return the sections where every word typed begins a word, those that are named so first."""
        wanted = words_of(typed)
        if not wanted:
            return ()
        found = []
        for section, titles, spoken in self._index:
            if all(_begins(titles, (one,)) for one in wanted):
                found.append((0, section))
            elif all(_begins(spoken, (one,)) for one in wanted):
                found.append((1, section))
        return tuple(section for _rank, section in sorted(found, key=lambda one: one[0]))

    def led_to(self, page: str, link: str) -> Topic | None:
        """Return where a link of a page leads inside the guide, None when it leads out of it."""
        target, _, section = link.partition("#")
        if "://" in target or target.startswith(("mailto:", "/")):
            return None
        there = self.path(page).parent.joinpath(target).resolve() if target else self.path(page)
        root = self._translated if there.is_relative_to(self._translated) else self.folder
        if not there.is_relative_to(root):
            return None
        topic = Topic(there.relative_to(root).as_posix(), name_of(section))
        return topic if topic.page in self.names else None

    @cached_property
    def _index(self) -> tuple[tuple[Section, tuple[str, ...], tuple[str, ...]], ...]:
        sections = (section for name in self.names for section in self.page(name).sections)
        return tuple((one, words_of(one.title), words_of(f"{one.title} {one.words}")) for one in sections)


@cache
def _read(path: Path, name: str, original: Path | None = None) -> GuidePage:
    """Return the page of a file; its headings have a name that links lead to, as in the page that it translates."""
    names: Iterable[str] = ()
    if original is not None:
        _html, written = rendered(original.read_text(encoding="utf-8"), name)
        names = (one.topic.section for one in written)
    html, sections = rendered(path.read_text(encoding="utf-8"), name, names)
    return GuidePage(name, sections[0].title if sections else name, html, sections)


def rendered(markdown: str, name: str, names: Iterable[str] = ()) -> tuple[str, tuple[Section, ...]]:
    """Return HTML and its sections; HTML that stands in the Markdown itself is shown as it is written.

    `names` are those of the headings in their order; by default each heading names itself.
    """
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(markdown)
    sections = tuple(_sections(tokens, name, iter(names)))
    return reader.renderer.render(tokens, reader.options, {}), sections


def _sections(tokens: list[Token], name: str, names: Iterator[str]) -> Iterator[Section]:
    title, level, anchor, spoken = "", 0, "", list[str]()
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        if token.type == "heading_open" and following is not None:
            if title:
                yield Section(Topic(name, anchor), level, title, " ".join(spoken))
            title, level, spoken = typeset(_spoken(following)), int(token.tag[1:]), []
            named = next(names, name_of(title))
            anchor = "" if level == 1 else named
            token.attrSet("id", named or name_of(title))
        elif token.type == "inline" and not _is_title(token, title, spoken):
            spoken.append(_spoken(token))
    if title:
        yield Section(Topic(name, anchor), level, title, " ".join(spoken))


def _is_title(token: Token, title: str, spoken: list[str]) -> bool:
    return not spoken and typeset(_spoken(token)) == title


def _spoken(token: Token) -> str:
    """Return what is read aloud of a line: neither marks nor addresses."""
    children = token.children or []
    return "".join(" " if child.type in ("softbreak", "hardbreak") else child.content for child in children)


def _begins(words: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    return any(word.startswith(one) for word in words for one in wanted)
