"""The commands together, and what every one of them ends with: an exit code, and a French sentence when it fails.

Exit codes: 0 done; 2 wrong use; 3 input refused; 4 wrong passphrase or no right; 5 the store cannot be used.
"""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from passeport import __version__
from passeport.cli import (
    backups,
    copying,
    demo,
    exporting,
    files,
    importing,
    keeping,
    lists,
    papers,
    people,
    statistics,
)
from passeport.cli.console import USAGE, cancelled, pipe_closed, remark, say
from passeport.cli.coupons import coupons
from passeport.cli.directory import directory
from passeport.cli.french import FrenchCommand, FrenchGroup, complaint
from passeport.cli.updating import updating
from passeport.cli.vaults import vaults
from passeport.domain.errors import PasseportError
from passeport.language.messages import sentence
from passeport.window import open_window


class Language(StrEnum):
    """The languages of the window (`passeport.language.catalogue.LANGUAGES`); the command line speaks French."""

    FRENCH = "fr"
    ENGLISH = "en"


_INTERRUPTED = 130
"""What typer answers to Ctrl+C (128 and the signal's number, as shells have it)."""

application = typer.Typer(
    cls=FrenchGroup,
    rich_markup_mode=None,
    add_completion=False,
    invoke_without_command=True,
    context_settings={"help_option_names": ["--help", "-h"]},
)
vaults.command("journal", cls=FrenchCommand)(keeping.journal)
vaults.command("retention", cls=FrenchCommand)(keeping.retention)
vaults.command("diagnostic", cls=FrenchCommand)(keeping.diagnostic)
for command in (backups.verify, backups.backup, backups.backups, backups.restore, backups.repair):
    vaults.command(cls=FrenchCommand)(command)
application.add_typer(vaults, name="vault")
application.add_typer(directory, name="directory")
application.add_typer(coupons, name="coupon")
application.add_typer(updating, name="update")
application.command("demo", cls=FrenchCommand)(demo.demo)
application.command("check", cls=FrenchCommand)(files.check)
application.command("convert", cls=FrenchCommand)(files.convert)
application.command("seed", cls=FrenchCommand)(people.seed)
application.command("import-list", cls=FrenchCommand)(lists.import_list)
application.command("export-list", cls=FrenchCommand)(lists.export_list)
application.command("find", cls=FrenchCommand)(people.find)
application.command("export", cls=FrenchCommand)(exporting.export)
application.command("copy", cls=FrenchCommand)(copying.copy)
application.command("document", cls=FrenchCommand)(papers.document)
application.command("export-all", cls=FrenchCommand)(papers.export_all)
application.command("import", cls=FrenchCommand)(importing.import_passport)
application.command("statistics", cls=FrenchCommand)(statistics.statistics)
application.command("statistics-merge", cls=FrenchCommand)(statistics.statistics_merge)
application.command("statistics-contribute", cls=FrenchCommand)(statistics.contribute)
application.command("statistics-key", cls=FrenchCommand)(statistics.region_key)
application.command("statistics-territories", cls=FrenchCommand)(statistics.territories)
application.command("statistics-rebuild", cls=FrenchCommand)(statistics.rebuild)


@application.callback()
def start(
    context: typer.Context,
    vault: Annotated[
        Path | None, typer.Option("--vault", metavar="DOSSIER", help="Coffre-fort que la fenêtre ouvre.")
    ] = None,
    language: Annotated[
        Language | None, typer.Option("--langue", help="Langue de la fenêtre, français sinon (ou PASSEPORT_LANGUE).")
    ] = None,
    *,
    version: Annotated[bool, typer.Option("--version", help="Dit la version.")] = False,
) -> None:
    """Passeport : le passeport européen de compétences du service public régional de l’orientation.

    Sans commande, ouvre l’application.
    """
    if version:
        say(f"Passeport {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        raise typer.Exit(open_window(vault, language=language.value if language is not None else ""))


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code; every foreseen error is said in French."""
    try:
        code = typer.main.get_command(application).main(
            args=list(arguments), prog_name="passeport", standalone_mode=False
        )
    except PasseportError as error:
        remark(sentence(error))
        return error.exit_code
    except typer.TyperException as error:
        remark(complaint(error))
        remark("Aide : passeport --help")
        return USAGE
    except (typer.Abort, KeyboardInterrupt):
        return cancelled()
    except BrokenPipeError:
        return pipe_closed()
    if code == _INTERRUPTED:
        return cancelled()
    return code if isinstance(code, int) else 0
