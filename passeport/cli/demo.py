"""`passeport demo`: the whole journey, with no screen."""

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from passeport.cli.console import remark, say
from passeport.domain.errors import InputRefused, OutputNotWritten
from passeport.samples.journey import Journey


def demo(
    out: Annotated[Path, typer.Option("--out", metavar="DOSSIER", help="Dossier où laisser les fichiers.")],
) -> None:
    """Joue tout le parcours d’un passeport, d’un réseau à l’autre, sur des personnes fictives."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputNotWritten(path=str(out), detail=error.strerror or "") from None
    with tempfile.TemporaryDirectory(prefix="passeport-demo-") as folder:
        journey = Journey(Path(folder), out)
        complaints = journey.run()
    for line in journey.told:
        say(line)
    if complaints:
        remark("La démonstration a échoué ; ce qui ne va pas est écrit ci-dessus.")
        raise typer.Exit(InputRefused.exit_code)
    say()
    say(f"Écrits dans « {out} » : passport.pdf, passport.xml, received.json, journal.txt")
