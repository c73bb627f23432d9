"""`passeport directory`: bring in a version of the directory of points d'accueil, and look in it."""

from pathlib import Path
from typing import Annotated

import typer
from pydantic import JsonValue

from passeport.cli.console import misused, remark, say, told_as_json, write_json
from passeport.cli.french import FrenchCommand, FrenchGroup
from passeport.cli.options import AccountName, AsJson, PassphraseFile, VaultFolder, network
from passeport.cli.unlocking import unlocked
from passeport.domain.directory import DirectoryChanges, Entry
from passeport.domain.directory_columns import COLUMNS
from passeport.domain.vocabulary import label
from passeport.language import directory_words
from passeport.services.directory_ports import DirectoryFile

directory = typer.Typer(cls=FrenchGroup, rich_markup_mode=None, help="L’annuaire des points d’accueil.")

_SHOWN = 20


@directory.command("import", cls=FrenchCommand)
def import_directory(
    vault: VaultFolder,
    file: Annotated[Path, typer.Argument(metavar="FICHIER", help="Structures data·inclusion ou tableau CSV.")],
    source: Annotated[
        str,
        typer.Option("--source", metavar="NOM", help="Nom de la source d’un tableau ; sinon, du fichier."),
    ] = "",
    column: Annotated[
        list[str] | None,
        typer.Option("--column", metavar="CHAMP=TITRE", help="Colonne d’un champ (name=Nom du lieu), à répéter."),
    ] = None,
    account: AccountName = "",
    passphrase_file: PassphraseFile = None,
    *,
    apply: Annotated[bool, typer.Option("--apply", help="Enregistre ; sans cette option, montre seulement.")] = False,
    as_json: AsJson = False,
) -> None:
    """Montre ce qu’une nouvelle version de l’annuaire changerait, et la prend avec --apply."""
    mapping = _mapping(column or [])
    with told_as_json(wanted=as_json), unlocked(vault, account, passphrase_file) as desk:
        proposal = desk.directory.propose(file, source, mapping)
        if apply:
            desk.directory.apply(proposal)
    if as_json:
        write_json(_as_json(proposal.file, proposal.changes, applied=apply))
        return
    _say_changes(proposal.changes)
    for line in proposal.file.refused[:_SHOWN]:
        remark(directory_words.refused(line))
    if len(proposal.file.refused) > _SHOWN:
        remark(f"… et {len(proposal.file.refused) - _SHOWN} autres lignes ou champs laissés de côté.")
    say("Annuaire enregistré." if apply else "Rien n’est enregistré : relancez avec --apply pour le faire.")


@directory.command(cls=FrenchCommand)
def find(
    vault: VaultFolder,
    text: Annotated[str, typer.Argument(metavar="TEXTE", help="Nom, réseau, commune ou code postal.")],
    network_code: Annotated[
        str | None, typer.Option("--network", metavar="CODE", callback=network, help="Un réseau seulement.")
    ] = None,
    account: AccountName = "",
    passphrase_file: PassphraseFile = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="Nombre de réponses au plus.")] = 50,
    *,
    as_json: AsJson = False,
) -> None:
    """Cherche un point d’accueil dans l’annuaire."""
    with told_as_json(wanted=as_json), unlocked(vault, account, passphrase_file) as desk:
        found = desk.directory.find(text, network=network_code, limit=limit)
    if as_json:
        write_json([entry.point.model_dump(mode="json") for entry in found])
        return
    for entry in found:
        _say_entry(entry)
    if not found:
        remark(f"Aucun point d’accueil ne répond à « {text} ».")


def _mapping(columns: list[str]) -> dict[str, str] | None:
    mapping = {}
    for one in columns:
        field, _, heading = one.partition("=")
        if field not in COLUMNS or not heading:
            misused(f"« {one} » : écrivez CHAMP=TITRE, où CHAMP est l’un de ceux-ci : {', '.join(COLUMNS)}.")
        mapping[field] = heading
    return mapping or None


def _say_changes(changes: DirectoryChanges) -> None:
    for line in directory_words.summary(changes):
        say(line)
    for point in changes.added[:_SHOWN]:
        say(f"  + {point.name}, {label('networks', point.network)}")
    for one in changes.changed[:_SHOWN]:
        say(f"  ~ {one.after.name} : {directory_words.fields(one)}")
    for point in changes.gone[:_SHOWN]:
        say(f"  - {point.name}")


def _say_entry(entry: Entry) -> None:
    say(f"{entry.point.name} – {label('networks', entry.point.network)}")
    for line in directory_words.details(entry.point):
        say(f"  {line}")


def _as_json(file: DirectoryFile, changes: DirectoryChanges, *, applied: bool) -> dict[str, JsonValue]:
    return {
        "sources": list(changes.sources),
        "kind": file.kind,
        "mapping": dict(file.mapping),
        "added": [point.id for point in changes.added],
        "changed": [{"id": one.after.id, "fields": list(one.fields)} for one in changes.changed],
        "gone": [point.id for point in changes.gone],
        "kept": [point.id for point in changes.kept],
        "same": changes.same,
        "refused": [line.model_dump(mode="json") for line in file.refused],
        "applied": applied,
    }
