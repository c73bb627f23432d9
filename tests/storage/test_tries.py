"""The waits between failed tries, and a clock that jumps."""

import datetime as dt
from pathlib import Path

import pytest

from passeport.domain.errors import TooManyTries
from storage.tries import Tries

NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)


def test_waits_double_up_to_five_minutes(tmp_path: Path) -> None:
    assert [Tries(tmp_path).failed(NOW) for _ in range(12)] == [0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]


def test_a_clock_set_back_by_years_does_not_close_the_door_for_years(tmp_path: Path) -> None:
    for _ in range(6):
        Tries(tmp_path).failed(NOW)
    Tries(tmp_path).require(NOW - dt.timedelta(days=800))
    assert Tries(tmp_path).failed(NOW - dt.timedelta(days=800)) == 32  # and what was counted still counts


def test_a_clock_set_back_a_little_lengthens_the_wait_to_five_minutes_at_most(tmp_path: Path) -> None:
    for _ in range(6):
        Tries(tmp_path).failed(NOW)
    with pytest.raises(TooManyTries) as slowed:
        Tries(tmp_path).require(NOW - dt.timedelta(seconds=200))
    assert 200 < int(slowed.value.parameters["wait"]) <= 300
