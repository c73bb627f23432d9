"""The page of preferences: each choice is kept and seen at once."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from ui.preferences.choices import MINUTES, SIZES, Choices, ThemeChoice
from ui.preferences.preferences import Preferences
from ui.widgets.buttons import action, button
from ui.widgets.entries import ChoiceCombo, Field
from ui.widgets.page import CardsPage
from ui.widgets.room import scaled
from ui.widgets.surfaces import Card
from ui.widgets.texts import text

_NARROW = 440
_WHERE = tr(
    "Ces choix valent pour vous sur cet ordinateur. Ils ne disent rien de personne, et restent hors du coffre-fort."
)
_AT_NEXT_START = tr("La langue changera au prochain démarrage : fermez la fenêtre puis rouvrez-la. / At next start.")
_LANGUAGES = (("fr", "français"), ("en", "English"))
_THEMES = (
    (ThemeChoice.SYSTEM, tr("Comme le système")),
    (ThemeChoice.LIGHT, tr("Clair")),
    (ThemeChoice.DARK, tr("Sombre")),
)
_VAULTS_OWN = "0"
_MEANING: dict[str, Callable[[str], object]] = {"theme": ThemeChoice, "text_size": int, "idle_minutes": int}
"""What a code of a list stands for, where it is not itself."""


class PreferencesPage(CardsPage):
    """One person's choices on this computer."""

    closed = Signal()

    def __init__(
        self, preferences: Preferences, fixed_minutes: int | None = None, parent: QWidget | None = None
    ) -> None:
        """`fixed_minutes` is the absence that an IT department fixed for this computer, if it did."""
        super().__init__(parent)
        self._preferences = preferences
        self.language = _combo(_LANGUAGES)
        self.theme = _combo([(str(code), words) for code, words in _THEMES])
        self.text_size = _combo([(str(size), typeset(tr("{count} %").format(count=size))) for size in SIZES])
        self.idle_minutes = _combo(
            [
                (_VAULTS_OWN, tr("Le délai du coffre-fort")),
                *((str(count), tr("{count} min").format(count=count)) for count in MINUTES),
            ]
        )
        self.reduced_motion = QCheckBox(tr("Réduire les mouvements : rien ne glisse, rien ne clignote"))
        self._fields: dict[str, ChoiceCombo] = {
            "language": self.language,
            "theme": self.theme,
            "text_size": self.text_size,
            "idle_minutes": self.idle_minutes,
        }
        self.head.addWidget(text(tr("Préférences"), "title", wraps=False), 1)
        self.head.addWidget(button(tr("Revenir"), "", "arrow-left", self.closed.emit))
        self._add_cards(fixed_minutes)
        self.lay_out(text(_WHERE, "muted"), self.banner)
        self._show(preferences.choices)
        for name, combo in self._fields.items():
            combo.chosen.connect(partial(self._choose, name))
        self.reduced_motion.toggled.connect(self._calm)
        preferences.not_kept.connect(self._warn)
        if preferences.trouble:
            self._warn(preferences.trouble)
        action(self, tr("Quitter cette page"), "Esc", self.closed.emit)

    def begin(self, name: str = "") -> None:
        """Wait at a choice, by its name in `Choices`; at the first one by default."""
        (self._fields.get(name) or self.language).setFocus()

    def _add_cards(self, fixed_minutes: int | None) -> None:
        shown = Card(tr("Affichage"), spacing=12)
        for label, combo, hint in (
            ("Langue / Language", self.language, tr("Celle de la fenêtre, au prochain démarrage.")),
            (tr("Couleurs"), self.theme, ""),
            (tr("Taille du texte"), self.text_size, ""),
        ):
            shown.body.addWidget(_field(label, combo, hint))
        shown.body.addWidget(self.reduced_motion)
        absence = Card(tr("Absence"), spacing=12)
        hint = tr("Une absence plus courte que celle du coffre-fort, jamais plus longue.")
        if fixed_minutes is not None:
            hint = tr("Le service informatique l’a fixé pour cet ordinateur : {fixed_minutes} min.").format(
                fixed_minutes=fixed_minutes
            )
            self.idle_minutes.setEnabled(False)
        absence.body.addWidget(_field(tr("Verrouiller le coffre-fort après"), self.idle_minutes, typeset(hint)))
        self.cards.addWidget(shown)
        self.cards.addWidget(absence)

    def _show(self, choices: Choices) -> None:
        for name, combo in self._fields.items():
            combo.code = choices.as_text()[name]
        self.reduced_motion.setChecked(choices.reduced_motion)

    def _choose(self, name: str) -> None:
        code = self._fields[name].code
        if not code:
            return
        if name == "language":
            self.banner.say(typeset(_AT_NEXT_START))
        self._preferences.change(**{name: _MEANING.get(name, str)(code)})

    def _calm(self, reduced: bool) -> None:  # noqa: FBT001 - a signal has no keywords
        self._preferences.change(reduced_motion=reduced)

    def _warn(self, words: str) -> None:
        self.banner.say(words, "warning")


def _combo(choices: list[tuple[str, str]] | tuple[tuple[str, str], ...]) -> ChoiceCombo:
    return ChoiceCombo(list(choices))


def _field(label: str, entry: ChoiceCombo, hint: str) -> Field:
    field = Field(label, entry, hint=hint)
    field.setMaximumWidth(scaled(_NARROW))
    return field
