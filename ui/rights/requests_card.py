"""The requests of a person: those that wait for an answer, those that had one, and a new one (R09)."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from passeport.domain.requests import RequestKind, RequestOutcome, RightsRequest
from passeport.language import dates
from passeport.language.catalogue import tr
from passeport.language.labels import label
from passeport.language.typography import typeset
from ui.rights.model import RightsModel
from ui.widgets.buttons import button
from ui.widgets.fields import CodeCombo, DayField, Field
from ui.widgets.room import side_by_side
from ui.widgets.surfaces import Card, emptied, rule
from ui.widgets.texts import tag, text


class RequestsCard(Card):
    """Newest first, each with its due date."""

    def __init__(self, model: RightsModel) -> None:
        super().__init__(tr("Demandes de la personne"))
        self._model = model
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.body.addLayout(self._rows)
        self.body.addWidget(rule())
        self.kind = CodeCombo("request_kinds")
        self.received = DayField(lambda: model.today)
        self.detail = QLineEdit(placeholderText=tr("Ce qui est à corriger, à limiter, à arrêter"))
        self.record = button(tr("Noter la demande"), "primary", "add", self._record)
        self.kind_field = Field(tr("Demande"), self.kind, required=True)
        self.received_field = Field(tr("Reçue le"), self.received)
        row = side_by_side()
        row.setSpacing(10)
        row.addWidget(self.kind_field, 4)
        row.addWidget(self.received_field, 2)
        self.body.addLayout(row)
        self.body.addWidget(Field(tr("Précision"), self.detail))
        foot = QHBoxLayout()
        foot.addWidget(text(tr("Une réponse est due dans un délai d’un mois (RGPD, article 12)."), "small"), 1)
        foot.addWidget(self.record)
        self.body.addLayout(foot)

    def fill(self) -> None:
        """Show the requests of the model's dossier."""
        emptied(self._rows)
        dossier = self._model.dossier
        if dossier is None:
            return
        self.received.day = self._model.today
        self.kind.code = ""
        self.detail.clear()
        self.kind_field.refuse()
        self.received_field.refuse()
        if not dossier.requests:
            self._rows.addWidget(text(tr("Aucune demande pour l’instant."), "muted"))
        for request in reversed(dossier.requests):
            self._rows.addWidget(self._row(request))

    def _row(self, request: RightsRequest) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(0)
        kind = typeset(label("request_kinds", request.kind.value))
        words.addWidget(text(kind, "strong"))
        received = tr("Reçue le {day}").format(day=dates.short_date(request.received_on))
        words.addWidget(text(typeset(" – ".join(part for part in (received, request.detail) if part)), "small"))
        line.addLayout(words, 1)
        if request.outcome is not None and request.answered_on is not None:
            outcome = tr("{value}, le {day}").format(
                value=label("request_outcomes", request.outcome.value), day=dates.short_date(request.answered_on)
            )
            if request.reason:
                words.addWidget(text(typeset(tr("Motif : {reason}").format(reason=request.reason)), "small"))
            tone = "warning" if request.outcome is RequestOutcome.REFUSED else "success"
            line.addWidget(tag(typeset(outcome), tone))
            return row
        if request.kind is RequestKind.LIMITATION:
            line.addWidget(tag(tr("Dossier gelé"), "danger"))
        else:
            late = request.is_late(self._model.today)
            due = (tr("En retard : due le {day}") if late else tr("Réponse due le {day}")).format(
                day=dates.short_date(request.due_on)
            )
            line.addWidget(tag(typeset(due), "danger" if late else "warning"))
        line.addWidget(self._answer_button(request, kind))
        return row

    def _answer_button(self, request: RightsRequest, kind: str) -> QPushButton:
        if request.kind is RequestKind.LIMITATION:
            lift = button(
                tr("Lever la limitation"), "quiet", "unlock", partial(self._answer, request, RequestOutcome.DONE)
            )
            lift.setAccessibleName(tr("Lever la limitation de ce dossier"))
            return lift
        answer = button(tr("Répondre"), "quiet", "check")
        answer.setAccessibleName(tr("Répondre à la demande : {kind}").format(kind=kind))
        menu = QMenu(answer)
        for outcome in RequestOutcome:
            words = typeset(label("request_outcomes", outcome.value))
            menu.addAction(words, partial(self._answer, request, outcome))
        answer.setMenu(menu)
        return answer

    def _answer(self, request: RightsRequest, outcome: RequestOutcome) -> None:
        reason = ""
        if outcome is RequestOutcome.REFUSED:
            title = tr("Refuser la demande")
            words = typeset(tr("Motif, qui est dit à la personne avec la façon de saisir la CNIL :"))
            reason, said = QInputDialog.getText(self, title, words)
            if not said or not reason.strip():
                return
        self._model.answer(request.id, outcome, reason.strip())

    def _record(self) -> None:
        self.kind_field.refuse("" if self.kind.code else tr("Choisissez le droit qui est exercé."))
        self.received_field.refuse("" if self.received.is_understood else tr("Cette date n’est pas comprise."))
        if self.kind.code and self.received.is_understood:
            self._model.record(RequestKind(self.kind.code), self.detail.text().strip(), self.received.day)
