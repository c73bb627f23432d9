"""The accounts of an open vault, as its header holds them."""

import secrets
import uuid
from collections.abc import Callable
from pathlib import Path

from passeport.domain.account import (
    RECOVERY_NAME,
    Account,
    AccountState,
    Role,
    VaultSettings,
    require_another_administrator,
)
from passeport.domain.errors import AccountAlreadyThere, NothingToShow, VaultDamaged, VaultNotWritable
from passeport.domain.identifiers import AccountId
from passeport.domain.normalise import joined
from passeport.domain.recovery_key import SECRET_LENGTH
from storage.door import by_passphrase, let_in
from storage.header import FILE_NAME, Header, read_header, write_header
from storage.header_witness import HeaderWitness
from storage.keys import DerivationParameters
from storage.slots import Slot, VaultKeys, disabled, enabled, new_slot, rewrapped, with_keyring


class HeaderAccounts:
    """Port `AccountBook`. Each change is read, vouched for, changed and written: nobody without the keys adds to it."""

    def __init__(
        self, folder: Path, keys: VaultKeys, cost: DerivationParameters, own: AccountId, witness: HeaderWitness
    ) -> None:
        """Manage the accounts of the vault in `folder` in the name of `own`; the database is told of each change."""
        self._folder = folder
        self._witness = witness
        self._keys = keys
        self._cost = cost
        self._own = own

    @property
    def own(self) -> AccountState:
        """The account at work, as the header has it now."""
        return _state(self._slot(self._header(), self._own))

    @property
    def settings(self) -> VaultSettings:
        """What was decided for this vault."""
        return self._header().settings

    @property
    def has_recovery_key(self) -> bool:
        """Whether a recovery key was printed."""
        return any(slot.is_recovery for slot in self._header().slots)

    def listed(self) -> tuple[AccountState, ...]:
        """Return the accounts of people, in the order they came."""
        return tuple(_state(slot) for slot in self._header().accounts)

    def add(self, account: Account, passphrase: str) -> None:
        """Add an account, which chooses its own passphrase the first time it opens the vault."""
        header = self._header()
        if joined(account.name) in {joined(RECOVERY_NAME), *(joined(slot.account.name) for slot in header.slots)}:
            raise AccountAlreadyThere(name=account.name)
        self._write(header, (*header.slots, new_slot(account, passphrase, self._cost, self._keys, must_change=True)))

    def reset(self, account: AccountId, passphrase: str) -> None:
        """Give an account another passphrase, and another key pair: the one before opens nothing."""

        def changed(slot: Slot) -> Slot:
            fresh = new_slot(slot.account, passphrase, self._cost, self._keys, must_change=True)
            return fresh if slot.is_enabled else disabled(fresh)

        self._change(account, changed, forgets=True)

    def set_enabled(self, account: AccountId, *, is_enabled: bool) -> None:
        """Let an account in again, or no more."""
        if not is_enabled:
            require_another_administrator(self.listed(), account)
        self._change(account, lambda slot: enabled(slot, self._keys) if is_enabled else disabled(slot), forgets=True)

    def set_administrator(self, account: AccountId, *, is_administrator: bool) -> None:
        """Give a conseiller the right to manage accounts, or take it back."""
        if not is_administrator:
            require_another_administrator(self.listed(), account)
        self._change(
            account, lambda slot: slot.evolve(account=slot.account.evolve(administrator=is_administrator)), forgets=True
        )

    def issue_recovery_key(self) -> bytes:
        """Return the secret of a new recovery key, in the place of the one before."""
        header, secret = self._header(), secrets.token_bytes(SECRET_LENGTH)
        account = Account(
            id=AccountId(uuid.uuid4()),
            name=RECOVERY_NAME,
            role=Role.CONSEILLER,
            administrator=True,
            station=self._slot(header, self._own).account.station,
        )
        slot = new_slot(account, secret.hex(), self._cost, self._keys, is_recovery=True)
        self._write(header, (*header.accounts, slot), forgets=True)
        return secret

    def change_settings(self, settings: VaultSettings) -> None:
        """Keep what was decided."""
        header = self._header()
        self._write(header.evolve(settings=settings), header.slots)

    def with_keys(self, keys: VaultKeys) -> Header:
        """Return the header with other database keys for every account that is enabled."""
        header = self._header()
        slots = tuple(enabled(slot, keys) if slot.is_enabled else slot for slot in header.slots)
        return header.evolve(slots=slots).vouched_by(keys.dossiers)

    def _header(self) -> Header:
        header = read_header(self._folder)
        if not header.is_vouched_by(self._keys.dossiers):
            raise VaultDamaged(path=str(self._folder), detail=FILE_NAME)
        return header

    def _slot(self, header: Header, account: AccountId) -> Slot:
        for slot in header.slots:
            if slot.account.id == account:
                return slot
        raise NothingToShow(what="compte", value=str(account))

    def _change(self, account: AccountId, change: Callable[[Slot], Slot], *, forgets: bool = False) -> None:
        header = self._header()
        wanted = self._slot(header, account)
        self._write(header, tuple(change(slot) if slot is wanted else slot for slot in header.slots), forgets=forgets)

    def _write(self, header: Header, slots: tuple[Slot, ...], *, forgets: bool = False) -> None:
        changed = header.evolve(slots=slots).vouched_by(self._keys.dossiers)
        self._witness.announce(read_header(self._folder), changed)
        _written(self._folder, changed, forgets=forgets)
        self._witness.settle(changed)


def change_passphrase(folder: Path, account: AccountId, current: str, new: str, cost: DerivationParameters) -> None:
    """Wrap an account's private key under another passphrase of its own; it takes none of the databases' keys.

    Raises:
        WrongPassphrase, TooManyTries: when `current` is not its passphrase.
        VaultDamaged, VaultNotWritable.
    """
    header = read_header(folder)
    slot, private = let_in(folder, (s for s in header.slots if s.account.id == account), by_passphrase(current))
    changed = rewrapped(slot, private, new, cost)
    replace_slot(folder, header, changed)


def allow_keyring(folder: Path, account: AccountId, passphrase: str, secret: bytes) -> None:
    """Wrap an account's private key under a secret of the system's keyring too; raises as `change_passphrase` does."""
    header = read_header(folder)
    slot, private = let_in(folder, (s for s in header.slots if s.account.id == account), by_passphrase(passphrase))
    replace_slot(folder, header, with_keyring(slot, private, secret))


def forget_keyring(folder: Path, account: AccountId) -> None:
    """Leave an account its passphrase alone."""
    header = read_header(folder)
    for slot in header.slots:
        if slot.account.id == account:
            replace_slot(folder, header, slot.evolve(keyring_key=None))


def replace_slot(folder: Path, header: Header, changed: Slot) -> None:
    """Write the header with what an account changed alone in its own slot."""
    slots = tuple(changed if slot.account.id == changed.account.id else slot for slot in header.slots)
    _written(folder, header.evolve(slots=slots), forgets=True)


def _written(folder: Path, header: Header, *, forgets: bool) -> None:
    try:
        write_header(folder, header, forgets=forgets)
    except OSError as error:
        raise VaultNotWritable(path=str(folder), detail=error.strerror or "") from None


def _state(slot: Slot) -> AccountState:
    return AccountState(account=slot.account, is_enabled=slot.is_enabled, must_change=slot.must_change)
