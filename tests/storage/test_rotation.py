"""New keys for everything, and nothing lost wherever it stops."""

import json
import subprocess
import sys
import textwrap
from pathlib import Path
from uuid import uuid4

import pytest

from passeport.domain.account import Account, Role
from passeport.domain.errors import Cancelled, VaultNotWritable
from passeport.domain.identifiers import AccountId
from storage import rotation
from storage.engine import open_engine
from storage.header import read_header, write_header
from storage.open_vault import SqlcipherVault
from storage.slots import dossiers_key, private_key_of
from tests import vaults
from tests.people import MISSION_LOCALE, ada

ROOT = Path(__file__).resolve().parents[2]
FILES = {
    "vault.json",
    "vault.json.previous",
    "vault.lock",
    "dossiers.db",
    "dossiers.mark",
    "statistics.db",
    "statistics.mark",
}


@pytest.fixture
def vault(tmp_path: Path) -> SqlcipherVault:
    vault = vaults.create(tmp_path / "coffre")
    with vault.unit_of_work() as work:
        work.dossiers.add(ada())
        work.commit()
    account = Account(id=AccountId(uuid4()), name="Sacha", role=Role.SUPERVISOR, station=MISSION_LOCALE)
    vault.accounts.add(account, "sept autres mots que personne ne devine")
    return vault


def silent(_done: int, _total: int) -> None:
    pass


def key_of(folder: Path) -> bytes:
    (slot,) = read_header(folder).slots_of(vaults.ACCOUNT)
    private = private_key_of(slot, vaults.PASSPHRASE)
    assert private is not None
    key = dossiers_key(slot, private)
    assert key is not None
    return key


def has_ada(vault: SqlcipherVault) -> bool:
    with vault.unit_of_work() as work:
        return work.dossiers.get(ada().beneficiary.id) == ada().evolve(revision=1)


def test_everything_is_there_under_other_keys_and_every_passphrase_still_opens(vault: SqlcipherVault) -> None:
    before = key_of(vault.path)
    told: list[tuple[int, int]] = []
    vault.rotate_keys(lambda done, total: told.append((done, total)))
    assert has_ada(vault)  # the vault stays open
    vault.lock()
    assert key_of(vault.path) != before
    again = vaults.unlock(vault.path)
    assert has_ada(again)
    again.lock()
    vaults.keeper().unlock(vault.path, account="Sacha", passphrase="sept autres mots que personne ne devine").lock()
    assert {file.name for file in vault.path.iterdir()} == FILES
    assert told[-1][0] == told[-1][1] > 0
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_a_header_and_a_key_of_before_open_nothing_any_more(vault: SqlcipherVault) -> None:
    key = key_of(vault.path)
    vault.rotate_keys(silent)
    vault.lock()
    engine = open_engine(vault.path / "dossiers.db", key)
    with pytest.raises(Exception, match="file is not a database"):
        engine.connect()
    engine.dispose()
    kept = json.loads((vault.path / "vault.json.previous").read_text(encoding="utf-8"))
    assert kept["slots"] == json.loads((vault.path / "vault.json").read_text(encoding="utf-8"))["slots"]


def test_an_account_that_is_disabled_gets_no_new_key(vault: SqlcipherVault) -> None:
    (_, sacha) = vault.accounts.listed()
    vault.accounts.set_enabled(sacha.account.id, is_enabled=False)
    vault.rotate_keys(silent)
    assert [state.is_enabled for state in vault.accounts.listed()] == [True, False]
    vault.lock()


def test_stopped_by_its_user_it_changed_nothing(vault: SqlcipherVault) -> None:
    before = key_of(vault.path)

    def stop(done: int, total: int) -> None:
        if done > total // 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        vault.rotate_keys(stop)
    assert has_ada(vault)
    assert key_of(vault.path) == before
    vault.lock()
    assert {file.name for file in vault.path.iterdir()} <= FILES


@pytest.mark.parametrize("write", ["before", "after"])
def test_a_disk_that_refuses_the_header_leaves_the_vault_open_under_its_keys(
    vault: SqlcipherVault, monkeypatch: pytest.MonkeyPatch, write: str
) -> None:
    """Once the header has its name, a refusal (its folder cannot be synchronised) is past the turning point."""
    real, before = write_header, key_of(vault.path)

    def full(folder: Path, header: object, *, forgets: bool = False) -> None:
        if write == "after":
            real(folder, header, forgets=forgets)  # type: ignore[arg-type]
        monkeypatch.setattr(rotation, "write_header", real)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(rotation, "write_header", full)
    with pytest.raises(VaultNotWritable):
        vault.rotate_keys(silent)
    assert has_ada(vault)
    vault.lock()
    assert (key_of(vault.path) == before) == (write == "before")
    again = vaults.unlock(vault.path)
    assert has_ada(again)
    again.lock()
    assert {file.name for file in vault.path.iterdir()} <= FILES


_KILLED = """
    import json, os, random, signal, sys, time
    from pathlib import Path
    from storage import files, header, rotation
    from tests import vaults
    from tests.people import ada

    folder, how = Path(sys.argv[1]), sys.argv[2]

    def in_child(work):
        child = os.fork()
        if child == 0:
            try:
                work()
            finally:
                os._exit(0)
        return child

    def rotate():
        vaults.unlock(folder).rotate_keys(lambda done, total: None)

    def die_at(number):
        count = 0
        def counted(real):
            def call(*arguments, **named):
                nonlocal count
                count += 1
                if count == number:
                    os.kill(os.getpid(), signal.SIGKILL)
                answer = real(*arguments, **named)
                return answer
            return call
        vault = vaults.unlock(folder)
        for name in ("replace", "unlink", "fsync", "open"):
            setattr(os, name, counted(getattr(os, name)))
        Path.replace = counted(Path.replace)
        Path.unlink = counted(Path.unlink)
        vault.rotate_keys(lambda done, total: None)

    def look():
        vault = vaults.unlock(folder)
        with vault.unit_of_work() as work:
            whole = work.dossiers.get(ada().beneficiary.id) == ada().evolve(revision=1)
        vault.lock()
        left = sorted(f.name for f in folder.iterdir() if ".rotating" in f.name)
        vaults.keeper().unlock(folder, account="Sacha", passphrase="sept autres mots que personne ne devine").lock()
        return whole and not left

    rotations, killed, sound = 0, 0, 0
    begun = time.monotonic()
    os.waitpid(in_child(rotate), 0)
    took = time.monotonic() - begun
    draw = random.Random(2026)
    for number in range(1, 400):
        if how == "time" and killed == 40:
            break
        child = in_child(rotate if how == "time" else lambda: die_at(number))
        if how == "time":
            time.sleep(draw.uniform(0, took))
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        rotations += 1
        killed += os.WIFSIGNALED(status)
        sound += look()
        if how == "call" and not os.WIFSIGNALED(status):
            break
    print(json.dumps([rotations, killed, sound]))
"""


def killed(folder: Path, how: str) -> tuple[int, int, int]:
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(_KILLED), folder, how],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    rotations, died, sound = json.loads(done.stdout)
    return rotations, died, sound


@pytest.mark.skipif(sys.platform == "win32", reason="processes are killed by a signal")
@pytest.mark.parametrize("how", ["time", "call"])
def test_killed_at_any_instant_it_loses_nothing(vault: SqlcipherVault, how: str) -> None:
    """At 40 random instants, then just before each call that touches a file's name or asks for durability."""
    vault.lock()
    rotations, died, sound = killed(vault.path, how)
    assert sound == rotations
    assert died >= (40 if how == "time" else 15)


def test_a_rotation_half_put_in_place_is_finished_at_the_next_opening(
    vault: SqlcipherVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when a supervisor, who has no key of the dossiers, is the first to come."""

    def power_cut(_folder: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("storage.open_vault.settle", power_cut)
    monkeypatch.setattr(rotation, "settle", power_cut)
    with pytest.raises(KeyboardInterrupt):
        vault.rotate_keys(silent)
    monkeypatch.undo()
    assert read_header(vault.path).rotating
    assert (vault.path / "dossiers.db.rotating").exists()
    (vault.path / "dossiers.db-wal").write_bytes(b"the log of the file before")
    vaults.keeper().unlock(vault.path, account="Sacha", passphrase="sept autres mots que personne ne devine").lock()
    again = vaults.unlock(vault.path)
    assert has_ada(again)
    again.lock()
