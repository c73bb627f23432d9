"""One bit changed anywhere, a page or a file of another day put back: said, by the file's name, or without effect."""

import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from passeport.domain.errors import PasseportError, VaultDamaged, VaultNewer, VaultRolledBack
from storage.database import Database
from storage.open_vault import SqlcipherVault
from storage.rotation import DOSSIERS_NAME
from storage.statistics import STATISTICS_NAME, StatisticsDatabase
from tests import vaults
from tests.faults import workload

POSITIONS = workload.times(3_000, 20_000)
_PAGE = 4096
_SHARES = {"vault.json": 20, DOSSIERS_NAME: 35, STATISTICS_NAME: 15, f"{DOSSIERS_NAME}-wal": 25, "dossiers.mark": 5}
"""Of a hundred positions, how many fall in each file: 2,100 in the header and the databases, the rest beside them."""


class Kept:
    """A closed vault and what a crash would have left of it, with the keys of its databases and all that it held."""

    def __init__(self, folder: Path) -> None:
        workload.template(folder)
        work = workload.Work(folder)
        for number in range(6):
            work.step(number)
        assert isinstance(work.desk.vault, SqlcipherVault)
        keys = work.desk.vault._keys
        self.keys = {DOSSIERS_NAME: keys.dossiers, STATISTICS_NAME: keys.statistics}
        self.crashed = folder.with_name("interrompu")
        shutil.copytree(folder, self.crashed)
        work.close()
        self.closed = folder
        self.content = self.read(folder)

    def read(self, folder: Path) -> dict[str, list[tuple[object, ...]]]:
        """Return every row of every table; raises as opening does, or as reading a page does."""
        return {
            **_rows(lambda: Database(folder / DOSSIERS_NAME, self.keys[DOSSIERS_NAME])),
            **_rows(lambda: StatisticsDatabase(folder / STATISTICS_NAME, self.keys[STATISTICS_NAME])),
        }


def _rows(opening: Callable[[], Database]) -> dict[str, list[tuple[object, ...]]]:
    database = opening()
    try:
        with database.engine.connect() as connection:
            tables = connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'table'").scalars().all()
            return {
                f"{database.path.name} {table}": [
                    tuple(row)
                    for row in connection.exec_driver_sql(f'SELECT * FROM "{table}"').all()  # noqa: S608 - its own names
                ]
                for table in tables
            }
    finally:
        database.close()


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    return Kept(tmp_path_factory.mktemp("corruption") / "coffre")


def flips(data: bytes, count: int, chance: random.Random) -> Iterator[tuple[int, bytes]]:
    """Yield so many copies with one bit changed, and where."""
    for _ in range(count):
        position = chance.randrange(len(data))
        yield position, data[:position] + bytes([data[position] ^ 1 << chance.randrange(8)]) + data[position + 1 :]


def only(folder: Path, source: Path, names: tuple[str, ...]) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name in names:
        if (source / name).exists():
            shutil.copyfile(source / name, folder / name)
    return folder


@pytest.mark.parametrize("name", list(_SHARES))
def test_one_bit_changed_anywhere_is_said_or_changes_nothing(name: str, kept: Kept, tmp_path: Path) -> None:
    chance = random.Random(name)
    is_log = name.endswith("-wal")
    source = kept.crashed if is_log else kept.closed
    names = tuple(file.name for file in source.iterdir() if file.is_file() and not file.name.endswith("-shm"))
    seen: Counter[str] = Counter()
    told: set[str] = set()
    for position, spoiled in flips((source / name).read_bytes(), POSITIONS * _SHARES[name] // 100, chance):
        folder = only(tmp_path / "coffre", source, names)
        (folder / name).write_bytes(spoiled)
        try:
            if name == "vault.json":
                vaults.unlock(folder).lock()
            found = kept.read(folder)
        except (VaultDamaged, VaultRolledBack) as error:
            seen[type(error).__name__] += 1
            told.add(str(error.parameters["detail"]))
            continue
        except VaultNewer:  # the digit of the version itself: refused all the same, and nothing is touched
            assert name == "vault.json"
            seen["VaultNewer"] += 1
            continue
        assert found == kept.content, f"{name}, byte {position}: another answer, and nobody was told"
        seen["harmless"] += 1
    workload.tell(f"one bit of {name}: {dict(seen)}; wrong answers 0")
    assert told <= {name, name.removesuffix("-wal")}, "the file is named"
    if name in ("vault.json", DOSSIERS_NAME, STATISTICS_NAME):  # nothing there is without effect
        assert seen["harmless"] == 0
    elif is_log:
        assert seen["VaultRolledBack"] > 0


@pytest.mark.parametrize("count", range(3))
def test_an_older_page_put_back_is_told(kept: Kept, tmp_path: Path, count: int) -> None:
    """Each page is genuine by itself: only the digest of the whole tells."""
    folder = tmp_path / "coffre"
    shutil.copytree(kept.closed, folder)
    before = (folder / DOSSIERS_NAME).read_bytes()
    work = workload.Work(folder)
    for number in range(10, 14):
        work.step(number)
    work.close()
    after = bytearray((folder / DOSSIERS_NAME).read_bytes())
    places = range(_PAGE, min(len(before), len(after)), _PAGE)
    changed = [place for place in places if before[place : place + _PAGE] != after[place : place + _PAGE]]
    place = changed[count * (len(changed) - 1) // 2]
    after[place : place + _PAGE] = before[place : place + _PAGE]
    (folder / DOSSIERS_NAME).write_bytes(after)
    with pytest.raises(VaultRolledBack):
        vaults.unlock(folder)


def test_an_older_file_put_back_is_told(kept: Kept, tmp_path: Path) -> None:
    folder = tmp_path / "coffre"
    shutil.copytree(kept.closed, folder)
    work = workload.Work(folder)
    work.step(20)
    work.close()
    shutil.copyfile(kept.closed / DOSSIERS_NAME, folder / DOSSIERS_NAME)
    with pytest.raises(VaultRolledBack) as told:
        vaults.unlock(folder)
    assert told.value.parameters["detail"] == DOSSIERS_NAME


def test_an_older_file_put_back_after_a_crash_is_told_with_what_is_missing(kept: Kept, tmp_path: Path) -> None:
    folder, crashed = tmp_path / "coffre", tmp_path / "interrompu"
    shutil.copytree(kept.closed, folder)
    work = workload.Work(folder)
    for number in range(30, 33):
        work.step(number)
    shutil.copytree(folder, crashed)
    work.close()
    (crashed / f"{DOSSIERS_NAME}-wal").unlink()  # three steps were only there
    with pytest.raises(VaultRolledBack) as told:
        vaults.unlock(crashed)
    assert told.value.parameters["missing"] == 3


def test_what_was_refused_is_refused_again_and_not_a_byte_changes(kept: Kept, tmp_path: Path) -> None:
    folder = tmp_path / "coffre"
    shutil.copytree(kept.closed, folder)
    content = bytearray((folder / DOSSIERS_NAME).read_bytes())
    content[5 * _PAGE + 100] ^= 1
    (folder / DOSSIERS_NAME).write_bytes(content)
    for _ in range(2):
        with pytest.raises(PasseportError) as refused:
            vaults.unlock(folder)
        assert isinstance(refused.value, VaultDamaged)
        assert (folder / DOSSIERS_NAME).read_bytes() == content
