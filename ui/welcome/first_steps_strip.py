"""The first steps, shown above the pages while one does them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from passeport.services.first_steps import FirstStep
from ui.welcome.first_steps import FINISHED, WORDS, FirstStepsModel
from ui.welcome.strip import Strip
from ui.widgets.buttons import button


class FirstStepsStrip(Strip):
    """One step at a time, with the way to it; each may be passed, and the whole refused."""

    way_requested = Signal(object)
    """The `FirstStep` that one wants to do now."""
    guide_requested = Signal(str)
    """The section of « Premiers pas » that explains it."""

    def __init__(self, model: FirstStepsModel, parent: QWidget | None = None) -> None:
        super().__init__(tr("Premiers pas"), "star", parent)
        self.model = model
        self.go = button("", "primary", "arrow-right", self._go)
        self.read = button(tr("Explication"), "", "help", self._read)
        self.skip = button(tr("Passer cette étape"), "quiet", "", model.skip)
        self.refuse = button(tr("Ne plus proposer"), "quiet", "close", model.end)
        self.offer(self.go, self.read, self.skip, self.refuse)
        model.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        step = self.model.step
        said = WORDS[step] if step is not None else FINISHED
        count = len(FirstStep)
        place = (
            tr("Premiers pas, {number} sur {count} : ").format(number=self.model.number, count=count)
            if step is not None
            else ""
        )
        self.say(
            typeset(f"{place}{said.heading[:1].lower() if place else said.heading[:1]}{said.heading[1:]}"),
            typeset(said.words),
        )
        self.go.setText(said.way)
        for made in (self.go, self.read, self.skip):
            made.setVisible(step is not None)
        self.skip.setVisible(step not in (None, FirstStep.VAULT))
        self.refuse.setText(tr("Ne plus proposer") if step is not None else tr("Fermer"))

    def _go(self) -> None:
        step = self.model.step
        if step is FirstStep.VAULT:
            self.model.skip()  # it was read: nothing else is to be done
        elif step is not None:
            self.way_requested.emit(step)

    def _read(self) -> None:
        step = self.model.step
        if step is not None:
            self.guide_requested.emit(WORDS[step].section)
