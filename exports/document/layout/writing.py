"""Writes the parts of a document in their order: each call adds a block to the page and its element to the tree."""

from collections.abc import Sequence
from dataclasses import replace

from exports.document.layout.block import Block
from exports.document.layout.canvas import Page
from exports.document.layout.paragraph import Paragraph
from exports.document.layout.rich_text import blocks, link_of
from exports.document.layout.runs import Look, Run
from exports.document.layout.tagging import Node
from exports.document.layout.theme import Style, Theme
from exports.document.layout.words import Said, Words

_BOLD = Look(bold=True)
_BETWEEN = " · "

Text = str | Said | Run


class Rule(Block):
    """A line across the page: it says nothing."""

    def __init__(self, theme: Theme) -> None:
        """Draw with the colour of titles."""
        super().__init__(after=4 * theme.scale.air, keep=True)
        self._theme = theme

    def height(self, width: float) -> float:
        """Return its thickness."""
        del width
        return 0.8

    def draw(self, page: Page, left: float, top: float, width: float) -> None:
        """Draw it."""
        with page.artifact():
            page.line((left, top - 0.4), (left + width, top - 0.4), self._theme.palette.strong, 0.8)


class Writing:
    """The story of a document, and where in the structure it is."""

    def __init__(self, theme: Theme, words: Words) -> None:
        """Begin a document in this theme, with these labels."""
        self.theme = theme
        self.words = words
        self.document = Node("Document")
        self.section = self.document
        self.story: list[Block] = []

    # Titles -----------------------------------------------------------------------------------------------------

    def begin_section(self, title: Text) -> None:
        """Begin a section under a title of level 2."""
        self.section = self.document.add("Sect")
        node = self.section.add("H2")
        self.story.append(self.paragraph([title], self.theme.section, node, bookmark=2))
        self.story.append(Rule(self.theme))

    def heading(self, *parts: Text) -> None:
        """Write a title of level 3, its parts after one another; nothing when there is none."""
        runs = self.runs(parts, " – ")
        if runs:
            node = self.section.add("H3")
            self.story.append(Paragraph(runs, self.theme.item, node, self.words.language, bookmark=3))

    # Text -------------------------------------------------------------------------------------------------------

    def line(self, *parts: Text, style: Style | None = None) -> None:
        """Write a paragraph, its parts set apart by a dot; nothing when there is none."""
        runs = self.runs(parts, _BETWEEN)
        if runs:
            self.add(Paragraph(runs, style or self.theme.body, self.section.add("P"), self.words.language))

    def labelled(self, label: Text, *parts: Text) -> None:
        """Write `label : parts`, the label in bold; nothing when there are no words."""
        runs = self.runs(parts, ", ")
        if runs:
            head = self._run(label)
            bold = Run(head.text, head.look._replace(bold=True))
            colon = Run(self.words.colon, _BOLD)
            self.add(Paragraph([bold, colon, *runs], self.theme.body, self.section.add("P"), self.words.language))

    def rich(self, text: str) -> None:
        """Write rich text."""
        theme = self.theme
        self.story.extend(blocks(text, self.section, theme.body, theme.entry, self.words.language, Paragraph))

    def entries(self, entries: Sequence[Sequence[Text]], label: str = "•") -> None:
        """Write a list, one entry a line; nothing when there is none."""
        if not entries:
            return
        node = self.section.add("L")
        style = self.theme.entry if label == "•" else replace(self.theme.entry, indent=self.theme.step_indent)
        for entry in entries:
            item = node.add("LI")
            mark = (label, item.add("Lbl"))
            body = item.add("LBody")
            self.add(Paragraph(self.runs(entry, _BETWEEN), style, body, self.words.language, label=mark))

    def add(self, block: Block) -> None:
        """Add a block that carries its own tags."""
        self.story.append(block)

    # Pieces -----------------------------------------------------------------------------------------------------

    def paragraph(self, parts: Sequence[Text], style: Style, node: Node, *, bookmark: int = 0) -> Paragraph:
        """Return a paragraph that is not yet in the story."""
        return Paragraph(self.runs(parts, _BETWEEN), style, node, self.words.language, bookmark=bookmark)

    def runs(self, parts: Sequence[Text], between: str) -> list[Run]:
        """Return the parts that say something, set apart by `between`."""
        runs: list[Run] = []
        for part in parts:
            run = self._run(part)
            if run.text:
                if runs:
                    runs.append(Run(between))
                runs.append(run)
        return runs

    def _run(self, part: Text) -> Run:
        if isinstance(part, Run):
            return part
        if isinstance(part, Said):
            return Run(part.text, Look(language=part.language))
        return Run(self.words.typeset(part))


def link(address: str, words: str = "") -> Run:
    """Return an address that can be clicked, where it is one."""
    return Run(words or address, link_of(address))
