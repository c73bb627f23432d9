"""The pages of a PDF that somebody brought, drawn behind the fence: a file from outside never meets PDFium in here."""

from exports.travel.fence.pool import Fence
from exports.travel.fence.wire import DrawnPage
from passeport.services.document_ports import PagePicture


class FencedPages:
    """Port `DocumentPages`: the bytes stay in memory, and go to the fence again for each page."""

    def __init__(self, fence: Fence, data: bytes, name: str) -> None:
        """Draw the first page, which says how many there are.

        Raises:
            DamagedFile: when it is no PDF, or asks for a password.
            ReadingStopped: when the process was ended by a limit, or by the file.
        """
        self._fence = fence
        self._data = data
        self._name = name
        self._drawn: tuple[int, int, DrawnPage] | None = None
        self._count = self._page(0, _FIRST_LOOK).pages

    def __len__(self) -> int:
        """Return how many pages it has."""
        return self._count

    def picture(self, number: int, dots: int) -> PagePicture:
        """Return page `number`, from 0, at `dots` per inch or fewer for a very large one; raises as the making does."""
        page = self._page(number, dots)
        return PagePicture(page.width, page.height, page.width * 3, page.data, 3)

    def close(self) -> None:
        """Forget the bytes."""
        self._data, self._drawn = b"", None

    def _page(self, number: int, dots: int) -> DrawnPage:
        known = self._drawn
        if known is not None and known[:2] == (number, dots):
            return known[2]
        page = self._fence.page(self._data, self._name, number, dots)
        self._drawn = (number, dots, page)
        return page


_FIRST_LOOK = 120
"""Dots per inch of the page drawn at once: that of a page on the screen, which is then not drawn twice."""
