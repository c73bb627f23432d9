"""The command line as an administrator has it: what it says, where, and with which exit code."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from exports.europass.candidate_writer import write_candidate
from exports.europass.parsing import parse
from exports.europass.skillspassport_writer import write_skillspassport
from passeport.domain.partial_date import Period
from tests import people
from tests.cli.command import Command


@pytest.fixture
def vault(passeport: Command, tmp_path: Path) -> Path:
    """A vault of the mission locale, with thirty people."""
    folder = tmp_path / "coffre"
    made = passeport(
        "vault", "create", "--vault", folder, "--account", "Camille", "--station", "Mission locale d’Essai",
        "--network", "MISSION_LOCALE",
    )  # fmt: skip
    assert made.code == 0, made.remarked
    assert passeport("seed", "--vault", folder, "--beneficiaries", 30, "--steps", 3, "--seed", 7).code == 0
    return folder


@pytest.fixture
def candidate(tmp_path: Path) -> Path:
    """A Europass file that a person brings."""
    path = tmp_path / "ada.xml"
    path.write_bytes(write_candidate(people.ada_passport()))
    return path


def someone(passeport: Command, vault: Path) -> dict[str, Any]:
    (first, *_) = passeport("find", "--vault", vault, "a", "--json").json
    return dict(first)


# The vault ------------------------------------------------------------------------------------------------------


def test_a_vault_says_what_it_shows_when_locked(passeport: Command, vault: Path) -> None:
    shown = passeport("vault", "info", "--vault", vault, "--json")
    assert shown.code == 0
    assert shown.json["accounts"] == ["Camille"]
    assert "Mission locale" not in shown.said or "station" in shown.json


def test_a_vault_is_never_made_twice(passeport: Command, vault: Path) -> None:
    again = passeport("vault", "create", "--vault", vault, "--account", "Autre")
    assert (again.code, again.said) == (5, "")
    assert passeport("find", "--vault", vault, "a").code == 0


def test_the_same_seed_gives_the_same_people(passeport: Command, vault: Path, tmp_path: Path) -> None:
    other = tmp_path / "autre"
    passeport("vault", "create", "--vault", other, "--account", "Camille")
    passeport("seed", "--vault", other, "--beneficiaries", 30, "--steps", 3, "--seed", 7)
    names = [
        sorted(
            (found["family_name"], found["given_names"])
            for letter in "abcdefghij"
            for found in passeport("find", "--vault", folder, letter, "--json").json
        )
        for folder in (vault, other)
    ]
    assert names[0] == names[1] != []


@pytest.mark.parametrize(
    ("change", "code", "word"),
    [
        (lambda folder: (folder / "vault.json").unlink(), 5, "coffre-fort"),
        (lambda folder: (folder / "vault.json").write_text("{"), 5, "coffre-fort"),
        (lambda folder: (folder / "vault.json").write_text('{"format": 99}'), 5, "version"),
        (lambda folder: (folder / "dossiers.db").write_bytes(bytes(8192)), 5, "coffre-fort"),
    ],
)
def test_a_vault_that_cannot_be_used_is_said(
    passeport: Command, vault: Path, change: Callable[[Path], object], code: int, word: str
) -> None:
    header = json.loads((vault / "vault.json").read_text(encoding="utf-8"))
    change(vault)
    if word == "version":
        (vault / "vault.json").write_text(json.dumps({**header, "format_version": 99, "version": 99}))
    answer = passeport("find", "--vault", vault, "a")
    assert (answer.code, answer.said) == (code, "")
    assert word in answer.remarked.lower()
    assert "Traceback" not in answer.remarked


def test_a_wrong_passphrase_opens_nothing(passeport: Command, vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PASSEPORT_PASSPHRASE", "quatre mots tout autres")
    answer = passeport("find", "--vault", vault, "a")
    assert (answer.code, answer.said) == (4, "")
    assert "phrase de passe" in answer.remarked


# People ---------------------------------------------------------------------------------------------------------


def test_someone_is_found_and_nobody_is_said(passeport: Command, vault: Path) -> None:
    known = someone(passeport, vault)
    found = passeport("find", "--vault", vault, known["family_name"])
    assert known["family_name"] in found.said
    nobody = passeport("find", "--vault", vault, "zzzzzz")
    assert (nobody.code, nobody.said) == (0, "")
    assert "Personne ne répond" in nobody.remarked


def test_nothing_leaves_without_an_agreement(passeport: Command, vault: Path, tmp_path: Path) -> None:
    target = tmp_path / "p.pdf"
    answer = passeport(
        "export", "--vault", vault, "--beneficiary", someone(passeport, vault)["id"], "--to", target,
        "--recipient", "Cité des métiers", "--network", "CITE_METIERS",
    )  # fmt: skip
    assert answer.code == 3
    assert "accord" in answer.remarked
    assert not target.exists()


def test_a_passport_goes_from_one_vault_to_another(passeport: Command, vault: Path, tmp_path: Path) -> None:
    target, there = tmp_path / "p.pdf", tmp_path / "là-bas"
    known = someone(passeport, vault)
    sent = passeport(
        "export", "--vault", vault, "--beneficiary", known["id"], "--to", target, "--agreement", "ECRIT",
        "--recipient", "Cité des métiers de Modèle-Ville", "--network", "CITE_METIERS", "--json",
    )  # fmt: skip
    assert sent.code == 0, sent.remarked
    assert sent.json["number"].startswith("PSP-")

    passeport("vault", "create", "--vault", there, "--account", "Dominique", "--network", "CITE_METIERS")
    shown = passeport("import", "--vault", there, target)
    assert shown.code == 0
    assert passeport("find", "--vault", there, known["family_name"], "--json").json == []
    assert passeport("import", "--vault", there, target, "--apply").code == 0
    (received,) = passeport("find", "--vault", there, known["family_name"], "--json").json
    assert received["id"] == known["id"]
    again = passeport("import", "--vault", there, target, "--apply", "--json")
    assert again.code == 0
    assert again.json["changed"] is False or again.json.get("outcome") == "unchanged"


# Files ----------------------------------------------------------------------------------------------------------


def test_check_says_what_a_file_holds(passeport: Command, candidate: Path) -> None:
    told = passeport("check", candidate)
    assert told.code == 0
    assert "Ada-Inès d’Exemple" in told.said
    counted = passeport("check", candidate, "--json").json
    assert counted["counts"]["understood"] > 50
    assert counted["counts"]["not_understood"] == 0


def test_a_period_that_ends_before_it_begins_is_kept_and_said(passeport: Command, tmp_path: Path) -> None:
    passport = people.ada_passport()
    (known,) = passport.profile.experiences
    turned = known.evolve(period=Period.model_validate({"start": "2022-03", "end": "2020-01"}))
    path = tmp_path / "ada.xml"
    path.write_bytes(write_candidate(passport.evolve(profile=passport.profile.evolve(experiences=(turned,)))))
    told = passeport("check", path)
    assert "la fin est avant le début" in told.remarked
    assert "Ouvrière horticole" in told.remarked
    counted = passeport("check", path, "--json").json
    assert counted["passport"]["profile"]["experiences"][0]["period"] == {
        "start": "2022-03",
        "end": "2020-01",
        "ongoing": False,
    }
    assert counted["counts"]["not_understood"] == 0


def test_check_reads_a_whole_folder_and_says_each_refusal(passeport: Command, candidate: Path) -> None:
    folder = candidate.parent
    sound = passeport("check", folder)
    assert (sound.code, sound.remarked) == (0, "")
    assert "Fichiers lus\u00a0: 1\u202f; refusés\u00a0: 0" in sound.said
    (folder / "sous-dossier").mkdir()
    (folder / "sous-dossier" / "bombe.xml").write_bytes(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    (folder / "vide").touch()
    (folder / ".caché").touch()
    told = passeport("check", folder)
    assert told.code == 3
    assert "ada.xml – candidate" in told.said
    assert "Ada-Inès d’Exemple" in told.said
    assert "sous-dossier/bombe.xml – refusé" in told.said
    assert "Fichiers lus\u00a0: 1\u202f; refusés\u00a0: 2" in told.said
    answer = passeport("check", folder, "--json")
    lines = [json.loads(line) for line in answer.said.splitlines()]
    assert answer.code == 3
    assert [line["file"] for line in lines] == ["ada.xml", "sous-dossier/bombe.xml", "vide"]
    assert [line.get("error") for line in lines] == [None, "DangerousFile", "NotAPassport"]
    assert lines[0]["counts"]["not_understood"] == 0


def test_an_empty_folder_is_said(passeport: Command, tmp_path: Path) -> None:
    assert "Fichiers lus\u00a0: 0" in passeport("check", tmp_path).said


@pytest.mark.parametrize("suffix", ["pdf", "xml", "json"])
def test_convert_keeps_the_person(passeport: Command, candidate: Path, tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"out.{suffix}"
    assert passeport("convert", candidate, target).code == 0
    before, after = (passeport("check", path, "--json").json["passport"] for path in (candidate, target))
    assert after["identity"] == before["identity"]
    assert after["profile"]["experiences"] == before["profile"]["experiences"]


def test_convert_tells_its_report_beside_the_output(passeport: Command, candidate: Path, tmp_path: Path) -> None:
    answer = passeport("convert", candidate, tmp_path / "out.xml", "--to", "skillspassport", "--json")
    assert (answer.code, answer.said) == (0, "")
    assert json.loads(answer.remarked)["format"] == "skillspassport"
    root = parse((tmp_path / "out.xml").read_bytes(), "out.xml")
    assert str(root.tag).endswith("SkillsPassport")


def contents(told: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The items of a list without their identifiers, which depend on the format they were read from."""
    return [{key: value for key, value in item.items() if key != "id"} for item in told["passport"]["profile"][name]]


def test_every_field_of_a_real_document_is_in_the_output_or_in_the_report(
    passeport: Command, shared: Path, tmp_path: Path
) -> None:
    for source in sorted(shared.glob("europass/*/samples/*.xml")):
        first = passeport("check", source, "--json").json
        told = {entry["value"] for entry in first["report"]["entries"]}
        texts = [text.strip() for e in parse(source.read_bytes(), "x").iter() if (text := e.text or "").strip()]
        assert [text for text in texts if text not in told and f"{text[:400]}…" not in told] == [], source.name
        for suffix in ("xml", "json", "pdf"):
            target = tmp_path / f"{source.stem}.{suffix}"
            assert passeport("convert", source, target).code == 0
            again = passeport("check", target, "--json").json
            assert again["passport"]["identity"] == first["passport"]["identity"]
            assert contents(again, "experiences") == contents(first, "experiences")
            assert contents(again, "education") == contents(first, "education")


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("bombe.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "DangerousFile"),
        ("photo.png", b"\x89PNG\r\n\x1a\n", "NotAPassport"),
        ("coupé.pdf", b"%PDF-1.7\n1 0 obj", "DamagedFile"),
        (
            "date.xml",
            write_skillspassport(people.ada_passport()).replace(b'day="---28"', b'day="---31"'),
            "ImpossibleDate",
        ),
    ],
)
def test_a_file_that_is_refused_is_refused_everywhere(
    passeport: Command, vault: Path, tmp_path: Path, name: str, data: bytes, error: str
) -> None:
    source, target = tmp_path / name, tmp_path / "out.xml"
    source.write_bytes(data)
    checked = passeport("check", source, "--json")
    assert (checked.code, checked.json["error"], checked.json["exit_code"]) == (3, error, 3)
    assert checked.json["message"].endswith(".")
    assert passeport("convert", source, target).code == 3
    assert not target.exists()
    imported = passeport("import", "--vault", vault, source, "--apply")
    assert imported.code == 3
    assert checked.json["message"] in imported.remarked


def test_an_absent_file_is_refused(passeport: Command, tmp_path: Path) -> None:
    assert passeport("check", tmp_path / "absent.pdf").code == 3


@pytest.mark.parametrize(
    "arguments",
    [
        ("inconnue",),
        ("check",),
        ("convert", "a.xml", "b.docx"),
        ("seed", "--vault", "x", "--beneficiaries", "beaucoup"),
        ("vault", "create", "--vault", "x", "--network", "AUCUN"),
    ],
)
def test_a_wrong_use_is_said_in_french(passeport: Command, arguments: tuple[str, ...]) -> None:
    answer = passeport(*arguments)
    assert (answer.code, answer.said) == (2, "")
    assert not any(word in answer.remarked for word in ("Error", "Usage", "Missing", "Invalid"))


# The whole program ----------------------------------------------------------------------------------------------


def test_the_program_itself_ends_with_the_same_codes(tmp_path: Path) -> None:
    def code(*arguments: str) -> int:
        command = [sys.executable, "-m", "passeport", *arguments]
        return subprocess.run(command, capture_output=True, check=False, stdin=subprocess.DEVNULL).returncode

    assert code("--version") == 0
    assert code("check", str(tmp_path / "absent")) == 3
    assert code("find", "--vault", str(tmp_path), "a") == 5
    assert code("nowhere") == 2


def test_the_demonstration_leaves_what_it_says(passeport: Command, tmp_path: Path) -> None:
    out = tmp_path / "out"
    played = passeport("demo", "--out", out)
    assert played.code == 0, played.remarked
    assert sorted(path.name for path in out.iterdir()) == [
        "journal.txt",
        "passport.pdf",
        "passport.xml",
        "received.json",
    ]
    with pikepdf.open(out / "passport.pdf") as pdf:
        assert list(pdf.attachments) == ["attachment.xml", "passeport.json"]
    received = json.loads((out / "received.json").read_text(encoding="utf-8"))
    assert len([step for parcours in received["parcours"] for step in parcours["steps"]]) == 5
