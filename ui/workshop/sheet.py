"""The sign-in sheet: laid out, then printed; no file with names is left on the disk."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from passeport.domain.errors import PasseportError
from passeport.domain.identifiers import BeneficiaryId
from passeport.language.catalogue import language, tr
from passeport.language.messages import sentence
from passeport.language.moments import Moment
from passeport.language.typography import typeset
from passeport.services.desk import Desk
from passeport.services.document_ports import DocumentPages
from passeport.services.file_ports import WorkshopSheet
from ui.tasks import Tasks

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_BLANK_ROWS = 3


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
            language=language(),  # a sheet is the screen on paper: it leaves for nobody
        )
        self._tasks.run(lambda: self._desk.workshops.sheet(sheet, tuple(known)), self._print, self._refuse)

    def print_on(self, printer: "QPrinter", pages: DocumentPages) -> None:
        """Send every page to the printer, one after the other; the window does not wait for it."""
        from ui.preview.printing import Printing  # noqa: PLC0415

        printing = Printing(pages, printer, self._tasks, self)
        printing.finished.connect(partial(self._end, pages, printing))
        printing.start()

    def _end(self, pages: DocumentPages, printing: QObject, whole: bool) -> None:  # noqa: FBT001 - a signal has no keywords
        self._tasks.run(pages.close)
        printing.deleteLater()
        if whole:
            self.said.emit(tr("Feuille d’émargement envoyée à l’imprimante."))
            self.printed.emit()
        else:
            self.said.emit(typeset(tr("L’impression s’est arrêtée : vérifiez l’imprimante, puis recommencez.")))

    def _print(self, pages: DocumentPages) -> None:
        # loaded at the first sheet: the window opens without it
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setFullPage(True)
        dialog = QPrintDialog(printer, self._owner)
        dialog.setWindowTitle(tr("Imprimer la feuille d’émargement"))
        if dialog.exec():
            self.print_on(printer, pages)
        else:
            pages.close()

    def _refuse(self, error: PasseportError) -> None:
        self.said.emit(sentence(error))
