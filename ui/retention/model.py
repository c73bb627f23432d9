"""State of the page of retention: what would go, what may be done about it, what was done."""

from PySide6.QtCore import QObject, Signal

from passeport.domain.errors import PasseportError
from passeport.domain.retention import Minutes, RetentionPlan
from passeport.language.messages import sentence
from passeport.language.typography import typeset
from passeport.services.desk import Desk
from passeport.services.retention import RetentionRun
from ui.passport.wording import counted
from ui.tasks import Tasks


class RetentionModel(QObject):
    """The plan of the day, made again after each change."""

    changed = Signal()
    said = Signal(str)
    refused = Signal(str)

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self.plan: RetentionPlan | None = None
        self.minutes: tuple[Minutes, ...] = ()

    def refresh(self) -> None:
        """Make the plan again; nothing is changed."""
        self._tasks.run(lambda: (self._desk.retention.plan(), self._desk.rights.minutes()), self._show, self._refuse)

    def apply(self) -> None:
        """Let go what is due."""
        self._tasks.run(self._desk.retention.apply, self._applied, self._refuse)

    def set_policy(self, months: int, attachment_months: int, reason: str) -> None:
        """Set other delays."""
        self._tasks.run(
            lambda: self._desk.retention.set_policy(months, attachment_months, reason), self._policy_set, self._refuse
        )

    def _applied(self, run: RetentionRun) -> None:
        parts = [
            counted(len(run.erasures), "dossier effacé", "dossiers effacés"),
            counted(run.attachments, "pièce retirée", "pièces retirées"),
            counted(run.journal_lines, "ligne de journal purgée", "lignes de journal purgées"),
        ]
        words = f"{', '.join(parts)}."
        if run.left:
            words += f" {counted(run.left, 'dossier reste', 'dossiers restent')} : gelé ou suivi par un collègue."
        self.said.emit(typeset(words))
        self.refresh()

    def _policy_set(self, _policy: object) -> None:
        self.said.emit("Durées de conservation modifiées.")
        self.refresh()

    def _show(self, answer: tuple[RetentionPlan, tuple[Minutes, ...]]) -> None:
        self.plan, self.minutes = answer
        self.changed.emit()

    def _refuse(self, error: PasseportError) -> None:
        self.refused.emit(sentence(error))
