"""Keys: what a passphrase gives, what wraps a key, what seals one to an account, what vouches for the header."""

import hashlib
import hmac
import secrets
import unicodedata
from typing import Annotated, Self

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from pydantic import Field, model_validator

from passeport.domain.model import DomainModel

KEY_LENGTH = 32
SALT_LENGTH = 16
_NONCE_LENGTH = 12
_TAG_LENGTH = 16
WRAPPED_LENGTH = _NONCE_LENGTH + KEY_LENGTH + _TAG_LENGTH
SEALED_LENGTH = KEY_LENGTH + KEY_LENGTH + _TAG_LENGTH
"""The sender's ephemeral public key, then the key and its tag (RFC 9180, section 4)."""
_LEAST_MEMORY_OF_A_LANE = 8
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


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


USUAL_COST = DerivationParameters()
"""About half a second on the PCs that we measured."""
SMALL_COST = DerivationParameters(memory=128 * 1024, passes=4)
"""As long in half the memory, for PCs that have little."""
_LITTLE_MEMORY = 4 * 1024**3


def cost_for(memory: int | None) -> DerivationParameters:
    """Return the cost for a computer with `memory` bytes, unknown being None."""
    return SMALL_COST if memory is not None and memory < _LITTLE_MEMORY else USUAL_COST


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


def new_pair() -> tuple[bytes, bytes]:
    """Return a new X25519 pair (RFC 7748): private key, public key."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def seal(key: bytes, to: bytes, bound_to: bytes) -> bytes:
    """Return `key` encrypted so that only the private half of `to` opens it (HPKE, RFC 9180)."""
    return _SUITE.encrypt(key, X25519PublicKey.from_public_bytes(to), info=bound_to)


def unseal(sealed: bytes, private: bytes, bound_to: bytes) -> bytes | None:
    """Return the key, or None when it was sealed to somebody else or with other public fields."""
    try:
        return _SUITE.decrypt(sealed, X25519PrivateKey.from_private_bytes(private), info=bound_to)
    except InvalidTag:
        return None


def voucher(content: bytes, key: bytes) -> bytes:
    """Return the mark (HMAC-SHA256) that only a holder of `key` can put on `content`."""
    return hmac.digest(hmac.digest(key, b"passeport vault header", hashlib.sha256), content, hashlib.sha256)
