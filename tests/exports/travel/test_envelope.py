"""`passeport.json`: nothing is lost, and nothing can be changed on the way without being seen."""

import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from exports.travel.envelope import key_fingerprint, read_envelope, schema, write_envelope
from passeport.domain.errors import (
    DamagedFile,
    DangerousFile,
    ImpossibleDate,
    InputRefused,
    NewerFormat,
    NotAPassport,
    SocialSecurityNumberRefused,
)
from passeport.domain.reading import SignatureState
from tests import people

_SCHEMA = Path(__file__).parents[3] / "docs" / "passeport.schema.json"


class Station:
    """A station that signs."""

    def __init__(self) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
        self.public_key = self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)


def signed() -> bytes:
    return write_envelope(people.ada_passport(), Station())


def changed(**members: Any) -> bytes:
    return json.dumps({**json.loads(signed()), **members}).encode()


def inside(path: tuple[str | int, ...], value: object, *, sign: bool = False) -> bytes:
    """The envelope with one value of the passport changed, unsigned unless asked."""
    content = json.loads(signed())
    place = content["passport"]
    for part in path[:-1]:
        place = place[part]
    place[path[-1]] = value
    if not sign:
        del content["signature"]
    return json.dumps(content).encode()


def test_everything_comes_back() -> None:
    opened = read_envelope(signed())
    assert opened.passport == people.ada_passport()
    assert opened.signature is SignatureState.UNKNOWN_STATION
    assert opened.station_key == key_fingerprint(Station().public_key)


def test_without_a_station_there_is_no_signature() -> None:
    opened = read_envelope(write_envelope(people.ada_passport()))
    assert (opened.signature, opened.station_key) == (SignatureState.ABSENT, "")


def test_the_same_passport_gives_the_same_bytes() -> None:
    assert signed() == signed()


def test_spaces_and_order_are_not_content() -> None:
    content = json.loads(signed())
    shuffled = json.dumps(dict(reversed(content.items())), indent=3).encode()
    assert read_envelope(shuffled).signature is SignatureState.UNKNOWN_STATION


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("identity", "family_name"), "Autre"),
        (("parcours", 0, "steps", 0, "minutes"), 999),
        (("issue", "recipient", "name"), "Un autre point d’accueil"),
        (("profile", "education"), []),
    ],
)
def test_a_change_breaks_the_signature(path: tuple[str | int, ...], value: object) -> None:
    opened = read_envelope(inside(path, value, sign=True))
    assert (opened.signature, opened.station_key) == (SignatureState.BROKEN, "")


@pytest.mark.parametrize(
    "signature",
    ["x", {}, 1, {"algorithm": "none", "public_key": "AAAA", "value": "AAAA"}, {"algorithm": "Ed25519"}],
)
def test_a_signature_that_is_none_is_broken(signature: object) -> None:
    assert read_envelope(changed(signature=signature)).signature is SignatureState.BROKEN


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"{", DamagedFile),
        (b"", DamagedFile),
        (b'{"a": NaN}', DamagedFile),
        (b"\xff{}", DamagedFile),
        (b'{"format": "passeport", "format": "passeport"}', DamagedFile),
        (b"[]", NotAPassport),
        (b'{"format": "autre"}', NotAPassport),
        (b'{"format": "passeport", "version": true}', DamagedFile),
        (b'{"format": "passeport", "version": 0}', DamagedFile),
        (b'{"format": "passeport", "version": 2, "future": 1}', NewerFormat),
        (b'{"format": "passeport", "version": 1}', DamagedFile),
        (b'{"format": "passeport", "version": 1, "more": 1, "passport": {}}', DamagedFile),
        (b'{"format":' + b'{"a":' * 100 + b"1" + b"}" * 101, DangerousFile),
        (b'{"format":' + b"[" * 100_000, DangerousFile),
    ],
)
def test_what_is_no_envelope_is_refused(data: bytes, refusal: type[InputRefused]) -> None:
    with pytest.raises(refusal):
        read_envelope(data)


def test_31_february_is_refused_with_its_place() -> None:
    with pytest.raises(ImpossibleDate) as refused:
        read_envelope(inside(("identity", "birth_date"), "1999-02-31"))
    assert refused.value.parameters == {"value": "1999-02-31", "place": "identity.birth_date"}


def test_a_social_security_number_is_left_out_and_told() -> None:
    opened = read_envelope(inside(("profile", "about_me"), "<p>1 99 02 91 228 001 42</p>"))
    assert opened.passport.profile.about_me == ""
    assert opened.refused == ("profile.about_me",)


def test_a_name_that_is_a_social_security_number_cannot_be_left_out() -> None:
    with pytest.raises(SocialSecurityNumberRefused):
        read_envelope(inside(("identity", "family_name"), "1990291228001"))


def test_an_identifier_told_twice_is_refused() -> None:
    steps = json.loads(signed())["passport"]["parcours"][0]["steps"]
    with pytest.raises(DamagedFile):
        read_envelope(inside(("parcours", 0, "steps"), [steps[0], {**steps[1], "id": steps[0]["id"]}]))


def test_the_schema_is_the_published_one() -> None:
    assert _SCHEMA.read_bytes() == schema()


@given(st.integers(min_value=0), st.binary(min_size=1, max_size=4))
def test_damage_anywhere_is_refused_or_seen(place: int, damage: bytes) -> None:
    data = signed()
    place %= len(data)
    spoilt = data[:place] + damage + data[place + len(damage) :]
    try:
        opened = read_envelope(spoilt)
    except InputRefused:
        return
    assert opened.signature is not SignatureState.UNKNOWN_STATION or opened.passport == people.ada_passport()
