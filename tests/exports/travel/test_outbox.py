"""A file that leaves is whole or absent, and what stood in its place is kept until then."""

import os
from pathlib import Path

import pytest

from exports.travel.inbox import understand
from exports.travel.outbox import PassportFiles
from exports.travel.output import AtomicOutput
from passeport.domain.errors import OutputNotWritten
from passeport.language.messages import sentence
from passeport.services.file_ports import FileFormat
from tests import people


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_appears_when_it_is_published(tmp_path: Path) -> None:
    path = tmp_path / "passeport.pdf"
    with AtomicOutput().prepare(path, b"new") as file:
        assert not path.exists()
        file.publish()
    assert path.read_bytes() == b"new"
    assert left_in(tmp_path) == ["passeport.pdf"]


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps rights elsewhere")
def test_it_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "passeport.pdf"
    with AtomicOutput().prepare(path, b"new") as file:
        file.publish()
    assert path.stat().st_mode & 0o077 == 0


def test_without_publication_the_old_file_stays_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "passeport.pdf"
    path.write_bytes(b"old")
    with AtomicOutput().prepare(path, b"new"):
        pass
    assert path.read_bytes() == b"old"
    assert left_in(tmp_path) == ["passeport.pdf"]


def test_a_fault_before_publication_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), AtomicOutput().prepare(tmp_path / "p.pdf", b"new"):
        raise KeyboardInterrupt
    assert left_in(tmp_path) == []


@pytest.mark.parametrize("place", ["absent/passeport.pdf", "file.txt/passeport.pdf", ".", "x" * 300])
def test_a_place_that_cannot_be_written_is_said(tmp_path: Path, place: str) -> None:
    (tmp_path / "file.txt").write_text("kept")
    with pytest.raises(OutputNotWritten) as refused, AtomicOutput().prepare(tmp_path / place, b"new") as file:
        file.publish()
    assert sentence(refused.value).endswith(".")
    assert left_in(tmp_path) == ["file.txt"]


@pytest.mark.parametrize("file_format", list(FileFormat))
def test_each_form_is_read_again_and_is_always_the_same(file_format: FileFormat) -> None:
    passport = people.ada_passport()
    data = PassportFiles().write(passport, file_format)
    assert data == PassportFiles().write(passport, file_format)
    assert understand(data, "x").passport.identity == passport.identity
