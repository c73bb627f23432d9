"""Opening the window, with nothing loaded that its first picture does not need."""

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from passeport.domain.errors import StoreUnusable
from passeport.language.catalogue import LANGUAGES, REFERENCE, use_language
from passeport.language.typography import typeset
from passeport.later import later, module

if TYPE_CHECKING:
    from passeport import wiring
    from passeport.services.accounts import Accounts
    from passeport.services.desk import Desk
    from passeport.services.supervisor_desk import SupervisorDesk
    from passeport.services.vault_ports import OpenStatistics, OpenVault
else:
    wiring = module("passeport.wiring")

_VAULT, _LANGUAGE = "--vault", "--langue"
_ENVIRONMENT = "PASSEPORT_LANGUE"


class NotTheWindow(Exception):  # noqa: N818 - it is for the command line to understand
    """The arguments ask for something else than the window, or are wrong."""


class Asked(NamedTuple):
    """What the window is asked to show."""

    vault: Path | None = None
    """None for the user's own."""
    file: Path | None = None
    """A file to read once the vault is open: what a desktop's « open with » gives."""
    language: str = ""
    """Empty for the usual one."""


def asked(arguments: Sequence[str]) -> Asked:
    """Return what `passeport [--vault DIR] [--langue fr|en] [FILE]` asks for.

    A file is told from a command by the dot or the slash in its name, whether it is there or not: a name that is wrong
    is then said in the window, where somebody who opened a file looks.

    Raises:
        NotTheWindow: for any other arguments.
    """
    given: dict[str, str] = {}
    others: list[str] = []
    left = list(arguments)
    while left:
        word = left.pop(0)
        option, equals, value = word.partition("=")
        if option not in (_VAULT, _LANGUAGE):
            others.append(word)
            continue
        if not equals:
            value = left.pop(0) if left else ""
        if option in given or not value or value.startswith("-"):
            raise NotTheWindow
        given[option] = value
    if given.get(_LANGUAGE, REFERENCE) not in LANGUAGES:
        raise NotTheWindow
    vault = Path(given[_VAULT]) if _VAULT in given else None
    return Asked(vault, _file_of(others), given.get(_LANGUAGE, ""))


def _file_of(rest: Sequence[str]) -> Path | None:
    match list(rest):
        case []:
            return None
        case [name] if not name.startswith("-") and {".", "/", os.sep} & set(name):
            return Path(name).absolute()
    raise NotTheWindow


def usual_language() -> str:
    """Return the language of the window when no argument says it: the environment’s, the person’s choice, else French.

    The language of the system is not asked: this is a tool of French public services, and a computer bought in another
    language is not a conseiller who reads it.
    """
    wished = os.environ.get(_ENVIRONMENT, "").strip().lower()[:2]
    return wished if wished in LANGUAGES else _chosen_language()


def _chosen_language() -> str:
    """Return the language kept among the person's preferences; a file that says nothing is told by the window."""
    try:
        from ui.preferences import choices, kept_file  # noqa: PLC0415 - the other commands work with no Qt
    except ImportError:
        return REFERENCE
    try:
        kept = kept_file.read(kept_file.folder() / kept_file.FILE_NAME)
    except kept_file.NotReadable:
        return REFERENCE
    return choices.understood(kept)[0].language


def open_window(vault: Path | None, file: Path | None = None, language: str = "") -> int:
    """Open the window on a vault, with a file to read, in a language, and return the exit code.

    Python looks for no garbage until the first picture is there: what is loaded stays (`ui.application` begins again).
    """
    gc.disable()
    try:
        return _opened(vault, file, language)
    finally:
        gc.enable()


def _opened(vault: Path | None, file: Path | None, language: str) -> int:
    use_language(language or usual_language())  # before anything of `ui` is loaded
    try:
        from ui.application import run  # noqa: PLC0415 - the other commands work with no Qt
    except ImportError as error:
        words = (
            f"La fenêtre ne peut pas s’ouvrir : il manque un composant du système ({error}). "
            "Les autres commandes fonctionnent ; installez les paquets que « make run » énumère."
        )
        sys.stderr.write(f"{typeset(words)}\n")
        return StoreUnusable.exit_code
    return run(later(_accounts), _desk, vault, _supervisor_desk, file)


def _accounts() -> "Accounts":
    return wiring.accounts()


def _desk(vault: "OpenVault") -> "Desk":
    return wiring.desk(vault)


def _supervisor_desk(opened: "OpenStatistics") -> "SupervisorDesk":
    return wiring.supervisor_desk(opened)
