"""What the window remembers from one day to the next: where it stood, how wide its parts were, what was told already.

Kept beside the preferences, outside every vault; it names nobody. What cannot be is taken for never said.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from ui.preferences import kept_file

if TYPE_CHECKING:
    from uuid import UUID

FILE_NAME = "window.ini"
_PLACE, _MAXIMISED, _SEEN = "window/place", "window/maximised", "window/version_seen"
_LARGEST = 20_000
"""Pixels; no screen is larger."""
_REFUSED = "refused"


class Remembered:
    """Without a file, it lasts as long as the window."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._values: dict[str, str] = {}
        if path is not None:
            try:
                self._values = kept_file.read(path)
            except kept_file.NotReadable:
                self._values = {}  # where a window stood is no loss worth a word

    @classmethod
    def of_this_computer(cls) -> "Remembered":
        """Return what is remembered for the system's user."""
        return cls(kept_file.folder() / FILE_NAME)

    @property
    def place(self) -> QRect | None:
        """Where the window stood when it was not maximised, in pixels of the desktop."""
        found = self._numbers(_PLACE)
        return QRect(*found) if len(found) == 4 and found[2] > 0 and found[3] > 0 else None  # noqa: PLR2004 - x, y, width, height

    @property
    def is_maximised(self) -> bool:
        """Whether it filled the screen."""
        return self._values.get(_MAXIMISED) == "true"

    def keep_place(self, place: QRect, *, is_maximised: bool) -> None:
        """Remember where the window stands."""
        self._values[_PLACE] = _joined((place.x(), place.y(), place.width(), place.height()))
        self._values[_MAXIMISED] = "true" if is_maximised else "false"

    def widths(self, name: str) -> tuple[int, ...]:
        """Return the widths of the parts of a splitter or a table, by its object's name; empty when never kept."""
        return tuple(width for width in self._numbers(f"widths/{name}") if width >= 0)

    def keep_widths(self, name: str, widths: Sequence[int]) -> None:
        """Remember the widths of the parts."""
        self._values[f"widths/{name}"] = _joined(widths)

    @property
    def version_seen(self) -> str:
        """The version of the application opened last; empty for a first one."""
        return self._values.get(_SEEN, "")

    def see_version(self, version: str) -> None:
        """Remember that this version was opened."""
        self._change(_SEEN, version)

    def guide(self, vault: "UUID") -> frozenset[str] | None:
        """Return the first steps that were passed in a vault; None when no guide was begun there, or it was refused.

        Kept here and not in the vault: the guide is for who makes a vault, on the computer where it is made; a
        colleague who opens it next year has no use for it, and where this file is lost, it does not come back.
        """
        kept = self._values.get(f"guide/{vault.hex}")
        return None if kept is None or kept == _REFUSED else frozenset(filter(None, kept.split("+")))

    def keep_guide(self, vault: "UUID", passed: frozenset[str]) -> None:
        """Remember the first steps that were passed in a vault; none for a guide that begins."""
        self._change(f"guide/{vault.hex}", "+".join(sorted(passed)))

    def end_guide(self, vault: "UUID") -> None:
        """Let the guide of a vault never come back."""
        self._change(f"guide/{vault.hex}", _REFUSED)

    def write(self) -> None:
        """Keep everything on the disk; one that refuses is left alone."""
        if self._path is not None:
            kept_file.write(self._path, self._values)

    def _change(self, key: str, value: str) -> None:
        if self._values.get(key) != value:
            self._values[key] = value
            self.write()

    def _numbers(self, key: str) -> list[int]:
        try:
            found = [int(part) for part in self._values.get(key, "").split("x") if part]
        except ValueError:
            return []
        return found if all(abs(number) <= _LARGEST for number in found) else []


def _joined(numbers: Sequence[int]) -> str:
    return "x".join(str(number) for number in numbers)
