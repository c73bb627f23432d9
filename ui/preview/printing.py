"""Pages to the printer, one by one: each is drawn beside the window, then painted; the work may stop between two."""

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter

from passeport.services.document_ports import DocumentPages, PagePicture
from ui.preview.page_view import image_of
from ui.tasks import Tasks

_DOTS = 300


class Printing(QObject):
    """One document on its way to one printer."""

    progressed = Signal(int, int)
    finished = Signal(bool)
    """Whether every page went to the printer."""

    def __init__(self, pages: DocumentPages, printer: QPrinter, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pages = pages
        self._printer = printer
        self._tasks = tasks
        first, last = printer.fromPage() or 1, printer.toPage() or len(pages)
        self._numbers = list(range(first - 1, min(last, len(pages))))
        self._total = len(self._numbers)
        self._painter = QPainter()
        self._stopped = False

    def start(self) -> None:
        """Begin; `finished` says when all is done."""
        if not self._painter.begin(self._printer):
            self.finished.emit(False)  # noqa: FBT003 - a signal has no keywords
            return
        self._next()

    def stop(self) -> None:
        """Send no other page."""
        self._stopped = True

    def _next(self) -> None:
        if self._stopped or not self._numbers:
            self._painter.end()
            self.finished.emit(not self._stopped)
            return
        number, pages = self._numbers[0], self._pages
        self._tasks.run(lambda: pages.picture(number, _DOTS), self._paint)

    def _paint(self, picture: PagePicture) -> None:
        page = self._printer.pageLayout().fullRectPixels(self._printer.resolution())
        room = self._printer.pageLayout().paintRectPixels(self._printer.resolution())
        target = QRectF(page.x() - room.x(), page.y() - room.y(), page.width(), page.height())
        self._painter.drawImage(target, image_of(picture))
        self._numbers.pop(0)
        self.progressed.emit(self._total - len(self._numbers), self._total)
        if self._numbers and not self._stopped:
            self._printer.newPage()
        self._next()
