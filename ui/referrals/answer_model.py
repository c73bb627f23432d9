"""State of the page that answers a referral: whose it is, what is answered, and the answer once given."""

import datetime as dt
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from passeport.domain.coupon import Answer, Said
from passeport.domain.errors import PasseportError
from passeport.domain.identifiers import BeneficiaryId, ItemId
from passeport.domain.parcours import Step
from passeport.language.catalogue import tr
from passeport.language.messages import sentence
from passeport.language.typography import typeset
from passeport.services.checking import checked
from passeport.services.desk import Desk
from passeport.services.referrals import Given, step_of
from ui.tasks import Tasks


class AnswerModel(QObject):
    """Holds one referral that came in."""

    loaded = Signal()
    given = Signal()
    """`answer` is what was given, now or before."""
    refused = Signal(str)
    said = Signal(str)

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self.beneficiary: BeneficiaryId | None = None
        self.step: Step | None = None
        self.person = ""
        self.answer: Given | None = None

    def open(self, beneficiary: BeneficiaryId, step: ItemId) -> None:
        """Show a referral, and the last answer given to it if any."""
        self.beneficiary, self.step, self.answer = beneficiary, None, None

        def work() -> tuple[str, Step, Given | None]:
            dossier = self._desk.dossiers.open(beneficiary)
            given = self._desk.referrals.given(beneficiary, step)
            return dossier.beneficiary.identity.full_name, step_of(dossier, step), given

        self._tasks.run(work, self._opened, self._refuse)

    def give(self, answer: Answer, reason: str, day: dt.date | None) -> None:
        """Answer; the same answer again gives the same coupon."""
        beneficiary, step = self.beneficiary, self.step
        if beneficiary is None or step is None:
            return
        values = {"answer": answer, "decline_reason": reason or None, "first_meeting_on": day}
        try:
            said = checked(Said, values)
        except PasseportError as error:
            self._refuse(error)
            return
        self._tasks.run(lambda: self._desk.referrals.answer(beneficiary, step.id, said), self._answered, self._refuse)

    def write(self, path: Path) -> None:
        """Write the file of the answer."""
        answer = self.answer
        if answer is not None:
            write = self._desk.referrals.write
            self._tasks.run(lambda: write(path, answer), self._wrote, self._refuse)

    def _opened(self, found: tuple[str, Step, Given | None]) -> None:
        self.person, self.step, self.answer = found
        self.loaded.emit()

    def _answered(self, given: Given) -> None:
        self.answer = given
        self.given.emit()

    def _wrote(self, path: Path) -> None:
        self.said.emit(
            typeset(
                tr("Fichier de réponse enregistré : « {name} ». Envoyez-le par le moyen habituel.").format(
                    name=path.name
                )
            )
        )

    def _refuse(self, error: PasseportError) -> None:
        self.refused.emit(sentence(error))
