"""A planned step whose day has passed is to be completed: one key says how it went."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from passeport.domain.parcours import StepStatus
from passeport.language import describe
from passeport.language.catalogue import tr, tr_in
from ui.widgets.buttons import action, button
from ui.widgets.chips import FlowLayout
from ui.widgets.texts import text

KEYS = {
    StepStatus.HONOREE: tr_in("présence", "H"),
    StepStatus.ABSENCE_EXCUSEE: tr_in("présence", "E"),
    StepStatus.ABSENCE_NON_EXCUSEE: tr_in("présence", "N"),
    StepStatus.ANNULEE_SERVICE: tr_in("présence", "A"),
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
        flow.addWidget(text(tr("Comment s’est-elle passée ?"), "small", wraps=False))
        self.chips = {}
        for status, key in KEYS.items():
            words = describe.term(status)
            chip = button(words, "chip", clicked=partial(self.settled.emit, status))
            chip.setAccessibleName(tr("{what} : {words}").format(what=what, words=words.lower()))
            chip.setToolTip(tr("Touche {key}").format(key=key))
            action(
                self,
                tr("{what} : {words}").format(what=what, words=words.lower()),
                key,
                partial(self.settled.emit, status),
            )
            flow.addWidget(chip)
            self.chips[status] = chip
        self.setFocusProxy(self.chips[StepStatus.HONOREE])
