"""Who comes: a few letters and Entrée, or a whole list that is pasted."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from passeport.domain.beneficiary import DossierSummary
from passeport.domain.partial_date import PartialDate
from passeport.language import dates
from passeport.language.catalogue import tr
from passeport.language.describe import shortened
from passeport.language.typography import typeset
from ui.widgets.buttons import action, button
from ui.widgets.dialogs import Dialog
from ui.widgets.fields import Field, NoteField
from ui.widgets.texts import text
from ui.workshop.model import WorkshopModel

_SUMMARY = Qt.ItemDataRole.UserRole
_LONGEST = 40
"""Characters of what was typed that are said again."""
_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up)
_EXAMPLE = "EXEMPLE Ada\nMalik Modèle 12/03/1999"


def named(summary: DossierSummary) -> str:
    """Return `EXEMPLE Ada · 28 février 1999`: who it is, told from a namesake."""
    born = dates.partial_date(PartialDate.parse(summary.birth_date)) if summary.birth_date else ""
    name = f"{summary.family_name.upper()} {summary.given_names}"
    return typeset(f"{name} · {born}" if born else name)


class AddLine(QLineEdit):
    """The line where a name is typed; a paste of several lines is a list."""

    list_pasted = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Tell a list from a name."""
        pasted = QGuiApplication.clipboard().text() if event.matches(QKeySequence.StandardKey.Paste) else ""
        if len([line for line in pasted.splitlines() if line.strip()]) > 1:
            self.list_pasted.emit(pasted)
            return
        super().keyPressEvent(event)


class Adding(QWidget):
    """The line, and who answers to it."""

    new_person_requested = Signal(str)

    def __init__(self, model: WorkshopModel) -> None:
        super().__init__()
        self._model = model
        self._answered = ""
        self._is_unknown = False
        self._is_entered = False
        """Whether Enter was pressed before the answer came."""
        self.line = AddLine()
        self.line.setPlaceholderText(tr("Nom, ou liste de noms collée…"))
        self.line.setProperty("kind", "search")
        self.suggestions = QListWidget()
        self.suggestions.setObjectName("choices")
        self.suggestions.setAccessibleName(tr("Personnes qui répondent à ce nom"))
        self.suggestions.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrows of the line move in it
        self.suggestions.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.suggestions.hide()
        self.nobody = text("", "small")
        self.nobody.hide()
        paste = button(tr("Coller une liste de noms…"), "quiet", "list", self.ask_for_list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Field(tr("Ajouter quelqu’un"), self.line))
        column.addWidget(self.suggestions)
        column.addWidget(self.nobody)
        column.addWidget(paste, alignment=Qt.AlignmentFlag.AlignLeft)
        self.line.textChanged.connect(self._look_for)
        self.line.returnPressed.connect(self._take)
        self.line.list_pasted.connect(model.add_list)
        self.line.installEventFilter(self)
        self.suggestions.itemClicked.connect(self._take_item)
        model.suggested.connect(self._show)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let the arrows move among the suggestions while one types."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _MOVES:
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            row = max(0, min(self.suggestions.count() - 1, self.suggestions.currentRow() + step))
            self.suggestions.setCurrentRow(row)
            return self.suggestions.count() > 0
        return super().eventFilter(watched, event)

    def ask_for_list(self) -> None:
        """Ask for a list: what is in the clipboard, to be corrected."""
        dialog = PasteDialog(self)
        dialog.given.connect(self._model.add_list)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _look_for(self, typed: str) -> None:
        self._is_entered = False
        self._model.look_for(typed)

    def _show(self, found: tuple[DossierSummary, ...], is_listed: bool) -> None:  # noqa: FBT001 - a signal has no keywords
        self.suggestions.clear()
        for summary in found:
            item = QListWidgetItem(named(summary))
            item.setData(_SUMMARY, summary)
            self.suggestions.addItem(item)
        self.suggestions.setCurrentRow(0)
        self.suggestions.setVisible(bool(found))
        rows = self.suggestions.sizeHintForRow(0) * len(found) if found else 0
        self.suggestions.setFixedHeight(rows + 10)
        typed = self.line.text().strip()
        words = (
            tr("« {typed} » est déjà sur la liste.")
            if is_listed
            else tr("Personne au nom de « {typed} » : Entrée ouvre un nouveau dossier.")
        )
        self.nobody.setText(typeset(words.format(typed=shortened(typed, _LONGEST))))
        self._is_unknown = bool(typed) and not found and not is_listed
        self.nobody.setVisible(bool(typed) and not found)
        self._answered = typed
        if self._is_entered and len(found) <= 1:  # among several, one looks first
            self._take()

    def _take(self) -> None:
        """Take who is chosen; never one who only answers to fewer letters than are typed."""
        self._is_entered = self._answered != self.line.text().strip()
        if self._is_entered:
            return
        item = self.suggestions.currentItem()
        if item is not None and not self.suggestions.isHidden():
            self._take_item(item)
        elif self._is_unknown:
            self.new_person_requested.emit(self.line.text().strip())
            self.line.clear()

    def _take_item(self, item: QListWidgetItem) -> None:
        summary: DossierSummary = item.data(_SUMMARY)
        self.line.clear()
        self._model.add(summary)


class PasteDialog(Dialog):
    """A list of names, one to a line."""

    given = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, width=480)
        self.setWindowTitle(tr("Coller une liste de noms"))
        self.names = NoteField(_EXAMPLE, lines=10)
        self.names.setPlainText(QGuiApplication.clipboard().text())
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(text(tr("Coller une liste de noms"), "title"))
        column.addWidget(
            Field(
                tr("Un nom par ligne"),
                self.names,
                hint=tr("D’un message, d’un tableau ou d’une feuille ; la date de naissance départage les homonymes."),
            )
        )
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(button(tr("Abandonner"), clicked=self.reject))
        foot.addWidget(button(tr("Ajouter ces personnes"), "primary", "check", self._give))
        column.addLayout(foot)
        action(self, tr("Ajouter ces personnes"), "Ctrl+Return", self._give)

    def _give(self) -> None:
        self.accept()
        self.given.emit(self.names.toPlainText())
