"""The coffre-fort's door: who gets in, who does not, and what is said."""

import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from passeport.domain.errors import (
    PasseportError,
    TooManyTries,
    VaultAlreadyThere,
    VaultDamaged,
    VaultInUse,
    VaultLocked,
    VaultNewer,
    VaultNotFound,
    VaultNotWritable,
    WrongPassphrase,
)
from storage.engine import SCHEMA_VERSION, open_engine
from storage.files import WORKING_FOLDER
from storage.header import FORMAT_VERSION, read_header, write_header
from storage.slots import dossiers_key, private_key_of
from storage.vault import SqlcipherVaultKeeper
from tests import vaults
from tests.people import MISSION_LOCALE, ada
from tests.vaults import ACCOUNT, CHEAP, PASSPHRASE

ROOT = Path(__file__).resolve().parents[2]
WRONG = "quatre mots sans rapport"


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    folder = tmp_path / "coffre"
    vaults.create(folder).lock()
    return folder


def rewrite_header(folder: Path, change: Callable[[Any], None]) -> None:
    path = folder / "vault.json"
    header = json.loads(path.read_text(encoding="utf-8"))
    del header["checksum"]  # who changes a header on purpose knows how to make one
    change(header)
    path.write_text(json.dumps(header), encoding="utf-8")


def key_of(folder: Path) -> bytes:
    (slot,) = read_header(folder).slots
    private = private_key_of(slot, PASSPHRASE)
    assert private is not None
    key = dossiers_key(slot, private)
    assert key is not None
    return key


def test_a_vault_opens_again_with_its_passphrase(locked: Path) -> None:
    opened = vaults.unlock(locked)
    assert opened.account.name == ACCOUNT
    assert opened.account.station == MISSION_LOCALE
    with opened.unit_of_work() as work:
        assert work.dossiers.count() == 0
    opened.lock()


def test_figures_that_a_killed_process_left_go_at_the_next_opening(locked: Path) -> None:
    left = locked / WORKING_FOLDER / "passeport-x"
    left.mkdir(parents=True)
    (left / "steps.parquet").write_bytes(b"PAR1")
    vaults.unlock(locked).lock()
    assert not (locked / WORKING_FOLDER).exists()


def test_the_default_cost_is_the_one_for_people(tmp_path: Path) -> None:
    made = SqlcipherVaultKeeper().create(
        tmp_path / "coffre", account=ACCOUNT, passphrase=PASSPHRASE, station=MISSION_LOCALE
    )
    made.lock()
    cost = read_header(tmp_path / "coffre").slots[0].derivation
    assert cost.memory >= 64 * 1024  # RFC 9106, section 4: second recommended option
    assert cost.passes >= 3
    SqlcipherVaultKeeper().unlock(tmp_path / "coffre", account=ACCOUNT, passphrase=PASSPHRASE).lock()


@pytest.mark.parametrize("typed", ["", ACCOUNT, ACCOUNT.upper(), "camille conseiller fictif"])
def test_an_account_is_known_whatever_its_case_and_by_default_when_it_is_alone(locked: Path, typed: str) -> None:
    vaults.unlock(locked, account=typed).lock()


def test_the_same_sentence_typed_with_combining_accents_opens(tmp_path: Path) -> None:
    keeper, folder = vaults.keeper(), tmp_path / "coffre"
    composed, decomposed = "été à la forêt", "e\u0301te\u0301 a\u0300 la fore\u0302t"
    keeper.create(folder, account=ACCOUNT, passphrase=composed, station=MISSION_LOCALE).lock()
    keeper.unlock(folder, account=ACCOUNT, passphrase=decomposed).lock()


def test_a_wrong_passphrase_is_refused_then_slowed(locked: Path) -> None:
    waits = []
    for _ in range(3):
        with pytest.raises(WrongPassphrase) as refused:
            vaults.unlock(locked, passphrase=WRONG)
        waits.append(refused.value.parameters["wait"])
    assert waits == [0, 0, 2]
    with pytest.raises(TooManyTries) as slowed:
        vaults.unlock(locked)  # the right one waits too
    assert slowed.value.parameters["wait"] in (1, 2)
    with pytest.raises(TooManyTries):
        vaults.keeper().unlock(locked, account=ACCOUNT, passphrase=PASSPHRASE)  # a restart does not help


def test_failures_are_forgotten_once_in(locked: Path) -> None:
    for _ in range(2):
        with pytest.raises(WrongPassphrase):
            vaults.unlock(locked, passphrase=WRONG)
        vaults.unlock(locked).lock()
    assert not (locked / "tries.json").exists()


@pytest.mark.parametrize(
    "spoiled", [b"", b"{", b'{"count": -3}', b'{"count": 1, "next_try": "2026-11-23T10:00:00"}', b"\xff\xfe"]
)
def test_a_spoiled_counter_neither_blocks_nor_widens_the_door(locked: Path, spoiled: bytes) -> None:
    (locked / "tries.json").write_bytes(spoiled)
    with pytest.raises(WrongPassphrase) as refused:
        vaults.unlock(locked, passphrase=WRONG)
    assert refused.value.parameters["wait"] == 2
    with pytest.raises(TooManyTries):
        vaults.unlock(locked)


def test_an_unknown_account_is_refused_as_a_wrong_passphrase_is(locked: Path) -> None:
    with pytest.raises(WrongPassphrase):
        vaults.unlock(locked, account="Personne Inconnue")
    assert (locked / "tries.json").exists()


def test_nothing_opens_once_locked(locked: Path) -> None:
    opened = vaults.unlock(locked)
    opened.lock()
    opened.lock()
    with pytest.raises(VaultLocked):
        opened.unit_of_work()
    with pytest.raises(VaultLocked):
        _ = opened.signer


def test_a_unit_of_work_says_when_it_was_not_entered(locked: Path) -> None:
    opened = vaults.unlock(locked)
    with pytest.raises(VaultLocked):
        _ = opened.unit_of_work().dossiers
    opened.lock()


def test_creation_touches_nothing_that_is_there(tmp_path: Path) -> None:
    taken = tmp_path / "coffre"
    taken.mkdir()
    (taken / "lettre.txt").write_text("à garder", encoding="utf-8")
    with pytest.raises(VaultAlreadyThere):
        vaults.create(taken)
    assert [file.read_text(encoding="utf-8") for file in taken.iterdir()] == ["à garder"]


def test_a_file_in_the_place_of_the_folder_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "coffre").write_text("à garder", encoding="utf-8")
    with pytest.raises(VaultAlreadyThere):
        vaults.create(tmp_path / "coffre")
    assert (tmp_path / "coffre").read_text(encoding="utf-8") == "à garder"


def test_creation_in_an_empty_folder_and_in_the_current_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "vide").mkdir()
    vaults.create(tmp_path / "vide").lock()
    (tmp_path / "ici").mkdir()
    monkeypatch.chdir(tmp_path / "ici")
    made = vaults.create(Path())
    made.lock()
    vaults.unlock(tmp_path / "ici").lock()


def test_creation_under_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "fichier").write_bytes(b"")
    with pytest.raises(VaultNotWritable):
        vaults.create(tmp_path / "fichier" / "coffre")


def test_only_the_owner_can_read_the_files(locked: Path) -> None:
    assert locked.stat().st_mode & 0o077 == 0
    vaults.unlock(locked).lock()
    for name in ("vault.json", "vault.lock"):
        assert (locked / name).stat().st_mode & 0o077 == 0


def test_no_vault_there(tmp_path: Path) -> None:
    (tmp_path / "fichier").write_bytes(b"")
    for place in (tmp_path, tmp_path / "absent", tmp_path / "fichier"):
        with pytest.raises(VaultNotFound):
            vaults.unlock(place)
        with pytest.raises(VaultNotFound):
            vaults.keeper().information(place)


def test_a_newer_header_is_said_with_both_versions(locked: Path) -> None:
    def newer(header: Any) -> None:
        header["version"] = FORMAT_VERSION + 1
        header["more"] = "of a later version"

    rewrite_header(locked, newer)
    with pytest.raises(VaultNewer) as refused:
        vaults.unlock(locked)
    assert refused.value.parameters == {"found": FORMAT_VERSION + 1, "supported": FORMAT_VERSION}


def test_a_newer_database_is_refused_and_left_alone(locked: Path) -> None:
    engine = open_engine(locked / "dossiers.db", key_of(locked))
    with engine.begin() as connection:
        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    engine.dispose()
    before = (locked / "dossiers.db").read_bytes()
    with pytest.raises(VaultNewer) as refused:
        vaults.unlock(locked)
    assert refused.value.parameters == {"found": SCHEMA_VERSION + 1, "supported": SCHEMA_VERSION}
    assert (locked / "dossiers.db").read_bytes() == before


def _no_slot(header: Any) -> None:
    del header["slots"]


def _mad_cost(header: Any) -> None:
    header["slots"][0]["derivation"]["memory"] = 2**62


def _impossible_lanes(header: Any) -> None:
    header["slots"][0]["derivation"]["lanes"] = 2**30


def _endless_passes(header: Any) -> None:
    header["slots"][0]["derivation"]["passes"] = 2**31


def _no_salt(header: Any) -> None:
    header["slots"][0]["salt"] = ""


def _no_key(header: Any) -> None:
    header["slots"][0]["private_key"] = ""


def _naive_date(header: Any) -> None:
    header["created_at"] = "hier"


@pytest.mark.parametrize(
    "damage", [_no_slot, _mad_cost, _impossible_lanes, _endless_passes, _no_salt, _no_key, _naive_date]
)
def test_a_damaged_header_is_said(locked: Path, damage: Callable[[Any], None]) -> None:
    rewrite_header(locked, damage)
    with pytest.raises(VaultDamaged) as refused:
        vaults.unlock(locked)
    assert refused.value.parameters["detail"] == "vault.json"


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe\x00", b"[" * 200_000, b'{"version": "1"}'])
def test_a_header_that_is_not_one_is_said(locked: Path, content: bytes) -> None:
    (locked / "vault.json").write_bytes(content)
    for act in (vaults.unlock, vaults.keeper().information):
        with pytest.raises(VaultDamaged):
            act(locked)


def _another_name(header: Any) -> None:
    header["slots"][0]["account"]["name"] = "Quelqu’un d’autre"


def _cheaper(header: Any) -> None:
    header["slots"][0]["derivation"]["memory"] = CHEAP.memory // 2


def _not_to_be_changed(header: Any) -> None:
    header["slots"][0]["must_change"] = True


@pytest.mark.parametrize("change", [_another_name, _cheaper, _not_to_be_changed])
def test_the_public_fields_of_a_slot_cannot_be_changed_unseen(locked: Path, change: Callable[[Any], None]) -> None:
    rewrite_header(locked, change)
    with pytest.raises(WrongPassphrase):
        vaults.unlock(locked, account="")


def _another_station(header: Any) -> None:
    header["slots"][0]["account"]["station"]["name"] = "Une autre structure"


def _no_right(header: Any) -> None:
    header["slots"][0]["account"]["administrator"] = False


def _another_slot(header: Any) -> None:
    header["slots"].append({**header["slots"][0], "account": {**header["slots"][0]["account"], "name": "Un intrus"}})


def _longer_absence(header: Any) -> None:
    header["settings"]["idle_minutes"] = 15


def _another_public_key(header: Any) -> None:
    header["slots"][0]["dossiers"] = header["slots"][0]["statistics"]


@pytest.mark.parametrize("change", [_another_station, _no_right, _another_slot, _longer_absence, _another_public_key])
def test_nobody_without_the_dossiers_key_changes_the_header_unseen(locked: Path, change: Callable[[Any], None]) -> None:
    rewrite_header(locked, change)
    with pytest.raises(VaultDamaged):
        vaults.unlock(locked)


def test_a_cut_header_does_not_spoil_the_previous_one(locked: Path) -> None:
    """The header is replaced whole: a write that fails leaves the one before, and no litter."""
    header = read_header(locked)
    changed = header.evolve(slots=(*header.slots, *header.slots))
    before = (locked / "vault.json").read_bytes()
    write_header(locked, changed)
    assert read_header(locked) == changed
    assert (locked / "vault.json.previous").read_bytes() == before
    assert sorted(file.name for file in locked.iterdir() if file.name.startswith(".")) == []


@pytest.mark.parametrize("content", [None, b"", b"not a database, for sure" * 400])
def test_a_lost_or_foreign_database_is_said_and_not_replaced(locked: Path, content: bytes | None) -> None:
    database = locked / "dossiers.db"
    if content is None:
        database.unlink()
    else:
        database.write_bytes(content)
    with pytest.raises(VaultDamaged):
        vaults.unlock(locked)
    assert database.exists() == (content is not None)
    if content is not None:
        assert database.read_bytes() == content


def test_every_damaged_page_is_noticed(tmp_path: Path) -> None:
    """A flipped byte anywhere is either refused as damage, or in a page that nothing reads: never a wrong answer."""
    folder = tmp_path / "coffre"
    vault = vaults.create(folder)
    with vault.unit_of_work() as work:
        work.dossiers.add(ada())
        work.commit()
    vault.lock()
    database = folder / "dossiers.db"
    sound, noticed = database.read_bytes(), 0
    for page in range(len(sound) // 4096):
        spoiled = bytearray(sound)
        spoiled[page * 4096 + 2000] ^= 1
        database.write_bytes(spoiled)
        try:
            noticed += _reads_wrongly(folder)
        finally:
            for file in folder.glob("dossiers.db*"):
                file.unlink()
    assert noticed > 10


def _reads_wrongly(folder: Path) -> bool:
    try:
        opened = vaults.unlock(folder)
    except VaultDamaged:
        return True
    try:
        with opened.unit_of_work() as work:
            assert work.dossiers.get(ada().beneficiary.id) == ada().evolve(revision=1)
            assert len(work.dossiers.find("exemple")) == 1
    except VaultDamaged:
        return True
    finally:
        opened.lock()
    return False


def test_another_window_of_this_process_is_told(locked: Path) -> None:
    opened = vaults.unlock(locked)
    with pytest.raises(VaultInUse):
        vaults.unlock(locked)
    opened.lock()
    vaults.unlock(locked).lock()


_HOLDS_THE_VAULT = """
    import sys
    from pathlib import Path
    from tests import vaults

    opened = vaults.unlock(Path(sys.argv[1]))
    print("open", flush=True)
    sys.stdin.readline()
"""


def test_another_process_holds_the_vault_until_it_ends(locked: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(_HOLDS_THE_VAULT), locked],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "open\n"
        with pytest.raises(VaultInUse):
            vaults.unlock(locked)
        child.kill()
        child.wait()
    vaults.unlock(locked).lock()


_TRIES_A_READ_ONLY_VAULT = """
    import os, sys
    from pathlib import Path
    from passeport.domain.errors import PasseportError
    from tests import vaults

    vaults.create(Path(sys.argv[2])).lock()
    vaults.unlock(Path(sys.argv[2])).lock()  # all is loaded now: the program may lie where nobody else can read it
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)  # root may write anywhere
    for act in (vaults.unlock, lambda folder: vaults.create(folder / "autre")):
        try:
            act(Path(sys.argv[1]))
            print("opened")
        except PasseportError as error:
            print(type(error).__name__, error.parameters["detail"])
"""


@pytest.mark.skipif(os.name != "posix", reason="permissions of another system")
def test_a_read_only_folder_is_said(public_folder: Path, tmp_path: Path) -> None:
    locked = public_folder / "coffre"
    vaults.create(locked).lock()
    for file in locked.iterdir():
        file.chmod(0o444)
    locked.chmod(0o555)
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(_TRIES_A_READ_ONLY_VAULT), locked, tmp_path / "essai"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    locked.chmod(0o700)
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["VaultNotWritable", "VaultNotWritable"]


def test_what_a_locked_vault_tells(locked: Path) -> None:
    told = vaults.keeper().information(locked)
    assert told.accounts == (ACCOUNT,)
    assert told.format_version == FORMAT_VERSION
    assert told.size >= (locked / "dossiers.db").stat().st_size
    assert PASSPHRASE not in told.model_dump_json()


def test_a_failed_opening_gives_the_lock_back(locked: Path) -> None:
    with pytest.raises(PasseportError):
        vaults.unlock(locked, passphrase=WRONG)
    vaults.unlock(locked).lock()
