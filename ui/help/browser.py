"""Shows a page of the guide: its words in our letters and colours, its pictures, and nothing from any network."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QImage, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

from passeport.language.catalogue import tr
from ui.theme.theme import Theme
from ui.theme.typeface import BASE_SIZE

_WIDEST = 880
"""Pixels of a picture at 100 %."""
_MARGIN = 48
_SETTLED = 150
"""Milliseconds without a change of width before pictures are drawn again."""


class GuideBrowser(QTextBrowser):
    """Knows no address outside the folder of the guide; a link is told, never followed by itself."""

    followed = Signal(str)
    """The address of a link, as it is written."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Page du guide"))
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self._page, self._folder, self._root, self._section = "", Path(), Path(), ""
        self._width, self._reached = 0, 0
        self._redraw = QTimer(self, singleShot=True, interval=_SETTLED)
        self._redraw.timeout.connect(self._draw_again)
        self.anchorClicked.connect(lambda address: self.followed.emit(address.toString()))

    def show_page(self, html: str, folder: Path, root: Path, section: str = "") -> None:
        """Show a page whose pictures are named from `folder` and stand under `root`, at a section of it."""
        self._page, self._folder, self._root, self._section = html, folder, root.resolve(), section
        self._draw()

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802 - Qt's name
        """Give a picture of the guide, no wider than the page; nothing else, from nowhere else."""
        address = name.toString() if isinstance(name, QUrl) else name
        if kind != QTextDocument.ResourceType.ImageResource.value or "://" in address:
            return None
        path = (self._folder / address).resolve()
        if not path.is_relative_to(self._root):
            return None
        picture = QImage(str(path))
        widest = min(round(_WIDEST * Theme.current().scale), self.viewport().width() - 2 * _MARGIN)
        if picture.width() <= widest or widest <= 0:
            return picture
        ratio = self.devicePixelRatioF()
        scaled = picture.scaledToWidth(round(widest * ratio), Qt.TransformationMode.SmoothTransformation)
        scaled.setDevicePixelRatio(ratio)
        return scaled

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fit the pictures to the new width, once it is settled."""
        super().resizeEvent(event)
        if self.viewport().width() != self._width:
            self._redraw.start()

    def _draw(self) -> None:
        self._width = self.viewport().width()
        document = self.document()
        document.setDefaultStyleSheet(_sheet())
        document.setDocumentMargin(_MARGIN / 2)
        self.setHtml(self._page)
        QTimer.singleShot(0, self, self._go_to_section)  # once it is laid out

    def _go_to_section(self) -> None:
        if self._section:
            self.scrollToAnchor(self._section)
            self._reached = self.verticalScrollBar().value()

    def _draw_again(self) -> None:
        bar = self.verticalScrollBar()
        self._section = self._section if bar.value() in (0, self._reached) else ""
        share = bar.value() / max(1, bar.maximum())
        self._draw()
        bar.setValue(round(share * bar.maximum()))


def _sheet() -> str:
    theme = Theme.current()
    colours, size = theme.colours, BASE_SIZE * theme.scale
    return (
        f"body {{ color: {colours.text}; font-size: {size * 1.05}pt; line-height: 140%; }}"
        f"h1 {{ font-size: {size * 1.7}pt; font-weight: 700; margin: 0 0 12px 0; }}"
        f"h2 {{ font-size: {size * 1.3}pt; font-weight: 700; margin: 26px 0 8px 0; }}"
        f"h3 {{ font-size: {size * 1.1}pt; font-weight: 700; margin: 18px 0 6px 0; }}"
        "p { margin: 0 0 10px 0; } li { margin: 0 0 5px 0; } ul, ol { margin: 0 0 10px 0; }"
        f"a {{ color: {colours.primary}; text-decoration: underline; }}"
        f"code, pre {{ background: {colours.raised}; }}"
        f"pre {{ margin: 0 0 10px 0; white-space: pre-wrap; font-size: {size * 0.9}pt; }}"
        f"th {{ background: {colours.raised}; font-weight: 700; text-align: left; }}"
        f"table {{ border-collapse: collapse; margin: 8px 0 12px 0; }}"
        f"td, th {{ border: 1px solid {colours.line}; padding: 6px 10px; }}"
        f"blockquote {{ color: {colours.muted}; }}"
    )
