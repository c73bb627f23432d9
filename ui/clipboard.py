"""The clipboard: what was copied from a dossier does not outlive the open vault."""

from PySide6.QtGui import QGuiApplication


def forget_copied() -> None:
    """Empty the clipboard and the selection where they hold what this application put there."""
    clipboard = QGuiApplication.clipboard()
    alone = QGuiApplication.platformName() == "offscreen"  # no other application can have put anything there
    for mode, mine in (
        (clipboard.Mode.Clipboard, clipboard.ownsClipboard()),
        (clipboard.Mode.Selection, clipboard.supportsSelection() and clipboard.ownsSelection()),
    ):
        if mine or (alone and mode is clipboard.Mode.Clipboard):
            clipboard.clear(mode)
