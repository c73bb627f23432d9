"""The page that answers a referral: received, accepted and when, declined and why."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QHBoxLayout, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from passeport.domain.coupon import Answer
from passeport.domain.identifiers import BeneficiaryId, ItemId
from passeport.language import dates, describe
from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from passeport.services.desk import Desk
from ui.referrals.answer_model import AnswerModel
from ui.referrals.given_card import GivenCard
from ui.tasks import Tasks
from ui.widgets.buttons import action, button, icon_button
from ui.widgets.fields import CodeCombo, DayField, Field
from ui.widgets.surfaces import Banner, Card, scrolled
from ui.widgets.texts import text

_WORDS = {
    Answer.RECUE: tr("J’ai bien reçu le passeport"),
    Answer.ACCEPTEE: tr("J’accepte"),
    Answer.DECLINEE: tr("Je décline"),
}


class AnswerPage(QWidget):
    """Three choices, at most one field more, and the answer to send back."""

    closed = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self.model = AnswerModel(desk, tasks, self)
        self._today = desk.clock.today
        self.ask_path: Callable[[], Path | None] = self._ask_path
        self.banner = Banner()
        self.whose = text("", "heading")
        self.origin = text("", "muted")
        self.choices = {answer: QRadioButton(words) for answer, words in _WORDS.items()}
        self.day = DayField(desk.clock.today)
        self.reason = CodeCombo("decline_reasons", empty=tr("Choisir un motif…"))
        self.day_field = Field(tr("Premier rendez-vous, s’il est fixé"), self.day)
        self.reason_field = Field(tr("Motif"), self.reason, required=True)
        self.given = GivenCard()
        self.send = button(tr("Répondre"), "primary", "check", self.give)
        self.send.setToolTip(tr("Ctrl+Entrée"))
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 18, 28, 16)
        column.setSpacing(12)
        column.addLayout(self._head())
        column.addWidget(self.banner)
        column.addWidget(scrolled(self._content()), 1)
        self.later = button(tr("Plus tard"), clicked=self.leave)
        self.another = button(tr("Donner une autre réponse"), clicked=self.ask_again)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addStretch()
        foot.addWidget(self.another)
        foot.addWidget(self.later)
        foot.addWidget(self.send)
        column.addLayout(foot)
        self._group.buttonToggled.connect(self._tell)
        self.model.loaded.connect(self._fill)
        self.model.given.connect(self._given)
        self.model.refused.connect(self._refused)
        self.model.said.connect(self._said)
        self.given.file_requested.connect(self.write)
        self.given.copied.connect(self._said)
        action(self, tr("Répondre à l’orientation"), "Ctrl+Return", self.give)
        action(self, tr("Enregistrer le fichier de réponse"), "Ctrl+S", self.write)
        action(self, tr("Quitter cette page"), "Esc", self.leave)
        self._tell()

    def start(self, beneficiary: BeneficiaryId, step: ItemId, words: str = "") -> None:
        """Begin the answer to a referral that came in; `words` say what was done just before."""
        self.banner.say(
            typeset(tr("{words} Il porte une orientation vers vous.").format(words=words)) if words else "", "success"
        )
        self.given.show_answer(None)
        self.choices[Answer.RECUE].setChecked(True)
        self.day.day = None
        self.reason.code = ""
        self.reason_field.refuse()
        self._switch(is_given=False)
        self.whose.setText("")
        self.origin.setText("")
        self.choices[Answer.RECUE].setFocus()
        self.model.open(beneficiary, step)

    @property
    def answer(self) -> Answer:
        """What is chosen."""
        return next((one for one, choice in self.choices.items() if choice.isChecked()), Answer.RECUE)

    def give(self) -> None:
        """Answer what is chosen, or say what is missing."""
        if not self._asked.isVisibleTo(self):
            return
        self.banner.say("")
        chosen = self.answer
        self.reason_field.refuse()
        self.day_field.refuse()
        if chosen is Answer.DECLINEE and not self.reason.code:
            self.reason_field.refuse(tr("Il manque le motif."))
            self.reason.setFocus()
            return
        if chosen is Answer.ACCEPTEE and not self.day.is_understood:
            self.day_field.refuse(tr("Cette date n’est pas comprise : écrivez 12/10, lundi, ou laissez vide."))
            self.day.setFocus()
            return
        self.model.give(
            chosen,
            self.reason.code if chosen is Answer.DECLINEE else "",
            self.day.day if chosen is Answer.ACCEPTEE else None,
        )

    def ask_again(self) -> None:
        """Choose another answer than the one given: accepted after received, or the day of the meeting."""
        self.banner.say("")
        self.given.show_answer(None)
        self._switch(is_given=False)
        self.choices[self.answer].setFocus()

    def write(self) -> None:
        """Ask where, then write the file of the answer."""
        if self.model.answer is None:
            return
        path = self.ask_path()
        if path is not None:
            self.model.write(path)

    def leave(self) -> None:
        """Go to the dossier."""
        self.closed.emit()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(icon_button(tr("Aller au dossier"), "arrow-left", self.leave))
        row.addWidget(text(tr("Répondre à une orientation"), "title"), 1)
        return row

    def _content(self) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(14)
        column.addWidget(self.whose)
        column.addWidget(self.origin)
        self._asked = Card(tr("Votre réponse"), spacing=10)
        self._group = QButtonGroup(self)
        for choice in self.choices.values():
            self._group.addButton(choice)
            self._asked.body.addWidget(choice)
        for field in (self.day_field, self.reason_field):
            field.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            self._asked.body.addWidget(field)
        column.addWidget(self.given)
        column.addWidget(self._asked)
        column.addStretch()
        return content

    def _tell(self) -> None:
        self.day_field.setVisible(self.answer is Answer.ACCEPTEE)
        self.reason_field.setVisible(self.answer is Answer.DECLINEE)

    def _switch(self, *, is_given: bool) -> None:
        self._asked.setVisible(not is_given)
        self.send.setVisible(not is_given)
        self.another.setVisible(is_given)
        self.later.setText(tr("Aller au dossier") if is_given else tr("Plus tard"))

    def _fill(self) -> None:
        step = self.model.step
        if step is None or step.referral is None:
            return
        self.whose.setText(self.model.person)
        sender = step.provenance.station
        parts = (
            tr("Orientation de {station}").format(station=describe.station(sender))
            if sender is not None
            else tr("Orientation reçue"),
            tr("envoyée le {day}").format(day=dates.long_date(step.referral.sent_on))
            if step.referral.sent_on is not None
            else "",
            tr("pour : {reason}").format(reason=step.referral.reason) if step.referral.reason else "",
        )
        self.origin.setText(typeset(", ".join(part for part in parts if part)))
        if self.model.answer is not None:
            self.given.show_answer(self.model.answer)
            self._switch(is_given=True)
            following = {Answer.RECUE: Answer.ACCEPTEE}.get(self.model.answer.reply.said.answer)
            self.choices[following or self.model.answer.reply.said.answer].setChecked(True)

    def _given(self) -> None:
        self.given.show_answer(self.model.answer)
        self._switch(is_given=True)
        self.banner.say(
            typeset(tr("La réponse est enregistrée ici. Il reste à la faire parvenir à l’expéditeur.")), "success"
        )
        self.given.take_focus()

    def _said(self, words: str) -> None:
        self.banner.say(words, "success")

    def _refused(self, words: str) -> None:
        self.banner.say(words, "danger")

    def _ask_path(self) -> Path | None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self, tr("Enregistrer la réponse"), folder, tr("Réponses (*.passeport-retour)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("passeport-retour")
        dialog.selectFile(tr("réponse-{day}.passeport-retour").format(day=self._today().isoformat()))
        return Path(dialog.selectedFiles()[0]) if dialog.exec() else None
