"""Opening a vault from the command line: which account, which passphrase."""

import contextlib
import getpass
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from passeport import wiring
from passeport.cli.console import misused, remark
from passeport.domain.errors import FileNotFound
from passeport.language.typography import typeset
from passeport.services.desk import Desk

_VARIABLE = "PASSEPORT_PASSPHRASE"
_NOBODY = "conseiller"


def system_user() -> str:
    """Return the name of the system's user, or a plain word where the system has none to give."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such entry (POSIX), no variable and no pwd module (Windows)
        return _NOBODY


def passphrase(file: Path | None, *, is_new: bool = False) -> str:
    """Return the passphrase: from `file`, else from the environment, else from the person at the keyboard.

    Raises:
        FileNotFound: when the file cannot be read.
    """
    if file is not None:
        return _first_line(file)
    given = os.environ.get(_VARIABLE)
    if given:
        return given
    if not sys.stdin.isatty():
        misused(f"Il manque la phrase de passe : donnez --passphrase-file ou la variable {_VARIABLE}.")
    typed = getpass.getpass(typeset("Phrase de passe : "))
    while is_new and getpass.getpass(typeset("La même, une seconde fois : ")) != typed:
        remark("Les deux ne sont pas pareilles. Recommencez.")
        typed = getpass.getpass(typeset("Phrase de passe : "))
    return typed


@contextlib.contextmanager
def unlocked(vault: Path, account: str, passphrase_file: Path | None) -> Iterator[Desk]:
    """Open a vault, and lock it whatever happens.

    Raises:
        VaultNotFound, VaultDamaged, VaultNewer, VaultInUse, VaultNotWritable, WrongPassphrase, TooManyTries,
        FileNotFound.
    """
    accounts = wiring.accounts()
    names = accounts.information(vault).accounts  # a folder that is no vault asks nobody for a passphrase
    name = account or (names[0] if len(names) == 1 else system_user())
    opened = accounts.unlock(vault, account=name, passphrase=passphrase(passphrase_file))
    try:
        yield wiring.desk(opened)
    finally:
        opened.lock()


def _first_line(file: Path) -> str:
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        raise FileNotFound(path=str(file)) from None
    return lines[0] if lines else ""
