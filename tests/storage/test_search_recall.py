"""One typing error hides almost nobody: errors of kinds that people make, which the search does not know.

At a hundred thousand and at a million it is measured (docs/benchmarks.md); here among two thousand, at each change.
"""

import datetime as dt
import random
from collections.abc import Iterator
from uuid import UUID

import pytest

from passeport.domain.beneficiary import Beneficiary, Dossier
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.identity import Identity
from storage.bulk_load import load
from storage.open_vault import SqlcipherVault
from tests import vaults
from tests.invented_names import Names
from tests.typing_errors import KINDS, OTHERS, typed

_PEOPLE, _TRIED, _SEEN = 2_000, 100, 50
"""In the vault; asked for with each kind of error; in the list that the window shows."""
_LEAST = 0.98
"""The goal at a hundred thousand, over all kinds of errors in a given name and a family name."""
_LEAST_OF_A_KIND = 0.93


@pytest.fixture(scope="module")
def names() -> list[tuple[str, str]]:
    return list(Names(seed=2026, families=20_000, given=3_000).draw(_PEOPLE))


@pytest.fixture(scope="module")
def crowd(names: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlcipherVault]:
    vault = vaults.create(tmp_path_factory.mktemp("foule") / "coffre")
    everybody = (
        Dossier(
            beneficiary=Beneficiary(
                id=BeneficiaryId(UUID(int=number)),
                identity=Identity(given_names=given, family_name=family),
                opened_on=dt.date(2026, 11, 23),
            )
        )
        for number, (given, family) in enumerate(names)
    )
    with vault.unit_of_work() as work:
        load(work.dossiers._connection, everybody, _PEOPLE, lambda _done, _total: None)
        work.commit()
    yield vault
    vault.lock()


def _recall(vault: SqlcipherVault, names: list[tuple[str, str]], kind: str) -> float:
    chance = random.Random(f"2026 {kind}")
    found = 0
    with vault.unit_of_work() as work:
        for number in chance.sample(range(_PEOPLE), _TRIED):
            answers = work.dossiers.find(typed(kind, *names[number], chance), limit=_SEEN)
            found += UUID(int=number) in {one.id for one in answers}
    return found / _TRIED


def test_one_error_hides_almost_nobody(crowd: SqlcipherVault, names: list[tuple[str, str]]) -> None:
    recalls = {kind: _recall(crowd, names, kind) for kind in (*KINDS, *OTHERS)}
    assert min(recalls.values()) >= _LEAST_OF_A_KIND, recalls
    of_both_names = [value for kind, value in recalls.items() if kind != "family name alone"]
    assert sum(of_both_names) / len(of_both_names) >= _LEAST, recalls
