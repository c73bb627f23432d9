"""An attachment as it is, in the window: from memory, never from a file left in clear on the disk."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import QImageReader, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from passeport.domain.text import visible
from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from passeport.services.document_ports import DocumentPages
from ui.preview.page_view import PageView
from ui.tasks import Tasks
from ui.widgets.buttons import button
from ui.widgets.dialogs import Dialog
from ui.widgets.surfaces import Banner
from ui.widgets.texts import text

LARGEST_SIDE = 12_000
"""Pixels of a side of a picture that is shown: a scan of A3 at 600 dots an inch has 9,900."""
LARGEST_PICTURE = 80_000_000
"""Pixels of a picture that is decoded: 320 MB of memory for a moment."""
_SHOWN = QSize(1600, 2200)
_LONGEST_TEXT = 500_000
"""Letters of a text that are shown."""
_NOT_SHOWN = tr(
    "Ce fichier ne s’affiche pas ici. Vous pouvez l’enregistrer hors du coffre-fort, en clair, si c’est utile."
)


class AttachmentView(Dialog):
    """Shows one file."""

    export_requested = Signal()

    def __init__(
        self, name: str, content: bytes | DocumentPages, tasks: Tasks, parent: QWidget, *, may_export: bool = True
    ) -> None:
        super().__init__(parent, width=760, height=620)
        self._pages = content if not isinstance(content, bytes) else None
        self.setWindowTitle(visible(name))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(text(visible(name), "heading"))
        self.banner = Banner()
        column.addWidget(self.banner)
        self.content = shown(content) if isinstance(content, bytes) else _page_view(content, tasks)
        if self.content is None:
            self.banner.say(typeset(_NOT_SHOWN), "warning")
            column.addStretch(1)
        else:
            column.addWidget(self.content, 1)
        self.finished.connect(self._forget)
        foot = QHBoxLayout()
        foot.addStretch()
        if may_export:
            foot.addWidget(button(tr("Enregistrer hors du coffre-fort…"), "", "export", self.export_requested.emit))
        close = button(tr("Fermer"), "primary", clicked=self.accept)
        close.setDefault(True)
        foot.addWidget(close)
        column.addLayout(foot)
        close.setFocus()

    def _forget(self) -> None:
        """What was decrypted does not stay in memory behind a closed dialog."""
        if self._pages is not None:
            self._pages.close()
        self.deleteLater()


def _page_view(pages: DocumentPages, tasks: Tasks) -> PageView:
    view = PageView(tasks)
    view.show_pages(pages)
    return view


def shown(data: bytes) -> QWidget | None:
    """Return what shows a picture or a text; None for what is neither."""
    picture = _picture(data)
    if picture is not None:
        label = QLabel()
        label.setPixmap(picture)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setAccessibleName(tr("Image de la pièce jointe"))
        area = QScrollArea()
        area.setAccessibleName(tr("Pièce jointe"))
        area.setWidgetResizable(True)
        area.setWidget(label)
        return area
    words = _words(data)
    if words is None:
        return None
    page = QPlainTextEdit(words)
    page.setReadOnly(True)
    page.setAccessibleName(tr("Texte de la pièce jointe"))
    page.setTabChangesFocus(True)
    return page


def _picture(data: bytes) -> QPixmap | None:
    """Decode a picture within limits, no larger than it is shown; None when it is none, or too large."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if not reader.canRead() or not size.isValid():
        return None
    if max(size.width(), size.height()) > LARGEST_SIDE or size.width() * size.height() > LARGEST_PICTURE:
        return None
    if size.width() > _SHOWN.width() or size.height() > _SHOWN.height():
        reader.setScaledSize(size.scaled(_SHOWN, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else QPixmap.fromImage(image)


def _words(data: bytes) -> str | None:
    """Return a text; None for bytes that are none."""
    if b"\x00" in data or data.startswith((b"%PDF", b"PK\x03\x04")):
        return None
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return visible(data.decode(encoding))[:_LONGEST_TEXT]
        except UnicodeDecodeError:
            continue
    return None
