"""Backups: why one was made, what it would bring back, and which ones are kept."""

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import AwareDatetime, Field

from passeport.domain.model import DomainModel
from passeport.domain.text import Name


class BackupReason(StrEnum):
    """Why a backup was made; codes of vocabulary `backup_reasons`."""

    REQUEST = "REQUEST"
    DAY = "DAY"
    LOCK = "LOCK"
    MIGRATION = "MIGRATION"


class Backup(DomainModel):
    """A copy of the vault, which is a vault itself: its header of that moment and its databases."""

    path: Path
    made_at: AwareDatetime
    reason: BackupReason
    commits: int
    """What was committed to the dossiers since the vault was made: equal means that nothing changed since."""
    size: int
    """Bytes."""


def age(backup: Backup) -> tuple[dt.datetime, str]:
    """Return what sorts backups, oldest first; of one moment, the one that was named last is the later."""
    return backup.made_at, backup.path.name


class Period(StrEnum):
    """A span of time of which one backup is kept."""

    HOUR = "HOUR"
    DAY = "DAY"
    WEEK = "WEEK"
    MONTH = "MONTH"

    def of(self, moment: dt.datetime) -> str:
        """Return a name of the span that a moment is in."""
        return moment.strftime(_FORMS[self])


_FORMS = {Period.HOUR: "%Y-%m-%d %H", Period.DAY: "%Y-%m-%d", Period.WEEK: "%G-W%V", Period.MONTH: "%Y-%m"}


class Keeping(DomainModel):
    """One rule: the last backup of each of the `count` last periods that have one."""

    period: Period
    count: Annotated[int, Field(ge=1)]


def outdated(backups: Iterable[Backup], rules: Iterable[Keeping]) -> tuple[Backup, ...]:
    """Return the backups that no rule keeps; the newest, and the newest before a change of version, always stay."""
    newest_first = sorted(backups, key=age, reverse=True)
    kept = {backup.path for backup in newest_first[:1]}
    kept |= {backup.path for backup in [b for b in newest_first if b.reason is BackupReason.MIGRATION][:1]}
    for rule in rules:
        last_of: dict[str, Path] = {}
        for backup in newest_first:
            last_of.setdefault(rule.period.of(backup.made_at), backup.path)
        kept |= set(list(last_of.values())[: rule.count])
    return tuple(backup for backup in newest_first if backup.path not in kept)


def is_due(last: Backup | None, commits: int, now: dt.datetime, spacing: dt.timedelta) -> bool:
    """Whether to make one: something changed, and the last is old enough, or later than `now` (a clock set back)."""
    if last is None:
        return True
    return commits != last.commits and not dt.timedelta(0) <= now - last.made_at < spacing


class SetAside(DomainModel):
    """What a restoration or a repair took out of the vault, and keeps beside it."""

    path: Path
    at: AwareDatetime


class KeepingAside(DomainModel):
    """How long that is kept: so many days, and no more than so many of them."""

    days: Annotated[int, Field(ge=1)]
    count: Annotated[int, Field(ge=1)]


def outgrown(aside: Iterable[SetAside], rule: KeepingAside, now: dt.datetime) -> tuple[SetAside, ...]:
    """Return what is kept aside for longer than the rule says, or beyond its number, oldest last."""
    newest_first = sorted(aside, key=lambda one: (one.at, one.path.name), reverse=True)
    limit = now - dt.timedelta(days=rule.days)
    return tuple(one for number, one in enumerate(newest_first) if number >= rule.count or one.at <= limit)


class ChangedSince(DomainModel):
    """A dossier that was worked on after a backup was made."""

    reference: str
    """The dossier's identifier."""
    name: str = ""
    """Who it is about, where that can still be read."""
    last_at: AwareDatetime | None = None
    """The last operation on it; None when the journal cannot be read."""
    operations: int = 0
    is_recovered: bool = False
    """Whether its present state was read in a spoiled vault and put into what was restored."""


class RestorePreview(DomainModel):
    """What restoring a backup would do."""

    backup: Backup
    dossiers: int
    present: int | None
    """Dossiers in the present vault; None when it cannot be read."""
    changed: tuple[ChangedSince, ...]
    """What would be lost: dossiers created or changed since."""
    removed: tuple[ChangedSince, ...]
    """What would come back: dossiers removed since."""
    is_journal_read: bool
    """Whether the two lists are complete: the present journal was read to its end."""


class FileState(StrEnum):
    """What a check found; codes of vocabulary `file_states`."""

    SOUND = "SOUND"
    DAMAGED = "DAMAGED"
    OLDER = "OLDER"
    MISSING = "MISSING"
    UNWITNESSED = "UNWITNESSED"


class FileCheck(DomainModel):
    """What was found of one file."""

    name: Name
    state: FileState
    detail: str = ""
    """The first fault, in the words of the library; never data."""
    missing: int = 0
    """Commits that are no longer there."""

    @property
    def is_sound(self) -> bool:
        """Whether nothing is to be done."""
        return self.state in (FileState.SOUND, FileState.UNWITNESSED)


class VaultCheck(DomainModel):
    """What reading everything found."""

    files: tuple[FileCheck, ...]
    backups: tuple[FileCheck, ...] = ()
    dossiers: int | None = None

    @property
    def is_sound(self) -> bool:
        """Whether everything in use is sound; a spoiled backup is said apart."""
        return all(file.is_sound for file in self.files)


class Repair(DomainModel):
    """What a repair did."""

    check: VaultCheck
    """What was wrong before."""
    from_backup: Backup | None = None
    """The backup that took the place of what was spoiled; None when nothing had to."""
    changed: tuple[ChangedSince, ...] = ()
    """What was worked on since that backup: recovered from the spoiled vault, or as the backup has it."""
    removed: tuple[ChangedSince, ...] = ()
    """What was removed since, and was removed again."""
    is_journal_read: bool = True
    missing: int = 0
    """Commits that are no longer there in a vault taken as it is."""
    kept_aside: Path | None = None
    """Where the files as they were stand."""
