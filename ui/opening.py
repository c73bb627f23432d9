"""Whether a file that was opened with the application can be read: said before a passphrase is typed."""

from pathlib import Path

from passeport.domain.errors import FileNotFound, PasseportError


def why_not(file: Path) -> PasseportError | None:
    """Return why a file cannot be opened; None when it can, or when it is a folder, of which every file is read."""
    try:
        if file.is_dir():
            return None
        if file.is_file():  # a pipe would be waited for
            with file.open("rb"):
                return None
    except (OSError, ValueError):
        pass
    return FileNotFound(path=str(file))
