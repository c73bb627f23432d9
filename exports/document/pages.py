"""Puts the story on pages, with a footer that says which page of how many, of which passport."""

import io
from collections.abc import Callable

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from exports.document import fonts, theme
from exports.document.flowables import TaggedParagraph, tagging
from exports.document.tagging import Node, TaggedCanvas
from exports.document.theme import FOOT

_ROOM_UNDER = 9


class _Pages(BaseDocTemplate):
    """The pages of one document."""

    def __init__(self, file: io.BytesIO, foot: Callable[[int], str], title: str) -> None:
        super().__init__(
            file,
            pagesize=theme.PAGE,
            title=title,
            lang="fr-FR",
            displayDocTitle=1,
            initialFontName=fonts.TEXT,
            invariant=1,
        )
        self._foot = foot
        frame = Frame(
            theme.LEFT,
            theme.BOTTOM,
            theme.WIDTH,
            theme.PAGE[1] - theme.TOP - theme.BOTTOM,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )
        self.addPageTemplates([PageTemplate(id="page", frames=[frame], onPage=self._draw_foot)])

    def _draw_foot(self, canvas: Canvas, _document: BaseDocTemplate) -> None:
        paragraph = TaggedParagraph(fonts.markup(self._foot(self.page)), FOOT)
        with tagging(canvas).artifact():
            canvas.setStrokeColor(theme.LINE)
            canvas.setLineWidth(0.5)
            canvas.line(theme.LEFT, theme.BOTTOM - _ROOM_UNDER, theme.LEFT + theme.WIDTH, theme.BOTTOM - _ROOM_UNDER)
            _, height = paragraph.wrap(theme.WIDTH, theme.BOTTOM)
            paragraph.drawOn(canvas, theme.LEFT, theme.BOTTOM - _ROOM_UNDER - 4 - height)


def draw_pages(story_of: Callable[[Node], list[Flowable]], foot: str, title: str) -> tuple[bytes, Node]:
    """Return the PDF and its structure. `story_of` writes the story under a node; it is called twice.

    The document is drawn once to count its pages and once with the count in its footers.
    """
    fonts.load()
    rl_config.invariant = 1
    total = _drawn(story_of, lambda _: foot, title)[2]
    data, node, _ = _drawn(story_of, lambda page: f"{foot} · page {page} sur {total}", title)
    return data, node


def _drawn(
    story_of: Callable[[Node], list[Flowable]], foot: Callable[[int], str], title: str
) -> tuple[bytes, Node, int]:
    file, node = io.BytesIO(), Node("Document")
    pages = _Pages(file, foot, title)
    pages.build(story_of(node), canvasmaker=TaggedCanvas)
    return file.getvalue(), node, pages.page
