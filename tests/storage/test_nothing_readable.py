"""R15: not one byte of the vault's folder can be read by who finds the disk, open, killed or locked."""

import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from passeport.domain.beneficiary import Dossier
from passeport.services.journal_ports import JournalOperation
from storage.header import read_header, write_header
from storage.open_vault import SqlcipherVault
from tests import vaults
from tests.people import PRIVATE_NOTE, SHARED_NOTE, TEAM_NOTE, ada

ROOT = Path(__file__).resolve().parents[2]


def secrets_of(dossier: Dossier) -> Iterator[str]:
    identity = dossier.beneficiary.identity
    yield from (identity.given_names, identity.family_name, identity.birth_name, identity.birth_place)
    yield from ("1999-02-28", "28/02/1999", "legoff", "dexemple", "dexempl")
    yield from (identity.telephones[0].number, identity.telephones[0].number[::-1])
    yield from (identity.emails[0].address, identity.addresses[0].street, "linkedin")
    yield from (PRIVATE_NOTE, TEAM_NOTE, SHARED_NOTE, "appréciation", "Motivée")
    yield from (dossier.parcours[0].need, "Pépinières & Cie", "Bouturage", "soninké", "diplome.png")
    yield str(dossier.beneficiary.id)


def needles() -> dict[bytes, str]:
    found: dict[bytes, str] = {}
    for secret in secrets_of(ada()):
        for text in {secret, secret.lower(), secret.upper()}:
            for encoding in ("utf-8", "utf-16-le", "utf-16-be", "latin-1"):
                found[text.encode(encoding, "ignore")] = f"{text} ({encoding})"
    photo = ada().beneficiary.profile.photo
    assert photo is not None
    found[photo.data[16:48]] = "photo"
    return found


def readable_in(folder: Path) -> list[str]:
    """What can be read in any file of the folder, its name included."""
    spelled = needles()
    found: list[str] = []
    for file in sorted(folder.rglob("*")):
        content = file.name.encode() + (file.read_bytes() if file.is_file() else b"")
        found.extend(f"{file.name}: {label}" for needle, label in spelled.items() if needle in content)
    return found


def work_hard(vault: SqlcipherVault) -> None:
    """Write, sort, search, change and remove, so that every kind of file SQLite uses gets used."""
    with vault.unit_of_work() as work:
        saved = work.dossiers.add(ada())
        work.journal.record(JournalOperation.DOSSIER_CREATED, str(saved.beneficiary.id))
        work.originals.keep(saved.beneficiary.id, "ada.xml", "0" * 64, SHARED_NOTE.encode() * 200)
        work.commit()
    with vault.unit_of_work() as work:
        assert work.dossiers.find("exemple")
        assert work.dossiers.page()
        identity = saved.beneficiary.identity.evolve(birth_name="Le Goff")
        work.dossiers.save(saved.evolve(beneficiary=saved.beneficiary.evolve(identity=identity)))
        work.commit()


def test_the_search_of_bytes_finds_what_is_in_clear(tmp_path: Path) -> None:
    """The ground of the tests below: the same search, on a file that hides nothing."""
    (tmp_path / "note.txt").write_text(PRIVATE_NOTE, encoding="utf-16-le")
    (tmp_path / "d’Exemple.txt").touch()
    found = readable_in(tmp_path)
    assert f"note.txt: {PRIVATE_NOTE} (utf-16-le)" in found
    assert any(line.startswith("d’Exemple.txt: ") for line in found)


def test_nothing_is_readable_while_open_nor_once_locked(vault: SqlcipherVault) -> None:
    work_hard(vault)
    write_header(vault.path, read_header(vault.path))  # so that the header has a backup
    names = {file.name for file in vault.path.iterdir()}
    assert {"dossiers.db", "dossiers.db-wal", "vault.json", "vault.json.previous", "vault.lock"} <= names
    assert readable_in(vault.path) == []
    vault.lock()
    assert readable_in(vault.path) == []
    assert b"SQLite format 3" not in (vault.path / "dossiers.db").read_bytes()


def test_nothing_is_readable_in_the_middle_of_a_transaction(vault: SqlcipherVault) -> None:
    with vault.unit_of_work() as work:
        work.dossiers.add(ada())
        assert readable_in(vault.path) == []
        work.commit()


def test_a_passphrase_is_nowhere(vault: SqlcipherVault) -> None:
    work_hard(vault)
    for file in vault.path.iterdir():
        for encoding in ("utf-8", "utf-16-le"):
            assert vaults.PASSPHRASE.encode(encoding) not in file.read_bytes()


_WRITES_UNTIL_KILLED = """
    import os, sys
    from pathlib import Path
    from uuid import UUID
    from passeport.domain.identifiers import BeneficiaryId
    from tests import vaults
    from tests.people import ada

    os.environ["TMPDIR"] = os.environ["SQLITE_TMPDIR"] = sys.argv[2]
    vault = vaults.unlock(Path(sys.argv[1]))
    number = 0
    while True:
        number += 1
        identifier = BeneficiaryId(UUID(int=number))
        dossier = ada().evolve(beneficiary=ada().beneficiary.evolve(id=identifier))
        with vault.unit_of_work() as work:
            work.dossiers.add(dossier)
            work.commit()
        print(number, flush=True)
"""


@pytest.mark.parametrize("confirmed", [1, 7])
def test_a_killed_process_leaves_its_confirmed_work_and_nothing_readable(tmp_path: Path, confirmed: int) -> None:
    folder, temporary = tmp_path / "coffre", tmp_path / "temporary"
    temporary.mkdir()
    vaults.create(folder).lock()
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(_WRITES_UNTIL_KILLED), folder, temporary],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as child:
        assert child.stdout is not None
        said = [int(child.stdout.readline()) for _ in range(confirmed)]
        child.kill()
        said += [int(line) for line in child.stdout]
        assert child.wait() == -signal.SIGKILL
    assert (folder / "dossiers.db-wal").stat().st_size > 0, "the kill came before anything was written"
    assert readable_in(tmp_path) == []
    with_survivors = vaults.unlock(folder)
    with with_survivors.unit_of_work() as work:
        kept = work.dossiers.find("", limit=10_000)
        assert said[-1] <= len(kept) <= said[-1] + 1  # the last commit may have come before its confirmation
        assert sorted(summary.id.int for summary in kept) == list(range(1, len(kept) + 1))
        whole = work.dossiers.get(kept[0].id)
        assert whole.parcours == ada().parcours
        assert work.journal.is_whole()
    with_survivors.lock()
