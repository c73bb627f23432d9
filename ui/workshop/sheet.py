"""The sign-in sheet: laid out, then printed; no file with names is left on the disk."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from passeport.domain.errors import PasseportError
from passeport.domain.identifiers import BeneficiaryId
from passeport.language.catalogue import tr
from passeport.language.messages import sentence
from passeport.language.moments import Moment
from passeport.services.desk import Desk
from passeport.services.document_ports import DocumentPages, PagePicture
from passeport.services.file_ports import WorkshopSheet
from ui.tasks import Tasks

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_BLANK_ROWS = 3
_DOTS = 300


class SheetModel(QObject):
    """Makes a sheet, and sends it to the printer."""

    said = Signal(str)
    printed = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self._owner = parent

    def make(
        self,
        *,
        title: str,
        moment: Moment | None,
        minutes: int | None,
        place: str,
        names: list[str],
        known: list[BeneficiaryId],
    ) -> None:
        """Lay out a sheet for these names, and print it."""
        sheet = WorkshopSheet(
            station=self._desk.vault.account.station,
            title=title,
            day=moment.day if moment is not None else self._desk.clock.today(),
            at=moment.at if moment is not None else None,
            minutes=minutes,
            place=place,
            names=tuple(names),
            blank_rows=_BLANK_ROWS,
            made_by=self._desk.vault.account.name,
        )
        self._tasks.run(lambda: self._desk.workshops.sheet(sheet, tuple(known)), self._print, self._refuse)

    def print_on(self, printer: "QPrinter", pages: DocumentPages) -> None:
        """Draw every page at the size of the paper."""
        painter = QPainter(printer)
        for number in range(len(pages)):
            if number:
                printer.newPage()
            picture = _image(pages.picture(number, _DOTS))
            painter.drawImage(painter.viewport(), picture)
        painter.end()
        self.printed.emit()

    def _print(self, pages: DocumentPages) -> None:
        # loaded at the first sheet: the window opens without it
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setFullPage(True)
        dialog = QPrintDialog(printer, self._owner)
        dialog.setWindowTitle(tr("Imprimer la feuille d’émargement"))
        if dialog.exec():
            self.print_on(printer, pages)
            self.said.emit(tr("Feuille d’émargement envoyée à l’imprimante."))
        pages.close()

    def _refuse(self, error: PasseportError) -> None:
        self.said.emit(sentence(error))


def _image(picture: PagePicture) -> QImage:
    form = QImage.Format.Format_RGB888 if picture.channels == 3 else QImage.Format.Format_RGBX8888  # noqa: PLR2004
    return QImage(picture.data, picture.width, picture.height, picture.stride, form).copy()
