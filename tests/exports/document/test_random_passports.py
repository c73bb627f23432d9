"""Random passports, in every language of Europass, each under the checkers."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from exports.document.layout import fonts
from exports.document.passport.document import Presentation
from passeport.domain.passport import Passport
from tests.depth import chosen
from tests.exports.document.checking import (
    attachments_checked,
    drawn,
    outloud,
    pdfua,
    poppler,
    qpdf,
    run_together,
    said_without_colour,
    unlike,
    verapdf,
)
from tests.exports.document.making import passport_file
from tests.strategies.passports import passports

_COUNT = chosen(16, 300)
_BATCH = 150
"""Files for one start of a checker."""
_PRESENTATIONS = tuple(Presentation)


def batched(files: Sequence[Path]) -> Iterator[Sequence[Path]]:
    for start in range(0, len(files), _BATCH):
        yield files[start : start + _BATCH]


def by_chance() -> list[Passport]:
    """Passports by chance, as many as asked for."""
    found: list[Passport] = []

    @settings(
        max_examples=_COUNT,
        deadline=None,
        phases=[Phase.generate],
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    )
    @given(passports())
    def collect(passport: Passport) -> None:
        found.append(passport)

    collect()
    return found[:_COUNT]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Passport, Path]]:
    folder = tmp_path_factory.mktemp("random")
    return [
        (passport, passport_file(passport, folder, _PRESENTATIONS[number % 3 if number % 2 else 0], f"random-{number}"))
        for number, passport in enumerate(by_chance())
    ]


def test_any_passport_is_accessible_and_an_archive(shared: Path, written: list[tuple[Passport, Path]]) -> None:
    assert len(written) == _COUNT
    with ThreadPoolExecutor(2) as two:
        found = two.map(lambda batch: verapdf(shared, batch), batched([file for _, file in written]))
        assert "".join(found) == ""


def test_the_data_in_any_passport_can_be_imported_by_europass(
    shared: Path, written: list[tuple[Passport, Path]]
) -> None:
    assert "".join(attachments_checked(shared, batch) for batch in batched([file for _, file in written])) == ""


def test_the_rules_that_need_no_java_hold_for_any_passport(written: list[tuple[Passport, Path]]) -> None:
    with ThreadPoolExecutor(2) as two:
        assert "".join(two.map(pdfua, batched([file for _, file in written]))) == ""


def test_any_passport_is_said_without_an_error(written: list[tuple[Passport, Path]]) -> None:
    with ThreadPoolExecutor(2) as two:
        assert "".join(two.map(outloud, batched([file for _, file in written]))) == ""


def test_any_passport_is_sound_and_read_whole_as_it_is_drawn_words_apart(written: list[tuple[Passport, Path]]) -> None:
    with ThreadPoolExecutor(2) as two:
        assert "".join(two.map(lambda one: _wrong(*one), written)) == ""


def _wrong(passport: Passport, file: Path) -> str:
    found = qpdf(file) + poppler(file)
    heard, shown = said_without_colour(file), drawn(file)
    name = passport.identity.full_name
    if fonts._letters(fonts.TEXT).issuperset(name) and " ".join(name.replace("\u00ad", "").split()) not in heard:
        found += f"the name is not read: {name!a}"
    found += unlike(heard, shown) or run_together(heard, shown)
    return f"{file.name}: {found}\n" if found else ""
