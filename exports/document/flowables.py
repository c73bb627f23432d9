"""What the page is made of: paragraphs, rules, rows of cells and figures that carry their tags."""

from collections.abc import Sequence
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph

from exports.document import theme
from exports.document.tagging import Node, TaggedCanvas


def tagging(canvas: Canvas) -> TaggedCanvas:
    """Return the canvas as the one that tags; raises `TypeError` for another, which would draw untagged content."""
    if not isinstance(canvas, TaggedCanvas):
        message = "the document is drawn on a canvas that tags"
        raise TypeError(message)
    return canvas


class TaggedParagraph(Paragraph):
    """A paragraph that is content of a node, also when a page ends in its middle."""

    def __init__(
        self,
        text: str | None,
        style: ParagraphStyle,
        node: Node | None = None,
        **others: Any,  # noqa: ANN401 - ReportLab's own, when it splits
    ) -> None:
        super().__init__(text, style, **others)  # type: ignore[arg-type] # None when `frags` are given
        self.node = node or Node("P")  # a part of a split paragraph is given its node by `split`

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803
        """Return the part that fits and the rest, both content of the same node."""
        parts: list[Flowable] = super().split(availWidth, availHeight)
        for part in parts:
            if isinstance(part, TaggedParagraph):
                part.node = self.node
        return parts

    def draw(self) -> None:
        """Draw the paragraph, marked."""
        self._keep_spaces()
        with tagging(self.canv).tagged(self.node):
            super().draw()

    def _keep_spaces(self) -> None:
        """Put back the space that ReportLab drops at the end of a line: without it, words read aloud run together."""
        lines = self.blPara.lines  # type: ignore[attr-defined] # absent from the stubs
        for line in lines[:-1]:
            if isinstance(line, tuple):
                if line[1] and line[1][-1] != "":
                    line[1].append("")
            elif line.words and not line.words[-1].text.endswith(" "):
                line.words[-1].text += " "


class StepParagraph(TaggedParagraph):
    """A paragraph beside the line of the timeline; `begins` puts the step's dot on the line."""

    begins = False
    _LINE_AT = 5
    _DOT = 3.2

    def draw(self) -> None:
        """Draw the line, the dot, and the paragraph."""
        canvas = tagging(self.canv)
        with canvas.artifact():
            canvas.saveState()
            canvas.setStrokeColor(theme.LINE)
            canvas.setLineWidth(1.2)
            top = self.height + (0 if self.begins else self.style.leading * 0.2)
            canvas.line(self._LINE_AT, -self.getSpaceAfter(), self._LINE_AT, top)
            if self.begins:
                canvas.setFillColor(theme.NAVY)
                canvas.circle(self._LINE_AT, self.height - self.style.leading * 0.55, self._DOT, stroke=0, fill=1)
            canvas.restoreState()
        super().draw()


class StepGap(Flowable):
    """The room between two steps: the line goes on."""

    _HEIGHT = 7.0

    def wrap(self, availWidth: float, _availHeight: float) -> tuple[float, float]:  # noqa: N803
        """Return its size."""
        return availWidth, self._HEIGHT

    def draw(self) -> None:
        """Draw the line."""
        canvas = tagging(self.canv)
        with canvas.artifact():
            canvas.setStrokeColor(theme.LINE)
            canvas.setLineWidth(1.2)
            canvas.line(5, 0, 5, self._HEIGHT)


class Rule(Flowable):
    """A line across the page: it says nothing."""

    def __init__(self, thickness: float = 0.8, after: float = 4) -> None:
        super().__init__()
        self.thickness = thickness
        self.spaceAfter = after
        self.keepWithNext = True

    def wrap(self, availWidth: float, _availHeight: float) -> tuple[float, float]:  # noqa: N803
        """Return its size."""
        self.width = availWidth
        return availWidth, self.thickness

    def draw(self) -> None:
        """Draw it."""
        canvas = tagging(self.canv)
        with canvas.artifact():
            canvas.setStrokeColor(theme.NAVY)
            canvas.setLineWidth(self.thickness)
            canvas.line(0, 0, self.width, 0)


class Row(Flowable):
    """Cells side by side in a frame, as high as the highest."""

    _PADDING = 4

    def __init__(self, cells: Sequence[TaggedParagraph], widths: Sequence[float], *, is_head: bool = False) -> None:
        super().__init__()
        self.cells = cells
        self.widths = widths
        self.is_head = is_head
        if is_head:
            self.keepWithNext = True

    def wrap(self, _availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        """Return the width of the cells and the height of the highest."""
        heights = [
            cell.wrap(width - 2 * self._PADDING, availHeight)[1]
            for cell, width in zip(self.cells, self.widths, strict=True)
        ]
        self.width, self.height = sum(self.widths), max(heights) + 2 * self._PADDING
        return self.width, self.height

    def draw(self) -> None:
        """Draw the grounds and frames, then the cells."""
        canvas = tagging(self.canv)
        left = 0.0
        for cell, width in zip(self.cells, self.widths, strict=True):
            with canvas.artifact():
                canvas.saveState()
                canvas.setStrokeColor(theme.LINE)
                canvas.setFillColor(theme.GROUND)
                canvas.setLineWidth(0.6)
                canvas.rect(left, 0, width, self.height, fill=int(self.is_head), stroke=1)
                canvas.restoreState()
            cell.drawOn(canvas, left + self._PADDING, (self.height - cell.height) / 2)
            left += width
