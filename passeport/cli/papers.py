"""`passeport document` and `passeport export-all`: documents for the person, and many passports at once."""

from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from passeport.cli.console import remark, say, told_as_json, write_json
from passeport.cli.options import (
    AccountName,
    AsJson,
    Language,
    PaperLanguage,
    PassphraseFile,
    VaultFolder,
    code_of,
    network,
)
from passeport.cli.protecting import ClosedBy, Signed, protection
from passeport.cli.unlocking import first_line, unlocked
from passeport.domain.agreement import Recipient
from passeport.domain.documents import DocumentKind
from passeport.domain.errors import OutputNotWritten
from passeport.domain.identifiers import BeneficiaryId, ItemId, ParcoursId
from passeport.domain.vocabulary import label
from passeport.services.checking import checked
from passeport.services.documents import Wanted, attestable, proposed, referred


def _kind(value: str) -> str:
    return code_of("document_kinds", value.replace("-", "_"))


def document(
    vault: VaultFolder,
    beneficiary: Annotated[UUID, typer.Option("--beneficiary", metavar="ID", help="Identifiant du dossier.")],
    kind: Annotated[
        str,
        typer.Option(
            "--kind", metavar="DOCUMENT", callback=_kind, help="attestation, referral-sheet (orientation) ou synthesis."
        ),
    ],
    target: Annotated[Path, typer.Option("--to", metavar="FICHIER", help="Fichier PDF à écrire.")],
    step: Annotated[
        UUID | None,
        typer.Option("--step", metavar="ID", help="Étape concernée ; par défaut la dernière qui convient."),
    ] = None,
    parcours: Annotated[UUID | None, typer.Option("--parcours", metavar="ID", help="Parcours de la synthèse.")] = None,
    project: Annotated[str, typer.Option("--project", metavar="TEXTE", help="Projet (synthèse).")] = "",
    strategy: Annotated[str, typer.Option("--strategy", metavar="TEXTE", help="Stratégie (synthèse).")] = "",
    funding: Annotated[str, typer.Option("--funding", metavar="TEXTE", help="Financements envisagés (synthèse).")] = "",
    language: PaperLanguage = "fr",
    closed_by: ClosedBy = None,
    account: AccountName = "",
    passphrase_file: PassphraseFile = None,
    *,
    signed: Signed = False,
    as_json: AsJson = False,
) -> None:
    """Écrit un document pour la personne : attestation, fiche d’orientation, document de synthèse."""
    wanted_kind = DocumentKind(kind)
    with told_as_json(wanted=as_json), unlocked(vault, account, passphrase_file) as desk:
        protected = protection(closed_by, signed=signed)
        dossier = desk.dossiers.open(BeneficiaryId(beneficiary))
        steps = {DocumentKind.ATTESTATION: attestable, DocumentKind.REFERRAL_SHEET: referred}.get(wanted_kind)
        last = next((found.id for found in steps(dossier)), None) if steps is not None else None
        wanted = Wanted(
            kind=wanted_kind,
            step=ItemId(step) if step is not None else last,
            parcours=ParcoursId(parcours) if parcours is not None else None,
            project=project,
            strategy=strategy,
            funding=funding,
            language=language,
        )
        if not target.parent.is_dir():
            raise OutputNotWritten(path=str(target), detail="dossier introuvable")
        written = desk.documents.hand_over(BeneficiaryId(beneficiary), proposed(dossier, wanted), target, protected)
    if as_json:
        write_json({"file": str(target), "kind": kind, "missing_letters": "".join(sorted(written.missing))})
        return
    say(f"{label('document_kinds', kind)} : « {target} ».")
    if written.missing:
        remark(
            f"Des lettres n’ont pas pu être imprimées ({', '.join(sorted(written.missing))}) : un signe les remplace."
        )


def export_all(
    vault: VaultFolder,
    folder: Annotated[Path, typer.Option("--to", metavar="DOSSIER", help="Dossier où écrire les passeports.")],
    recipient: Annotated[str, typer.Option("--recipient", metavar="NOM", help="À qui les passeports sont remis.")],
    network_code: Annotated[
        str, typer.Option("--network", metavar="CODE", callback=network, help="Réseau du destinataire.")
    ],
    closed_by: Annotated[
        Path,
        typer.Option(
            "--closed-by",
            metavar="FICHIER",
            help="Fichier dont la première ligne est la phrase de passe qui ferme chaque passeport (AES-256).",
        ),
    ],
    language: Language = "fr",
    account: AccountName = "",
    passphrase_file: PassphraseFile = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Remet à un destinataire les passeports de toutes les personnes qui l’ont accepté ; se reprend s’il est arrêté."""
    with told_as_json(wanted=as_json), unlocked(vault, account, passphrase_file) as desk:
        to = checked(Recipient, {"name": recipient, "network": network_code})
        if not folder.is_dir():
            raise OutputNotWritten(path=str(folder), detail="dossier introuvable")
        told = _told if not as_json else None
        result = desk.batch.run(to, folder, first_line(closed_by), told, language=language)
    if as_json:
        write_json({**result._asdict(), "unprinted": [one._asdict() for one in result.unprinted]})
        return
    say(f"{result.written} passeport(s) écrit(s) dans « {folder} », fermés par la phrase de passe.")
    if result.already:
        say(f"{result.already} y étaient déjà.")
    if result.without_agreement:
        say(f"{result.without_agreement} personne(s) sans accord pour ce destinataire : rien n’est parti.")
    for one in result.unprinted:
        remark(f"Passeport N° {one.number} : {one.words}")


def _told(done: int, total: int) -> None:
    if total and done and done % max(1, total // 20) == 0:
        remark(f"{done} sur {total}")
