"""What the use cases need of documents on paper: to write them, to protect a copy, to see their pages."""

from typing import NamedTuple, Protocol

from passeport.domain.documents import Paper
from passeport.domain.left_out import LeftOut
from passeport.domain.provenance import Station
from passeport.services.ports import Signer


class WrittenDocument(NamedTuple):
    """A document, and the letters that no bundled font has: they are shown as missing."""

    data: bytes
    missing: frozenset[str] = frozenset()
    photo_left_out: bool = False
    """Whether there is a photograph, and it cannot be read."""
    left_out: LeftOut = LeftOut()


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


class PageReader(Protocol):
    """Draws the pages of a PDF that somebody brought, and trusts none (R22)."""

    def open(self, data: bytes, name: str) -> DocumentPages:
        """Return the pages of a PDF called `name`; nothing of it is written anywhere.

        Raises:
            DamagedFile: when it is no PDF, or asks for a password.
            ReadingStopped: when drawing it was stopped by a limit, or by the file.
        """


class DocumentWriter(Protocol):
    """Lays documents out."""

    def write(self, paper: Paper) -> WrittenDocument:
        """Return the document as PDF/A-3a and PDF/UA-1; the same input gives the same bytes."""

    def pages(self, data: bytes) -> DocumentPages:
        """Return the pages of a document that this application wrote, as pictures."""

    def closed(self, data: bytes, passphrase: str) -> bytes:
        """Return a copy that the passphrase opens and nothing else (AES-256)."""

    def signed(self, data: bytes, station: Station, signer: Signer) -> bytes:
        """Return a copy with the station's signature (PAdES), its tags and its conformance kept."""
