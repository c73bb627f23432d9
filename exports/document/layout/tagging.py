"""Tags written while drawing: each piece of content is marked and hangs on a node of the structure tree.

ISO 32000-1, 14.6 to 14.8 (marked content, logical structure, tagged PDF); ISO 14289-1 (PDF/UA-1). What is on the page
and says nothing (rules, grounds, the footer) is an artifact.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple


class Mark(NamedTuple):
    """A piece of marked content: its page, from 0, and its identifier on that page."""

    page: int
    number: int


class Annotation(NamedTuple):
    """A link that can be clicked: its page, from 0, and its place among the annotations of that page."""

    page: int
    place: int


@dataclass
class Node:
    """An element of the structure tree: a role of ISO 32000-1, 14.8.4, and in reading order what it holds."""

    role: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    """`Alt` for a figure, `Scope` for a header cell, `Lang` and `ActualText` for words that are said otherwise."""
    content: list["Node | Mark | Annotation"] = field(default_factory=list)

    def add(self, role: str, **attributes: str) -> "Node":
        """Add an element after what is there, and return it."""
        node = Node(role, attributes)
        self.content.append(node)
        return node

    @property
    def is_empty(self) -> bool:
        """Whether nothing was drawn in it."""
        return all(isinstance(part, Node) and part.is_empty for part in self.content)

    def walk(self) -> Iterator["Node"]:
        """Give the element and every element inside, in reading order."""
        yield self
        for part in self.content:
            if isinstance(part, Node):
                yield from part.walk()


class Marking:
    """Opens and closes marks in the operators of a page; one at a time, as marks of content may not hold each other."""

    def __init__(self) -> None:
        self.page = 0
        self._marks = [0]
        self._open = False

    def next_page(self) -> None:
        """Begin the next page: identifiers of marks start again."""
        self._marks.append(0)
        self.page += 1

    def go_to(self, page: int) -> None:
        """Go back to a page, to add what depends on the others."""
        self.page = page

    @contextmanager
    def tagged(self, node: Node, code: list[str]) -> Iterator[None]:
        """Mark what is drawn inside as content of `node`; inside another mark, it is the outer's.

        What the node is said as (`ActualText`) stands in the tree alone: poppler turns around a text that runs from
        right to left when the page says it too.
        """
        if self._open:
            yield
            return
        mark = Mark(self.page, self._marks[self.page])
        self._marks[self.page] += 1
        node.content.append(mark)
        code.append(f"/{node.role} <</MCID {mark.number}>> BDC")
        self._open = True
        yield
        self._open = False
        code.append("EMC")

    @contextmanager
    def artifact(self, code: list[str], *, is_footer: bool = False) -> Iterator[None]:
        """Mark what is drawn inside as saying nothing, or nothing that the other pages do not say (a footer)."""
        if self._open:
            yield
            return
        code.append("/Artifact <</Type /Pagination /Subtype /Footer>> BDC" if is_footer else "/Artifact BMC")
        self._open = True
        yield
        self._open = False
        code.append("EMC")
