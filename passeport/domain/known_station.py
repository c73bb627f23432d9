"""A station whose signature is known here: trusted once, by somebody, after its fingerprint was compared."""

import hashlib
from datetime import date

from passeport.domain.model import DomainModel
from passeport.domain.normalise import joined
from passeport.domain.provenance import Station
from passeport.domain.text import Line


class KnownStation(DomainModel):
    """Whose key it is, and who said so, when."""

    key: Line
    """Fingerprint of its public key: SHA-256, hexadecimal."""
    station: Station
    trusted_on: date
    trusted_by: Line


def is_same_station(one: Station, other: Station) -> bool:
    """Whether two descriptions name one point d'accueil: how to reach it may change, its name and network do not."""
    return same_name(one.name) == same_name(other.name) and one.network == other.network


def same_name(name: str) -> str:
    """Return the form under which names of stations are compared: case, accents and dashes deceive nobody."""
    return joined(name)


def fingerprint_of(public_key: bytes) -> str:
    """Return the fingerprint of a public key, as it is compared over the telephone: SHA-256, hexadecimal."""
    return hashlib.sha256(public_key).hexdigest()
