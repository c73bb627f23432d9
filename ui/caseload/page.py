"""The page that brings a list of people in: everything is shown before a dossier is opened."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from passeport.domain.caseload import CaseloadPreview, Line
from passeport.language.catalogue import plural, tr
from passeport.language.numbers import number
from passeport.language.typography import typeset
from passeport.services.caseload import BroughtIn
from passeport.services.desk import Desk
from ui.caseload import wording
from ui.caseload.columns import Columns
from ui.caseload.lines import BORN, STATE, WHY, Lines
from ui.caseload.model import CaseloadModel
from ui.widgets.buttons import action, button, icon_button
from ui.widgets.chips import FlowLayout, choice, fit_choice
from ui.widgets.progress import ProgressRow
from ui.widgets.surfaces import Banner, EmptyState, scrolled
from ui.widgets.texts import text

_KINDS: tuple[tuple[str, Callable[[Line], bool] | None], ...] = (
    (tr("Toutes"), None),
    (tr("Nouvelles"), lambda line: line.is_new),
    (tr("Déjà connues ?"), lambda line: line.draft is not None and not line.is_new),
    (tr("À corriger"), lambda line: bool(line.faults)),
)
_NEW, _DOUBTFUL, _REFUSED = 1, 2, 3
_COLUMNS, _NARROW_COLUMNS = (8, 28, 13, 24), (7, 18, 0, 18)
"""Widths, in letters; the reasons have the rest."""
_NARROW = 110
_WHOLE_ROW = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
_ROW = 2.6
"""Lines of text of a row: a reason is often longer than one."""
_WELCOME = tr(
    "Un fichier CSV ou un classeur Excel (.xlsx), une personne par ligne. Vous verrez ce que devient chaque ligne "
    "avant qu’un dossier soit ouvert ; personne n’est réuni à un dossier existant sans vous."
)


class CaseloadPage(QWidget):
    """A file to choose; then its columns, then its lines."""

    closed = Signal()
    dossier_requested = Signal(object)
    """The `BeneficiaryId` of somebody whom a line resembles."""
    undoable = Signal(str)
    """What was done, and can be undone."""
    undo_asked = Signal()
    """What was last brought in is to be taken back."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self.model = CaseloadModel(desk, self)
        self.ask_path: Callable[[], Path | None] = self._ask_path
        self.ask_target: Callable[[], Path | None] = self._ask_target
        self.banner = Banner()
        self.aside = Banner()
        self.progress = ProgressRow(self.model.advance, tr("Avancement"))
        self.heading = text("", "heading")
        self.about = text("", "muted")
        self.columns = Columns(self.model)
        self.lines = Lines(self.model, self)
        self.table = self._table()
        self.choices = [choice(words, lambda at=at: self._show_kind(at)) for at, (words, _) in enumerate(_KINDS)]  # type: ignore[misc]
        self.edit_columns = button(tr("Colonnes…"), "quiet", "list", self.show_columns)
        self.check = button(tr("Lire les lignes"), "primary", "check", self.model.check)
        self.take = button(tr("Ouvrir quand même un dossier"), "", "person-add", self.take_current)
        self.look = button(tr("Voir le dossier ressemblant"), "quiet", "eye", self._look)
        self.write = button(tr("Enregistrer les lignes à corriger…"), "", "export", self.write_refused)
        self.retry = button(tr("Reprendre le fichier corrigé…"), "", "refresh", self.choose)
        self.bring_in = button("", "primary", "person-add", self.model.bring_in)
        self._body = QStackedWidget()
        self._welcome = self._made_welcome()
        self._columns = scrolled(self._made_columns())
        self._lines = self._made_lines()
        for part in (self._welcome, self._columns, self._lines):
            self._body.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 18, 28, 16)
        column.setSpacing(10)
        column.addLayout(self._head())
        column.addWidget(self.progress)
        column.addWidget(self.banner)
        column.addWidget(self.aside)
        column.addWidget(self._body, 1)
        self._connect()
        self._tell()

    # What is asked of the page ------------------------------------------------------------------------------------

    def start(self, path: Path | None = None) -> None:
        """Begin with a file or none; a list that is still coming in, or being decided on, is shown as it is."""
        if path is not None:
            self.read(path)
        elif self.model.table is None:
            self.banner.say("")
            self._body.setCurrentWidget(self._welcome)
        self._take_focus()

    def _take_focus(self) -> None:
        """Put the keyboard on the first thing to do: what had it may be shut now, and Qt takes whatever comes next."""
        part = self._body.currentWidget()
        if part is self._columns:
            self.columns.focus_first()
        else:
            (self.table if part is self._lines else self._first).setFocus()

    def stop(self) -> None:
        """Give up the list that is coming in, if any: the vault is about to be locked."""
        self.model.close()

    def read(self, path: Path) -> None:
        """Read a file."""
        self.banner.say("")
        self.model.open(path)

    def choose(self) -> None:
        """Ask for a file, and read it."""
        path = None if self.model.is_busy else self.ask_path()
        if path is not None:
            self.read(path)

    def show_columns(self) -> None:
        """Go back to what each column says."""
        self._body.setCurrentWidget(self._columns)
        self.columns.focus_first()
        self._tell()

    def take_current(self) -> None:
        """Open a dossier for the doubtful lines selected, or no more."""
        lines = [self.lines.line(index) for index in self.table.selectionModel().selectedRows()]
        for line in lines:
            if line is not None:
                self.model.take(line, wanted=line.number not in self.model.also)

    def write_refused(self) -> None:
        """Ask where, and write the lines refused."""
        path = self.ask_target()
        if path is not None:
            self.model.write_refused(path)

    def leave(self) -> None:
        """Go back; what was not brought in is forgotten once all is decided."""
        if self.model.is_busy:
            self.model.advance.stop()
        elif self._body.currentWidget() is self._columns and self.model.is_checked:
            self._show_lines()
        else:
            self.model.clear()
            self.aside.say("")
            self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the reasons the room that they need: the other columns give some of theirs."""
        super().resizeEvent(event)
        letter = self.table.fontMetrics().averageCharWidth()
        is_narrow = self.width() < _NARROW * letter
        self.table.setColumnHidden(BORN, is_narrow)
        for place, letters in enumerate(_NARROW_COLUMNS if is_narrow else _COLUMNS):
            self.table.setColumnWidth(place, letters * letter)

    # How it is made -----------------------------------------------------------------------------------------------

    def _head(self) -> QHBoxLayout:
        self.other = button(tr("Choisir un autre fichier…"), "quiet", "folder", self.choose)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(icon_button(tr("Revenir"), "arrow-left", self.leave))
        row.addWidget(text(tr("Importer une liste"), "title", wraps=False))
        row.addStretch()
        row.addWidget(self.other)
        return row

    def _made_welcome(self) -> EmptyState:
        welcome = EmptyState("people", tr("Déposez ici la liste des personnes que vous suivez"), typeset(_WELCOME))
        welcome.offer(tr("Choisir un fichier…"), "folder", self.choose)
        self._first = welcome.findChildren(QPushButton)[0]
        return welcome

    def _made_columns(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(12)
        row = FlowLayout(spacing=10)
        row.addWidget(self.check)
        column.addWidget(self.heading)
        column.addWidget(self.about)
        column.addLayout(row)
        column.addWidget(self.columns)
        column.addStretch()
        return made

    def _made_lines(self) -> QWidget:
        made = QWidget()
        kinds = FlowLayout(spacing=8)
        for one in (*self.choices, self.edit_columns):
            kinds.addWidget(one)
        self.told = text("", selectable=True)
        foot = FlowLayout(spacing=10)
        for one in (self.take, self.look, self.write, self.retry, self.bring_in):
            foot.addWidget(one)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(kinds)
        column.addWidget(self.table, 1)
        column.addWidget(self.told)
        column.addLayout(foot)
        return made

    def _table(self) -> QTableView:
        table = QTableView(showGrid=False, cornerButtonEnabled=False)
        table.setModel(self.lines)
        table.setTabKeyNavigation(False)  # Tab leaves the table
        table.setAccessibleName(tr("Lignes du fichier"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(round(table.fontMetrics().lineSpacing() * _ROW))
        heading = table.horizontalHeader()
        heading.setHighlightSections(False)
        heading.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heading.setSectionResizeMode(WHY, QHeaderView.ResizeMode.Stretch)
        return table

    def _connect(self) -> None:
        model = self.model
        model.changed.connect(self._tell)
        model.checked.connect(self._show_lines)
        model.brought_in.connect(self._brought_in)
        model.written.connect(self._written)
        model.refused.connect(self._refused)
        self.table.selectionModel().selectionChanged.connect(self._tell)
        self.table.activated.connect(self._activated)
        self.lines.modelReset.connect(self._tell)
        action(self, tr("Annuler l’import"), "Ctrl+Z", self.undo_asked.emit)
        action(self, tr("Choisir un fichier"), "Ctrl+Shift+O", self.choose)
        action(self, tr("Ouvrir les dossiers de la liste"), "Ctrl+Return", self.model.bring_in)
        action(self, tr("Ouvrir quand même un dossier"), "Ctrl+D", self.take_current)
        action(self, tr("Enregistrer les lignes à corriger"), "Ctrl+S", self.write_refused)
        action(self, tr("Corriger les colonnes"), "Ctrl+Shift+K", self.show_columns)
        action(self, tr("Quitter cette page"), "Esc", self.leave)

    # What the model says ------------------------------------------------------------------------------------------

    def _tell(self) -> None:
        model, table, preview = self.model, self.model.table, self.model.preview
        self.other.setVisible(table is not None)
        self.other.setEnabled(not model.is_busy)
        self._first.setEnabled(not model.is_busy)
        if table is not None:
            self.heading.setText(typeset(tr("« {file_name} »").format(file_name=table.file_name)))
            self.about.setText(wording.file(table))
            self.aside.say(wording.left_aside(table), "warning")
            if not model.is_checked and self._body.currentWidget() is not self._columns:
                self._body.setCurrentWidget(self._columns)
                self._take_focus()
        self.check.setEnabled(not model.is_busy and not model.missing and table is not None)
        self.check.setText(tr("Lire les lignes") if not model.is_checked else tr("Voir les lignes"))
        if preview is not None:
            self._tell_lines(preview)

    def _tell_lines(self, preview: CaseloadPreview) -> None:
        model = self.model
        counts = (len(preview.lines), len(preview.new), len(preview.doubtful), len(preview.refused))
        for chip, (words, _), count in zip(self.choices, _KINDS, counts, strict=True):
            fit_choice(chip, typeset(tr("{what} : {words}").format(what=words, words=count)))
            chip.setEnabled(count > 0)
        free = not model.is_busy and model.is_checked
        self.bring_in.setText(
            typeset(
                plural("Ouvrir {count} dossier", "Ouvrir {count} dossiers", model.wanted).format(
                    count=number(model.wanted)
                )
            )
        )
        self.bring_in.setEnabled(free and model.wanted > 0 and not model.is_done)
        self.bring_in.setVisible(not model.is_done)
        self.write.setVisible(bool(preview.refused))
        self.retry.setVisible(bool(preview.refused))
        selected = [self.lines.line(index) for index in self.table.selectionModel().selectedRows()]
        doubtful = [line for line in selected if line is not None and line.draft is not None and not line.is_new]
        self.take.setVisible(bool(preview.doubtful) and not model.is_done)
        self.take.setEnabled(free and bool(doubtful))
        taken = bool(doubtful) and all(line.number in model.also for line in doubtful)
        self.take.setText(tr("Ne pas ouvrir de dossier") if taken else tr("Ouvrir quand même un dossier"))
        alike = [line for line in doubtful if line.alike]
        self.look.setVisible(len(selected) == 1 and bool(alike))
        current = self.lines.line(self.table.currentIndex())
        self.told.setText(wording.remark(current) if current is not None else "")

    def _show_lines(self) -> None:
        preview = self.model.preview
        if preview is None:
            return
        self._body.setCurrentWidget(self._lines)
        self.banner.say("")
        first = _REFUSED if preview.refused else _DOUBTFUL if preview.doubtful else _NEW if preview.new else 0
        self._show_kind(first)
        self._tell()
        self.table.setFocus()

    def _show_kind(self, at: int) -> None:
        for place, chip in enumerate(self.choices):
            chip.setChecked(place == at)
        self.lines.show_only(_KINDS[at][1])
        if self.lines.rowCount():
            # said whole: `selectRow` would toggle while Ctrl is held, as it is when a key asked for this
            self.table.selectionModel().setCurrentIndex(self.lines.index(0, 0), _WHOLE_ROW)

    def _activated(self, index: QModelIndex) -> None:
        if index.column() == STATE or self.take.isEnabled():
            self.take_current()

    def _look(self) -> None:
        line = self.lines.line(self.table.currentIndex())
        if line is not None and line.alike:
            self.dossier_requested.emit(line.alike[0].id)

    def _brought_in(self, done: BroughtIn) -> None:
        words = wording.outcome(done)
        preview = self.model.preview
        left = len(preview.refused) if preview is not None else 0
        more = typeset(
            " "
            + plural(
                "{count} ligne reste à corriger : enregistrez-la, corrigez le fichier dans votre tableur, puis "
                "reprenez-le ici.",
                "{count} lignes restent à corriger : enregistrez-les, corrigez le fichier dans votre tableur, puis "
                "reprenez-le ici.",
                left,
            ).format(count=number(left))
            if left
            else ""
        )
        self.banner.say(words + more, "success" if done.is_whole else "warning")
        (self.write if left else self.other).setFocus()
        if done.made:
            self.undoable.emit(words)

    def _written(self, count: int, path: Path) -> None:
        words = plural(
            "{count} ligne écrite dans « {name} », en clair : la dernière colonne dit quoi corriger. Effacez ce "
            "fichier quand vous l’aurez repris.",
            "{count} lignes écrites dans « {name} », en clair : la dernière colonne dit quoi corriger. Effacez "
            "ce fichier quand vous l’aurez repris.",
            count,
        ).format(count=number(count), name=path.name)
        self.banner.say(typeset(words), "success")
        self.retry.setFocus()

    def _refused(self, words: str) -> None:
        self.banner.say(words or tr("Arrêté. Rien n’a été enregistré."), "danger" if words else "warning")
        if self.model.table is None:
            self._body.setCurrentWidget(self._welcome)
        self._take_focus()

    def _ask_path(self) -> Path | None:
        kinds = tr("Listes (*.csv *.xlsx *.txt *.tsv);;Tous les fichiers (*)")
        name, _ = QFileDialog.getOpenFileName(self, tr("Choisir une liste"), "", kinds)
        return Path(name) if name else None

    def _ask_target(self) -> Path | None:
        table = self.model.table
        stem = Path(table.file_name).stem if table is not None else "liste"
        name, _ = QFileDialog.getSaveFileName(
            self, tr("Enregistrer les lignes à corriger"), tr("{stem} à corriger.csv").format(stem=stem), "CSV (*.csv)"
        )
        return Path(name) if name else None
