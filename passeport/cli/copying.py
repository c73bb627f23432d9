"""`passeport copy`: everything that is kept of a person, for them (R08)."""

from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from passeport.cli.console import say, told_as_json, write_json
from passeport.cli.options import AccountName, AsJson, PaperLanguage, PassphraseFile, VaultFolder
from passeport.cli.unlocking import unlocked
from passeport.domain.identifiers import BeneficiaryId


def copy(
    vault: VaultFolder,
    beneficiary: Annotated[UUID, typer.Option("--beneficiary", metavar="ID", help="Identifiant du dossier.")],
    target: Annotated[Path, typer.Option("--to", metavar="FICHIER", help="Archive ZIP à écrire.")],
    language: PaperLanguage = "fr",
    account: AccountName = "",
    passphrase_file: PassphraseFile = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Écrit une copie de tout ce qui est gardé d’une personne, à lui remettre.

    L’archive contient une page à lire, les mêmes données sous une forme que d’autres logiciels relisent, et les
    fichiers. Elle n’est pas chiffrée.
    """
    with told_as_json(wanted=as_json), unlocked(vault, account, passphrase_file) as desk:
        desk.rights.copy(BeneficiaryId(beneficiary), target, language)
    if as_json:
        write_json({"file": str(target), "beneficiary": str(beneficiary)})
        return
    say(f"Copie écrite dans « {target} ». Elle n’est pas chiffrée : remettez-la à la personne, puis effacez-la d’ici.")
