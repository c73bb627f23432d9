"""The process behind the fence: loads what reading needs, gives up everything else, reads file after file.

Started by `exports.travel.fence.process`, and by nobody else: `python -m exports.travel.fence.inside LIMITS`.
"""

import codecs
import datetime as dt
import io
import os
import sys
import warnings
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import phonenumbers
import pikepdf
import pycountry
from babel import Locale
from PIL import Image

from exports.travel.bounds import LARGEST_FILE
from exports.travel.fence.limits import Limits, allow_processor_time, confine
from exports.travel.fence.wire import (
    LARGEST_ANSWER,
    OUT_OF_MEMORY,
    Answer,
    BrokenWire,
    receive,
    refusal_of,
    send,
)
from exports.travel.inbox import understand
from passeport.domain.errors import DangerousFile, InputRefused
from passeport.domain.vocabulary import vocabulary

Reading = Callable[[bytes, str, str], Answer]
"""From the bytes of a file, its name and the passphrase that opens it, to what became of it."""

_LONGEST_NAME = _LONGEST_PASSPHRASE = 10_000
_ENCODINGS = (
    "utf-8-sig",
    "utf-7",
    "cp1252",
    "latin-1",
    "idna",
    *(f"utf-{n}{end}" for n in (16, 32) for end in ("", "-be", "-le")),
)


def main(arguments: list[str]) -> None:
    """Answer until nobody asks any more, or `files` were read."""
    (told,) = arguments
    limits = Limits.model_validate_json(told)
    questions, answers = _pipes()
    reading = _tables() if limits.tables else _pages() if limits.pages else _passports()
    confine(limits)
    try:
        for _ in range(limits.files):
            name = receive(questions, _LONGEST_NAME).decode()
            data = receive(questions, LARGEST_FILE)
            passphrase = receive(questions, _LONGEST_PASSPHRASE).decode()
            allow_processor_time(limits)
            send(answers, _answered(data, name, passphrase, reading))
            answers.flush()
    except BrokenWire:
        return
    except MemoryError:
        os._exit(OUT_OF_MEMORY)  # nothing can be trusted to run any more, not even the end of Python


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """Return the two pipes, out of reach of any library that prints.

    By their numbers: a program frozen without a console has no `sys.stdin`.
    """
    questions, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return questions, answers


def _tables() -> Reading:
    """Load now what reading tables needs: later, nothing can be opened."""
    from exports.tables.incoming import rehearse, understand_table  # noqa: PLC0415 - a passport does not wait for it

    for encoding in _ENCODINGS:
        codecs.lookup(encoding)
    rehearse()
    return lambda data, name, _: Answer(table=understand_table(data, name))


def _pages() -> Reading:
    """Load now PDFium and what it draws with: later, nothing can be opened, a font of the system neither."""
    from exports.travel.fence.drawing import drawn, rehearse  # noqa: PLC0415 - a passport does not wait for it

    rehearse()
    return lambda data, name, _: Answer(page=drawn(data, name))


def _passports() -> Reading:
    """Load now what the libraries would look for on the disk at the first use: later, nothing can be opened."""
    Image.init()
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    for language in ("fr", "en"):
        Locale(language).territories  # noqa: B018 - read for its effect
    phonenumbers.PhoneMetadata.load_all()  # it would import what it knows of a country when that is first asked
    for database in (pycountry.countries, pycountry.languages):
        database.get(alpha_2="FR")
    for file in resources.files("resources").joinpath("vocabularies").iterdir():
        if file.name.endswith(".json"):
            vocabulary(file.name.removesuffix(".json"))
    for encoding in _ENCODINGS:
        codecs.lookup(encoding)
    dt.datetime.strptime("2026 +0000", "%Y %z")
    locked = io.BytesIO()
    with pikepdf.new() as pdf:  # to unlock one, qpdf wants its source of random numbers
        pdf.save(locked, encryption=pikepdf.Encryption(owner="x"))
    return lambda data, name, passphrase: Answer(incoming=understand(data, name, passphrase))


def _answered(data: bytes, name: str, passphrase: str, reading: Reading) -> bytes:
    try:
        answer = reading(data, name, passphrase)
    except InputRefused as refused:
        answer = Answer(refusal=refusal_of(refused))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - the application is told, whatever it was
        answer = Answer(fault=_place(error, error.__traceback__))
    said = answer.model_dump_json().encode()
    if len(said) > LARGEST_ANSWER:
        answer = Answer(refusal=refusal_of(DangerousFile(path=name, detail="contenu hors limites")))
        said = answer.model_dump_json().encode()
    return said


def _place(error: BaseException, trace: TracebackType | None) -> str:
    place = ""
    while trace is not None:
        place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(error).__name__} {place}"


if __name__ == "__main__":
    main(sys.argv[1:])
