"""`passeport import DOSSIER`, as it is typed: real files, the fence, an encrypted vault."""

import json
import signal
from pathlib import Path

import pytest

from exports.europass.candidate_writer import write_candidate
from passeport import wiring
from passeport.cli import importing_folder
from passeport.domain.arrival import Arrival
from passeport.domain.passport import Passport
from tests import people, vaults
from tests.cli.command import Answer, Command
from tests.crowds import nearly_ada, somebody, write_crowd

NIR = "1 84 12 76 451 089 46"
"""Of the form of a NIR, and of nobody."""


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    opened = vaults.create(tmp_path / "coffre", station=people.CITE_DES_METIERS)
    wiring.desk(opened).dossiers.create(people.ada_identity())
    opened.lock()
    return tmp_path / "coffre"


@pytest.fixture
def command(passeport: Command, vault: Path) -> Command:
    def typed(name: str, *arguments: object) -> Answer:
        return passeport(name, "--vault", vault, *arguments)

    return typed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Somebody new, somebody known, a typing error, a NIR, and what is no passport."""
    found = tmp_path / "reçus"
    (found / "sous-dossier").mkdir(parents=True)
    (found / "1-nouveau.xml").write_bytes(write_candidate(somebody(1)))
    (found / "2-ada.xml").write_bytes(write_candidate(people.ada_passport()))
    (found / "3-presque-ada.xml").write_bytes(write_candidate(nearly_ada()))
    hidden = write_candidate(Passport(identity=people.ada_identity().evolve(birth_place="LIEU-A-CHANGER")))
    (found / "4-nir.xml").write_bytes(hidden.replace(b"LIEU-A-CHANGER", NIR.encode()))
    (found / "sous-dossier" / "5-photo.png").write_bytes(b"\x89PNG rien")
    return found


def test_a_dry_run_says_what_would_happen_and_writes_nothing(command: Command, folder: Path) -> None:
    told = command("import", folder)
    assert told.code == 3
    assert "1-nouveau.xml – Zezevu Kakalo – Nouveau dossier" in told.said
    assert "2-ada.xml – Ada-Inès d’Exemple – Personne connue, dossier complété" in told.said
    assert "1 nouveau dossier, 1 dossier complété, 0 fichier sans rien de nouveau, 3 fichiers mis de côté" in told.said
    assert "relancez avec --apply" in told.said
    assert command("find", "Kakalo").said == ""


def test_a_folder_comes_in_and_the_second_time_changes_nothing(command: Command, folder: Path) -> None:
    done = command("import", folder, "--apply", "--json")
    assert done.code == 3
    by_name = {line["file"]: line for line in done.lines}
    assert {name: line["outcome"] for name, line in by_name.items()} == {
        "1-nouveau.xml": "new",
        "2-ada.xml": "completed",
        "3-presque-ada.xml": "set_aside",
        "4-nir.xml": "set_aside",
        "sous-dossier/5-photo.png": "set_aside",
    }
    reasons = {name: line["reason"]["error"] for name, line in by_name.items() if line["reason"]}
    assert reasons == {
        "3-presque-ada.xml": "PersonUncertain",
        "4-nir.xml": "ForbiddenContent",
        "sous-dossier/5-photo.png": "NotAPassport",
    }
    assert NIR not in done.said
    assert [line["applied"] for line in done.lines] == [True, True, False, False, False]
    (found,) = json.loads(command("find", "Kakalo", "--json").said)
    assert found["id"] == by_name["1-nouveau.xml"]["beneficiary"]
    again = command("import", folder, "--apply", "--json")
    assert [line["outcome"] for line in again.lines] == ["unchanged", "unchanged", *["set_aside"] * 3]


def test_a_folder_where_all_is_sure_ends_well(command: Command, folder: Path) -> None:
    for doubtful in (*folder.glob("[345]*"), folder / "sous-dossier" / "5-photo.png"):
        doubtful.unlink()
    done = command("import", folder, "--apply")
    assert (done.code, done.remarked) == (0, "")
    assert command("import", folder / "sous-dossier", "--apply").code == 0


def test_a_file_set_aside_can_be_taken_alone(command: Command, folder: Path) -> None:
    command("import", folder, "--apply")
    alone = command("import", folder / "4-nir.xml", "--apply")
    assert alone.code == 0
    again = command("import", folder, "--json")
    assert {line["file"]: line["outcome"] for line in again.lines}["3-presque-ada.xml"] == "set_aside"


@pytest.mark.parametrize("option", [("--new",), ("--on-conflict", "take"), ("--accept-altered",)])
def test_what_is_decided_for_one_file_is_refused_for_a_folder(
    option: tuple[str, ...], command: Command, folder: Path
) -> None:
    refused = command("import", folder, *option)
    assert (refused.code, refused.said) == (2, "")
    assert "--apply et --json" in refused.remarked


def test_ctrl_c_keeps_what_was_done_and_the_next_run_goes_on(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "beaucoup"
    write_crowd(folder, 30)
    said: list[Arrival] = []
    tell = importing_folder._say

    def interrupted(arrival: Arrival, where: Path, **how: bool) -> None:
        said.append(arrival)
        if len(said) == 6:
            signal.raise_signal(signal.SIGINT)
        tell(arrival, where, **how)

    heard = signal.signal(signal.SIGINT, signal.default_int_handler)  # what is started in the background hears none
    try:
        with monkeypatch.context() as keyboard:
            keyboard.setattr(importing_folder, "_say", interrupted)
            stopped = command("import", folder, "--apply", "--json")
    finally:
        signal.signal(signal.SIGINT, heard)
    assert stopped.code == 3
    assert len(stopped.lines) == 5
    assert "6 nouveaux dossiers" in stopped.remarked
    assert "ce qui est enregistré le reste" in stopped.remarked
    again = command("import", folder, "--apply", "--json")
    assert again.code == 0
    assert [line["outcome"] for line in again.lines] == ["unchanged"] * 6 + ["new"] * 24
