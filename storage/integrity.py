"""Is everything in this file sound? Each page by its authentication code, then the trees that the pages make."""

from sqlalchemy import Connection

FULL = ("PRAGMA cipher_integrity_check", "PRAGMA integrity_check", "PRAGMA foreign_key_check")
"""Every page, used or not; every tree, with its indexes; every row that hangs on another."""
READING = ("PRAGMA quick_check",)
"""Every page that holds something is read, and its authentication code checked on the way."""
PAGES = ("PRAGMA cipher_integrity_check",)

_SOUND = "ok"


def faults(connection: Connection, checks: tuple[str, ...] = FULL) -> list[str]:
    """Return what is wrong, in SQLite's own words, none of which is data; empty when all is sound.

    Raises:
        DatabaseError: when a page that the check itself needs cannot be read.
    """
    found = []
    for check in checks:
        rows = connection.exec_driver_sql(check).fetchall()
        found += [" ".join(str(value) for value in row) for row in rows if row[0] != _SOUND]
    return found
