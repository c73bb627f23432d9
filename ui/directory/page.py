"""The page of the directory: type a word, see who is where, correct, bring a new version in."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from passeport.domain.directory import HERE, Entry
from passeport.domain.draft import Draft, subject_of_point
from passeport.domain.errors import PasseportError
from passeport.language import directory_words
from passeport.language.catalogue import tr
from passeport.language.labels import label
from passeport.language.messages import sentence
from passeport.language.numbers import counted
from passeport.language.typography import typeset
from passeport.services.desk import Desk
from ui.directory.editor import PointEditor
from ui.directory.import_card import ImportCard
from ui.directory.model import LIMIT, DirectoryModel
from ui.entry.drafting import DraftKeeper
from ui.tasks import Tasks
from ui.widgets.buttons import action, button, icon_button
from ui.widgets.fields import CodeCombo
from ui.widgets.room import head_line, is_narrow, scaled, side_by_side
from ui.widgets.search_line import SearchLine
from ui.widgets.surfaces import Banner, Card, emptied, scrolled
from ui.widgets.texts import tag, text

_EDITOR_WIDTH = 380


class DirectoryPage(QWidget):
    """The search, what answers, and beside it what is corrected."""

    closed = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self.model = DirectoryModel(desk, tasks, self)
        self.ask_path: Callable[[], Path | None] = self._ask_path
        self.search = SearchLine(tr("Chercher un point d’accueil"), tr("Nom, réseau, commune ou code postal…"))
        self.network = CodeCombo("networks", empty=tr("Tous les réseaux"))
        self.network.setAccessibleName(tr("Filtrer par réseau"))
        self.count = text("", "muted")
        self.banner = Banner()
        self.incoming = ImportCard()
        self.editor = PointEditor()
        self.editor.hide()
        self._desk, self._tasks = desk, tasks
        self._entry: Entry | None = None
        """What is corrected; None for a new one."""
        self.keeper = DraftKeeper(desk.drafts, tasks, self.editor.typed, self)
        if not is_narrow():
            self.editor.setFixedWidth(scaled(_EDITOR_WIDTH))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self.empty = self._nothing()
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 22, 28, 18)
        column.setSpacing(12)
        column.addLayout(self._head())
        column.addLayout(self._asked())
        column.addWidget(self.count)
        column.addWidget(self.banner)
        row = QHBoxLayout()
        row.setSpacing(12)
        self._area = scrolled(self._content())
        row.addWidget(self._area, 1)
        row.addWidget(self.editor)
        column.addLayout(row, 1)
        self._connect()

    def start(self) -> None:
        """Be ready for a word."""
        self.banner.say("")
        self._close_editor()
        self.model.forget()
        self.search.setFocus()
        self.search.selectAll()
        self._look()

    def add(self) -> None:
        """Enter a point d'accueil that no source names."""
        self._edit(None)

    def resume(self, draft: Draft) -> None:
        """Go on with what was typed of a point d'accueil: the one it corrected, or a new one when that is no more."""
        known = draft.subject.partition(":")[2]
        if known:
            self._tasks.run(lambda: self._desk.directory.entry(known), self._edit, self._refused)
        else:
            self._edit(None)

    def keep_draft(self) -> None:
        """Keep what is being entered: the page is left, the vault is about to be locked, the window closed."""
        self.keeper.flush()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Keep what is being entered when another page comes."""
        self.keep_draft()
        super().hideEvent(event)

    def choose_file(self) -> None:
        """Ask for a file, and say what it would change."""
        path = self.ask_path()
        if path is not None:
            self.read(path)

    def read(self, path: Path) -> None:
        """Say what a file would change."""
        self.banner.say(tr("Lecture du fichier… (Échap pour arrêter)"))
        self.model.read(path)

    def leave(self) -> None:
        """Close what is being entered or read, or the page."""
        if self.editor.isVisible():
            self._close_editor()
        elif self.incoming.isVisible() or self.model.reading is not None:
            self.banner.say("")
            self.model.forget()
        else:
            self.closed.emit()

    def _connect(self) -> None:
        self.search.textChanged.connect(self._look)
        self.network.chosen.connect(self._look)
        self.model.found.connect(self._show)
        self.model.proposed.connect(self._propose)
        self.model.columns_wanted.connect(self._ask_columns)
        self.model.kept.connect(self._forget_typed)
        self.keeper.failed.connect(self._refused)
        self.editor.edited.connect(self.keeper.touch)
        self.editor.discarded.connect(self._begin_again)
        self.model.said.connect(self._said)
        self.model.refused.connect(self._refused)
        self.incoming.applied.connect(self.model.apply)
        self.incoming.cancelled.connect(self.leave)
        self.incoming.mapped.connect(self._read_mapped)
        self.editor.kept.connect(self.model.keep)
        self.editor.restored.connect(self.model.restore)
        self.editor.removed.connect(self.model.remove)
        self.editor.cancelled.connect(self._close_editor)
        action(self, tr("Chercher un point d’accueil"), "Ctrl+F", self.search.setFocus)
        action(self, tr("Ajouter un point d’accueil"), "Ctrl+N", self.add)
        action(self, tr("Mettre l’annuaire à jour depuis un fichier"), "Ctrl+Shift+O", self.choose_file)
        action(self, tr("Quitter cette page"), "Esc", self.leave)

    def _head(self) -> QLayout:
        add = button(tr("Ajouter"), "", "add", self.add)
        update = button(tr("Mettre à jour…"), "", "import", self.choose_file)
        return head_line(text(tr("Annuaire des points d’accueil"), "title"), does=(add, update))

    def _asked(self) -> QLayout:
        row = side_by_side()
        row.setSpacing(10)
        row.addWidget(self.search, 2)
        row.addWidget(self.network, 1)
        return row

    def _content(self) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(12)
        column.addWidget(self.incoming)
        column.addLayout(self._rows)
        column.addWidget(self.empty)
        column.addStretch()
        return content

    def _nothing(self) -> Card:
        card = Card(tr("L’annuaire est vide"), spacing=8)
        words = tr(
            "Chargez les structures de data·inclusion (JSON ou CSV), ou un tableau CSV de votre réseau : ce qui change "
            "est montré avant d’être enregistré. Vous pouvez aussi saisir un point d’accueil à la main."
        )
        card.body.addWidget(text(typeset(words), "muted"))
        card.hide()
        return card

    def _look(self) -> None:
        self.model.look_for(self.search.text(), self.network.code)

    def _show(self) -> None:
        emptied(self._rows)
        entries, sources = self.model.entries, self.model.sources
        for entry in entries[:LIMIT]:
            self._rows.addWidget(self._row(entry))
        total = sum(source.count for source in sources)
        self.empty.setVisible(not total)
        if not entries and total:
            said = tr("Aucun point d’accueil ne répond.")
        elif len(entries) > LIMIT:
            said = tr("Les {limit} premiers : ajoutez un mot pour trouver les autres.").format(limit=LIMIT)
        else:
            said = counted(len(entries), "point d’accueil", "points d’accueil") if entries else ""
        names = (f"{source.source} ({source.count})" for source in sources)
        known = tr("Sources : {names}").format(names=", ".join(names)) if sources else ""
        self.count.setText(typeset(" · ".join(part for part in (said, known) if part)))
        self.count.setVisible(bool(self.count.text()))

    def _row(self, entry: Entry) -> Card:
        point = entry.point
        card = Card(spacing=2, margin=12)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(text(point.name, "strong"), 1)
        if entry.corrected is not None:
            head.addWidget(tag(tr("Corrigé ici"), "received"))
        elif entry.told.source == HERE:
            head.addWidget(tag(tr("Saisi ici")))
        edit = icon_button(tr("Modifier : {name}").format(name=point.name), "edit", partial(self._edit, entry))
        head.addWidget(edit)
        card.body.addLayout(head)
        card.body.addWidget(text(typeset(label("networks", point.network)), "muted"))
        for line in (*directory_words.details(point), directory_words.updated(point)):
            if line:
                card.body.addWidget(text(line, "small", selectable=True))
        card.setAccessibleName(point.name)
        return card

    def _edit(self, entry: Entry | None) -> None:
        self._area.setHidden(is_narrow())  # there is no room for both
        self.keeper.flush()
        self._entry = entry
        self.editor.show()
        self.editor.edit(entry)
        self.keeper.begin(None, self._subject)
        self._tasks.run(lambda: self._desk.drafts.of(None), self._offer_typed, self._refused)

    @property
    def _subject(self) -> str:
        return subject_of_point(self._entry.told.id if self._entry is not None else "")

    def _offer_typed(self, drafts: tuple[Draft, ...]) -> None:
        """Show what had been typed of it before, unless somebody types already."""
        known = next((one for one in drafts if one.subject == self._subject), None)
        if known is not None and self.editor.isVisible() and self.editor.typed() is None:
            self.editor.show_typed(known.fields, tr("Votre saisie, qui n’avait pas été enregistrée, est reprise."))
            self.keeper.begin(None, self._subject, known)

    def _begin_again(self) -> None:
        self._discard()
        self._edit(self._entry)

    def _forget_typed(self) -> None:
        """What was typed is kept in the directory: its draft ends."""
        self._discard()
        self._close_editor()

    def _discard(self) -> None:
        subject = self._subject
        self.keeper.end()
        self._tasks.run(lambda: self._desk.drafts.discard(None, subject), failed=self._refused)

    def _close_editor(self) -> None:
        self.keeper.flush()
        self.keeper.end()
        self.editor.hide()
        self._area.show()
        self.search.setFocus()

    def _propose(self) -> None:
        if self.model.proposal is not None:
            self.banner.say("")
        self.incoming.show_proposal(self.model.proposal)
        self._area.verticalScrollBar().setValue(0)

    def _ask_columns(self) -> None:
        words = tr("Ce tableau a des colonnes que l’annuaire ne reconnaît pas. Dites-lui au moins où est le nom.")
        self.banner.say(typeset(words), "warning")
        self.incoming.ask_columns(self.model.headings, self.model.guessed)

    def _read_mapped(self, mapping: dict[str, str]) -> None:
        if self.model.reading is not None:
            self.model.read(self.model.reading, mapping)

    def _said(self, words: str) -> None:
        self.banner.say(words, "success")

    def _refused(self, error: PasseportError) -> None:
        if self.editor.isVisible():
            self.editor.refuse(error)
        else:
            self.banner.say(sentence(error), "danger")

    def _ask_path(self) -> Path | None:
        kinds = tr("Annuaires (*.json *.csv);;Tous les fichiers (*)")
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Choisir un annuaire"), "", kinds)
        return Path(chosen) if chosen else None
