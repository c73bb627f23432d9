"""Where a passport is brought in: dropped, or chosen."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent

from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from ui.theme.theme import Theme
from ui.widgets.buttons import button
from ui.widgets.surfaces import Card
from ui.widgets.texts import restyle, text


class DropZone(Card):
    """Takes one file, or one folder of files."""

    dropped = Signal(object)
    """The `Path` of the file or folder."""

    def __init__(self, choose: Callable[[], object], choose_folder: Callable[[], object]) -> None:
        super().__init__(margin=40)
        self.setAcceptDrops(True)
        self.setAccessibleName(tr("Déposer un passeport"))
        picture = text("")
        picture.setPixmap(Theme.current().pixmap("import", "primary", 52, self))
        heading = text(tr("Déposez ici le passeport reçu"), "heading")
        words = text(
            typeset(tr("PDF, Europass XML ou JSON : rien n’est enregistré tant que vous n’avez pas vu ce qui change.")),
            "muted",
        )
        self.choose = button(tr("Choisir un fichier…"), "primary", "document", choose)
        self.choose.setAccessibleName(tr("Choisir un fichier"))
        self.body.addStretch()
        for label in (picture, heading, words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self.body.addWidget(label)
        self.body.addSpacing(8)
        self.body.addWidget(self.choose, alignment=Qt.AlignmentFlag.AlignCenter)
        folder = button(tr("Choisir un dossier de fichiers…"), "quiet", "folder", choose_folder)
        folder.setAccessibleName(tr("Choisir un dossier de fichiers"))
        self.body.addWidget(folder, alignment=Qt.AlignmentFlag.AlignCenter)
        self.body.addStretch()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's names, here and below
        """Show that a single file may be dropped."""
        if _file_of(event) is not None:
            event.acceptProposedAction()
            restyle(self, selected="true")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802
        """Look as before."""
        restyle(self, selected="false")
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Take the file."""
        restyle(self, selected="false")
        path = _file_of(event)
        if path is not None:
            event.acceptProposedAction()
            self.dropped.emit(path)


def _file_of(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
