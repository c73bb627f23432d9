"""The page of retention (R11, R12): what ends soon, what is due, what was done."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from passeport.domain.account import Operation
from passeport.domain.retention import Ageing, Ending, Minutes, RetentionPlan, Stage
from passeport.language import dates
from passeport.language.catalogue import tr
from passeport.language.labels import label
from passeport.language.numbers import counted
from passeport.language.typography import typeset
from passeport.services.desk import Desk
from ui.retention.dialogs import ApplyDialog, PolicyDialog
from ui.retention.model import RetentionModel
from ui.tasks import Tasks
from ui.widgets.buttons import action, button
from ui.widgets.page import CardsPage
from ui.widgets.progress import ProgressRow
from ui.widgets.room import head_line
from ui.widgets.surfaces import Card, emptied
from ui.widgets.texts import tag, text

_SHOWN = 100
"""Lines of a stage that are shown; the count tells how many there are."""
_TONES = {Stage.WARNED: "warning", Stage.DUE: "danger", Stage.FROZEN: "received", Stage.ARCHIVED: "primary"}


class RetentionPage(CardsPage):
    """The plan of the day; looking at it changes nothing."""

    dossier_requested = Signal(object)
    closed = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._account = desk.vault.account
        self.model = RetentionModel(desk, tasks, self)
        self.policy = text("", "muted")
        self.apply = button(tr("Appliquer…"), "primary", "check", self.ask_apply)
        self.apply.setAccessibleName(tr("Appliquer les durées de conservation"))
        self.change = button(tr("Modifier les durées…"), "", "settings", self.ask_policy)
        self.progress = ProgressRow(self.model.advance, tr("Application des durées de conservation"))
        self.head.addLayout(head_line(text(tr("Conservation"), "title", wraps=False), does=(self.change, self.apply)))
        self.lay_out(self.policy, self.banner, self.progress)
        self.listen(self.model)
        self.model.changed.connect(self._show)
        self.model.running.connect(self._run)
        action(self, tr("Appliquer les durées de conservation"), "", self.ask_apply)
        if self._account.may(Operation.SET_RETENTION):
            action(self, tr("Modifier les durées de conservation"), "", self.ask_policy)
        action(self, tr("Quitter cette page"), "Esc", self.closed.emit)

    def refresh(self) -> None:
        """Make the plan again."""
        self.banner.say("")
        self.model.refresh()

    def ask_apply(self) -> None:
        """Say what would go, and ask whether it is meant."""
        plan = self.model.plan
        if plan is not None and self.apply.isEnabled():
            dialog = ApplyDialog(what_goes(plan), plan.day, plan.policy.ending, self)
            self._ask(dialog, lambda: self.model.apply(dialog.ending))

    def ask_policy(self) -> None:
        """Ask for other delays."""
        if self.model.plan is not None:
            dialog = PolicyDialog(self.model.plan.policy, self)
            self._ask(dialog, lambda: self.model.set_policy(*dialog.values))

    @staticmethod
    def _ask(dialog: QDialog, accepted: Callable[[], None]) -> None:
        dialog.accepted.connect(accepted)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show(self) -> None:
        plan = self.model.plan
        if plan is None:
            return
        policy = plan.policy
        reason = tr(" Raison : {reason}.").format(reason=policy.reason) if policy.reason else ""
        self.policy.setText(
            typeset(
                tr(
                    "Un dossier est gardé {months} mois après le dernier contact, une pièce jointe "
                    "{attachment_months} mois, une ligne du journal 12 mois.{reason} "
                    "À l’échéance : {value}. "
                    "Regarder cette page n’efface rien."
                ).format(
                    months=policy.months,
                    attachment_months=policy.attachment_months,
                    reason=reason,
                    value=label("retention_endings", policy.ending.value).lower(),
                )
            )
        )
        self.apply.setEnabled(bool(what_goes(plan)))
        self.change.setVisible(self._account.may(Operation.SET_RETENTION))
        emptied(self.cards)
        for stage in (Stage.DUE, Stage.WARNED, Stage.FROZEN, Stage.ARCHIVED):
            if found := plan.at(stage):
                self.cards.addWidget(self._stage(stage, found))
        if plan.attachments:
            self.cards.addWidget(_attachments(plan))
        if not plan.dossiers and not plan.attachments:
            nothing = Card()
            nothing.body.addWidget(
                text(tr("Aucun dossier ni aucune pièce n’arrive à échéance dans les 30 jours."), "muted")
            )
            self.cards.addWidget(nothing)
        if self.model.minutes:
            self.cards.addWidget(_minutes(self.model.minutes))

    def _stage(self, stage: Stage, found: tuple[Ageing, ...]) -> Card:
        card = Card(typeset(f"{label('retention_stages', stage.value)} ({len(found)})"))
        for dossier in found[:_SHOWN]:
            card.body.addWidget(self._dossier(dossier))
        if len(found) > _SHOWN:
            card.body.addWidget(text(tr("… et {number} autres.").format(number=len(found) - _SHOWN), "muted"))
        return card

    def _dossier(self, dossier: Ageing) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(text(dossier.name, "strong"))
        words.addWidget(
            text(typeset(tr("Dernier contact le {day}").format(day=dates.short_date(dossier.last_contact))), "small")
        )
        line.addLayout(words, 1)
        if not dossier.mine and dossier.stage is Stage.DUE:
            line.addWidget(tag(tr("Suivi par un collègue")))
        line.addWidget(
            tag(typeset(tr("Fin le {day}").format(day=dates.short_date(dossier.due_on))), _TONES[dossier.stage])
        )
        ask = button(tr("Ouvrir"), "quiet", "arrow-right", partial(self.dossier_requested.emit, dossier.beneficiary))
        ask.setAccessibleName(tr("Ouvrir le dossier de {name}").format(name=dossier.name))
        ask.setEnabled(dossier.stage is not Stage.ARCHIVED or dossier.mine)
        line.addWidget(ask)
        return row

    def _run(self, running: bool) -> None:  # noqa: FBT001 - a signal has no keywords
        self.banner.say("")
        self.apply.setEnabled(not running and self.model.plan is not None and bool(what_goes(self.model.plan)))
        self.change.setEnabled(not running)
        if running:
            self.progress.stop.setFocus()


def what_goes(plan: RetentionPlan) -> tuple[str, ...]:
    """Return what a run would do, line by line; nothing when there is nothing to do."""
    due = sum(dossier.mine for dossier in plan.at(Stage.DUE))
    parts = (
        (due, counted(due, "dossier sera effacé", "dossiers seront effacés")),
        (len(plan.attachments), counted(len(plan.attachments), "pièce jointe", "pièces jointes")),
        (plan.journal_lines, counted(plan.journal_lines, "ligne du journal", "lignes du journal")),
    )
    return tuple(words for number, words in parts if number)


def _attachments(plan: RetentionPlan) -> Card:
    card = Card(typeset(tr("Pièces jointes arrivées à échéance ({count})").format(count=len(plan.attachments))))
    for old in plan.attachments[:_SHOWN]:
        words = tr("{name} – {person}, gardée depuis le {day}").format(
            name=old.file.name, person=old.person, day=dates.short_date(old.file.kept_on)
        )
        card.body.addWidget(text(typeset(words)))
    return card


def _minutes(minutes: tuple[Minutes, ...]) -> Card:
    card = Card(tr("Procès-verbaux d’effacement"))
    for kept in minutes[:_SHOWN]:
        cause = label("erasure_causes", kept.cause.value).lower()
        if kept.ending is Ending.ANONYMISE:
            cause += tr(", dossier anonymisé")
        counts = (
            counted(kept.steps, "étape", "étapes"),
            counted(kept.notes, "note", "notes"),
            counted(kept.files, "fichier", "fichiers"),
            counted(kept.transmissions, "transmission", "transmissions"),
        )
        card.body.addWidget(
            text(
                typeset(
                    tr("{number} – {day}, par {by}").format(
                        number=kept.number, day=dates.short_date(kept.on), by=kept.by
                    )
                ),
                "strong",
            )
        )
        card.body.addWidget(text(typeset(tr("{what} : {words}").format(what=cause, words=", ".join(counts))), "small"))
    return card
