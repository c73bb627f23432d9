"""SQLAlchemy over SQLCipher, with the settings that were measured (docs/decisions/003-sqlcipher.md)."""

from pathlib import Path

from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

SCHEMA_VERSION = 15
"""Version of `dossiers.db`: the number of the last script in `storage/migrations/dossiers/versions`."""

_PRAGMAS = (
    "PRAGMA cipher_log_level = NONE",  # it prints to stderr otherwise
    "PRAGMA cipher_memory_security = OFF",  # process-wide, sticky, and 2 to 8 times slower
    "PRAGMA cipher_page_size = 4096",
)
_AFTER_KEY = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # what the window has confirmed is on the disk
    "PRAGMA temp_store = MEMORY",  # FILE spills sorted rows in clear
    "PRAGMA secure_delete = ON",  # R10: nothing erased stays in a free page
    "PRAGMA foreign_keys = ON",
    "PRAGMA cache_size = -64000",
    "PRAGMA busy_timeout = 5000",
)


_SCRATCH = ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF")
"""For a new file that nobody relies on before it was synced as a whole."""


def open_engine(path: Path, key: bytes) -> Engine:
    """Return an engine over the encrypted database `path`; a wrong key shows at the first read only."""

    def creator() -> dbapi2.Connection:
        return connect(path, key)

    return create_engine("sqlite://", creator=creator, module=dbapi2, poolclass=QueuePool, pool_size=2, max_overflow=2)


def connect(path: Path, key: bytes, *, is_scratch: bool = False) -> dbapi2.Connection:
    """Return a connection to the encrypted database `path`, or to a new file to be filled at once."""
    connection = dbapi2.connect(str(path), check_same_thread=False, isolation_level=None)
    # a raw key is hexadecimal digits of our own making: PRAGMA key takes no parameter
    keyed = f"PRAGMA key = \"x'{key.hex()}'\""
    try:
        for pragma in (*_PRAGMAS, keyed, *(_SCRATCH if is_scratch else _AFTER_KEY)):
            connection.execute(pragma)
    except dbapi2.Error:
        connection.close()  # else a damaged file stays open until the memory is swept
        raise
    return connection
