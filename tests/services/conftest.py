"""The use cases over a vault in memory; `desk` is over a real one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from passeport import wiring
from passeport.domain.account import Role
from passeport.domain.identifiers import BeneficiaryId
from passeport.services.desk import Desk
from passeport.services.dossiers import Dossiers
from passeport.services.editing import Editing
from passeport.services.parcours import ParcoursDesk
from storage.open_vault import SqlcipherVault
from tests import vaults
from tests.fakes import MemoryVault
from tests.people import ada
from tests.vaults import CountedIdentifiers, SetClock


@pytest.fixture
def vault() -> MemoryVault:
    return MemoryVault()


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def editing(vault: MemoryVault, clock: SetClock) -> Editing:
    return Editing(vault, clock, CountedIdentifiers())


@pytest.fixture
def dossiers(editing: Editing) -> Dossiers:
    return Dossiers(editing)


@pytest.fixture
def parcours(editing: Editing) -> ParcoursDesk:
    return ParcoursDesk(editing)


@pytest.fixture
def known(editing: Editing, vault: MemoryVault) -> BeneficiaryId:
    """Ada, who was here before: nothing of her arrival can be undone, and the journal begins after."""
    beneficiary = editing.create(ada()).beneficiary.id
    editing.forget_history()
    vault.kept.journal.clear()
    vault.works.clear()
    return beneficiary


@pytest.fixture
def desk(tmp_path: Path, clock: SetClock) -> Iterator[Desk]:
    opened = wiring.desk(vaults.copied(tmp_path / "coffre"), clock, CountedIdentifiers())
    assert isinstance(opened.vault, SqlcipherVault)
    vaults.as_account(opened.vault, Role.CONSEILLER)
    yield opened
    opened.vault.lock()
