"""The page of referrals: an answer to take, by code, text or file; below, those that wait for ours."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from passeport.language import dates, describe
from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from passeport.services.desk import Desk
from passeport.services.referrals import ToAnswer
from ui.referrals.model import ReferralsModel
from ui.referrals.reading_card import ReadingCard
from ui.tasks import Tasks
from ui.widgets.buttons import action, button
from ui.widgets.fields import Field
from ui.widgets.room import side_by_side
from ui.widgets.surfaces import Banner, Card, emptied, scrolled
from ui.widgets.texts import tag, text

ANSWER_SUFFIX = ".passeport-retour"
"""How the name of an answer's file ends."""


class ReferralsPage(QWidget):
    """Answers that come and answers to give."""

    answer_requested = Signal(object, object)
    """The `BeneficiaryId` and the `ItemId` of a referral to answer."""
    dossier_requested = Signal(object)
    taken = Signal(object, str)
    closed = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self.setAcceptDrops(True)
        self.model = ReferralsModel(desk, tasks, self)
        self.ask_path: Callable[[], Path | None] = self._ask_path
        self.typed = QLineEdit(clearButtonEnabled=True)
        self.typed.setPlaceholderText(tr("7F3K-9QXA-21MV-8CT5, ou le texte d’un code QR"))
        self.banner = Banner()
        self.reading = ReadingCard()
        self._waiting = QVBoxLayout()
        self._waiting.setSpacing(10)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 22, 28, 18)
        column.setSpacing(12)
        column.addWidget(text(tr("Orientations"), "title", wraps=False))
        column.addWidget(scrolled(self._content()), 1)
        self.typed.returnPressed.connect(self.read)
        self.reading.take_requested.connect(self.model.take)
        self.reading.trust_requested.connect(self.model.trust)
        self.reading.dossier_requested.connect(self.dossier_requested)
        self.model.read.connect(self._show_reading)
        self.model.listed.connect(self._show_waiting)
        self.model.refused.connect(self._refused)
        self.model.taken.connect(self._taken)
        action(self, tr("Lire la réponse saisie"), "Return", self.read)
        action(self, tr("Ouvrir un fichier de réponse"), "Ctrl+Shift+O", self.choose_file)
        action(self, tr("Enregistrer la réponse"), "Ctrl+Return", self.model.take)
        action(self, tr("Quitter cette page"), "Esc", self.leave)

    def start(self) -> None:
        """Begin with nothing read."""
        self.banner.say("")
        self.typed.clear()
        self.model.forget()
        self.model.refresh()
        self.typed.setFocus()

    def read(self) -> None:
        """Read what was typed, scanned or pasted."""
        typed = self.typed.text().strip()
        if typed:
            self.banner.say("")
            self.model.read_typed(typed)

    def choose_file(self) -> None:
        """Ask for a file, and read it."""
        path = self.ask_path()
        if path is not None:
            self.read_file(path)

    def read_file(self, path: Path) -> None:
        """Read the file of an answer."""
        self.banner.say("")
        self.model.read_file(path)

    def leave(self) -> None:
        """Put away the answer shown, or leave the page."""
        if self.model.reading is not None:
            self.model.forget()
        else:
            self.closed.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's names, here and below
        """Take the file of an answer; any other is for the page that reads passports."""
        if _answer_in(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Read the file that was dropped."""
        path = _answer_in(event)
        if path is not None:
            event.acceptProposedAction()
            self.read_file(path)

    def _content(self) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(14)
        card = Card(tr("Une réponse est arrivée"), spacing=8)
        words = tr("Saisissez le code lu au téléphone, passez le code QR sous la douchette, ou ouvrez le fichier reçu.")
        card.body.addWidget(text(typeset(words), "muted"))
        row = side_by_side()
        row.setSpacing(10)
        field = Field(tr("Code ou texte de la réponse"), self.typed)
        field.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        row.addWidget(field, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(button(tr("Lire"), "primary", "check", self.read))
        buttons.addWidget(button(tr("Ouvrir un fichier…"), "", "folder", self.choose_file))
        buttons.addStretch()
        card.body.addLayout(row)
        card.body.addLayout(buttons)
        card.body.addWidget(self.banner)
        column.addWidget(card)
        column.addWidget(self.reading)
        waiting = Card(tr("Orientations reçues, à répondre"))
        waiting.body.addLayout(self._waiting)
        column.addWidget(waiting)
        column.addStretch()
        return content

    def _show_reading(self) -> None:
        self.reading.show_reading(self.model.reading)
        if self.model.reading is not None:
            (self.reading.keep if self.model.reading.may_be_taken else self.typed).setFocus()

    def _show_waiting(self) -> None:
        emptied(self._waiting)
        for one in self.model.waiting:
            self._waiting.addWidget(self._line(one))
        if not self.model.waiting:
            self._waiting.addWidget(text(tr("Aucune orientation reçue n’attend votre réponse."), "muted"))

    def _line(self, one: ToAnswer) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(0)
        sender = describe.station(one.sender) if one.sender is not None else tr("Point d’accueil inconnu")
        sent = (
            tr(", le {day}").format(day=dates.short_date(one.referral.sent_on))
            if one.referral.sent_on is not None
            else ""
        )
        words.addWidget(text(one.person, "strong"))
        words.addWidget(text(typeset(f"{sender}{sent}"), "small"))
        if one.referral.reason:
            words.addWidget(text(typeset(tr("Pour : {reason}").format(reason=one.referral.reason)), "small"))
        line.addLayout(words, 1)
        line.addWidget(tag(describe.term(one.referral.status), "primary"))
        place = one.place
        ask = button(tr("Répondre…"), "", "mail", partial(self.answer_requested.emit, place.beneficiary, place.step))
        ask.setAccessibleName(tr("Répondre à l’orientation de {person}").format(person=one.person))
        line.addWidget(ask)
        return row

    def _refused(self, words: str) -> None:
        self.banner.say(words, "danger")
        self.typed.setFocus()
        self.typed.selectAll()

    def _taken(self, beneficiary: object, words: str) -> None:
        self.reading.show_reading(None)
        self.taken.emit(beneficiary, words)

    def _ask_path(self) -> Path | None:
        kinds = tr("Réponses (*{suffix});;Tous les fichiers (*)").format(suffix=ANSWER_SUFFIX)
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Ouvrir une réponse"), "", kinds)
        return Path(chosen) if chosen else None


def _answer_in(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.name.lower().endswith(ANSWER_SUFFIX) else None
