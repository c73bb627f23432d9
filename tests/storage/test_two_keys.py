"""With every byte of the vault and a supervisor's passphrase, no key of `dossiers.db` is obtained.

One search is made twice: everything that a passphrase lets derive is derived, again and again until nothing new comes,
and every byte string that is known or stands anywhere in the folder is tried on the database. A conseiller's passphrase
must find the key by that same search, else the search proves nothing.
"""

import base64
import hashlib
import hmac
import itertools
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import ECB
from sqlalchemy.exc import DatabaseError

from passeport.domain.account import Account, Role
from passeport.domain.identifiers import AccountId
from storage import slots
from storage.engine import open_engine
from storage.header import read_header
from storage.keys import KEY_LENGTH, SEALED_LENGTH, WRAPPED_LENGTH, derive, unseal, unwrap
from storage.open_vault import SqlcipherStatistics
from tests import vaults
from tests.people import MISSION_LOCALE, ada

SUPERVISOR = "Sacha Superviseur-Fictif"
SECRET = "sept autres mots que personne ne devine"
PAGE, RESERVED, SALT, BLOCK = 4096, 80, 16, 16


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A vault with a dossier, a supervisor, a recovery key, and all that its life has left in its files."""
    vault = vaults.create(tmp_path / "coffre")
    with vault.unit_of_work() as work:
        work.dossiers.add(ada())
        work.commit()
    account = Account(id=AccountId(uuid4()), name=SUPERVISOR, role=Role.SUPERVISOR, station=MISSION_LOCALE)
    vault.accounts.add(account, SECRET)
    vault.accounts.issue_recovery_key()
    vault.rotate_keys(lambda _done, _total: None)
    vault.lock()
    supervisor = vaults.keeper().unlock(vault.path, account=SUPERVISOR, passphrase=SECRET)
    assert isinstance(supervisor, SqlcipherStatistics)
    supervisor.lock()
    return vault.path


def test_a_supervisor_obtains_no_key_of_the_dossiers(folder: Path) -> None:
    assert keys_found(folder, SECRET) == set()


def test_the_same_search_finds_it_for_a_conseiller(folder: Path) -> None:
    vault = vaults.unlock(folder)
    keys = vault._keys
    vault.lock()
    assert keys_found(folder, vaults.PASSPHRASE) == {keys.dossiers}


def test_the_same_search_finds_the_statistics_for_a_supervisor(folder: Path) -> None:
    (key,) = keys_found(folder, SECRET, "statistics.db")
    assert opens(folder / "statistics.db", key)


def test_a_key_lying_in_the_folder_would_be_found(folder: Path) -> None:
    vault = vaults.unlock(folder)
    keys = vault._keys
    vault.lock()
    (folder / "note.bin").write_bytes(b"xyz" + keys.dossiers + b"z")
    assert keys_found(folder, SECRET) == {keys.dossiers}


def test_what_a_supervisor_holds_has_no_way_to_a_dossier(folder: Path) -> None:
    """The types say so; this walks the objects at run time too."""
    opened = vaults.keeper().unlock(folder, account=SUPERVISOR, passphrase=SECRET)
    assert isinstance(opened, SqlcipherStatistics)
    assert not {"accounts", "signer", "rotate_keys", "dossiers"} & set(dir(opened))
    with opened.unit_of_work() as work:
        assert not {"dossiers", "originals", "stations"} & set(dir(work))
        assert work.journal.entries() == ()
    opened.lock()


def keys_found(folder: Path, passphrase: str, database: str = "dossiers.db") -> set[bytes]:
    """Return every key of `database` among all that can be derived, and all that lies in the folder."""
    path = folder / database
    looks_right = quick_look(path.read_bytes()[:PAGE])
    known = derived(folder, passphrase)
    tried = itertools.chain(known, digests(known), lying_about(folder, known))
    return {key for key in tried if looks_right(key) and opens(path, key)}


def derived(folder: Path, passphrase: str) -> set[bytes]:
    """Return the keys that follow from a passphrase: unwrap and unseal everything with everything, until no more."""
    header = read_header(folder)
    known = {
        derive(passphrase, slot.salt, cost) for slot in header.slots for cost in {s.derivation for s in header.slots}
    }
    texts = [slots._bound(slot) for slot in header.slots]
    texts += [slots._DOSSIERS, slots._STATISTICS, *(slots._KEYRING + slot.public_key for slot in header.slots)]
    fields = set(byte_fields(folder))
    publics = [slot.public_key for slot in header.slots]
    fresh = set(known)
    while fresh:
        found: set[bytes] = set()
        for key, text in itertools.product(fresh, texts):
            found |= {k for blob in fields if len(blob) == WRAPPED_LENGTH and (k := unwrap(blob, key, text))}
            found |= {k for blob in fields if len(blob) == SEALED_LENGTH and (k := unseal(blob, key, text))}
        fresh = found - known
        known |= fresh
    shared = {agreed(key, public) for key, public in itertools.product(known, publics)}
    return known | shared


def agreed(private: bytes, public: bytes) -> bytes:
    return X25519PrivateKey.from_private_bytes(private).exchange(X25519PublicKey.from_public_bytes(public))


def byte_fields(folder: Path) -> Iterator[bytes]:
    """Yield what the headers hold as bytes."""
    for name in ("vault.json", "vault.json.previous"):
        for text in strings_of(json.loads((folder / name).read_text(encoding="utf-8"))):
            try:
                yield base64.b64decode(text.replace("-", "+").replace("_", "/"), validate=True)
            except ValueError:
                continue


def strings_of(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from strings_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings_of(inner)
    elif isinstance(value, str):
        yield value


def digests(known: set[bytes]) -> Iterator[bytes]:
    """Yield what one would think of making from a key: its digests, and those of two keys together."""
    for key in known:
        yield hashlib.sha256(key).digest()
        yield hashlib.sha512(key).digest()[:KEY_LENGTH]
        for text in (slots._DOSSIERS, slots._STATISTICS, b"passeport vault header", b""):
            yield hmac.digest(key, text, hashlib.sha256)
    for one, other in itertools.permutations(list(known)[:60], 2):
        yield hashlib.sha256(one + other).digest()
        yield hmac.digest(one, other, hashlib.sha256)


def lying_about(folder: Path, known: set[bytes]) -> Iterator[bytes]:
    """Yield every 32 bytes in a row of every file, of every field, and of the statistics once they are read."""
    contents = [file.read_bytes() for file in folder.rglob("*") if file.is_file()]
    contents += [field for field in byte_fields(folder) if len(field) >= KEY_LENGTH]
    contents += [
        statistics_in_clear(folder / "statistics.db", key) for key in known if opens(folder / "statistics.db", key)
    ]
    for content in contents:
        for start in range(len(content) - KEY_LENGTH + 1):
            yield content[start : start + KEY_LENGTH]


def statistics_in_clear(path: Path, key: bytes) -> bytes:
    """Return every value of every table, as bytes."""
    engine = open_engine(path, key)
    with engine.connect() as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        rows = [row for table in tables for row in connection.exec_driver_sql(f'SELECT * FROM "{table}"')]  # noqa: S608
    engine.dispose()
    return b"\n".join(v if isinstance(v, bytes) else str(v).encode() for row in rows for v in row)


def quick_look(page: bytes) -> Callable[[bytes], bool]:
    """Return a test of a key on the first encrypted block: AES-256-CBC, its vector in the page's reserve."""
    vector = page[PAGE - RESERVED : PAGE - RESERVED + BLOCK]
    block = page[SALT : SALT + BLOCK]
    header = (PAGE.to_bytes(2), bytes([RESERVED, 64, 32, 32]))  # SQLite's file format, bytes 16, 17 and 20 to 23

    def looks_right(key: bytes) -> bool:
        decryptor = Cipher(AES(key), ECB()).decryptor()  # noqa: S305 - one block, chained below
        plain = bytes(a ^ b for a, b in zip(decryptor.update(block), vector, strict=True))
        return (plain[:2], plain[4:8]) == header

    return looks_right


def opens(path: Path, key: bytes) -> bool:
    engine = open_engine(path, key)
    try:
        with engine.connect() as connection:
            return bool(connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar())
    except DatabaseError:
        return False
    finally:
        engine.dispose()
