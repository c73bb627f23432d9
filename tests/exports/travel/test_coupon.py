"""The two signed carriers of an answer: what they say is read back, and hostile ones end in a plain refusal."""

import contextlib
import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import segno
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from exports.travel.coupon_file import LARGEST, read_coupon, understand_coupon, write_coupon
from exports.travel.coupon_text import read_text, write_text
from passeport.domain.coupon import LETTERS, Answer, Coupon, Said, Ticket, proof_of
from passeport.domain.errors import (
    DamagedFile,
    DangerousFile,
    FileNotFound,
    FileTooLarge,
    InputRefused,
    NewerFormat,
    NotACoupon,
)
from passeport.domain.vocabulary import vocabulary
from storage.signing import StationSigner
from tests.people import CITE_DES_METIERS

SIGNER = StationSigner(Ed25519PrivateKey.from_private_bytes(bytes(range(32))).private_bytes_raw())
DAY = dt.date(2026, 11, 23)
TICKET = Ticket(number="7F3K9", secret=bytes(range(16)))
NAME = "réponse.passeport-retour"

said = st.one_of(
    st.just(Said(answer=Answer.RECUE)),
    st.builds(
        Said,
        answer=st.just(Answer.ACCEPTEE),
        first_meeting_on=st.none() | st.dates(dt.date(2020, 1, 2), dt.date(2150, 1, 1)),
    ),
    st.builds(
        Said, answer=st.just(Answer.DECLINEE), decline_reason=st.sampled_from(vocabulary("decline_reasons").codes)
    ),
)
tickets = st.builds(Ticket, number=st.text(LETTERS, min_size=5, max_size=5), secret=st.binary(min_size=16, max_size=16))


def coupon_of(what: Said, ticket: Ticket = TICKET) -> Coupon:
    proof = proof_of(ticket, what)
    return Coupon(number=ticket.number, said=what, answered_on=DAY, station=CITE_DES_METIERS, proof=proof)


COUPON = coupon_of(Said(answer=Answer.ACCEPTEE, first_meeting_on=dt.date(2026, 12, 1)))
FILE = write_coupon(COUPON, SIGNER)
TEXT = write_text(COUPON, SIGNER)


@given(said, tickets)
def test_a_file_is_read_back(what: Said, ticket: Ticket) -> None:
    data = write_coupon(coupon_of(what, ticket), SIGNER)
    read = understand_coupon(data, NAME)
    assert read.coupon == coupon_of(what, ticket)
    assert (read.is_signed, read.is_broken) == (True, False)
    assert data == write_coupon(read.coupon, SIGNER)
    assert len(data) < LARGEST / 5


@given(said, tickets)
def test_a_text_is_read_back_without_the_station(what: Said, ticket: Ticket) -> None:
    coupon = coupon_of(what, ticket)
    read = read_text(write_text(coupon, SIGNER))
    assert read.coupon == coupon.evolve(station=None, proof=coupon.proof[:29])
    assert (read.is_signed, read.station_key) == (True, understand_coupon(FILE, NAME).station_key)


def test_a_file_says_nothing_of_the_person() -> None:
    assert set(json.loads(FILE)["coupon"]) == {"number", "said", "answered_on", "station", "proof"}


def test_a_text_fits_a_code_that_a_screen_shows() -> None:
    code = segno.make(TEXT, error="m", micro=False)
    assert (code.mode, int(code.version)) == ("alphanumeric", 9)


@pytest.mark.parametrize("typed", [TEXT.lower(), f"  {TEXT}\r\n", f"{TEXT[:80]}\n{TEXT[80:]}"])
def test_a_text_may_be_typed_in_small_letters_and_cut_in_lines(typed: str) -> None:
    assert read_text(typed) == read_text(TEXT)


@given(st.data())
def test_a_text_with_one_other_letter_is_never_signed(data: st.DataObject) -> None:
    place = data.draw(st.integers(len("PASSEPORT-RETOUR-1-"), len(TEXT) - 1))
    other = data.draw(st.sampled_from([letter for letter in LETTERS if letter != TEXT[place]]))
    with contextlib.suppress(DamagedFile):
        assert read_text(TEXT[:place] + other + TEXT[place + 1 :]).is_broken


@given(st.integers(0, len(FILE) - 1), st.integers(0, 255))
def test_a_file_with_one_other_byte_is_refused_or_broken(place: int, value: int) -> None:
    data = bytearray(FILE)
    if data[place] == value:
        return
    data[place] = value
    with contextlib.suppress(InputRefused):
        assert understand_coupon(bytes(data), NAME).is_broken


@given(st.binary(max_size=600))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    with contextlib.suppress(InputRefused):
        understand_coupon(data, NAME)


@given(st.text(max_size=400))
def test_no_text_breaks_the_reader(typed: str) -> None:
    for start in ("", "PASSEPORT-RETOUR-1-"):
        with contextlib.suppress(InputRefused):
            read_text(start + typed)


def changed(how: Callable[[dict[str, Any]], object]) -> bytes:
    content = json.loads(FILE)
    how(content)
    return json.dumps(content).encode()


def nested(depth: int) -> bytes:
    return b'{"format":"passeport-retour","version":1,"coupon":' + b"[" * depth + b"]" * depth + b"}"


HOSTILE: dict[str, tuple[bytes, type[InputRefused]]] = {
    "nothing": (b"", NotACoupon),
    "a PDF": (b"%PDF-1.7", NotACoupon),
    "a list": (b"[1]", NotACoupon),
    "another JSON": (b'{"format": "passeport"}', NotACoupon),
    "no format": (b"{}", NotACoupon),
    "cut": (FILE[:-20], DamagedFile),
    "twice a member": (FILE[:-1] + b',"version":1}', DamagedFile),
    "a number without end": (b'{"format":"passeport-retour","version":NaN}', DamagedFile),
    "too large": (FILE[:-1] + b" " * LARGEST + b"}", FileTooLarge),
    "nested": (nested(40), DangerousFile),
    "nested a little": (nested(8), DamagedFile),
    "nested beyond the parser": (nested(4900), DangerousFile),
    "of the future": (changed(lambda c: c.update(version=2)), NewerFormat),
    "version in words": (changed(lambda c: c.update(version="1")), DamagedFile),
    "version true": (changed(lambda c: c.update(version=True)), DamagedFile),
    "a member more": (changed(lambda c: c.update(name="Ada")), DamagedFile),
    "no signature": (changed(lambda c: c.pop("signature")), DamagedFile),
    "signature of another kind": (changed(lambda c: c["signature"].update(algorithm="none")), DamagedFile),
    "signature in no alphabet": (changed(lambda c: c["signature"].update(value="é" * 20)), DamagedFile),
    "no coupon": (changed(lambda c: c.update(coupon=None)), DamagedFile),
    "a coupon of another type": (changed(lambda c: c.update(coupon="7F3K9")), DamagedFile),
    "a long number": (changed(lambda c: c["coupon"].update(number="7" * 5000)), DamagedFile),
    "a number of another type": (changed(lambda c: c["coupon"].update(number=12345)), DamagedFile),
    "an unknown answer": (changed(lambda c: c["coupon"]["said"].update(answer="TERMINEE")), DamagedFile),
    "a refusal without reason": (
        changed(lambda c: c["coupon"].update(said={"answer": "DECLINEE"})),
        DamagedFile,
    ),
    "an unknown reason": (
        changed(lambda c: c["coupon"].update(said={"answer": "DECLINEE", "decline_reason": "HUMEUR"})),
        DamagedFile,
    ),
    "an impossible day": (changed(lambda c: c["coupon"].update(answered_on="2026-02-30")), DamagedFile),
    "no day": (changed(lambda c: c["coupon"].update(answered_on=None)), DamagedFile),
    "a short proof": (changed(lambda c: c["coupon"].update(proof="AAAA")), DamagedFile),
    "a social security number": (
        changed(lambda c: c["coupon"]["station"].update(name="Mme 2 85 05 78 006 084 91")),
        DamagedFile,
    ),
    "half a letter": (changed(lambda c: c["coupon"]["station"].update(name="\ud800")), DamagedFile),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_refused(case: str) -> None:
    data, refusal = HOSTILE[case]
    with pytest.raises(refusal):
        understand_coupon(data, NAME)


@pytest.mark.parametrize(
    "how",
    [
        lambda c: c["coupon"].update(answered_on="2026-11-22"),
        lambda c: c["coupon"]["said"].update(first_meeting_on="2027-01-01"),
        lambda c: c["coupon"]["station"].update(name="Autre point d’accueil"),
        lambda c: c["signature"].update(value="A" * 86 + "=="),
        lambda c: c["signature"].update(public_key="A" * 43 + "="),  # a point of small order
        lambda c: c["signature"].update(public_key="AAAA"),
    ],
)
def test_a_file_changed_after_its_signature_is_broken(how: Callable[[dict[str, Any]], object]) -> None:
    read = understand_coupon(changed(how), NAME)
    assert (read.is_signed, read.is_broken, read.station_key) == (False, True, "")


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("", NotACoupon),
        ("https://exemple.invalid", NotACoupon),
        ("PASSEPORT-RETOUR-", DamagedFile),
        ("PASSEPORT-RETOUR-0-AAAA", DamagedFile),
        ("PASSEPORT-RETOUR-2-AAAA", NewerFormat),
        ("PASSEPORT-RETOUR-²-AAAA", DamagedFile),
        (TEXT[:-1], DamagedFile),
        (TEXT + "A", DamagedFile),
        (TEXT[:-1] + "U", DamagedFile),
        ("PASSEPORT-RETOUR-1-" + "Z" * 216, DamagedFile),
        ("PASSEPORT-RETOUR-1-" + "0" * 100_000, DamagedFile),
    ],
)
def test_a_hostile_text_is_refused(typed: str, refusal: type[InputRefused]) -> None:
    with pytest.raises(refusal):
        read_text(typed)


def test_a_file_that_is_not_there_and_one_that_is_too_large(tmp_path: Path) -> None:
    with pytest.raises(FileNotFound):
        read_coupon(tmp_path / "absent")
    with pytest.raises(FileNotFound):
        read_coupon(tmp_path)
    large = tmp_path / "grand"
    large.write_bytes(b"{" + b" " * LARGEST)
    with pytest.raises(FileTooLarge):
        read_coupon(large)
    small = tmp_path / NAME
    small.write_bytes(FILE)
    assert read_coupon(small).name == NAME


def test_an_answer_before_2020_has_no_code() -> None:
    for coupon in (COUPON.evolve(answered_on=dt.date(2019, 12, 31)), COUPON.evolve(answered_on=None)):
        with pytest.raises(ValueError, match="day"):
            write_text(coupon, SIGNER)
