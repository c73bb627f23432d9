"""The button that keeps a person at hand."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton

from passeport.domain.identifiers import BeneficiaryId
from passeport.language.catalogue import tr
from passeport.services.desk import Desk
from ui.dossier.model import DossierModel
from ui.tasks import Tasks
from ui.theme.theme import Theme
from ui.widgets.buttons import ICON
from ui.widgets.room import scaled
from ui.widgets.texts import restyle


class PinButton(QPushButton):
    """Stays pressed while the person is pinned."""

    def __init__(self, desk: Desk, tasks: Tasks, model: DossierModel) -> None:
        super().__init__()
        self._lists = desk.lists
        self._tasks = tasks
        self._model = model
        self._asked_of: BeneficiaryId | None = None
        self.setIcon(Theme.current().icon("star", "primary"))
        self.setIconSize(QSize(scaled(ICON), scaled(ICON)))
        self.setCheckable(True)
        self.setAutoDefault(False)
        restyle(self, kind="quiet")
        self.clicked.connect(self.turn)
        model.changed.connect(self._ask)
        self._show(frozenset())

    def turn(self) -> None:
        """Keep the person at hand, or no more."""
        who, lists, is_pinned = self._model.beneficiary, self._lists, self._is_pinned
        if who is None:
            return

        def ask() -> frozenset[BeneficiaryId]:
            (lists.unpin if is_pinned else lists.pin)(who)
            return lists.pinned()

        self._tasks.run(ask, self._show)

    def _ask(self) -> None:
        if self._model.beneficiary != self._asked_of:
            self._asked_of = self._model.beneficiary
            self._tasks.run(self._lists.pinned, self._show)

    def _show(self, pinned: frozenset[BeneficiaryId]) -> None:
        self._is_pinned = self._model.beneficiary in pinned
        self.setChecked(self._is_pinned)
        words = tr("Ne plus épingler cette personne") if self._is_pinned else tr("Épingler cette personne")
        self.setAccessibleName(words)
        self.setToolTip(tr("{words} (Ctrl+Maj+D)").format(words=words))
