"""Whoever has a file written is told what its form has no room for."""

import json
from pathlib import Path

import pytest

from exports.travel.outbox import PassportFiles
from passeport.domain.passport import Passport
from passeport.domain.profile import AttachedDocument, Profile
from passeport.services.file_ports import FileFormat
from tests import people
from tests.cli.command import Command


@pytest.fixture
def source(tmp_path: Path) -> Path:
    document = AttachedDocument(id=people.item("autre"), name="notes.txt", media_type="text/plain", data=b"semis")
    passport = Passport(identity=people.ada_identity(), profile=Profile(documents=(document,)))
    path = tmp_path / "entree.json"
    path.write_bytes(PassportFiles().write(passport, FileFormat.JSON))
    return path


def test_convert_says_which_document_stayed_behind(passeport: Command, source: Path, tmp_path: Path) -> None:
    answer = passeport("convert", source, tmp_path / "sortie.xml", "--to", "candidate")
    assert answer.code == 0
    assert "notes.txt" in answer.remarked
    answer = passeport("convert", source, tmp_path / "sortie.xml", "--to", "candidate", "--json")
    assert json.loads(answer.remarked)["left_out"] == ["notes.txt"]


def test_convert_says_nothing_of_a_form_that_carries_everything(
    passeport: Command, source: Path, tmp_path: Path
) -> None:
    answer = passeport("convert", source, tmp_path / "sortie.pdf")
    assert answer.code == 0
    assert "notes.txt" not in answer.remarked
