"""`vault verify`: everything is read, and each file named with what was found."""

from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from passeport.domain.backup import FileCheck, FileState
from passeport.domain.identifiers import AccountId
from storage.database import counted, has_content, log_of
from storage.engine import SCHEMA_VERSION, open_engine
from storage.integrity import faults
from storage.journal import SqlJournal
from storage.mark import CommitMark, digest_of
from storage.rotation import DOSSIERS_NAME
from storage.statistics import STATISTICS_NAME, STATISTICS_VERSION

_NOBODY = AccountId(UUID(int=0))
_JOURNAL = "journal"
"""The fault of a chain that does not hold."""


def check_database(database: Path, key: bytes) -> FileCheck:
    """Read every page, tree and row that hangs on another, and compare with what the mark beside it witnessed."""
    if not has_content(database):
        return FileCheck(name=database.name, state=FileState.MISSING)
    witness = CommitMark(database, key).read()
    log = log_of(database)
    suspect = log.name if has_content(log) else database.name
    is_other = (
        witness is not None
        and witness.digest is not None
        and suspect == database.name
        and digest_of(database) != witness.digest
    )
    engine = open_engine(database, key)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            wrong = faults(connection)
            commits = counted(connection)
            if not wrong and _has_journal(connection, database) and not SqlJournal(connection, _NOBODY).is_whole():
                wrong = [_JOURNAL]
    except DatabaseError as error:
        wrong, commits = [str(error.orig)], 0
    finally:
        engine.dispose()
    if wrong:
        return FileCheck(name=database.name, state=FileState.DAMAGED, detail=wrong[0])
    if witness is None:
        return FileCheck(name=database.name, state=FileState.UNWITNESSED)
    if commits < witness.commits or is_other:
        missing = max(0, witness.commits - commits)
        return FileCheck(name=suspect, state=FileState.OLDER, missing=missing)
    return FileCheck(name=database.name, state=FileState.SOUND)


def _has_journal(connection: Connection, database: Path) -> bool:
    """Whether there is a journal that this version reads; a backup from before it is read once it is restored."""
    version: int = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    return version == {DOSSIERS_NAME: SCHEMA_VERSION, STATISTICS_NAME: STATISTICS_VERSION}.get(database.name)
