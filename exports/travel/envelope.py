"""The envelope `passeport.json`: a whole passport, lossless, with the station's signature.

The signature is Ed25519 (RFC 8032) over the canonical JSON (RFC 8785) of everything but the member `signature`. Written
in that canonical form, so that the same passport signed by the same station gives the same bytes.
"""

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, Final, Literal, NamedTuple

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pydantic import Field, JsonValue, ValidationError

from exports.travel.bounds import DEEPEST_JSON, LARGEST_FILE, MOST_VALUES
from passeport.domain.errors import (
    DamagedFile,
    DangerousFile,
    FileTooLarge,
    ImpossibleDate,
    NewerFormat,
    NotAPassport,
    SocialSecurityNumberRefused,
)
from passeport.domain.model import DomainModel
from passeport.domain.passport import Passport
from passeport.domain.reading import SignatureState
from passeport.services.ports import Signer

NAME = "passeport.json"
FORMAT: Final = "passeport"
VERSION: Final = 1
ALGORITHM: Final = "Ed25519"

JsonObject = dict[str, JsonValue]

_ISO_DATE = re.compile(r"\d{4}-\d{2}(-\d{2})?")
_BASE64 = r"^[A-Za-z0-9+/]+={0,2}$"


SMALL_ORDER = frozenset(
    bytes.fromhex(point + last)
    for point, lasts in {
        "01" + 30 * "00": ("00", "80"),
        "00" * 31: ("00", "80"),
        "ec" + 30 * "ff": ("7f", "ff"),
        "ed" + 30 * "ff": ("7f", "ff"),
        "ee" + 30 * "ff": ("7f", "ff"),
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03": ("7a", "fa"),
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc": ("05", "85"),
    }.items()
    for last in lasts
)
"""Keys under which one signature holds for many contents: the points of small order of edwards25519, in each of their
encodings (RFC 8032, 5.1.3; Cremers and Jackson, "Prime, Order Please!", 2019). No station has one."""


class Signature(DomainModel):
    """The station's signature over the rest of the envelope."""

    algorithm: Literal["Ed25519"] = ALGORITHM
    public_key: Annotated[str, Field(pattern=_BASE64)]
    """The Ed25519 public key, 32 bytes in base64 (RFC 4648, 4)."""
    value: Annotated[str, Field(pattern=_BASE64)]
    """The Ed25519 signature, 64 bytes in base64."""


class Envelope(DomainModel):
    """The shape of `passeport.json`, published as `docs/passeport.schema.json`."""

    format: Literal["passeport"] = FORMAT
    version: Literal[1] = VERSION
    passport: Passport
    signature: Signature | None = None
    """Absent when no station signed."""


class OpenedEnvelope(NamedTuple):
    """What an envelope held."""

    passport: Passport
    signature: SignatureState
    """UNKNOWN_STATION when it holds: whether the station is known is for the vault to say."""
    station_key: str
    """Fingerprint of the public key: SHA-256, hexadecimal; empty without a signature that holds."""
    refused: tuple[str, ...] = ()
    """Paths of the texts left out because they hold a social security number (R01)."""


def key_fingerprint(public_key: bytes) -> str:
    """Return the fingerprint by which a station's key is known: SHA-256, hexadecimal."""
    return hashlib.sha256(public_key).hexdigest()


def write_envelope(passport: Passport, signer: Signer | None = None) -> bytes:
    """Return the envelope, signed when there is a `signer`."""
    members = {
        "format": canonical(FORMAT),
        "version": canonical(VERSION),
        "passport": canonical(passport.model_dump(mode="json")),
    }
    if signer is not None:
        members["signature"] = canonical(
            {
                "algorithm": ALGORITHM,
                "public_key": base64.b64encode(signer.public_key).decode(),
                "value": base64.b64encode(signer.sign(_object(members))).decode(),
            }
        )
    return _object(members)


def read_envelope(data: bytes, name: str = NAME) -> OpenedEnvelope:
    """Return what an envelope holds; `name` is the file's, for the message.

    Raises:
        FileTooLarge: when it is over the bound.
        DamagedFile: when it is no JSON, or not the JSON of a passport.
        DangerousFile: when it is nested beyond reason.
        NotAPassport: when it is JSON of something else.
        NewerFormat: when a newer version wrote it.
        ImpossibleDate: when a date is in no calendar.
        SocialSecurityNumberRefused: when a field that must be there holds one.
    """
    content = parsed_json(data, name)
    if content.get("format") != FORMAT:
        raise NotAPassport(path=name, found="JSON")
    version = content.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise DamagedFile(path=name, detail="version du format")
    if version > VERSION:
        raise NewerFormat(found=version, supported=VERSION)
    if set(content) - {"format", "version", "passport", "signature"}:
        raise DamagedFile(path=name, detail="élément inconnu")
    state, key = _signature_state(content)
    passport, refused = _passport(content.get("passport"), name)
    return OpenedEnvelope(passport, state, key, refused)


# Inside ---------------------------------------------------------------------------------------------------------


def canonical(content: JsonValue) -> bytes:
    """Return the canonical form of a value (RFC 8785)."""
    return rfc8785.dumps(content)


def _object(members: Mapping[str, bytes]) -> bytes:
    """Return the canonical form of an object whose members are in theirs: a passport is put in it once."""
    return b"{%b}" % b",".join(b'"%b":%b' % (name.encode("ascii"), members[name]) for name in sorted(members))


def parsed_json(data: bytes, name: str) -> JsonObject:
    """Return a JSON object, each member of which has one name.

    Raises:
        FileTooLarge, DamagedFile, DangerousFile, NotAPassport.
    """
    if len(data) > LARGEST_FILE:
        raise FileTooLarge(size=len(data), limit=LARGEST_FILE)
    try:
        content = json.loads(data, object_pairs_hook=_without_repeats, parse_constant=_no_constant)
    except RecursionError:
        raise DangerousFile(path=name, detail="imbrication hors limites") from None
    except ValueError as error:  # malformed JSON or UTF-8, a repeated member, a number without end
        place = f", ligne {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise DamagedFile(path=name, detail=f"JSON{place}") from None
    if not isinstance(content, dict):
        raise NotAPassport(path=name, found="JSON")
    if is_out_of_bounds(content, DEEPEST_JSON):
        raise DangerousFile(path=name, detail="imbrication ou nombre de valeurs hors limites")
    return content


def _without_repeats(pairs: list[tuple[str, JsonValue]]) -> JsonObject:
    # two members of one name would be read differently by two readers, and only one reading was signed
    content = dict(pairs)
    if len(content) != len(pairs):
        message = "a member appears twice"
        raise ValueError(message)
    return content


def _no_constant(text: str) -> JsonValue:
    message = f"{text} is no JSON number"
    raise ValueError(message)


def is_out_of_bounds(content: JsonValue, deepest: int) -> bool:
    """Whether a document has more levels than `deepest`, or more values than a passport has."""
    level: list[JsonValue] = [content]
    count = 0
    for _ in range(deepest):
        level = [child for value in level for child in _children(value)]
        count += len(level)
        if not level:
            return count > MOST_VALUES
    return True


def _children(value: JsonValue) -> Iterable[JsonValue]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _signature_state(content: JsonObject) -> tuple[SignatureState, str]:
    if content.get("signature") is None:
        return SignatureState.ABSENT, ""
    try:
        signature = Signature.model_validate(content["signature"])
        key = base64.b64decode(signature.public_key, validate=True)
        if key in SMALL_ORDER:
            return SignatureState.BROKEN, ""
        signed = canonical({name: value for name, value in content.items() if name != "signature"})
        Ed25519PublicKey.from_public_bytes(key).verify(base64.b64decode(signature.value, validate=True), signed)
    except (ValidationError, binascii.Error, ValueError, InvalidSignature):
        return SignatureState.BROKEN, ""
    return SignatureState.UNKNOWN_STATION, key_fingerprint(key)


def _passport(content: JsonValue, name: str) -> tuple[Passport, tuple[str, ...]]:
    """Return the passport, and the paths of what R01 forbids, left out of it."""
    if not isinstance(content, dict):
        raise DamagedFile(path=name, detail="passeport absent")
    try:
        return _validated(content), ()
    except ValidationError as error:
        refused = [found["loc"] for found in error.errors() if found["type"] == "social_security_number"]
        if not refused:
            raise _refusal(error, name) from None
    for place in reversed(refused):
        _remove(content, place)
    try:
        return _validated(content), tuple(_said(place) for place in refused)
    except ValidationError as error:
        if any(found["type"] == "missing" for found in error.errors()):
            raise SocialSecurityNumberRefused(field=_said(refused[0])) from None
        raise _refusal(error, name) from None


def _validated(content: JsonObject) -> Passport:
    # through JSON, so that bytes are read from base64 and nothing is converted that JSON does not say
    return Passport.model_validate_json(json.dumps(content), strict=True)


def _refusal(error: ValidationError, name: str) -> DamagedFile | ImpossibleDate:
    first = error.errors(include_url=False, include_context=False)[0]
    value, place = first["input"], _said(first["loc"])
    if first["type"] == "extra_forbidden":  # its name is whatever the file says
        return DamagedFile(path=name, detail="élément inconnu")
    if isinstance(value, str) and _ISO_DATE.match(value):
        return ImpossibleDate(value=value, place=place)
    return DamagedFile(path=name, detail=place)


def _said(place: Sequence[str | int]) -> str:
    return ".".join(str(part) for part in place if "(" not in str(part))


def _remove(content: JsonObject, place: Sequence[str | int]) -> None:
    *way, last = place
    holder: Any = content
    for part in way:  # pydantic went the same way
        holder = holder[part]
    del holder[last]


def schema() -> bytes:
    """Return the JSON Schema of the envelope, as published in `docs/passeport.schema.json`."""
    found = Envelope.model_json_schema(mode="serialization")
    found["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    found["title"] = "passeport.json"
    return (json.dumps(found, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
