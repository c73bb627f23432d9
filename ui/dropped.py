"""What is dropped on the window."""

from pathlib import Path

from PySide6.QtCore import QUrl

LISTS = frozenset((".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods"))
"""What a dropped file ends with when it is a list of people, and no passport."""


def file_of(urls: list[QUrl]) -> Path | None:
    """Return the file that is dragged, when it is one alone."""
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
