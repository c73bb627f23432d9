"""What a page is made of: blocks that say how high they are, part in two, and draw themselves."""

from exports.document.layout.canvas import Page


class Block:
    """Something that stands under what came before, as wide as the page lets it."""

    def __init__(self, *, before: float = 0, after: float = 0, keep: bool = False) -> None:
        """Keep the space above and below (the larger of two that meet counts); `keep` holds it near the next block."""
        self.before = before
        self.after = after
        self.keep = keep
        self.missing: set[str] = set()
        """Letters that no font has."""

    def height(self, width: float) -> float:
        """Return its height in points, `width` points wide."""
        raise NotImplementedError

    def least(self, width: float) -> float:
        """Return the height of what must stand on the page where it begins."""
        return self.height(width)

    def split(self, width: float, room: float) -> "tuple[Block, Block] | None":
        """Return what fits in `room` points and the rest, or None when nothing that makes sense fits."""
        del width, room
        return None

    def split_anywhere(self, width: float, room: float) -> "tuple[Block, Block] | None":
        """Return the same for a page that is empty, where something has to fit."""
        return self.split(width, room)

    def draw(self, page: Page, left: float, top: float, width: float) -> None:
        """Draw it under `top`."""
        raise NotImplementedError
