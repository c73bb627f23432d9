"""Tags written while drawing: each piece of content is marked and hangs on a node of the structure tree.

ISO 32000-1, 14.6 to 14.8 (marked content, logical structure, tagged PDF); ISO 14289-1 (PDF/UA-1). What is on the page
and says nothing (rules, grounds, the footer) is an artifact.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

from reportlab.pdfgen.canvas import Canvas


class Mark(NamedTuple):
    """A piece of marked content: its page, from 0, and its identifier on that page."""

    page: int
    number: int


@dataclass
class Node:
    """An element of the structure tree: a role of ISO 32000-1, 14.8.4, and in reading order what it holds."""

    role: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    """`Alt` for a figure, `Scope` for a header cell, `ID`… as they are written."""
    content: list["Node | Mark"] = field(default_factory=list)

    def add(self, role: str, **attributes: str) -> "Node":
        """Add an element after what is there, and return it."""
        node = Node(role, attributes)
        self.content.append(node)
        return node

    @property
    def is_empty(self) -> bool:
        """Whether nothing was drawn in it."""
        return all(isinstance(part, Node) and part.is_empty for part in self.content)


class TaggedCanvas(Canvas):
    """A canvas that marks what is drawn on it."""

    page = 0
    _marks = 0
    _open = 0

    @contextmanager
    def tagged(self, node: Node) -> Iterator[None]:
        """Mark what is drawn inside as content of `node`; what is marked inside what is marked stays with the outer."""
        if self._open:
            yield
            return
        mark = Mark(self.page, self._marks)
        self._marks += 1
        node.content.append(mark)
        with self._between(f"/{node.role} <</MCID {mark.number}>> BDC"):
            yield

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Mark what is drawn inside as saying nothing."""
        if self._open:
            yield
            return
        with self._between("/Artifact BMC"):
            yield

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        """End the page."""
        super().showPage()
        self.page += 1
        self._marks = 0

    @contextmanager
    def _between(self, operator: str) -> Iterator[None]:
        self._code.append(operator)  # type: ignore[attr-defined] # the page's operators, absent from the stubs
        self._open += 1
        try:
            yield
        finally:
            self._open -= 1
            self._code.append("EMC")  # type: ignore[attr-defined]
