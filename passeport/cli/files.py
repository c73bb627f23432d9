"""`passeport check`, `passeport convert`: files alone, with no vault."""

from pathlib import Path
from typing import Annotated

import typer

from passeport import wiring
from passeport.cli.console import misused, remark, say, told_as_json, write_json
from passeport.cli.options import AsJson
from passeport.cli.reports import counts, remark_report, say_contents, say_origin, say_report
from passeport.language import describe
from passeport.services.ports import FileFormat

_BY_SUFFIX = {".pdf": FileFormat.PDF, ".xml": FileFormat.CANDIDATE, ".json": FileFormat.JSON}


def form_of(path: Path, wanted: FileFormat | None) -> FileFormat:
    """Return the form to write: the one asked for, else the one that the file's suffix tells."""
    found = wanted or _BY_SUFFIX.get(path.suffix.lower())
    if found is None:
        misused(
            f"« {path.name} » ne dit pas sous quelle forme l’écrire : "
            f"prenez un nom en {', '.join(_BY_SUFFIX)}, ou précisez la forme ({', '.join(FileFormat)})."
        )
    return found


def check(
    file: Annotated[Path, typer.Argument(metavar="FICHIER", help="Passeport ou document Europass (PDF, XML, JSON).")],
    *,
    as_json: AsJson = False,
) -> None:
    """Dit ce que contient un passeport ou un document Europass : compris, non compris, signature."""
    with told_as_json(wanted=as_json):
        incoming = wiring.conversion().read(file)
    if as_json:
        write_json({**incoming.model_dump(mode="json"), "counts": counts(incoming.report)})
        return
    say_origin(incoming)
    say_contents(incoming.passport)
    say()
    say_report(incoming.report)


def convert(
    source: Annotated[Path, typer.Argument(metavar="ENTRÉE", help="Fichier à lire.")],
    target: Annotated[Path, typer.Argument(metavar="SORTIE", help="Fichier à écrire.")],
    form: Annotated[
        FileFormat | None, typer.Option("--to", help="Forme de la sortie ; par défaut selon le nom du fichier.")
    ] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Réécrit un passeport ou un document Europass sous une autre forme, avec tout ce qui en a été compris.

    Le rapport de lecture est écrit sur la sortie d’erreur. Le fichier écrit n’est pas signé.
    """
    wanted = form_of(target, form)
    if source.resolve() == target.resolve():
        misused("La sortie est le fichier d’entrée lui-même : donnez un autre nom.")
    conversion = wiring.conversion()
    with told_as_json(wanted=as_json, err=True):
        incoming = conversion.read(source)
        conversion.write(incoming, target, wanted)
    if as_json:
        report = incoming.report
        write_json(
            {
                "file": str(target),
                "format": wanted.value,
                "signature": incoming.signature.value,
                "counts": counts(report),
                **report.model_dump(mode="json"),
            },
            err=True,
        )
        return
    remark(f"Signature : {describe.term(incoming.signature)}")
    remark_report(incoming.report)
    say(f"« {target} » est écrit.")
