"""The documents of a person: choose one, see its pages, print it or save it, protected or not."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QProgressBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from passeport.domain.documents import DocumentKind
from passeport.domain.identifiers import BeneficiaryId, ItemId
from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from passeport.services.desk import Desk
from ui.preview.model import DocumentsModel
from ui.preview.page_view import PageView
from ui.preview.printing import Printing
from ui.preview.protecting import ProtectionChoice
from ui.tasks import Tasks
from ui.widgets.buttons import action, button
from ui.widgets.dialogs import Dialog
from ui.widgets.fields import CodeCombo, Field
from ui.widgets.room import in_sight, is_narrow, scaled, side_by_side
from ui.widgets.surfaces import Banner, scrolled
from ui.widgets.texts import text

_TEXTS = (("project", tr("Projet")), ("strategy", tr("Stratégie")), ("funding", tr("Financements envisagés")))
_LANGUAGES = (("Français", "fr"), ("Anglais", "en"))
_CHOICES_WIDTH = 330

_IN_SIGHT = 16
"""Lines of the page that show where letters are large."""


class DocumentsDialog(Dialog):
    """Choices on the left, the pages on the right."""

    said = Signal(str)

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=980, height=760)
        self.setWindowTitle(tr("Documents pour la personne"))
        self.model = DocumentsModel(desk, tasks, self)
        self.ask_path: Callable[[], Path | None] = self._ask_path
        self.ask_printer: Callable[[], QPrinter | None] = self._ask_printer
        self.printing: Printing | None = None
        self.banner = Banner()
        self.kind = CodeCombo("document_kinds")
        self.step = QComboBox()
        self.step.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.parcours = QComboBox()
        self.parcours.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.language = QComboBox()
        for words, code in _LANGUAGES:
            self.language.addItem(words, code)
        self.texts = {name: QPlainTextEdit() for name, _ in _TEXTS}
        self.protection = ProtectionChoice()
        self.pages = PageView(tasks)
        self.progress = QProgressBar()
        self.progress.setAccessibleName(tr("Pages imprimées"))
        self.progress.hide()
        self.print_button = button(tr("Imprimer…"), "", "print", self.print_pages)
        self.save_button = button(tr("Enregistrer…"), "primary", "save", self.save)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 18)
        whole.setSpacing(12)
        whole.addWidget(text(tr("Documents pour la personne"), "title"))
        whole.addWidget(self.banner)
        columns = side_by_side()
        columns.setSpacing(18)
        columns.addWidget(self._choices())
        columns.addWidget(self.pages, 1)
        whole.addLayout(columns, 1)
        whole.addLayout(self._foot())
        action(self, tr("Imprimer"), "Ctrl+P", self.print_pages)
        action(self, tr("Enregistrer"), "Ctrl+S", self.save)
        self._connect()

    def start(self, beneficiary: BeneficiaryId, kind: DocumentKind | None = None, step: ItemId | None = None) -> None:
        """Show the documents of a person: the first that can be made, or this one, of this step."""
        self.pages.wait(tr("Préparation de l’aperçu…"))
        self.model.start(beneficiary, kind, step)

    def _choices(self) -> QWidget:
        self._step_field = Field(tr("Étape concernée"), self.step)
        self._step_field.hide()
        self._parcours_field = Field(tr("Parcours concerné"), self.parcours)
        self._parcours_field.hide()
        self._text_fields = QWidget()
        texts = QVBoxLayout(self._text_fields)
        texts.setContentsMargins(0, 0, 0, 0)
        for name, label in _TEXTS:
            self.texts[name].setFixedHeight(scaled(84))
            self.texts[name].setTabChangesFocus(True)
            texts.addWidget(Field(label, self.texts[name]))
        texts.addWidget(button(tr("Mettre l’aperçu à jour"), "quiet", "refresh", self.model.draw))
        self._text_fields.hide()
        left = self._left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(10)
        column.addWidget(Field(tr("Document"), self.kind))
        column.addWidget(self._step_field)
        column.addWidget(self._parcours_field)
        column.addWidget(Field(tr("Langue"), self.language))
        column.addWidget(self._text_fields)
        column.addWidget(self.protection)
        column.addStretch()
        for field in left.findChildren(Field):
            field.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        if is_narrow():
            in_sight(self.pages, _IN_SIGHT)
            return left
        area = scrolled(left)
        area.setFixedWidth(scaled(_CHOICES_WIDTH))
        return area

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.progress, 1)
        row.addStretch()
        row.addWidget(button(tr("Fermer"), clicked=self.close))
        row.addWidget(self.print_button)
        row.addWidget(self.save_button)
        return row

    def _connect(self) -> None:
        self.kind.chosen.connect(self._choose_kind)
        self.step.activated.connect(self._choose_step)
        self.parcours.activated.connect(self._choose_parcours)
        self.language.activated.connect(self._choose_language)
        for name, edit in self.texts.items():
            edit.textChanged.connect(partial(self._note_text, name))
        self.model.loaded.connect(self._fill)
        self.model.drawn.connect(self._show)
        self.model.saved.connect(self._saved)
        self.model.noted.connect(self._print)
        self.model.kept_back.connect(self._give_up_printing)
        self.model.refused.connect(self._refused)

    # What the model says ------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        self.kind.code = self.model.kind.value
        for name, edit in self.texts.items():
            edit.blockSignals(True)  # noqa: FBT003 - Qt has no keyword
            edit.setPlainText(self.model.texts.get(name, ""))
            edit.blockSignals(False)  # noqa: FBT003

    def _show(self) -> None:
        self.step.clear()
        for choice in self.model.choices:
            self.step.addItem(choice.words, choice.step)
        self.step.setCurrentIndex(max(0, self.step.findData(self.model.step)))
        self.parcours.clear()
        for parcours, words in self.model.parcours_choices:
            self.parcours.addItem(words, parcours)
        self.parcours.setCurrentIndex(max(0, self.parcours.findData(self.model.parcours)))
        several = len(self.model.parcours_choices) > 1
        self._parcours_field.setVisible(several and self.model.kind is DocumentKind.SYNTHESIS)
        self._step_field.setVisible(self.model.kind is not DocumentKind.SYNTHESIS)
        self._text_fields.setVisible(self.model.kind is DocumentKind.SYNTHESIS)
        self.pages.wait("")
        self.pages.show_pages(self.model.pages)
        if self.model.lacking:
            self.banner.say(typeset(self.model.lacking), "warning")
        elif self.model.missing:
            letters = " ".join(sorted(self.model.missing))
            words = tr("Aucune police n’a ces lettres : {letters} Un signe les remplace sur le papier.").format(
                letters=letters
            )
            self.banner.say(typeset(words), "warning")
        else:
            self.banner.say(typeset(self.model.remark), "warning")
        self._tell()

    def _tell(self) -> None:
        ready = self.model.pages is not None and self.printing is None
        self._left.setEnabled(self.printing is None)  # what is printed is what is shown
        self.save_button.setEnabled(ready)
        self.print_button.setEnabled(ready)

    def _saved(self, words: str) -> None:
        self.banner.say(words, "success")
        self.said.emit(words)

    def _refused(self, words: str) -> None:
        self.banner.say(words, "danger")

    # What the conseiller does -------------------------------------------------------------------------------------

    def _choose_kind(self) -> None:
        if self.kind.code and self.kind.code != self.model.kind.value:
            self.model.choose(DocumentKind(self.kind.code))

    def _choose_step(self) -> None:
        self.model.choose_step(self.step.currentData())

    def _choose_parcours(self) -> None:
        self.model.choose_parcours(self.parcours.currentData())

    def _choose_language(self) -> None:
        self.model.choose_language(self.language.currentData())

    def _note_text(self, name: str) -> None:
        self.model.write_text(name, self.texts[name].toPlainText())

    def save(self) -> None:
        """Ask where, then write the document, protected as asked."""
        if not self.save_button.isEnabled():
            return
        protection = self.protection.accepted()
        path = self.ask_path() if protection is not None else None
        if path is not None and protection is not None:
            self.model.save(path, protection)

    def print_pages(self) -> None:
        """Ask which printer, have it noted, then send it the pages; pressed again meanwhile, stops."""
        if self.printing is not None:
            self.printing.stop()
            return
        if self.model.pages is None:
            return
        printer = self.ask_printer()
        if printer is None:
            return
        self.printing = Printing(self.model.pages, printer, self.model.tasks, self)
        self.printing.progressed.connect(self._printed)
        self.printing.finished.connect(self._end_printing)
        self.progress.setRange(0, len(self.model.pages))
        self.progress.setValue(0)
        self.progress.show()
        self._tell()
        self.model.hand_on_paper()

    def _print(self) -> None:
        if self.printing is not None:
            self.printing.start()

    def _give_up_printing(self) -> None:
        self.printing = None
        self.progress.hide()
        self._tell()

    def _printed(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _end_printing(self, whole: bool) -> None:  # noqa: FBT001 - a signal has no keywords
        self.printing = None
        self.progress.hide()
        if whole:
            self.banner.say(tr("Le document est envoyé à l’imprimante."), "success")
        else:
            self.banner.say(
                tr("L’impression s’est arrêtée : vérifiez l’imprimante, puis recommencez. Rien d’autre n’a changé."),
                "warning",
            )
        self._tell()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Give back the pages; what is being printed stops."""
        if self.printing is not None:
            self.printing.setParent(self.model.tasks)  # the page at hand comes back after this dialog is gone
            self.printing.stop()
        self.protection.forget()
        self.pages.show_pages(None)
        self.model.close()
        super().closeEvent(event)

    def _ask_path(self) -> Path | None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self, tr("Enregistrer le document"), folder, "PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(self.model.suggested_name)
        return Path(dialog.selectedFiles()[0]) if dialog.exec() else None

    def _ask_printer(self) -> QPrinter | None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        return printer if dialog.exec() else None
