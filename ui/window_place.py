"""Puts the window back where it stood; one that is off the screen comes back."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ui.remembered import Remembered

_TITLE = 40
"""Pixels at the top by which a window is taken hold of."""
_HELD = 120
"""Pixels of that title that must be seen."""


def mended(place: QRect, screens: Sequence[QRect]) -> QRect:
    """Return a place whose title can be reached: the same when it can, else one on the first of the screens."""
    title = QRect(place.topLeft(), QSize(place.width(), _TITLE))
    for screen in screens:
        seen = screen.intersected(title)
        if seen.width() >= min(_HELD, place.width()) and seen.height() >= _TITLE:
            return QRect(place.topLeft(), place.size().boundedTo(screen.size()))
    size = place.size().boundedTo(screens[0].size())
    inside = QPoint((screens[0].width() - size.width()) // 2, (screens[0].height() - size.height()) // 2)
    return QRect(screens[0].topLeft() + inside, size)


def put_back(window: QWidget, remembered: Remembered) -> None:
    """Put a window where it stood."""
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    if remembered.place is not None and screens:
        window.setGeometry(mended(remembered.place, screens))


def show(window: QWidget, remembered: Remembered) -> None:
    """Show a window, as large as the screen when it was."""
    if remembered.is_maximised:
        window.showMaximized()
    else:
        window.show()


def keep(window: QWidget, remembered: Remembered) -> None:
    """Remember where a window stands."""
    remembered.keep_place(window.normalGeometry(), is_maximised=window.isMaximized())
