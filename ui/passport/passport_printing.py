"""A passport that has just left goes to the printer: the pages of the file itself, as often as they are asked for."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from passeport.domain.errors import PasseportError
from passeport.language.catalogue import tr
from passeport.language.messages import sentence
from passeport.language.typography import typeset
from passeport.services.desk import Desk
from passeport.services.document_ports import DocumentPages
from passeport.services.passports import HandedOver
from ui.preview.printing import Printing
from ui.tasks import Tasks


class PassportPrinting(QObject):
    """One passport at a time; each time is noted in the journal."""

    said = Signal(str, str)
    """What happened, and the tone to say it in."""

    def __init__(self, desk: Desk, tasks: Tasks, owner: QWidget) -> None:
        super().__init__(owner)
        self._desk = desk
        self._tasks = tasks
        self._owner = owner
        self._printer: QPrinter | None = None
        self._pages: DocumentPages | None = None
        self._printing: Printing | None = None
        self.ask_printer: Callable[[], QPrinter | None] = self._ask_printer

    def print_out(self, handed: HandedOver) -> None:
        """Ask which printer, then send it the pages; nothing happens while others are on their way."""
        if self._printer is not None:
            return
        self._printer = self.ask_printer()
        if self._printer is not None:
            self._tasks.run(lambda: self._desk.passports.print_out(handed), self._begin, self._refuse)

    def stop(self) -> None:
        """Send no other page."""
        if self._printing is not None:
            self._printing.stop()

    def _begin(self, pages: DocumentPages) -> None:
        if self._printer is None:
            return
        self._pages = pages
        self._printing = Printing(pages, self._printer, self._tasks, self)
        self._printing.finished.connect(self._end)
        self._printing.progressed.connect(self._tell)
        self._printing.start()

    def _tell(self, done: int, total: int) -> None:
        words = tr("Impression : page {done} sur {total}…").format(done=done, total=total)
        self.said.emit(typeset(words), "primary")

    def _end(self, whole: bool) -> None:  # noqa: FBT001 - a signal has no keywords
        if self._pages is not None:
            self._tasks.run(self._pages.close)
        if self._printing is not None:
            self._printing.deleteLater()
        self._printer = self._pages = self._printing = None
        if whole:
            self.said.emit(tr("Le passeport est envoyé à l’imprimante."), "success")
        else:
            words = tr("L’impression s’est arrêtée : vérifiez l’imprimante, puis recommencez. Rien d’autre n’a changé.")
            self.said.emit(typeset(words), "warning")

    def _refuse(self, error: PasseportError) -> None:
        self._printer = None
        self.said.emit(sentence(error), "danger")

    def _ask_printer(self) -> QPrinter | None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self._owner)
        dialog.setWindowTitle(tr("Imprimer le passeport"))
        return printer if dialog.exec() else None
