"""Keys: each database has a random 256-bit key, wrapped once per account under a key derived from its passphrase."""

import secrets
import unicodedata
from typing import Annotated, Self

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic import Field, model_validator

from passeport.domain.model import DomainModel

KEY_LENGTH = 32
SALT_LENGTH = 16
_NONCE_LENGTH = 12
_TAG_LENGTH = 16
WRAPPED_LENGTH = _NONCE_LENGTH + KEY_LENGTH + _TAG_LENGTH
_LEAST_MEMORY_OF_A_LANE = 8


class DerivationParameters(DomainModel):
    """Cost of Argon2id (RFC 9106): `memory` in KiB, `passes`, `lanes`. Kept in each slot, so that they can grow.

    The floor is the second recommended option of RFC 9106, section 4 (64 MiB, 3 passes), which ANSSI's guide on
    cryptographic mechanisms (2.04, R-PwdHash) is content with. The ceilings keep a spoiled header, which is read
    before anything is proved, from asking for hours or for more memory than a PC has.
    """

    memory: Annotated[int, Field(ge=8, le=4 * 1024 * 1024)] = 256 * 1024
    passes: Annotated[int, Field(ge=1, le=100)] = 3
    lanes: Annotated[int, Field(ge=1, le=64)] = 2

    @model_validator(mode="after")
    def _each_lane_has_its_memory(self) -> Self:
        if self.memory < _LEAST_MEMORY_OF_A_LANE * self.lanes:
            message = "Argon2 needs 8 KiB for each lane (RFC 9106, section 3.1)"
            raise ValueError(message)
        return self


def derive(passphrase: str, salt: bytes, cost: DerivationParameters) -> bytes:
    """Return the 32-byte key of a passphrase; the same sentence typed on another keyboard layout gives the same key."""
    return hash_secret_raw(
        secret=unicodedata.normalize("NFKC", passphrase).encode(),
        salt=salt,
        time_cost=cost.passes,
        memory_cost=cost.memory,
        parallelism=cost.lanes,
        hash_len=KEY_LENGTH,
        type=Type.ID,
    )


def new_key() -> bytes:
    """Return a random 256-bit key."""
    return secrets.token_bytes(KEY_LENGTH)


def new_salt() -> bytes:
    """Return a random 128-bit salt (RFC 9106, section 3.1)."""
    return secrets.token_bytes(SALT_LENGTH)


def wrap(key: bytes, under: bytes, bound_to: bytes) -> bytes:
    """Return `key` encrypted under `under` (AES-256-GCM), unusable with other public fields than `bound_to`."""
    nonce = secrets.token_bytes(_NONCE_LENGTH)
    return nonce + AESGCM(under).encrypt(nonce, key, bound_to)


def unwrap(wrapped: bytes, under: bytes, bound_to: bytes) -> bytes | None:
    """Return the key, or None when the passphrase or the public fields are not those it was wrapped with."""
    try:
        return AESGCM(under).decrypt(wrapped[:_NONCE_LENGTH], wrapped[_NONCE_LENGTH:], bound_to)
    except InvalidTag:
        return None
