"""Each page of a vault is spoiled in turn, and the vault put right: every dossier is there, and what is older is named.

A page whose bits do not agree with its code is not read at all (`test_corruption` changes 3,000 bits): which bit of it
changed makes no difference to the repair, so that every page once stands for every bit.
"""

import random
import shutil
from collections import Counter
from pathlib import Path

import pytest

from passeport.domain.backup import FileState, Repair
from passeport.domain.errors import VaultDamaged
from passeport.services.mending import Mending
from storage.mender import SqlcipherMender
from storage.rotation import DOSSIERS_NAME
from storage.statistics import STATISTICS_NAME
from tests import vaults
from tests.depth import chosen
from tests.faults import workload
from tests.spoiling import PAGE, backed_up, titles

PEOPLE = 3
_EACH = chosen(8, 1)
"""One page in so many."""
_BITS = chosen(0, 0, 700)
"""Of each file besides, anywhere."""


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed vault whose people all have a step since the last backup."""
    return backed_up(tmp_path_factory.mktemp("repairs") / "coffre", PEOPLE)


def places(file: Path) -> list[int]:
    """Say which bytes to spoil: one by chance in each page, and others anywhere."""
    chance, size = random.Random(file.name), file.stat().st_size
    page = min(PAGE, size // 16)  # the header is shorter than a page
    return [
        *(start + chance.randrange(min(page, size - start)) for start in range(0, size, page * _EACH)),
        *(chance.randrange(size) for _ in range(_BITS)),
    ]


@pytest.mark.parametrize("name", ["vault.json", DOSSIERS_NAME, STATISTICS_NAME])
def test_a_vault_is_put_right_whichever_page_was_spoiled(name: str, kept: Path, tmp_path: Path) -> None:
    seen: Counter[str] = Counter()
    for place in places(kept / name):
        folder = tmp_path / "coffre"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(kept, folder)
        content = bytearray((folder / name).read_bytes())
        content[place] ^= 1 << place % 8
        (folder / name).write_bytes(content)
        if name != STATISTICS_NAME:  # they stop nobody's work
            with pytest.raises(VaultDamaged) as refused:
                vaults.unlock(folder)
            assert refused.value.parameters["detail"] == name
        done = Mending(SqlcipherMender(), vaults.SetClock()).repair(
            folder, account=vaults.ACCOUNT, passphrase=vaults.PASSPHRASE
        )
        assert [file.name for file in done.check.files if file.state is FileState.DAMAGED] == [name]
        mended = SqlcipherMender().verify(folder, account=vaults.ACCOUNT, passphrase=vaults.PASSPHRASE)
        assert [file for file in mended.files if file.state is not FileState.SOUND] == []
        seen.update(_looked_at(done, titles(folder), f"{name}, byte {place}"))
    workload.tell(f"pages of {name} put right: {dict(seen)}; dossiers lost 0")
    if name != DOSSIERS_NAME:
        assert seen["as in the backup"] == 0, "no dossier depends on it"
    assert seen["as it was"] > seen["as in the backup"]


def _looked_at(done: Repair, found: dict[str, list[str]], where: str) -> Counter[str]:
    """Count the dossiers that are as they were and those that the account says are older; there is no other."""
    assert len(found) == PEOPLE, where
    told = {changed.reference: changed.is_recovered for changed in done.changed}
    seen: Counter[str] = Counter()
    for reference, steps in found.items():
        if steps == ["Avant", "Après"]:
            seen["as it was"] += 1
        else:
            assert steps == ["Avant"], where
            assert told.get(reference) is False or not done.is_journal_read, f"{where}: older, and nobody was told"
            seen["as in the backup"] += 1
    return seen
