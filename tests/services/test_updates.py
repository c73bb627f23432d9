"""An update that is brought as a file: taken when it is the publisher's, whole and newer; refused with its reason."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from exports.travel.update_signature import UpdateSignatures, fingerprint, public_half, sign
from passeport.domain.errors import FileNotFound, UpdateRefused
from passeport.domain.update import UpdateFault, UpdateStatement
from passeport.language.messages import sentence
from passeport.services.updates import Updates

PRIVATE, ANOTHER = bytes(range(32)), bytes(range(1, 33))
KEY, ANOTHER_KEY = public_half(PRIVATE), public_half(ANOTHER)
NAME = "passeport_1.3.0_amd64.deb"
PACKAGE = b"!<arch>\n" + bytes(3_000_000)

Made = Callable[..., Path]


def updates(*keys: str, installed: str = "1.2.9", platform: str = "linux") -> Updates:
    return Updates(UpdateSignatures(), keys, installed, platform)


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Make a package and its signature."""

    def make(name: str = NAME, version: str = "1.3.0", private: bytes = PRIVATE, content: bytes = PACKAGE) -> Path:
        import hashlib  # noqa: PLC0415

        package = tmp_path / name
        package.write_bytes(content)
        digest = hashlib.sha256(content).hexdigest()
        statement = UpdateStatement(version=version, file=name, size=len(content), sha256=digest)
        (tmp_path / f"{name}.signature").write_bytes(sign(statement, private))
        return package

    return make


def fault(use: Updates, package: Path, copy: Path | None = None) -> UpdateFault:
    with pytest.raises(UpdateRefused) as refused:
        use.check(package, copy)
    words = sentence(refused.value)
    assert words.endswith("Rien n’a été installé.")
    assert "?" not in words
    return UpdateFault(str(refused.value.parameters["reason"]))


def signature_of(package: Path) -> Path:
    return package.with_name(f"{package.name}.signature")


def test_what_the_publisher_signed_is_taken_and_copied_to_the_byte(made: Made, tmp_path: Path) -> None:
    copy = tmp_path / "copie.deb"
    statement = updates(ANOTHER_KEY, KEY).check(made(), copy)
    assert (statement.version, statement.size) == ("1.3.0", len(PACKAGE))
    assert copy.read_bytes() == PACKAGE


def test_numbers_are_compared_and_not_letters(made: Made) -> None:
    package = made("passeport_1.10.0_amd64.deb", "1.10.0")
    assert updates(KEY, installed="1.9.9").check(package).version == "1.10.0"


@pytest.mark.parametrize(("installed", "why"), [("1.3.0", UpdateFault.SAME), ("1.10.0", UpdateFault.OLDER)])
def test_no_one_goes_back(made: Made, installed: str, why: UpdateFault) -> None:
    assert fault(updates(KEY, installed=installed), made()) is why


def test_a_computer_that_knows_no_publisher_takes_nothing(made: Made) -> None:
    assert fault(updates(), made()) is UpdateFault.NO_KEY


def test_another_publisher_is_refused_and_named(made: Made) -> None:
    package = made(private=ANOTHER)
    with pytest.raises(UpdateRefused) as refused:
        updates(KEY).check(package)
    assert refused.value.parameters["reason"] == UpdateFault.UNKNOWN_KEY
    assert fingerprint(ANOTHER_KEY) in sentence(refused.value)


def test_another_publisher_who_takes_the_name_of_the_known_one_is_refused(made: Made) -> None:
    package = made(private=ANOTHER)
    content = json.loads(signature_of(package).read_bytes())
    signature_of(package).write_text(json.dumps(content | {"key": fingerprint(KEY)}), encoding="utf-8")
    assert fault(updates(KEY), package) is UpdateFault.BROKEN


@pytest.mark.parametrize(
    ("name", "value"),
    [("version", "9.9.9"), ("sha256", "0" * 64), ("size", 12), ("file", "passeport_9.9.9_amd64.deb")],
)
def test_each_fact_is_under_the_signature(made: Made, name: str, value: str | int) -> None:
    package = made()
    content = json.loads(signature_of(package).read_bytes())
    content["statement"][name] = value
    signature_of(package).write_text(json.dumps(content), encoding="utf-8")
    assert fault(updates(KEY), package) is UpdateFault.BROKEN


@pytest.mark.parametrize("place", [0, 1_500_000, len(PACKAGE) - 1])
def test_one_bit_of_the_package_is_seen(made: Made, tmp_path: Path, place: int) -> None:
    package = made()
    changed = bytearray(PACKAGE)
    changed[place] ^= 1
    package.write_bytes(changed)
    assert fault(updates(KEY), package, tmp_path / "copie.deb") is UpdateFault.OTHER_FILE


@pytest.mark.parametrize("content", [PACKAGE[:-1], PACKAGE + b"\0", b""])
def test_a_package_that_is_longer_or_shorter_is_seen(made: Made, content: bytes) -> None:
    package = made()
    package.write_bytes(content)
    assert fault(updates(KEY), package) is UpdateFault.OTHER_FILE


def test_a_signature_is_not_lent_to_another_name(made: Made, tmp_path: Path) -> None:
    package = made()
    other = tmp_path / "passeport_1.4.0_amd64.deb"
    other.write_bytes(PACKAGE)
    signature_of(other).write_bytes(signature_of(package).read_bytes())
    assert fault(updates(KEY), other) is UpdateFault.OTHER_FILE


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"\xff", b"[" * 5_000, b'{"format": 2}', b"0" * 20_000],
    ids=["empty", "{}", "ff", "[", "2", "0"],
)
def test_what_is_no_signature_is_said(made: Made, data: bytes) -> None:
    package = made()
    signature_of(package).write_bytes(data)
    assert fault(updates(KEY), package) is UpdateFault.UNREADABLE


def test_a_fact_that_is_added_is_refused(made: Made) -> None:
    package = made()
    content = json.loads(signature_of(package).read_bytes())
    content["statement"]["script"] = "rm"
    signature_of(package).write_text(json.dumps(content), encoding="utf-8")
    assert fault(updates(KEY), package) is UpdateFault.UNREADABLE


def test_a_package_without_its_signature_is_refused(made: Made) -> None:
    package = made()
    signature_of(package).unlink()
    assert fault(updates(KEY), package) is UpdateFault.NO_SIGNATURE


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_a_package_of_another_system_is_refused(made: Made, platform: str) -> None:
    assert fault(updates(KEY, platform=platform), made()) is UpdateFault.OTHER_SYSTEM
    assert updates(KEY, platform="win32").check(made("passeport-1.3.0.msi")).file == "passeport-1.3.0.msi"


def test_a_package_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileNotFound):
        updates(KEY).check(tmp_path / NAME)


def test_a_copy_is_never_written_over_something(made: Made, tmp_path: Path) -> None:
    (tmp_path / "copie.deb").write_bytes(b"")
    with pytest.raises(FileNotFound):
        updates(KEY).check(made(), tmp_path / "copie.deb")
    assert (tmp_path / "copie.deb").read_bytes() == b""
