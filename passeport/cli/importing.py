"""`passeport import`: what an incoming passport would change, and, when asked, the change itself."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer
from pydantic import JsonValue

from passeport.cli.console import misused, remark, say, told_as_json, write_json
from passeport.cli.importing_folder import import_folder
from passeport.cli.options import AccountName, AsJson, OpenedBy, PassphraseFile, VaultFolder
from passeport.cli.reports import counts, remark_report, say_origin
from passeport.cli.unlocking import passphrase_of, unlocked
from passeport.domain.difference import Decision, Difference, DifferenceKind
from passeport.domain.errors import AlteredPassport, PersonUncertain
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.model import DomainModel
from passeport.domain.reading import SignatureState
from passeport.language import describe
from passeport.language.comparison import changes, difference
from passeport.services.desk import Desk
from passeport.services.editing import Changed
from passeport.services.receptions import Proposal


class OnConflict(StrEnum):
    """What to do with what the passport says otherwise than the dossier."""

    KEEP = "keep"
    TAKE = "take"
    BOTH = "both"


def import_passport(
    vault: VaultFolder,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FICHIER", help="Passeport ou document Europass (PDF, XML, JSON), ou dossier de fichiers."
        ),
    ],
    beneficiary: Annotated[
        UUID | None,
        typer.Option("--beneficiary", metavar="ID", help="Dossier qui reçoit ; par défaut celui de la même personne."),
    ] = None,
    on_conflict: Annotated[
        OnConflict,
        typer.Option(
            "--on-conflict",
            help="Là où le passeport et le dossier diffèrent : garder le dossier (keep), prendre le passeport (take), "
            "garder les deux quand c’est possible (both).",
        ),
    ] = OnConflict.KEEP,
    opened_by: OpenedBy = None,
    account: AccountName = "",
    passphrase_file: PassphraseFile = None,
    *,
    new: Annotated[
        bool, typer.Option("--new", help="Crée un dossier, même si quelqu’un ressemble à la personne.")
    ] = False,
    apply: Annotated[bool, typer.Option("--apply", help="Enregistre ; sans cette option, montre seulement.")] = False,
    accept_altered: Annotated[
        bool, typer.Option("--accept-altered", help="Enregistre même un passeport dont la signature est rompue.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Montre ce qu’un passeport reçu changerait dans le dossier, et l’y fait entrer avec --apply.

    D’un dossier de fichiers, fait entrer chaque passeport dont la personne est sûre, sans rien écraser, et met les
    autres de côté ; avec --json, un objet JSON par ligne.
    """
    if file.is_dir():
        if (
            new
            or beneficiary is not None
            or opened_by is not None
            or accept_altered
            or on_conflict is not OnConflict.KEEP
        ):
            misused("Avec un dossier de fichiers, seules les options --apply et --json se choisissent.")
        with told_as_json(wanted=as_json), unlocked(vault, account, passphrase_file) as desk:
            import_folder(desk, file, apply=apply, as_json=as_json)
        return
    if new and beneficiary is not None:
        misused("Choisissez entre un dossier connu (--beneficiary) et un nouveau (--new).")
    with told_as_json(wanted=as_json), unlocked(vault, account, passphrase_file) as desk:
        incoming = desk.passports.read(file, passphrase=passphrase_of(opened_by))
        if new:
            proposal = desk.passports.propose_new(incoming)
        else:
            proposal = desk.passports.propose(incoming, BeneficiaryId(beneficiary) if beneficiary else None)
        decisions = {known.key: _decision(known, on_conflict) for known in proposal.differences}
        if not as_json:
            _say(proposal, decisions)
        if apply:
            if incoming.signature is SignatureState.BROKEN and not accept_altered:
                raise AlteredPassport(path=incoming.file_name)
            if proposal.chosen is None and proposal.matches and not new:
                raise PersonUncertain(count=len(proposal.matches))
        changed = _applied(desk, proposal, decisions) if apply else None
    if as_json:
        write_json(_as_json(proposal, decisions, changed))
    else:
        _say_outcome(changed)


def _applied(desk: Desk, proposal: Proposal, decisions: Mapping[str, Decision]) -> Changed:
    chosen = proposal.chosen.beneficiary.id if proposal.chosen is not None else None
    return desk.passports.accept(proposal.incoming, chosen, decisions)


def _decision(found: Difference, on_conflict: OnConflict) -> Decision:
    if found.kind is not DifferenceKind.CONFLICTING:
        return found.suggestion
    wanted = Decision(on_conflict.value)
    return Decision.KEEP if wanted is Decision.BOTH and not found.allows_both else wanted


def _say(proposal: Proposal, decisions: Mapping[str, Decision]) -> None:
    say_origin(proposal.incoming)
    if proposal.chosen is not None:
        person = proposal.chosen.beneficiary
        say(f"Dossier : {describe.identity(person.identity)} ({person.id})")
    else:
        say("Dossier : un nouveau")
    for match in proposal.matches:
        known = match.dossier.beneficiary
        remark(f"Ressemble à {describe.identity(known.identity)} ({known.id}) : {describe.reasons(match.reasons)}")
    last = ""
    for found in proposal.differences:
        if found.kind is DifferenceKind.SAME:
            continue
        if found.section != last:
            say()
            say(describe.section(found.section))
            last = found.section
        _say_difference(found, decisions[found.key])
    same = sum(found.kind is DifferenceKind.SAME for found in proposal.differences)
    say()
    say(f"Éléments déjà dans le dossier : {same} ; autres éléments : {len(proposal.differences) - same}")
    remark_report(proposal.incoming.report)


def _say_difference(found: Difference, decision: Decision) -> None:
    say(f"  {describe.term(found.kind)} – {difference(found)}")
    if found.kind is DifferenceKind.NEW:
        return
    mine, theirs = found.mine, found.theirs
    if isinstance(mine, DomainModel) and isinstance(theirs, DomainModel) and type(mine) is type(theirs):
        for change in changes(mine, theirs):
            say(f"    {change.field} : ici « {change.mine} », dans le passeport « {change.theirs} »")
    else:
        say(f"    ici « {describe.line(mine, found.field)} »")
    say(f"    → {describe.term(decision)}")


def _say_outcome(changed: Changed | None) -> None:
    if changed is None:
        say("Rien n’est enregistré : relancez avec --apply pour le faire.")
    elif changed.changed:
        say(f"Enregistré dans le dossier {changed.beneficiary}.")
    else:
        say("Ce passeport n’apporte rien de nouveau : le dossier n’a pas changé.")


def _as_json(proposal: Proposal, decisions: Mapping[str, Decision], changed: Changed | None) -> dict[str, JsonValue]:
    chosen = str(proposal.chosen.beneficiary.id) if proposal.chosen is not None else None
    return {
        "file": proposal.incoming.file_name,
        "signature": proposal.incoming.signature.value,
        "person": proposal.incoming.passport.identity.full_name,
        "beneficiary": str(changed.beneficiary) if changed is not None else chosen,
        "matches": [
            {"beneficiary": str(match.dossier.beneficiary.id), "reasons": [reason.value for reason in match.reasons]}
            for match in proposal.matches
        ],
        "differences": [
            {
                "section": found.section,
                "field": found.field,
                "kind": found.kind.value,
                "decision": decisions[found.key].value,
                "mine": describe.line(found.mine, found.field),
                "theirs": describe.line(found.theirs, found.field),
            }
            for found in proposal.differences
        ],
        "counts": counts(proposal.incoming.report),
        "report": proposal.incoming.report.model_dump(mode="json"),
        "applied": changed is not None,
        "changed": changed is not None and changed.changed,
    }
