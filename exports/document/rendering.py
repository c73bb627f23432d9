"""Pages as pictures, for the preview and the printer: PDFium, in a lock, since it is not made for several threads."""

import threading

import pypdfium2

from passeport.services.document_ports import PagePicture

_LOCK = threading.Lock()
_POINTS_IN_AN_INCH = 72
_MOST_DOTS = 600


class PdfiumPages:
    """Port `DocumentPages`."""

    def __init__(self, data: bytes) -> None:
        """Open a document that this application wrote."""
        with _LOCK:
            self._pdf = pypdfium2.PdfDocument(data)
            self._count = len(self._pdf)

    def __len__(self) -> int:
        """Return how many pages it has."""
        return self._count

    def picture(self, number: int, dots: int) -> PagePicture:
        """Return page `number`, from 0, at `dots` per inch (600 at most), as it prints: on white."""
        with _LOCK:
            page = self._pdf[number]
            bitmap = page.render(
                scale=min(dots, _MOST_DOTS) / _POINTS_IN_AN_INCH, rev_byteorder=True, no_smoothtext=False
            )
            try:
                return PagePicture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer), bitmap.n_channels)
            finally:
                bitmap.close()
                page.close()

    def close(self) -> None:
        """Give back what the document took."""
        with _LOCK:
            self._pdf.close()
