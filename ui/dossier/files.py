"""Files that a person brings into their profile."""

import mimetypes
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

LARGEST_DOCUMENT = 25_000_000
"""Bytes."""


def choose(parent: QWidget, title: str, kinds: str) -> Path | None:
    """Ask for a file; None when none was chosen."""
    name, _ = QFileDialog.getOpenFileName(parent, title, "", kinds)
    return Path(name) if name else None


def document_values(path: Path) -> dict[str, object] | None:
    """Return the fields of an `AttachedDocument` for a file; None when it is empty, too large or unreadable."""
    try:
        size = path.stat().st_size
        data = path.read_bytes() if 0 < size <= LARGEST_DOCUMENT else b""
    except OSError:
        return None
    if not data:
        return None
    media_type, _ = mimetypes.guess_type(path.name)
    return {"name": path.name, "media_type": media_type or "application/octet-stream", "data": data}
