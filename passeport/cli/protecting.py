"""How a copy that leaves is protected, as two options say it."""

from pathlib import Path
from typing import Annotated

import typer

from passeport.cli.console import misused
from passeport.cli.unlocking import first_line
from passeport.domain.passphrase import require_strong
from passeport.services.protection import Protection

ClosedBy = Annotated[
    Path | None,
    typer.Option(
        "--closed-by",
        metavar="FICHIER",
        help="Ferme la copie (PDF, AES-256) par la phrase de passe écrite à la première ligne de ce fichier.",
    ),
]
Signed = Annotated[
    bool, typer.Option("--signed", help="Signe la copie (PDF) avec le certificat du point d’accueil (PAdES).")
]


def protection(closed_by: Path | None, *, signed: bool) -> Protection:
    """Return how a copy is protected.

    Raises:
        FileNotFound: when the file of the passphrase cannot be read.
        WeakPassphrase: when it holds none, or one that could be guessed.
    """
    if closed_by is None:
        return Protection(signed=signed)
    if signed:
        misused("Une copie est signée ou fermée par une phrase de passe, pas les deux : fermer romprait la signature.")
    passphrase = first_line(closed_by)
    require_strong(passphrase)
    return Protection(passphrase)
