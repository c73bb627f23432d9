"""Fictional people with a profile, a situation and steps, as plausible as names like theirs allow."""

import datetime as dt
from dataclasses import dataclass
from functools import cache

from passeport.domain.account import Account
from passeport.domain.beneficiary import Beneficiary, Dossier, Notice, Situation, YesNoUnknown
from passeport.domain.identifiers import BeneficiaryId, ItemId
from passeport.domain.identity import Address, ContactUse, Email, Identity, Language, Telephone
from passeport.domain.normalise import joined
from passeport.domain.partial_date import PartialDate, Period
from passeport.domain.profile import (
    DigitalSkill,
    DrivingLicence,
    Education,
    Experience,
    Headline,
    HeadlineKind,
    LanguageSkill,
    Organisation,
    Profile,
    Skill,
)
from passeport.domain.provenance import Provenance
from passeport.domain.rich_text import from_plain
from passeport.domain.vocabulary import Term, vocabulary
from passeport.samples.draws import Draws
from passeport.samples.lists import SampleLists, sample_lists
from passeport.samples.pathways import pathways, worked

_YOUNGEST, _OLDEST = 15, 62
_STUDENT_AGE, _ADULT_AGE, _WORKING_AGE = 18, 26, 20
_SITUATIONS_OF_YOUTH = {"SCOLARISE_COLLEGE": 2, "SCOLARISE_LYCEE": 10, "DECROCHEUR": 5, "ALTERNANCE": 2}
_SITUATIONS_OF_STUDENTS = {
    "ETUDIANT": 6,
    "DEMANDEUR_NON_INSCRIT": 6,
    "DEMANDEUR_INSCRIT": 6,
    "ALTERNANCE": 3,
    "EN_FORMATION": 3,
    "SERVICE_CIVIQUE": 1,
    "SALARIE_PRIVE": 2,
}
_SITUATIONS_OF_ADULTS = {
    "DEMANDEUR_INSCRIT": 12,
    "SALARIE_PRIVE": 9,
    "DEMANDEUR_NON_INSCRIT": 3,
    "AGENT_PUBLIC": 2,
    "INDEPENDANT": 2,
    "EN_FORMATION": 3,
    "SANS_ACTIVITE": 2,
}
_WITHOUT_WORK = ("DEMANDEUR_INSCRIT", "DEMANDEUR_NON_INSCRIT", "SANS_ACTIVITE")
_TIMES_WITHOUT_WORK = {"MOINS_6": 5, "DE_6_A_11": 3, "DE_12_A_23": 2, "24_ET_PLUS": 1}
_MOTHER_TONGUES = {"fra": 20, "por": 2, "ara": 2, "tam": 1, "wol": 1, "bam": 1, "pol": 1, "ukr": 1, "tur": 1}
_FOREIGN_LANGUAGES = ("eng", "spa", "deu", "ita", "por", "ara")
_LEVELS = ("A1", "A2", "A2", "B1", "B1", "B2", "C1")
_DIGITAL_SKILLS = ("Tableur", "Traitement de texte", "Messagerie", "Réseaux sociaux", "Recherche en ligne", "Visio")
_SKILLS = {
    "COMMUNICATION": "Écoute et clarté, à l’oral comme à l’écrit.",
    "ORGANISATIONAL": "Organisation d’événements pour une association d’essai.",
    "JOB_RELATED": "Respect des consignes de sécurité et des délais.",
    "OTHER": "Cuisine, musique et jardinage.",
}
_AGE_OF_DIPLOMA = {1: 16, 2: 16, 3: 18, 4: 18, 5: 20, 6: 21, 7: 23, 8: 26}
"""By level of the European Qualifications Framework: when it is usually had in France."""
_FICTION_MOBILE = "63998"
"""Arcep keeps 06 39 98 for works of fiction (décision n° 2018-0881, annexe): those numbers ring nowhere."""


@dataclass(frozen=True)
class People:
    """A crowd decided by `seed`, as recorded by `account` up to `today`."""

    seed: int
    account: Account
    today: dt.date

    def dossier(self, number: int, steps: int) -> Dossier:
        """Return the dossier of the person of that number, with so many steps: always the same."""
        draws, lists = Draws(self.seed, "person", number), sample_lists()
        age = min(draws.number(_YOUNGEST, _OLDEST), draws.number(_YOUNGEST, _OLDEST))  # the young come more often
        opened = worked(draws.day(self.today - dt.timedelta(days=900), self.today - dt.timedelta(days=1)))
        here = Provenance(station=self.account.station, recorded_by=self.account.name, recorded_on=opened)
        commune = draws.pick(_communes())
        return Dossier(
            beneficiary=Beneficiary(
                id=BeneficiaryId(draws.identifier()),
                identity=self._identity(draws, lists, age, commune),
                situation=self._situation(draws, age, commune),
                profile=_Profiles(draws, lists, here, self.today.year - age).profile(),
                notice=Notice(version="2026-11", given_on=opened, mode="REMISE_PAPIER") if draws.chance(85) else None,
                referent=self.account.id,
                opened_on=opened,
            ),
            parcours=pathways(Draws(self.seed, "parcours", number), self.account, opened, self.today, steps),
        )

    def _identity(self, draws: Draws, lists: SampleLists, age: int, commune: Term) -> Identity:
        given, family = draws.pick(lists.given_names), draws.pick(lists.family_names)
        birthday = draws.day(dt.date(self.today.year - age, 1, 1), dt.date(self.today.year - age, 12, 31))
        tongue = draws.weighted(_MOTHER_TONGUES)
        postal_codes = commune.extra["postal_codes"]
        return Identity(
            given_names=given,
            family_name=family,
            birth_name=draws.pick(lists.family_names) if draws.chance(12) else "",
            birth_date=PartialDate.of(birthday),
            birth_place=draws.pick(lists.towns),
            gender=draws.weighted({"female": 52, "male": 46, "other": 1, "do_not_indicate": 1}),
            nationalities=("FR",) if draws.chance(80) else (),
            residence_country="FR",
            mother_tongues=(Language(code=tongue),) if draws.chance(70) else (),
            addresses=(
                Address(
                    use=ContactUse.HOME,
                    street=f"{draws.number(1, 120)} {draws.pick(lists.streets)}",
                    postal_code=draws.pick(postal_codes) if postal_codes else "",
                    city=commune.label(),
                    country="FR",
                ),
            ),
            telephones=(
                Telephone(
                    use=ContactUse.MOBILE, country_dialing="33", number=f"{_FICTION_MOBILE}{draws.number(0, 9999):04}"
                ),
            ),
            emails=(Email(address=f"{joined(given)}.{joined(family)}@exemple.invalid"),) if draws.chance(75) else (),
        )

    def _situation(self, draws: Draws, age: int, commune: Term) -> Situation:
        if age < _STUDENT_AGE:
            code = draws.weighted(_SITUATIONS_OF_YOUTH)
        else:
            code = draws.weighted(_SITUATIONS_OF_STUDENTS if age < _ADULT_AGE else _SITUATIONS_OF_ADULTS)
        highest = 1 if age < _STUDENT_AGE else 5 if age < _ADULT_AGE else 7
        answers = {YesNoUnknown.OUI: 2, YesNoUnknown.NON: 6, YesNoUnknown.NSP: 2}
        return Situation(
            code=code,
            since=draws.day(self.today - dt.timedelta(days=700), self.today),
            time_without_work=draws.weighted(_TIMES_WITHOUT_WORK) if code in _WITHOUT_WORK else None,
            education_level=draws.pick(vocabulary("education_levels").codes[:highest]),
            commune=commune.code,
            qpv=draws.weighted(answers),
            rqth=draws.weighted({YesNoUnknown.OUI: 1, YesNoUnknown.NON: 12, YesNoUnknown.NSP: 3}),
            minima_sociaux=draws.weighted(answers),
        )


@dataclass(frozen=True)
class _Profiles:
    draws: Draws
    lists: SampleLists
    here: Provenance
    birth_year: int

    def profile(self) -> Profile:
        draws, age = self.draws, (self.here.recorded_on or dt.date.min).year - self.birth_year
        jobs = draws.some(self.lists.jobs, draws.number(0, 3) if age >= _WORKING_AGE else 0)
        wanted = Headline(kind=HeadlineKind.PREFERRED_JOB, text=draws.pick(self.lists.jobs))
        reachable = [diploma for diploma in self.lists.diplomas if _AGE_OF_DIPLOMA[diploma.eqf] <= age]
        diplomas = draws.some(reachable, 1 + draws.chance(30))
        languages = draws.some(_FOREIGN_LANGUAGES, draws.number(0, 2))
        licences = ("B",) if age >= _STUDENT_AGE and draws.chance(45) else ()
        return Profile(
            headline=wanted if draws.chance(60) else None,
            about_me=from_plain(draws.pick(self.lists.about_me)) if draws.chance(50) else "",
            experiences=tuple(self._experience(job, rank) for rank, job in enumerate(jobs)),
            education=tuple(
                Education(
                    **self._born(),
                    qualification=diploma.name,
                    school=Organisation(name=draws.pick(self.lists.schools)),
                    city=draws.pick(self.lists.towns),
                    country="FR",
                    period=Period(end=PartialDate(year=self.birth_year + _AGE_OF_DIPLOMA[diploma.eqf])),
                    eqf_level=diploma.eqf,
                )
                for diploma in diplomas
            ),
            languages=tuple(self._language(code) for code in languages),
            digital_skills=tuple(
                DigitalSkill(**self._born(), name=name) for name in draws.some(_DIGITAL_SKILLS, draws.number(0, 3))
            ),
            skills=tuple(
                Skill(**self._born(), kind=kind, description=from_plain(_SKILLS[kind]))
                for kind in draws.some(tuple(_SKILLS), draws.number(0, 2))
            ),
            driving_licences=tuple(DrivingLicence(**self._born(), category=category) for category in licences),
        )

    def _born(self) -> dict[str, ItemId | Provenance]:
        return {"id": ItemId(self.draws.identifier()), "provenance": self.here}

    def _experience(self, job: str, rank: int) -> Experience:
        latest = (self.here.recorded_on or dt.date.min).year - 2 * rank
        start = PartialDate(year=latest - 1, month=self.draws.number(1, 12))
        ongoing = rank == 0 and self.draws.chance(30)
        return Experience(
            **self._born(),
            position=job,
            employer=Organisation(name=self.draws.pick(self.lists.employers)),
            city=self.draws.pick(self.lists.towns),
            country="FR",
            period=Period(start=start, end=None if ongoing else PartialDate(year=latest), ongoing=ongoing),
        )

    def _language(self, code: str) -> LanguageSkill:
        levels = [self.draws.pick(_LEVELS) for _ in range(5)]
        return LanguageSkill(
            **self._born(),
            language=Language(code=code),
            listening=levels[0],
            reading=levels[1],
            spoken_interaction=levels[2],
            spoken_production=levels[3],
            writing=levels[4],
        )


@cache
def _communes() -> tuple[Term, ...]:
    return vocabulary("communes").terms
