"""The vault that the pictures and the walks are made on: fictional people, and two networks that know one of them."""

import datetime as dt
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from uuid import UUID, uuid5

from passeport import wiring
from passeport.domain.account import Account, Role
from passeport.domain.agreement import Recipient, Scope
from passeport.domain.beneficiary import Beneficiary, Dossier
from passeport.domain.identifiers import AccountId, BeneficiaryId
from passeport.domain.parcours import Note, NoteLevel
from passeport.samples.people import People
from passeport.samples.seeding import seed
from passeport.services.desk import Desk
from passeport.services.file_ports import FileFormat
from passeport.services.following import ActionEntry, GoalEntry
from passeport.services.own_account import OwnAccount
from passeport.services.parcours import ReferralEntry, StepEntry
from tests import people, vaults
from tests.gallery.stillness import held

SUPERVISOR, SUPERVISOR_SECRET = (
    "Sacha Superviseur-Fictif",
    "sept autres mots lointains que jamais personne ne devine vraiment",
)
NEWCOMER, NEWCOMER_SECRET = "Noa Conseiller-Fictif", "cinq mots provisoires lointains remis en main propre hier"
_GIVEN = "quatre mots donnés avant ceux que choisit la personne"
ADA = BeneficiaryId(people.identifier("ada"))
TWIN = BeneficiaryId(people.identifier("ada-bis"))
_PEOPLE, _STEPS, _SEED = 14, 3, 2026
_WORDS = {
    NoteLevel.PRIVATE: "Hésite encore à s’éloigner de sa famille ; en reparler au prochain rendez-vous.",
    NoteLevel.TEAM: "À revoir en réunion d’équipe : place en formation en janvier.",
}


@dataclass(frozen=True)
class Places:
    """Where the things are that a window opens."""

    vault: Path
    passport: Path
    """A passport of Ada Exemple, issued by another network."""
    table: Path
    """A directory of points d'accueil."""


@cache
def _made() -> Places:
    """Make everything once per process."""
    with held():
        return _make(Path(mkdtemp(prefix="passeport-gallery-")))


def _make(folder: Path) -> Places:
    there = wiring.desk(
        vaults.create(folder / "cite", account="Dominique Conseiller-Fictif", station=people.CITE_DES_METIERS),
        vaults.SetClock(),
        vaults.CountedIdentifiers("there"),
    )
    passport = _issued(there, folder / "passeport.json")
    sent = _sent_here(there, folder / "oriente.json")
    there.vault.lock()
    here = wiring.desk(vaults.create(folder / "vault"), vaults.SetClock(), vaults.CountedIdentifiers("here"))
    _fill(here)
    here.passports.accept(here.passports.read(sent), None, {})
    here.vault.lock()
    supervisor = vaults.keeper().unlock(folder / "vault", account=SUPERVISOR, passphrase=_GIVEN)
    OwnAccount(supervisor).change_passphrase(_GIVEN, SUPERVISOR_SECRET)
    supervisor.lock()
    table = folder / "annuaire.csv"
    table.write_text("nom;reseau;commune\nCIO d’Essai;CIO;Massy\n", encoding="utf-8")
    return Places(folder / "vault", passport, table)


def places(folder: Path) -> Places:
    """Return a vault of one's own, in `folder`, and what it reads."""
    made = _made()
    shutil.copytree(made.vault, folder, dirs_exist_ok=True)
    return Places(folder, made.passport, made.table)


def _issued(there: Desk, path: Path) -> Path:
    """Issue the passport of somebody that the other network follows as well."""
    known = people.ada()
    person = known.beneficiary
    identity = person.identity.evolve(birth_place="Corbeil-Essonnes")
    languages = tuple(one.evolve(id=people.item(f"ailleurs {n}")) for n, one in enumerate(person.profile.languages))
    (parcours,) = known.parcours
    steps = (
        parcours.steps[1].evolve(
            id=people.item("ailleurs"), title="Rencontre avec un paysagiste", type="ENQUETE_METIER"
        ),
    )
    profile = person.profile.evolve(languages=languages)
    there.editing.create(
        Dossier(
            beneficiary=person.evolve(identity=identity, profile=profile),
            parcours=(parcours.evolve(need="Découvrir les métiers du paysage", steps=steps, actions=()),),
        )
    )
    orientation = ReferralEntry(
        point_accueil=people.MISSION_LOCALE.name, network=people.MISSION_LOCALE.network, reason="Poursuivre le projet"
    )
    there.parcours.record_step(
        ADA, StepEntry(type="ORIENTATION", day=there.clock.today(), referral=orientation), parcours.id
    )
    recipient = Recipient(name=people.MISSION_LOCALE.name, network=people.MISSION_LOCALE.network)
    scope = Scope(
        sections=frozenset({"IDENTITY", "EXPERIENCE", "EDUCATION", "LANGUAGES", "PARCOURS"}),
        parcours=frozenset(one.id for one in there.dossiers.open(ADA).parcours),
    )
    there.passports.issue(ADA, there.passports.agree(ADA, recipient, scope, "ECRIT"), path, FileFormat.JSON)
    return path


def _sent_here(there: Desk, path: Path) -> Path:
    """Issue the passport of somebody whom the other network sends here, and who awaits an answer."""
    identity = people.ada_identity().evolve(
        given_names="Billie", family_name="Modèle", birth_name="", birth_date=people.date("1988-04-02"), emails=()
    )
    who = there.dossiers.create(identity)
    orientation = ReferralEntry(
        point_accueil=people.MISSION_LOCALE.name, network=people.MISSION_LOCALE.network, reason="Trouver une formation"
    )
    there.parcours.record_step(who, StepEntry(type="ORIENTATION", day=there.clock.today(), referral=orientation))
    recipient = Recipient(name=people.MISSION_LOCALE.name, network=people.MISSION_LOCALE.network)
    parcours = frozenset(one.id for one in there.dossiers.open(who).parcours)
    scope = Scope(sections=frozenset({"IDENTITY", "PARCOURS"}), parcours=parcours)
    there.passports.issue(who, there.passports.agree(who, recipient, scope, "ECRIT"), path, FileFormat.JSON)
    return path


def _fill(desk: Desk) -> None:
    """Put in the vault what a point d'accueil has after some months."""
    account, today = desk.vault.account, desk.clock.today()
    crowd = People(seed=_SEED, account=account, today=today)
    seed(desk.vault, crowd, beneficiaries=_PEOPLE, steps=_STEPS, progress=lambda _done, _total: None)
    ada = _ada(account)
    desk.editing.create(ada)
    home = ada.parcours[0].id
    desk.following.add_goal(ADA, home, GoalEntry(objective="CONFIRMER_CHOIX", due_on=dt.date(2026, 12, 15)))
    desk.following.add_action(ADA, home, ActionEntry(title="Appeler le CFA d’Essai", due_on=dt.date(2026, 11, 20)))
    planned = StepEntry(type="ENTRETIEN", day=today, at=dt.time(14, 30), status="PREVUE", mode="SUR_PLACE")
    desk.parcours.record_step(ADA, planned, home)
    twin = ada.beneficiary.identity.evolve(family_name="d’Exmeple", birth_name="", birth_place="Corbeil")
    desk.editing.create(Dossier(beneficiary=Beneficiary(id=TWIN, identity=twin, referent=account.id, opened_on=today)))
    gone = people.ada_identity().evolve(given_names="Ancien", family_name="Fictif", birth_name="")
    opened_on = today - dt.timedelta(days=900)
    desk.editing.create(
        Dossier(
            beneficiary=Beneficiary(
                id=BeneficiaryId(people.identifier("old")), identity=gone, referent=account.id, opened_on=opened_on
            )
        )
    )
    for name, network, place in (
        ("CIO d’Essai", "CIO", "Massy"),
        ("Cap emploi de Modèle-Ville", "CAP_EMPLOI", "Évry"),
        (people.CITE_DES_METIERS.name, people.CITE_DES_METIERS.network, "Paris"),
    ):
        desk.directory.add({"name": name, "network": network, "city": place, "opening_hours": "Mo-Fr 09:00-12:30"})
    _add_accounts(desk)


def _ada(account: Account) -> Dossier:
    """The person of the pictures, followed by who looks at them."""
    ada = people.ada()
    (parcours,) = ada.parcours
    steps = tuple(step.evolve(notes=tuple(_note(note, account) for note in step.notes)) for step in parcours.steps)
    return ada.evolve(beneficiary=ada.beneficiary.evolve(referent=account.id), parcours=(parcours.evolve(steps=steps),))


def _note(note: Note, account: Account) -> Note:
    return note.evolve(text=_WORDS.get(note.level, note.text), author=account.id, author_name=account.name)


def _add_accounts(desk: Desk) -> None:
    station = desk.vault.account.station
    names = UUID("55555555-5555-4555-8555-555555555555")
    for name, role, secret in (
        (SUPERVISOR, Role.SUPERVISOR, _GIVEN),
        ("Dominique Conseiller-Fictif", Role.CONSEILLER, "encore sept mots pour un collègue fictif"),
    ):
        account = Account(id=AccountId(uuid5(names, name)), name=name, role=role, station=station)
        desk.vault.accounts.add(account, secret)
    desk.administration.add(NEWCOMER, Role.CONSEILLER, NEWCOMER_SECRET, is_administrator=False)
