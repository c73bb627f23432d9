"""How long things are kept (R11, R12): from the last contact with the person, with a warning before the end."""

import calendar
import datetime as dt
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.model import DomainModel
from passeport.domain.text import Line, Name

USUAL_MONTHS = 24
"""Months after the last contact: CNIL, référentiel « gestion sociale », 2 years in the current base."""
USUAL_ATTACHMENT_MONTHS = 6
JOURNAL_MONTHS = 12
"""Months that a line of the journal is kept: CNIL, recommandation « journalisation », 2021, 6 to 12 months."""
WARNING_DAYS = 30


class Ending(StrEnum):
    """What becomes of a dossier whose time has come (R11); codes of vocabulary `retention_endings`."""

    PURGE = "PURGE"
    ANONYMISE = "ANONYMISE"
    """Erased as by a purge, and the reporting variables stay: see `domain.anonymous`."""


class RetentionPolicy(DomainModel):
    """How long this point d'accueil keeps dossiers and attachments, and what then stays; another delay says why."""

    months: Annotated[int, Field(ge=1, le=120)] = USUAL_MONTHS
    attachment_months: Annotated[int, Field(ge=1, le=120)] = USUAL_ATTACHMENT_MONTHS
    reason: Line = ""
    ending: Ending = Ending.PURGE

    @model_validator(mode="after")
    def _another_delay_says_why(self) -> Self:
        if (self.months, self.attachment_months) != (USUAL_MONTHS, USUAL_ATTACHMENT_MONTHS) and not self.reason:
            message = "another delay says why"
            raise ValueError(message)
        return self

    def due_on(self, last_contact: dt.date) -> dt.date:
        """Return the day from which a dossier may no longer be kept."""
        return months_after(last_contact, self.months)


class Archive(DomainModel):
    """The restricted archive: a dossier kept past its delay, for a reason and until a day."""

    reason: Name
    since: dt.date
    until: dt.date

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.until <= self.since:
            message = "the archive ends after it begins"
            raise ValueError(message)
        return self


class KeptFile(DomainModel):
    """Since when an attachment is kept (R12): a document of the profile, or a file that came in."""

    id: Line
    """The document's identifier, or the SHA-256 of a file that came in."""
    name: Line
    kept_on: dt.date
    is_incoming: bool = False
    """Whether it is a file that came in, kept as it was, and no document of the profile."""


class Stage(StrEnum):
    """Where a dossier stands on the way to its end; codes of vocabulary `retention_stages`."""

    WARNED = "WARNED"
    DUE = "DUE"
    FROZEN = "FROZEN"
    """Its time has come, but the person asked for limitation: it waits until that is lifted."""
    ARCHIVED = "ARCHIVED"


class Ageing(DomainModel):
    """A dossier whose end is near, past, or put off by the archive."""

    beneficiary: BeneficiaryId
    name: Line
    last_contact: dt.date
    """The last step that took place; the day the dossier was opened when none did."""
    due_on: dt.date
    stage: Stage
    mine: bool = True
    """Whether the account at work may purge or archive it."""


class OldAttachment(DomainModel):
    """An attachment past its delay."""

    beneficiary: BeneficiaryId
    person: Line
    file: KeptFile
    due_on: dt.date


class RetentionPlan(DomainModel):
    """What a run would do on a day; making one changes nothing."""

    day: dt.date
    policy: RetentionPolicy
    dossiers: tuple[Ageing, ...]
    attachments: tuple[OldAttachment, ...]
    journal_lines: int
    """Lines of the journal past their year."""

    def at(self, stage: Stage) -> tuple[Ageing, ...]:
        """Return the dossiers of one stage, nearest their end first."""
        return tuple(dossier for dossier in self.dossiers if dossier.stage is stage)


class ErasureCause(StrEnum):
    """Why a dossier was erased; codes of vocabulary `erasure_causes`."""

    REQUEST = "REQUEST"
    RETENTION = "RETENTION"
    MISTAKE = "MISTAKE"


class Minutes(DomainModel):
    """What remains of an erasure: that it was done, when, why and how much of it; never of whom."""

    number: Line
    on: dt.date
    by: Line
    """The conseiller who did it."""
    cause: ErasureCause
    steps: int
    notes: int
    files: int
    transmissions: int
    ending: Ending = Ending.PURGE
    """Whether the reporting variables stay; nothing tells which ones."""


def stage_of(due_on: dt.date, today: dt.date, *, frozen: bool, archived_until: dt.date | None) -> Stage | None:
    """Return where a dossier stands on `today`; None when its end is further than the warning."""
    if archived_until is not None:
        due_on = max(due_on, archived_until)
        if today < due_on:
            return Stage.ARCHIVED
    if today >= due_on:
        return Stage.FROZEN if frozen else Stage.DUE
    return Stage.WARNED if today >= due_on - dt.timedelta(days=WARNING_DAYS) else None


def months_after(day: dt.date, months: int) -> dt.date:
    """Return the same day `months` later (or earlier, when negative), or the month's last where it has no such day."""
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
