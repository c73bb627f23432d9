"""A key's fingerprint, laid out to be read over the telephone, and compared with what one hears."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from passeport.language import describe
from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from ui.widgets.texts import text

_ACROSS = 4
_LETTER = 4


class FingerprintBlock(QWidget):
    """Four lines of four groups; below, a field for the groups that somebody reads aloud."""

    def __init__(self, *, compares: bool = True) -> None:
        super().__init__()
        self._key = ""
        self.groups = QLabel()
        self.groups.setTextFormat(Qt.TextFormat.PlainText)
        self.groups.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.groups.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.heard = QLineEdit()
        self.heard.setPlaceholderText(tr("Tapez ici ce que l’on vous lit, groupe par groupe"))
        self.heard.setAccessibleName(tr("Empreinte lue au téléphone"))
        self.verdict = text("", "strong")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(text(tr("Empreinte"), "overline"))
        column.addWidget(self.groups)
        if compares:
            column.addWidget(self.heard)
            column.addWidget(self.verdict)
        self.heard.textChanged.connect(self._compare)
        self.verdict.hide()

    def text(self) -> str:
        """Return what is shown."""
        return self.groups.text()

    def show_key(self, key: str) -> None:
        """Show the fingerprint of a key."""
        self._key = key
        groups = describe.fingerprint(key).split()
        lines = [groups[start : start + _ACROSS] for start in range(0, len(groups), _ACROSS)]
        self.groups.setText("\n".join("  ".join(line) for line in lines))
        self.groups.setAccessibleName(tr("Empreinte : ") + ", ".join(groups))
        self.heard.clear()

    def _compare(self, typed: str) -> None:
        heard = "".join(character for character in typed.casefold() if character.isalnum())
        self.verdict.setVisible(bool(heard))
        whole = len(self._key)
        if heard == self._key:
            said = tr("Identique : les seize groupes sont les mêmes.")
        elif self._key.startswith(heard):
            said = tr("Identique jusqu’ici : {number} groupes sur {whole}.").format(
                number=len(heard) // _LETTER, whole=whole // _LETTER
            )
        else:
            same = next((place for place, letter in enumerate(heard) if self._key[place : place + 1] != letter), 0)
            said = tr("Différent au groupe {number} : ne faites pas confiance à cette clé.").format(
                number=same // _LETTER + 1
            )
        self.verdict.setText(typeset(said))
        self.verdict.setAccessibleName(self.verdict.text())
