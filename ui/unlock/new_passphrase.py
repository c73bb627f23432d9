"""A passphrase that is being chosen: said twice, and measured as it is typed."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QProgressBar, QVBoxLayout, QWidget

from passeport.domain.passphrase import REQUIRED_BITS, STRONG_BITS, Level, strength
from passeport.language.catalogue import tr
from passeport.language.passphrases import HINT, explained
from passeport.language.typography import typeset
from ui.widgets.fields import Field
from ui.widgets.texts import restyle, text

_TONES = {Level.GUESSED: "danger", Level.SHORT: "warning", Level.GOOD: "success", Level.STRONG: "success"}


class NewPassphrase(QWidget):
    """Two hidden lines and a meter, which shows and keeps nothing of what is typed."""

    def __init__(self, label: str = tr("Phrase de passe"), known: Callable[[], tuple[str, ...]] = tuple) -> None:
        super().__init__()
        self._known = known
        self.passphrase = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.again = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.first = Field(label, self.passphrase, required=True, hint=typeset(tr(HINT)))
        self.second = Field(tr("La même, encore une fois"), self.again, required=True)
        self.meter = QProgressBar(textVisible=False)
        self.meter.setRange(0, STRONG_BITS)
        self.meter.setAccessibleName(tr("Solidité de la phrase de passe"))
        self.verdict = text("", "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.first, self.meter, self.verdict, self.second):
            column.addWidget(part)
        self.passphrase.textChanged.connect(self._measure)
        self._measure()

    @property
    def secret(self) -> str:
        """The passphrase."""
        return self.passphrase.text()

    def accepted(self) -> bool:
        """Whether it may be used; says beside each line why not."""
        weak = strength(self.secret, self._known())
        self.first.refuse(explained(weak) if weak.bits < REQUIRED_BITS else "")
        self.second.refuse(tr("Les deux phrases ne sont pas les mêmes.") if self.again.text() != self.secret else "")
        refused = [field for field in (self.first, self.second) if field.error]
        if refused:
            refused[0].entry.setFocus()
        return not refused

    def forget(self) -> None:
        """Keep nothing of what was typed."""
        for field in (self.first, self.second):
            field.refuse()
        self.passphrase.clear()
        self.again.clear()

    def _measure(self) -> None:
        if not self.secret:
            self.meter.setValue(0)
            self.meter.setVisible(False)
            self.verdict.setVisible(False)
            return
        found = strength(self.secret, self._known())
        words = explained(found)
        self.meter.setValue(min(found.bits, STRONG_BITS))
        self.meter.setAccessibleDescription(words)
        self.verdict.setText(words)
        restyle(self.meter, tone=_TONES[found.level])
        self.meter.setVisible(True)
        self.verdict.setVisible(True)
