"""State of the page that sends somebody on: what the rules propose, and the referral once prepared."""

from PySide6.QtCore import QObject, Signal

from passeport.domain.agreement import Recipient
from passeport.domain.beneficiary import Dossier
from passeport.domain.bonne_porte import Case, case_of
from passeport.domain.draft import REFERRAL, subject_of_form
from passeport.domain.errors import PasseportError
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.parcours import Parcours
from passeport.language import dates
from passeport.language.catalogue import tr
from passeport.language.labels import label
from passeport.services.bonne_porte import Proposed
from passeport.services.checking import checked
from passeport.services.desk import Desk
from passeport.services.parcours import StepEntry
from ui.tasks import Tasks


class ReferModel(QObject):
    """Holds one dossier and the need that is to be met; nothing is saved before `prepare`."""

    loaded = Signal()
    proposed = Signal()
    prepared = Signal(object)
    """The `Recipient` to whom the passport is to be handed."""
    refused = Signal(object)
    """A `PasseportError`: of a field, or of the rest."""

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._tasks = tasks
        self.dossier: Dossier | None = None
        self.theme = ""
        self.is_cadre = False
        self.found: Proposed | None = None
        self._recipient: Recipient | None = None

    def open(self, beneficiary: BeneficiaryId) -> None:
        """Look at a dossier; the need is that of its last open parcours until another is said."""
        self.dossier, self.found, self.theme, self.is_cadre = None, None, "", False
        self._tasks.run(lambda: self.desk.dossiers.open(beneficiary), self._opened, self._refuse)

    @property
    def case(self) -> Case | None:
        """What the rules look at."""
        if self.dossier is None:
            return None
        person = self.dossier.beneficiary
        age = dates.age_on(person.identity.birth_date, self.desk.clock.today())
        return case_of(person, age, theme=self.theme or None, is_cadre=self.is_cadre)

    @property
    def open_parcours(self) -> tuple[Parcours, ...]:
        """The needs that are followed, the last one first."""
        return tuple(p for p in reversed(self.dossier.parcours) if p.is_open) if self.dossier is not None else ()

    def look_for(self, theme: str, *, is_cadre: bool) -> None:
        """Say what the need is, and whether the person is a cadre (kept nowhere)."""
        if (theme, is_cadre) != (self.theme, self.is_cadre):
            self.theme, self.is_cadre = theme, is_cadre
            self._propose()

    def prepare(self, point_accueil: str, network: str, reason: str, parcours: str) -> None:
        """Record the referral, in the parcours of an identifier or in a new one when it is empty."""
        dossier = self.dossier
        if dossier is None:
            return
        values = {
            "type": "ORIENTATION",
            "day": self.desk.clock.today(),
            "themes": (self.theme,) if self.theme else (),
            "referral": {"point_accueil": point_accueil, "network": network, "reason": reason},
        }
        try:
            entry = checked(StepEntry, values)
            self._recipient = checked(Recipient, {"name": point_accueil, "network": network})
        except PasseportError as error:
            self.refused.emit(error)
            return
        home = next((p.id for p in dossier.parcours if str(p.id) == parcours), None)
        beneficiary, need = dossier.beneficiary.id, label("themes", self.theme) if self.theme else tr("Orientation")
        theme = self.theme or None

        def work() -> None:
            if home is None:
                self.desk.parcours.record_step_in_new(beneficiary, entry, need, theme)
            else:
                self.desk.parcours.record_step(beneficiary, entry, home)
            self.desk.drafts.discard(beneficiary, subject_of_form(REFERRAL))

        self._tasks.run(work, self._prepared, self._refuse)

    def _opened(self, dossier: Dossier) -> None:
        self.dossier = dossier
        current = self.open_parcours
        self.theme = (current[0].theme or "") if current else ""
        self.loaded.emit()
        self._propose()

    def _propose(self) -> None:
        case = self.case
        if case is not None:
            self._tasks.run(lambda: self.desk.bonne_porte.propose(case), self._proposed, self._refuse)

    def _proposed(self, found: Proposed) -> None:
        self.found = found
        self.proposed.emit()

    def _prepared(self, _nothing: None) -> None:
        self.prepared.emit(self._recipient)

    def _refuse(self, error: PasseportError) -> None:
        self.refused.emit(error)
