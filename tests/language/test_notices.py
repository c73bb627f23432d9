"""The information notice that is shipped, and the version that each person was given (R04)."""

import re

import pytest

from passeport.language.notices import notice_version


def test_the_notice_says_its_version() -> None:
    assert re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", notice_version())


def test_a_notice_that_is_not_shipped_is_not_made_up() -> None:
    with pytest.raises(FileNotFoundError):
        notice_version("tlh")
