"""A planned step whose day has passed is to be completed: one key says how it went."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from passeport.domain.parcours import StepStatus
from passeport.language import describe
from ui.widgets.buttons import action, button
from ui.widgets.chips import FlowLayout
from ui.widgets.texts import text

KEYS = {
    StepStatus.HONOREE: "H",
    StepStatus.ABSENCE_EXCUSEE: "E",
    StepStatus.ABSENCE_NON_EXCUSEE: "N",
    StepStatus.ANNULEE_SERVICE: "A",
}
"""The same letters as in a workshop."""


class Settle(QWidget):
    """« Comment s’est-elle passée ? », and the answers."""

    settled = Signal(object)
    """The `StepStatus`."""

    def __init__(self, what: str) -> None:
        """`what` names the step to who cannot see it."""
        super().__init__()
        flow = FlowLayout(self)
        flow.addWidget(text("Comment s’est-elle passée ?", "small", wraps=False))
        self.chips = {}
        for status, key in KEYS.items():
            words = describe.term(status)
            chip = button(words, "chip", clicked=partial(self.settled.emit, status))
            chip.setAccessibleName(f"{what} : {words.lower()}")
            chip.setToolTip(f"Touche {key}")
            action(self, f"{what} : {words.lower()}", key, partial(self.settled.emit, status))
            flow.addWidget(chip)
            self.chips[status] = chip
        self.setFocusProxy(self.chips[StepStatus.HONOREE])
