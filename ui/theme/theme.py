"""The theme at work: dresses the application, and gives widgets their colours and icons."""

from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtGui import QColor, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from ui.theme import icons, typeface
from ui.theme.colours import DARK, LIGHT, Colours
from ui.theme.stylesheet import stylesheet


class Theme:
    """Colours, icons and sizes; there is one per application."""

    _current: "Theme | None" = None
    _pictures: "TemporaryDirectory[str] | None" = None
    """What the style sheet of the application takes its pictures from."""

    def __init__(self, *, dark: bool = False, scale: float = 1.0) -> None:
        self.colours: Colours = DARK if dark else LIGHT
        self.scale = scale

    @classmethod
    def current(cls) -> "Theme":
        """Return the theme at work; the light one until another is put on."""
        if cls._current is None:
            cls._current = cls()
        return cls._current

    @classmethod
    def is_worn(cls) -> bool:
        """Return whether the application wears a theme already."""
        return cls._pictures is not None

    def put_on(self, application: QApplication) -> None:
        """Dress the application."""
        Theme._current = self
        former, Theme._pictures = Theme._pictures, TemporaryDirectory(prefix="passeport-theme-")
        application.setFont(typeface.base_font(self.scale))
        application.setPalette(self._palette())
        chevron = _picture(Theme._pictures, "chevron-down", self.colours.muted)
        tick = _picture(Theme._pictures, "check", self.colours.on_primary)
        application.setStyleSheet(stylesheet(self.colours, chevron, tick, self.scale))
        if former is not None:
            former.cleanup()

    def icon(self, name: str, colour: str = "", size: int = 0) -> QIcon:
        """Return an icon in the colour of the text, or in `colour`, one of the names of `Colours`.

        `size` is its logical pixels at 100 %, where only one is shown; each size is drawn.
        """
        ink, edge = getattr(self.colours, colour or "text"), self.colours.edge
        return icons.icon(name, ink, edge, icons.sizes_of(size * self.scale)) if size else icons.icon(name, ink, edge)

    def pixmap(self, name: str, colour: str = "", size: int = 20, widget: QWidget | None = None) -> QPixmap:
        """Return a picture of an icon, sharp on the screen of `widget`."""
        ratio = widget.devicePixelRatioF() if widget is not None else 1.0
        return icons.pixmap(name, getattr(self.colours, colour or "text"), round(size * self.scale), ratio)

    def _palette(self) -> QPalette:
        colours, palette = self.colours, QPalette()
        roles = {
            QPalette.ColorRole.Window: colours.ground,
            QPalette.ColorRole.WindowText: colours.text,
            QPalette.ColorRole.Base: colours.surface,
            QPalette.ColorRole.AlternateBase: colours.raised,
            QPalette.ColorRole.Text: colours.text,
            QPalette.ColorRole.Button: colours.surface,
            QPalette.ColorRole.ButtonText: colours.text,
            QPalette.ColorRole.Highlight: colours.primary,
            QPalette.ColorRole.HighlightedText: colours.on_primary,
            QPalette.ColorRole.PlaceholderText: colours.muted,
            QPalette.ColorRole.Link: colours.primary,
            QPalette.ColorRole.ToolTipBase: colours.text,
            QPalette.ColorRole.ToolTipText: colours.surface,
        }
        for role, colour in roles.items():
            palette.setColor(role, QColor(colour))
        return palette


def _picture(folder: "TemporaryDirectory[str]", name: str, colour: str) -> str:
    path = Path(folder.name) / f"{name}.png"
    icons.pixmap(name, colour, 32).save(str(path))
    return path.as_posix()
