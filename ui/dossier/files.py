"""Files that a person brings into their profile: a photograph, a diploma."""

import mimetypes
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImageReader, QImageWriter
from PySide6.QtWidgets import QFileDialog, QWidget

from passeport.domain.profile import Picture

_PHOTO = QSize(600, 800)
"""Pixels that a photograph is brought down to: 35 × 45 mm at 430 dots an inch, ten times lighter than a telephone's."""
_QUALITY = 90
LARGEST_DOCUMENT = 25_000_000
"""Bytes."""


def choose(parent: QWidget, title: str, kinds: str) -> Path | None:
    """Ask for a file; None when none was chosen."""
    name, _ = QFileDialog.getOpenFileName(parent, title, "", kinds)
    return Path(name) if name else None


def photograph(path: Path) -> Picture | None:
    """Return the photograph in a file, upright and of a reasonable size; None when the file is no image.

    What a camera adds (place, date, device) stays behind.
    """
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    image = reader.read()
    if image.isNull():
        return None
    if image.width() > _PHOTO.width() or image.height() > _PHOTO.height():
        image = image.scaled(_PHOTO, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"jpeg"))  # `QImage.save` takes no bytes, and its stub nothing else
    writer.setQuality(_QUALITY)
    writer.write(image)
    return Picture(media_type="image/jpeg", data=bytes(data.data()))


def document_values(path: Path) -> dict[str, object] | None:
    """Return the fields of an `AttachedDocument` for a file; None when it is empty, too large or unreadable."""
    try:
        size = path.stat().st_size
        data = path.read_bytes() if 0 < size <= LARGEST_DOCUMENT else b""
    except OSError:
        return None
    if not data:
        return None
    media_type, _ = mimetypes.guess_type(path.name)
    return {"name": path.name, "media_type": media_type or "application/octet-stream", "data": data}
