"""`passeport check`, `passeport convert`: files alone, with no vault."""

from pathlib import Path
from typing import Annotated

import typer
from pydantic import JsonValue

from passeport import wiring
from passeport.cli.console import misused, refusal, remark, say, told_as_json, write_json, write_json_line
from passeport.cli.options import AsJson, OpenedBy
from passeport.cli.reports import counts, remark_report, say_contents, say_origin, say_report, summary_line
from passeport.cli.unlocking import passphrase_of
from passeport.domain.errors import InputRefused, PasseportError
from passeport.domain.reading import IncomingPassport
from passeport.domain.text import visible
from passeport.language import describe, left_out
from passeport.language.messages import sentence
from passeport.language.reading_account import doubts
from passeport.services.file_ports import FileFormat
from passeport.services.reading_many import files_in

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
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FICHIER", help="Passeport ou document Europass (PDF, XML, JSON), ou dossier de fichiers."
        ),
    ],
    opened_by: OpenedBy = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Dit ce que contient un passeport ou un document Europass : compris, non compris, signature.

    D’un dossier, dit pour chaque fichier ce qui en a été lu ; avec --json, un objet JSON par ligne.
    """
    if file.is_dir():
        if opened_by is not None:
            misused("L’option --opened-by ouvre un fichier, pas un dossier de fichiers.")
        _check_folder(file, as_json=as_json)
        return
    with told_as_json(wanted=as_json):
        incoming = wiring.conversion().read(file, passphrase=passphrase_of(opened_by))
    if as_json:
        write_json({**incoming.model_dump(mode="json"), "counts": counts(incoming.report)})
        return
    say_origin(incoming)
    say_contents(incoming.passport)
    say()
    say_report(incoming.report)
    for doubt in doubts(incoming.passport):
        remark(doubt)


def _check_folder(folder: Path, *, as_json: bool) -> None:
    """Say of each file what it is, as it is read; leave with the code of a refusal if there was one."""
    files = files_in(folder)
    refused = 0
    for path, result in wiring.conversion().read_all(files):
        name = visible(str(path.relative_to(folder)))
        refused += isinstance(result, PasseportError)
        if as_json:
            write_json_line({"file": name, **_summary(result)})
        elif isinstance(result, PasseportError):
            say(f"{name} – refusé : {sentence(result)}")
        else:
            say(f"{name} – {summary_line(result)}")
    if not as_json:
        say()
        say(f"Fichiers lus : {len(files) - refused} ; refusés : {refused}")
    if refused:
        raise typer.Exit(InputRefused.exit_code)


def _summary(result: IncomingPassport | PasseportError) -> dict[str, JsonValue]:
    if isinstance(result, PasseportError):
        return refusal(result)
    return {
        "format": result.report.file_format,
        "signature": result.signature.value,
        "person": result.passport.identity.full_name,
        "counts": counts(result.report),
    }


def convert(
    source: Annotated[Path, typer.Argument(metavar="ENTRÉE", help="Fichier à lire.")],
    target: Annotated[Path, typer.Argument(metavar="SORTIE", help="Fichier à écrire.")],
    form: Annotated[
        FileFormat | None, typer.Option("--to", help="Forme de la sortie ; par défaut selon le nom du fichier.")
    ] = None,
    opened_by: OpenedBy = None,
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
        incoming = conversion.read(source, passphrase=passphrase_of(opened_by))
        lost = conversion.write(incoming, target, wanted)
    if as_json:
        report = incoming.report
        write_json(
            {
                "file": str(target),
                "format": wanted.value,
                "signature": incoming.signature.value,
                "left_out": list(lost.names),
                "counts": counts(report),
                **report.model_dump(mode="json"),
            },
            err=True,
        )
        return
    remark(f"Signature : {describe.term(incoming.signature)}")
    remark_report(incoming.report)
    for doubt in doubts(incoming.passport):
        remark(doubt)
    if warning := left_out.warned(lost):
        remark(warning)
    say(f"« {target} » est écrit.")
