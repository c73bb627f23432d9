"""The beneficiary, and the dossier that gathers what is known of them."""

import datetime as dt
from enum import StrEnum
from typing import Annotated

from pydantic import StringConstraints

from passeport.domain.agreement import Agreement, Transmission
from passeport.domain.errors import NothingToShow
from passeport.domain.goal import Goal, Reminder
from passeport.domain.identifiers import AccountId, AgreementId, BeneficiaryId, ParcoursId
from passeport.domain.identity import Identity
from passeport.domain.model import DomainModel
from passeport.domain.parcours import Parcours
from passeport.domain.profile import Profile
from passeport.domain.provenance import ReceivedFile
from passeport.domain.requests import RequestKind, RightsRequest
from passeport.domain.retention import Archive, KeptFile
from passeport.domain.text import Line, Name
from passeport.domain.vocabulary import EducationLevel, NoticeMode, SituationCode, TimeWithoutWork


class YesNoUnknown(StrEnum):
    """R02: yes, no, or not said, and never a word more; codes of vocabulary `yes_no_unknown`."""

    OUI = "OUI"
    NON = "NON"
    NSP = "NSP"


class Situation(DomainModel):
    """The social and professional situation, coded only (R02, R03)."""

    code: SituationCode | None = None
    since: dt.date | None = None
    time_without_work: TimeWithoutWork | None = None
    education_level: EducationLevel | None = None
    commune: Line = ""
    """INSEE code of the commune of residence, or its name when unknown to the list."""
    qpv: YesNoUnknown = YesNoUnknown.NSP
    frr: YesNoUnknown = YesNoUnknown.NSP
    rqth: YesNoUnknown = YesNoUnknown.NSP
    minima_sociaux: YesNoUnknown = YesNoUnknown.NSP


Tag = Annotated[Name, StringConstraints(max_length=40)]
"""A short word that sorts a list, such as the name of an action or of a group (R02: nothing sensitive)."""


class Notice(DomainModel):
    """The information notice given to the person (R04; RGPD, articles 13 and 14)."""

    version: Line
    given_on: dt.date
    mode: NoticeMode


class StandIn(DomainModel):
    """The referent stands in for another until a day, that day included; then the dossier goes back by itself."""

    instead_of: AccountId | None = None
    """Who was the referent, and will be; None for a dossier that had none."""
    until: dt.date


class Beneficiary(DomainModel):
    """The person accompanied; the owner of the passport."""

    id: BeneficiaryId
    identity: Identity
    situation: Situation = Situation()
    profile: Profile = Profile()
    notice: Notice | None = None
    referent: AccountId | None = None
    stand_in: StandIn | None = None
    """Set while the referent is one for a time."""
    tags: tuple[Tag, ...] = ()
    """Words by which the point d'accueil sorts its lists; they never travel."""
    opened_on: dt.date
    formerly: tuple[BeneficiaryId, ...] = ()
    """Identifiers of the dossiers merged into this one: a passport that carries one of them is still this person's."""


class Dossier(DomainModel):
    """Everything kept about one beneficiary; saved as a whole, in one transaction.

    `revision` counts the saves: a save of an older revision is refused, so that nobody's work is overwritten.
    """

    beneficiary: Beneficiary
    parcours: tuple[Parcours, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    transmissions: tuple[Transmission, ...] = ()
    requests: tuple[RightsRequest, ...] = ()
    """What the person asked about their data (R09)."""
    archive: Archive | None = None
    """Why the dossier is kept past its delay (R11); None for a dossier in use."""
    kept_files: tuple[KeptFile, ...] = ()
    """Since when each attachment is kept (R12)."""
    received_files: tuple[ReceivedFile, ...] = ()
    """The files that were taken in, so that none is taken twice; it only grows, as the register of transmissions."""
    goals: tuple[Goal, ...] = ()
    """What is aimed at in each parcours."""
    reminders: tuple[Reminder, ...] = ()
    """What was put off in the list of the day, or read."""
    revision: int = 0

    @property
    def is_frozen(self) -> bool:
        """Whether a limitation is in force: nothing is changed, nothing leaves (RGPD, article 18)."""
        return any(request.kind is RequestKind.LIMITATION and request.is_open for request in self.requests)

    def has_received(self, digest: str) -> bool:
        """Whether a file of this SHA-256 was taken in."""
        return any(file.digest == digest for file in self.received_files)

    def parcours_of(self, parcours_id: ParcoursId) -> Parcours:
        """Return one parcours; raises `NothingToShow` when the dossier has none with this identifier."""
        for parcours in self.parcours:
            if parcours.id == parcours_id:
                return parcours
        raise NothingToShow(what="parcours", value=str(parcours_id))

    def agreement_of(self, agreement_id: AgreementId) -> Agreement:
        """Return one agreement; raises `NothingToShow` when the dossier has none with this identifier."""
        for agreement in self.agreements:
            if agreement.id == agreement_id:
                return agreement
        raise NothingToShow(what="agreement", value=str(agreement_id))

    def with_parcours(self, changed: Parcours) -> "Dossier":
        """Return the dossier with `changed` in the place of the parcours of the same identifier, or added last."""
        if any(parcours.id == changed.id for parcours in self.parcours):
            return self.evolve(parcours=tuple(changed if p.id == changed.id else p for p in self.parcours))
        return self.evolve(parcours=(*self.parcours, changed))


class DossierSummary(DomainModel):
    """One line of a list: what a conseiller recognises a person by."""

    id: BeneficiaryId
    given_names: str
    family_name: str
    birth_date: str
    """ISO 8601, with the precision known; empty when unknown."""
    situation: SituationCode | None = None
    commune: str = ""
    telephone: str = ""
    last_contact: dt.date | None = None
    """Day of the last step that took place."""
    next_step: dt.date | None = None
    """Day of the next planned step."""
    has_received: bool = False
    """Whether something in the dossier came in a passport."""
    referent: AccountId | None = None
    due: dt.date | None = None
    """First day that something is due: a planned step, or an action that is open."""
    quiet_since: dt.date | None = None
    """Day of the last contact, or of the opening when there was none."""
    changed: int = 0
    """Place in the order of changes."""
