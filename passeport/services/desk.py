"""What an account has before it once the vault is open."""

from dataclasses import dataclass

from passeport.services.administration import Administration
from passeport.services.agenda import Agenda
from passeport.services.assignments import Assignments
from passeport.services.attachments import Attachments
from passeport.services.backups import Backups
from passeport.services.batch_export import BatchExport
from passeport.services.bonne_porte import BonnePorte
from passeport.services.caseload import Caseloads
from passeport.services.diagnostic import Diagnostics
from passeport.services.directory import Directory
from passeport.services.documents import Documents
from passeport.services.dossiers import Dossiers
from passeport.services.drafts import Drafts
from passeport.services.editing import Editing
from passeport.services.following import Following
from passeport.services.journal import JournalReading
from passeport.services.keyring_access import KeyringAccess
from passeport.services.lists import Lists
from passeport.services.mending import Mending
from passeport.services.parcours import ParcoursDesk
from passeport.services.passports import Passports
from passeport.services.ports import Clock
from passeport.services.referrals import Referrals
from passeport.services.retention import Retention
from passeport.services.reunions import Reunions
from passeport.services.rights_of_persons import RightsOfPersons
from passeport.services.skill_terms import SkillTerms
from passeport.services.stations import Stations
from passeport.services.templates import StepTemplates
from passeport.services.vault_ports import OpenVault
from passeport.services.workshops import Workshops


@dataclass(frozen=True)
class Desk:
    """The use cases, over one open vault."""

    vault: OpenVault
    clock: Clock
    editing: Editing
    dossiers: Dossiers
    parcours: ParcoursDesk
    passports: Passports
    referrals: Referrals
    documents: Documents
    batch: BatchExport
    administration: Administration
    journal: JournalReading
    rights: RightsOfPersons
    retention: Retention
    diagnostics: Diagnostics
    backups: Backups
    mending: Mending
    keyring: KeyringAccess
    workshops: Workshops
    caseloads: Caseloads
    directory: Directory
    agenda: Agenda
    attachments: Attachments
    skill_terms: SkillTerms

    @property
    def bonne_porte(self) -> BonnePorte:
        """Which networks serve a person, and where they are."""
        return BonnePorte(self.editing)

    @property
    def stations(self) -> Stations:
        """The stations whose signature is known here."""
        return Stations(self.editing)

    @property
    def drafts(self) -> Drafts:
        """What is being entered."""
        return Drafts(self.editing)

    @property
    def templates(self) -> StepTemplates:
        """The usual steps."""
        return StepTemplates(self.editing)

    @property
    def lists(self) -> Lists:
        """Lists of people, and who is at hand."""
        return Lists(self.editing)

    @property
    def assignments(self) -> Assignments:
        """Who follows whom."""
        return Assignments(self.editing)

    @property
    def following(self) -> Following:
        """What is aimed at and what is to be done."""
        return Following(self.editing)

    @property
    def reunions(self) -> Reunions:
        """Two dossiers of one person."""
        return Reunions(self.editing)
