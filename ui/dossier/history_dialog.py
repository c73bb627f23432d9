"""The history of a dossier: each operation, and under it each field with what it was and what it is."""

from collections.abc import Iterable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from passeport.domain.errors import PasseportError
from passeport.domain.identifiers import AccountId, BeneficiaryId
from passeport.domain.normalise import joined
from passeport.language import dates
from passeport.language.alterations import told_alteration
from passeport.language.catalogue import plural, tr
from passeport.language.labels import label
from passeport.language.messages import sentence
from passeport.language.typography import typeset
from passeport.services.journal import JournalReading, Past
from ui.tasks import Tasks
from ui.widgets.buttons import button
from ui.widgets.dialogs import Dialog
from ui.widgets.surfaces import Banner
from ui.widgets.texts import text

_MOST = 500
"""Operations that are read: more than most dossiers have in the twelve months that the journal keeps."""


class HistoryDialog(Dialog):
    """A tree to walk by keyboard, and a line that keeps what holds its words."""

    def __init__(self, journal: JournalReading, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=820, height=620)
        self.setWindowTitle(tr("Historique du dossier"))
        self._journal = journal
        self._tasks = tasks
        self.banner = Banner()
        self.wanted = QLineEdit()
        self.wanted.setPlaceholderText(tr("Un champ, une valeur, un nom…"))
        self.wanted.setAccessibleName(tr("Ne montrer que ce qui contient"))
        self.wanted.setClearButtonEnabled(True)
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.header().setStretchLastSection(False)  # what is wider than the dialog is scrolled to, never cut
        self.tree.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.tree.setAccessibleName(tr("Historique du dossier"))
        self.count = text(tr("Lecture de l’historique…"), "muted")
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        foot.addWidget(button(tr("Fermer"), clicked=self.close))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(12)
        column.addWidget(text(tr("Historique du dossier"), "title"))
        for part in (self.banner, self.wanted):
            column.addWidget(part)
        column.addWidget(self.tree, 1)
        column.addLayout(foot)
        QShortcut(QKeySequence.StandardKey.Find, self, self.wanted.setFocus)
        self.wanted.textChanged.connect(self._sift)

    def start(self, beneficiary: BeneficiaryId) -> None:
        """Read the history of a dossier."""
        journal = self._journal

        def work() -> tuple[tuple[Past, ...], dict[AccountId, str]]:
            return journal.history(beneficiary, limit=_MOST), journal.accounts()

        self._tasks.run(work, self._show, self._refuse)

    def _show(self, answer: tuple[tuple[Past, ...], dict[AccountId, str]]) -> None:
        history, accounts = answer
        self.tree.clear()
        for past in history:
            what = label("journal_operations", past.line.operation.value)
            said = " · ".join(part for part in (dates.moment(past.line.at), what, past.who) if part)
            item = QTreeWidgetItem(self.tree, [typeset(said)])
            head = item.font(0)
            head.setBold(True)
            item.setFont(0, head)
            for change in past.alterations:
                told = told_alteration(change, accounts)
                _put(item, told.title, (one.words for one in told.fields))
            item.setExpanded(True)
        self._sift()
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first)
        self.tree.setFocus()

    def _sift(self) -> None:
        words = joined(self.wanted.text())
        shown = 0
        for place in range(self.tree.topLevelItemCount()):
            item = self.tree.topLevelItem(place)
            if item is None:
                continue
            found = _sifted(item, words)
            item.setHidden(not found)
            shown += found
        if shown:
            said = plural("{count} opération", "{count} opérations", shown).format(count=shown)
            if self.tree.topLevelItemCount() == _MOST:
                said = tr("{said}, parmi les {most} dernières").format(said=said, most=_MOST)
        else:
            said = tr("Rien ne contient ces mots.") if words else tr("Rien n’est encore noté au journal.")
        self.count.setText(typeset(said))

    def _refuse(self, error: PasseportError) -> None:
        self.count.setText("")
        self.banner.say(sentence(error), "danger")


def _put(under: QTreeWidgetItem, title: str, lines: Iterable[str]) -> None:
    item = QTreeWidgetItem(under, [title])
    item.setToolTip(0, title)
    for line in lines:
        QTreeWidgetItem(item, [line]).setToolTip(0, line)
    item.setExpanded(True)


def _sifted(item: QTreeWidgetItem, words: str) -> bool:
    """Hide what is under an item and holds none of the words, unless the item does; say whether anything holds them."""
    if words in joined(item.text(0)):
        _show_all(item)
        return True
    found = False
    for place in range(item.childCount()):
        child = item.child(place)
        holds = _sifted(child, words)
        child.setHidden(not holds)
        found = found or holds
    return found


def _show_all(item: QTreeWidgetItem) -> None:
    for place in range(item.childCount()):
        item.child(place).setHidden(False)
        _show_all(item.child(place))
