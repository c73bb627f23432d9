"""The pages of a passport that is about to leave, and a word on what cannot be printed."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from passeport.domain.errors import PasseportError
from passeport.language.catalogue import tr
from passeport.language.messages import sentence
from passeport.language.unprintable import warned
from passeport.services.desk import Desk
from passeport.services.document_ports import DocumentPages
from passeport.services.file_ports import PRINTED, FileFormat
from ui.passport.export_model import ExportModel, Terms
from ui.preview.page_view import PageView
from ui.tasks import Tasks
from ui.widgets.surfaces import Banner

_QUIET = 300
"""Milliseconds without another choice before the pages are drawn: a name is typed letter by letter."""


class PreviewModel(QObject):
    """Follows the choices of an export, and has their pages drawn each time they are others."""

    drawn = Signal()
    """Other pages, or none; `warning` says what cannot be printed."""
    refused = Signal(str)

    def __init__(self, export: ExportModel, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._export = export
        self._desk = desk
        self._tasks = tasks
        self._wanted: tuple[Terms, FileFormat, str] | None = None
        self._asked = 0
        self.pages: DocumentPages | None = None
        self.warning = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_QUIET)
        self._timer.timeout.connect(self.draw)
        export.changed.connect(self._timer.start)

    @property
    def unseen(self) -> str:
        """Why there are no pages to see; empty when there are."""
        if self._export.file_format not in PRINTED:
            return tr("Cette forme de fichier n’a pas de pages.")
        return self._export.unsaid or ("" if self.pages is not None else tr("Préparation des pages…"))

    def draw(self) -> None:
        """Have the pages drawn, when something changed; of two that are asked for, the last is shown."""
        dossier, form, language = self._export.dossier, self._export.file_format, self._export.language
        if dossier is None or self._export.unsaid or form not in PRINTED:
            self.forget()
            return
        try:
            terms = self._export.terms(dossier)
        except PasseportError:  # said when the passport is to leave
            self.forget()
            return
        if (terms, form, language) == self._wanted:
            return
        self.forget()
        self._wanted = (terms, form, language)
        asked, beneficiary, desk = self._asked, dossier.beneficiary.id, self._desk

        def work() -> tuple[int, DocumentPages, str]:
            passport = desk.passports.preview(beneficiary, terms.recipient, terms.scope, terms.mode, language=language)
            document = desk.passports.laid_out(passport, form)
            warning = warned(passport, document.missing, photo_left_out=document.photo_left_out)
            return asked, desk.documents.pages(document), warning

        self._tasks.run(work, self._have_drawn, self._refuse)

    def forget(self) -> None:
        """Give back the pages: they are no longer those that would leave."""
        self._timer.stop()
        self._asked += 1
        self._wanted = None
        if self.pages is not None:
            self._tasks.run(self.pages.close)  # behind the pictures of it that are asked for
        self.pages, self.warning = None, ""
        self.drawn.emit()

    def _have_drawn(self, answer: tuple[int, DocumentPages, str]) -> None:
        asked, pages, warning = answer
        if asked != self._asked:
            pages.close()
            return
        self.pages, self.warning = pages, warning
        self.drawn.emit()

    def _refuse(self, error: PasseportError) -> None:
        self.refused.emit(sentence(error))


class ExportPreview(QWidget):
    """The pages one by one; the warning stands above the choices too."""

    def __init__(self, export: ExportModel, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self.model = PreviewModel(export, desk, tasks, self)
        self.pages = PageView(tasks)
        self.setFocusProxy(self.pages)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pages, 1)
        self.model.drawn.connect(self._show)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the page that is in sight."""
        super().showEvent(event)
        self._show()

    def _show(self) -> None:
        self.pages.wait(self.model.unseen)
        self.pages.show_pages(self.model.pages if self.isVisible() else None)


class PreviewWarning(Banner):
    """What cannot be printed, said before anything leaves."""

    def __init__(self, model: PreviewModel) -> None:
        super().__init__()
        self._model = model
        model.drawn.connect(self._say)

    def _say(self) -> None:
        self.say(self._model.warning, "warning")
