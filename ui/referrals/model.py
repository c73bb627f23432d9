"""State of the page of referrals: those that wait for our answer, and an answer that came in."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from passeport.domain.errors import PasseportError
from passeport.language import answers
from passeport.language.catalogue import tr
from passeport.language.messages import sentence
from passeport.language.typography import typeset
from passeport.services.coupon_ports import CouponState
from passeport.services.desk import Desk
from passeport.services.editing import Changed
from passeport.services.referrals import CouponReading, ToAnswer
from ui.tasks import Tasks


class ReferralsModel(QObject):
    """Holds what was read; nothing is saved before `take`."""

    listed = Signal()
    """`waiting` is what the vault holds now."""
    read = Signal()
    """`reading` is what was read, or nothing."""
    taken = Signal(object, str)
    """The `BeneficiaryId`, and what was done in a sentence."""
    refused = Signal(str)

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self.waiting: tuple[ToAnswer, ...] = ()
        self.reading: CouponReading | None = None

    def refresh(self) -> None:
        """Look again at what waits for an answer."""
        self._tasks.run(self._desk.referrals.to_answer, self._listed, self._refuse)

    def read_typed(self, typed: str) -> None:
        """Read a short code, or the text of a QR code."""
        self._tasks.run(lambda: self._desk.referrals.read_typed(typed), self._read, self._refuse)

    def read_file(self, path: Path) -> None:
        """Read the file of an answer."""
        self._tasks.run(lambda: self._desk.referrals.read_file(path), self._read, self._refuse)

    def trust(self) -> None:
        """Keep the station that signed as known."""
        reading = self.reading
        if reading is not None:
            self._tasks.run(lambda: self._desk.referrals.trust(reading), self._read, self._refuse)

    def take(self) -> None:
        """Keep the answer."""
        reading = self.reading
        if reading is not None and reading.may_be_taken:
            self._tasks.run(lambda: self._desk.referrals.take(reading), self._taken, self._refuse)

    def forget(self) -> None:
        """Show no answer any more."""
        self.reading = None
        self.read.emit()

    def _listed(self, waiting: tuple[ToAnswer, ...]) -> None:
        self.waiting = waiting
        self.listed.emit()

    def _read(self, reading: CouponReading) -> None:
        self.reading = reading
        self.read.emit()

    def _taken(self, changed: Changed) -> None:
        reading = self.reading
        words = answers.said(reading.incoming.coupon.said) if reading is not None else ""
        self.reading = None
        self.taken.emit(
            changed.beneficiary,
            typeset(tr("Réponse enregistrée : {words}.").format(words=words[:1].lower() + words[1:])),
        )

    def _refuse(self, error: PasseportError) -> None:
        self.reading = None
        self.read.emit()
        self.refused.emit(sentence(error))


ADVICE = {
    CouponState.VERIFIED: "",
    CouponState.PROVEN: tr(
        "Le code prouve que votre interlocuteur tient le passeport, ou la fiche d’orientation, que vous avez remis."
    ),
    CouponState.UNKNOWN_STATION: tr(
        "La réponse prouve que son auteur a reçu le passeport. Sa clé n’est pas encore connue "
        "ici : comparez l’empreinte par téléphone si vous voulez la retenir."
    ),
    CouponState.UNKNOWN_KEY: tr(
        "Ce nom est connu ici avec une autre clé : appelez ce point d’accueil et comparez "
        "l’empreinte avant d’enregistrer."
    ),
    CouponState.BROKEN: tr(
        "Demandez une nouvelle réponse, ou appelez le point d’accueil au numéro que vous connaissez."
    ),
    CouponState.REPLAYED: tr("Il n’y a rien à faire."),
    CouponState.OUT_OF_ORDER: tr("Le dossier garde ce qu’il dit. Appelez le point d’accueil pour savoir ce qui vaut."),
    CouponState.OTHER_REFERRAL: tr("Aucune orientation partie d’ici ne porte ce numéro. Vérifiez le destinataire."),
}
"""What to do with an answer, by what it is worth."""
