"""The clipboard: what was copied from a dossier does not outlive the open vault."""

from PySide6.QtGui import QGuiApplication

from ui.widgets.texts import BREAK


def forget_copied() -> None:
    """Empty the clipboard and the selection of what was copied here; what comes from elsewhere is not ours."""
    clipboard = QGuiApplication.clipboard()
    for mode, mine in (
        (clipboard.Mode.Clipboard, clipboard.ownsClipboard()),
        (clipboard.Mode.Selection, clipboard.supportsSelection() and clipboard.ownsSelection()),
    ):
        if mine:
            clipboard.clear(mode)


def tidy_copied() -> None:
    """Take out of what was copied here what only lets it go on below: an address is pasted as it is."""
    clipboard = QGuiApplication.clipboard()
    words = clipboard.text() if clipboard.ownsClipboard() else ""
    if BREAK in words:
        clipboard.setText(words.replace(BREAK, ""))
