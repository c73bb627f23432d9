"""Whether anything may move on the screen: one answer for the whole window (WCAG 2.2, 2.3.3 and 2.2.2).

Nothing moves when the person said so in the preferences, or the system did, as far as Qt hears of it: Qt 6.11 has no
name for « reduced motion », but its style gives animations no duration where the platform's theme turns effects off
(Windows does, a Linux desktop does not tell).
"""

from PySide6 import QtCore
from PySide6.QtWidgets import QApplication, QProgressBar

_BLINK = 1_000
"""Milliseconds of a blink of the text cursor, Qt's own."""


class Motion:
    """The preference of the person; `None` while they follow their system."""

    wanted: bool | None = None


def prefer(*, moves: bool | None) -> None:
    """Take the preference of the person: to move, not to, or as the system does."""
    Motion.wanted = moves
    application = QApplication.instance()
    if isinstance(application, QApplication):
        for effect in (
            QtCore.Qt.UIEffect.UI_AnimateMenu,
            QtCore.Qt.UIEffect.UI_FadeMenu,
            QtCore.Qt.UIEffect.UI_AnimateCombo,
            QtCore.Qt.UIEffect.UI_AnimateTooltip,
            QtCore.Qt.UIEffect.UI_FadeTooltip,
            QtCore.Qt.UIEffect.UI_AnimateToolBox,
        ):
            QApplication.setEffectEnabled(effect, may_move())
        QApplication.setCursorFlashTime(_BLINK if may_move() else 0)


def may_move() -> bool:
    """Whether something may move now."""
    return follows_system() if Motion.wanted is None else Motion.wanted


def follows_system() -> bool:
    """Whether the system lets things move, as far as Qt tells: its style gives animations a duration, or none."""
    from PySide6.QtWidgets import QStyle  # noqa: PLC0415 - its names take 8 ms to make

    style = QApplication.style()
    return style is not None and style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0


def show_unmeasured(bar: QProgressBar) -> None:
    """Show work whose length nobody knows: a bar that comes and goes, or one that stands still."""
    bar.setRange(0, 0 if may_move() else 1)
    bar.setValue(bar.maximum())
