"""`passeport import-list`, `passeport export-list`: a caseload that comes in, a list that goes out."""

from pathlib import Path
from typing import Annotated

import typer
from pydantic import JsonValue

from passeport.cli.console import remark, say, told_as_json, write_json
from passeport.cli.options import AccountName, AsJson, PassphraseFile, VaultFolder, code_of
from passeport.cli.unlocking import first_line, unlocked
from passeport.domain.caseload import CaseloadPreview, Column, Line
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.incoming_table import MOST_COLUMNS, IncomingTable
from passeport.domain.listing import Listing
from passeport.domain.vocabulary import label
from passeport.services.caseload import Caseloads
from passeport.services.desk import Desk

_PAGE = 1_000
_SHOWN = 20


def import_list(
    vault: VaultFolder,
    file: Annotated[Path, typer.Argument(metavar="FICHIER", help="Liste à importer, CSV ou XLSX.")],
    column: Annotated[
        list[str] | None,
        typer.Option(
            "--column",
            metavar="TITRE=CODE",
            help="Ce que contient une colonne, à répéter ; deviné par son titre sinon. « TITRE= » la laisse de côté.",
        ),
    ] = None,
    refused_to: Annotated[
        Path | None,
        typer.Option("--refused", metavar="FICHIER", help="Écrit les lignes refusées en CSV, avec leur raison."),
    ] = None,
    account: AccountName = "",
    passphrase_file: PassphraseFile = None,
    *,
    apply: Annotated[bool, typer.Option("--apply", help="Ouvre les dossiers ; sans elle, rien n’est écrit.")] = False,
    also_alike: Annotated[
        bool, typer.Option("--also-alike", help="Ouvre aussi un dossier à qui ressemble à une personne connue.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Montre ce que donnerait une liste de personnes ; avec --apply, ouvre leurs dossiers."""
    with told_as_json(wanted=as_json), unlocked(vault, account, passphrase_file) as desk:
        lists = desk.caseloads
        table = lists.read(file)
        preview = lists.preview(table, _mapping(lists, table, column or []))
        written = lists.write_refused(preview, refused_to) if refused_to is not None else 0
        also = [line.number for line in preview.doubtful] if also_alike else []
        made = len(lists.accept(preview, also).made) if apply else 0
    if as_json:
        write_json(_as_json(preview, made))
        return
    _tell(preview)
    if refused_to is not None:
        say(f"Lignes refusées, à corriger dans « {refused_to} » : {written}.")
    say(
        f"Dossiers ouverts : {made}."
        if apply
        else "Rien n’a été enregistré : ajoutez --apply pour ouvrir les dossiers."
    )


def export_list(
    vault: VaultFolder,
    target: Annotated[Path, typer.Option("--to", metavar="FICHIER", help="Classeur à écrire (.xlsx), chiffré.")],
    list_passphrase_file: Annotated[
        Path,
        typer.Option(
            "--list-passphrase-file", metavar="FICHIER", help="Fichier dont la première ligne ouvrira le classeur."
        ),
    ],
    account: AccountName = "",
    passphrase_file: PassphraseFile = None,
    *,
    mine: Annotated[bool, typer.Option("--mine", help="Seulement les personnes que ce compte suit.")] = False,
    situation: Annotated[str | None, typer.Option("--situation", metavar="CODE", help="Seulement celles-ci.")] = None,
) -> None:
    """Exporte une liste de personnes dans un classeur chiffré ; chacune est notée au journal."""
    with unlocked(vault, account, passphrase_file) as desk:
        listing = Listing(
            referents=(desk.vault.account.id,) if mine else (),
            situations=(code_of("situations", situation),) if situation is not None else (),
        )
        out = desk.caseloads.export(_people(desk, listing), target, first_line(list_passphrase_file))
    say(f"Personnes exportées dans « {target} », chiffré : {out.count}.")
    if out.refused:
        remark(f"Laissées de côté, que ce compte ne peut pas exporter : {out.refused}.")


def _people(desk: Desk, listing: Listing) -> list[BeneficiaryId]:
    found: list[BeneficiaryId] = []
    after = None
    while page := desk.dossiers.page(limit=_PAGE, after=after, wanted=listing):
        found += [one.id for one in page]
        after = page[-1]
    return found


def _mapping(lists: Caseloads, table: IncomingTable, told: list[str]) -> dict[int, Column]:
    mapping = lists.mapping(table)
    for one in told:
        heading, _, code = one.partition("=")
        places = [place for place, known in enumerate(table.headings) if known == heading]
        if not places:
            message = f"Le fichier n’a pas de colonne « {heading} ». Il a : {', '.join(table.headings)}."
            raise typer.BadParameter(message)
        mapping.pop(places[0], None)
        if code:
            mapping[places[0]] = Column(code_of("caseload_columns", code))
    return mapping


def _tell(preview: CaseloadPreview) -> None:
    table = preview.table
    for place, column in sorted(preview.mapping.items()):
        remark(f"« {table.headings[place]} » : {label('caseload_columns', column)}")
    for dropped in preview.dropped:
        remark(f"Colonne « {dropped.heading} » écartée : elle contient des numéros de sécurité sociale.")
    if table.left_out:
        remark(f"{table.left_out} lignes n’ont pas été lues : coupez le fichier en deux.")
    if table.is_wider:
        remark(f"Seules les {MOST_COLUMNS} premières colonnes ont été lues : retirez celles qui ne servent pas.")
    say(
        f"Lignes lues : {len(table.rows)} ; nouvelles : {len(preview.new)} ; "
        f"peut-être déjà connues : {len(preview.doubtful)} ; refusées : {len(preview.refused)}."
    )
    for line in preview.refused[:_SHOWN]:
        for words in _faults(line):
            remark(words)
    for line in preview.doubtful[:_SHOWN]:
        names = ", ".join(f"{one.given_names} {one.family_name}" for one in line.alike)
        remark(
            f"Ligne {line.number} : {f'ressemble à {names}' if names else f'même personne que ligne {line.same_as}'}."
        )


def _faults(line: Line) -> list[str]:
    return [
        f"Ligne {line.number}, colonne « {fault.heading} » : {fault.words}"
        if fault.heading
        else f"Ligne {line.number} : {fault.words}"
        for fault in line.faults
    ]


def _as_json(preview: CaseloadPreview, made: int) -> dict[str, JsonValue]:
    return {
        "columns": {preview.table.headings[place]: column.value for place, column in preview.mapping.items()},
        "dropped": [one.model_dump() for one in preview.dropped],
        "lines": len(preview.table.rows),
        "new": [line.number for line in preview.new],
        "alike": [line.number for line in preview.doubtful],
        "refused": [{"line": line.number, "why": list[JsonValue](_faults(line))} for line in preview.refused],
        "made": made,
    }
