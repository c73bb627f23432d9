"""« Nouveautés », once, at the first opening of another version than the last one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from passeport import __version__
from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from ui.welcome.strip import Strip
from ui.widgets.buttons import button


class NewsStrip(Strip):
    """Says that there is something new; who goes on working has said no."""

    read_requested = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Nouveautés"), "star", parent)
        self.offer(
            button(tr("Lire les nouveautés"), "", "info", self.read_requested.emit),
            button(tr("Fermer"), "quiet", "close", self.closed.emit),
        )
        self.say(
            typeset(tr("Passeport est passé à la version {version}.").format(version=__version__)),
            tr("Vos dossiers sont là, et une sauvegarde d’avant est gardée. L’aide dit ce qui est nouveau."),
        )
