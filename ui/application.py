"""Starts the window."""

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths

from passeport.later import module
from ui import window_place
from ui.first_picture import FirstPicture
from ui.incidents import Incidents
from ui.meeting_place import may_be_taken
from ui.preferences.dress import calm, theme_of
from ui.preferences.preferences import Preferences
from ui.remembered import Remembered
from ui.shell import Shell
from ui.theme import icons, typeface
from ui.theme.dressing import prepared

if TYPE_CHECKING:
    from passeport.services.accounts import Accounts
    from passeport.services.desk import Desk
    from passeport.services.supervisor_desk import SupervisorDesk
    from passeport.services.vault_ports import OpenStatistics, OpenVault
    from ui import first_window, opened_files
else:
    first_window, opened_files = module("ui.first_window"), module("ui.opened_files")


def run(
    accounts: "Accounts",
    desk_of: "Callable[[OpenVault], Desk]",
    vault: Path | None = None,
    supervisor_desk_of: "Callable[[OpenStatistics], SupervisorDesk] | None" = None,
    file: Path | None = None,
) -> int:
    """Open the window on a vault, by default the one of the system's user, and return the exit code.

    `file` is read once the vault is open; a window that is there already takes it.
    """
    preferences = Preferences.of_this_computer()
    application = prepared(lambda: theme_of(preferences.choices))
    place = vault or _folder() / "coffre-fort"
    if may_be_taken(place) and first_window.brought_forward(place, file):
        return 0
    incidents = Incidents(_folder() / "incidents")
    incidents.watch()
    shell = Shell(accounts, desk_of, place, supervisor_desk_of, preferences, Remembered.of_this_computer())
    shell.tasks.unexpected.connect(lambda error: incidents.note(type(error), error.__traceback__))
    stand: list[first_window.FirstWindow] = []

    def settle() -> None:
        """Do what the first picture did not wait for."""
        gc.freeze()  # what was loaded so far stays, and is looked at no more
        gc.enable()
        calm(preferences.choices)
        typeface.load_rest()
        application.setWindowIcon(icons.emblem(128))
        if sys.platform == "darwin":  # a filter of the application is asked at each event of each widget
            opened_files.OpenedFiles(application).asked.connect(shell.open_file)
        first = first_window.FirstWindow(place)
        first.called.connect(shell.called)
        first.stand()
        stand.append(first)
        if file is not None:
            shell.open_file(file)

    FirstPicture(shell.unlock).painted.connect(settle)
    shell.loaded.connect(gc.freeze)  # looking for garbage in what stays would stop the window for 60 ms now and then
    window_place.show(shell, shell.remembered)
    code = application.exec()
    for first in stand:
        first.close()
    return code


def _folder() -> Path:
    """The application's own folder, for the system's user: on this computer, and not in a profile that roams."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation))
