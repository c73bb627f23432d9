"""A vault of every earlier version opens in this one with nothing lost; a step that fails leaves it as it was.

`stores/N` is a small vault as the release with schema N wrote it, of fictional people, opened by one passphrase, with
what it held in `expected.json`. A new version of the schema adds its own when it is released.
"""

import json
import shutil
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from passeport.domain.errors import MigrationFailed, VaultNewer
from passeport.domain.identifiers import BeneficiaryId
from passeport.services.journal_ports import JournalEntry
from storage import database, migrations
from storage.engine import SCHEMA_VERSION
from storage.tables import metadata
from tests import vaults
from tests.faults.workload import raw

STORES = Path(__file__).parent / "stores"
PASSPHRASE = "quatre mots sans lien"
"""That of the kept vaults."""
KEPT = sorted(STORES.iterdir(), key=lambda folder: int(folder.name))


def copy_of(store: Path, folder: Path) -> Path:
    shutil.copytree(store, folder, ignore=shutil.ignore_patterns("expected.json"))
    return folder


def contains(found: Any, expected: Any) -> bool:
    """Whether everything expected is there; a later version may say more."""
    if isinstance(expected, dict):
        return isinstance(found, dict) and all(contains(found.get(name), value) for name, value in expected.items())
    if isinstance(expected, list):
        return (
            isinstance(found, list)
            and len(found) == len(expected)
            and all(contains(a, b) for a, b in zip(found, expected, strict=True))
        )
    return bool(found == expected)


@pytest.mark.parametrize("store", KEPT, ids=lambda store: store.name)
def test_a_kept_vault_opens_with_nothing_lost(store: Path, tmp_path: Path) -> None:
    expected = json.loads((store / "expected.json").read_text(encoding="utf-8"))
    vault = vaults.unlock(copy_of(store, tmp_path / "coffre"), passphrase=PASSPHRASE)
    with vault.unit_of_work() as work:
        for key, dossier in expected["dossiers"].items():
            found = work.dossiers.get(BeneficiaryId(UUID(key)))
            assert contains(json.loads(found.model_dump_json()), dossier)
        assert work.dossiers.count() == len(expected["dossiers"])
        wanted = [JournalEntry.model_validate(line) for line in expected["journal"]]
        found_lines = tuple(line.evolve(number=0) for line in work.journal.entries())
        assert found_lines[-len(wanted) :] == tuple(wanted)
        assert work.journal.is_whole()
        for summary in work.dossiers.page():
            assert summary.id in {found.id for found in work.dossiers.find(summary.family_name)}
    assert vault.signer.public_key.hex() == expected["public_key"]
    with raw(vault) as connection:
        assert connection.exec_driver_sql("PRAGMA user_version").scalar_one() == SCHEMA_VERSION
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    vault.lock()


@pytest.mark.parametrize("store", KEPT, ids=lambda store: store.name)
def test_a_vault_brought_here_has_the_tables_of_a_new_one(store: Path, tmp_path: Path) -> None:
    vault = vaults.unlock(copy_of(store, tmp_path / "coffre"), passphrase=PASSPHRASE)
    with raw(vault) as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    vault.lock()


def test_the_scripts_form_one_line_that_ends_at_this_version() -> None:
    assert migrations.latest(migrations.DOSSIERS) == SCHEMA_VERSION
    numbers = sorted(int(path.name[:4]) for path in (migrations.DOSSIERS / "versions").glob("*.py"))
    assert numbers == list(range(1, SCHEMA_VERSION + 1))


def _with_another_step(scripts: Path, body: str) -> Path:
    shutil.copytree(migrations.DOSSIERS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    lines = [
        "from alembic import op",
        f'revision = "{SCHEMA_VERSION + 1:04}"',
        f'down_revision = "{SCHEMA_VERSION:04}"',
        "def upgrade() -> None:",
        *(f"    {line}" for line in body.splitlines()),
    ]
    (scripts / "versions" / f"{SCHEMA_VERSION + 1:04}_next.py").write_text("\n".join(lines), encoding="utf-8")
    return scripts


@pytest.mark.parametrize(
    "body",
    [
        'op.execute("DELETE FROM step")\nop.execute("SELECT * FROM nowhere")',
        'op.execute("DROP TABLE journal")\nop.drop_table("nowhere")',
        'op.execute("DELETE FROM beneficiary")',  # leaves steps that hang on nobody
    ],
)
def test_a_step_that_fails_leaves_the_vault_as_it_was(
    body: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = copy_of(KEPT[-1], tmp_path / "coffre")
    vaults.unlock(folder, passphrase=PASSPHRASE).lock()
    scripts = _with_another_step(tmp_path / "scripts", body)
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "DOSSIERS", scripts)
        patch.setattr(database, "SCHEMA_VERSION", SCHEMA_VERSION + 1)
        with pytest.raises(MigrationFailed):
            vaults.unlock(folder, passphrase=PASSPHRASE)
    expected = json.loads((KEPT[-1] / "expected.json").read_text(encoding="utf-8"))
    vault = vaults.unlock(folder, passphrase=PASSPHRASE)
    with vault.unit_of_work() as work:
        assert {str(summary.id) for summary in work.dossiers.page()} == set(expected["dossiers"])
        assert work.journal.is_whole()
    vault.lock()


def test_a_table_made_anew_takes_nothing_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite changes a table by making another: what hangs on the first must stay."""
    folder = copy_of(KEPT[-1], tmp_path / "coffre")
    vaults.unlock(folder, passphrase=PASSPHRASE).lock()
    body = 'with op.batch_alter_table("beneficiary", recreate="always") as table:\n    table.alter_column("commune")'
    scripts = _with_another_step(tmp_path / "scripts", body)
    monkeypatch.setattr(migrations, "DOSSIERS", scripts)
    monkeypatch.setattr(database, "SCHEMA_VERSION", SCHEMA_VERSION + 1)
    expected = json.loads((KEPT[-1] / "expected.json").read_text(encoding="utf-8"))
    vault = vaults.unlock(folder, passphrase=PASSPHRASE)
    with vault.unit_of_work() as work:
        for summary in work.dossiers.page():
            dossier = work.dossiers.get(summary.id)
            assert len(dossier.parcours) == len(expected["dossiers"][str(summary.id)]["parcours"])
    vault.lock()


def test_a_vault_of_a_later_version_is_refused_and_not_a_byte_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "coffre"
    with monkeypatch.context() as later:
        later.setattr(database, "SCHEMA_VERSION", SCHEMA_VERSION + 3)
        vaults.create(folder).lock()
    before = (folder / "dossiers.db").read_bytes()
    with pytest.raises(VaultNewer) as refused:
        vaults.unlock(folder)
    assert refused.value.parameters == {"found": SCHEMA_VERSION + 3, "supported": SCHEMA_VERSION}
    assert (folder / "dossiers.db").read_bytes() == before
