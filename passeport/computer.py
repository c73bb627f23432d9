"""What is fixed for this computer, and where an IT department fixes it."""

import sys
from functools import cache
from pathlib import Path

from passeport.domain.computer_policy import ComputerPolicy
from passeport.services.computer_policies import read_policy

_SHELL_FOLDERS = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Explorer\Shell Folders"


def policy_file() -> Path:
    """Return where an IT department fixes settings: a place that only an administrator of the computer writes to."""
    if sys.platform == "win32":  # the registry says it, not a variable that a user may set
        import winreg  # noqa: PLC0415 - on Windows alone

        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _SHELL_FOLDERS) as key:
            return Path(winreg.QueryValueEx(key, "Common AppData")[0]) / "Passeport" / "reglages.toml"
    if sys.platform == "darwin":
        return Path("/Library/Application Support/Passeport/reglages.toml")
    return Path("/etc/passeport/reglages.toml")


@cache
def computer_policy() -> ComputerPolicy:
    """Return what is fixed for this computer, read once; raises `PolicyRefused`."""
    return read_policy(policy_file())
