"""What crosses the fence: frames of bytes on two pipes, and JSON of frozen models inside. Never an object of Python.

Question: a frame with the file's name, a frame with its bytes, a frame with the passphrase that opens it, or nothing.
Answer: one frame, an `Answer` in JSON.
"""

import struct
from typing import BinaryIO

from pydantic import PositiveInt

from passeport.domain.errors import (
    ClosedFile,
    DamagedFile,
    DangerousFile,
    FileTooLarge,
    ImpossibleDate,
    InputRefused,
    NewerFormat,
    NotAPassport,
    NotATable,
    SocialSecurityNumberRefused,
    UnknownCodeError,
)
from passeport.domain.incoming_table import IncomingTable
from passeport.domain.model import DomainModel
from passeport.domain.reading import IncomingPassport

LARGEST_ANSWER = 100_000_000
"""Bytes of an answer: the largest file, its documents in base64, and its report."""
OUT_OF_MEMORY = 71
"""Exit status of a process that was refused memory."""

_LENGTH = struct.Struct(">Q")
_LONGEST_PARAMETER = 400
_REFUSALS: tuple[tuple[type[InputRefused], dict[str, type]], ...] = (
    (FileTooLarge, {"size": int, "limit": int}),
    (NotAPassport, {"path": str, "found": str}),
    (DamagedFile, {"path": str, "detail": str}),
    (ClosedFile, {"path": str, "tried": int}),
    (DangerousFile, {"path": str, "detail": str}),
    (NotATable, {"path": str, "found": str}),
    (NewerFormat, {"found": int, "supported": int}),
    (ImpossibleDate, {"value": str, "place": str}),
    (SocialSecurityNumberRefused, {"field": str}),
    (UnknownCodeError, {"vocabulary": str, "value": str}),
)
"""The refusals that reading may end in, with their parameters."""


class BrokenWire(Exception):  # noqa: N818 - what happened to the pipe
    """The other side has gone, or what it sends is none of the above."""


class Refusal(DomainModel):
    """An error of the domain: its type's name and its parameters."""

    kind: str
    parameters: dict[str, str | int]


class DrawnPage(DomainModel):
    """A page of a PDF as a picture: rows of dots, each red, green, blue; and how many pages there are."""

    pages: PositiveInt
    width: PositiveInt
    height: PositiveInt
    data: bytes


class Answer(DomainModel):
    """What became of a file: exactly one of them."""

    incoming: IncomingPassport | None = None
    table: IncomingTable | None = None
    page: DrawnPage | None = None
    refusal: Refusal | None = None
    fault: str = ""
    """Where the program met what nobody foresaw: a type and a line of code, never content."""


def asked(number: int, dots: int) -> str:
    """Return what stands in the place of a file's name when a page is asked for."""
    return f"{number}:{dots}"


def send(pipe: BinaryIO, content: bytes) -> None:
    """Write one frame."""
    pipe.write(_LENGTH.pack(len(content)))
    pipe.write(content)


def receive(pipe: BinaryIO, most: int) -> bytes:
    """Return one frame.

    Raises:
        BrokenWire: when the pipe ends before it, or when it says it is longer than `most` bytes.
    """
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise BrokenWire
    (length,) = _LENGTH.unpack(head)
    if length > most:
        raise BrokenWire
    content = pipe.read(length)
    if len(content) < length:
        raise BrokenWire
    return content


def refusal_of(error: InputRefused) -> Refusal:
    """Return what crosses for an error; a parameter as long as a file is cut."""
    cut = {name: _cut(value) for name, value in error.parameters.items()}
    return Refusal(kind=type(error).__name__, parameters=cut)


def _cut(value: str | int) -> str | int:
    if isinstance(value, int) or len(value) <= _LONGEST_PARAMETER:
        return value
    return value[:_LONGEST_PARAMETER] + "…"


def error_of(refusal: Refusal) -> InputRefused:
    """Return the error that crossed.

    Raises:
        BrokenWire: when reading ends in no such error, or not with these parameters.
    """
    told = {name: type(value) for name, value in refusal.parameters.items()}
    for kind, expected in _REFUSALS:
        if kind.__name__ == refusal.kind and told == expected:
            return kind(**refusal.parameters)
    raise BrokenWire
