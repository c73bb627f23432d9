"""Each hostile file ends in the right refusal, in French, or in a right reading; in little time and little memory."""

import dataclasses
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from exports.travel.fence.pool import Fence
from passeport.domain.errors import InputRefused
from passeport.domain.reading import IncomingPassport
from tests.hostile import image_cases, json_cases, pdf_cases, text_cases, xml_cases
from tests.hostile.case import Case
from tests.hostile.judging import judged

FAMILIES = {
    "XML": xml_cases.cases,
    "enveloppe": json_cases.cases,
    "PDF": pdf_cases.cases,
    "images": image_cases.cases,
    "mots": text_cases.cases,
}
CASES = [
    dataclasses.replace(case, name=f"{family}, {case.name}") for family, cases in FAMILIES.items() for case in cases()
]
LONGEST = 20.0
"""Seconds of wall clock, on a computer with others at work; those of the processor are bounded by the fence."""
LARGEST = 400_000
"""KiB of memory that the process behind the fence ever held."""


@pytest.mark.parametrize("case", CASES, ids=str)
def test_it_ends_as_it_should(fence: Fence, case: Case) -> None:
    data = case.make()
    begun = time.monotonic()
    ended = outcome(fence, data)
    if isinstance(ended, InputRefused):
        assert isinstance(ended, case.refused), (type(ended), ended.parameters)
        judged(ended)
    else:
        assert not case.refused or case.may_be_read, ended.passport
        assert case.holds(ended), ended
        assert IncomingPassport.model_validate_json(ended.model_dump_json()) == ended
    assert time.monotonic() - begun < LONGEST
    assert peak(fence) < LARGEST


def test_each_has_its_own_name() -> None:
    names = [case.name for case in CASES]
    assert [name for name, count in Counter(names).items() if count > 1] == []


def outcome(fence: Fence, data: bytes) -> IncomingPassport | InputRefused:
    try:
        return fence.understand(data, "reçu")
    except InputRefused as refused:
        return refused


def peak(fence: Fence) -> int:
    """Return the most memory that the waiting processes ever held, in KiB; 0 where the system does not say."""
    if sys.platform != "linux":
        return 0
    statuses = [Path(f"/proc/{found.identifier}/status").read_text(encoding="utf-8") for found in fence._idle]
    return max((int(text.split("VmHWM:")[1].split()[0]) for text in statuses), default=0)
