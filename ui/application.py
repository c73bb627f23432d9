"""Starts the window."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QStandardPaths

from passeport.language.messages import UNEXPECTED
from passeport.services.accounts import Accounts
from passeport.services.desk import Desk
from passeport.services.ports import OpenVault
from ui.shell import Shell
from ui.theme.dressing import prepared


def run(accounts: Accounts, desk_of: Callable[[OpenVault], Desk], vault: Path | None = None) -> int:
    """Open the window on a vault, by default the one of the system's user, and return the exit code."""
    application = prepared()
    sys.excepthook = _say_sorry
    shell = Shell(accounts, desk_of, vault or _usual_vault())
    shell.show()
    return application.exec()


def _usual_vault() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)) / "coffre-fort"


def _say_sorry(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Say that something went wrong, and never what: a trace holds what people typed."""
    del error, trace
    sys.stderr.write(f"{UNEXPECTED} ({kind.__name__})\n")
