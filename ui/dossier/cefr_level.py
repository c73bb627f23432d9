"""A level of the CEFR in one dimension of a language, with what it means in a line of our own words."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from passeport.language.catalogue import tr
from passeport.language.labels import label
from passeport.language.typography import typeset
from ui.forms.inputs import Today
from ui.widgets.fields import CodeCombo
from ui.widgets.texts import text

_SOURCE = tr(
    "Niveaux du Cadre européen commun de référence pour les langues (Conseil de l’Europe). Les repères sont des "
    "formulations de Passeport ; la grille officielle d’autoévaluation est sur www.coe.int/lang-CEFR."
)


class _Level(QWidget):
    """The choice, and under it what it means."""

    def __init__(self, dimension: str) -> None:
        super().__init__()
        self._dimension = dimension
        self.combo = CodeCombo("cefr_levels", empty="–")
        self.meaning = text("", "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.combo)
        column.addWidget(self.meaning)
        self.setFocusProxy(self.combo)
        self.setToolTip(typeset(_SOURCE))
        self.combo.chosen.connect(self._tell)
        self._tell()

    def setAccessibleName(self, name: str) -> None:  # noqa: N802 - Qt's name
        """Name the choice itself: that is what is reached."""
        super().setAccessibleName(name)
        self.combo.setAccessibleName(name)

    def _tell(self) -> None:
        code = str(self.combo.currentData() or "")
        words = typeset(label("cefr_references", f"{self._dimension}.{code}")) if code else ""
        self.meaning.setText(words)
        self.meaning.setVisible(bool(words))
        self.combo.setAccessibleDescription(words)


class CefrLevel:
    """Input of a level; None for none."""

    def __init__(self, dimension: str, _today: Today) -> None:
        self._level = _Level(dimension)

    @property
    def widget(self) -> QWidget:
        """What is typed into."""
        return self._level

    def show(self, value: str | None) -> None:
        """Show a level."""
        self._level.combo.code = value or ""

    def value(self) -> object:
        """Return the level."""
        return self._level.combo.code or None
