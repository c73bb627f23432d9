"""`passeport vault …`: the accounts of a coffre-fort, their passphrases, the recovery key, the keys."""

import contextlib
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import segno
import typer

from passeport import wiring
from passeport.cli.console import remark, say, told_as_json, write_json
from passeport.cli.options import AccountName, AsJson, PassphraseFile, VaultFolder
from passeport.cli.unlocking import first_line, new_passphrase, opened, passphrase, unlocked
from passeport.domain.account import AccountState, Role, VaultSettings
from passeport.domain.vocabulary import label
from passeport.services.administration import Administration
from passeport.services.checking import checked
from passeport.services.own_account import OwnAccount

NewPassphraseFile = Annotated[
    Path | None,
    typer.Option(
        "--new-passphrase-file",
        metavar="FICHIER",
        help="Fichier dont la première ligne est la nouvelle phrase de passe. À défaut : la variable "
        "PASSEPORT_NEW_PASSPHRASE, sinon elle est demandée.",
    ),
]
OfAccount = Annotated[str, typer.Option("--name", metavar="NOM", help="Le compte concerné.")]


class RoleChoice(StrEnum):
    """The roles as one types them."""

    CONSEILLER = "conseiller"
    SUPERVISOR = "superviseur"


_ROLES = {RoleChoice.CONSEILLER: Role.CONSEILLER, RoleChoice.SUPERVISOR: Role.SUPERVISOR}


def accounts(
    vault: VaultFolder, account: AccountName = "", passphrase_file: PassphraseFile = None, *, as_json: AsJson = False
) -> None:
    """Énumère les comptes, avec leur rôle et leur état."""
    with told_as_json(wanted=as_json), _administration(vault, account, passphrase_file) as administration:
        found = administration.accounts()
        if as_json:
            write_json([state.model_dump(mode="json") for state in found])
            return
        for state in found:
            say(f"{state.account.name} : {', '.join(_described(state))}")
        if not administration.has_recovery_key:
            remark("Aucune clé de secours n’a été imprimée : voyez « passeport vault recovery ».")


def add_account(
    vault: VaultFolder,
    name: OfAccount,
    role: Annotated[RoleChoice, typer.Option("--role", help="Ce que le compte ouvre.")] = RoleChoice.CONSEILLER,
    account: AccountName = "",
    passphrase_file: PassphraseFile = None,
    new_passphrase_file: NewPassphraseFile = None,
    *,
    administrator: Annotated[bool, typer.Option("--administrator", help="Le compte gère aussi les comptes.")] = False,
) -> None:
    """Ajoute un compte ; la personne choisira sa phrase de passe à sa première ouverture."""
    with _administration(vault, account, passphrase_file) as administration:
        state = administration.add(
            name, _ROLES[role], new_passphrase(new_passphrase_file), is_administrator=administrator
        )
    say(f"Compte « {state.account.name} » ajouté ({', '.join(_described(state))}).")


def disable_account(
    vault: VaultFolder, name: OfAccount, account: AccountName = "", passphrase_file: PassphraseFile = None
) -> None:
    """Désactive un compte : il n’ouvre plus rien."""
    with _administration(vault, account, passphrase_file) as administration:
        state = administration.disable(administration.find(name).account.id)
    say(f"Compte « {state.account.name} » désactivé.")
    remark(
        "Une copie du coffre-fort faite auparavant s’ouvre encore avec son ancienne phrase de passe. « passeport vault "
        "rotate » renouvelle les clés : elle n’ouvrira plus rien de ce qui suivra."
    )


def enable_account(
    vault: VaultFolder, name: OfAccount, account: AccountName = "", passphrase_file: PassphraseFile = None
) -> None:
    """Réactive un compte, avec la phrase de passe qu’il avait."""
    with _administration(vault, account, passphrase_file) as administration:
        state = administration.enable(administration.find(name).account.id)
    say(f"Compte « {state.account.name} » réactivé.")


def change_passphrase(
    vault: VaultFolder,
    account: AccountName = "",
    passphrase_file: PassphraseFile = None,
    new_passphrase_file: NewPassphraseFile = None,
) -> None:
    """Change la phrase de passe de son propre compte."""
    current = passphrase(passphrase_file)
    found = opened(vault, account, current)
    try:
        OwnAccount(found).change_passphrase(current, new_passphrase(new_passphrase_file))
    finally:
        found.lock()
    say("Phrase de passe changée ; l’ancienne n’ouvre plus rien.")


def reset_passphrase(
    vault: VaultFolder,
    name: OfAccount,
    account: AccountName = "",
    passphrase_file: PassphraseFile = None,
    new_passphrase_file: NewPassphraseFile = None,
    recovery_key: Annotated[
        Path | None,
        typer.Option(
            "--recovery-key-file", metavar="FICHIER", help="Ouvre avec la clé de secours, que ce fichier contient."
        ),
    ] = None,
) -> None:
    """Donne une autre phrase de passe à un compte ; la personne en choisira une nouvelle à l’ouverture suivante."""
    with _administration(vault, account, passphrase_file, recovery_key) as administration:
        state = administration.reset_passphrase(
            administration.find(name).account.id, new_passphrase(new_passphrase_file)
        )
    say(f"Phrase de passe de « {state.account.name} » réinitialisée.")


def recovery(vault: VaultFolder, account: AccountName = "", passphrase_file: PassphraseFile = None) -> None:
    """Donne une nouvelle clé de secours, à imprimer et à garder sous clé ; la précédente n’ouvre plus rien."""
    with _administration(vault, account, passphrase_file) as administration:
        key = administration.issue_recovery_key()
    say(key)
    if sys.stdout.isatty():
        segno.make(key, error="m").terminal(compact=True)
    remark("Elle n’est affichée qu’une fois : imprimez-la ou recopiez-la, et gardez-la dans une enveloppe, sous clé.")


def rotate(vault: VaultFolder, account: AccountName = "", passphrase_file: PassphraseFile = None) -> None:
    """Renouvelle les clés : tout est chiffré à nouveau, et les copies d’avant n’ouvrent rien de ce qui suivra."""
    with _administration(vault, account, passphrase_file) as administration:
        administration.rotate_keys(_shown)
    say("Clés renouvelées ; chaque compte garde sa phrase de passe.")


def settings(
    vault: VaultFolder,
    account: AccountName = "",
    passphrase_file: PassphraseFile = None,
    idle_minutes: Annotated[
        int | None, typer.Option("--idle-minutes", help="Minutes d’absence avant le verrouillage, de 1 à 15.")
    ] = None,
) -> None:
    """Dit les réglages du coffre-fort, ou les change."""
    with _administration(vault, account, passphrase_file) as administration:
        if idle_minutes is not None:
            administration.change_settings(checked(VaultSettings, {"idle_minutes": idle_minutes}))
        minutes = administration.settings.idle_minutes
    say(f"Verrouillage après {minutes} minute{'s' if minutes > 1 else ''} d’absence.")


def keyring(
    vault: VaultFolder,
    account: AccountName = "",
    passphrase_file: PassphraseFile = None,
    *,
    allow: Annotated[bool, typer.Option("--allow/--forget", help="Autorise ce trousseau, ou l’oublie.")] = False,
) -> None:
    """Laisse le trousseau de ce système ouvrir le coffre-fort pour son propre compte, ou ne le laisse plus."""
    current = passphrase(passphrase_file)
    found = opened(vault, account, current)
    try:
        access = wiring.keyring_access(found)
        if allow:
            access.allow(current)
        else:
            access.forget()
    finally:
        found.lock()
    if allow:
        say("Le trousseau ouvrira ce coffre-fort, jusqu’au prochain changement de phrase de passe.")
        remark("Qui ouvre votre session ouvre alors le coffre-fort : réservez-le à un ordinateur qui n’est qu’à vous.")
    else:
        say("Seule la phrase de passe ouvre ce compte.")


@contextlib.contextmanager
def _administration(
    vault: Path, account: str, passphrase_file: Path | None, recovery_key: Path | None = None
) -> Iterator[Administration]:
    if recovery_key is None:
        with unlocked(vault, account, passphrase_file) as desk:
            yield desk.administration
        return
    found = wiring.accounts().unlock_by_recovery_key(vault, first_line(recovery_key))
    try:
        yield wiring.desk(found).administration
    finally:
        found.lock()


def _described(state: AccountState) -> Iterator[str]:
    yield label("roles", state.account.role).lower()
    if state.account.administrator:
        yield "administrateur"
    if not state.is_enabled:
        yield "désactivé"
    if state.must_change:
        yield "phrase de passe à changer"


def _shown(done: int, total: int) -> None:
    if sys.stderr.isatty():
        typer.echo(f"\r{100 * done // max(1, total)} %", nl=done >= total, err=True)
