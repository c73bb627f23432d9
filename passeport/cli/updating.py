"""`passeport update`: look at an update that was brought as a file, and hand it to the system's installer."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from passeport import __version__, wiring
from passeport.cli.console import remark, say, told_as_json, write_json
from passeport.cli.french import FrenchCommand, FrenchGroup
from passeport.cli.options import AsJson
from passeport.domain.errors import UpdateRefused
from passeport.domain.update import UpdateFault, UpdateStatement

updating = typer.Typer(
    cls=FrenchGroup, rich_markup_mode=None, help="Les mises à jour signées, apportées sous forme de fichiers."
)

Package = Annotated[Path, typer.Argument(metavar="PAQUET", help="Paquet .deb ou .msi, sa signature à côté de lui.")]
_LIBRARIES = "LD_LIBRARY_PATH"
"""A frozen program finds its own libraries by it, and keeps what it was as …_ORIG: the system's programs want that."""


@updating.command(cls=FrenchCommand)
def check(package: Package, *, as_json: AsJson = False) -> None:
    """Dit si une mise à jour vient de l’éditeur, entière, et si elle est plus récente. N’installe rien."""
    with told_as_json(wanted=as_json):
        statement = wiring.updates().check(package)
    if as_json:
        write_json({**statement.model_dump(mode="json"), "installed": __version__})
        return
    _say(statement)
    say("Rien n’est installé : « passeport update install » le fait.")


@updating.command(cls=FrenchCommand)
def install(package: Package) -> None:
    """Vérifie une mise à jour, puis la donne à l’installateur du système. Demande les droits d’administration."""
    if not may_install(package):
        raise UpdateRefused(reason=UpdateFault.NO_RIGHT, file=package.name)
    folder = Path(tempfile.mkdtemp(prefix="passeport-"))
    try:
        copy = folder / package.name
        statement = wiring.updates().check(package, copy)
        _say(statement)
        if sys.platform == "win32":  # it cannot replace a program that runs: this one ends, the copy stays
            subprocess.Popen(["msiexec", "/i", str(copy), "/passive", "/norestart"])  # noqa: S603, S607 - the system's
            remark("L’installation continue dans sa fenêtre. Fermez Passeport s’il est ouvert.")
            return
        folder.chmod(0o755)  # apt reads the package as its own user
        code = subprocess.run(_command(copy), env=system_environment(), check=False).returncode  # noqa: S603
        if code:
            raise UpdateRefused(
                reason=UpdateFault.NOT_INSTALLED, file=package.name, found=str(code), installed=__version__
            )
        say(f"La version {statement.version} est installée. Fermez et rouvrez les fenêtres ouvertes.")
    finally:
        if sys.platform != "win32":
            shutil.rmtree(folder, ignore_errors=True)


def may_install(package: Path) -> bool:
    """Whether who runs this may install programs; a Windows package « -user » asks for no right."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - on Windows alone

        return package.stem.endswith("-user") or bool(ctypes.windll.shell32.IsUserAnAdmin())
    return os.geteuid() == 0


def system_environment() -> dict[str, str]:
    """Return the variables for a program of the system: without the libraries of a frozen one, without passphrases."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PASSEPORT_", _LIBRARIES))}
    before = os.environ.get(f"{_LIBRARIES}_ORIG")
    return {**kept, _LIBRARIES: before} if before else kept


def _command(package: Path) -> list[str]:
    """Return how Debian installs a package that is a file: with what it asks for where apt is, else alone."""
    apt, dpkg = shutil.which("apt-get"), shutil.which("dpkg")
    if apt is not None:
        return [apt, "install", "--yes", "--no-install-recommends", str(package)]
    if dpkg is not None:
        return [dpkg, "--install", str(package)]
    raise UpdateRefused(reason=UpdateFault.OTHER_SYSTEM, file=package.name)


def _say(statement: UpdateStatement) -> None:
    say(f"{statement.file} : Passeport {statement.version}, signé par un éditeur connu de cet ordinateur.")
    say(f"Installée ici : {__version__}. SHA-256 : {statement.sha256}")
