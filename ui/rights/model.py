"""State of the page of a person's rights."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from passeport.domain.account import Operation
from passeport.domain.beneficiary import Dossier
from passeport.domain.errors import PasseportError
from passeport.domain.identifiers import BeneficiaryId, RequestId
from passeport.domain.requests import RequestKind, RequestOutcome
from passeport.domain.retention import ErasureCause
from passeport.domain.rights import whose
from passeport.language.catalogue import tr
from passeport.language.messages import sentence
from passeport.language.typography import typeset
from passeport.services.desk import Desk
from passeport.services.rights_of_persons import Erasure
from ui.tasks import Tasks


class RightsModel(QObject):
    """The dossier, and what is done for the person."""

    changed = Signal()
    said = Signal(str)
    refused = Signal(str)
    erasing = Signal(bool)
    """Whether the store is being rewritten; some seconds where it is large."""
    erased = Signal(str)
    """The dossier is no more: what is kept of it, and who has to be told."""

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self._word = ""
        self.dossier: Dossier | None = None

    @property
    def today(self) -> dt.date:
        """The day where the conseiller sits."""
        return self._desk.clock.today()

    def may(self, operation: Operation) -> bool:
        """Whether the account may do `operation` on this dossier."""
        account = self._desk.vault.account
        return all(account.may(operation, on) for on in whose(account.id, self.dossier))

    def open(self, beneficiary: BeneficiaryId) -> None:
        """Show a person's rights."""
        self.dossier = None
        self._tasks.run(lambda: self._desk.dossiers.open(beneficiary), self._show, self._refuse)

    def record(self, kind: RequestKind, detail: str, received_on: dt.date | None) -> None:
        """Note a request."""
        self._do(lambda who: self._desk.rights.record(who, kind, detail, received_on), tr("Demande notée."))

    def answer(self, request: RequestId, outcome: RequestOutcome, reason: str = "") -> None:
        """Note an answer."""
        self._do(lambda who: self._desk.rights.answer(who, request, outcome, reason), tr("Réponse notée."))

    def copy(self, path: Path, language: str) -> None:
        """Write everything that is kept, for the person, in a language (ISO 639-1)."""
        words = tr("Copie écrite dans « {name} ». Remettez-la à la personne, puis supprimez ce fichier.").format(
            name=path.name
        )
        self._do(lambda who: self._desk.rights.copy(who, path, language), typeset(words))

    def archive(self, reason: str, until: dt.date) -> None:
        """Put the dossier in the restricted archive."""
        self._go(lambda who: self._desk.retention.archive(who, reason, until), self._archived)

    def erase(self, cause: ErasureCause) -> None:
        """Erase the dossier for ever."""
        self.erasing.emit(True)  # noqa: FBT003 - a signal has no keywords
        self._go(lambda who: self._desk.rights.erase(who, cause), self._erased)

    def _do(self, operation: Callable[[BeneficiaryId], object], word: str) -> None:
        """Run one operation and read the dossier again, in one go of the worker."""
        self._word = word

        def work(who: BeneficiaryId) -> Dossier:
            operation(who)
            return self._desk.dossiers.open(who)

        self._go(work, self._done)

    def _go(self, operation: Callable[[BeneficiaryId], object], done: Callable[..., None]) -> None:
        if self.dossier is not None:
            who = self.dossier.beneficiary.id
            self._tasks.run(lambda: operation(who), done, self._refuse)

    def _done(self, dossier: Dossier) -> None:
        self._show(dossier)
        self.said.emit(self._word)

    def _show(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.changed.emit()

    def _archived(self, _changed: object) -> None:
        self.dossier = None
        self.erased.emit(tr("Le dossier est dans l’archive restreinte : il n’apparaît plus dans les listes."))

    def _erased(self, erasure: Erasure) -> None:
        self.erasing.emit(False)  # noqa: FBT003
        self.dossier = None
        told = ", ".join(erasure.recipients)
        more = (
            tr(" Prévenez de l’effacement ceux qui avaient reçu un passeport : {told}.").format(told=told)
            if told
            else ""
        )
        self.erased.emit(
            typeset(
                tr("Dossier effacé, procès-verbal {number}.{more}").format(number=erasure.minutes.number, more=more)
            )
        )

    def _refuse(self, error: PasseportError) -> None:
        self.erasing.emit(False)  # noqa: FBT003
        self.refused.emit(sentence(error))
