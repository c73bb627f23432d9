"""`passeport vault verify|backup|backups|restore|repair`: nothing lost, and how to see it."""

from pathlib import Path
from typing import Annotated

import typer

from passeport import wiring
from passeport.cli.console import misused, remark, say, told_as_json, write_json
from passeport.cli.options import AccountName, AsJson, PassphraseFile, VaultFolder
from passeport.cli.unlocking import account_of, passphrase, unlocked
from passeport.domain.errors import StoreUnusable, VaultDamaged
from passeport.language import backups as words
from passeport.language.messages import sentence

BackupFolder = Annotated[
    Path, typer.Option("--backup", metavar="DOSSIER", help="Dossier de la sauvegarde, où qu’il soit.")
]


def verify(
    vault: VaultFolder, account: AccountName = "", passphrase_file: PassphraseFile = None, *, as_json: AsJson = False
) -> None:
    """Lit tout le coffre-fort, page par page, et dit ce qui est intact ou abîmé."""
    with told_as_json(wanted=as_json):
        found = wiring.mending().verify(
            vault, account=account_of(vault, account), passphrase=passphrase(passphrase_file)
        )
    if as_json:
        write_json(found.model_dump(mode="json"))
    else:
        for line in words.check_lines(found):
            say(line)
    if not found.is_sound:
        raise typer.Exit(StoreUnusable.exit_code)


def backup(
    vault: VaultFolder,
    account: AccountName = "",
    passphrase_file: PassphraseFile = None,
    second: Annotated[
        Path | None,
        typer.Option(
            "--second",
            metavar="DOSSIER",
            help="Dossier d’un autre disque ou d’une clé USB, qui recevra désormais une copie de chaque sauvegarde.",
        ),
    ] = None,
    *,
    no_second: Annotated[bool, typer.Option("--no-second", help="Ne copie plus les sauvegardes ailleurs.")] = False,
) -> None:
    """Fait une sauvegarde, vérifiée après écriture, et retire celles que les règles ne gardent plus."""
    if second is not None and no_second:
        misused("Choisissez entre un second dossier (--second) et aucun (--no-second).")
    with unlocked(vault, account, passphrase_file) as desk:
        if second is not None or no_second:
            desk.backups.choose_second_place(second)
        made = desk.backups.make()
        say(f"Sauvegarde faite et vérifiée : {words.backup_line(made.backup)}")
        say(f"Elle est dans « {made.backup.path} » ; votre phrase de passe d’aujourd’hui suffit à l’ouvrir.")
    if made.second is not None:
        remark(sentence(made.second))


def backups(vault: VaultFolder, *, as_json: AsJson = False) -> None:
    """Énumère les sauvegardes, la plus récente d’abord."""
    found = wiring.mending().backups(vault)
    if as_json:
        write_json([made.model_dump(mode="json") for made in found])
        return
    for made in found:
        say(words.backup_line(made))
        say(f"  {made.path}")
    if not found:
        say("Aucune sauvegarde.")


def restore(
    vault: VaultFolder,
    backup: BackupFolder,
    account: AccountName = "",
    passphrase_file: PassphraseFile = None,
    *,
    apply: Annotated[bool, typer.Option("--apply", help="Restaure ; sans cette option, montre seulement.")] = False,
) -> None:
    """Montre ce qu’une sauvegarde ramènerait, et la remet en place avec --apply ; ce qui y était est gardé."""
    name, typed = account_of(backup, account), passphrase(passphrase_file)
    mending = wiring.mending()
    for line in words.preview_lines(mending.preview(vault, backup, account=name, passphrase=typed)):
        say(line)
    if not apply:
        say("Rien n’a été changé : ajoutez --apply pour restaurer.")
        return
    aside = mending.restore(vault, backup, account=name, passphrase=typed)
    say(f"Restauré. Ce qui s’y trouvait est gardé dans « {aside} ».")


def repair(vault: VaultFolder, account: AccountName = "", passphrase_file: PassphraseFile = None) -> None:
    """Remet en état ce qui peut l’être, à partir de la dernière sauvegarde saine, et dit ce qui a changé depuis."""
    try:
        name = account_of(vault, account)
    except VaultDamaged:
        name = account  # the header is what is to be repaired: a copy of it says whose vault it is
    done = wiring.mending().repair(vault, account=name, passphrase=passphrase(passphrase_file))
    for line in words.repair_lines(done):
        say(line)
