"""An answer that came in: what it says, for whom, what it is worth, and what can be done with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from passeport.domain.vocabulary import vocabulary
from passeport.language import answers, dates, describe
from passeport.language.catalogue import tr
from passeport.language.labels import label, label_of
from passeport.language.typography import typeset
from passeport.services.referrals import MAY_BE_TRUSTED, CouponReading
from ui.passport.fingerprint import FingerprintBlock
from ui.referrals.model import ADVICE
from ui.widgets.buttons import button
from ui.widgets.surfaces import Banner, Card
from ui.widgets.texts import text


class ReadingCard(Card):
    """One answer; hidden while there is none."""

    take_requested = Signal()
    trust_requested = Signal()
    dossier_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__(spacing=8)
        self.said = text("", "heading")
        self.whose = text("")
        self.day = text("", "muted")
        self.worth = Banner()
        self.advice = text("", "muted")
        self.elsewhere = Banner()
        self.fingerprint = FingerprintBlock()
        self.keep = button(tr("Enregistrer la réponse"), "primary", "save", self.take_requested.emit)
        self.keep.setToolTip(tr("Ctrl+Entrée"))
        self.trust = button(tr("Retenir cette clé"), "", "shield", self.trust_requested.emit)
        self.open = button(tr("Ouvrir le dossier"), "quiet", "arrow-right", self._open)
        for part in (
            self.said,
            self.whose,
            self.day,
            self.worth,
            self.advice,
            self.elsewhere,
            self.fingerprint,
        ):
            self.body.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.keep)
        row.addWidget(self.trust)
        row.addWidget(self.open)
        row.addStretch()
        self.body.addLayout(row)
        self._reading: CouponReading | None = None
        self.hide()

    def show_reading(self, reading: CouponReading | None) -> None:
        """Show an answer, or nothing."""
        self._reading = reading
        self.setVisible(reading is not None)
        if reading is None:
            return
        coupon, referral = reading.incoming.coupon, reading.referral
        self.said.setText(answers.said(coupon.said))
        to = (
            tr("Orientation de {person} vers {point_accueil}").format(
                person=reading.person, point_accueil=referral.point_accueil
            )
            if referral is not None
            else ""
        )
        self.whose.setText(typeset(to))
        self.whose.setVisible(bool(to))
        self.day.setText(self._when_and_who(reading))
        self.day.setVisible(bool(self.day.text()))
        state = vocabulary("coupon_states")[reading.state.value]
        self.worth.say(typeset(label_of(state)), str(state.extra["tone"]))
        self.advice.setText(typeset(ADVICE[reading.state]))
        self.advice.setVisible(bool(ADVICE[reading.state]))
        elsewhere = reading.is_from_elsewhere and reading.station is not None
        name = reading.station.name if reading.station is not None else ""
        words = tr("Elle vient de {name}, et non du point d’accueil vers qui la personne est orientée.").format(
            name=name
        )
        self.elsewhere.say(typeset(words) if elsewhere else "", "warning")
        unsure = reading.state in MAY_BE_TRUSTED
        self.fingerprint.setVisible(unsure)
        if unsure:
            self.fingerprint.show_key(reading.incoming.station_key)
        self.trust.setVisible(unsure)
        self.keep.setVisible(reading.may_be_taken)
        self.open.setVisible(reading.place is not None)
        self.setAccessibleName(f"{self.said.text()}. {self.worth.words.text()}")

    @staticmethod
    def _when_and_who(reading: CouponReading) -> str:
        day = reading.incoming.coupon.answered_on
        said = (
            tr("Répondu le {day}").format(day=dates.long_date(day)) if day is not None else "",
            tr("par {station}").format(station=describe.station(reading.station))
            if reading.station is not None
            else "",
            label("coupon_carriers", reading.incoming.carrier.value),
        )
        return typeset(" · ".join(part for part in (" ".join(part for part in said[:2] if part), said[2]) if part))

    def _open(self) -> None:
        if self._reading is not None and self._reading.place is not None:
            self.dossier_requested.emit(self._reading.place.beneficiary)
