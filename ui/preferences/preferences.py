"""The preferences at work: read at the start, kept at each change."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from passeport.language.catalogue import tr
from passeport.language.typography import typeset
from ui.preferences import kept_file
from ui.preferences.choices import Choices, understood

FILE_NAME = kept_file.FILE_NAME
_UNREADABLE = tr(
    "Vos préférences ne se lisent pas : la fenêtre a repris ses réglages d’origine. Choisissez-les de nouveau dans "
    "« Préférences » ; aucun dossier n’est touché."
)
_PARTLY = tr(
    "Une préférence n’a pas été comprise et a repris sa valeur d’origine ({names}). Les autres sont gardées ; aucun "
    "dossier n’est touché."
)
_NOT_KEPT = tr(
    "Ce choix vaut jusqu’à la fermeture : il n’a pas pu être gardé sur cet ordinateur (disque plein ou dossier "
    "protégé)."
)
_NAMES = {
    "language": tr("langue"),
    "theme": tr("couleurs"),
    "text_size": tr("taille du texte"),
    "reduced_motion": tr("mouvements"),
    "idle_minutes": tr("absence"),
}


class Preferences(QObject):
    """One person's choices. Without a file they last as long as the window."""

    changed = Signal(object, object)
    """The `Choices` before, and those now."""
    not_kept = Signal(str)
    """Why a choice will not outlast the window."""

    def __init__(self, path: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self.trouble = ""
        """What to tell about the file that was read; empty when all is well."""
        self.choices = Choices() if path is None else self._read(path)

    @classmethod
    def of_this_computer(cls) -> "Preferences":
        """Return those of the system's user."""
        return cls(kept_file.folder() / FILE_NAME)

    def change(self, **choices: object) -> None:
        """Take other choices, by the names of the fields of `Choices`, and keep them."""
        before, self.choices = self.choices, self.choices._replace(**choices)  # type: ignore[arg-type]
        if before == self.choices:
            return
        if self._path is not None and not kept_file.write(self._path, self.choices.as_text()):
            self.not_kept.emit(typeset(_NOT_KEPT))
        self.changed.emit(before, self.choices)

    def _read(self, path: Path) -> Choices:
        try:
            choices, refused = understood(kept_file.read(path))
        except kept_file.NotReadable:
            self.trouble = typeset(_UNREADABLE)
            return Choices()
        if refused:
            self.trouble = typeset(_PARTLY.format(names=", ".join(_NAMES[key] for key in refused)))
        return choices
