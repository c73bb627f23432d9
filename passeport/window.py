"""Opening the window, with nothing loaded that its first picture does not need."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from passeport.domain.errors import StoreUnusable
from passeport.language.typography import typeset
from passeport.later import later, module

if TYPE_CHECKING:
    from passeport import wiring
    from passeport.services.accounts import Accounts
    from passeport.services.desk import Desk
    from passeport.services.statistics import Statistics
    from passeport.services.vault_ports import OpenStatistics, OpenVault
else:
    wiring = module("passeport.wiring")

_VAULT = "--vault"


class NotTheWindow(Exception):  # noqa: N818 - it is for the command line to understand
    """The arguments ask for something else than the window, or are wrong."""


class Asked(NamedTuple):
    """What the window is asked to show."""

    vault: Path | None = None
    """None for the user's own."""
    file: Path | None = None
    """A file to read once the vault is open: what a desktop's « open with » gives."""


def asked(arguments: Sequence[str]) -> Asked:
    """Return what `passeport [--vault DIR] [FILE]` asks for.

    A file is told from a command by the dot or the slash in its name, whether it is there or not: a name that is wrong
    is then said in the window, where somebody who opened a file looks.

    Raises:
        NotTheWindow: for any other arguments.
    """
    match list(arguments):
        case []:
            return Asked()
        case [option, folder, *rest] if option == _VAULT and not folder.startswith("-"):
            return Asked(Path(folder), _file_of(rest))
        case [option, *rest] if option.startswith(f"{_VAULT}=") and option != f"{_VAULT}=":
            return Asked(Path(option.removeprefix(f"{_VAULT}=")), _file_of(rest))
        case [*rest]:
            return Asked(None, _file_of(rest))
    raise NotTheWindow


def _file_of(rest: Sequence[str]) -> Path | None:
    match list(rest):
        case []:
            return None
        case [name] if not name.startswith("-") and {".", "/", os.sep} & set(name):
            return Path(name).absolute()
    raise NotTheWindow


def open_window(vault: Path | None, file: Path | None = None) -> int:
    """Open the window on a vault, with a file to read, and return the exit code."""
    try:
        from ui.application import run  # noqa: PLC0415 - the other commands work with no Qt
    except ImportError as error:
        words = (
            f"La fenêtre ne peut pas s’ouvrir : il manque un composant du système ({error}). "
            "Les autres commandes fonctionnent ; installez les paquets que « make run » énumère."
        )
        sys.stderr.write(f"{typeset(words)}\n")
        return StoreUnusable.exit_code
    return run(later(_accounts), _desk, vault, _statistics, file)


def _accounts() -> "Accounts":
    return wiring.accounts()


def _desk(vault: "OpenVault") -> "Desk":
    return wiring.desk(vault)


def _statistics(opened: "OpenStatistics") -> "Statistics":
    return wiring.statistics(opened)
