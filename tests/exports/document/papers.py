"""The whole family of documents, on usual and extreme people."""

import datetime as dt
from pathlib import Path
from uuid import UUID

from exports.document.passport.document import Presentation
from exports.document.workshop_sheet import write_workshop_sheet
from exports.document.writer import Documents
from exports.person_copy.archive import head_of
from exports.person_copy.content import content_of
from exports.person_copy.paper import write_paper
from passeport.domain.coupon import Answer, Said, new_ticket
from passeport.domain.coupon_code import written
from passeport.domain.documents import (
    Attestation,
    Letterhead,
    Named,
    Paper,
    ReadyAnswer,
    ReferralSheet,
    Synthesis,
)
from passeport.domain.identity import Identity
from passeport.domain.parcours import Action, Parcours, Step
from passeport.domain.passport import Passport
from passeport.domain.profile import Experience, Profile
from passeport.domain.vocabulary import vocabulary
from passeport.services.file_ports import PersonCopy, WorkshopSheet
from tests import people
from tests.exports.document.making import named, passport_file

HEAD = Letterhead(station=people.MISSION_LOCALE, conseiller="Camille Conseiller-Fictif", made_on=people.TODAY)
ADA = Named(full_name="Ada-Inès d’Exemple", birth_date=people.date("1999-02-28"))
LONG = Named(full_name="Wilhelmina" * 29)
TICKET = new_ticket(UUID(int=2**127 + 1), UUID(int=2**90 + 7))
SAID = (
    Said(answer=Answer.RECUE),
    Said(answer=Answer.ACCEPTEE),
    *(Said(answer=Answer.DECLINEE, decline_reason=term.code) for term in vocabulary("decline_reasons").terms),
)
ANSWERS = tuple(ReadyAnswer(said=said, code=written(TICKET, said)) for said in SAID)
PARCOURS = people.ada_parcours()


def many_steps(count: int) -> tuple[Step, ...]:
    return tuple(
        Step(
            id=people.item(f"étape {n}"),
            type="ENTRETIEN",
            day=dt.date(2020, 1, 6) + dt.timedelta(days=n),
            outcome=f"Bilan {n}",
        )
        for n in range(count)
    )


def papers() -> dict[str, Paper]:
    referral = PARCOURS.steps[2].referral
    assert referral is not None
    actions = tuple(Action(id=people.item(f"action {n}"), title=f"Action {n} à mener " * 3) for n in range(30))
    english = HEAD.evolve(language="en")
    return {
        "attestation": Attestation(head=HEAD, person=ADA, step=PARCOURS.steps[0]),
        "attestation-en": Attestation(head=english, person=LONG, step=PARCOURS.steps[1]),
        "synthesis": Synthesis(
            head=HEAD,
            person=ADA,
            need=PARCOURS.need,
            cep_level="2",
            opened_on=PARCOURS.opened_on,
            project="Devenir paysagiste.",
            strategy="Un CAP en alternance,\npuis un emploi.",
            funding="CPF ; Région.",
            steps=PARCOURS.steps[:2],
            actions=PARCOURS.actions,
        ),
        "synthesis-long": Synthesis(
            head=english,
            person=LONG,
            need="n" * 300,
            opened_on=PARCOURS.opened_on,
            project="Un long projet. " * 400,
            steps=many_steps(40),
            actions=actions,
        ),
        "synthesis-en": Synthesis(
            head=english,
            person=ADA,
            need=PARCOURS.need,
            cep_level="1",
            opened_on=PARCOURS.opened_on,
            project="A garden.",
        ),
        "synthesis-empty": Synthesis(head=HEAD, person=ADA, need="À préciser", opened_on=PARCOURS.opened_on),
        "referral": ReferralSheet(
            head=HEAD, person=ADA, need=PARCOURS.need, referral=referral, done=PARCOURS.steps[:2], answers=ANSWERS
        ),
        "referral-en": ReferralSheet(
            head=english, person=LONG, need="n" * 300, referral=referral, done=many_steps(30), answers=ANSWERS
        ),
    }


def extreme_passports() -> dict[str, Passport]:
    steps = Parcours(id=PARCOURS.id, need="Trouver sa voie", opened_on=dt.date(2020, 1, 6), steps=many_steps(60))
    wide = Experience(
        id=people.item("large"), position="Anticonstitutionnellement" * 12, description="<p>" + "é" * 3_000 + "</p>"
    )
    return {
        "usual": people.ada_passport(),
        "name": named("Ada"),
        "steps": people.ada_passport().evolve(parcours=(steps,)),
        "scripts": Passport(
            identity=Identity(given_names="Ада ليلى مرحبا", family_name="Ελληνίδα 中文"),
            profile=Profile(
                about_me="<p>שלום ☐ ✓ → <strong>gras</strong> <a href='https://exemple.invalid'>lien</a></p>"
            ),
        ),
        "wide": named("W" * 300, "f" * 300, experiences=(wide,)),
    }


def everything() -> PersonCopy:
    """All that is kept of Ada, notes of every level included."""
    return PersonCopy(
        made_at=dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC),
        made_by="Camille Conseiller-Fictif",
        station=people.MISSION_LOCALE,
        dossier=people.ada(),
    )


def too_much() -> PersonCopy:
    """All that is kept of somebody of a long name in several scripts, with more steps than a page holds."""
    usual = everything()
    dossier = usual.dossier
    identity = dossier.beneficiary.identity.evolve(given_names="ليلى Ελένη 中文", family_name="Wilhelmina" * 29)
    parcours = dossier.parcours[0].evolve(steps=many_steps(60))
    return usual.evolve(
        dossier=dossier.evolve(beneficiary=dossier.beneficiary.evolve(identity=identity), parcours=(parcours,)),
    )


def sheets() -> dict[str, WorkshopSheet]:
    """Sign-in sheets: of one who is expected and some who are not, in both languages."""
    sheet = WorkshopSheet(
        station=people.MISSION_LOCALE,
        title="Écrire son CV",
        day=people.TODAY,
        at=dt.time(14, 0),
        minutes=120,
        place="Salle 2",
        names=("EXEMPLE Ada-Inès",),
        blank_rows=2,
        made_by="Camille Conseiller-Fictif",
    )
    return {"sign-in": sheet, "sign-in-en": sheet.evolve(language="en")}


def copies() -> dict[str, PersonCopy]:
    return {"copy": everything(), "copy-en": everything().evolve(language="en"), "copy-extreme": too_much()}


def write_copy(copy: PersonCopy) -> bytes:
    return write_paper(content_of(copy), head_of(copy)).data


def write_family(folder: Path) -> dict[str, Path]:
    """Write every document on every person, and return the files by their names."""
    usual = extreme_passports()
    passports = {**usual, "english": usual["usual"].evolve(language="en")}
    files = {
        f"{name}-{presentation.lower()}": passport_file(
            passport, folder, presentation, f"{name}-{presentation.lower()}"
        )
        for name, passport in passports.items()
        for presentation in Presentation
    }
    writer = Documents()
    written = {name: write_workshop_sheet(sheet) for name, sheet in sheets().items()}
    written |= {name: write_copy(copy) for name, copy in copies().items()}
    written |= {name: writer.write(paper).data for name, paper in papers().items()}
    for name, data in written.items():
        files[name] = folder / f"{name}.pdf"
        files[name].write_bytes(data)
    return files
