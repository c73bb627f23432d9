"""Sign a package as its publisher, so that `passeport update` takes it.

Usage: python installer/sign_update.py key FILE             make a key: FILE gets the private half, the public is said
       python installer/sign_update.py sign PACKAGE FILE           write PACKAGE.signature with the key in FILE

The private key (PEM, PKCS#8) is encrypted under the passphrase of PASSEPORT_PUBLISHER_PASSPHRASE, or one that is asked.
"""

import getpass
import hashlib
import os
import re
import sys
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from exports.travel.update_signature import fingerprint, public_half, sign  # noqa: E402
from passeport.domain.update import UpdateStatement  # noqa: E402

_VARIABLE = "PASSEPORT_PUBLISHER_PASSPHRASE"


def passphrase() -> bytes:
    """Return the passphrase of the key."""
    return (os.environ.get(_VARIABLE) or getpass.getpass("Phrase de passe de la clé : ")).encode()


def make_key(path: Path) -> None:
    """Write a new private key, never over another one, and say its public half."""
    key = Ed25519PrivateKey.generate()
    secret = serialization.BestAvailableEncryption(passphrase())
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, secret)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(pem)
    public = public_half(key.private_bytes_raw())
    print(f'publisher_keys = ["{public}"]   # {fingerprint(public)}')


def sign_package(package: Path, key: Path) -> None:
    """Write the signature beside a package, whose name says its version, as `make deb` and `make msi` name it."""
    private = serialization.load_pem_private_key(key.read_bytes(), passphrase())
    if not isinstance(private, Ed25519PrivateKey):
        sys.exit(f"{key} : ce n’est pas une clé Ed25519")
    version = re.search(r"[_-](\d+\.\d+\.\d+)[_.-]", package.name)
    if version is None:
        sys.exit(f"{package.name} : ce nom ne dit pas de version")
    with package.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    statement = UpdateStatement(version=version[1], file=package.name, size=package.stat().st_size, sha256=digest)
    made = package.with_name(f"{package.name}.signature")
    made.write_bytes(sign(statement, private.private_bytes_raw()))
    print(made)


def main(arguments: list[str]) -> int:
    """Do what is asked."""
    match arguments:
        case ["key", path]:
            make_key(Path(path))
        case ["sign", package, key]:
            sign_package(Path(package), Path(key))
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
