"""The icons: drawn in one black stroke, shown in the colour of the text beside them."""

import re
from functools import cache
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QIcon, QPixmap

import resources

_SIZES = (16, 20, 24, 32, 48)
_INK = b"#000"
_SIDES = re.compile(rb'width="\d+" height="\d+"')
"""How large a drawing says it is, at its beginning."""


@cache
def _drawing(name: str) -> bytes:
    return Path(resources.__path__[0], "icons", f"{name}.svg").read_bytes()


@cache  # a dossier on the screen has some forty icons, drawn anew at each change
def pixmap(name: str, colour: str, size: int = 20, ratio: float = 1.0) -> QPixmap:
    """Return icon `name` in `colour` (`#RRGGBB`), `size` logical pixels wide, sharp at the screen's `ratio`."""
    return _drawn(_inked(name, colour), size, ratio)


def _inked(name: str, colour: str) -> bytes:
    return _drawing(name).replace(_INK, colour.encode())


def _drawn(drawing: bytes, size: int, ratio: float = 1.0) -> QPixmap:
    """Qt's reader of pictures draws it: QtSvg and a painter of our own would take 4 ms to load (docs/benchmarks.md)."""
    side = round(size * ratio)
    picture = QPixmap()
    sized = _SIDES.sub(b'width="%d" height="%d"' % (side, side), drawing, count=1)
    picture.loadFromData(sized, "SVG")  # type: ignore[call-overload]  # PySide6 declares bytes, and takes text alone
    picture.setDevicePixelRatio(ratio)
    return picture


@cache
def icon(name: str, colour: str, disabled: str | None = None, sizes: tuple[int, ...] = _SIZES) -> QIcon:
    """Return icon `name` in `colour`, drawn at these sizes; `disabled` is its colour when not available."""
    found = QIcon()
    for ink, mode in ((colour, QIcon.Mode.Normal), (disabled, QIcon.Mode.Disabled)):
        if ink is not None:
            for size in sizes:
                found.addPixmap(_drawn(_inked(name, ink), size), mode)
    return found


def sizes_of(size: float) -> tuple[int, ...]:
    """Return the pixels of an icon `size` logical pixels wide on each screen, and those of the largest for others."""
    return tuple({*(round(size * screen.devicePixelRatio()) for screen in QGuiApplication.screens()), _SIZES[-1]})


@cache
def emblem(size: int, ratio: float = 1.0) -> QPixmap:
    """Return the emblem of the application in its own colours."""
    return _drawn(_drawing("passeport"), size, ratio)
