"""The photograph of a profile: read within limits, cut by hand or by keys, brought to a reasonable size.

What a camera adds (place, date, device) stays behind, since only the pixels are kept.
"""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPainter, QTransform

from passeport.domain.profile import Picture

SIZE = QSize(600, 800)
"""Pixels that a photograph is brought down to: 35 × 45 mm at 430 dots an inch, ten times lighter than a telephone's."""
LARGEST = 120_000_000
"""Pixels of a picture that is opened: twice what a good camera takes."""
_WORKED_ON = QSize(2400, 2400)
"""Pixels that a picture is brought to before it is cut: sharp enough for `SIZE`, light enough to move."""
_MEGABYTES = 512
"""Memory that decoding one picture may take (120 million pixels of four bytes)."""
_QUALITY = 90
_KINDS = frozenset({b"jpeg", b"png", b"webp", b"bmp", b"gif"})
"""What a camera or a scanner writes; a drawing (SVG) or a PDF may name other files, and is no photograph."""


def opened(path: Path) -> QImage | None:
    """Return the picture of a file, upright, in RGB on white and no larger than is worked on.

    None when the file is none of `_KINDS`, is cut short, or has more than `LARGEST` pixels. Takes a second for a
    large one.
    """
    QImageReader.setAllocationLimit(_MEGABYTES)
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    if reader.canRead() and bytes(reader.format().data()) not in _KINDS:
        return None
    size = reader.size()
    if size.isValid():
        if size.width() * size.height() > LARGEST:
            return None
        if size.width() > _WORKED_ON.width() or size.height() > _WORKED_ON.height():
            reader.setScaledSize(size.scaled(_WORKED_ON, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull() or reader.error() != QImageReader.ImageReaderError.UnknownError:
        return None
    return _on_white(image).convertToFormat(QImage.Format.Format_RGB32)


def _on_white(image: QImage) -> QImage:
    """Return the picture with paper under what is transparent, which JPEG would make black."""
    if not image.hasAlphaChannel():
        return image
    paper = QImage(image.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, image)
    painter.end()
    return paper


def turned(image: QImage) -> QImage:
    """Return the picture a quarter turn to the right."""
    return image.transformed(QTransform().rotate(90))


def whole(image: QImage) -> QRectF:
    """Return the largest part of the picture that has the shape of an identity photograph, in its middle and top."""
    width, height = image.width(), image.height()
    side = min(width / SIZE.width(), height / SIZE.height())
    cut = QRectF(0, 0, side * SIZE.width(), side * SIZE.height())
    cut.moveLeft((width - cut.width()) / 2)
    cut.moveTop((height - cut.height()) / 4)
    return cut


def cut_out(image: QImage, part: QRectF) -> Picture:
    """Return the part of the picture as it is kept."""
    inside = part.toRect().intersected(QRect(0, 0, image.width(), image.height()))
    piece = image.copy(inside)
    if piece.width() > SIZE.width() or piece.height() > SIZE.height():
        piece = piece.scaled(SIZE, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"jpeg"))  # `QImage.save` takes no bytes, and its stub nothing else
    writer.setQuality(_QUALITY)
    writer.write(piece)
    return Picture(media_type="image/jpeg", data=bytes(data.data()))
