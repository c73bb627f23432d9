"""Under the profile: the agreements that stand, where the person was sent, the files that are kept, who did what."""

import datetime as dt
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from passeport.domain.beneficiary import Dossier
from passeport.domain.parcours import ReferralStatus
from passeport.domain.retention import KeptFile, RetentionPolicy, months_after
from passeport.language import answers, dates, describe
from passeport.language.catalogue import tr
from passeport.language.labels import label
from passeport.language.typography import typeset
from passeport.services.journal import Past
from ui.widgets.buttons import icon_button
from ui.widgets.surfaces import Card, emptied
from ui.widgets.texts import breakable, tag, text

_SETTLED = frozenset({ReferralStatus.TERMINEE, ReferralStatus.ANNULEE})
History = tuple[Past, ...]


class KeptPanel(QWidget):
    """Cards under the profile."""

    attach_requested = Signal()
    opened = Signal(object)
    """The `KeptFile` to look at."""
    exported = Signal(object)
    removed = Signal(object)
    rights_requested = Signal()
    history_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(12)
        self.files = _card(tr("Pièces jointes"))
        self.referrals = _card(tr("Orientations"))
        self.agreements = _card(tr("Accords"))
        self.history = _card(tr("Historique des modifications"))
        self.history.heading_row.addWidget(
            icon_button(tr("Historique, champ par champ"), "history", self.history_requested.emit)
        )
        self.files.heading_row.addWidget(icon_button(tr("Joindre un document"), "add", self.attach_requested.emit))
        self.agreements.heading_row.addWidget(
            icon_button(tr("Droits de la personne et registre"), "shield", self.rights_requested.emit)
        )
        for card in (self.files, self.referrals, self.agreements, self.history):
            self._column.addWidget(card)
        self._column.addStretch()

    def show_dossier(self, dossier: Dossier, policy: RetentionPolicy, today: dt.date) -> None:
        """Show what is kept of a person."""
        _fill(self.files, [self._file(kept, policy, today) for kept in dossier.kept_files], tr("Aucune pièce jointe."))
        _fill(self.referrals, _referrals(dossier), tr("Aucune orientation vers un partenaire."))
        _fill(self.agreements, _agreements(dossier), tr("Aucun accord : aucun passeport ne peut partir sans lui."))

    def show_history(self, history: History) -> None:
        """Show who did what, the last first."""
        rows: list[QWidget] = []
        for line, who, _ in history:
            what = label("journal_operations", line.operation.value)
            rows.append(_two(what, f"{dates.moment(line.at)} · {who}" if who else dates.moment(line.at)))
        _fill(self.history, rows, tr("Rien n’est encore noté au journal."))

    def _file(self, kept: KeptFile, policy: RetentionPolicy, today: dt.date) -> QWidget:
        ends = months_after(kept.kept_on, policy.attachment_months)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        origin = tr("fichier reçu") if kept.is_incoming else tr("ajoutée ici")
        words = _two(
            kept.name, tr("{origin}, gardée depuis le {day}").format(origin=origin, day=dates.short_date(kept.kept_on))
        )
        line.addWidget(words, 1)
        late = ends <= today
        said = tr("échue") if late else tr("jusqu’au {day}").format(day=dates.short_date(ends))
        line.addWidget(tag(typeset(said), "warning" if late else ""), 0, Qt.AlignmentFlag.AlignTop)
        for name, icon, signal in ((tr("Ouvrir"), "eye", self.opened), (tr("Enregistrer"), "export", self.exported)):
            line.addWidget(
                icon_button(
                    typeset(tr("{what} : {words}").format(what=name, words=kept.name)), icon, partial(signal.emit, kept)
                )
            )
        if not kept.is_incoming:
            line.addWidget(
                icon_button(
                    typeset(tr("Retirer : {name}").format(name=kept.name)), "trash", partial(self.removed.emit, kept)
                )
            )
        return row


def _card(heading: str) -> Card:
    card = Card(heading, spacing=6, margin=14)
    rows = QVBoxLayout()
    rows.setObjectName("rows")
    rows.setSpacing(6)
    card.body.addLayout(rows)
    return card


def _fill(card: Card, rows: list[QWidget], otherwise: str) -> None:
    place = card.body.itemAt(card.body.count() - 1)
    layout = place.layout() if place is not None else None
    if not isinstance(layout, QVBoxLayout):
        return
    emptied(layout)
    for row in rows:
        layout.addWidget(row)
    if not rows:
        layout.addWidget(text(typeset(otherwise), "muted"))


def _two(first: str, second: str) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(text(breakable(typeset(first)), selectable=True))
    column.addWidget(text(typeset(second), "small"))
    return made


def _referrals(dossier: Dossier) -> list[QWidget]:
    sent = [step for parcours in dossier.parcours for step in parcours.steps if step.referral is not None]
    rows: list[QWidget] = []
    for step in sorted(sent, key=lambda one: one.day, reverse=True):
        referral = step.referral
        if referral is None:
            continue
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        why = answers.outcome(referral) or referral.reason
        under = " · ".join(part for part in (dates.short_date(step.day), why) if part)
        line.addWidget(_two(referral.point_accueil, under), 1)
        tone = "" if referral.status in _SETTLED else "primary"
        line.addWidget(tag(describe.term(referral.status), tone), 0, Qt.AlignmentFlag.AlignTop)
        rows.append(row)
    return rows


def _agreements(dossier: Dossier) -> list[QWidget]:
    return [text(describe.line(given), selectable=True) for given in reversed(dossier.agreements)]
