"""`passeport coupon`: answer a referral that came in, take the answer to one that left."""

import datetime as dt
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer
from pydantic import JsonValue

from passeport.cli.console import misused, remark, say, told_as_json, write_json
from passeport.cli.french import FrenchCommand, FrenchGroup
from passeport.cli.options import AccountName, AsJson, PassphraseFile, VaultFolder, code_of
from passeport.cli.unlocking import unlocked
from passeport.domain.coupon import Answer, Said
from passeport.domain.errors import CouponNotTaken, OutputNotWritten
from passeport.domain.identifiers import BeneficiaryId, ItemId
from passeport.domain.vocabulary import label
from passeport.language import answers, dates, describe
from passeport.services.checking import checked
from passeport.services.desk import Desk
from passeport.services.referrals import CouponReading

coupons = typer.Typer(cls=FrenchGroup, rich_markup_mode=None, help="Les réponses aux orientations, sans serveur.")

_FORMS = ("%d/%m/%Y", "%Y-%m-%d")


def _reason(value: str | None) -> str | None:
    return code_of("decline_reasons", value) if value is not None else None


@coupons.command(cls=FrenchCommand)
def answer(
    vault: VaultFolder,
    beneficiary: Annotated[
        UUID | None,
        typer.Option("--beneficiary", metavar="ID", help="Dossier, si plusieurs orientations attendent."),
    ] = None,
    step: Annotated[UUID | None, typer.Option("--step", metavar="ID", help="Étape de l’orientation.")] = None,
    target: Annotated[
        Path | None, typer.Option("--to", metavar="FICHIER", help="Fichier de réponse à écrire (.passeport-retour).")
    ] = None,
    declined: Annotated[
        str | None,
        typer.Option("--declined", metavar="MOTIF", callback=_reason, help="Décline, et dit pourquoi."),
    ] = None,
    day: Annotated[
        dt.datetime | None,
        typer.Option("--on", metavar="DATE", formats=list(_FORMS), help="Jour du premier rendez-vous, si accepté."),
    ] = None,
    account: AccountName = "",
    passphrase_file: PassphraseFile = None,
    *,
    received: Annotated[bool, typer.Option("--received", help="Dit que le passeport est arrivé.")] = False,
    accepted: Annotated[bool, typer.Option("--accepted", help="Accepte.")] = False,
    as_json: AsJson = False,
) -> None:
    """Répond à une orientation reçue : un fichier signé, le texte d’un code QR et un code à lire au téléphone."""
    wanted = [kind for kind, is_said in ((Answer.RECUE, received), (Answer.ACCEPTEE, accepted)) if is_said]
    wanted += [Answer.DECLINEE] if declined is not None else []
    if len(wanted) != 1 or (day is not None and wanted[0] is not Answer.ACCEPTEE):
        misused("Choisissez une réponse : --received, --accepted (avec --on pour la date) ou --declined MOTIF.")
    with told_as_json(wanted=as_json):
        first = day.date() if day is not None else None
        said = checked(Said, {"answer": wanted[0], "decline_reason": declined, "first_meeting_on": first})
        if target is not None and not target.parent.is_dir():
            raise OutputNotWritten(path=str(target), detail="dossier introuvable")
        with unlocked(vault, account, passphrase_file) as desk:
            who, which = _chosen(desk, beneficiary, step)
            given = desk.referrals.answer(who, which, said)
            if target is not None:
                desk.referrals.write(target, given)
    if as_json:
        write_json({"answer": said.model_dump(mode="json"), "code": given.written.code, "text": given.written.text})
        return
    say(answers.said(said))
    say(f"Code à lire au téléphone : {given.written.code}")
    for group in answers.spelled(given.written.code):
        say(f"  {group}")
    say(f"Texte du code QR : {given.written.text}")
    if target is not None:
        say(f"Fichier de réponse : « {target} »")


def _chosen(desk: Desk, beneficiary: UUID | None, step: UUID | None) -> tuple[BeneficiaryId, ItemId]:
    if beneficiary is not None and step is not None:
        return BeneficiaryId(beneficiary), ItemId(step)
    waiting = [
        one
        for one in desk.referrals.to_answer()
        if beneficiary in (None, one.place.beneficiary) and step in (None, one.place.step)
    ]
    if len(waiting) != 1:
        for one in waiting:
            sender = describe.station(one.sender) if one.sender is not None else "point d’accueil inconnu"
            remark(f"{one.person}, de {sender} : --beneficiary {one.place.beneficiary} --step {one.place.step}")
        misused(
            "Aucune orientation reçue n’attend de réponse."
            if not waiting
            else "Plusieurs orientations attendent une réponse : précisez laquelle."
        )
    return waiting[0].place.beneficiary, waiting[0].place.step


@coupons.command(cls=FrenchCommand)
def read(
    vault: VaultFolder,
    given: Annotated[
        str,
        typer.Argument(metavar="RÉPONSE", help="Fichier de réponse, texte d’un code QR, ou code lu au téléphone."),
    ],
    account: AccountName = "",
    passphrase_file: PassphraseFile = None,
    *,
    apply: Annotated[bool, typer.Option("--apply", help="Enregistre ; sans cette option, montre seulement.")] = False,
    trust: Annotated[
        bool, typer.Option("--trust", help="Fait connaître le point d’accueil qui signe, empreinte vérifiée.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Montre ce que dit une réponse reçue et ce qu’elle vaut, et l’enregistre avec --apply."""
    with told_as_json(wanted=as_json), unlocked(vault, account, passphrase_file) as desk:
        path = Path(given)
        is_file = len(given) < 4096 and path.is_file()  # noqa: PLR2004 - no path is longer (PATH_MAX)
        reading = desk.referrals.read_file(path) if is_file else desk.referrals.read_typed(given)
        if trust:
            reading = desk.referrals.trust(reading)
        if not as_json:
            _say(reading)
        if apply and not reading.may_be_taken:
            raise CouponNotTaken(state=reading.state.value)
        if apply:
            desk.referrals.take(reading)
    if as_json:
        write_json(_as_json(reading, applied=apply))
    else:
        say("Enregistré." if apply else "Rien n’est enregistré : relancez avec --apply pour le faire.")


def _say(reading: CouponReading) -> None:
    coupon = reading.incoming.coupon
    say(answers.said(coupon.said))
    if reading.referral is not None:
        say(f"Pour {reading.person}, orientation vers {reading.referral.point_accueil}")
    say(label("coupon_states", reading.state.value))
    if coupon.answered_on is not None:
        say(f"Répondu le {dates.long_date(coupon.answered_on)}")
    if reading.incoming.station_key:
        remark(f"Empreinte de la clé qui signe : {describe.fingerprint(reading.incoming.station_key)}")
    if reading.is_from_elsewhere and reading.station is not None:
        remark(f"Signée par {describe.station(reading.station)}, et non par le point d’accueil de l’orientation.")


def _as_json(reading: CouponReading, *, applied: bool) -> dict[str, JsonValue]:
    place = reading.place
    return {
        "state": reading.state.value,
        "answer": reading.incoming.coupon.said.model_dump(mode="json"),
        "carrier": reading.incoming.carrier.value,
        "beneficiary": str(place.beneficiary) if place is not None else None,
        "step": str(place.step) if place is not None else None,
        "station": reading.station.name if reading.station is not None else None,
        "key": reading.incoming.station_key or None,
        "applied": applied,
    }
