"""The vault that a backup is about to replace: whether it opens, and what was decided in it since."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from passeport.domain.account import Account
from passeport.domain.backup import FileState
from passeport.domain.errors import VaultDamaged, VaultNotFound
from storage.checking import check_database
from storage.closed import keys_of, reading
from storage.database import has_content
from storage.door import by_passphrase
from storage.header import Header, read_header
from storage.header_witness import KnownHeader, as_at_present, is_closed_out, known_header
from storage.rotation import DOSSIERS_NAME

_OPENS = (FileState.SOUND, FileState.UNWITNESSED)


@dataclass(frozen=True)
class InPlace:
    """What stands in a vault's folder."""

    header: Header | None
    """The one that reads."""
    known: KnownHeader | None
    """The one that the dossiers know, where they open."""
    is_vouched: bool
    """Whether a key that is at hand vouches for the header."""
    opens: bool
    """Whether its dossiers can be opened, or nothing at hand says that they cannot."""

    @classmethod
    def of(cls, path: Path, owner: Account, passphrase: str, backup_keys: dict[str, bytes]) -> "InPlace":
        """Look, with the keys that a backup gave, or those that the same passphrase gives now."""
        header = present_header(path)
        keys = _present_keys(path, header, owner, passphrase) or backup_keys
        is_vouched = header is not None and header.is_vouched_by(keys[DOSSIERS_NAME])
        known = _known(path, keys)
        if header is None or not has_content(path / DOSSIERS_NAME):
            return cls(header, known, is_vouched, opens=False)
        if not is_vouched:  # keys of another moment: nothing can be said of what is there
            return cls(header, known, is_vouched, opens=True)
        check = check_database(path / DOSSIERS_NAME, keys[DOSSIERS_NAME])
        opens = check.state in _OPENS and (known is None or known.accepts(header))
        return cls(header, known, is_vouched, opens)

    def as_now(self, owner: Account) -> Account:
        """Return who restores with the rights that they have here now; an account that is not here has none."""
        if self.header is None:
            return owner
        now = [slot.account for slot in self.header.slots if slot.account.id == owner.id]
        manages = any(account.administrator for account in now) and (self.is_vouched or owner.administrator)
        return owner.evolve(administrator=manages)

    def has_closed_out(self, owner: Account, backup: Header) -> bool:
        """Whether somebody who opens a backup opens nothing here now; the dossiers say it when no header does."""
        if self.header is not None:
            return is_closed_out(owner, self.header)
        slots = (slot for slot in backup.slots if slot.account.id == owner.id)
        return self.known is not None and not any(self.known.opens(slot) for slot in slots)

    def decided_since(self, restored: Header) -> Header:
        """Return the header of a backup with what was decided here since; still to be vouched for."""
        if self.header is not None:
            return as_at_present(restored, self.header, is_vouched=self.is_vouched)
        return restored if self.known is None else self.known.without_closed_ways(restored)


def present_header(path: Path) -> Header | None:
    """Return the header that stands in a vault, when there is one that reads."""
    try:
        return read_header(path)
    except (VaultNotFound, VaultDamaged):
        return None


def _present_keys(path: Path, header: Header | None, owner: Account, passphrase: str) -> dict[str, bytes] | None:
    """Return the keys that the passphrase of a backup gives in the present header too, if it still does."""
    for slot in header.slots if header is not None else ():
        private = by_passphrase(passphrase)(slot) if slot.account.id == owner.id and slot.is_enabled else None
        if private is not None:
            try:
                return keys_of(path, slot, private)
            except VaultDamaged:
                return None
    return None


def _known(path: Path, keys: dict[str, bytes]) -> KnownHeader | None:
    if not has_content(path / DOSSIERS_NAME):
        return None
    try:
        with reading(path, keys) as connection:
            return None if connection is None else known_header(connection)
    except DatabaseError:
        return None
