"""The first format of a vault: one account, one database. It becomes the present one when it is next opened.

Its slot wrapped the key of `dossiers.db` directly under the passphrase. The database keeps its key and is not touched.
"""

import datetime as dt
import json
import uuid
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from passeport.domain.account import Account, Role
from passeport.domain.errors import VaultDamaged
from passeport.domain.identifiers import AccountId
from passeport.domain.model import DomainModel
from passeport.domain.normalise import joined
from passeport.domain.provenance import Station
from storage.header import FILE_NAME, Header, read_raw, write_header
from storage.keys import SALT_LENGTH, WRAPPED_LENGTH, DerivationParameters, derive, new_key, unwrap
from storage.slots import VaultKeys, new_slot
from storage.statistics import create_statistics

_VERSION = 1


class _FirstAccount(DomainModel):
    id: AccountId
    name: str
    role: Role
    station: Station


class _FirstSlot(DomainModel):
    account: _FirstAccount
    derivation: DerivationParameters
    salt: Annotated[bytes, Field(min_length=SALT_LENGTH, max_length=SALT_LENGTH)]
    wrapped_key: Annotated[bytes, Field(min_length=WRAPPED_LENGTH, max_length=WRAPPED_LENGTH)]

    def bound_fields(self) -> bytes:
        public = {
            "account": self.account.model_dump(mode="json"),
            "derivation": self.derivation.model_dump(mode="json"),
            "salt": self.salt.hex(),
        }
        return json.dumps(public, sort_keys=True).encode()


class FirstHeader(DomainModel):
    """The header of that format."""

    format: Literal["passeport-vault"]
    version: Literal[1]
    created_at: dt.datetime
    slots: tuple[_FirstSlot]


def read_first(folder: Path) -> FirstHeader | None:
    """Return the header when it is of the first format, None when it is of the present one.

    Raises:
        VaultNotFound, VaultNewer, VaultDamaged.
    """
    raw = read_raw(folder)
    if raw.get("version") != _VERSION:
        return None
    try:
        return FirstHeader.model_validate_json(json.dumps(raw))
    except ValidationError:
        raise VaultDamaged(path=str(folder), detail=FILE_NAME) from None


def upgrade(folder: Path, first: FirstHeader, account: str, passphrase: str) -> Header | None:
    """Write the present header and the second database; None when the account or the passphrase is not the right one.

    Whoever made the vault manages its accounts. Stopped anywhere, the vault is still of the first format.
    """
    (old,) = first.slots
    if account and joined(old.account.name) != joined(account):
        return None
    key = unwrap(old.wrapped_key, derive(passphrase, old.salt, old.derivation), old.bound_fields())
    if key is None:
        return None
    keys = VaultKeys(dossiers=key, statistics=new_key())
    create_statistics(folder, keys.statistics)
    owner = Account(
        id=old.account.id,
        name=old.account.name,
        role=Role.CONSEILLER,
        station=old.account.station,
        administrator=True,
    )
    slot = new_slot(owner, passphrase, old.derivation, keys)
    header = Header(id=uuid.uuid4(), created_at=first.created_at, slots=(slot,)).vouched_by(key)
    write_header(folder, header)
    return header
