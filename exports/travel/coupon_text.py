"""The text of a coupon's QR code: signed too, and made of letters that a hand scanner types on any keyboard.

`PASSEPORT-RETOUR-1-` and then, in Crockford's base 32, 135 bytes: the number (4, its 25 bits at the right), the answer
(1), the reason's place plus one or 0 (1), the day of the answer and that of the first meeting (2 each, days since
1 January 2020; 0 for no meeting), 29 bytes of proof, the station's Ed25519 public key (32), its signature (64) over
`passeport-retour/qr/1` and the bytes before it. Capital letters, digits and dashes are the alphanumeric mode of a QR
code (ISO/IEC 18004, 7.4.4): 235 characters, version 9.
"""

import datetime as dt

from pydantic import ValidationError

from exports.travel.coupon_file import key_that_signed
from passeport.domain.coupon import LETTERS, NUMBER_LETTERS, Answer, Carrier, Coupon, Said
from passeport.domain.coupon_code import reason_places
from passeport.domain.errors import DamagedFile, NewerFormat, NotACoupon
from passeport.services.coupon_ports import IncomingCoupon
from passeport.services.ports import Signer

_PREFIX = "PASSEPORT-RETOUR-"
_VERSION = 1
_CONTEXT = b"passeport-retour/qr/1"
_EPOCH = dt.date(2020, 1, 1)
_PROOF = 29
_HEAD = 10
_KEY = 32
_SIGNATURE = 64
_LENGTH = _HEAD + _PROOF + _KEY + _SIGNATURE
_CHARACTERS = (_LENGTH * 8 + 4) // 5
_LONGEST = 1_000
"""Characters that are looked at: a page pasted by mistake is no coupon."""
_ANSWERS = tuple(Answer)
_VALUES = {letter: value for value, letter in enumerate(LETTERS)} | {"O": 0, "I": 1, "L": 1}
_NAME = "texte collé"


def write_text(coupon: Coupon, signer: Signer) -> str:
    """Return the signed text; raises `ValueError` for a coupon without its day, or with one before 2020."""
    if coupon.answered_on is None:
        message = "a coupon says the day of its answer"
        raise ValueError(message)
    reason = coupon.said.decline_reason
    head = b"".join(
        (
            _number_value(coupon.number).to_bytes(4),
            _ANSWERS.index(coupon.said.answer).to_bytes(1),
            (reason_places()[reason] + 1 if reason is not None else 0).to_bytes(1),
            _days(coupon.answered_on).to_bytes(2),
            (_days(coupon.said.first_meeting_on) if coupon.said.first_meeting_on is not None else 0).to_bytes(2),
            coupon.proof[:_PROOF],
            signer.public_key,
        )
    )
    return f"{_PREFIX}{_VERSION}-{_letters(head + signer.sign(_CONTEXT + head))}"


def is_text(typed: str) -> bool:
    """Whether a text means to be that of a QR code."""
    return typed.strip()[: len(_PREFIX)].upper() == _PREFIX


def read_text(typed: str) -> IncomingCoupon:
    """Return what the text of a QR code says, whatever its case and line breaks.

    Raises:
        NotACoupon: when it is something else.
        NewerFormat: when a newer version wrote it.
        DamagedFile: when it is cut, or says what no coupon says.
    """
    text = "".join(typed[:_LONGEST].split()).upper()
    if not is_text(text):
        raise NotACoupon(path=_NAME, found="texte inconnu")
    version, _, letters = text.removeprefix(_PREFIX).partition("-")
    if not version.isdecimal() or not version.isascii() or int(version) < 1:
        raise DamagedFile(path=_NAME, detail="version du format")
    if int(version) > _VERSION:
        raise NewerFormat(found=int(version), supported=_VERSION)
    data = _bytes(letters)
    if len(letters) != _CHARACTERS or data is None:
        raise DamagedFile(path=_NAME, detail=f"{len(letters)} caractères au lieu de {_CHARACTERS}")
    signed, signature = data[:-_SIGNATURE], data[-_SIGNATURE:]
    key = key_that_signed(signed[-_KEY:], signature, _CONTEXT + signed)
    try:
        coupon = _coupon(signed)
    except (IndexError, KeyError, OverflowError, ValidationError):
        raise DamagedFile(path=_NAME, detail="contenu") from None
    return IncomingCoupon(
        coupon=coupon, carrier=Carrier.TEXT, is_signed=bool(key), is_broken=not key, station_key=key, name=_NAME
    )


def _coupon(head: bytes) -> Coupon:
    number = int.from_bytes(head[:4])
    if number >> 5 * NUMBER_LETTERS:
        raise OverflowError
    reasons = {place + 1: code for code, place in reason_places().items()} | {0: None}
    meeting = int.from_bytes(head[8:10])
    said = Said(
        answer=_ANSWERS[head[4]],
        decline_reason=reasons[head[5]],
        first_meeting_on=_day(meeting) if meeting else None,
    )
    return Coupon(
        number="".join(LETTERS[(number >> 5 * place) & 31] for place in reversed(range(NUMBER_LETTERS))),
        said=said,
        answered_on=_day(int.from_bytes(head[6:8])),
        proof=head[_HEAD : _HEAD + _PROOF],
    )


def _number_value(number: str) -> int:
    value = 0
    for letter in number:
        value = value << 5 | LETTERS.index(letter)
    return value


def _days(day: dt.date) -> int:
    count = (day - _EPOCH).days
    if not 0 <= count < 1 << 16:
        message = "a day before 2020, or more than 179 years after"
        raise ValueError(message)
    return count


def _day(count: int) -> dt.date:
    return _EPOCH + dt.timedelta(days=count)


def _letters(data: bytes) -> str:
    bits = int.from_bytes(data) << (_CHARACTERS * 5 - len(data) * 8)
    return "".join(LETTERS[(bits >> 5 * place) & 31] for place in reversed(range(_CHARACTERS)))


def _bytes(letters: str) -> bytes | None:
    if len(letters) != _CHARACTERS or any(letter not in _VALUES for letter in letters):
        return None
    bits = 0
    for letter in letters:
        bits = bits << 5 | _VALUES[letter]
    spare = _CHARACTERS * 5 - _LENGTH * 8
    return (bits >> spare).to_bytes(_LENGTH)
