"""The file of a coupon, `.passeport-retour`: canonical JSON (RFC 8785) signed by the station (Ed25519, RFC 8032)."""

import base64
import binascii
import json
from pathlib import Path
from typing import Final, Literal

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pydantic import Field, JsonValue, ValidationError

from exports.travel.envelope import (
    ALGORITHM,
    SMALL_ORDER,
    JsonObject,
    Signature,
    canonical,
    is_out_of_bounds,
    key_fingerprint,
    parsed_json,
)
from exports.travel.incoming_file import bytes_of, shown_name
from passeport.domain.coupon import PROOF_LENGTH, Carrier, Coupon
from passeport.domain.errors import DamagedFile, FileTooLarge, NewerFormat, NotACoupon
from passeport.domain.model import DomainModel
from passeport.services.coupon_ports import IncomingCoupon
from passeport.services.ports import Signer

FORMAT: Final = "passeport-retour"
VERSION: Final = 1
SUFFIX = "passeport-retour"
LARGEST = 10_000
"""Bytes of a file; ours has some seven hundred."""
DEEPEST = 6
"""Levels of nesting; ours has four."""


class CouponEnvelope(DomainModel):
    """The shape of the file."""

    format: Literal["passeport-retour"] = FORMAT
    version: Literal[1] = VERSION
    coupon: Coupon
    signature: Signature = Field()


def write_coupon(coupon: Coupon, signer: Signer) -> bytes:
    """Return the signed file of a coupon."""
    content: JsonObject = {"format": FORMAT, "version": VERSION, "coupon": coupon.model_dump(mode="json")}
    content["signature"] = {
        "algorithm": ALGORITHM,
        "public_key": base64.b64encode(signer.public_key).decode(),
        "value": base64.b64encode(signer.sign(canonical(content))).decode(),
    }
    return canonical(content)


def read_coupon(path: Path) -> IncomingCoupon:
    """Return what a file says; errors as `understand_coupon`, and `FileNotFound`."""
    return understand_coupon(bytes_of(path, LARGEST), shown_name(path.name))


def understand_coupon(data: bytes, name: str) -> IncomingCoupon:
    """Return what the bytes of a file say.

    Raises:
        FileTooLarge: when it is over the bound; nothing of it is parsed.
        NotACoupon: when it is something else.
        DamagedFile: when it is no JSON, or not that of a coupon.
        DangerousFile: when it is nested beyond reason.
        NewerFormat: when a newer version wrote it.
    """
    if len(data) > LARGEST:
        raise FileTooLarge(size=len(data), limit=LARGEST)
    if data.lstrip()[:1] != b"{":
        raise NotACoupon(path=name, found="ce n’est pas du JSON" if data.strip() else "fichier vide")
    content = parsed_json(data, name)
    if content.get("format") != FORMAT:
        raise NotACoupon(path=name, found="autre format")
    version = content.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise DamagedFile(path=name, detail="version du format")
    if version > VERSION:
        raise NewerFormat(found=version, supported=VERSION)
    if is_out_of_bounds(content, DEEPEST):
        raise DamagedFile(path=name, detail="imbrication")
    try:
        envelope = CouponEnvelope.model_validate_json(json.dumps(content), strict=True)
    except ValidationError as error:
        place = ".".join(str(part) for part in error.errors(include_url=False)[0]["loc"])
        known = place if "extra" not in error.errors()[0]["type"] else "élément inconnu"
        raise DamagedFile(path=name, detail=known) from None
    if len(envelope.coupon.proof) != PROOF_LENGTH or envelope.coupon.answered_on is None:
        raise DamagedFile(path=name, detail="coupon.proof")
    key = _key_that_signed(content, envelope.signature)
    return IncomingCoupon(
        coupon=envelope.coupon,
        carrier=Carrier.FILE,
        is_signed=bool(key),
        is_broken=not key,
        station_key=key,
        name=name,
    )


def _key_that_signed(content: dict[str, JsonValue], signature: Signature) -> str:
    """Return the fingerprint of the key whose signature holds; empty when it does not."""
    try:
        key = base64.b64decode(signature.public_key, validate=True)
        value = base64.b64decode(signature.value, validate=True)
    except binascii.Error:
        return ""
    signed = canonical({name: part for name, part in content.items() if name != "signature"})
    return key_that_signed(key, value, signed)


def key_that_signed(key: bytes, signature: bytes, signed: bytes) -> str:
    """Return the fingerprint of `key` when its signature over `signed` holds; empty when it does not."""
    if key in SMALL_ORDER:
        return ""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, signed)
    except (ValueError, InvalidSignature):
        return ""
    return key_fingerprint(key)
