"""A vault that opens no more, put right: taken as it is when it is whole, rebuilt from a backup when it is not.

A page that reads is genuine: SQLCipher authenticates each one. So a dossier that loads from a spoiled database is what
was saved, and goes into the restored one; a dossier that does not is named, with what the journal says of it.
"""

import contextlib
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import Connection, select
from sqlalchemy.exc import DatabaseError

from passeport.domain.account import Account
from passeport.domain.backup import Backup, FileCheck, FileState, Repair, VaultCheck
from passeport.domain.beneficiary import Dossier
from passeport.domain.errors import (
    AccountDisabled,
    NoSoundBackup,
    NothingToShow,
    VaultDamaged,
    VaultNotFound,
    VaultNotWritable,
)
from passeport.domain.identifiers import BeneficiaryId
from passeport.services.journal_ports import JournalOperation
from storage import comparison
from storage.backup import spoiled
from storage.checking import check_database
from storage.closed import copy_files, database_files, keys_of, note, reading
from storage.database import Database
from storage.door import by_passphrase, let_in
from storage.dossier_store import SqlDossierStore
from storage.header import FILE_NAME as HEADER_NAME
from storage.header import PREVIOUS_NAME, Header, read_header, write_header
from storage.header_witness import keep_header, known_header
from storage.mark import CommitMark
from storage.restore import named_at, stage, switch
from storage.rotation import DOSSIERS_NAME
from storage.tables import beneficiary
from storage.unit_of_work import SqlUnitOfWork

_LOST = (FileState.DAMAGED, FileState.MISSING)
_UNREADABLE = (DatabaseError, ValidationError, ValueError, KeyError, NothingToShow)
"""What loading from spoiled rows may answer: SQLite's refusal, or rows that no longer make a dossier."""


def readable(present: Connection | None, keys: Iterable[str]) -> dict[str, Dossier]:
    """Return, of the dossiers of these identifiers, those that load."""
    found: dict[str, Dossier] = {}
    if present is None:
        return found
    store = SqlDossierStore(present, dt.datetime.now().astimezone().date())
    for key in keys:
        try:
            found[key] = store.get(BeneficiaryId(UUID(key)))
        except _UNREADABLE:
            continue
    return found


def is_absent(present: Connection | None, key: str) -> bool:
    """Whether a dossier is surely not there: the pages on the way to its place read, and do not lead to it."""
    if present is None:
        return False
    try:
        return present.execute(select(beneficiary.c.id).where(beneficiary.c.id == key)).first() is None
    except DatabaseError:
        return False


def put_back(store: SqlDossierStore, dossier: Dossier) -> None:
    """Put a dossier as it was read into a restored vault, whether that knows it or not."""
    try:
        known = store.get(dossier.beneficiary.id)
    except NothingToShow:
        store.add(dossier)
    else:
        store.save(dossier.evolve(revision=known.revision))


def take_out(store: SqlDossierStore, keys: Iterable[str]) -> None:
    """Remove again from a restored vault the dossiers that were removed since."""
    for key in keys:
        store.remove(BeneficiaryId(UUID(key)))


@dataclass(frozen=True)
class _Opened:
    """Who a passphrase is of, the key of each database, and the header to go on with."""

    owner: Account
    keys: dict[str, bytes]
    header: Header
    is_written: bool
    """Whether that header stands in the vault already."""


@dataclass(frozen=True)
class Repairer:
    """Repairs one closed vault, which nobody else opens meanwhile."""

    vault: Path
    backups: Sequence[Backup]
    """Newest first."""
    at: dt.datetime

    def repair(self, account: str, passphrase: str) -> Repair:
        """Look at everything, and put right what can be; raises as `SqlcipherMender.repair` does."""
        opened = self._opened(account, passphrase)
        header = FileState.SOUND if opened.is_written else FileState.DAMAGED
        databases = [check_database(self.vault / name, key) for name, key in opened.keys.items()]
        check = VaultCheck(files=(FileCheck(name=HEADER_NAME, state=header), *databases))
        lost = [file.name for file in databases if file.state in _LOST]
        backup = self._last_sound(opened.keys) if lost else None
        if not opened.is_written:
            self._write_header(opened.header)
        if backup is not None:
            return self._rebuilt(opened, check, lost, backup)
        return Repair(check=check) if check.is_sound else self._taken_as_it_is(opened, check)

    def _opened(self, account: str, passphrase: str) -> _Opened:
        """Try the passphrase on the header and its copies, newest first; a wrong one is one failure, however many."""
        headers = self._headers()
        if not headers:
            if not (self.vault / HEADER_NAME).exists():
                raise VaultNotFound(path=str(self.vault))
            raise NoSoundBackup(path=str(self.vault))
        slots = [(header, slot) for header in headers.values() for slot in header.slots_of(account)]
        while True:
            slot, private = let_in(self.vault, (one for _, one in slots), by_passphrase(passphrase))
            header = next(one for one, known in slots if known is slot)
            keys = keys_of(self.vault, slot, private)
            if header.is_vouched_by(keys[DOSSIERS_NAME]):
                return self._as_known(_Opened(slot.account, keys, header, is_written=header is headers.get(self.vault)))
            slots = [(one, known) for one, known in slots if one is not header]

    def _headers(self) -> dict[Path, Header]:
        """Return the header of the vault, the one before it, and those of its backups: those that read."""
        places = [(self.vault, HEADER_NAME), (self.vault / PREVIOUS_NAME, PREVIOUS_NAME)]
        places += [(backup.path, HEADER_NAME) for backup in self.backups]
        found = {}
        for place, name in places:
            with contextlib.suppress(VaultNotFound, VaultDamaged):
                found[place] = read_header(self.vault if name == PREVIOUS_NAME else place, name)
        return found

    def _as_known(self, opened: _Opened) -> _Opened:
        """Close again, in a header that is not the one in force, what the dossiers know was closed since.

        Raises:
            AccountDisabled: when that is the way in that was taken.
        """
        with reading(self.vault, opened.keys) as present:
            known = None if present is None else known_header(present)
        if known is None or known.accepts(opened.header):
            return opened
        if not any(slot.account.id == opened.owner.id and known.opens(slot) for slot in opened.header.slots):
            raise AccountDisabled(name=opened.owner.name)
        header = known.without_closed_ways(opened.header).vouched_by(opened.keys[DOSSIERS_NAME])
        return replace(opened, header=header, is_written=False)

    def _write_header(self, header: Header) -> None:
        try:
            write_header(self.vault, header, forgets=True)
        except OSError as error:
            raise VaultNotWritable(path=str(self.vault), detail=error.strerror or "") from None

    def _last_sound(self, keys: dict[str, bytes]) -> Backup:
        for backup in self.backups:
            if spoiled(backup.path):
                continue
            if all(check_database(backup.path / name, key).is_sound for name, key in keys.items()):
                return backup
        raise NoSoundBackup(path=str(self.vault))

    def _taken_as_it_is(self, opened: _Opened, check: VaultCheck) -> Repair:
        """Go on with databases that are whole: new marks where the old ones knew of more, and a line in the journal."""
        for file, (name, key) in zip(check.files[1:], opened.keys.items(), strict=True):
            if file.state is FileState.OLDER:
                CommitMark(self.vault / name, key).path.unlink(missing_ok=True)
        missing = sum(file.missing for file in check.files)
        key = opened.keys[DOSSIERS_NAME]
        note(
            self.vault / DOSSIERS_NAME, key, opened.owner, JournalOperation.VAULT_REPAIRED, str(missing), opened.header
        )
        return Repair(check=check, missing=missing)

    def _rebuilt(self, opened: _Opened, check: VaultCheck, lost: Sequence[str], backup: Backup) -> Repair:
        """Take the lost databases from a sound backup, and add the dossiers that still read in the spoiled one."""
        place = stage(self.vault)
        copy_files(backup.path, place, database_files(backup.path, lost))
        if DOSSIERS_NAME not in lost:
            if not opened.is_written and check.files[1].is_sound:
                note(
                    self.vault / DOSSIERS_NAME,
                    opened.keys[DOSSIERS_NAME],
                    opened.owner,
                    JournalOperation.VAULT_REPAIRED,
                    backup.path.name,
                    opened.header,
                )
            return Repair(check=check, from_backup=backup, kept_aside=switch(self.vault, named_at(self.at)))
        with reading(self.vault, opened.keys) as present, reading(backup.path, opened.keys) as copy:
            since = comparison.since(present, copy)
            gone = {key: told for key, told in since.removed.items() if is_absent(present, key)}
            hidden = {key: told for key, told in since.removed.items() if key not in gone}
            changed = {**since.changed, **hidden}
            recovered = readable(present, changed)
        database = Database(place / DOSSIERS_NAME, opened.keys[DOSSIERS_NAME])
        try:
            with SqlUnitOfWork(database, opened.owner.id) as work:
                for dossier in recovered.values():
                    put_back(work.dossiers, dossier)
                take_out(work.dossiers, gone)
                work.journal.record(JournalOperation.VAULT_REPAIRED, backup.path.name)
                keep_header(work.connection, opened.header)
                work.commit()
        finally:
            database.close()
        return Repair(
            check=check,
            from_backup=backup,
            changed=tuple(told.evolve(is_recovered=key in recovered) for key, told in changed.items()),
            removed=tuple(gone.values()),
            is_journal_read=since.is_journal_read and not hidden,
            kept_aside=switch(self.vault, named_at(self.at)),
        )
