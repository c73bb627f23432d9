"""State of the page of retention: what would go, what may be done about it, what was done."""

from PySide6.QtCore import QObject, Signal

from passeport.domain.errors import Cancelled, PasseportError
from passeport.domain.retention import Ending, Minutes, RetentionPlan
from passeport.language.catalogue import plural, tr
from passeport.language.messages import sentence
from passeport.language.numbers import counted
from passeport.language.typography import typeset
from passeport.services.desk import Desk
from passeport.services.retention import RetentionRun
from ui.tasks import Tasks
from ui.widgets.progress import Advance

_STOPPED = tr("Arrêté. Ce qui a été effacé l’est, avec ses procès-verbaux ; le reste attend la prochaine fois.")


class RetentionModel(QObject):
    """The plan of the day, made again after each change."""

    changed = Signal()
    said = Signal(str)
    refused = Signal(str)
    running = Signal(bool)
    """Whether a run is under way."""

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self.advance = Advance(self)
        self.plan: RetentionPlan | None = None
        self.minutes: tuple[Minutes, ...] = ()

    def refresh(self) -> None:
        """Make the plan again; nothing is changed."""
        self._tasks.run(lambda: (self._desk.retention.plan(), self._desk.rights.minutes()), self._show, self._refuse)

    def apply(self, ending: Ending) -> None:
        """Let go what is due, or all but the facts; `advance` says how far it is, and stops it between two dossiers."""
        self._begin()
        self._tasks.run(lambda: self._desk.retention.apply(self.advance, ending), self._applied, self._not_applied)

    def set_policy(self, months: int, attachment_months: int, reason: str, ending: Ending) -> None:
        """Set other delays, and what stays at their end."""
        self._tasks.run(
            lambda: self._desk.retention.set_policy(months, attachment_months, reason, ending),
            self._policy_set,
            self._refuse,
        )

    def _begin(self) -> None:
        self.running.emit(True)  # noqa: FBT003 - a signal has no keywords
        self.advance.begin()

    def _end(self) -> None:
        self.advance.end()
        self.running.emit(False)  # noqa: FBT003

    def _not_applied(self, error: PasseportError) -> None:
        self._end()
        if isinstance(error, Cancelled):
            self.said.emit(typeset(_STOPPED))
        else:
            self._refuse(error)
        self.refresh()

    def _applied(self, run: RetentionRun) -> None:
        self._end()
        parts = [
            *_gone(run),
            counted(run.attachments, "pièce retirée", "pièces retirées") if run.attachments else "",
            counted(run.journal_lines, "ligne de journal purgée", "lignes de journal purgées")
            if run.journal_lines
            else "",
        ]
        words = f"{', '.join(part for part in parts if part)}."
        if run.left:
            words += " " + plural(
                "{count} dossier reste : gelé ou suivi par un collègue.",
                "{count} dossiers restent : gelés ou suivis par un collègue.",
                run.left,
            ).format(count=run.left)
        self.said.emit(typeset(words))
        self.refresh()

    def _policy_set(self, _policy: object) -> None:
        self.said.emit(tr("Durées de conservation modifiées."))
        self.refresh()

    def _show(self, answer: tuple[RetentionPlan, tuple[Minutes, ...]]) -> None:
        self.plan, self.minutes = answer
        self.changed.emit()

    def _refuse(self, error: PasseportError) -> None:
        self.refused.emit(sentence(error))


def _gone(run: RetentionRun) -> tuple[str, ...]:
    kept = sum(erasure.minutes.ending is Ending.ANONYMISE for erasure in run.erasures)
    if kept:  # a run does the one or the other
        return (counted(kept, "dossier anonymisé", "dossiers anonymisés"),)
    return (counted(len(run.erasures), "dossier effacé", "dossiers effacés"),)
