"""`passeport vault`: make a coffre-fort, see what it tells when locked."""

from typing import Annotated

import typer

from passeport import wiring
from passeport.cli import accounts
from passeport.cli.console import say, told_as_json, write_json
from passeport.cli.french import FrenchCommand, FrenchGroup
from passeport.cli.options import AccountName, AsJson, PassphraseFile, VaultFolder, network
from passeport.cli.unlocking import first_passphrase, system_user
from passeport.domain.provenance import Station
from passeport.language.dates import long_date
from passeport.services.checking import checked

vaults = typer.Typer(cls=FrenchGroup, rich_markup_mode=None, help="Le coffre-fort et ses comptes.")
vaults.command("accounts", cls=FrenchCommand)(accounts.accounts)
vaults.command("add-account", cls=FrenchCommand)(accounts.add_account)
vaults.command("disable-account", cls=FrenchCommand)(accounts.disable_account)
vaults.command("enable-account", cls=FrenchCommand)(accounts.enable_account)
vaults.command("change-passphrase", cls=FrenchCommand)(accounts.change_passphrase)
vaults.command("reset-passphrase", cls=FrenchCommand)(accounts.reset_passphrase)
vaults.command("recovery", cls=FrenchCommand)(accounts.recovery)
vaults.command("rotate", cls=FrenchCommand)(accounts.rotate)
vaults.command("keyring", cls=FrenchCommand)(accounts.keyring)
vaults.command("settings", cls=FrenchCommand)(accounts.settings)


@vaults.command(cls=FrenchCommand)
def create(
    vault: VaultFolder,
    account: AccountName = "",
    passphrase_file: PassphraseFile = None,
    station: Annotated[
        str, typer.Option("--station", metavar="NOM", help="Nom du point d’accueil, tel qu’il signe ses passeports.")
    ] = "Point d’accueil",
    network_code: Annotated[
        str, typer.Option("--network", metavar="CODE", callback=network, help="Réseau du point d’accueil.")
    ] = "AUTRE",
    contact: Annotated[
        str, typer.Option("--contact", metavar="TEXTE", help="Comment joindre le point d’accueil.")
    ] = "",
) -> None:
    """Crée un coffre-fort vide, avec un compte de conseiller."""
    here = checked(Station, {"name": station, "network": network_code, "contact": contact})
    name = account or system_user()
    wiring.accounts().create(vault, account=name, passphrase=first_passphrase(passphrase_file), station=here).lock()
    say(f"Coffre-fort créé dans « {vault} » ; compte « {name} » ({here.name}).")
    say("La phrase de passe ne peut pas être retrouvée : imprimez une clé de secours (« passeport vault recovery »).")


@vaults.command(cls=FrenchCommand)
def info(vault: VaultFolder, *, as_json: AsJson = False) -> None:
    """Dit ce qu’un coffre-fort montre sans phrase de passe."""
    with told_as_json(wanted=as_json):
        found = wiring.accounts().information(vault)
    if as_json:
        write_json(found.model_dump(mode="json"))
        return
    created = found.created_at.astimezone()
    say(f"Coffre-fort : {found.path}")
    say(f"Format : {found.format_version}")
    say(f"Créé le : {long_date(created.date())}")
    say(f"Comptes : {', '.join(found.accounts)}")
    say(f"Taille : {found.size / 1_000_000:.1f} Mo".replace(".", ","))
