"""Words that a screen reader says when they appear, without taking the focus (WCAG 2.2, 4.1.3)."""

from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, words: str, *, interrupts: bool = False) -> None:
    """Have `words` said once what is being said is over, or at once when something was refused."""
    if not words:
        return
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # noqa: PLC0415 - its names take 10 ms to make

    event = QAccessibleAnnouncementEvent(widget, words)
    if interrupts:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
