"""The key pair of a region: contributions are sealed for the public half; the private one opens them."""

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from passeport.domain.statistics_errors import NotAKey

_PEM = serialization.Encoding.PEM


def new_region_key(passphrase: str) -> tuple[bytes, bytes]:
    """Return two PEM files: the private key (PKCS#8, encrypted under `passphrase`) and the public one."""
    private = X25519PrivateKey.generate()
    secret = serialization.BestAvailableEncryption(passphrase.encode())
    return (
        private.private_bytes(_PEM, serialization.PrivateFormat.PKCS8, secret),
        private.public_key().public_bytes(_PEM, serialization.PublicFormat.SubjectPublicKeyInfo),
    )


def read_public(name: str, data: bytes) -> bytes:
    """Return the public key (32 bytes) of a PEM file; raises `NotAKey`."""
    try:
        key = serialization.load_pem_public_key(data)
    except (ValueError, TypeError):
        raise NotAKey(path=name) from None
    if not isinstance(key, X25519PublicKey):
        raise NotAKey(path=name)
    return key.public_bytes_raw()


def read_private(name: str, data: bytes, passphrase: str) -> bytes:
    """Return the private key (32 bytes) of a PEM file; raises `NotAKey`, for a wrong passphrase too."""
    try:
        key = serialization.load_pem_private_key(data, passphrase.encode())
    except (ValueError, TypeError):
        raise NotAKey(path=name) from None
    if not isinstance(key, X25519PrivateKey):
        raise NotAKey(path=name)
    return key.private_bytes_raw()
