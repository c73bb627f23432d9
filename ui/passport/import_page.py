"""The page that brings a passport in: everything is shown before anything is saved."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from passeport.domain.identifiers import BeneficiaryId
from passeport.language.reading_account import doubts
from passeport.language.typography import typeset
from passeport.services.desk import Desk
from ui.passport import reading_account
from ui.passport.differences import Differences
from ui.passport.drop_zone import DropZone
from ui.passport.fold import Fold
from ui.passport.import_model import ImportModel
from ui.passport.origin_cards import FileCard, PersonCard
from ui.passport.room import side_by_side
from ui.tasks import Tasks
from ui.widgets.buttons import action, button, icon_button
from ui.widgets.surfaces import Banner, emptied, scrolled
from ui.widgets.texts import text


class ImportPage(QWidget):
    """A file to choose; then what it is, who it is about, and what it would change."""

    finished = Signal(object, str)
    """The `BeneficiaryId` of the dossier, and what was done in a sentence for the foot of the window."""
    cancelled = Signal()
    stations_requested = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self.model = ImportModel(desk, tasks, self)
        self.ask_path: Callable[[], Path | None] = self._ask_path
        self.banner = Banner()
        self.drop_zone = DropZone(self.choose_file)
        self.file = FileCard(self.model)
        self.person = PersonCard(self.model)
        self.differences = Differences(self.model)
        self.keep_original = QCheckBox("Garder le fichier d’origine avec le dossier")
        self.keep_original.setAccessibleName(self.keep_original.text())
        self.save_button = button("Enregistrer dans le dossier", "primary", "save", self.save)
        self.why = text("", "muted")
        self._body = QStackedWidget()
        self._body.addWidget(self.drop_zone)
        self._review = scrolled(self._made_review())
        self._body.addWidget(self._review)

        column = QVBoxLayout(self)
        column.setContentsMargins(28, 18, 28, 16)
        column.setSpacing(12)
        column.addLayout(self._head())
        column.addWidget(self.banner)
        column.addWidget(self._body, 1)
        column.addLayout(self._foot())
        action(self, "Enregistrer dans le dossier", "Ctrl+Return", self.save)
        action(self, "Choisir un fichier", "Ctrl+O", self.choose_file)
        action(self, "Quitter cette page", "Esc", self.leave)
        self._connect()
        self._show(reviewing=False)

    def _connect(self) -> None:
        self.drop_zone.dropped.connect(self.read)
        self.file.known.clicked.connect(self.stations_requested)
        self.keep_original.toggled.connect(self._keep)
        self.model.reading.connect(self._reading)
        self.model.read.connect(self._read)
        self.model.compared.connect(self._tell)
        self.model.decided.connect(self._tell)
        self.model.refused.connect(self._refused)
        self.model.saved.connect(self._saved)

    def _head(self) -> QHBoxLayout:
        self.other_file = button("Choisir un autre fichier…", "quiet", "folder", self.choose_file)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(icon_button("Revenir", "arrow-left", self.leave))
        row.addWidget(text("Reprendre un passeport", "title", wraps=False))
        row.addStretch()
        row.addWidget(self.other_file)
        return row

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

    def _foot(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.keep_original)
        words.addWidget(self.why)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addLayout(words, 1)
        row.addWidget(button("Annuler", clicked=self.leave))
        row.addWidget(self.save_button)
        return row

    # What is asked of the page ------------------------------------------------------------------------------------

    def start(self, path: Path | None = None, beneficiary: BeneficiaryId | None = None) -> None:
        """Begin with a file or none, for a dossier already open or for whoever the passport is about."""
        self.model.start(beneficiary)
        self.model.prepare()
        self.banner.say("")
        self._show(reviewing=False)
        self.drop_zone.choose.setFocus()
        if path is not None:
            self.read(path)

    def read(self, path: Path) -> None:
        """Read a file and show what it would change."""
        self.model.open(path)

    def choose_file(self) -> None:
        """Ask for a file, and read it."""
        path = self.ask_path()
        if path is not None:
            self.read(path)

    def save(self) -> None:
        """Save what was decided, if anything."""
        self.model.save()

    def leave(self) -> None:
        """Go back without saving; while something is being saved, wait for it."""
        if not self.model.saving:
            self.cancelled.emit()

    def _ask_path(self) -> Path | None:
        kinds = "Passeports (*.pdf *.xml *.json);;Tous les fichiers (*)"
        chosen, _ = QFileDialog.getOpenFileName(self, "Choisir un passeport", "", kinds)
        return Path(chosen) if chosen else None

    # What the model says ------------------------------------------------------------------------------------------

    def _reading(self) -> None:
        self.banner.say("Lecture du fichier…")
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
        self._show(reviewing=True)
        self.person.take_focus()
        self._review.verticalScrollBar().setValue(0)

    def _refused(self, words: str) -> None:
        self.banner.say(words, "danger")
        self._show(reviewing=self.model.incoming is not None)

    def _saved(self, beneficiary: BeneficiaryId, words: str) -> None:
        self._show(reviewing=False)
        self.finished.emit(beneficiary, words)

    def _keep(self, ticked: bool) -> None:  # noqa: FBT001 - Qt's signal
        self.model.keep_original = ticked
        self._tell()

    def _show(self, *, reviewing: bool) -> None:
        self._body.setCurrentIndex(1 if reviewing else 0)
        self.drop_zone.choose.setEnabled(True)
        for widget in (self.other_file, self.keep_original, self.why, self.save_button):
            widget.setVisible(reviewing)
        self._tell()

    def _tell(self) -> None:
        model = self.model
        missing = ("Enregistrement…" if model.saving else "Comparaison…") if model.busy else model.missing
        self.save_button.setEnabled(not missing)
        self.save_button.setText(self._verb())
        self.save_button.setAccessibleDescription(typeset(missing))
        self.save_button.setToolTip(typeset(missing) or "Ctrl+Entrée")
        self.why.setText(typeset(missing or "Rien n’est enregistré tant que vous n’avez pas validé."))

    def _verb(self) -> str:
        model = self.model
        number = f" ({model.changes})" if model.changes else ""
        if model.makes_new:
            return f"Créer le dossier{number}"
        if model.keep_original and not model.changes:
            return "Joindre le fichier au dossier"
        return f"Enregistrer dans le dossier{number}"
