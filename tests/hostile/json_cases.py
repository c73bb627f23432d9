"""Hostile envelopes: signatures moved, wrapped and forged, members told twice, numbers and texts beyond reason."""

import base64
import json
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid5

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from exports.travel.envelope import key_fingerprint, write_envelope
from passeport.domain.errors import (
    DamagedFile,
    DangerousFile,
    FileTooLarge,
    ImpossibleDate,
    NewerFormat,
    NotAPassport,
    ReadingStopped,
    SocialSecurityNumberRefused,
)
from passeport.domain.reading import Fate, IncomingPassport, SignatureState
from tests import people
from tests.hostile.case import Case, either, read, refused
from tests.hostile.xml_cases import NIRS, shows_no_nir, was_born

_LOW_ORDER = [
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "0100000000000000000000000000000000000000000000000000000000000080",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
]
"""The points of small order of edwards25519 (RFC 7748, 7; Cremers and Jackson, 2019, table 4)."""


_PHOTO = ("passport", "profile", "photo", "data")


class Key:
    """A key that signs, with no vault around."""

    def __init__(self, seed: int) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)
        self.public_key = self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)


STATION, THIEF = Key(1), Key(2)
SIGNED = write_envelope(people.ada_passport(), STATION)
PLAIN = write_envelope(people.ada_passport())


def edited(change: Callable[[dict[str, Any]], object], data: bytes = SIGNED) -> bytes:
    """Return an envelope after a change of its content."""
    content = json.loads(data)
    change(content)
    return json.dumps(content).encode()


def with_value(value: object, *way: str | int) -> bytes:
    """Return the signed envelope with another value at the end of the way."""
    content = json.loads(SIGNED)
    holder = content
    for part in way[:-1]:
        holder = holder[part]
    holder[way[-1]] = value
    return json.dumps(content).encode()


def born(text: str) -> bytes:
    return with_value(text, "passport", "identity", "birth_date")


def is_broken(incoming: IncomingPassport) -> bool:
    return incoming.signature is SignatureState.BROKEN and incoming.station_key == ""


def is_unsigned(incoming: IncomingPassport) -> bool:
    return incoming.signature is SignatureState.ABSENT and incoming.station_key == ""


def is_signed(incoming: IncomingPassport) -> bool:
    return incoming.signature is SignatureState.UNKNOWN_STATION and incoming.passport == people.ada_passport()


def signatures() -> Iterator[Case]:
    yield read("intact", SIGNED, is_signed)
    yield read("membres dans un autre ordre", edited(lambda e: e.update(passport=e.pop("passport"))), is_signed)
    yield read("sans signature", edited(lambda e: e.pop("signature")), is_unsigned)
    yield read("signature nulle", edited(lambda e: e.update(signature=None)), is_unsigned)
    for name, change in _SIGNATURE_CHANGES.items():
        yield read(
            f"signature : {name}", with_value({**json.loads(SIGNED)["signature"], **change}, "signature"), is_broken
        )
    yield read("signature : une liste", edited(lambda e: e.update(signature=[e["signature"]])), is_broken)
    yield read("signature : un texte", edited(lambda e: e.update(signature="Ed25519")), is_broken)
    yield read("signature : rien dedans", edited(lambda e: e.update(signature={})), is_broken)
    yield read("nom changé", edited(lambda e: e["passport"]["identity"].update(family_name="Autre")), is_broken)
    yield read("émetteur changé", edited(lambda e: e["passport"]["issue"]["issuer"].update(name="Autre")), is_broken)
    yield read("une liste vidée", edited(lambda e: e["passport"]["profile"].update(education=[])), is_broken)
    yield read("une étape en moins", edited(lambda e: e["passport"]["parcours"][0]["steps"].pop()), is_broken)
    yield read("resignée par un autre", write_envelope(people.ada_passport(), THIEF), is_the_thief_s)
    stolen = json.loads(SIGNED)["signature"]
    other = people.ada_passport().evolve(language="en")
    yield read(
        "signature d’un autre passeport", edited(lambda e: e.update(signature=stolen), write_envelope(other)), is_broken
    )
    yield refused(
        "signature dans le passeport", edited(lambda e: e["passport"].update(s=e.pop("signature"))), DamagedFile
    )
    yield refused(
        "un passeport dans l’autre", edited(lambda e: e["passport"].update(passport=e["passport"].copy())), DamagedFile
    )
    yield refused("une enveloppe dans l’autre", edited(lambda e: e.update(envelope=json.loads(PLAIN))), DamagedFile)
    yield refused("deux passeports", SIGNED[:-1] + b',"passport":{}}', DamagedFile)
    yield refused("deux signatures", SIGNED[:-1] + b',"signature":null}', DamagedFile)
    yield refused("deux noms", SIGNED.replace(b'"family_name":', b'"family_name":"X","family_name":', 1), DamagedFile)
    yield refused(
        "deux noms, l’un à échappement",
        SIGNED.replace(b'"family_name":', b'"family\\u005fname":"X","family_name":', 1),
        DamagedFile,
    )
    yield refused("un membre en plus", edited(lambda e: e.update(more=1)), DamagedFile)
    yield refused("un membre en plus au fond", edited(lambda e: e["passport"]["identity"].update(more=1)), DamagedFile)
    yield refused("un prototype", edited(lambda e: e["passport"].update(__proto__={"admin": True})), DamagedFile)
    decomposed = unicodedata.normalize("NFD", SIGNED.decode()).encode()
    yield read("les lettres décomposées", decomposed, is_broken)
    twin = edited(lambda e: e["passport"].update({"ｐrofile": e["passport"]["profile"]}))
    yield refused("un membre jumeau en lettres larges", twin, DamagedFile)
    yield read(
        "une signature de plus dans un texte",
        edited(lambda e: e["passport"]["profile"].update(about_me=json.dumps(e["signature"]))),
        is_broken,
    )
    for number, point in enumerate(_LOW_ORDER):
        forged = {
            "algorithm": "Ed25519",
            "public_key": _base64(bytes.fromhex(point)),
            "value": _base64(bytes.fromhex(_LOW_ORDER[0]) + bytes(32)),
        }
        yield read(f"la clé de petit ordre {number}", with_value(forged, "signature"), is_broken)


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def is_the_thief_s(incoming: IncomingPassport) -> bool:
    """Whether the signature holds, and is said to be of the one who signed: the station is not known by it."""
    return incoming.station_key == key_fingerprint(THIEF.public_key) != key_fingerprint(STATION.public_key)


_SIGNATURE_CHANGES: dict[str, dict[str, object]] = {
    "aucun algorithme": {"algorithm": "none"},
    "un algorithme vide": {"algorithm": ""},
    "en minuscules": {"algorithm": "ed25519"},
    "un autre algorithme": {"algorithm": "HS256"},
    "la clé d’un autre": {"public_key": _base64(THIEF.public_key)},
    "une clé courte": {"public_key": _base64(b"x" * 31)},
    "une clé longue": {"public_key": _base64(STATION.public_key + b"x")},
    "une clé qui n’est pas en base64": {"public_key": "!!!!"},
    "une valeur vide": {"value": ""},
    "une valeur courte": {"value": _base64(b"x" * 63)},
    "une valeur qui n’est pas en base64": {"value": "!!!!"},
    "une valeur nulle": {"value": None},
    "une valeur de zéros": {"value": _base64(bytes(64))},
    "un membre en plus": {"kid": "../../clé"},
}


def numbers() -> Iterator[Case]:
    for text in (b"NaN", b"Infinity", b"-Infinity", b"1" * 5000, b"0x1", b"01", b"1.", b"+1"):
        yield refused(
            f"le nombre {text[:12].decode()}",
            SIGNED.replace(b'"minutes":', b'"minutes":' + text + b',"x":', 1),
            DamagedFile,
        )
    for text in (b"1e400", b"-1", b"1e18", b"1" * 400, b"0.5", b"true", b'"soixante"', b"[60]"):
        minutes = PLAIN.replace(b'"minutes":45', b'"minutes":' + text)
        yield refused(f"une durée de {text[:12].decode()}", minutes, DamagedFile)
    for version in (b"2", b"999999999999999999999", b"9" * 4000):
        yield refused(
            f"une version de {len(version)} chiffres",
            PLAIN.replace(b'"version":1', b'"version":' + version),
            NewerFormat,
        )
    for version in (b"0", b"-1", b"1.5", b"true", b'"1"', b"null", b"[1]", b"1e3"):
        yield refused(
            f"la version {version.decode()}", PLAIN.replace(b'"version":1', b'"version":' + version), DamagedFile
        )


def texts() -> Iterator[Case]:
    for name, escape in (
        ("nul", "\\u0000"),
        ("d’échappement", "\\u001b[2J"),
        ("C1", "\\u009b2J"),
        ("sans nom", "\\uffff"),
    ):
        data = PLAIN.replace("Ada-Inès".encode(), f"Ada{escape}-Inès".encode())
        yield read(f"un caractère {name} dans un prénom", data, is_shown_safely)
    for name, escape in (("droite à gauche", "\\u202e"), ("isolé", "\\u2066"), ("imbriqué", "\\u202a")):
        data = PLAIN.replace("Ada-Inès".encode(), f"{escape}Ada-Inès".encode())
        yield read(f"un texte {name} dans un prénom", data, is_shown_safely)
    yield refused("un demi-caractère", PLAIN.replace(b"Ada-In", b"Ada\\ud800-In"), DamagedFile)
    yield refused(
        "rien que des signes invisibles pour nom", PLAIN.replace("d’Exemple".encode(), b"\\u202e\\u0000"), DamagedFile
    )
    yield refused(
        "un texte de 15 Mo",
        lambda: edited(lambda e: e["passport"]["identity"].update(title="x" * 15_000_000)),
        DamagedFile,
    )
    yield read("en UTF-16", PLAIN.decode().encode("utf-16"), is_unsigned)
    yield read("avec une marque d’ordre", b"\xef\xbb\xbf" + PLAIN, is_unsigned)
    yield refused("en latin-1", PLAIN.decode().encode("latin-1", "replace"), DamagedFile)
    script = PLAIN.replace(b"<strong>", b"<script>alert(1)</script><img src=x onerror=alert(1)><strong>")
    yield read("un script dans une description", script, lambda found: "<script" not in found.passport.profile.about_me)
    link = PLAIN.replace(b"<strong>", b"<a href='javascript:alert(1)'>x</a><strong>")
    yield read("un lien vers un script", link, lambda found: "javascript" not in found.passport.profile.about_me)
    for name, text in NIRS.items():
        put = with_value(f"<p>{text}</p>", "passport", "profile", "about_me")
        yield read(f"un numéro de sécurité sociale {name}, dans une enveloppe", put, shows_no_nir)
    yield refused(
        "un numéro de sécurité sociale pour nom",
        edited(lambda e: e["passport"]["identity"].update(family_name="1 99 02 91 228 001 42")),
        SocialSecurityNumberRefused,
    )


def is_shown_safely(incoming: IncomingPassport) -> bool:
    name = incoming.passport.identity.given_names
    return name.startswith("Ada") and all(sign.isprintable() for sign in name) and len(name) <= len("Ada [2J-Inès")


def dates() -> Iterator[Case]:
    for text in ("0000-01-01", "1999-02-31", "1999-00", "1999-13-01", "1999-00-10"):
        yield refused(
            f"une naissance le {text}",
            born(text),
            ImpossibleDate,
        )
    for text in ("10000-01-01", "hier", "", "99"):
        yield refused(
            f"une naissance le « {text} »",
            born(text),
            DamagedFile,
            ImpossibleDate,
        )
    for text in ("0001-01-01", "9999-12-31"):
        yield read(
            f"une naissance le {text}",
            born(text),
            was_born(text),
        )
    for text in ("0000-01-01", "2026-02-31", "9999-99-99"):
        yield refused(
            f"une étape le {text}",
            with_value(text, "passport", "parcours", 0, "steps", 0, "day"),
            ImpossibleDate,
            DamagedFile,
        )
    yield read(
        "une étape en 9999",
        edited(lambda e: e["passport"]["parcours"][0]["steps"][0].update(day="9999-12-31"), PLAIN),
        lambda found: found.passport.steps[-1].day.year == 9999,
    )


def with_steps(count: int) -> bytes:
    """Return an envelope with so many steps."""
    content = json.loads(PLAIN)
    (first, *_) = content["passport"]["parcours"][0]["steps"]
    steps = [{**first, "notes": [], "id": str(uuid5(people.identifier("étape"), str(n)))} for n in range(count)]
    content["passport"]["parcours"][0]["steps"] = steps
    return json.dumps(content).encode()


def quantities() -> Iterator[Case]:
    yield read("3 000 étapes", lambda: with_steps(3_000), lambda found: len(found.passport.steps) == 3_000)
    yield refused("30 000 étapes", lambda: with_steps(30_000), DangerousFile)
    yield refused("100 000 étapes", lambda: with_steps(100_000), DangerousFile, FileTooLarge)
    tongues = [{"code": "fra", "label": ""}] * 100_000
    yield refused(
        "100 000 langues dans une enveloppe",
        lambda: edited(lambda e: e["passport"]["identity"].update(mother_tongues=tongues)),
        DangerousFile,
    )
    yield refused(
        "un million de listes vides",
        lambda: b'{"format":"passeport","x":[' + b"[]," * 1_000_000 + b"[]]}",
        DangerousFile,
    )
    yield refused(
        "12 millions de listes vides", lambda: b'{"x":[' + b"[]," * 12_000_000 + b"[]]}", ReadingStopped, DangerousFile
    )
    yield refused("100 niveaux", b'{"format":' + b'{"a":' * 100 + b"1" + b"}" * 101, DangerousFile)
    yield refused("100 000 niveaux", b'{"format":' + b"[" * 100_000, DangerousFile)
    yield refused("10 millions de niveaux", lambda: b'{"format":' + b'{"a":' * 9_000_000, DangerousFile)
    yield refused(
        "100 000 membres",
        lambda: json.dumps({"format": "passeport", **{f"a{n}": n for n in range(100_001)}}).encode(),
        DangerousFile,
    )
    yield refused("50 Mo d’espaces", lambda: b"{" + b" " * 49_000_000, DamagedFile)


def photographs() -> Iterator[Case]:
    for name, data in (("du texte", b"bonjour"), ("un PNG coupé", people.photo()[:60]), ("un SVG", b"<svg/>")):
        put = with_value(_base64(data), *_PHOTO)
        yield read(f"une photo qui est {name}", put, is_without_photo)
    lie = edited(lambda e: e["passport"]["profile"]["photo"].update(media_type="image/webp"), PLAIN)
    yield read("une photo qui ment sur son type", lie, says_its_type)
    bad = edited(lambda e: e["passport"]["profile"]["photo"].update(media_type="text/html"), PLAIN)
    yield refused("une photo qui se dit une page", bad, DamagedFile)
    for text in ("!!!!", "AAA", "=AAA", "é"):
        put = with_value(text, *_PHOTO)
        yield either(f"une photo en base64 « {text} »", put, DamagedFile, holds=is_without_photo)


def says_its_type(incoming: IncomingPassport) -> bool:
    photo = incoming.passport.profile.photo
    return photo is not None and photo.media_type == "image/png"


def is_without_photo(incoming: IncomingPassport) -> bool:
    told = [entry.path for entry in incoming.report.having(Fate.NOT_UNDERSTOOD)]
    return incoming.passport.profile.photo is None and "passport.profile.photo.data" in told


def cases() -> Iterator[Case]:
    for family in (signatures, numbers, texts, dates, quantities, photographs):
        yield from family()
    yield refused("un autre JSON", b'{"nom": "Ada"}', NotAPassport)
    yield refused("une accolade", b"{", DamagedFile)
    yield refused("un JSON coupé", SIGNED[: len(SIGNED) // 2], DamagedFile)
    yield refused("deux JSON", SIGNED + SIGNED, DamagedFile)
    yield refused("du JSON et un PDF", SIGNED + b"%PDF-1.7\n", DamagedFile)
