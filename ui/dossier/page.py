"""The dossier of a person: the head, the timeline, and beside it the profile or what is being entered."""

import datetime as dt
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from passeport.domain.agenda import DueItem
from passeport.domain.documents import DocumentKind
from passeport.domain.draft import REFERRAL, Draft, subject_of_form
from passeport.domain.errors import PasseportError
from passeport.domain.goal import Goal
from passeport.domain.identifiers import BeneficiaryId, ItemId
from passeport.domain.parcours import ReferralStatus, Step, StepStatus
from passeport.domain.profile import Item
from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from passeport.services.desk import Desk
from passeport.services.parcours import StepEntry
from ui.clipboard import tidy_copied
from ui.dossier.choosing import Choosing
from ui.dossier.commands import commands
from ui.dossier.drafts import StepDrafts
from ui.dossier.edits import edit_of
from ui.dossier.follow_up import FollowUp
from ui.dossier.form_drafts import FormDrafts
from ui.dossier.header import DossierHeader
from ui.dossier.item_forms import ITEM_FORMS
from ui.dossier.kept_files import KeptFiles
from ui.dossier.kept_panel import KeptPanel
from ui.dossier.model import DossierModel
from ui.dossier.pinning import PinButton
from ui.dossier.profile_panel import ProfilePanel
from ui.dossier.step_templates import StepTemplatesModel
from ui.dossier.timeline import SHOWN, Timeline
from ui.entry.step_panel import StepPanel
from ui.forms.form_panel import Edit, FormPanel
from ui.palette.command import Command
from ui.preview.documents import DocumentsDialog
from ui.tasks import Tasks
from ui.widgets.buttons import action
from ui.widgets.parts import Parts
from ui.widgets.surfaces import scrolled

_WIDTHS = (56, 44)
"""Shares of the width: the timeline, and what stands beside it."""
_KEPT = tr("Votre saisie est gardée : Ctrl+E pour la reprendre.")
_KEPT_ASIDE = tr("Votre saisie est gardée : « Reprendre » la retrouve.")


class DossierPage(QWidget):
    """One person."""

    export_requested = Signal(object)
    import_requested = Signal(object)
    reunion_requested = Signal(object)
    rights_requested = Signal(object)
    referral_requested = Signal(object)
    answer_requested = Signal(object, object)
    """The `BeneficiaryId` and the `ItemId` of a referral that came in."""
    closed = Signal()
    said = Signal(str, bool)

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self._desk = desk
        self._tasks = tasks
        self.model = DossierModel(desk, tasks, self)
        self.pin = PinButton(desk, tasks, self.model)
        self.header = DossierHeader(self.pin)
        self.timeline = Timeline()
        self.profile = ProfilePanel()
        self.kept = KeptPanel()
        self.choosing = Choosing(desk, tasks, self.model, self)
        self.files = KeptFiles(self.model, tasks, self.kept, self)
        self.follow = FollowUp(self.model, self.show_form, self)
        self.step = StepPanel(desk.clock.today)
        self.drafts = StepDrafts(desk, tasks, self.step, self)
        self.templates = StepTemplatesModel(desk, tasks, self.step, self)
        self.forms = FormDrafts(desk, tasks, self)
        self.form: FormPanel | None = None
        self.side = QStackedWidget()
        self._profile_area = scrolled(_stacked(self.profile, self.kept))
        self.side.addWidget(self._profile_area)
        self.side.addWidget(self.step)
        self._line_area = scrolled(self.timeline)
        self.parts = Parts((self._line_area, self.side), (tr("Parcours"), tr("Profil et saisie")), _WIDTHS)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 20, 16)
        column.setSpacing(14)
        column.addWidget(self.header)
        column.addWidget(self.drafts.offer)
        column.addWidget(self.parts, 1)
        self._connect()
        self._give_shortcuts()

    def show_dossier(self, beneficiary: BeneficiaryId) -> None:
        """Open the dossier of a person."""
        self.drafts.open(beneficiary)
        if self.model.beneficiary != beneficiary:
            self._close_side()
            self.header.entry.setFocus()
        self.model.open(beneficiary)

    def undo(self) -> None:
        """Undo the last operation, or bring back what was just forgotten."""
        form = self.forms.brought_back(self.model.beneficiary)
        if form is not None:
            self._resume_form(form)
        elif not (self.drafts.bring_back() or self.templates.bring_back()):
            self.model.undo()

    def keep_draft(self) -> None:
        """Keep what is being entered: the page is left, the vault is about to be locked, the window closed."""
        self.drafts.leave()
        self.forms.leave()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Keep what is being entered when another page comes."""
        self.keep_draft()
        super().hideEvent(event)

    def start_entry(self) -> None:
        """Enter a new step, or go on with the one that was left."""
        self.drafts.begin()
        self.templates.refresh(self._last_step())
        self._open_side(self.step)
        self.step.focus()

    def complete(self, line: DueItem) -> None:
        """Enter what a line of « À faire » waits for: the step, the action or the goal that it names."""
        dossier = self.model.dossier
        if dossier is None:
            return
        for parcours in dossier.parcours:
            for step in parcours.steps:
                if str(step.id) == line.item:
                    self._edit_step(step)
                    return
            for item in (*parcours.actions, *(goal for goal in dossier.goals if goal.parcours == parcours.id)):
                if str(item.id) == line.item:
                    self.follow.answer("goal" if isinstance(item, Goal) else "action", parcours, item)
                    return

    def edit(self, what: str, item: Item | None = None, known: Draft | None = None) -> None:
        """Enter a part of the dossier: see `edit_of`; `known` is what had been typed of it."""
        edit = edit_of(self.model, what, item)
        if edit is not None:
            self.show_form(edit, subject_of_form(what, item.id if item is not None else ""), known)

    def show_form(self, edit: Edit, subject: str, known: Draft | None = None) -> None:
        """Enter something beside the timeline; what is typed is kept as the draft of a subject, and begun from it."""
        if self.model.beneficiary is None:
            return
        self._close_side()
        self.form = FormPanel(edit, self._desk.clock.today)
        self.form.cancelled.connect(self.close_panel)
        self.side.addWidget(self.form)
        self._open_side(self.form)
        self.forms.follow(self.form.form, self.model.beneficiary, subject, known or self.drafts.form(subject))
        self.form.form.focus()

    def commands(self) -> tuple[Command, ...]:
        """Return what the palette can do to each thing that the dossier holds."""
        dossier, today = self.model.dossier, self._desk.clock.today()
        return commands(dossier, today, self.timeline, self.profile, self.kept) if dossier is not None else ()

    def close_panel(self) -> None:
        """Close what is being entered, or the dossier when nothing is; a new step that was begun is kept."""
        if self.side.currentWidget() is self._profile_area:
            self.closed.emit()
            return
        if self.side.currentWidget() is self.step and self.step.typed() is not None:
            self.drafts.leave()
            self.said.emit(_KEPT if self.step.is_new else _KEPT_ASIDE, False)  # noqa: FBT003 - a signal has no keywords
        if self.form is not None and self.forms.abandon():
            self.said.emit(tr("Modification abandonnée."), True)  # noqa: FBT003
        self._close_side()
        self.header.entry.setFocus()

    def _connect(self) -> None:
        self.header.back.connect(self.closed)
        self.header.entry_requested.connect(self.start_entry)
        self.header.export_requested.connect(self._export)
        self.header.import_requested.connect(self._import)
        self.header.reunion_requested.connect(self._reunite)
        self.header.rights_requested.connect(self._show_rights)
        self.header.documents_requested.connect(self.show_documents)
        self.header.undo_requested.connect(self.undo)
        self.header.menu.addAction(tr("Orienter vers un partenaire…"), self._refer)
        self.header.redo_requested.connect(self.model.redo)
        self.header.notice_requested.connect(partial(self.choosing.notice, self.header))
        self.timeline.entry_requested.connect(self.start_entry)
        self.timeline.edit_requested.connect(self._edit_step)
        self.timeline.remove_requested.connect(self._remove_step)
        self.timeline.referral_moved.connect(self._move_referral)
        self.timeline.answer_requested.connect(self._answer)
        self.timeline.sheet_requested.connect(self.show_referral_sheet)
        self.profile.edit_requested.connect(self.edit)
        self.profile.photo_requested.connect(self.choosing.photo)
        self.profile.document_requested.connect(self.choosing.document)
        self.profile.document_removed.connect(self.choosing.remove_document)
        self.timeline.asked.connect(self.follow.answer)
        self.timeline.turned.connect(self._show_top)
        self.kept.attach_requested.connect(self.choosing.document)
        self.kept.rights_requested.connect(self._show_rights)
        self.files.said.connect(self.said)
        self.choosing.said.connect(self.said)
        self.step.recorded.connect(self._record)
        self.step.cancelled.connect(self.close_panel)
        self.step.discarded.connect(self._forget_step)
        self.drafts.resumed.connect(self._show_step)
        self.drafts.form_resumed.connect(self._resume_form)
        self.forms.said.connect(self.said)
        self.drafts.said.connect(self.said)
        self.templates.said.connect(self.said)
        self.timeline.settled.connect(self._settle_step)
        self.model.changed.connect(self._show)
        self.model.saved.connect(self._saved)
        self.model.gone.connect(self.closed)
        self.model.said.connect(self.said)
        QGuiApplication.clipboard().dataChanged.connect(self._tidy_copied)

    def _give_shortcuts(self) -> None:
        action(self, tr("Nouvelle étape"), "Ctrl+E", self.start_entry)
        action(self, tr("Préciser une étape passée"), "Ctrl+J", self._settle_next)
        action(self, tr("Remettre un passeport"), "Ctrl+P", self._export)
        action(self, tr("Recevoir un passeport pour cette personne"), "Ctrl+I", self._import)
        action(self, tr("Réunir avec un autre dossier…"), "", self._reunite)
        action(self, tr("Documents pour la personne…"), "Ctrl+Shift+P", self.show_documents)
        action(self, tr("Droits de la personne"), "Ctrl+D", self._show_rights)
        action(self, tr("Épingler la personne, ou ne plus l’épingler"), "Ctrl+Shift+D", self.pin.turn)
        action(self, tr("Annuler"), "Ctrl+Z", self.undo)
        action(self, tr("Orienter vers un partenaire"), "Ctrl+Shift+R", self._refer)
        action(self, tr("Rétablir"), "Ctrl+Shift+Z", self.model.redo)
        action(self, tr("Ajouter une action"), "Ctrl+Shift+A", partial(self.follow.add, "action"))
        action(self, tr("Ajouter un objectif"), "Ctrl+Shift+O", partial(self.follow.add, "goal"))
        action(self, tr("Ouvrir un autre parcours…"), "", self.follow.open_parcours)
        action(self, tr("Joindre un document"), "", self.choosing.document)
        action(self, tr("Ajouter une compétence du ROME ou d’ESCO…"), "Ctrl+Shift+K", self.choosing.skill)
        action(self, tr("Étapes plus anciennes"), "Alt+PgDown", partial(self.timeline.turn, SHOWN))
        action(self, tr("Étapes plus récentes"), "Alt+PgUp", partial(self.timeline.turn, -SHOWN))
        action(self, tr("Fermer"), "Esc", self.close_panel)
        for words, what in (
            (tr("l’identité"), "identity"),
            (tr("les coordonnées"), "contacts"),
            (tr("la situation"), "situation"),
        ):
            action(self, tr("Modifier {words}").format(words=words), "", partial(self.edit, what))
        action(self, tr("Modifier le projet de la personne"), "", partial(self.edit, "headline"))
        for what, form in ITEM_FORMS.items():
            action(self, typeset(tr("Ajouter : {what}").format(what=form.new.lower())), "", partial(self.edit, what))
        action(self, tr("Choisir une photo"), "", self.choosing.photo)
        action(self, tr("Noter la remise de la notice d’information"), "", partial(self.choosing.notice, self.header))

    def _tidy_copied(self) -> None:
        tidy_copied()

    def _show(self) -> None:
        dossier = self.model.dossier
        if dossier is None:
            return
        self.drafts.show_dossier(dossier)
        today = self._desk.clock.today()
        self.header.show_dossier(dossier, today)
        self.timeline.show_dossier(dossier, today)
        self.profile.show_beneficiary(dossier.beneficiary)
        self.files.show_dossier(dossier)
        self.header.show_referent(self.model.conseillers, dossier)
        self.header.undo.setEnabled(self.model.can_undo)
        self.header.redo.setEnabled(self.model.can_redo)

    def _show_top(self) -> None:
        self._line_area.verticalScrollBar().setValue(0)

    def _saved(self) -> None:
        if self.form is not None and self.form.was_kept:
            self.forms.close()
        self._close_side()
        self.header.entry.setFocus()

    def _open_side(self, panel: QWidget) -> None:
        self.header.fold(folded=True)
        self.side.setCurrentWidget(panel)
        self.parts.bring(1)

    def _close_side(self) -> None:
        self.header.fold(folded=False)
        if self.side.currentWidget() is self.step:
            self.drafts.put_aside()
        self.side.setCurrentWidget(self._profile_area)
        self.parts.bring(0)
        if self.form is not None:
            left = self.forms.detach()
            if left is not None:
                self.drafts.hold(left)
            self.side.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None

    def _record(self, entry: StepEntry, step: ItemId | None) -> None:
        self.drafts.recorded()
        self.templates.forget_removed()
        self.model.record_step(entry, step, self._refuse_step)

    def _refuse_step(self, error: PasseportError) -> None:
        self.drafts.refused()
        self.step.refuse(error)

    def _edit_step(self, step: Step) -> None:
        self._close_side()
        self.drafts.edit(step)
        self._show_step()

    def _resume_form(self, draft: Draft) -> None:
        """Open the form that was being filled in; an item that is gone meanwhile is a new one."""
        if draft.part is None or self.model.dossier is None:
            return
        what, key = draft.part
        if what == REFERRAL:
            self._refer()
            return
        if self.follow.resume(what, key, draft):
            self.forms.keep_again()
            return
        items = getattr(self.model.dossier.beneficiary.profile, what, ()) if key else ()
        item = next((one for one in items if str(one.id) == key), None)
        self.edit(what, item, draft)
        self.forms.keep_again()

    def _show_step(self) -> None:
        self.templates.refresh(self._last_step())
        self._open_side(self.step)
        self.step.focus()

    def _forget_step(self) -> None:
        self._close_side()
        self.drafts.forget()
        self.header.entry.setFocus()

    def _last_step(self) -> Step | None:
        dossier = self.model.dossier
        steps = [step for parcours in dossier.parcours for step in parcours.steps] if dossier is not None else []
        here = [step for step in steps if not step.provenance.is_received]
        return max(here, key=lambda step: (step.day, step.at or dt.time.min), default=None)

    def _settle_step(self, step: Step, status: StepStatus) -> None:
        self.model.settle_step(step.id, status)

    def _settle_next(self) -> None:
        self.parts.bring(0)
        if not self.timeline.focus_unsettled():
            self.said.emit(tr("Aucune étape n’est à préciser."), False)  # noqa: FBT003

    def _remove_step(self, step: Step) -> None:
        self.model.remove_step(step.id)

    def _move_referral(self, step: Step, move: str) -> None:
        status, _, reason = move.partition(" ")
        self.model.move_referral(step.id, ReferralStatus(status), reason or None)

    def _export(self) -> None:
        self.export_requested.emit(self.model.beneficiary)

    def _refer(self) -> None:
        self.referral_requested.emit(self.model.beneficiary)

    def _answer(self, step: Step) -> None:
        self.answer_requested.emit(self.model.beneficiary, step.id)

    def _show_rights(self) -> None:
        self.rights_requested.emit(self.model.beneficiary)

    def show_documents(self) -> None:
        """See, print or save a document for the person."""
        if self.model.beneficiary is not None:
            self._documents().start(self.model.beneficiary)

    def show_referral_sheet(self, step: Step) -> None:
        """See, print or save what the person hands to where they are sent."""
        if self.model.beneficiary is not None:
            self._documents().start(self.model.beneficiary, DocumentKind.REFERRAL_SHEET, step.id)

    def _documents(self) -> DocumentsDialog:
        dialog = DocumentsDialog(self._desk, self._tasks, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def _import(self) -> None:
        self.import_requested.emit(self.model.beneficiary)

    def _reunite(self) -> None:
        self.reunion_requested.emit(self.model.beneficiary)


def _stacked(*widgets: QWidget) -> QWidget:
    """Return a page with widgets one under the other."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch()
    return page
