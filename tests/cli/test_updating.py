"""`passeport update`: what it says, what it hands to the system's installer, and when it hands nothing."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from passeport import __version__, computer
from passeport.cli import application, updating

ROOT = Path(__file__).resolve().parents[2]
NEXT = ".".join([*__version__.split(".")[:2], str(int(__version__.split(".")[2]) + 1)])


def signing(*arguments: str | Path) -> str:
    return subprocess.run(
        [sys.executable, ROOT / "installer" / "sign_update.py", *arguments],
        env={**os.environ, "PASSEPORT_PUBLISHER_PASSPHRASE": "une phrase pour la clé de l’éditeur"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package of the next version, signed by the publisher that the settings of this computer name."""
    line = signing("key", tmp_path / "editeur.pem")
    settings = tmp_path / "reglages.toml"
    settings.write_text(line, encoding="utf-8")
    monkeypatch.setattr(computer, "policy_file", lambda: settings)
    computer.computer_policy.cache_clear()
    made = tmp_path / f"passeport_{NEXT}_amd64.deb"
    made.write_bytes(b"!<arch>\n" + b"paquet" * 1_000)
    signing("sign", made, tmp_path / "editeur.pem")
    yield made
    computer.computer_policy.cache_clear()


@pytest.fixture
def installer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A system's installer that writes down what it is given, and what it was told; the file of its account."""
    told = tmp_path / "told"
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "apt-get").write_text(
        f'#!/bin/sh\nfor last; do :; done\nsha256sum < "$last" > {told}\necho "$@" >> {told}\nenv >> {told}\n'
        f"test ! -e {tmp_path}/refuse\n",
        encoding="utf-8",
    )
    (programs / "apt-get").chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    return told


def test_check_says_what_it_is_and_installs_nothing(
    package: Path, installer: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert application.run(["update", "check", str(package)]) == 0
    said = capsys.readouterr().out
    assert NEXT in said
    assert __version__ in said
    assert not installer.exists()


def test_install_hands_the_same_bytes_and_no_secret_to_the_system(
    package: Path, installer: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PASSEPORT_PASSPHRASE", "une phrase secrète")
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/passeport/_internal")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/usr/local/lib")
    assert application.run(["update", "install", str(package)]) == 0
    said = capsys.readouterr().out
    told = installer.read_text(encoding="utf-8")
    digest = told.split()[0]
    assert digest in said
    assert f"/{package.name}\n" in told
    assert "install --yes --no-install-recommends" in told
    assert "secrète" not in told
    assert "LD_LIBRARY_PATH=/usr/local/lib\n" in told
    handed = Path(next(word for word in told.split() if word.endswith(package.name)))
    assert handed != package
    assert not handed.exists()  # the copy is gone once it was installed


def test_a_package_that_was_changed_reaches_no_installer(
    package: Path, installer: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    package.write_bytes(package.read_bytes() + b"!")
    assert application.run(["update", "install", str(package)]) == 3
    assert "Rien n’a été installé" in capsys.readouterr().err
    assert not installer.exists()


def test_without_the_right_nothing_is_tried(
    package: Path, installer: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert application.run(["update", "install", str(package)]) == 3
    assert "sudo" in capsys.readouterr().err
    assert not installer.exists()


def test_what_the_system_refuses_is_said(package: Path, installer: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (installer.parent / "refuse").touch()
    assert application.run(["update", "install", str(package)]) == 3
    assert "code 1" in capsys.readouterr().err


def test_the_publisher_s_key_is_never_written_over(tmp_path: Path) -> None:
    signing("key", tmp_path / "editeur.pem")
    before = (tmp_path / "editeur.pem").read_bytes()
    with pytest.raises(subprocess.CalledProcessError):
        signing("key", tmp_path / "editeur.pem")
    assert (tmp_path / "editeur.pem").read_bytes() == before
    assert b"ENCRYPTED" in before
    assert (tmp_path / "editeur.pem").stat().st_mode & 0o077 == 0


def test_where_apt_is_absent_dpkg_installs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/dpkg" if name == "dpkg" else None)
    assert updating._command(tmp_path / "a.deb") == ["/usr/bin/dpkg", "--install", str(tmp_path / "a.deb")]
