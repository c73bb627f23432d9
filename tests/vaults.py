"""Real vaults for the tests: SQLCipher and Argon2id as people have them, at a cost that a test can pay."""

import atexit
import datetime as dt
import shutil
import tempfile
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from uuid import UUID, uuid5

from passeport.domain.account import Account, Role
from passeport.domain.identifiers import AccountId
from passeport.domain.provenance import Station
from passeport.domain.rights import ADMINISTRATOR
from storage.keys import DerivationParameters
from storage.open_vault import SqlcipherVault
from storage.vault import SqlcipherVaultKeeper
from tests.people import MISSION_LOCALE

CHEAP = DerivationParameters(memory=64, passes=1, lanes=1)
PASSPHRASE = "quatre mots sans lien puis trois autres ensuite"
ACCOUNT = "Camille Conseiller-Fictif"


def keeper() -> SqlcipherVaultKeeper:
    return SqlcipherVaultKeeper(CHEAP)


def create(folder: Path, *, account: str = ACCOUNT, station: Station = MISSION_LOCALE) -> SqlcipherVault:
    return keeper().create(folder, account=account, passphrase=PASSPHRASE, station=station)


def copied(folder: Path, *, account: str = ACCOUNT, station: Station = MISSION_LOCALE) -> SqlcipherVault:
    """Open a copy of a vault just made: for tests that ask nothing of the making, which takes five times longer.

    All copies for one account and station have the same keys and identifiers: `create` makes a vault of its own.
    """
    shutil.copytree(_model(account, station), folder)
    return unlock(folder, account=account)


@cache
def _model(account: str, station: Station) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="passeport-vault-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    create(folder / "vault", account=account, station=station).lock()
    return folder / "vault"


def unlock(folder: Path, *, account: str = ACCOUNT, passphrase: str = PASSPHRASE) -> SqlcipherVault:
    opened = keeper().unlock(folder, account=account, passphrase=passphrase)
    assert isinstance(opened, SqlcipherVault)
    return opened


def as_account(vault: SqlcipherVault, rank: str, identifier: AccountId | None = None) -> Account:
    """Let someone else work in an open vault, as if the door had let them in."""
    role = Role.CONSEILLER if rank == ADMINISTRATOR else Role(rank)
    changes = {"role": role, "administrator": rank == ADMINISTRATOR, "id": identifier or vault.account.id}
    vault._account = vault.account.evolve(**changes)
    return vault.account


@dataclass
class SetClock:
    """A clock that stands where the test puts it."""

    moment: dt.datetime = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)

    def now(self) -> dt.datetime:
        return self.moment

    def today(self) -> dt.date:
        return self.moment.date()

    def wait(self, days: int) -> None:
        self.moment += dt.timedelta(days=days)


@dataclass
class CountedIdentifiers:
    """Identifiers drawn in an order that depends on the seed alone."""

    seed: str = "here"
    drawn: list[UUID] = field(default_factory=list)

    def new(self) -> UUID:
        self.drawn.append(uuid5(UUID("33333333-3333-4333-8333-333333333333"), f"{self.seed}:{len(self.drawn)}"))
        return self.drawn[-1]
