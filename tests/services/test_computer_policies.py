"""What an IT department fixes for a computer: read from one file, obeyed, refused whole when unclear."""

from collections.abc import Callable
from pathlib import Path

import pytest

from passeport.computer import policy_file
from passeport.domain.account import VaultSettings
from passeport.domain.computer_policy import ComputerPolicy
from passeport.domain.errors import FormatNotAllowed, PasseportError, PolicyRefused, SettingFixed
from passeport.domain.provenance import Station
from passeport.domain.retention import RetentionPolicy
from passeport.language.messages import sentence
from passeport.services.computer_policies import read_policy

WHOLE = """
idle_minutes = 5
second_backup_folder = "/mnt/sauvegardes"
point_accueil = "Mission locale d’Essai-sur-Seine"
network = "MISSION_LOCALE"
formats = ["pdf"]
lists = false
keyring = false

[retention]
months = 18
attachment_months = 3
reason = "Convention de la région"
"""


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str | bytes], Path]:
    def write(text: str | bytes) -> Path:
        path = tmp_path / "reglages.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return path

    return write


def test_no_file_fixes_nothing(tmp_path: Path) -> None:
    assert read_policy(tmp_path / "reglages.toml") == ComputerPolicy()


def test_every_setting_is_read(write: Callable[[str], Path]) -> None:
    fixed = read_policy(write(WHOLE))
    assert fixed == ComputerPolicy(
        idle_minutes=5,
        second_backup_folder=Path("/mnt/sauvegardes"),
        retention=RetentionPolicy(months=18, attachment_months=3, reason="Convention de la région"),
        point_accueil="Mission locale d’Essai-sur-Seine",
        network="MISSION_LOCALE",
        formats=("pdf",),
        lists=False,
        keyring=False,
    )
    assert set(fixed.model_fields_set) == set(ComputerPolicy.model_fields)  # a new setting joins this test


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("idle_minutes = 0", "idle_minutes"),
        ("idle_minutes = 240", "idle_minutes"),
        ('formats = ["docx"]', "formats.0"),
        ("idle_minuts = 5", "idle_minuts"),
        ('network = "CLUB"', "network"),
        ("[retention]\nmonths = 60", "retention"),
        ("idle_minutes = ", ""),
        (b"\xff\xfe", ""),
    ],
)
def test_what_is_not_understood_is_refused_and_named(
    write: Callable[[str | bytes], Path], text: str | bytes, where: str
) -> None:
    path = write(text)
    with pytest.raises(PolicyRefused) as refused:
        read_policy(path)
    assert refused.value.parameters["where"] == where
    assert str(path) in sentence(refused.value)
    assert refused.value.exit_code == 5


def test_a_folder_in_the_place_of_the_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "reglages.toml").mkdir()
    with pytest.raises(PolicyRefused):
        read_policy(tmp_path / "reglages.toml")


def test_only_an_administrator_of_the_computer_writes_there() -> None:
    assert policy_file().parts[:2] == ("/", "etc")


FIXED = ComputerPolicy(
    idle_minutes=5,
    second_backup_folder=Path("/mnt"),
    retention=RetentionPolicy(),
    point_accueil="Mission locale d’Essai-sur-Seine",
    network="MISSION_LOCALE",
    formats=("pdf",),
    lists=False,
)


@pytest.mark.parametrize(
    "refused",
    [
        lambda: FIXED.require_free("idle_minutes"),
        lambda: FIXED.require_free("second_backup_folder"),
        lambda: FIXED.require_free("retention"),
        FIXED.require_lists,
        lambda: FIXED.require_station(Station(name="Ailleurs", network="MISSION_LOCALE")),
        lambda: FIXED.require_station(Station(name="Mission locale d’Essai-sur-Seine", network="APEC")),
    ],
)
def test_what_is_fixed_is_not_changed(refused: Callable[[], None]) -> None:
    with pytest.raises(SettingFixed) as error:
        refused()
    assert "service informatique" in sentence(error.value)


def test_a_form_that_may_not_leave_does_not() -> None:
    FIXED.require_format("pdf")
    with pytest.raises(FormatNotAllowed):
        FIXED.require_format("candidate")


def test_what_is_not_fixed_is_free() -> None:
    free = ComputerPolicy()
    for setting in ("idle_minutes", "second_backup_folder", "retention"):
        free.require_free(setting)
    free.require_lists()
    free.require_format("json")
    free.require_station(Station(name="Ailleurs", network="APEC"))
    assert free.settings(VaultSettings(idle_minutes=3)).idle_minutes == 3


def test_the_absence_that_is_fixed_wins() -> None:
    assert FIXED.settings(VaultSettings(idle_minutes=15)).idle_minutes == 5


def test_every_fixed_setting_has_a_sentence() -> None:
    for setting in ("idle_minutes", "second_backup_folder", "retention", "point_accueil", "network", "lists"):
        words = sentence(SettingFixed(setting=setting))
        assert not words.startswith("Ce réglage"), setting
    assert isinstance(SettingFixed(setting="lists"), PasseportError)
