"""`vault.json`: what a vault tells before it is opened. No name of a beneficiary, no key in clear."""

import datetime as dt
import json
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from passeport.domain.account import Account
from passeport.domain.errors import VaultDamaged, VaultNewer, VaultNotFound
from passeport.domain.model import DomainModel
from passeport.domain.normalise import joined
from storage.files import write_atomically
from storage.keys import SALT_LENGTH, WRAPPED_LENGTH, DerivationParameters

FORMAT_VERSION = 1
FILE_NAME = "vault.json"
PREVIOUS_NAME = "vault.json.previous"


class Slot(DomainModel):
    """One way in: an account, and the key of `dossiers.db` wrapped under its passphrase."""

    account: Account
    derivation: DerivationParameters
    salt: Annotated[bytes, Field(min_length=SALT_LENGTH, max_length=SALT_LENGTH)]
    wrapped_key: Annotated[bytes, Field(min_length=WRAPPED_LENGTH, max_length=WRAPPED_LENGTH)]

    @staticmethod
    def bound_fields(account: Account, derivation: DerivationParameters, salt: bytes) -> bytes:
        """Return the public fields as the associated data of the wrapping: changing one closes the slot."""
        public = {
            "account": account.model_dump(mode="json"),
            "derivation": derivation.model_dump(mode="json"),
            "salt": salt.hex(),
        }
        return json.dumps(public, sort_keys=True).encode()


class Header(DomainModel):
    """The whole header."""

    format: Literal["passeport-vault"] = "passeport-vault"
    version: int = FORMAT_VERSION
    created_at: dt.datetime
    slots: tuple[Slot, ...]

    def slots_of(self, account: str) -> tuple[Slot, ...]:
        """Return the slots of an account name, whatever its case; all of a one-account vault for an empty name."""
        if not account and len(self.slots) == 1:
            return self.slots
        return tuple(slot for slot in self.slots if joined(slot.account.name) == joined(account))


def read_header(folder: Path) -> Header:
    """Return the header of the vault in `folder`.

    Raises:
        VaultNotFound: when there is none.
        VaultNewer: when a later version wrote it.
        VaultDamaged: when it cannot be read.
    """
    path = folder / FILE_NAME
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        raise VaultNotFound(path=str(folder)) from None
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise VaultDamaged(path=str(folder), detail=FILE_NAME) from None
    version = raw.get("version") if isinstance(raw, dict) else None
    if isinstance(version, int) and version > FORMAT_VERSION:
        raise VaultNewer(found=version, supported=FORMAT_VERSION)
    try:
        return Header.model_validate_json(json.dumps(raw))
    except ValidationError:
        raise VaultDamaged(path=str(folder), detail=FILE_NAME) from None


def write_header(folder: Path, header: Header) -> None:
    """Write the header whole or not at all, keeping the one before as `vault.json.previous`."""
    path = folder / FILE_NAME
    if path.exists():
        write_atomically(folder / PREVIOUS_NAME, path.read_bytes())
    write_atomically(path, header.model_dump_json(indent=2).encode())
