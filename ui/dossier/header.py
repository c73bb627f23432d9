"""The head of the dossier: whose it is, what matters at once, and what can be done."""

import datetime as dt
from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from passeport.domain.beneficiary import Dossier
from passeport.domain.identifiers import AccountId
from passeport.domain.profile import Picture
from passeport.language import dates
from passeport.language.catalogue import tr
from passeport.language.labels import label
from passeport.language.telephones import telephone
from passeport.language.typography import typeset
from ui.theme.theme import Theme
from ui.widgets.buttons import button, icon_button
from ui.widgets.chips import FlowLayout
from ui.widgets.room import flowing, is_narrow
from ui.widgets.surfaces import emptied
from ui.widgets.texts import tag, text

_FACE = 56
_ADULT = 18
_NO_BREAK = "\u00a0"


class DossierHeader(QWidget):
    """Name, facts, tags, actions."""

    back = Signal()
    entry_requested = Signal()
    export_requested = Signal()
    import_requested = Signal()
    reunion_requested = Signal()
    rights_requested = Signal()
    documents_requested = Signal()
    undo_requested = Signal()
    redo_requested = Signal()
    notice_requested = Signal()

    def __init__(self, *beside: QWidget) -> None:
        super().__init__()
        self.name = text("", "title")  # a long name goes on below rather than be cut
        self.facts = text("", "muted")
        self._face = QLabel()
        self._tag_line = QWidget()
        self._tags = FlowLayout(self._tag_line)
        self._around: list[QWidget] = []
        self.undo = icon_button(tr("Annuler (Ctrl+Z)"), "undo", self.undo_requested.emit)
        self.redo = icon_button(tr("Rétablir (Ctrl+Maj+Z)"), "redo", self.redo_requested.emit)
        self.rights = icon_button(tr("Droits de la personne (Ctrl+D)"), "shield", self.rights_requested.emit)
        self.entry = button(tr("Nouvelle étape"), "primary", "add", self.entry_requested.emit)
        self.entry.setToolTip("Ctrl+E")
        give = button(tr("Remettre un passeport"), "", "export", self.export_requested.emit)
        give.setToolTip("Ctrl+P")
        take = button(tr("Recevoir"), "", "import", self.import_requested.emit)
        take.setAccessibleName(tr("Recevoir un passeport pour cette personne"))
        take.setToolTip("Ctrl+I")
        more = icon_button(tr("Autres actions sur ce dossier"), "more")
        self.menu = QMenu(more)
        self.menu.addAction(tr("Documents pour la personne…"), self.documents_requested.emit)
        self.menu.addAction(tr("Réunir avec un autre dossier…"), self.reunion_requested.emit)
        more.setMenu(self.menu)

        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.name)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(
            icon_button(tr("Retour à la liste (Échap)"), "arrow-left", self.back.emit), 0, Qt.AlignmentFlag.AlignTop
        )
        row.addWidget(self._face, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(row)
        buttons = (*beside, self.undo, self.redo, self.rights, take, give, self.entry, more)
        self._buttons: QWidget | None = None
        self._is_folded = False
        if not is_narrow():
            for widget in buttons:
                row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
            whole.addWidget(self.facts)  # on a line of their own, which the buttons do not shorten
        else:  # large letters: the buttons stand under the name
            words.addWidget(self.facts)
            self._buttons = flowing(*buttons)
            whole.addWidget(self._buttons)
        whole.addWidget(self._tag_line)

    def fold(self, *, folded: bool) -> None:
        """Leave the name alone while something is entered, where letters are large."""
        if self._buttons is not None:
            self._is_folded = folded
            self.facts.setVisible(not folded)
            self._buttons.setVisible(not folded)
            self._show_tag_line()

    def show_dossier(self, dossier: Dossier, today: dt.date) -> None:
        """Show whose dossier it is."""
        beneficiary = dossier.beneficiary
        identity = beneficiary.identity
        self.name.setText(identity.full_name)
        age = dates.age_on(identity.birth_date, today)
        born = dates.partial_date(identity.birth_date)
        situation = label("situations", beneficiary.situation.code) if beneficiary.situation.code else ""
        parts = (
            tr("{born} ({age} ans)").format(born=born, age=age) if born and age is not None else born,
            situation,
            *(telephone(number).replace(" ", _NO_BREAK) for number in identity.telephones[:1]),
            *(email.address for email in identity.emails[:1]),
        )
        self.facts.setText(typeset(" · ".join(part for part in parts if part)))
        self._face.setPixmap(_face(beneficiary.profile.photo, self))
        self._show_tags(dossier, age, today)

    def show_referent(self, names: Mapping[AccountId, str], dossier: Dossier) -> None:
        """Say who follows the person, until when where it is for a time, and the words that sort them."""
        person = dossier.beneficiary
        who = names.get(person.referent, "") if person.referent is not None else ""
        words = tr("Suivi par {name}").format(name=who) if who else tr("Sans référent")
        if person.stand_in is not None:
            words = tr("Confié à {name} jusqu’au {day}").format(
                name=who or tr("personne"), day=dates.short_date(person.stand_in.until)
            )
        for shown in self._around:
            self._tags.removeWidget(shown)
            shown.hide()
            shown.deleteLater()
        self._around = [tag(typeset(words), "" if who else "warning"), *(tag(one, "primary") for one in person.tags)]
        for shown in self._around:
            self._tags.addWidget(shown)
        self._show_tag_line()

    def _show_tags(self, dossier: Dossier, age: int | None, today: dt.date) -> None:
        emptied(self._tags)
        self._around = []
        if dossier.is_frozen:
            self._tags.addWidget(tag(tr("Dossier gelé"), "danger"))
        if any(request.is_late(today) for request in dossier.requests):
            self._tags.addWidget(tag(tr("Demande en retard"), "danger"))
        if age is not None and age < _ADULT:
            self._tags.addWidget(tag(tr("Mineur"), "warning"))
        received = [line for line in dossier.transmissions if line.incoming]
        if received:
            self._tags.addWidget(
                tag(typeset(tr("Passeport reçu de {party}").format(party=received[-1].party)), "received")
            )
        if dossier.beneficiary.notice is None:
            self._tags.addWidget(tag(tr("Notice d’information à remettre"), "warning"))
            self._tags.addWidget(button(tr("Noter la remise"), "quiet", "check", self.notice_requested.emit))
        self._show_tag_line()

    def _show_tag_line(self) -> None:
        self._tag_line.setVisible(self._tags.count() > 0 and not self._is_folded)


def _face(photo: Picture | None, widget: QWidget) -> QPixmap:
    """The photograph in a circle, or the drawing of a person."""
    source = QPixmap()
    if photo is None or not source.loadFromData(photo.data):
        return Theme.current().pixmap("person", "primary", _FACE - 16, widget)
    ratio = widget.devicePixelRatioF()
    side = round(_FACE * ratio)
    scaled = source.scaled(
        side, side, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
    )
    face = QPixmap(side, side)
    face.fill(Qt.GlobalColor.transparent)
    painter = QPainter(face)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    circle = QPainterPath()
    circle.addEllipse(0, 0, side, side)
    painter.setClipPath(circle)
    painter.drawPixmap((side - scaled.width()) // 2, (side - scaled.height()) // 2, scaled)
    painter.end()
    face.setDevicePixelRatio(ratio)
    return face
