"""The icons: drawn in one black stroke, shown in the colour of the text beside them."""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

import resources

_SIZES = (16, 20, 24, 32, 48)
_INK = b"#000"


@cache
def _drawing(name: str) -> bytes:
    return Path(resources.__path__[0], "icons", f"{name}.svg").read_bytes()


@cache  # a dossier on the screen has some forty icons, drawn anew at each change
def pixmap(name: str, colour: str, size: int = 20, ratio: float = 1.0) -> QPixmap:
    """Return icon `name` in `colour` (`#RRGGBB`), `size` logical pixels wide, sharp at the screen's `ratio`."""
    return _drawn(_renderer(name, colour), size, ratio)


def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_drawing(name).replace(_INK, colour.encode())))


def _drawn(renderer: QSvgRenderer, size: int, ratio: float = 1.0) -> QPixmap:
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, picture.width(), picture.height()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@cache
def icon(name: str, colour: str, disabled: str | None = None, sizes: tuple[int, ...] = _SIZES) -> QIcon:
    """Return icon `name` in `colour`, drawn at these sizes; `disabled` is its colour when not available."""
    found = QIcon()
    for ink, mode in ((colour, QIcon.Mode.Normal), (disabled, QIcon.Mode.Disabled)):
        if ink is not None:
            renderer = _renderer(name, ink)
            for size in sizes:
                found.addPixmap(_drawn(renderer, size), mode)
    return found


def sizes_of(size: float) -> tuple[int, ...]:
    """Return the pixels of an icon `size` logical pixels wide on each screen, and those of the largest for others."""
    return tuple({*(round(size * screen.devicePixelRatio()) for screen in QGuiApplication.screens()), _SIZES[-1]})


@cache
def emblem(size: int, ratio: float = 1.0) -> QPixmap:
    """Return the emblem of the application in its own colours."""
    return _drawn(QSvgRenderer(QByteArray(_drawing("passeport"))), size, ratio)
