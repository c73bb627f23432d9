"""`passeport find`, `passeport seed`: who is in a vault, and fictional people to fill one."""

from typing import Annotated

import typer

from passeport.cli.console import remark, say, tell_progress, told_as_json, write_json
from passeport.cli.options import AccountName, AsJson, PassphraseFile, VaultFolder
from passeport.cli.unlocking import unlocked
from passeport.domain.beneficiary import DossierSummary
from passeport.domain.partial_date import PartialDate
from passeport.domain.vocabulary import label
from passeport.language.dates import partial_date
from passeport.samples.people import People
from passeport.samples.seeding import seed as seed_vault


def find(
    vault: VaultFolder,
    text: Annotated[str, typer.Argument(metavar="TEXTE", help="Nom, prénom, date de naissance, téléphone, courriel.")],
    account: AccountName = "",
    passphrase_file: PassphraseFile = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=10_000, help="Nombre de réponses au plus.")] = 100,
    *,
    as_json: AsJson = False,
) -> None:
    """Cherche une personne, même avec une faute de frappe."""
    with told_as_json(wanted=as_json), unlocked(vault, account, passphrase_file) as desk:
        found = desk.dossiers.find(text, limit=limit)
    if as_json:
        write_json([summary.model_dump(mode="json") for summary in found])
        return
    for summary in found:
        say(_line(summary))
    if not found:
        remark(f"Personne ne répond à « {text} ». Essayez une partie du nom, ou la date de naissance.")


def _line(summary: DossierSummary) -> str:
    born = partial_date(PartialDate.parse(summary.birth_date)) if summary.birth_date else ""
    situation = label("situations", summary.situation) if summary.situation is not None else ""
    parts = (f"{summary.family_name} {summary.given_names}", born, situation)
    return f"{summary.id}  " + ", ".join(part for part in parts if part)


def seed(
    vault: VaultFolder,
    beneficiaries: Annotated[
        int, typer.Option("--beneficiaries", min=1, max=1_000_000, metavar="N", help="Nombre de personnes.")
    ] = 100,
    steps: Annotated[
        int, typer.Option("--steps", min=0, max=500, metavar="M", help="Nombre d’étapes par personne.")
    ] = 5,
    seed_number: Annotated[
        int, typer.Option("--seed", metavar="S", help="Le même nombre donne les mêmes personnes.")
    ] = 1,
    account: AccountName = "",
    passphrase_file: PassphraseFile = None,
) -> None:
    """Ajoute au coffre-fort des personnes vraisemblables et toutes fictives."""
    with unlocked(vault, account, passphrase_file) as desk:
        people = People(seed_number, desk.vault.account, desk.clock.today())
        seed_vault(desk.vault, people, beneficiaries=beneficiaries, steps=steps, progress=tell_progress)
        count = desk.dossiers.count()
    say(f"{beneficiaries} personnes fictives ajoutées ; le coffre-fort compte {count} dossiers.")
