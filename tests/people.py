"""Plainly fictional people, with something in every field."""

import base64
import datetime as dt
import io
from uuid import UUID, uuid5

from PIL import Image

from passeport.domain.agreement import Recipient
from passeport.domain.beneficiary import Beneficiary, Dossier, Notice, Situation, YesNoUnknown
from passeport.domain.identifiers import AccountId, BeneficiaryId, ItemId, NoteId, ParcoursId, PassportNumber
from passeport.domain.identity import (
    Address,
    ContactUse,
    Email,
    Identity,
    Language,
    OnlineKind,
    OnlineProfile,
    Telephone,
)
from passeport.domain.parcours import (
    Action,
    Note,
    NoteLevel,
    Parcours,
    Referral,
    ReferralStatus,
    Step,
    StepStatus,
)
from passeport.domain.partial_date import PartialDate, Period
from passeport.domain.passport import Issue, Passport
from passeport.domain.profile import (
    AttachedDocument,
    CustomEntry,
    DigitalSkill,
    DrivingLicence,
    Education,
    Experience,
    Headline,
    HeadlineKind,
    LanguageCertificate,
    LanguageSkill,
    LinguisticExperience,
    Organisation,
    Picture,
    Profile,
    Publication,
    Skill,
)
from passeport.domain.provenance import Provenance, Station

MISSION_LOCALE = Station(name="Mission locale d’Essai-sur-Seine", network="MISSION_LOCALE", contact="01 99 00 00 01")
CITE_DES_METIERS = Station(name="Cité des métiers de Modèle-Ville", network="CITE_METIERS")
AUTHOR = AccountId(UUID("11111111-1111-4111-8111-111111111111"))
TODAY = dt.date(2026, 11, 23)
PRIVATE_NOTE = "Canari privé : appréciation strictement personnelle"
TEAM_NOTE = "Canari équipe : à revoir en réunion"
SHARED_NOTE = "Motivée et ponctuelle, souhaite travailler dehors"


def identifier(name: str) -> UUID:
    return uuid5(UUID("22222222-2222-4222-8222-222222222222"), name)


def item(name: str) -> ItemId:
    return ItemId(identifier(name))


def date(text: str) -> PartialDate:
    return PartialDate.parse(text)


def photo() -> bytes:
    image = Image.new("RGB", (120, 150), (31, 58, 95))
    image.paste((240, 200, 170), (35, 30, 85, 95))
    data = io.BytesIO()
    image.save(data, "PNG")
    return data.getvalue()


HERE = Provenance(station=MISSION_LOCALE, recorded_by="Camille Conseiller-Fictif", recorded_on=dt.date(2026, 10, 12))


def ada_identity() -> Identity:
    return Identity(
        given_names="Ada-Inès",
        family_name="d’Exemple",
        birth_name="Le Modèle",
        title="Mme",
        birth_date=date("1999-02-28"),
        birth_place="Évry",
        gender="female",
        nationalities=("FR", "ML"),
        other_nationalities=("citoyenne du monde",),
        residence_country="FR",
        mother_tongues=(Language(code="fra"), Language(label="soninké")),
        addresses=(
            Address(
                use=ContactUse.HOME,
                street="1 rue de l’Essai",
                postal_code="91000",
                city="Évry-Courcouronnes",
                region="Essonne",
                country="FR",
            ),
        ),
        telephones=(Telephone(use=ContactUse.MOBILE, country_dialing="33", number="639980000"),),
        emails=(Email(address="ada@exemple.invalid"),),
        online=(
            OnlineProfile(kind=OnlineKind.WEBSITE, address="https://exemple.invalid"),
            OnlineProfile(kind=OnlineKind.SOCIAL_MEDIA, service="linkedin", address="https://exemple.invalid/ada"),
            OnlineProfile(kind=OnlineKind.INSTANT_MESSAGING, service="whatsapp", address="+33639980000"),
        ),
    )


def ada_profile() -> Profile:
    return Profile(
        headline=Headline(kind=HeadlineKind.PREFERRED_JOB, text="Paysagiste"),
        about_me="<p>Je cherche un métier <strong>au grand air</strong>.</p>",
        photo=Picture(media_type="image/png", data=photo()),
        experiences=(
            Experience(
                id=item("experience"),
                provenance=HERE,
                position="Ouvrière horticole",
                occupation_uri="http://data.europa.eu/esco/occupation/00000000-0000-4000-8000-000000000000",
                employer=Organisation(
                    name="Pépinières & Cie",
                    department="Serres",
                    address=Address(city="Massy", country="FR"),
                    emails=(Email(address="serres@exemple.invalid"),),
                ),
                sector="A",
                city="Massy",
                country="FR",
                period=Period(start=date("2022-03"), ongoing=True),
                description="<ul><li>Bouturage</li><li>Conseil en caisse</li></ul>",
            ),
        ),
        education=(
            Education(
                id=item("education"),
                provenance=HERE,
                qualification="Baccalauréat professionnel Productions horticoles",
                school=Organisation(name="Lycée de l’Essai"),
                city="Évry",
                country="FR",
                period=Period(start=date("2014"), end=date("2017-07-05")),
                eqf_level=4,
                national_classification="Niveau 4",
                fields_of_study=("Agriculture", "Horticulture"),
                grade="Mention bien",
                credit_type="ECTS",
                credits="60",
                thesis="<p>Le bouturage des agrumes</p>",
                description="<p>Botanique, sols, commerce</p>",
            ),
        ),
        languages=(
            LanguageSkill(
                id=item("english"),
                provenance=HERE,
                language=Language(code="eng"),
                listening="B1",
                reading="B2",
                spoken_interaction="A2",
                spoken_production="A2",
                writing="A1",
                certificates=(
                    LanguageCertificate(
                        title="Certificat fictif d’anglais",
                        awarded_by="Centre d’Essai",
                        awarded_on=date("2021-05"),
                        level="B1",
                    ),
                ),
                experiences=(
                    LinguisticExperience(
                        description="<p>Trois mois à Dublin</p>",
                        period=Period(start=date("2020"), end=date("2020")),
                        area="Travail",
                    ),
                ),
            ),
            LanguageSkill(id=item("bambara"), provenance=HERE, language=Language(code="bam"), listening="C2"),
        ),
        digital_skills=(
            DigitalSkill(id=item("tableur"), provenance=HERE, name="Tableur", group="Bureautique"),
            DigitalSkill(id=item("réseaux"), provenance=HERE, name="Réseaux sociaux"),
        ),
        skills=(
            Skill(id=item("écoute"), provenance=HERE, kind="COMMUNICATION", description="<p>À l’écoute</p>"),
            Skill(id=item("équipe"), provenance=HERE, kind="ORGANISATIONAL", description="<p>Travail en équipe</p>"),
        ),
        driving_licences=(
            DrivingLicence(id=item("B"), provenance=HERE, category="B", issued_on=date("2019-06-01")),
            DrivingLicence(id=item("AM"), provenance=HERE, category="AM"),
        ),
        publications=(
            Publication(
                id=item("article"),
                provenance=HERE,
                title="Le jardin partagé",
                reference="<p>Gazette d’Essai, 12, p. 3</p>",
                year="2023",
                authors="A. d’Exemple",
                journal="Gazette d’Essai",
                publisher="Éditions Fictives",
                volume="12",
                link="https://exemple.invalid/12",
            ),
        ),
        custom=(
            CustomEntry(
                id=item("bénévolat"),
                provenance=HERE,
                kind="VOLUNTEERING",
                section="Bénévolat",
                title="Trésorière du jardin partagé",
                period=Period(start=date("2021")),
                location="Massy",
                description="<p>Comptes et adhésions</p>",
                link="https://exemple.invalid/jardin",
            ),
        ),
        documents=(
            AttachedDocument(
                id=item("diplôme"),
                provenance=HERE,
                name="diplome.png",
                description="Baccalauréat",
                media_type="image/png",
                data=photo(),
            ),
        ),
    )


def note(name: str, level: NoteLevel, text: str) -> Note:
    return Note(
        id=NoteId(identifier(name)),
        level=level,
        author=AUTHOR,
        author_name="Camille Conseiller-Fictif",
        written_at=dt.datetime(2026, 10, 12, 9, 30, tzinfo=dt.UTC),
        text=text,
    )


def ada_parcours() -> Parcours:
    return Parcours(
        id=ParcoursId(identifier("parcours")),
        need="Trouver un métier au grand air",
        theme="CHOISIR_METIER",
        opened_on=dt.date(2026, 10, 12),
        cep_level="2",
        provenance=HERE,
        steps=(
            Step(
                id=item("entretien"),
                provenance=HERE,
                type="ENTRETIEN",
                day=dt.date(2026, 10, 12),
                at=dt.time(9, 30),
                mode="SUR_PLACE",
                minutes=45,
                themes=("CHOISIR_METIER",),
                objectives=("POINTS_FORTS", "CONFIRMER_CHOIX"),
                outcome="Projet : paysagiste",
                notes=(
                    note("privée", NoteLevel.PRIVATE, PRIVATE_NOTE),
                    note("équipe", NoteLevel.TEAM, TEAM_NOTE),
                    note("partagée", NoteLevel.SHAREABLE, SHARED_NOTE),
                ),
            ),
            Step(
                id=item("immersion"),
                provenance=HERE,
                type="IMMERSION",
                day=dt.date(2026, 11, 2),
                until=dt.date(2026, 11, 6),
                title="Jardins d’Essai",
                place="Massy",
                immersion_objective="CONFIRMER",
                outcome="Métier confirmé",
            ),
            Step(
                id=item("orientation"),
                provenance=HERE,
                type="ORIENTATION",
                day=dt.date(2026, 11, 20),
                status=StepStatus.PREVUE,
                referral=Referral(
                    point_accueil=CITE_DES_METIERS.name,
                    network="CITE_METIERS",
                    reason="Rencontrer des professionnels",
                    status=ReferralStatus.PREPAREE,
                ),
            ),
        ),
        actions=(Action(id=item("cv"), provenance=HERE, title="Mettre le CV à jour", due_on=dt.date(2026, 12, 1)),),
    )


def ada() -> Dossier:
    return Dossier(
        beneficiary=Beneficiary(
            id=BeneficiaryId(identifier("ada")),
            identity=ada_identity(),
            situation=Situation(
                code="DEMANDEUR_INSCRIT",
                since=dt.date(2026, 6, 1),
                time_without_work="MOINS_6",
                education_level="4",
                commune="91228",
                qpv=YesNoUnknown.OUI,
            ),
            profile=ada_profile(),
            notice=Notice(version="2026-11", given_on=dt.date(2026, 10, 12), mode="REMISE_PAPIER"),
            referent=AUTHOR,
            opened_on=dt.date(2026, 10, 12),
        ),
        parcours=(ada_parcours(),),
    )


def ada_passport() -> Passport:
    dossier = ada()
    return Passport(
        identity=dossier.beneficiary.identity,
        profile=dossier.beneficiary.profile,
        parcours=tuple(
            p.evolve(
                steps=tuple(
                    s.evolve(notes=tuple(n for n in s.notes if n.level is NoteLevel.SHAREABLE)) for s in p.steps
                )
            )
            for p in dossier.parcours
        ),
        beneficiary=dossier.beneficiary.id,
        issue=Issue(
            number=PassportNumber("PSP-2026-0000-TEST"),
            issued_at=dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC),
            issuer=MISSION_LOCALE,
            conseiller="Camille Conseiller-Fictif",
            recipient=Recipient(name=CITE_DES_METIERS.name, network="CITE_METIERS"),
            agreed_on=TODAY,
            agreement_mode="ECRIT",
            sections=("CONTACT", "EDUCATION", "EXPERIENCE", "IDENTITY", "PARCOURS"),
        ),
    )


def base64_of(data: bytes) -> str:
    return base64.b64encode(data).decode()


def dossier_of(passport: Passport) -> Dossier:
    """The dossier from which a passport was drawn up."""
    beneficiary = Beneficiary(
        id=BeneficiaryId(identifier("traversée")),
        identity=passport.identity,
        profile=passport.profile,
        opened_on=TODAY,
    )
    return Dossier(beneficiary=beneficiary, parcours=passport.parcours)
