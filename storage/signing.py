"""The station's Ed25519 key (RFC 8032), kept inside the encrypted database."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, insert, select

from storage.tables import secret

_NAME = "station-signing-key"


class StationSigner:
    """Port `Signer`."""

    def __init__(self, private_key: bytes) -> None:
        """Sign with a raw private key of 32 bytes."""
        self._key = Ed25519PrivateKey.from_private_bytes(private_key)

    @property
    def public_key(self) -> bytes:
        """The public half: 32 bytes."""
        return self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """Return the signature: 64 bytes."""
        return self._key.sign(message)


def create_signing_key(connection: Connection) -> None:
    """Draw the station's key, once, when the vault is made."""
    key = Ed25519PrivateKey.generate().private_bytes_raw()
    connection.execute(insert(secret).values(name=_NAME, value=key))


def load_signer(connection: Connection) -> StationSigner:
    """Return the station's signer."""
    return StationSigner(connection.execute(select(secret.c.value).where(secret.c.name == _NAME)).scalar_one())
