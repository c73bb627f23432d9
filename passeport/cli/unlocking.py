"""Opening a vault from the command line: which account, which passphrase."""

import contextlib
import getpass
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from passeport import wiring
from passeport.cli.console import misused, remark
from passeport.domain.account import Operation
from passeport.domain.errors import FileNotFound, NotAllowed
from passeport.language.typography import typeset
from passeport.services.desk import Desk
from passeport.services.vault_ports import OpenStatistics, OpenVault

_VARIABLE = "PASSEPORT_PASSPHRASE"
_NEW_VARIABLE = "PASSEPORT_NEW_PASSPHRASE"
_NOBODY = "conseiller"


def system_user() -> str:
    """Return the name of the system's user, or a plain word where the system has none to give."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such entry (POSIX), no variable and no pwd module (Windows)
        return _NOBODY


def passphrase(file: Path | None) -> str:
    """Return the passphrase: from `file`, else from the environment, else from the person at the keyboard.

    Raises:
        FileNotFound: when the file cannot be read.
    """
    return _given(file, "--passphrase-file", _VARIABLE) or getpass.getpass(typeset("Phrase de passe : "))


def first_passphrase(file: Path | None) -> str:
    """Return the passphrase of a vault that is made, from the same places, typed twice; raises as `passphrase` does."""
    return _given(file, "--passphrase-file", _VARIABLE) or _typed_twice("Phrase de passe : ")


def new_passphrase(file: Path | None) -> str:
    """Return a passphrase that takes the place of another, or that of another account, typed twice."""
    return _given(file, "--new-passphrase-file", _NEW_VARIABLE) or _typed_twice("Nouvelle phrase de passe : ")


def opened(
    vault: Path, account: str, secret: str | None = None, file: Path | None = None
) -> OpenVault | OpenStatistics:
    """Open a vault, or its statistics for a supervisor; the passphrase is `secret` or looked for.

    Raises:
        VaultNotFound, VaultDamaged, VaultNewer, VaultInUse, VaultNotWritable, VaultOnNetwork, WrongPassphrase,
        TooManyTries, AccountDisabled, FileNotFound.
    """
    name = account_of(vault, account)  # a folder that is no vault asks nobody for a passphrase
    typed = passphrase(file) if secret is None else secret
    return wiring.accounts().unlock(vault, account=name, passphrase=typed)


def account_of(vault: Path, account: str) -> str:
    """Return the account meant: the one that was said, else the only one, else the one of the system's user.

    Raises:
        VaultNotFound, VaultDamaged, VaultNewer: when the folder does not say whose vault it is.
    """
    names = wiring.accounts().information(vault).accounts
    return account or (names[0] if len(names) == 1 else system_user())


@contextlib.contextmanager
def unlocked(vault: Path, account: str, passphrase_file: Path | None) -> Iterator[Desk]:
    """Open a vault, and lock it whatever happens.

    Raises:
        NotAllowed: when the account opens the statistics alone; otherwise as `opened` does.
    """
    found = opened(vault, account, file=passphrase_file)
    try:
        yield wiring.desk(with_dossiers(found))
    finally:
        found.lock()


def with_dossiers(found: OpenVault | OpenStatistics) -> OpenVault:
    """Return what a conseiller unlocked; raises `NotAllowed` for a supervisor."""
    if found.opens == "statistics":
        raise NotAllowed(operation=Operation.READ_DOSSIER.value)
    return found


def first_line(file: Path) -> str:
    """Return the first line of a file; raises `FileNotFound` when it cannot be read."""
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        raise FileNotFound(path=str(file)) from None
    return lines[0] if lines else ""


def passphrase_of(file: Path | None) -> str:
    """Return the passphrase that a file holds, empty without a file; raises `FileNotFound` as `first_line` does."""
    return first_line(file) if file is not None else ""


def _given(file: Path | None, option: str, variable: str) -> str:
    """Return what `file` or the environment says; empty when somebody is there to be asked."""
    if file is not None:
        return first_line(file)
    given = os.environ.get(variable, "")
    if not given and not sys.stdin.isatty():
        misused(f"Il manque la phrase de passe : donnez {option} ou la variable {variable}.")
    return given


def _typed_twice(question: str) -> str:
    typed = getpass.getpass(typeset(question))
    while getpass.getpass(typeset("La même, une seconde fois : ")) != typed:
        remark("Les deux ne sont pas pareilles. Recommencez.")
        typed = getpass.getpass(typeset(question))
    return typed
