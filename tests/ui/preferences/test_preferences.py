"""What is kept of preferences, and what becomes of a file that is spoiled."""

import stat
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui.preferences.choices import Choices, ThemeChoice, understood
from ui.preferences.preferences import FILE_NAME, Preferences


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "passeport" / FILE_NAME


def test_every_choice_is_kept_for_the_next_start(file: Path) -> None:
    chosen = {
        "language": "en",
        "theme": ThemeChoice.DARK,
        "text_size": 175,
        "reduced_motion": True,
        "idle_minutes": 3,
    }
    Preferences(file).change(**chosen)
    again = Preferences(file)
    assert again.choices == Choices(**chosen)  # type: ignore[arg-type]
    assert again.trouble == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights otherwise")
def test_the_file_is_its_owners_alone_and_stays_so(file: Path) -> None:
    preferences = Preferences(file)
    for size in (125, 150):
        preferences.change(text_size=size)
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_first_start_has_no_file_and_makes_none(file: Path) -> None:
    assert (Preferences(file).choices, file.exists()) == (Choices(), False)


@pytest.mark.parametrize("spoiled", [b"\0\xff\x12dechets\n\n==", b"[", b"bonjour\n", b"\x89PNG" * 50])
def test_a_spoiled_file_gives_what_one_began_with_and_says_so(file: Path, spoiled: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(spoiled)
    preferences = Preferences(file)
    assert preferences.choices == Choices()
    assert "réglages d’origine" in preferences.trouble
    assert file.read_bytes() == spoiled  # until something is chosen
    preferences.change(text_size=125)
    assert Preferences(file).choices == Choices(text_size=125)


def test_a_value_that_cannot_be_is_left_aside_and_named(file: Path) -> None:
    file.parent.mkdir()
    file.write_text("theme=mauve\ntext_size=125\nidle_minutes=900\n", encoding="utf-8")
    preferences = Preferences(file)
    assert preferences.choices == Choices(text_size=125)
    assert "absence, couleurs" in preferences.trouble


def test_a_key_of_a_later_version_is_no_fault() -> None:
    assert understood({"text_size": "200", "perfume": "lilac"}) == (Choices(text_size=200), ())


def test_a_disk_that_refuses_is_told_and_the_choice_holds(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    preferences = Preferences(tmp_path / "file" / FILE_NAME)
    with qtbot.waitSignal(preferences.not_kept) as told:
        preferences.change(text_size=150)
    assert told.args is not None
    assert "jusqu’à la fermeture" in told.args[0]
    assert preferences.choices.text_size == 150


@pytest.mark.parametrize(("own", "vault", "after"), [(0, 10, 10), (3, 10, 3), (15, 5, 5)])
def test_an_absence_may_be_made_shorter_never_longer(own: int, vault: int, after: int) -> None:
    assert Choices(idle_minutes=own).lock_after(vault) == after
