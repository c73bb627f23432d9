"""Opening the window, with nothing loaded that its first picture does not need."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

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


def vault_of(arguments: Sequence[str]) -> Path | None:
    """Return the vault that `passeport [--vault DIR]` names, None for the user's own.

    Raises:
        NotTheWindow: for any other arguments.
    """
    match list(arguments):
        case []:
            return None
        case [option, folder] if option == _VAULT and not folder.startswith("-"):
            return Path(folder)
        case [option] if option.startswith(f"{_VAULT}=") and option != f"{_VAULT}=":
            return Path(option.removeprefix(f"{_VAULT}="))
    raise NotTheWindow


def open_window(vault: Path | None) -> int:
    """Open the window on a vault and return the exit code."""
    try:
        from ui.application import run  # noqa: PLC0415 - the other commands work with no Qt
    except ImportError as error:
        words = (
            f"La fenêtre ne peut pas s’ouvrir : il manque un composant du système ({error}). "
            "Les autres commandes fonctionnent ; installez les paquets que « make run » énumère."
        )
        sys.stderr.write(f"{typeset(words)}\n")
        return StoreUnusable.exit_code
    return run(later(_accounts), _desk, vault, _statistics)


def _accounts() -> "Accounts":
    return wiring.accounts()


def _desk(vault: "OpenVault") -> "Desk":
    return wiring.desk(vault)


def _statistics(opened: "OpenStatistics") -> "Statistics":
    return wiring.statistics(opened)
