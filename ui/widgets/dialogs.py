"""Dialogs as large as what they say, and never larger than the screen: what does not fit is scrolled to."""

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QDialog, QScrollArea, QVBoxLayout, QWidget

from ui.widgets.room import scaled
from ui.widgets.surfaces import scrolled

_AROUND = QSize(32, 64)
"""Pixels of a screen that the frame of a window takes."""


class Dialog(QDialog):
    """Takes a width, and a height if it holds a view, at 100 %; both follow the size of the letters."""

    def __init__(self, parent: QWidget | None = None, *, width: int, height: int = 0) -> None:
        super().__init__(parent)
        self._wanted = QSize(width, height)
        self._area: QScrollArea | None = None

    def setVisible(self, visible: bool) -> None:  # noqa: N802, FBT001 - Qt's name
        """Take the size of the content before it is seen."""
        if visible and self._area is None:
            self._wrap()
            self._fit()
        super().setVisible(visible)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Grow with what appears: a warning, the reason of a refusal."""
        if self._area is not None and watched is self._area.widget() and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _wrap(self) -> None:
        """Put all of it in an area that scrolls, should the screen be smaller."""
        inside, content = QWidget(), self.layout()
        if content is None:
            return
        focused = self.focusWidget()
        inside.setLayout(content)  # takes it from the dialog, with all that it holds
        self._area = scrolled(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)
        inside.installEventFilter(self)
        if focused is not None:  # it was forgotten on the way
            focused.setFocus()

    def _fit(self) -> None:
        inside = self._area.widget() if self._area is not None else None
        if inside is None:
            return
        room, now = self.screen().availableSize() - _AROUND, self.size() if self.isVisible() else QSize(0, 0)
        width = max(scaled(self._wanted.width()), inside.minimumSizeHint().width(), now.width())
        width = min(width, room.width())
        asked = inside.heightForWidth(width) if inside.hasHeightForWidth() else inside.sizeHint().height()
        height = min(max(asked, scaled(self._wanted.height()), now.height()), room.height())
        if self.size() != QSize(width, height):
            self.resize(width, height)
