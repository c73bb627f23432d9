"""Writes the parts of the document in their order: each call adds a piece to the page and its tag to the tree."""

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from exports.document import theme
from exports.document.flowables import Rule, TaggedParagraph
from exports.document.fonts import markup
from exports.document.rich_blocks import blocks
from exports.document.tagging import Node
from passeport.language.typography import typeset


class Writing:
    """The story of the document, and where in the structure it is."""

    def __init__(self, document: Node) -> None:
        self.story: list[Flowable] = []
        self.document = document
        self.section = document

    def begin_section(self, title: str) -> None:
        """Begin a section under a title of level 2."""
        self.section = self.document.add("Sect")
        self.story.append(TaggedParagraph(markup(typeset(title)), theme.SECTION, self.section.add("H2")))
        self.story.append(Rule())

    def heading(self, *parts: str) -> None:
        """Write a title of level 3, its parts after one another; nothing when there is none."""
        words = " – ".join(part for part in parts if part)
        if words:
            self.story.append(TaggedParagraph(markup(words), theme.ITEM, self.section.add("H3")))

    def line(self, *parts: str, style: ParagraphStyle = theme.BODY) -> None:
        """Write a paragraph, its parts set apart by a dot; nothing when there is none."""
        words = " · ".join(part for part in parts if part)
        if words:
            self.story.append(TaggedParagraph(markup(typeset(words)), style, self.section.add("P")))

    def labelled(self, label: str, words: str) -> None:
        """Write `label : words`, the label in bold; nothing when there are no words."""
        if words:
            shown = f"<b>{markup(typeset(f'{label} :'))}</b> {markup(typeset(words))}"
            self.story.append(TaggedParagraph(shown, theme.BODY, self.section.add("P")))

    def rich(self, text: str) -> None:
        """Write rich text."""
        self.story.extend(blocks(text, self.section))

    def add(self, flowable: Flowable) -> None:
        """Add a piece that carries its own tags."""
        self.story.append(flowable)
