"""A referral out and back, and the directory, from the command line alone."""

import re
import subprocess
from pathlib import Path

import pytest

from passeport import wiring
from passeport.domain.agreement import Recipient, Scope
from passeport.domain.vocabulary import vocabulary
from passeport.services.file_ports import FileFormat
from passeport.services.parcours import ReferralEntry, StepEntry
from passeport.services.referrals import step_of
from tests import vaults
from tests.cli.command import Command
from tests.people import CITE_DES_METIERS, ada_identity


@pytest.fixture
def pair(passeport: Command, tmp_path: Path) -> tuple[Path, Path]:
    """The vault that sent, and the one that received."""
    here, there = tmp_path / "ici", tmp_path / "là-bas"
    desk = wiring.desk(vaults.create(here))
    who = desk.dossiers.create(ada_identity())
    to = ReferralEntry(point_accueil=CITE_DES_METIERS.name, network=CITE_DES_METIERS.network)
    desk.parcours.record_step(who, StepEntry(type="ORIENTATION", day=desk.clock.today(), referral=to))
    scope = Scope(
        sections=frozenset({"IDENTITY", "PARCOURS"}), parcours=frozenset(p.id for p in desk.dossiers.open(who).parcours)
    )
    recipient = Recipient(name=CITE_DES_METIERS.name, network=CITE_DES_METIERS.network)
    agreement = desk.passports.agree(who, recipient, scope, "ECRIT")
    desk.passports.issue(who, agreement, tmp_path / "passeport.json", FileFormat.JSON)
    desk.vault.lock()
    vaults.create(there, account="Dominique", station=CITE_DES_METIERS).lock()
    taken = passeport("import", "--vault", there, tmp_path / "passeport.json", "--apply")
    assert taken.code == 0, taken.remarked
    return here, there


def status(here: Path) -> str:
    desk = wiring.desk(vaults.unlock(here))
    (found,) = desk.dossiers.find("")
    dossier = desk.dossiers.open(found.id)
    referral = step_of(dossier, dossier.parcours[0].steps[0].id).referral
    desk.vault.lock()
    assert referral is not None
    return referral.status.value


def test_there_and_back_by_file_and_by_code(passeport: Command, pair: tuple[Path, Path], tmp_path: Path) -> None:
    here, there = pair
    answered = passeport("coupon", "answer", "--vault", there, "--received", "--to", tmp_path / "r.passeport-retour")
    assert answered.code == 0, answered.remarked
    assert " comme " in answered.said
    shown = passeport("coupon", "read", "--vault", here, tmp_path / "r.passeport-retour")
    assert (shown.code, status(here)) == (0, "TRANSMISE")
    assert "Passeport reçu" in shown.said
    taken = passeport("coupon", "read", "--vault", here, tmp_path / "r.passeport-retour", "--apply", "--json")
    assert (taken.json["state"], taken.json["applied"], status(here)) == ("UNKNOWN_STATION", True, "RECUE")
    accepted = passeport("coupon", "answer", "--vault", there, "--accepted", "--on", "01/12/2026", "--json")
    taken = passeport("coupon", "read", "--vault", here, accepted.json["code"], "--apply", "--json")
    assert (taken.json["state"], taken.json["carrier"], status(here)) == ("PROVEN", "CODE", "ACCEPTEE")
    assert taken.json["answer"]["first_meeting_on"] == "2026-12-01"
    trusted = passeport("coupon", "read", "--vault", here, accepted.json["text"], "--json")
    assert trusted.json["state"] == "REPLAYED"


def test_a_refusal_and_what_is_refused(passeport: Command, pair: tuple[Path, Path]) -> None:
    here, there = pair
    declined = passeport("coupon", "answer", "--vault", there, "--declined", "session_complete", "--json")
    assert passeport("coupon", "read", "--vault", here, declined.json["text"], "--apply", "--trust").code == 0
    assert status(here) == "DECLINEE"
    again = passeport("coupon", "read", "--vault", here, declined.json["text"], "--apply")
    assert (again.code, "déjà enregistrée" in again.remarked) == (3, True)
    mistyped = passeport("coupon", "read", "--vault", here, declined.json["code"][:-1] + "U")
    assert (mistyped.code, "mal lu" in mistyped.remarked) == (3, True)
    refused = passeport("coupon", "answer", "--vault", there, "--accepted")
    assert (refused.code, "attend" in refused.remarked) == (2, True)


def test_a_code_printed_on_the_sheet_is_taken(passeport: Command, pair: tuple[Path, Path], tmp_path: Path) -> None:
    here, _ = pair
    desk = wiring.desk(vaults.unlock(here))
    (found,) = desk.dossiers.find("")
    desk.vault.lock()
    sheet = tmp_path / "fiche.pdf"
    made = passeport("document", "--vault", here, "--beneficiary", found.id, "--kind", "referral-sheet", "--to", sheet)
    assert made.code == 0, made.remarked
    words = subprocess.run(["pdftotext", sheet, "-"], capture_output=True, text=True, check=True).stdout
    codes = re.findall(r"^([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})$", words, re.MULTILINE)
    assert len(codes) == len(set(codes)) == 2 + len(vocabulary("decline_reasons").codes)
    assert passeport("coupon", "read", "--vault", here, codes[1], "--apply").code == 0
    assert status(here) == "ACCEPTEE"


@pytest.mark.parametrize(
    "wrong",
    [(), ("--received", "--accepted"), ("--received", "--on", "01/12/2026"), ("--declined", "HUMEUR")],
)
def test_one_answer_at_a_time(passeport: Command, pair: tuple[Path, Path], wrong: tuple[str, ...]) -> None:
    assert passeport("coupon", "answer", "--vault", pair[1], *wrong).code == 2


def test_a_file_that_cannot_be_written_answers_nothing(
    passeport: Command, pair: tuple[Path, Path], tmp_path: Path
) -> None:
    target = tmp_path / "absent" / "r.passeport-retour"
    assert passeport("coupon", "answer", "--vault", pair[1], "--received", "--to", target).code == 3
    assert passeport("coupon", "answer", "--vault", pair[1], "--received").code == 0


def test_the_directory_is_shown_then_brought_in_then_found(passeport: Command, tmp_path: Path) -> None:
    vault, file = tmp_path / "coffre", tmp_path / "lieux.csv"
    vaults.create(vault).lock()
    file.write_bytes("Lieu;Réseau;Ville\nMission locale d’Essai;ML;Évry\nCIO d’Essai;CIO;Massy\n".encode("cp1252"))
    wrong = passeport("directory", "import", "--vault", vault, file)
    assert (wrong.code, "nom" in wrong.remarked.lower()) == (3, True)
    column = ("--column", "name=Lieu", "--column", "network=Réseau", "--column", "city=Ville")
    shown = passeport("directory", "import", "--vault", vault, file, *column)
    assert (shown.code, "2 nouveaux" in shown.said) == (0, True)
    assert passeport("directory", "find", "--vault", vault, "essai", "--json").json == []
    taken = passeport("directory", "import", "--vault", vault, file, *column, "--source", "essai", "--apply", "--json")
    assert (len(taken.json["added"]), taken.json["applied"]) == (2, True)
    (found,) = passeport("directory", "find", "--vault", vault, "evry mission", "--json").json
    assert (found["name"], found["network"]) == ("Mission locale d’Essai", "MISSION_LOCALE")
    assert "Massy" in passeport("directory", "find", "--vault", vault, "essai", "--network", "cio").said
    file.write_text("nom;ville;cp\nMission locale d’Essai;Évry;91000\n;Nulle part;1\n", encoding="utf-8")
    again = passeport("directory", "import", "--vault", vault, file, "--source", "essai")
    assert (again.code, "Ligne 2" in again.remarked) == (0, True)
    assert passeport("directory", "import", "--vault", vault, file, "--column", "name").code == 2
