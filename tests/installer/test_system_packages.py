"""What the system must bring: seen when it is there, named when it is not, installed by root only."""

import os
import subprocess

import pytest

from installer import system_packages


@pytest.fixture
def something_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    needs = {"window": {"libnowhere0": (system_packages.has_library, "libnowhere.so.0")}}
    monkeypatch.setattr(system_packages, "NEEDS", needs)
    monkeypatch.setattr(system_packages, "has_command", lambda _: True)


def test_what_is_there_is_seen() -> None:
    assert system_packages.has_library("libc.so.6")
    assert system_packages.has_command("sh")
    assert system_packages.has_module("json")
    assert system_packages.has_file("/")


def test_what_is_absent_is_seen_to_be() -> None:
    assert not system_packages.has_library("libnowhere.so.0")
    assert not system_packages.has_command("no-such-command")
    assert not system_packages.has_module("no_such_module")
    assert not system_packages.has_file("/no/such/file")


@pytest.mark.usefixtures("something_missing")
def test_without_root_the_line_to_type_is_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert system_packages.main(["window"]) == 1
    assert "sudo apt-get install --no-install-recommends libnowhere0" in capsys.readouterr().err


@pytest.mark.usefixtures("something_missing")
def test_root_installs_what_is_missing_and_only_that(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    def note(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        asked.append(command)
        return subprocess.CompletedProcess(command, 0, stdout="")

    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(subprocess, "run", note)
    assert system_packages.main(["window"]) == 0
    assert asked[-1][-1] == "libnowhere0"


@pytest.mark.usefixtures("something_missing")
def test_a_failed_installation_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fail(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, 100, stdout="no such package")

    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(subprocess, "run", fail)
    assert system_packages.main(["window"]) == 100
    assert "no such package" in capsys.readouterr().err


def test_an_unknown_need_is_a_wrong_use() -> None:
    assert system_packages.main(["nothing-known"]) == 2
    assert system_packages.main([]) == 2
