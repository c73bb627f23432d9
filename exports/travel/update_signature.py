"""Port `SignatureReader`: the signature of an update, Ed25519 over the canonical JSON of what it says (RFC 8785).

The file beside a package is a JSON object: `format` (1), `statement`, `key` (the signer's fingerprint) and `signature`
(base64). `installer/sign_update.py` writes it, through `sign` below.
"""

import base64
import binascii
import hashlib
import json
from collections.abc import Sequence
from typing import Annotated, Literal

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pydantic import Field, ValidationError

from passeport.domain.errors import UpdateRefused
from passeport.domain.model import DomainModel
from passeport.domain.update import UpdateFault, UpdateStatement

_PURPOSE = b"passeport update 1\n"
"""Stands before what is signed: a signature made for anything else is none for an update."""
_FINGERPRINT = 16


class _SignatureFile(DomainModel):
    format: Literal[1]
    statement: UpdateStatement
    key: str
    signature: Annotated[str, Field(pattern=r"^[A-Za-z0-9+/]{86}==$")]


class UpdateSignatures:
    """Reads what stands beside a package."""

    def statement(self, data: bytes, keys: Sequence[str]) -> UpdateStatement:
        """Return what one of the keys signed; raises `UpdateRefused`."""
        try:
            file = _SignatureFile.model_validate_json(data)
        except ValidationError:
            raise UpdateRefused(reason=UpdateFault.UNREADABLE) from None
        name = file.statement.file
        known = next((key for key in keys if fingerprint(key) == file.key), None)
        if known is None:
            raise UpdateRefused(reason=UpdateFault.UNKNOWN_KEY, file=name, found=file.key)
        try:
            public = Ed25519PublicKey.from_public_bytes(base64.b64decode(known, validate=True))
            public.verify(base64.b64decode(file.signature, validate=True), _signed(file.statement))
        except (InvalidSignature, ValueError, binascii.Error):
            raise UpdateRefused(reason=UpdateFault.BROKEN, file=name) from None
        return file.statement


def fingerprint(key: str) -> str:
    """Return the first 16 hexadecimal digits of the SHA-256 of a public key in base64: what people compare."""
    return hashlib.sha256(base64.b64decode(key)).hexdigest()[:_FINGERPRINT]


def public_half(private: bytes) -> str:
    """Return the public key, in base64, of a private one (32 bytes)."""
    public = Ed25519PrivateKey.from_private_bytes(private).public_key()
    return base64.b64encode(public.public_bytes_raw()).decode()


def sign(statement: UpdateStatement, private: bytes) -> bytes:
    """Return the signature file of a package, by the publisher's private key (32 bytes)."""
    signature = Ed25519PrivateKey.from_private_bytes(private).sign(_signed(statement))
    content = {
        "format": 1,
        "statement": statement.model_dump(mode="json"),
        "key": fingerprint(public_half(private)),
        "signature": base64.b64encode(signature).decode(),
    }
    return (json.dumps(content, indent=1) + "\n").encode()


def _signed(statement: UpdateStatement) -> bytes:
    return _PURPOSE + rfc8785.dumps(statement.model_dump(mode="json"))
