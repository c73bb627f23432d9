"""Those of a pasted list who are not surely known: each is chosen, made, counted, or left out."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from passeport.language.catalogue import plural, tr
from passeport.language.typography import typeset
from passeport.services.workshops import Recognised
from ui.widgets.buttons import button
from ui.widgets.chips import FlowLayout
from ui.widgets.surfaces import emptied
from ui.widgets.texts import text
from ui.workshop.adding import named
from ui.workshop.model import WorkshopModel

_CANDIDATES = 3


class ToCheck(QWidget):
    """One block a person; hidden when there is nobody."""

    new_person_requested = Signal(object)
    """A `Recognised`."""

    def __init__(self, model: WorkshopModel) -> None:
        super().__init__()
        self._model = model
        self._shown: tuple[int, ...] = ()
        self.title = text("", "strong")
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 6, 0, 0)
        whole.setSpacing(6)
        whole.addWidget(self.title)
        whole.addLayout(self._column)
        model.changed.connect(self._show)
        self.hide()

    def _show(self) -> None:
        waiting = self._model.waiting
        if tuple(id(one) for one in waiting) == self._shown:
            return
        self._shown = tuple(id(one) for one in waiting)
        emptied(self._column)
        self.setVisible(bool(waiting))
        self.title.setText(
            typeset(
                plural("À vérifier : {count} personne", "À vérifier : {count} personnes", len(waiting)).format(
                    count=len(waiting)
                )
            )
        )
        for one in waiting:
            self._column.addWidget(self._block(one))

    def _block(self, one: Recognised) -> QWidget:
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        name = one.person.name
        column.addWidget(text(typeset(tr("« {name} »").format(name=name)), wraps=True))
        choices = QWidget()
        flow = FlowLayout(choices)
        for summary in one.candidates[:_CANDIDATES]:
            chip = button(named(summary), "chip", clicked=partial(self._model.settle, one, summary))
            chip.setAccessibleName(typeset(tr("{name} est {named}").format(name=name, named=named(summary))))
            flow.addWidget(chip)
        for words, what, clicked in (
            (tr("Nouveau dossier"), tr("ouvrir un dossier"), partial(self.new_person_requested.emit, one)),
            (tr("Sans dossier"), tr("compter sans dossier"), partial(self._model.settle, one, None)),
            (tr("Laisser de côté"), tr("laisser de côté"), partial(self._model.drop, one)),
        ):
            made = button(words, "quiet", clicked=clicked)
            made.setAccessibleName(typeset(tr("{what} : {words}").format(what=name, words=what)))
            flow.addWidget(made)
        column.addWidget(choices)
        return block
