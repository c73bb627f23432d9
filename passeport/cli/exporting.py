"""`passeport export`: a passport leaves, with the person's agreement, for a named recipient."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from passeport.cli.console import misused, remark, say, told_as_json, write_json
from passeport.cli.files import form_of
from passeport.cli.options import (
    AccountName,
    AsJson,
    Language,
    PassphraseFile,
    VaultFolder,
    agreement_mode,
    network,
    sections,
)
from passeport.cli.protecting import ClosedBy, Signed, protection
from passeport.cli.reports import say_contents
from passeport.cli.unlocking import unlocked
from passeport.domain.agreement import Recipient, Scope
from passeport.domain.beneficiary import Dossier
from passeport.domain.errors import AgreementMissing, FormatNotProtected, NothingToShow, OutputNotWritten
from passeport.domain.identifiers import BeneficiaryId, NoteId, ParcoursId
from passeport.domain.parcours import Note, NoteLevel
from passeport.domain.vocabulary import vocabulary
from passeport.language import describe, left_out
from passeport.language.unprintable import warned
from passeport.services.checking import checked
from passeport.services.file_ports import PRINTED, FileFormat

_NOBODY_NAMED = "destinataire non précisé"


def export(
    vault: VaultFolder,
    beneficiary: Annotated[UUID, typer.Option("--beneficiary", metavar="ID", help="Identifiant du dossier.")],
    target: Annotated[Path, typer.Option("--to", metavar="FICHIER", help="Fichier à écrire (.pdf, .xml ou .json).")],
    recipient: Annotated[str, typer.Option("--recipient", metavar="NOM", help="À qui le passeport est remis.")] = "",
    network_code: Annotated[
        str | None,
        typer.Option(
            "--network",
            metavar="CODE",
            callback=network,
            help="Réseau du destinataire ; aucun quand le passeport est remis à la personne elle-même.",
        ),
    ] = None,
    agreement: Annotated[
        str | None,
        typer.Option(
            "--agreement",
            metavar="FORME",
            callback=agreement_mode,
            help="Comment la personne a donné son accord : ORAL, ECRIT ou SIGNATURE_ELECTRONIQUE. "
            "Sans accord, rien ne part.",
        ),
    ] = None,
    section: Annotated[
        list[str] | None,
        typer.Option(
            "--section",
            metavar="CODE",
            callback=sections,
            help="Rubrique que l’accord couvre, à répéter ; toutes quand aucune n’est précisée.",
        ),
    ] = None,
    parcours: Annotated[
        list[UUID] | None,
        typer.Option("--parcours", metavar="ID", help="Parcours à transmettre, à répéter ; tous par défaut."),
    ] = None,
    note: Annotated[
        list[UUID] | None,
        typer.Option("--note", metavar="ID", help="Note partageable à joindre, à répéter ; aucune par défaut."),
    ] = None,
    form: Annotated[
        FileFormat | None, typer.Option("--format", help="Forme du fichier ; par défaut selon son nom.")
    ] = None,
    language: Language = "fr",
    closed_by: ClosedBy = None,
    account: AccountName = "",
    passphrase_file: PassphraseFile = None,
    *,
    preview: Annotated[
        bool, typer.Option("--preview", help="Montre ce qui partirait, sans rien écrire ni enregistrer.")
    ] = False,
    signed: Signed = False,
    as_json: AsJson = False,
) -> None:
    """Remet un passeport à un destinataire, dans la limite de ce que la personne accepte de partager."""
    wanted = form_of(target, form)
    with told_as_json(wanted=as_json):
        if agreement is None:
            raise AgreementMissing(recipient=recipient or _NOBODY_NAMED)
        if not recipient:
            misused("Il manque le destinataire : un passeport part toujours pour quelqu’un (--recipient).")
        protected = protection(closed_by, signed=signed)
        if protected and wanted not in PRINTED:
            raise FormatNotProtected(format=wanted.value)
        to = checked(Recipient, {"name": recipient, "network": network_code})
        with unlocked(vault, account, passphrase_file) as desk:
            dossier = desk.dossiers.open(BeneficiaryId(beneficiary))
            choice = _Choice(dossier, section or [], parcours or [], note or [])
            passport = desk.passports.preview(dossier.beneficiary.id, to, choice.scope(), agreement, language=language)
            if preview:
                say_contents(passport)
                _remark_notes(choice)
                return
            if not target.parent.is_dir():
                raise OutputNotWritten(path=str(target), detail="dossier introuvable")
            given = desk.passports.agree(dossier.beneficiary.id, to, choice.scope(), agreement)
            handed = desk.passports.hand_over(
                dossier.beneficiary.id, given, target, wanted, language=language, protection=protected
            )
    number, document = handed.number, handed.document
    if as_json:
        write_json(
            {
                "file": str(target),
                "format": wanted.value,
                "number": number,
                "agreement": str(given),
                "missing_letters": "".join(sorted(document.missing)),
                "left_out": list(document.left_out.names),
            }
        )
        return
    say(f"Passeport N° {number} écrit dans « {target} » pour {describe.line(to)}.")
    unprinted = warned(handed.passport, document.missing, photo_left_out=document.photo_left_out)
    for warning in (unprinted, left_out.warned(document.left_out)):
        if warning:
            remark(warning)
    _remark_notes(choice)


@dataclass(frozen=True)
class _Choice:
    """What was asked for, checked against the dossier."""

    dossier: Dossier
    sections: list[str]
    parcours: list[UUID]
    notes: list[UUID]

    def scope(self) -> Scope:
        """Return the scope of the agreement.

        Raises:
            NothingToShow: for a parcours that the dossier has not, or a note that it has not or may not share (R06).
        """
        for identifier in self.parcours:
            self.dossier.parcours_of(ParcoursId(identifier))
        shareable = {note.id for note in self.shareable()}
        for identifier in self.notes:
            if identifier not in shareable:
                raise NothingToShow(what="note partageable", value=str(identifier))
        known = [parcours.id for parcours in self.dossier.parcours]
        return Scope(
            sections=frozenset(self.sections or vocabulary("europass_sections").codes),
            parcours=frozenset(map(ParcoursId, self.parcours) if self.parcours else known),
            notes=frozenset(map(NoteId, self.notes)),
        )

    def shareable(self) -> tuple[Note, ...]:
        """Return the notes that may be ticked."""
        return tuple(
            note
            for parcours in self.dossier.parcours
            for step in parcours.steps
            for note in step.notes
            if note.level is NoteLevel.SHAREABLE
        )


def _remark_notes(choice: _Choice) -> None:
    """Say which notes could be ticked and were not: without their identifiers, nobody could tick them."""
    for note in choice.shareable():
        if note.id not in choice.notes:
            remark(f"Note partageable non jointe : {note.id} – {describe.line(note)}")
