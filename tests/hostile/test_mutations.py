"""Two thousand mutations in the usual tests; `make fuzz` reads fifty thousand."""

import sys

import pytest

from exports.travel.fence.pool import Fence
from tests.hostile.fuzzing import Fuzzing, failure
from tests.hostile.mutations import mutation, seeds

SEED = 2026
COUNT = 2_000
_AT_ONCE = 250


@pytest.mark.skipif(sys.platform == "win32", reason="the watchdog is a signal")
@pytest.mark.parametrize("first", range(0, COUNT, _AT_ONCE))
def test_each_ends_in_a_refusal_or_in_a_reading_of_use(fence: Fence, first: int) -> None:
    fuzzing = Fuzzing(SEED, fence)
    failures = {number: failure(fuzzing, number) for number in range(first, first + _AT_ONCE)}
    assert {number: told for number, told in failures.items() if told} == {}
    assert fuzzing.ended["lu"] > _AT_ONCE / 5
    assert sum(fuzzing.ended.values()) == _AT_ONCE


def test_the_same_seed_gives_the_same_files() -> None:
    assert [mutation(5, number) for number in (3, 1, 2)] == [mutation(5, number) for number in (3, 1, 2)]
    assert mutation(5, 1) != mutation(6, 1)


def test_a_mutation_changes_something() -> None:
    unchanged = sum(mutation(SEED, number)[1] in seeds().values() for number in range(400))
    assert unchanged < 40
