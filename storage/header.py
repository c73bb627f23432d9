"""`vault.json`: what a vault tells before it is opened. No name of a beneficiary, no key in clear."""

import datetime as dt
import hashlib
import hmac
import json
import uuid
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, JsonValue, ValidationError

from passeport.domain.account import VaultSettings
from passeport.domain.errors import VaultDamaged, VaultNewer, VaultNotFound
from passeport.domain.model import DomainModel
from passeport.domain.normalise import joined
from storage.files import write_atomically
from storage.keys import KEY_LENGTH, voucher
from storage.slots import Slot

FORMAT_VERSION = 2
FILE_NAME = "vault.json"
PREVIOUS_NAME = "vault.json.previous"
_SELF_SERVED = {"derivation", "salt", "private_key", "keyring_key", "must_change"}
"""What an account changes alone when it changes its passphrase; the wrapping itself guards these."""


_CHECKSUM = "checksum"
"""Beside the fields, against a disk that forgets a bit: a spoiled slot would be said to be a wrong passphrase."""


class Header(DomainModel):
    """The whole header."""

    format: Literal["passeport-vault"] = "passeport-vault"
    version: int = FORMAT_VERSION
    id: uuid.UUID
    created_at: dt.datetime
    settings: VaultSettings = VaultSettings()
    slots: tuple[Slot, ...]
    rotating: bool = False
    """New keys are in the slots, and the databases that they open still have to take their place."""
    vouched: Annotated[bytes, Field(min_length=KEY_LENGTH, max_length=KEY_LENGTH)] = bytes(KEY_LENGTH)
    """Put under the key of the dossiers: nobody who cannot open them adds a slot, a right or a public key unseen."""

    @property
    def accounts(self) -> tuple[Slot, ...]:
        """The slots of people, without the recovery key's."""
        return tuple(slot for slot in self.slots if not slot.is_recovery)

    def slots_of(self, account: str) -> tuple[Slot, ...]:
        """Return the slots of an account name, whatever its case; that of a one-account vault for an empty name."""
        if not account and len(self.accounts) == 1:
            return self.accounts
        return tuple(slot for slot in self.slots if joined(slot.account.name) == joined(account))

    def vouched_by(self, dossiers_key: bytes) -> "Header":
        """Return the header with its voucher."""
        return self.evolve(vouched=voucher(self._guarded(), dossiers_key))

    def is_vouched_by(self, dossiers_key: bytes) -> bool:
        """Whether nobody without the key of the dossiers changed it."""
        return hmac.compare_digest(self.vouched, voucher(self._guarded(), dossiers_key))

    def _guarded(self) -> bytes:
        public = self.model_dump(
            mode="json", exclude={"vouched": True, "rotating": True, "slots": {"__all__": _SELF_SERVED}}
        )
        return json.dumps(public, sort_keys=True).encode()


def read_header(folder: Path, name: str = FILE_NAME) -> Header:
    """Return the header of the vault in `folder`, or a copy of it there under another `name`.

    Raises:
        VaultNotFound: when there is none.
        VaultNewer: when a later version wrote it.
        VaultDamaged: when it cannot be read, or is of the first format (see `storage.first_format`).
    """
    try:
        return Header.model_validate_json(json.dumps(read_raw(folder, name)))
    except ValidationError:
        raise VaultDamaged(path=str(folder), detail=FILE_NAME) from None


def read_raw(folder: Path, name: str = FILE_NAME) -> dict[str, JsonValue]:
    """Return the header's fields, of whatever version this program knows; raises as `read_header` does."""
    path = folder / name
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        raise VaultNotFound(path=str(folder)) from None
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise VaultDamaged(path=str(folder), detail=FILE_NAME) from None
    if not isinstance(raw, dict):
        raise VaultDamaged(path=str(folder), detail=FILE_NAME)
    version = raw.get("version")
    if isinstance(version, int) and version > FORMAT_VERSION:
        raise VaultNewer(found=version, supported=FORMAT_VERSION)
    if raw.pop(_CHECKSUM, None) not in (None, _checksum(raw)):
        raise VaultDamaged(path=str(folder), detail=FILE_NAME)
    return raw


def write_header(folder: Path, header: Header, *, forgets: bool = False) -> None:
    """Write the header whole or not at all, keeping the one before as `vault.json.previous`.

    When it `forgets` a way in, that one takes the place of the one before too, which would still open.
    """
    raw = header.model_dump(mode="json")
    path, written = folder / FILE_NAME, json.dumps({**raw, _CHECKSUM: _checksum(raw)}, indent=2).encode()
    if path.exists() and not forgets:
        write_atomically(folder / PREVIOUS_NAME, path.read_bytes())
    write_atomically(path, written)
    if forgets:
        write_atomically(folder / PREVIOUS_NAME, written)


def _checksum(raw: dict[str, JsonValue]) -> str:
    return hashlib.sha256(json.dumps(raw, sort_keys=True).encode()).hexdigest()
