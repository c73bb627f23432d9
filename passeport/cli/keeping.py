"""`passeport vault journal` and `passeport vault retention`: what was done here, and what may be kept no longer."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer
from pydantic import JsonValue

from passeport.cli.console import remark, say, told_as_json, write_json
from passeport.cli.options import AccountName, AsJson, PassphraseFile, VaultFolder, code_of
from passeport.cli.unlocking import unlocked
from passeport.domain.errors import VaultDamaged
from passeport.domain.identifiers import AccountId, BeneficiaryId
from passeport.domain.retention import Ending, RetentionPlan
from passeport.domain.vocabulary import label
from passeport.language import dates
from passeport.services.journal_ports import JournalFault, JournalFilter, JournalOperation
from passeport.services.retention import RetentionRun


def journal(
    vault: VaultFolder,
    beneficiary: Annotated[
        UUID | None, typer.Option("--beneficiary", metavar="ID", help="Seulement les lignes sur cette personne.")
    ] = None,
    by: Annotated[str, typer.Option("--by", metavar="NOM", help="Seulement les lignes de ce compte.")] = "",
    operation: Annotated[
        str, typer.Option("--operation", metavar="CODE", help="Seulement cette opération : DOSSIER_READ, …")
    ] = "",
    since: Annotated[
        dt.datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], metavar="JOUR", help="Depuis ce jour.")
    ] = None,
    until: Annotated[
        dt.datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], metavar="JOUR", help="Jusqu’à ce jour compris.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Nombre de lignes, les plus récentes d’abord.")] = 100,
    account: AccountName = "",
    passphrase_file: PassphraseFile = None,
    *,
    statistics: Annotated[
        bool,
        typer.Option(
            "--statistics", help="Le journal des statistiques : ce qu’ont ouvert et exporté les superviseurs."
        ),
    ] = False,
    verify: Annotated[bool, typer.Option("--verify", help="Vérifie qu’aucune ligne n’a été touchée.")] = False,
    as_json: AsJson = False,
) -> None:
    """Montre qui a fait quoi, quand, ou vérifie que personne n’y a touché."""
    with told_as_json(wanted=as_json), unlocked(vault, account, passphrase_file) as desk:
        if verify:
            _say_verified(desk.journal.verify(), str(vault), as_json=as_json)
            return
        reading = replace(desk.journal, of_statistics=statistics)
        names = reading.accounts()
        wanted = JournalFilter(
            references=desk.journal.about(BeneficiaryId(beneficiary)) if beneficiary is not None else None,
            account=_account_named(by, names),
            operation=JournalOperation(code_of("journal_operations", operation)) if operation else None,
            since=since.astimezone() if since is not None else None,
            until=(until + dt.timedelta(days=1)).astimezone() if until is not None else None,
        )
        lines = reading.lines(reading.look(wanted)[:limit])
    if as_json:
        write_json([line.model_dump(mode="json") for line in lines])
        return
    for line in lines:
        who = names.get(line.account, str(line.account))
        what = label("journal_operations", line.operation.value)
        say(f"{line.number} – {dates.moment(line.at)} – {who} – {what} – {line.reference}")


def _account_named(name: str, names: dict[AccountId, str]) -> AccountId | None:
    if not name:
        return None
    found = [identifier for identifier, known in names.items() if known.casefold() == name.casefold()]
    if not found:
        message = f"aucun compte de ce nom : {name}."
        raise typer.BadParameter(message)
    return found[0]


def _say_verified(faults: tuple[JournalFault, ...], vault: str, *, as_json: bool) -> None:
    if as_json:
        write_json([fault.model_dump(mode="json") for fault in faults])
    for fault in faults:
        place = f"{fault.number}" if fault.number == fault.until else f"{fault.number} à {fault.until}"
        which = "Journal des statistiques" if fault.of_statistics else "Journal"
        remark(f"{which}, n° {place} : {label('journal_wrongs', fault.wrong.value)}")
    if faults:
        raise VaultDamaged(path=vault, detail="journal")
    if not as_json:
        say("Le journal est entier.")


def retention(
    vault: VaultFolder,
    account: AccountName = "",
    passphrase_file: PassphraseFile = None,
    *,
    apply: Annotated[
        bool, typer.Option("--apply", help="Efface ce qui est arrivé à échéance ; sans cela, rien n’est effacé.")
    ] = False,
    anonymise: Annotated[
        bool | None,
        typer.Option(
            "--anonymise/--purge",
            help="Garde des dossiers, sans nom, ce que comptent les statistiques, ou n’en garde rien ; à défaut, selon "
            "le réglage du coffre-fort.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Dit ce qui arrive à échéance, et l’efface ou l’anonymise quand on le demande."""
    ending = None if anonymise is None else Ending.ANONYMISE if anonymise else Ending.PURGE
    with told_as_json(wanted=as_json), unlocked(vault, account, passphrase_file) as desk:
        plan = desk.retention.plan()
        run = desk.retention.apply(ending=ending) if apply else None
    if as_json:
        write_json(plan.model_dump(mode="json") if run is None else _as_json(run))
        return
    if run is None:
        _say_plan(plan)
        return
    for erasure in run.erasures:
        told = f" – prévenir : {', '.join(erasure.recipients)}" if erasure.recipients else ""
        what = "anonymisé" if erasure.minutes.ending is Ending.ANONYMISE else "effacé"
        say(f"Dossier {what}, procès-verbal {erasure.minutes.number}{told}")
    say(f"Pièces retirées : {run.attachments}. Lignes de journal purgées : {run.journal_lines}.")
    if run.left:
        remark(f"Dossiers à échéance qui restent (gelés, ou suivis par un collègue) : {run.left}.")


def diagnostic(
    vault: VaultFolder,
    target: Annotated[Path, typer.Option("--to", metavar="FICHIER", help="Fichier JSON à écrire.")],
    account: AccountName = "",
    passphrase_file: PassphraseFile = None,
) -> None:
    """Écrit de quoi chercher une panne : versions, tailles, nombres et réglages, et rien de ce qui est gardé."""
    with unlocked(vault, account, passphrase_file) as desk:
        desk.diagnostics.write(target)
    say(f"Diagnostic écrit dans « {target} ». Il ne contient aucune donnée des dossiers.")


def _say_plan(plan: RetentionPlan) -> None:
    for dossier in plan.dossiers:
        stage = label("retention_stages", dossier.stage.value)
        say(f"{stage} – {dossier.name} – fin le {dates.long_date(dossier.due_on)} – {dossier.beneficiary}")
    for old in plan.attachments:
        say(f"Pièce à échéance – {old.file.name} – {old.person} – {dates.long_date(old.due_on)}")
    say(f"Lignes de journal à purger : {plan.journal_lines}.")
    remark("Rien n’a été effacé. Ajoutez --apply pour effacer ce qui est arrivé à échéance.")


def _as_json(run: RetentionRun) -> dict[str, JsonValue]:
    return {
        "minutes": [erasure.minutes.model_dump(mode="json") for erasure in run.erasures],
        "attachments": run.attachments,
        "journal_lines": run.journal_lines,
        "left": run.left,
    }
