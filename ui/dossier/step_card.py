"""One step on the line: what, when, how it went, what was noted, where it comes from."""

import datetime as dt
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from passeport.domain.parcours import NoteLevel, ReferralStatus, Step, StepStatus
from passeport.domain.provenance import Station
from passeport.domain.vocabulary import vocabulary
from passeport.language import answers, dates, describe, moments
from passeport.language.catalogue import tr
from passeport.language.labels import label, label_of
from passeport.language.typography import typeset
from ui.entry.settle import Settle
from ui.theme.theme import Theme
from ui.widgets.buttons import button, icon_button
from ui.widgets.chips import FlowLayout
from ui.widgets.surfaces import Card
from ui.widgets.texts import breakable, tag, text

_RAIL = 44
_DOT = 32
_LARGE = 1.5
"""Scale from which the day stands under the title."""
_TONES = {
    StepStatus.PREVUE: "primary",
    StepStatus.HONOREE: "success",
    StepStatus.A_PRECISER: "warning",
    StepStatus.ABSENCE_NON_EXCUSEE: "danger",
}
_LEVELS = {NoteLevel.PRIVATE: "danger", NoteLevel.TEAM: "", NoteLevel.SHAREABLE: "received"}


class StepCard(QWidget):
    """A step, with its place on the line."""

    edit_requested = Signal(object)
    remove_requested = Signal(object)
    referral_moved = Signal(object, str)
    settled = Signal(object, object)
    """The step that was to be completed, and its `StepStatus`."""
    answer_requested = Signal(object)
    sheet_requested = Signal(object)

    def __init__(self, step: Step, today: dt.date, *, is_last: bool) -> None:
        super().__init__()
        self._step = step
        self._is_last = is_last
        self._icon = str(vocabulary("step_types")[step.type].extra.get("icon", "other"))
        self.card = Card(spacing=6, margin=12)
        row = QHBoxLayout(self)
        row.setContentsMargins(_RAIL, 0, 0, 0)
        row.addWidget(self.card)
        self.card.body.addLayout(self._head(step.status_on(today)))
        self.settle: Settle | None = None
        if step.status_on(today) is StepStatus.A_PRECISER:
            self.settle = Settle(typeset(label("step_types", step.type)))
            self.settle.settled.connect(self._settle)
            self.card.body.addWidget(self.settle)
        for words, kind in _lines(step):
            self.card.body.addWidget(text(breakable(typeset(words)), kind, selectable=True))
        if step.referral is not None:
            self.card.body.addLayout(self._referral())
        for note in step.notes:
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addWidget(tag(_short_level(note.level), _LEVELS[note.level]), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(text(breakable(note.text), selectable=True), 1)
            self.card.body.addLayout(line)
        if step.provenance.is_received:
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addWidget(tag(tr("Reçu"), "received"), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(text(describe.provenance(step.provenance), "small"), 1)
            self.card.body.addLayout(line)
        self.setAccessibleName(describe.line(step))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the line and the icon of the type."""
        colours = Theme.current().colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = _DOT // 2
        painter.setPen(QPen(QColor(colours.line), 2))
        painter.drawLine(middle, 12, middle, 12 + _DOT if self._is_last else self.height() + 10)
        received = self._step.provenance.is_received
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.received_soft if received else colours.primary_soft))
        painter.drawEllipse(0, 8, _DOT, _DOT)
        picture = Theme.current().pixmap(self._icon, "received" if received else "primary", 18, self)
        side = picture.deviceIndependentSize().width()
        painter.drawPixmap(round(middle - side / 2), round(8 + middle - side / 2), picture)

    def _head(self, status: StepStatus) -> QHBoxLayout:
        step = self._step
        title = typeset(label("step_types", step.type))
        state = tag(describe.term(status), _TONES.get(status, ""))
        change = icon_button(
            tr("Modifier : {title}").format(title=title), "edit", lambda: self.edit_requested.emit(step)
        )
        remove = icon_button(
            tr("Retirer : {title}").format(title=title), "trash", lambda: self.remove_requested.emit(step)
        )
        name, when = text(title, "strong"), text(_when(step), "muted")
        row = QHBoxLayout()
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(name)
        words.addWidget(when)
        row.addLayout(words, 1)
        if Theme.current().scale < _LARGE:
            for widget in (state, change, remove):
                row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
            return row
        line = QWidget(self)  # large letters: they stand under the words
        flow = FlowLayout(line, spacing=8)
        for widget in (state, change, remove):
            flow.addWidget(widget)
        words.addWidget(line)
        return row

    def _referral(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        referral = self._step.referral
        if referral is None:
            return column
        partner = describe.station(Station(name=referral.point_accueil, network=referral.network))
        reason = "\n" + tr("Pour : {reason}").format(reason=referral.reason) if referral.reason else ""
        column.addWidget(
            text(
                breakable(typeset(tr("Vers {partner}{reason}").format(partner=partner, reason=reason))), selectable=True
            )
        )
        if came := answers.outcome(referral):
            column.addWidget(text(breakable(came), selectable=True))
        below = QWidget()
        flow = FlowLayout(below)  # what is too wide for the line goes on the next
        flow.addWidget(tag(describe.term(referral.status), "primary"))
        if referral.ticket is not None and self._step.provenance.is_received:
            ask = button(tr("Répondre…"), "quiet", "mail", partial(self.answer_requested.emit, self._step))
            ask.setAccessibleName(
                tr("Répondre à l’orientation vers {point_accueil}").format(point_accueil=referral.point_accueil)
            )
            flow.addWidget(ask)
        else:
            sheet = button(tr("Fiche à imprimer…"), "quiet", "print", partial(self.sheet_requested.emit, self._step))
            sheet.setAccessibleName(
                tr("Imprimer la fiche d’orientation vers {point_accueil}").format(point_accueil=referral.point_accueil)
            )
            flow.addWidget(sheet)
        following = [status for status in referral.next_statuses if status is not ReferralStatus.DECLINEE]
        declined = ReferralStatus.DECLINEE in referral.next_statuses
        if following or declined:
            choose = button(tr("Faire avancer"), "quiet", "chevron-down")
            menu = QMenu(choose)
            for status in following:
                menu.addAction(describe.term(status), partial(self._move, status.value))
            if declined:
                reasons = menu.addMenu(describe.term(ReferralStatus.DECLINEE))
                for term in vocabulary("decline_reasons").terms:
                    reasons.addAction(typeset(label_of(term)), partial(self._move, f"DECLINEE {term.code}"))
            choose.setMenu(menu)
            flow.addWidget(choose)
        column.addWidget(below)
        return column

    def _settle(self, status: StepStatus) -> None:
        self.settled.emit(self._step, status)

    def _move(self, status: str) -> None:
        self.referral_moved.emit(self._step, status)


def _lines(step: Step) -> list[tuple[str, str]]:
    facts = (
        label("modes", step.mode) if step.mode else "",
        tr("{minutes} min").format(minutes=step.minutes) if step.minutes else "",
        step.place,
        ", ".join(label("themes", code) for code in step.themes),
        ", ".join(label("objectives", code) for code in step.objectives),
        label("immersion_objectives", step.immersion_objective) if step.immersion_objective else "",
    )
    lines = [
        (step.title, ""),
        (" · ".join(fact for fact in facts if fact), "muted"),
        (step.outcome, ""),
    ]
    return [(words, kind) for words, kind in lines if words]


def _when(step: Step) -> str:
    at = tr(" à {hour}").format(hour=moments.said_hour(step.at)) if step.at is not None else ""
    until = f" – {dates.short_date(step.until)}" if step.until is not None else ""
    return typeset(f"{dates.short_date(step.day)}{at}{until}")


def _short_level(level: NoteLevel) -> str:
    return describe.term(level).split(" (")[0]
