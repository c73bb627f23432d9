"""Use cases on backups: made by themselves, kept as the rules say, and in a second place too."""

import datetime as dt
import json
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from passeport.domain.account import Operation
from passeport.domain.backup import (
    Backup,
    BackupReason,
    Keeping,
    KeepingAside,
    RestorePreview,
    is_due,
    outdated,
    outgrown,
)
from passeport.domain.computer_policy import ComputerPolicy
from passeport.domain.errors import BackupFailed
from passeport.services.journal_ports import JournalOperation
from passeport.services.ports import Clock, Progress
from passeport.services.vault_ports import BackupStore, OpenVault

_BETWEEN_LOCKS = dt.timedelta(hours=1)
"""A lock at each absence would fill the disk: one backup an hour is what is kept anyway."""


@dataclass(frozen=True)
class BackupMade:
    """What was done: the backup, and what kept its copy from the second place, if anything did."""

    backup: Backup
    second: BackupFailed | None = None


@dataclass(frozen=True)
class Backups:
    """The backups of an open vault."""

    vault: OpenVault
    clock: Clock
    computer_policy: ComputerPolicy = field(default_factory=ComputerPolicy)

    def all(self) -> tuple[Backup, ...]:
        """Return the backups beside the vault, newest first."""
        return self._store.all()

    def second_place(self) -> Path | None:
        """Return the folder that takes a copy of each backup, if one was chosen."""
        return self.computer_policy.second_backup_folder or self._store.second_place()

    def choose_second_place(self, place: Path | None) -> None:
        """Choose, or no longer have, a folder on another disk that takes a copy of each backup.

        Raises:
            NotAllowed: to whoever does not administer the vault: every dossier goes there, and the way back too.
            SettingFixed, VaultNotWritable.
        """
        self.vault.account.require(Operation.SET_BACKUP_PLACE)
        self.computer_policy.require_free("second_backup_folder")
        self._note(JournalOperation.BACKUP_PLACE_SET, "")  # no path: a folder may bear somebody's name
        self._store.choose_second_place(place)

    @property
    def may_choose_place(self) -> bool:
        """Whether the account at work chooses the second place."""
        return self.vault.account.may(Operation.SET_BACKUP_PLACE)

    @property
    def may_restore(self) -> bool:
        """Whether the account at work puts a backup in the place of this vault, which opens."""
        return self.vault.account.may(Operation.RESTORE_BACKUP)

    def make(self, progress: Progress = lambda _done, _all: None) -> BackupMade:
        """Make one now, at somebody's request.

        Raises:
            BackupFailed, VaultDamaged, Cancelled.
        """
        self.vault.account.require(Operation.MAKE_BACKUP)
        return self._make(BackupReason.REQUEST, progress)

    def at_opening(self, progress: Progress = lambda _done, _all: None) -> BackupMade | None:
        """Make the first one of the day; raises as `make` does."""
        last = self._last()
        today = self.clock.today()
        if last is not None and last.made_at.astimezone().date() == today:
            return None
        return self._make(BackupReason.DAY, progress)

    def at_locking(self) -> BackupMade | None:
        """Make one when something changed for an hour; raises as `make` does."""
        if not is_due(self._last(), self._store.commits(), self.clock.now(), _BETWEEN_LOCKS):
            return None
        return self._make(BackupReason.LOCK)

    def preview(self, backup: Backup) -> RestorePreview:
        """Return what restoring a backup would bring back and lose; raises `NoSoundBackup`."""
        self.vault.account.require(Operation.PREVIEW_BACKUP)
        return self._store.preview(backup)

    def lock(self) -> None:
        """Make the backup that is due, then lock the vault, whatever came of it; raises as `make` does."""
        try:
            self.at_locking()
        finally:
            self.vault.lock()

    def _make(self, reason: BackupReason, progress: Progress = lambda _done, _all: None) -> BackupMade:
        self._note(JournalOperation.BACKUP_MADE, reason.value)
        backup = self._store.make(reason, self.clock.now(), progress)
        for old in outdated(self._store.all(), keeping_rules()):
            self._store.remove(old)
        for one in outgrown(self._store.aside(), aside_rule(), self.clock.now()):
            self._store.remove_aside(one)  # what was made just now is sound: it is not the last that one has
        return BackupMade(backup, self._copied(backup))

    def _note(self, operation: JournalOperation, reference: str) -> None:
        """Leave a line before it is done (R14): what then fails leaves one too many, a copy is never without its own.

        Written before, it is in the backup: the vault has changed nothing since.
        """
        with self.vault.unit_of_work() as work:
            work.journal.record(operation, reference)
            work.commit()

    def _copied(self, backup: Backup) -> BackupFailed | None:
        place = self.second_place()
        if place is None:
            return None
        try:
            self._store.copy(backup, place)
            for old in outdated(self._store.all_in(place), keeping_rules()):
                self._store.remove(old)
        except BackupFailed as error:  # a key that is not plugged in: the first copy stands
            return error
        return None

    def _last(self) -> Backup | None:
        return next(iter(self._store.all()), None)

    @property
    def _store(self) -> BackupStore:
        return self.vault.backups


@cache
def keeping_rules() -> tuple[Keeping, ...]:
    """Return which backups are kept, as `resources/backups/rotation.json` says."""
    return tuple(Keeping.model_validate(rule) for rule in _rotation()["keep"])


@cache
def aside_rule() -> KeepingAside:
    """Return how long what a restoration took out is kept, as the same file says."""
    return KeepingAside.model_validate(_rotation()["replaced"])


def _rotation() -> dict[str, Any]:
    text = (resources.files("resources") / "backups" / "rotation.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found
