"""What an IT department fixes for a computer: read from one file, obeyed, refused whole when unclear."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import ValidationError

from passeport.computer import policy_file
from passeport.domain.account import VaultSettings
from passeport.domain.computer_policy import ComputerPolicy
from passeport.domain.errors import FormatNotAllowed, PasseportError, PolicyRefused, SettingFixed
from passeport.domain.provenance import Station
from passeport.domain.retention import RetentionPolicy
from passeport.language.messages import sentence
from passeport.language.policy_refusals import reason, reason_in
from passeport.language.typography import typeset
from passeport.services.computer_policies import read_policy

WHOLE = """
idle_minutes = 5
second_backup_folder = "/mnt/sauvegardes"
point_accueil = "Mission locale d’Essai-sur-Seine"
network = "MISSION_LOCALE"
formats = ["pdf"]
lists = false
keyring = false
publisher_keys = ["A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg="]

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
        publisher_keys=("A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=",),
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


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("idle_minutes = 240", "cette valeur est trop grande"),
        ("idle_minuts = 5", "ce réglage n’existe pas"),
        ('lists = "peut-être"', "écrivez true ou false"),
        ("lists = true\nidle_minutes = cinq", "l’écriture TOML est fautive, ligne 2, colonne 16"),
        ('point_accueil = "', "l’écriture TOML est fautive"),
        (b"\xff\xfe", "le fichier n’est pas écrit en UTF-8"),
    ],
)
def test_it_is_said_in_words_for_whoever_mends_the_file(
    write: Callable[[str | bytes], Path], text: str | bytes, why: str
) -> None:
    with pytest.raises(PolicyRefused) as refused:
        read_policy(write(text))
    assert why in reason(refused.value)
    assert typeset(why) in sentence(refused.value)


def test_every_type_of_error_of_every_setting_has_its_words() -> None:
    """Wrong values of each kind, in each setting: none falls back on the vaguest words."""
    vague = []
    wrong_values: tuple[object, ...] = (True, 1, 1.5, "é", [], {}, dt.date(2026, 1, 1))
    for name in ComputerPolicy.model_fields:
        for wrong in wrong_values:
            try:
                ComputerPolicy.model_validate({name: wrong})
            except ValidationError as error:
                kind = error.errors()[0]["type"]
                if reason_in({"reason": kind}) == reason_in({"reason": "?"}):
                    vague.append((name, kind))
    assert vague == []


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
