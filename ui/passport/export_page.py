"""The page that hands a passport over: to whom, what, with which agreement."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from passeport.domain.agreement import Recipient
from passeport.domain.documents import DocumentKind
from passeport.domain.identifiers import BeneficiaryId
from passeport.language import left_out
from passeport.language.catalogue import tr, tr_in
from passeport.language.typography import typeset
from passeport.services.desk import Desk
from ui.passport import wording
from ui.passport.agreement_block import AgreementBlock
from ui.passport.content_block import ContentBlock
from ui.passport.export_model import ExportModel, Handed
from ui.passport.export_preview import ExportPreview, PreviewWarning
from ui.passport.handed_card import HandedCard
from ui.passport.left_out_warning import LeftOutModel
from ui.passport.passport_printing import PassportPrinting
from ui.passport.recipient_block import RecipientBlock
from ui.passport.register import Register
from ui.passport.summary_panel import SummaryPanel
from ui.preview.documents import DocumentsDialog
from ui.tasks import Tasks
from ui.widgets.buttons import action, button, icon_button
from ui.widgets.room import foot_line, head_line, is_narrow
from ui.widgets.surfaces import Banner, scrolled
from ui.widgets.texts import text

_SUMMARY_WIDTH = 330
_LOOK_KEY = tr("Ctrl+Maj+V")


class ExportPage(QWidget):
    """Three blocks, what leaves beside them, and the register below; then what left."""

    finished = Signal(str)
    """What was done, in a sentence for the foot of the window."""
    cancelled = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self._today = desk.clock.today
        self._desk = desk
        self._tasks = tasks
        self._handed: Handed | None = None
        self.model = ExportModel(desk, tasks, self)
        self.ask_path: Callable[[], Path | None] = self._ask_path
        self.recipient = RecipientBlock(self.model)
        self.content = ContentBlock(self.model)
        self.agreement = AgreementBlock(self.model)
        self.register = Register(self.model)
        self.handed = HandedCard()
        self.banner = Banner()
        self.printing = PassportPrinting(desk, tasks, self)
        self.title = text(tr("Remettre un passeport"), "title")
        self.why = QLabel()
        self.preview = ExportPreview(self.model, desk, tasks)
        self.warning = PreviewWarning(self.preview.model)
        self.left_out = LeftOutModel(self.model, desk, tasks, self)
        self.look = button(tr("Voir les pages"), "", "eye", self.toggle_preview)
        self.look.setToolTip(_LOOK_KEY)
        self.hand_over = button(tr("Remettre le passeport…"), "primary", "export", self.write)
        self.hand_over.setAccessibleName(tr("Remettre le passeport"))

        column = QVBoxLayout(self)
        column.setContentsMargins(28, 18, 28, 16)
        column.setSpacing(12)
        column.addLayout(self._head())
        column.addWidget(self.banner)
        column.addWidget(self.warning)
        self._middle_part = self._middle()
        column.addWidget(self._middle_part, 1)
        column.addWidget(self.preview, 1)
        self.preview.hide()
        column.addLayout(self._foot())
        action(self, tr("Remettre le passeport"), "Ctrl+Return", self.write)
        action(self, tr("Voir les pages du passeport"), "Ctrl+Shift+V", self.toggle_preview)
        action(self, tr("Imprimer le passeport remis"), "Ctrl+P", self.print_passport)
        action(self, tr("Quitter cette page"), "Esc", self.leave)
        self.handed.print_requested.connect(self.print_passport)
        self.printing.said.connect(self.banner.say)
        self.handed.show_file.connect(self._show_file)
        self.handed.sheet_requested.connect(self.show_sheet)
        self.model.loaded.connect(self._fill)
        self.model.changed.connect(self._tell)
        self.model.issued.connect(self._issued)
        self.model.withdrawn.connect(self._said)
        self.model.refused.connect(self._refused)
        self.preview.model.drawn.connect(self._tell)
        self.preview.model.refused.connect(self._refused)

    def stop(self) -> None:
        """Give back the pages and what was typed: the vault is about to be locked."""
        self.printing.stop()
        self.summary.protection.forget()
        self._handed = None
        self.preview.model.forget()
        self.left_out.forget()

    def toggle_preview(self) -> None:
        """Show the pages as they would leave, or the choices again."""
        shown = self.preview.isHidden() and self.look.isEnabled()
        self.preview.setVisible(shown)
        self._middle_part.setVisible(not shown)
        self.look.setText(tr("Revenir aux choix") if shown else tr("Voir les pages"))
        if shown:
            self.preview.pages.setFocus()

    def start(self, beneficiary: BeneficiaryId, recipient: Recipient | None = None) -> None:
        """Begin a passport of this person, for a recipient that is known already or not."""
        self._handed = None
        self.summary.protection.forget()
        self.banner.say("")
        self.preview.model.forget()
        self.left_out.forget()
        self._switch(handed=False)
        self.recipient.to_station.setFocus()
        self.model.start(beneficiary, recipient)
        self._tell()

    def _head(self) -> QLayout:
        return head_line(icon_button(tr("Revenir au dossier"), "arrow-left", self.leave), self.title, spacing=8)

    def _middle(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(12)
        for part in (self.handed, self.recipient, self.content, self.agreement, self.register):
            column.addWidget(part)
        self.summary = SummaryPanel(self.model, self.left_out)
        self._right: QWidget = self.summary
        if is_narrow():
            column.insertWidget(column.count() - 1, self.summary)  # before the register, which is the past
        else:
            self._right = scrolled(self.summary)
            self._right.setFixedWidth(_SUMMARY_WIDTH)
        column.addStretch()
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(scrolled(left), 1)
        if not is_narrow():
            row.addWidget(self._right)
        return middle

    def _foot(self) -> QLayout:
        self.why = text("", "muted")
        self.cancel = button(tr_in("renoncer", "Annuler"), clicked=self.leave)
        self.another = button(tr("Préparer un autre passeport"), clicked=self._again)
        self.back = button(tr("Revenir au dossier"), "primary", clicked=self.leave)
        return foot_line(self.cancel, self.look, self.hand_over, self.another, self.back, said=self.why)

    # What the model says ------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        dossier = self.model.dossier
        if dossier is not None:
            self.title.setText(
                tr("Remettre un passeport – {full_name}").format(full_name=dossier.beneficiary.identity.full_name)
            )
        for block in (self.recipient, self.content, self.agreement, self.register):
            block.fill()

    def _tell(self) -> None:
        missing = tr("Écriture du passeport…") if self.model.busy else self.model.missing
        unseen = self.preview.model.unseen
        self.look.setEnabled(not unseen or not self.preview.isHidden())
        self.look.setAccessibleDescription(unseen)
        self.look.setToolTip(typeset(unseen) or _LOOK_KEY)
        self.hand_over.setEnabled(not missing)
        self.hand_over.setAccessibleDescription(missing)
        self.hand_over.setToolTip(typeset(missing) or tr("Ctrl+Entrée"))
        self.why.setText(typeset(missing) if self._handed is None else "")

    def _issued(self, handed: Handed) -> None:
        self._handed = handed
        self.banner.say(left_out.warned(handed.left.document.left_out), "warning")
        self.summary.protection.forget()
        self.handed.say(handed)
        self._switch(handed=True)
        self.back.setFocus()

    def _said(self, words: str) -> None:
        self.banner.say(words, "success")

    def _refused(self, words: str) -> None:
        self.banner.say(words, "danger")

    def _switch(self, *, handed: bool) -> None:
        if not self.preview.isHidden():
            self.toggle_preview()
        after: tuple[QWidget, ...] = (self.handed, self.another, self.back)
        before: tuple[QWidget, ...] = (
            self.recipient,
            self.content,
            self.agreement,
            self._right,
            self.cancel,
            self.look,
            self.hand_over,
        )
        for part in after:
            part.setVisible(handed)
        for part in before:
            part.setVisible(not handed)

    # What the conseiller does -------------------------------------------------------------------------------------

    @property
    def suggested_name(self) -> str:
        """A file's name that does not say whose passport it is: an initial and the day."""
        dossier = self.model.dossier
        initial = dossier.beneficiary.identity.family_name[:1].upper() if dossier is not None else ""
        suffix = wording.SUFFIXES[self.model.file_format]
        return "-".join(part for part in ("passeport", initial, self._today().isoformat()) if part) + f".{suffix}"

    def write(self) -> None:
        """Ask where, then write the passport; nothing happens while something is missing."""
        if self.model.missing or self.model.busy or self._handed is not None:
            return
        protection = self.summary.accepted()
        path = self.ask_path() if protection is not None else None
        if path is not None:
            self.banner.say("")
            self.model.issue(path, protection)

    def leave(self) -> None:
        """Go back to the choices, or to the dossier and say what was done; a passport being written is waited for."""
        if self.model.busy:
            return
        if not self.preview.isHidden():
            self.toggle_preview()
            return
        self.preview.model.forget()
        if self._handed is None:
            self.cancelled.emit()
        else:
            handed = self._handed
            self.finished.emit(
                typeset(
                    tr("Passeport {number} remis à {recipient}.").format(
                        number=handed.number, recipient=handed.recipient
                    )
                )
            )

    def _again(self) -> None:
        self._handed = None
        self._switch(handed=False)
        self.model.again()

    def _show_file(self) -> None:
        if self._handed is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._handed.path.parent)))

    def show_sheet(self) -> None:
        """Show the referral sheet of what left, to be printed."""
        if self._handed is not None and self.model.dossier is not None:
            dialog = DocumentsDialog(self._desk, self._tasks, self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()
            dialog.start(self.model.dossier.beneficiary.id, DocumentKind.REFERRAL_SHEET, self._handed.referral)

    def print_passport(self) -> None:
        """Print what left; before that there is nothing to print, for the pages that are seen carry no fingerprint."""
        if self._handed is None:
            self.banner.say(tr("Remettez d’abord le passeport : il s’imprime ensuite, depuis cette page."), "primary")
        elif not self._handed.is_printed:
            self.banner.say(tr("Cette forme de fichier n’a pas de pages."), "primary")
        else:
            self.printing.print_out(self._handed.left)

    def _ask_path(self) -> Path | None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = wording.FORMATS[self.model.file_format][0]
        suffix = wording.SUFFIXES[self.model.file_format]
        dialog = QFileDialog(self, tr("Enregistrer le passeport"), folder, f"{name} (*.{suffix})")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(self.suggested_name)
        return Path(dialog.selectedFiles()[0]) if dialog.exec() else None
