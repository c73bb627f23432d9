"""Use cases on workshops: one entry for everybody who came, one step in each dossier, in one transaction."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from passeport.domain.account import Operation
from passeport.domain.beneficiary import Dossier, DossierSummary
from passeport.domain.draft import WORKSHOP
from passeport.domain.errors import NotAllowed, ParticipantsRefused
from passeport.domain.group_session import GroupSession, SessionId
from passeport.domain.identifiers import BeneficiaryId, ItemId
from passeport.domain.model import DomainModel
from passeport.domain.normalise import words_of
from passeport.domain.parcours import Step, StepStatus
from passeport.domain.text import Line, Name
from passeport.domain.vocabulary import Mode, StepType, Theme
from passeport.language.name_lists import NamedPerson
from passeport.services.checking import checked
from passeport.services.document_ports import DocumentPages
from passeport.services.dossier_ports import UnitOfWork
from passeport.services.editing import Changed, Editing
from passeport.services.file_ports import WorkshopSheet, WorkshopSheetWriter
from passeport.services.history import Done, Place, Touched
from passeport.services.journal_ports import JournalOperation
from passeport.services.parcours import ParcoursDesk, StepEntry

_CANDIDATES = 5


class Participant(DomainModel):
    """Somebody of the workshop who has a dossier, and whether they came."""

    beneficiary: BeneficiaryId
    status: StepStatus = StepStatus.HONOREE


class WorkshopEntry(DomainModel):
    """A workshop as it is typed."""

    type: StepType
    title: Name
    day: dt.date
    at: dt.time | None = None
    minutes: int | None = None
    place: Line = ""
    mode: Mode | None = None
    themes: tuple[Theme, ...] = ()
    participants: tuple[Participant, ...] = ()
    anonymous: Annotated[int, Field(ge=0, le=500)] = 0
    """How many came without a dossier: counted, named nowhere (R03)."""


@dataclass(frozen=True)
class Recognised:
    """Somebody on a pasted list, and who it may be: `sure` when one dossier bears exactly that name."""

    person: NamedPerson
    candidates: tuple[DossierSummary, ...]
    sure: bool


@dataclass(frozen=True)
class Workshops:
    """Sessions for several people, for the account at work."""

    editing: Editing
    sheets: WorkshopSheetWriter

    def recognise(self, people: Iterable[NamedPerson]) -> tuple[Recognised, ...]:
        """Look for each person of a list."""
        self.editing.require(Operation.READ_DOSSIER)
        found = []
        with self.editing.vault.unit_of_work() as work:
            for person in people:
                candidates = work.dossiers.find(person.name, limit=_CANDIDATES)
                exact = tuple(one for one in candidates if _is(person, one))
                found.append(Recognised(person, exact or candidates, sure=len(exact) == 1))
        return tuple(found)

    def record(self, entry: WorkshopEntry) -> Changed:
        """Record a workshop: a step in the dossier of each, all or none, undone as a whole; its draft ends with it.

        Raises:
            ParticipantsRefused: when some dossiers are frozen or archived; it names them.
            NothingToShow: when a dossier is no more.
            FieldRefused, SocialSecurityNumberRefused: when a field breaks a rule.
        """
        self.editing.require(Operation.WRITE_DOSSIER)
        session = self._session(entry)
        parcours = ParcoursDesk(self.editing)
        with self.editing.vault.unit_of_work() as work:
            before = self._dossiers(work, entry)
            touched = tuple(
                Touched(dossier, parcours.with_step(dossier, _step_entry(entry, who.status), self._new_step(entry)))
                for dossier, who in zip(before, entry.participants, strict=True)
            )
            names = tuple(str(dossier.beneficiary.id) for dossier in before)
            # a workshop of nobody who has a dossier shows none: no dossier bears the session's identifier
            shown = before[0].beneficiary.id if before else BeneficiaryId(session.id)
            done = Done(
                touched,
                JournalOperation.WORKSHOP_RECORDED,
                str(session.id),
                shown,
                names,
                session,
                made_in=Place.WORKSHOP,
            )
            done.apply(work)
            work.drafts.discard(self.editing.account.id, None, WORKSHOP)
            work.commit()
        self.editing.remember(done)
        return Changed(shown)

    def sheet(self, sheet: WorkshopSheet, known: tuple[BeneficiaryId, ...] = ()) -> DocumentPages:
        """Return the pages of a sign-in sheet, and note in the journal whose names it bears (R14)."""
        self.editing.require(Operation.WRITE_DOSSIER)
        pages = self.sheets.pages(self.sheets.write(sheet))
        with self.editing.vault.unit_of_work() as work:
            for beneficiary in known:
                work.journal.record(JournalOperation.SHEET_PRINTED, str(beneficiary))
            work.commit()
        return pages

    def _new_step(self, entry: WorkshopEntry) -> Step:
        return Step(id=ItemId(self.editing.identifiers.new()), type=entry.type, day=entry.day)

    def _session(self, entry: WorkshopEntry) -> GroupSession:
        values = entry.model_dump(exclude={"participants"})
        identifier = SessionId(self.editing.identifiers.new())
        return checked(GroupSession, {"id": identifier, "known": len(entry.participants), **values})

    def _dossiers(self, work: UnitOfWork, entry: WorkshopEntry) -> list[Dossier]:
        """Return the dossier of each participant, or say which of them may not be written."""
        found, refused = [], []
        for who in entry.participants:
            dossier = work.dossiers.get(who.beneficiary)
            try:
                self.editing.require(Operation.WRITE_DOSSIER, dossier)
            except NotAllowed:
                identity = dossier.beneficiary.identity
                refused.append(f"{identity.family_name.upper()} {identity.given_names}")
            found.append(dossier)
        if refused:
            raise ParticipantsRefused(names=", ".join(refused))
        return found


def _step_entry(entry: WorkshopEntry, status: StepStatus) -> StepEntry:
    values = entry.model_dump(exclude={"participants", "anonymous"})
    return checked(StepEntry, {**values, "status": status})


def _is(person: NamedPerson, summary: DossierSummary) -> bool:
    """Whether a name is wholly that of a dossier, its words in any order; and the birth date, when both are known."""
    typed, known = set(words_of(person.name)), words_of(f"{summary.given_names} {summary.family_name}")
    family, given = set(words_of(summary.family_name)), words_of(summary.given_names)
    if person.birth_date is not None and summary.birth_date and str(person.birth_date) != summary.birth_date:
        return False
    return typed == set(known) or (bool(given) and typed == family | {given[0]})
