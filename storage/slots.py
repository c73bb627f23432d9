"""Slots: one way into the vault for each account, and one for the printed recovery key.

A slot has a key pair. Its private half is wrapped under the passphrase; the keys of the databases are sealed to its
public half. So a passphrase changes by wrapping one key again, and an administrator can give new database keys to
everybody without knowing anybody's passphrase.
"""

import json
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from passeport.domain.account import Account, Role
from passeport.domain.model import DomainModel
from storage.keys import (
    KEY_LENGTH,
    SALT_LENGTH,
    SEALED_LENGTH,
    WRAPPED_LENGTH,
    DerivationParameters,
    derive,
    new_key,
    new_pair,
    new_salt,
    seal,
    unseal,
    unwrap,
    wrap,
)

_Wrapped = Annotated[bytes, Field(min_length=WRAPPED_LENGTH, max_length=WRAPPED_LENGTH)]
_Sealed = Annotated[bytes, Field(min_length=SEALED_LENGTH, max_length=SEALED_LENGTH)]


@dataclass(frozen=True)
class VaultKeys:
    """The raw keys of the two databases."""

    dossiers: bytes
    statistics: bytes

    @classmethod
    def drawn(cls) -> "VaultKeys":
        """Return new ones."""
        return cls(new_key(), new_key())


class Slot(DomainModel):
    """One way in. Whoever has neither `dossiers` nor `statistics` sealed to them opens nothing: a disabled account."""

    account: Account
    is_recovery: bool = False
    must_change: bool = False
    """The passphrase was chosen by somebody else."""
    derivation: DerivationParameters
    salt: Annotated[bytes, Field(min_length=SALT_LENGTH, max_length=SALT_LENGTH)]
    public_key: Annotated[bytes, Field(min_length=KEY_LENGTH, max_length=KEY_LENGTH)]
    private_key: _Wrapped
    """Under the passphrase."""
    keyring_key: _Wrapped | None = None
    """The same, under a secret of the system's keyring."""
    dossiers: _Sealed | None = None
    statistics: _Sealed | None = None

    @property
    def is_enabled(self) -> bool:
        """Whether it opens anything."""
        return self.statistics is not None


def new_slot(
    account: Account,
    passphrase: str,
    cost: DerivationParameters,
    keys: VaultKeys,
    *,
    must_change: bool = False,
    is_recovery: bool = False,
) -> Slot:
    """Return the slot of an account, with a new key pair, opening what its role may open."""
    private, public = new_pair()
    return enabled(
        _under(passphrase, private, account, public, cost, must_change=must_change, is_recovery=is_recovery), keys
    )


def enabled(slot: Slot, keys: VaultKeys) -> Slot:
    """Return the slot opening what its role may open: both databases, or the statistics alone for a supervisor."""
    dossiers = None if slot.account.role is Role.SUPERVISOR else seal(keys.dossiers, slot.public_key, _DOSSIERS)
    return slot.evolve(dossiers=dossiers, statistics=seal(keys.statistics, slot.public_key, _STATISTICS))


def disabled(slot: Slot) -> Slot:
    """Return the slot opening nothing; its passphrase still says who it is, so that it can be enabled again."""
    return slot.evolve(dossiers=None, statistics=None, keyring_key=None)


def private_key_of(slot: Slot, passphrase: str) -> bytes | None:
    """Return the private key of a slot, or None when the passphrase is not its own."""
    return unwrap(slot.private_key, derive(passphrase, slot.salt, slot.derivation), _bound(slot))


def rewrapped(slot: Slot, private: bytes, passphrase: str, cost: DerivationParameters) -> Slot:
    """Return the slot under a new passphrase of the account's own; the keyring forgets."""
    changed = _under(passphrase, private, slot.account, slot.public_key, cost, is_recovery=slot.is_recovery)
    return changed.evolve(dossiers=slot.dossiers, statistics=slot.statistics)


def with_keyring(slot: Slot, private: bytes, secret: bytes) -> Slot:
    """Return the slot opened by a 256-bit `secret` of the system's keyring too."""
    return slot.evolve(keyring_key=wrap(private, secret, _KEYRING + slot.public_key))


def private_key_by_keyring(slot: Slot, secret: bytes) -> bytes | None:
    """Return the private key of a slot, or None when the keyring's secret is not its own."""
    if slot.keyring_key is None:
        return None
    return unwrap(slot.keyring_key, secret, _KEYRING + slot.public_key)


def dossiers_key(slot: Slot, private: bytes) -> bytes | None:
    """Return the key of `dossiers.db`, when it is sealed to this slot."""
    return None if slot.dossiers is None else unseal(slot.dossiers, private, _DOSSIERS)


def statistics_key(slot: Slot, private: bytes) -> bytes | None:
    """Return the key of `statistics.db`, when it is sealed to this slot."""
    return None if slot.statistics is None else unseal(slot.statistics, private, _STATISTICS)


_DOSSIERS = b"passeport dossiers.db"
_STATISTICS = b"passeport statistics.db"
_KEYRING = b"passeport keyring "


def _under(
    passphrase: str,
    private: bytes,
    account: Account,
    public: bytes,
    cost: DerivationParameters,
    *,
    must_change: bool = False,
    is_recovery: bool = False,
) -> Slot:
    slot = Slot(
        account=account,
        is_recovery=is_recovery,
        must_change=must_change,
        derivation=cost,
        salt=new_salt(),
        public_key=public,
        private_key=bytes(WRAPPED_LENGTH),
    )
    return slot.evolve(private_key=wrap(private, derive(passphrase, slot.salt, cost), _bound(slot)))


def _bound(slot: Slot) -> bytes:
    """Return the public fields that the wrapping holds together: changing one closes the slot.

    The administrator's right and the station may change without the passphrase: the header's voucher guards them.
    """
    public = {
        "account": slot.account.model_dump(mode="json", include={"id", "name", "role"}),
        "derivation": slot.derivation.model_dump(mode="json"),
        "is_recovery": slot.is_recovery,
        "must_change": slot.must_change,
        "public_key": slot.public_key.hex(),
        "salt": slot.salt.hex(),
    }
    return json.dumps(public, sort_keys=True).encode()
