"""One page of a document at a time, as wide as there is room."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from passeport.language.catalogue import tr
from passeport.services.document_ports import DocumentPages, PagePicture
from ui.tasks import Tasks
from ui.widgets.buttons import action, icon_button
from ui.widgets.texts import text

_DOTS = 120
"""Dots per inch of a page on the screen: sharp at the width of the dialog, drawn in some 30 ms."""
_FORMATS = {3: QImage.Format.Format_RGB888, 4: QImage.Format.Format_RGBX8888}


def image_of(picture: PagePicture) -> QImage:
    """Return a page as Qt has pictures; its bytes are copied."""
    return QImage(picture.data, picture.width, picture.height, picture.stride, _FORMATS[picture.channels]).copy()


class PageView(QWidget):
    """The page, and the way to the others."""

    turned = Signal(int)
    """The page that is shown, from 0."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._pages: DocumentPages | None = None
        self._image = QImage()
        self._waiting = ""
        self.number = 0
        self.sheet = QLabel()
        self.sheet.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._area = QScrollArea()
        self._area.setWidget(self.sheet)
        self._area.setWidgetResizable(True)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # the width stays, page or no page
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName(tr("Aperçu de la page"))
        self.before = icon_button(tr("Page précédente"), "chevron-left", self.go_back)
        self.after = icon_button(tr("Page suivante"), "chevron-right", self.go_on)
        self.place = text("", "muted", wraps=False)
        row = QHBoxLayout()
        row.addStretch()
        for part in (self.before, self.place, self.after):
            row.addWidget(part)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._area, 1)
        column.addLayout(row)
        action(self, tr("Page précédente"), "PgUp", self.go_back)
        action(self, tr("Page suivante"), "PgDown", self.go_on)
        self._tell()

    def show_pages(self, pages: DocumentPages | None) -> None:
        """Show a document from its first page, or nothing."""
        self._pages = pages
        self.number = 0
        self._image = QImage()
        self.sheet.clear()
        self._ask()

    def wait(self, words: str) -> None:
        """Say why there are no pages yet."""
        self._waiting = words
        self._tell()

    def go_back(self) -> None:
        """Show the page before."""
        if self.number > 0:
            self.number -= 1
            self._ask()

    def go_on(self) -> None:
        """Show the page after."""
        if self._pages is not None and self.number + 1 < len(self._pages):
            self.number += 1
            self._ask()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Make the page as wide as there is room."""
        super().resizeEvent(event)
        self._fit()

    def _ask(self) -> None:
        self._tell()
        pages, number = self._pages, self.number
        if pages is not None:
            self._tasks.run(lambda: (pages, number, pages.picture(number, _DOTS)), self._show)

    def _show(self, answer: tuple[DocumentPages, int, PagePicture]) -> None:
        pages, number, picture = answer
        if pages is self._pages and number == self.number:
            self._image = image_of(picture)
            self._fit()
            self.turned.emit(number)

    def _fit(self) -> None:
        if self._image.isNull():
            return
        ratio = self.devicePixelRatioF()
        width = int((self._area.viewport().width() - 4) * ratio)
        shown = self._image.scaledToWidth(max(width, 1), Qt.TransformationMode.SmoothTransformation)
        shown.setDevicePixelRatio(ratio)
        self.sheet.setPixmap(QPixmap.fromImage(shown))

    def _tell(self) -> None:
        total = len(self._pages) if self._pages is not None else 0
        self.place.setText(
            tr("Page {number} sur {total}").format(number=self.number + 1, total=total) if total else self._waiting
        )
        self.sheet.setAccessibleName(self.place.text())
        self.before.setEnabled(self.number > 0)
        self.after.setEnabled(self.number + 1 < total)
