"""Who follows how many people: the dossiers of nobody, those of colleagues who left, then everybody's."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from passeport.domain.listing import Listing
from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from passeport.services.assignments import Caseload
from ui.desk.wording import people_counted
from ui.widgets.buttons import button
from ui.widgets.dialogs import Dialog
from ui.widgets.flow import FlowLayout
from ui.widgets.surfaces import rule
from ui.widgets.texts import tag, text


def listing_of(caseload: Caseload) -> Listing:
    """Return the list of those whom a referent follows, or whom nobody does."""
    if caseload.referent is None:
        return Listing(is_without_referent=True)
    return Listing(referents=(caseload.referent,))


def name_of(caseload: Caseload) -> str:
    """Return who follows them."""
    if caseload.referent is None:
        return tr("Sans référent")
    return caseload.name or tr("Compte supprimé")


class CaseloadsDialog(Dialog):
    """One row for each referent; what is done to all of theirs begins here."""

    seen = Signal(object)
    """A `Caseload` whose people are to be shown."""
    given = Signal(object)
    """A `Caseload` whose people are all to be given to somebody."""

    def __init__(self, caseloads: Sequence[Caseload], parent: QWidget) -> None:
        super().__init__(parent, width=720)
        self.setWindowTitle(tr("Qui suit qui"))
        self.rows = tuple(self._row(one) for one in caseloads)
        close = button(tr("Fermer"), clicked=self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(text(tr("Qui suit qui"), "title"))
        column.addWidget(text(typeset(_told(caseloads)), "muted"))
        for number, row in enumerate(self.rows):
            if number:
                column.addWidget(rule())
            column.addWidget(row)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(close)
        column.addLayout(foot)
        self.finished.connect(self.deleteLater)

    def _row(self, caseload: Caseload) -> QWidget:
        name, row = name_of(caseload), QWidget()
        flow = FlowLayout(row, spacing=8)
        flow.addWidget(text(name, "strong", wraps=False))
        flow.addWidget(text(people_counted(caseload.count), "muted", wraps=False))
        if caseload.referent is not None and not caseload.is_there:
            flow.addWidget(tag(tr("N’ouvre plus le coffre-fort"), "warning"))
        if caseload.count:
            for words, what in ((tr("Voir la liste"), self.seen), (tr("Tout confier…"), self.given)):
                does = button(words, "quiet", "", partial(self._leave_for, what, caseload))
                does.setAccessibleName(typeset(tr("{what} : {words}").format(what=words, words=name)))
                flow.addWidget(does)
        return row

    def _leave_for(self, what: SignalInstance, caseload: Caseload) -> None:
        self.accept()
        what.emit(caseload)


def _told(caseloads: Sequence[Caseload]) -> str:
    """Return how many people wait for somebody who works here."""
    waiting = sum(one.count for one in caseloads if not one.is_there)
    if not waiting:
        return tr("Chaque personne a un référent qui travaille ici.")
    return tr(
        "{people} sans référent qui travaille ici : confiez-les définitivement, ou pour un temps ; Ctrl+Z l’annule."
    ).format(people=people_counted(waiting))
