"""Someone with something in every section of a passport, and what a conseiller records of them: all of it fiction."""

import datetime as dt
from collections.abc import Callable
from importlib import resources

from passeport.domain.beneficiary import Situation, YesNoUnknown
from passeport.domain.identifiers import ItemId
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
from passeport.domain.parcours import NoteLevel, StepStatus
from passeport.domain.partial_date import PartialDate, Period
from passeport.domain.profile import (
    CustomEntry,
    DigitalSkill,
    DrivingLicence,
    Education,
    Experience,
    Headline,
    HeadlineKind,
    LanguageCertificate,
    LanguageSkill,
    Organisation,
    Picture,
    Profile,
    Publication,
    Skill,
)
from passeport.domain.provenance import Provenance, Station
from passeport.services.parcours import NoteEntry, ReferralEntry, StepEntry

FIRST_STATION = Station(
    name="Mission locale d’Essai-sur-Seine", network="MISSION_LOCALE", contact="accueil@exemple.invalid"
)
FIRST_CONSEILLER = "Camille Conseiller-Fictif"
SECOND_STATION = Station(name="Cité des métiers de Modèle-Ville", network="CITE_METIERS", contact="01 99 00 00 02")
SECOND_CONSEILLER = "Dominique Conseil-Fictif"

OPENED = dt.date(2026, 10, 12)
HANDED_OVER = dt.date(2026, 11, 20)
RECEIVED = dt.date(2026, 11, 23)

NEED = "Trouver un métier au grand air"
NOTE_THAT_LEAVES = "Motivée et ponctuelle ; souhaite rencontrer des professionnels avant de choisir."
SECRETS = {
    NoteLevel.PRIVATE: "Impression personnelle, à ne garder que pour moi (canari-prive-4182).",
    NoteLevel.TEAM: "À revoir ensemble en réunion du lundi (canari-equipe-7305).",
    NoteLevel.SHAREABLE: "Partageable, mais la personne ne l’a pas cochée (canari-decoche-9126).",
}
"""A note of each level that stays: each ends with a word that is nowhere else, to be looked for in what left."""


def identity() -> Identity:
    """Return who the person is."""
    return Identity(
        given_names="Ada-Inès",
        family_name="d’Exemple",
        birth_name="Le Modèle",
        birth_date=PartialDate(year=1999, month=2, day=28),
        birth_place="Essai-sur-Seine",
        gender="female",
        nationalities=("FR",),
        residence_country="FR",
        mother_tongues=(Language(code="fra"), Language(code="snk", label="soninké")),
        addresses=(
            Address(
                use=ContactUse.HOME,
                street="1 rue de l’Essai",
                postal_code="91000",
                city="Évry-Courcouronnes",
                country="FR",
            ),
        ),
        telephones=(Telephone(use=ContactUse.MOBILE, country_dialing="33", number="639980000"),),
        emails=(Email(address="ada@exemple.invalid"),),
        online=(OnlineProfile(kind=OnlineKind.WEBSITE, address="https://exemple.invalid"),),
    )


def situation() -> Situation:
    """Return the coded situation."""
    return Situation(
        code="DEMANDEUR_INSCRIT",
        since=dt.date(2026, 6, 1),
        time_without_work="MOINS_6",
        education_level="4",
        commune="91228",
        qpv=YesNoUnknown.NON,
    )


def profile(here: Provenance, new: Callable[[], ItemId]) -> Profile:
    """Return the Europass profile, recorded `here`, its items known by `new` identifiers."""
    born = {"provenance": here}
    return Profile(
        headline=Headline(kind=HeadlineKind.PREFERRED_JOB, text="Paysagiste"),
        about_me="<p>Je cherche un métier <strong>au grand air</strong>, où l’on travaille en équipe.</p>",
        photo=Picture(
            media_type="image/png",
            data=resources.files("resources").joinpath("samples", "portrait.png").read_bytes(),
        ),
        experiences=(
            Experience(
                id=new(),
                **born,
                position="Ouvrière horticole",
                employer=Organisation(name="Jardins du Canevas"),
                sector="A",
                city="Modèle-Ville",
                country="FR",
                period=Period(start=PartialDate(year=2022, month=3), ongoing=True),
                description="<ul><li>Bouturage et rempotage</li><li>Conseil en caisse</li></ul>",
            ),
            Experience(
                id=new(),
                **born,
                position="Vendeuse en boulangerie",
                employer=Organisation(name="Boulangerie du Bon Exemple"),
                city="Essai-sur-Seine",
                country="FR",
                period=Period(start=PartialDate(year=2018), end=PartialDate(year=2021, month=12, day=31)),
            ),
        ),
        education=(
            Education(
                id=new(),
                **born,
                qualification="Baccalauréat professionnel Productions horticoles",
                school=Organisation(name="Lycée agricole du Canevas"),
                city="Gabarit-la-Forêt",
                country="FR",
                period=Period(start=PartialDate(year=2014), end=PartialDate(year=2017, month=7, day=5)),
                eqf_level=4,
                grade="Mention bien",
            ),
        ),
        languages=(
            LanguageSkill(
                id=new(),
                **born,
                language=Language(code="eng"),
                listening="B1",
                reading="B2",
                spoken_interaction="A2",
                spoken_production="A2",
                writing="A1",
                certificates=(
                    LanguageCertificate(
                        title="Certificat fictif d’anglais",
                        awarded_by="Centre de langues Parler d’Exemple",
                        awarded_on=PartialDate(year=2021, month=5),
                        level="B1",
                    ),
                ),
            ),
        ),
        digital_skills=(
            DigitalSkill(id=new(), **born, name="Tableur", group="Bureautique"),
            DigitalSkill(id=new(), **born, name="Réseaux sociaux"),
        ),
        skills=(
            Skill(id=new(), **born, kind="COMMUNICATION", description="<p>À l’écoute des clients</p>"),
            Skill(id=new(), **born, kind="ORGANISATIONAL", description="<p>Planning d’une équipe de trois</p>"),
        ),
        driving_licences=(
            DrivingLicence(id=new(), **born, category="B", issued_on=PartialDate(year=2019, month=6, day=1)),
        ),
        publications=(
            Publication(
                id=new(),
                **born,
                title="Le jardin partagé",
                reference="<p>Gazette d’Essai, n° 12</p>",
                year="2023",
            ),
        ),
        custom=(
            CustomEntry(
                id=new(),
                **born,
                kind="VOLUNTEERING",
                section="Bénévolat",
                title="Trésorière du jardin partagé",
                period=Period(start=PartialDate(year=2021)),
                location="Modèle-Ville",
                description="<p>Comptes et adhésions</p>",
            ),
        ),
    )


def steps() -> tuple[StepEntry, ...]:
    """Return what is recorded, oldest first; the last step sends the person on."""
    return (
        StepEntry(type="ACCUEIL", day=OPENED, mode="SUR_PLACE", minutes=20, themes=("CHOISIR_METIER",)),
        StepEntry(
            type="ENTRETIEN",
            day=dt.date(2026, 10, 15),
            at=dt.time(9, 30),
            mode="SUR_PLACE",
            minutes=45,
            themes=("CHOISIR_METIER",),
            objectives=("POINTS_FORTS", "CONFIRMER_CHOIX"),
            outcome="Projet : paysagiste",
            notes=(
                NoteEntry(level=NoteLevel.SHAREABLE, text=NOTE_THAT_LEAVES),
                *(NoteEntry(level=level, text=text) for level, text in SECRETS.items()),
            ),
        ),
        StepEntry(
            type="ATELIER",
            day=dt.date(2026, 10, 22),
            status=StepStatus.ABSENCE_EXCUSEE,
            title="Écrire son CV",
            themes=("PREPARER_CANDIDATURE",),
        ),
        StepEntry(
            type="IMMERSION",
            day=dt.date(2026, 11, 2),
            until=dt.date(2026, 11, 6),
            place="Jardins du Canevas",
            immersion_objective="CONFIRMER",
            outcome="Métier confirmé",
        ),
        StepEntry(
            type="ORIENTATION",
            day=HANDED_OVER,
            mode="SUR_PLACE",
            referral=ReferralEntry(
                point_accueil=SECOND_STATION.name,
                network=SECOND_STATION.network,
                reason="Rencontrer des professionnels du paysage",
            ),
        ),
    )


def next_step() -> StepEntry:
    """Return what the second conseiller adds: the parcours goes on."""
    return StepEntry(type="ENTRETIEN", day=RECEIVED, mode="SUR_PLACE", minutes=40, themes=("CHOISIR_METIER",))
