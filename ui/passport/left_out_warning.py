"""What the form that is chosen has no room for, said beside the choice, before anything leaves."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QScrollArea

from passeport.domain.agreement import Scope
from passeport.domain.errors import PasseportError
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.left_out import LeftOut
from passeport.language.left_out import warned
from passeport.services.desk import Desk
from passeport.services.file_ports import WHOLE, FileFormat
from ui.passport.export_model import ExportModel
from ui.tasks import Tasks
from ui.widgets.surfaces import Banner

_QUIET = 200
"""Milliseconds without another choice before the form is tried: several boxes are ticked in a row."""


class LeftOutModel(QObject):
    """Follows the choices of an export, and has the form tried each time they are others."""

    found = Signal()
    """`warning` says what is now known of the form, nothing while one that was just chosen is being tried."""

    def __init__(self, export: ExportModel, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._export = export
        self._desk = desk
        self._tasks = tasks
        self._wanted: tuple[BeneficiaryId, Scope, FileFormat, str] | None = None
        self.warning = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_QUIET)
        self._timer.timeout.connect(self.look)
        export.changed.connect(self._timer.start)

    @property
    def form(self) -> FileFormat | None:
        """The form that `warning` is about."""
        return self._wanted[2] if self._wanted is not None else None

    def look(self) -> None:
        """Have the form tried, when something changed; of two that are asked for, the last is said."""
        export = self._export
        if export.dossier is None or export.file_format in WHOLE or not export.scope.sections:
            self.forget()
            return
        wanted = (export.dossier.beneficiary.id, export.scope, export.file_format, export.language)
        if wanted == self._wanted:
            return
        if self.form is not export.file_format:
            self.forget()
        self._wanted = wanted
        beneficiary, scope, form, language = wanted
        passports = self._desk.passports
        self._tasks.run(
            lambda: (wanted, passports.left_out(beneficiary, scope, form, language=language)), self._found, self._refuse
        )

    def forget(self) -> None:
        """Say nothing more: the choices are no longer those that were tried."""
        self._timer.stop()
        self._wanted, self.warning = None, ""
        self.found.emit()

    def _found(self, answer: tuple[tuple[BeneficiaryId, Scope, FileFormat, str], LeftOut]) -> None:
        wanted, left_out = answer
        if wanted == self._wanted:
            self.warning = warned(left_out)
            self.found.emit()

    def _refuse(self, _error: PasseportError) -> None:
        self._wanted = None  # said when the passport is to leave


class LeftOutWarning(Banner):
    """Stands under the forms of file, and comes in sight when one of them is chosen."""

    def __init__(self, model: LeftOutModel) -> None:
        super().__init__()
        self._model = model
        self._about: FileFormat | None = None
        model.found.connect(self._say)

    def _say(self) -> None:
        warning, about = self._model.warning, self._model.form
        if warning != self.words.text():
            self.say(warning, "warning")
        if warning and about is not self._about:
            QTimer.singleShot(0, self, self._come_in_sight)  # once it has its place
        self._about = about if warning else None

    def _come_in_sight(self) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureWidgetVisible(self)
