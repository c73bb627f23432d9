"""How long it took: a usual duration in one key, or one that is typed, `50` or `1h30`."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from passeport.language.catalogue import tr
from passeport.language.durations import understood_minutes
from passeport.language.typography import typeset
from ui.widgets.buttons import button
from ui.widgets.room import scaled
from ui.widgets.texts import text

_USUAL = (15, 30, 45, 60, 90)
NO_LENGTH = typeset(tr("Cette durée n’est pas comprise. Écrivez par exemple 45 ou 1h30."))


class Minutes(QWidget):
    """A length, shown as a number of minutes once it is typed."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._chips = {}
        self.entry = QLineEdit()
        self.entry.setAccessibleName(tr("Durée en minutes"))
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
        self.entry.editingFinished.connect(self._settle)
        self.entry.textChanged.connect(self._mark)
        self.entry.textChanged.connect(self.changed)
        self.setFocusProxy(self.entry)

    @property
    def minutes(self) -> int | None:
        """The number of minutes, None when none was given or it is not understood (`is_understood` tells)."""
        return understood_minutes(self.entry.text())

    @minutes.setter
    def minutes(self, value: int | None) -> None:
        self.entry.setText("" if value is None else str(value))

    @property
    def is_understood(self) -> bool:
        """Whether nothing was typed, or a length."""
        return not self.entry.text().strip() or self.minutes is not None

    def _settle(self) -> None:
        if self.minutes is not None:
            self.minutes = self.minutes

    def _take(self, minutes: int) -> None:
        self.minutes = None if self.minutes == minutes else minutes
        self._mark()

    def _mark(self) -> None:
        for minutes, chip in self._chips.items():
            chip.setChecked(minutes == self.minutes)
