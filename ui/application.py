"""Starts the window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from passeport.services.accounts import Accounts
from passeport.services.desk import Desk
from passeport.services.statistics import Statistics
from passeport.services.vault_ports import OpenStatistics, OpenVault
from ui.first_window import FirstWindow, brought_forward
from ui.incidents import Incidents
from ui.shell import Shell
from ui.theme.dressing import prepared


def run(
    accounts: Accounts,
    desk_of: Callable[[OpenVault], Desk],
    vault: Path | None = None,
    statistics_of: Callable[[OpenStatistics], Statistics] | None = None,
) -> int:
    """Open the window on a vault, by default the one of the system's user, and return the exit code."""
    application = prepared()
    place = vault or _folder() / "coffre-fort"
    if brought_forward(place):
        return 0
    incidents = Incidents(_folder() / "incidents")
    incidents.watch()
    first = FirstWindow(place)
    shell = Shell(accounts, desk_of, place, statistics_of)
    shell.tasks.unexpected.connect(lambda error: incidents.note(type(error), error.__traceback__))
    first.called.connect(shell.come_forward)
    first.stand()
    shell.show()
    code = application.exec()
    first.close()
    return code


def _folder() -> Path:
    """The application's own folder, for the system's user."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation))
