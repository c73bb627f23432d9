"""What the panel of kept files asks: look at one, write it outside on purpose, take it out; and the history."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from passeport.domain.account import Operation
from passeport.domain.beneficiary import Dossier
from passeport.domain.errors import PasseportError
from passeport.domain.retention import KeptFile, RetentionPolicy
from passeport.domain.rights import Whose, whose
from passeport.language.catalogue import tr
from passeport.language.messages import sentence
from passeport.language.typography import typeset
from passeport.services.document_ports import DocumentPages
from ui.dossier.attachment_view import AttachmentView
from ui.dossier.history_dialog import HistoryDialog
from ui.dossier.kept_panel import History, KeptPanel
from ui.dossier.model import DossierModel
from ui.tasks import Tasks

_WARNING = tr(
    "Hors du coffre-fort, ce fichier n’est plus chiffré : quiconque ouvre cet ordinateur peut le lire, et il "
    "n’expirera pas de lui-même. Le journal gardera la trace de cette sortie."
)


class KeptFiles(QObject):
    """Answers for the page."""

    said = Signal(str, bool)

    def __init__(self, model: DossierModel, tasks: Tasks, panel: KeptPanel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._tasks = tasks
        self._panel = panel
        self._window = parent
        self._policy = RetentionPolicy()
        panel.opened.connect(self.open)
        panel.exported.connect(self.ask_export)
        panel.removed.connect(self._remove)
        panel.history_requested.connect(self.show_history)

    def show_dossier(self, dossier: Dossier) -> None:
        """Show what is kept of a person, and who did what."""
        desk, who = self._model.desk, dossier.beneficiary.id
        self._panel.show_dossier(dossier, self._policy, desk.clock.today())

        def work() -> tuple[Dossier, RetentionPolicy, History]:
            return dossier, desk.retention.policy(), desk.journal.history(who)

        self._tasks.run(work, self._show, self._refuse)

    def open(self, kept: KeptFile) -> None:
        """Look at a file in the window."""
        who = self._model.beneficiary
        if who is not None:
            attachments = self._model.desk.attachments

            def look() -> tuple[KeptFile, bytes | DocumentPages]:
                data = attachments.content(who, kept.id)
                return kept, attachments.pages(data, kept.name) or data

            self._tasks.run(look, self._view, self._refuse)

    def show_history(self) -> None:
        """Show who changed which field, from what to what."""
        who = self._model.beneficiary
        if who is not None:
            dialog = HistoryDialog(self._model.desk.journal, self._tasks, self._window)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()
            dialog.start(who)

    def ask_export(self, kept: KeptFile) -> None:
        """Say what it means to write a file outside, and ask where."""
        box = QMessageBox(self._window)
        box.setWindowTitle(tr("Enregistrer hors du coffre-fort"))
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(typeset(tr("« {name} » va sortir du coffre-fort.").format(name=kept.name)))
        box.setInformativeText(typeset(_WARNING))
        leave = box.addButton(tr("Ne pas enregistrer"), QMessageBox.ButtonRole.RejectRole)
        go = box.addButton(tr("Enregistrer en clair…"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(leave)
        go.clicked.connect(partial(self._choose, kept))
        box.open()

    def _choose(self, kept: KeptFile, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt passes `checked`
        name, _ = QFileDialog.getSaveFileName(self._window, tr("Enregistrer la pièce jointe"), kept.name)
        who = self._model.beneficiary
        if name and who is not None:
            export = self._model.desk.attachments.export
            self._tasks.run(lambda: export(who, kept.id, Path(name)), self._exported, self._refuse)

    def _remove(self, kept: KeptFile) -> None:
        remove = self._model.desk.attachments.remove
        self._model.follow(lambda who: remove(who, kept.id), tr("Pièce jointe retirée."))

    def _view(self, answer: tuple[KeptFile, bytes | DocumentPages]) -> None:
        kept, content = answer
        account = self._model.desk.vault.account
        may_export = any(account.may(Operation.EXPORT_ATTACHMENT, on) for on in self._states())
        view = AttachmentView(kept.name, content, self._tasks, self._window, may_export=may_export)
        view.export_requested.connect(partial(self.ask_export, kept))
        view.open()

    def _states(self) -> tuple[Whose, ...]:
        return whose(self._model.desk.vault.account.id, self._model.dossier)

    def _show(self, answer: tuple[Dossier, RetentionPolicy, History]) -> None:
        dossier, policy, history = answer
        if self._model.dossier is not dossier:
            return
        if policy != self._policy:
            self._policy = policy
            self._panel.show_dossier(dossier, policy, self._model.desk.clock.today())
        self._panel.show_history(history)

    def _exported(self, _done: object) -> None:
        self.said.emit(tr("Pièce jointe enregistrée, en clair."), False)  # noqa: FBT003 - a signal has no keywords

    def _refuse(self, error: PasseportError) -> None:
        self.said.emit(sentence(error), False)  # noqa: FBT003
