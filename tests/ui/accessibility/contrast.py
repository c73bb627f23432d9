"""The contrast of what is on the screen, as it is painted: each text on the ground that is really behind it.

WCAG 2.2, 1.4.3: 4.5:1, or 3:1 from 18 points (14 in bold). What cannot be used now is exempt.
"""

from collections import Counter

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QWidget

LEAST, LEAST_LARGE = 4.5, 3.0
_LARGE, _LARGE_BOLD = 18.0, 14.0
_STEP = 2
"""Pixels from one that is looked at to the next."""


def luminance(colour: QColor) -> float:
    """WCAG 2.2: relative luminance."""
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """Return the ratio of two colours, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def faint(page: QWidget) -> list[str]:
    """Return the texts of a page that do not stand out of their ground."""
    picture = page.grab().toImage()
    found = []
    for widget in page.findChildren(QWidget):
        words = _words(widget)
        if not words or not widget.isVisibleTo(page) or not widget.isEnabled() or widget.window() is not page.window():
            continue
        ground = _ground(widget, page, picture)
        if ground is None:
            continue
        ink = _over(_ink(widget), ground)
        ratio = contrast(ink, ground)
        font = widget.font()
        is_large = font.pointSizeF() >= (_LARGE_BOLD if font.bold() else _LARGE)
        if ratio < (LEAST_LARGE if is_large else LEAST):
            found.append(f"{words!r}: {ink.name()} on {ground.name()} is {ratio:.2f}")
    return list(dict.fromkeys(found))


def _words(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        return widget.text() or _placeholder(widget)
    return widget.toPlainText() or _placeholder(widget) if isinstance(widget, QPlainTextEdit) else ""


def _placeholder(widget: QWidget) -> str:
    """Return what an entry says while it is empty: it is read as any other text."""
    return widget.placeholderText() if isinstance(widget, QLineEdit | QPlainTextEdit) else ""


def _ink(widget: QWidget) -> QColor:
    is_empty = isinstance(widget, QLineEdit | QPlainTextEdit) and (
        not (widget.text() if isinstance(widget, QLineEdit) else widget.toPlainText())
    )
    role = QPalette.ColorRole.PlaceholderText if is_empty else widget.foregroundRole()
    return widget.palette().color(role)


def _over(ink: QColor, ground: QColor) -> QColor:
    """Return an ink as it is seen on its ground: half of a transparent one is the ground's."""
    part = ink.alphaF()
    channels = zip(
        (ink.redF(), ink.greenF(), ink.blueF()), (ground.redF(), ground.greenF(), ground.blueF()), strict=True
    )
    return QColor.fromRgbF(*(part * over + (1 - part) * under for over, under in channels))


def _ground(widget: QWidget, page: QWidget, picture: QImage) -> QColor | None:
    """Return what is painted behind the words: the colour that most of the widget has, where it is in sight."""
    corner = widget.mapTo(page, QPoint(0, 0))
    seen = widget.visibleRegion().boundingRect().translated(corner).intersected(picture.rect())
    pixels = Counter(
        picture.pixel(x, y)
        for x in range(seen.left(), seen.right() + 1, _STEP)
        for y in range(seen.top(), seen.bottom() + 1, _STEP)
    )
    return QColor(pixels.most_common(1)[0][0]) if pixels else None
