"""Contributions put together: the same whatever the batches, and refused for what is inside them."""

import datetime as dt
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from exports.statistics.contribution import seal, unseal
from exports.statistics.counting import DuckCounter
from exports.statistics.merging import Merger
from exports.statistics.publishing import Publisher
from exports.statistics.solver import HighsSolver
from exports.statistics.suppressing import TauArgus
from passeport.domain.contribution import About
from passeport.domain.disclosure import Protection, Span
from passeport.domain.statistics_errors import ContributionRefused
from passeport.services.statistics_merge import Merged, StatisticsMerge
from passeport.services.statistics_ports import FactColumns
from tests.people import MISSION_LOCALE
from tests.random_facts import MONTHS, random_facts
from tests.vaults import SetClock

SPAN = Span(first=MONTHS[0], last=MONTHS[-1])
KEY = X25519PrivateKey.generate()
PRIVATE, PUBLIC = KEY.private_bytes_raw(), KEY.public_key().public_bytes_raw()


def written(folder: Path, name: str, facts: FactColumns, span: Span = SPAN, vault: UUID | None = None) -> Path:
    about = About(id=uuid4(), vault=vault or uuid4(), station=MISSION_LOCALE, span=span, made_on=dt.date(2026, 7, 2))
    (folder / name).write_bytes(seal(facts, about, PUBLIC))
    return folder / name


def merged(paths: list[Path], at_once: int = 60, by: tuple[str, ...] = ("age", "sex")) -> Merged:
    use = StatisticsMerge(Merger(PRIVATE, at_once), HighsSolver(), TauArgus(), Publisher(), SetClock())
    return use.merge(paths, Protection(), lambda _done, _total: None, span=SPAN, asked=("persons", by))


def together(*many: FactColumns) -> FactColumns:
    def joined(table: str) -> dict[str, list[object]]:
        return {name: [v for one in many for v in getattr(one, table)[name]] for name in getattr(many[0], table)}

    return FactColumns(joined("persons"), joined("parcours"), joined("steps"))


def test_batches_change_nothing_and_the_whole_is_counted_as_one(tmp_path: Path) -> None:
    many = [random_facts(seed, 40) for seed in range(5)]
    paths = [written(tmp_path, f"{number}.psc", one) for number, one in enumerate(many)]
    one, five = merged(paths, 1), merged(paths, 5)
    assert one.dossier is not None
    assert five.dossier is not None
    assert one.dossier.sheets == five.dossier.sheets
    whole = DuckCounter.of(together(*many)).table(one.dossier.sheets[0].spec)
    tables, _ = Merger(PRIVATE, 2).count(paths, [one.dossier.sheets[0].spec], "2026-10", lambda _done, _total: None)
    assert dict(next(iter(tables.values())).cells) == dict(whole.cells)


def test_an_unknown_code_or_a_month_to_come_refuses_that_file_alone(tmp_path: Path) -> None:
    sound = written(tmp_path, "bonne.psc", random_facts(1, 60))
    strange = random_facts(2, 30)
    strange.steps["mode"][0] = "TELEPATHIE"  # type: ignore[index]
    unknown = written(tmp_path, "inconnu.psc", strange)
    late = written(tmp_path, "future.psc", random_facts(3, 30), Span(first="2026-06", last="2026-12"))
    done = merged([sound, unknown, late])
    assert done.taken == (sound,)
    assert {one.path.name: one.reason for one in done.refused} == {
        "inconnu.psc": "unknown_code",
        "future.psc": "future",
    }
    assert "TELEPATHIE" in {one.detail for one in done.refused}


def test_the_same_months_of_the_same_station_are_taken_once_and_others_are_added(tmp_path: Path) -> None:
    vault = uuid4()
    first = written(tmp_path, "1.psc", random_facts(1, 60), Span(first="2026-01", last="2026-03"), vault)
    second = written(tmp_path, "2.psc", random_facts(2, 60), Span(first="2026-03", last="2026-06"), vault)
    third = written(tmp_path, "3.psc", random_facts(3, 60), Span(first="2026-04", last="2026-06"), vault)
    done = merged([first, second, third])
    assert done.taken == (first, third)
    assert [(one.path, one.reason) for one in done.refused] == [(second, "overlap")]


@pytest.mark.parametrize("place", [0, 9, 12, 60, 200, -1])
def test_a_byte_changed_anywhere_is_seen(place: int, tmp_path: Path) -> None:
    data = bytearray(written(tmp_path, "une.psc", random_facts(1, 20)).read_bytes())
    data[place] ^= 1
    with pytest.raises(ContributionRefused):
        unseal("une.psc", bytes(data), PRIVATE)


def test_nothing_of_the_station_can_be_read_without_the_key(tmp_path: Path) -> None:
    data = written(tmp_path, "une.psc", random_facts(1, 20)).read_bytes()
    assert MISSION_LOCALE.name.encode() not in data
    assert b"PAR1" not in data
    other = X25519PrivateKey.generate().private_bytes_raw()
    with pytest.raises(ContributionRefused) as refused:
        unseal("une.psc", data, other)
    assert refused.value.parameters["reason"] == "another_region"
