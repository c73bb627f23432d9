"""What the use cases need of documents on paper: to write them, to protect a copy, to see their pages."""

from typing import NamedTuple, Protocol


class PagePicture(NamedTuple):
    """A page as a picture: rows of `stride` bytes, each dot red, green, blue and perhaps a fourth byte to leave out."""

    width: int
    height: int
    stride: int
    data: bytes
    channels: int


class DocumentPages(Protocol):
    """The pages of a document, as pictures."""

    def __len__(self) -> int:
        """Return how many pages there are."""

    def picture(self, number: int, dots: int) -> PagePicture:
        """Return page `number`, from 0, at `dots` per inch."""

    def close(self) -> None:
        """Give back what the document took."""
