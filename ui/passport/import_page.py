"""The page that brings a passport in: everything is shown before anything is saved."""

from collections.abc import Callable
from enum import IntEnum
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QInputDialog,
    QLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from passeport.domain.arrival import Arrival
from passeport.domain.identifiers import BeneficiaryId
from passeport.language.catalogue import tr, tr_in
from passeport.language.reading_account import doubts
from passeport.language.typography import typeset
from passeport.services.desk import Desk
from ui.palette import buttons
from ui.palette.command import Command
from ui.passport import difference_commands, reading_account
from ui.passport.differences import Differences
from ui.passport.drop_zone import DropZone
from ui.passport.fold import Fold
from ui.passport.folder_model import FolderModel
from ui.passport.folder_panel import FolderPanel, outcome_of
from ui.passport.import_model import ImportModel
from ui.passport.origin_cards import FileCard, PersonCard
from ui.tasks import Tasks
from ui.widgets.buttons import action, button, icon_button
from ui.widgets.room import foot_line, head_line, side_by_side
from ui.widgets.surfaces import Banner, emptied, scrolled
from ui.widgets.texts import text


class _Part(IntEnum):
    """What the page shows: one part at a time, in the order of the stack."""

    CHOICE = 0
    REVIEW = 1
    FOLDER = 2


class ImportPage(QWidget):
    """A file to choose; then what it is, who it is about, and what it would change. Or a folder of files."""

    finished = Signal(object, str)
    """The `BeneficiaryId` of the dossier, and what was done in a sentence for the foot of the window."""
    cancelled = Signal()
    stations_requested = Signal()
    said = Signal(str)
    """How a folder ended, while another page was shown."""

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self.model = ImportModel(desk, tasks, self)
        self.folder_model = FolderModel(desk, self)
        self.ask_path: Callable[[], Path | None] = self._ask_path
        self.ask_folder: Callable[[], Path | None] = self._ask_folder
        self._from_folder: Arrival | None = None
        self.banner = Banner()
        self.drop_zone = DropZone(self.choose_file, self.choose_folder)
        self.file = FileCard(self.model)
        self.person = PersonCard(self.model)
        self.differences = Differences(self.model)
        self.keep_original = QCheckBox(tr("Garder le fichier d’origine avec le dossier"))
        self.keep_original.setAccessibleName(self.keep_original.text())
        self.save_button = button(tr("Enregistrer dans le dossier"), "primary", "save", self.save)
        self.leave_button = button(tr_in("renoncer", "Annuler"), clicked=self.leave)
        self.why = text("", "muted")
        self._body = QStackedWidget()
        self._body.addWidget(self.drop_zone)
        self._review = scrolled(self._made_review())
        self._body.addWidget(self._review)
        self.folder = FolderPanel(self.folder_model)
        self._body.addWidget(self.folder)

        column = QVBoxLayout(self)
        column.setContentsMargins(28, 18, 28, 16)
        column.setSpacing(12)
        column.addLayout(self._head())
        column.addWidget(self.banner)
        column.addWidget(self._body, 1)
        column.addLayout(self._foot())
        action(self, tr("Enregistrer dans le dossier"), "Ctrl+Return", self.save)
        action(self, tr("Choisir un fichier"), "", self.choose_file)  # Ctrl+O is the window's, which knows this page
        action(self, tr("Recevoir tous les passeports d’un dossier"), "Ctrl+Shift+O", self.choose_folder)
        action(self, tr("Quitter cette page"), "Esc", self.leave)
        self._connect()
        self._show(_Part.CHOICE)

    def _connect(self) -> None:
        self.ask_passphrase: Callable[[str], str] = self._ask_passphrase
        self.drop_zone.dropped.connect(self.read)
        self.file.known.clicked.connect(self.stations_requested)
        self.keep_original.toggled.connect(self._keep)
        self.model.reading.connect(self._reading)
        self.model.read.connect(self._read)
        self.model.compared.connect(self._tell)
        self.model.decided.connect(self._tell)
        self.model.refused.connect(self._refused)
        self.model.closed.connect(self._closed)
        self.model.saved.connect(self._saved)
        self.folder.file_requested.connect(self._look_at)
        self.folder_model.finished.connect(self._folder_finished)

    def _head(self) -> QLayout:
        self.other_file = button(tr("Choisir un autre fichier…"), "quiet", "folder", self.choose_file)
        back = icon_button(tr("Revenir"), "arrow-left", self.leave)
        return head_line(back, text(tr("Reprendre un passeport"), "title"), does=(self.other_file,), spacing=8)

    def _made_review(self) -> QWidget:
        review = QWidget()
        cards = side_by_side()
        cards.setSpacing(12)
        cards.addWidget(self.file, 1)
        cards.addWidget(self.person, 1)
        self._account = QVBoxLayout()
        column = QVBoxLayout(review)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(14)
        column.addLayout(cards)
        column.addWidget(self.differences)
        column.addLayout(self._account)
        column.addStretch()
        return review

    def _foot(self) -> QLayout:
        said = QWidget()
        words = QVBoxLayout(said)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(2)
        words.addWidget(self.keep_original)
        words.addWidget(self.why)
        return foot_line(self.leave_button, self.save_button, said=said)

    # What is asked of the page ------------------------------------------------------------------------------------

    def start(self, path: Path | None = None, beneficiary: BeneficiaryId | None = None) -> None:
        """Begin with a file or none, for a dossier already open or for whoever the passport is about.

        A folder that is still coming in is shown instead.
        """
        if self.folder_model.is_running:
            self._show(_Part.FOLDER)
            return
        self._from_folder = None
        self.model.start(beneficiary)
        self.model.prepare()
        self.banner.say("")
        self._show(_Part.CHOICE)
        self.drop_zone.choose.setFocus()
        if path is not None:
            self.read(path)

    @property
    def is_at_work(self) -> bool:
        """Whether a folder is coming in, or a passport is being saved: nothing else is read meanwhile."""
        return self.folder_model.is_running or self.model.saving

    def stop(self) -> None:
        """Give up the folder that is coming in, if any: the vault is about to be locked."""
        self.folder_model.close()

    def read(self, path: Path) -> None:
        """Read a file and show what it would change; of a folder, show how many files it would bring."""
        if path.is_dir():
            self.banner.say("")
            self._show(_Part.FOLDER)
            self.folder_model.open(path)
        else:
            self._from_folder = None
            self.model.open(path)

    def choose_file(self) -> None:
        """Ask for a file, and read it."""
        self._read_chosen(self.ask_path)

    def choose_folder(self) -> None:
        """Ask for a folder of files."""
        self._read_chosen(self.ask_folder)

    def _read_chosen(self, ask: Callable[[], Path | None]) -> None:
        path = None if self.folder_model.is_running else ask()
        if path is not None:
            self.read(path)

    def save(self) -> None:
        """Save what was decided, if anything."""
        self.model.save()

    def commands(self) -> tuple[Command, ...]:
        """Return what the palette can do with the file that is looked at, each difference of it too."""
        if self._body.currentWidget() is not self._review:
            return tuple(buttons.commands(self))
        who = (
            Command(typeset(tr("C’est : {who}").format(who=radio.text())), radio.click)
            for radio in self.person.choices.values()
        )
        differences = difference_commands.commands(self.model, self.differences)
        return (*differences, *who, *buttons.commands(self, besides=self.differences))

    def leave(self) -> None:
        """Go back without saving, to the folder where there is one; while something is being saved, wait for it."""
        if self.model.saving:
            return
        if self._from_folder is not None:
            self._back_to_folder()
        elif self._body.currentWidget() is self.folder and self.folder_model.is_running:
            self.folder.ask_to_stop()
        else:
            self.cancelled.emit()

    def _ask_path(self) -> Path | None:
        kinds = tr("Passeports (*.pdf *.xml *.json);;Tous les fichiers (*)")
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Choisir un passeport"), "", kinds)
        return Path(chosen) if chosen else None

    def _ask_passphrase(self, words: str) -> str:
        """Return what is typed, hidden; empty when it is given up."""
        typed, wanted = QInputDialog.getText(self, tr("Passeport fermé"), words, QLineEdit.EchoMode.Password)
        return typed if wanted else ""

    def _ask_folder(self) -> Path | None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Choisir un dossier de fichiers"))
        return Path(chosen) if chosen else None

    # What the model says ------------------------------------------------------------------------------------------

    def _reading(self) -> None:
        self.banner.say(tr("Lecture du fichier…"))
        self.keep_original.setChecked(False)
        self.drop_zone.choose.setEnabled(False)
        self._tell()

    def _read(self) -> None:
        self.banner.say("")
        self.file.fill()
        self.person.fill()
        emptied(self._account)
        incoming = self.model.incoming
        if incoming is not None:
            report = incoming.report
            self._account.addWidget(Fold(reading_account.heading(report), lambda: reading_account.account(report)))
            self.banner.say("\n".join(doubts(incoming.passport)), "warning")
        self._show(_Part.REVIEW)
        self.person.take_focus()
        self._review.verticalScrollBar().setValue(0)

    def _refused(self, words: str) -> None:
        self.banner.say(words, "danger")
        if self.model.incoming is not None:
            self._show(_Part.REVIEW)
        else:
            self._show(_Part.CHOICE if self._from_folder is None else _Part.FOLDER)
            self._from_folder = None

    def _closed(self, path: Path, words: str) -> None:
        folder = self._from_folder
        self._refused(words)
        passphrase = self.ask_passphrase(words)
        if passphrase:
            self._from_folder = folder
            self.model.open(path, passphrase)

    def _saved(self, beneficiary: BeneficiaryId, words: str) -> None:
        if self._from_folder is not None:
            self.folder_model.settle(self._from_folder)
            self._back_to_folder()
            self.banner.say(words, "success")
            return
        self._show(_Part.CHOICE)
        self.finished.emit(beneficiary, words)

    def _look_at(self, arrival: Arrival) -> None:
        self.read(arrival.path)
        self._from_folder = arrival

    def _back_to_folder(self) -> None:
        self._from_folder = None
        self.model.start(None)
        self.banner.say("")
        self._show(_Part.FOLDER)
        self.folder.show_report()

    def _folder_finished(self) -> None:
        report = self.folder_model.report
        if report is not None and not self.isVisible():
            self.said.emit(typeset(outcome_of(report, self.folder_model.files)[0]))

    def _keep(self, ticked: bool) -> None:  # noqa: FBT001 - Qt's signal
        self.model.keep_original = ticked
        self._tell()

    def _show(self, part: _Part) -> None:
        reviewing = part is _Part.REVIEW
        self._body.setCurrentIndex(part)
        self.leave_button.setText(
            tr("Fermer") if part is _Part.FOLDER else tr_in("renoncer", "Annuler")
        )  # what is done is not undone there
        self.drop_zone.choose.setEnabled(True)
        for widget in (self.other_file, self.keep_original, self.why, self.save_button):
            widget.setVisible(reviewing)
        self._tell()

    def _tell(self) -> None:
        model = self.model
        missing = (tr("Enregistrement…") if model.saving else tr("Comparaison…")) if model.busy else model.missing
        self.save_button.setEnabled(not missing)
        self.save_button.setText(self._verb())
        self.save_button.setAccessibleDescription(typeset(missing))
        self.save_button.setToolTip(typeset(missing) or tr("Ctrl+Entrée"))
        self.why.setText(typeset(missing or tr("Rien n’est enregistré tant que vous n’avez pas validé.")))

    def _verb(self) -> str:
        model = self.model
        number = f" ({model.changes})" if model.changes else ""
        if model.makes_new:
            return tr("Créer le dossier{number}").format(number=number)
        if model.keep_original and not model.changes:
            return tr("Joindre le fichier au dossier")
        return tr("Enregistrer dans le dossier{number}").format(number=number)
