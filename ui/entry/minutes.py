"""How long it took: a usual duration in one key, or a number of minutes."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from passeport.language.catalogue import tr
from ui.widgets.buttons import button
from ui.widgets.room import scaled
from ui.widgets.texts import text

_USUAL = (15, 30, 45, 60, 90)
_LONGEST = 60_000


class Minutes(QWidget):
    """A number of minutes."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._chips = {}
        self.entry = QLineEdit()
        self.entry.setAccessibleName(tr("Durée en minutes"))
        self.entry.setValidator(QIntValidator(1, _LONGEST, self))
        self.entry.setFixedWidth(scaled(70))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.entry)
        row.addWidget(text(tr("min"), "muted", wraps=False))
        for minutes in _USUAL:
            chip = button(str(minutes), "chip", clicked=partial(self._take, minutes))
            chip.setAccessibleName(tr("{minutes} minutes").format(minutes=minutes))
            chip.setCheckable(True)
            self._chips[minutes] = chip
            row.addWidget(chip)
        row.addStretch()
        self.entry.textChanged.connect(self._mark)
        self.entry.textChanged.connect(self.changed)
        self.setFocusProxy(self.entry)

    @property
    def minutes(self) -> int | None:
        """The number of minutes, None when none was given."""
        return int(self.entry.text()) if self.entry.text().strip() else None

    @minutes.setter
    def minutes(self, value: int | None) -> None:
        self.entry.setText("" if value is None else str(value))

    def _take(self, minutes: int) -> None:
        self.minutes = None if self.minutes == minutes else minutes
        self._mark()

    def _mark(self) -> None:
        for minutes, chip in self._chips.items():
            chip.setChecked(minutes == self.minutes)
