"""`passeport document` and `passeport export-all`, as they are typed."""

import json
from pathlib import Path

import pikepdf
import pytest

from passeport import wiring
from passeport.domain.agreement import Recipient, Scope
from passeport.domain.identifiers import BeneficiaryId
from tests import people, vaults
from tests.cli.command import Answer, Command

PASSPHRASE = "girafe lundi compas abricot tempête velours notaire"


@pytest.fixture
def ada(tmp_path: Path) -> BeneficiaryId:
    vault = vaults.create(tmp_path / "coffre")
    desk = wiring.desk(vault)
    with vault.unit_of_work() as work:
        work.dossiers.add(people.ada().evolve(revision=0))
        work.commit()
    who = people.ada().beneficiary.id
    to = Recipient(name=people.CITE_DES_METIERS.name, network="CITE_METIERS")
    desk.passports.agree(who, to, Scope(sections=frozenset({"IDENTITY"})), "ECRIT")
    vault.lock()
    return who


@pytest.fixture
def typed(passeport: Command, tmp_path: Path, ada: BeneficiaryId) -> Command:
    assert ada
    (tmp_path / "clé.txt").write_text(PASSPHRASE + "\n", encoding="utf-8")

    def command(name: str, *arguments: object) -> Answer:
        return passeport(name, "--vault", tmp_path / "coffre", *arguments)

    return command


@pytest.mark.parametrize("kind", ["attestation", "referral-sheet", "SYNTHESIS"])
def test_each_document_is_written(typed: Command, ada: BeneficiaryId, tmp_path: Path, kind: str) -> None:
    file = tmp_path / "document.pdf"
    code, said, _ = typed("document", "--beneficiary", ada, "--kind", kind, "--to", file)
    assert code == 0
    assert str(file) in said
    with pikepdf.open(file) as pdf:
        assert len(pdf.pages) == 1


def test_a_copy_is_closed_or_signed_and_not_both(typed: Command, ada: BeneficiaryId, tmp_path: Path) -> None:
    file, key = tmp_path / "document.pdf", tmp_path / "clé.txt"
    wanted = ("--beneficiary", ada, "--kind", "attestation", "--to", file)
    assert typed("document", *wanted, "--closed-by", key)[0] == 0
    with pikepdf.open(file, password=PASSPHRASE) as pdf:
        assert pdf.is_encrypted
    assert typed("document", *wanted, "--signed")[0] == 0
    with pikepdf.open(file) as pdf:
        assert "/AcroForm" in pdf.Root
    assert typed("document", *wanted, "--signed", "--closed-by", key)[0] == 2


def test_an_unknown_document_names_those_there_are(typed: Command, ada: BeneficiaryId, tmp_path: Path) -> None:
    code, _, remark = typed("document", "--beneficiary", ada, "--kind", "poème", "--to", tmp_path / "x.pdf")
    assert code == 2
    assert "ATTESTATION" in remark


def test_a_batch_is_told_in_json_and_goes_on(typed: Command, tmp_path: Path) -> None:
    folder = tmp_path / "lot"
    folder.mkdir()
    to = ("--recipient", people.CITE_DES_METIERS.name, "--network", "CITE_METIERS")
    wanted = ("--to", folder, *to, "--closed-by", tmp_path / "clé.txt", "--json")
    code, said, _ = typed("export-all", *wanted)
    assert code == 0
    assert json.loads(said) == {"written": 1, "already": 0, "without_agreement": 0, "unprinted": []}
    assert json.loads(typed("export-all", *wanted)[1])["already"] == 1
    assert typed("export-all", "--to", tmp_path / "absent", *wanted[2:])[0] == 3


def test_a_batch_says_what_could_not_be_printed(typed: Command, ada: BeneficiaryId, tmp_path: Path) -> None:
    vault = vaults.unlock(tmp_path / "coffre")
    with vault.unit_of_work() as work:
        dossier = work.dossiers.get(ada)
        person = dossier.beneficiary.evolve(identity=dossier.beneficiary.identity.evolve(given_names="中文"))
        work.dossiers.save(dossier.evolve(beneficiary=person))
        work.commit()
    vault.lock()
    folder = tmp_path / "lot"
    folder.mkdir()
    to = ("--recipient", people.CITE_DES_METIERS.name, "--network", "CITE_METIERS")
    code, _, remark = typed("export-all", "--to", folder, *to, "--closed-by", tmp_path / "clé.txt")
    (file,) = folder.iterdir()
    assert code == 0
    assert f"Passeport N° {file.stem} : Aucune police n’a ces lettres" in remark.replace("\u00a0", " ")
    assert "Prénom" in remark


@pytest.mark.parametrize("form", ["pdf-large", "pdf-falc"])
def test_a_passport_leaves_in_large_print_or_plain_language(
    typed: Command, ada: BeneficiaryId, tmp_path: Path, form: str
) -> None:
    file = tmp_path / "passeport.pdf"
    agreed = ("--recipient", "Ada-Inès d’Exemple", "--agreement", "ECRIT", "--format", form)
    assert typed("export", "--beneficiary", ada, "--to", file, *agreed)[0] == 0
    with pikepdf.open(file) as pdf:
        assert set(pdf.attachments) == {"attachment.xml", "passeport.json"}


def test_a_passport_leaves_in_the_language_that_is_asked_for(
    typed: Command, ada: BeneficiaryId, tmp_path: Path
) -> None:
    file = tmp_path / "passeport.json"
    agreed = ("--beneficiary", ada, "--to", file, "--recipient", "Ada-Inès d’Exemple", "--agreement", "ECRIT")
    assert typed("export", *agreed, "--language", "EL")[0] == 0
    assert json.loads(file.read_text("utf-8"))["passport"]["language"] == "el"
    file.unlink()
    code, _, said = typed("export", *agreed, "--language", "klingon")
    assert code == 2
    assert "bg, hr" in said
    assert not file.exists()


def test_a_closed_file_is_looked_at_and_rewritten_with_no_vault(
    passeport: Command, typed: Command, ada: BeneficiaryId, tmp_path: Path
) -> None:
    file, key, anew = tmp_path / "passeport.pdf", tmp_path / "clé.txt", tmp_path / "europass.xml"
    agreed = ("--beneficiary", ada, "--recipient", "Ada-Inès d’Exemple", "--agreement", "ECRIT")
    assert typed("export", *agreed, "--to", file, "--closed-by", key).code == 0
    assert passeport("check", file).code == 3
    assert "Ada-Inès d’Exemple" in passeport("check", file, "--opened-by", key).said
    assert passeport("check", tmp_path, "--opened-by", key).code == 2
    assert passeport("convert", file, anew).code == 3
    assert not anew.exists()
    assert passeport("convert", file, anew, "--opened-by", key).code == 0
    assert "Ada-Inès" in anew.read_text("utf-8")


def test_a_passport_is_closed_or_signed_as_it_leaves(typed: Command, ada: BeneficiaryId, tmp_path: Path) -> None:
    file, key = tmp_path / "passeport.pdf", tmp_path / "clé.txt"
    agreed = ("--beneficiary", ada, "--recipient", "Ada-Inès d’Exemple", "--agreement", "ECRIT")
    assert typed("export", *agreed, "--to", file, "--closed-by", key)[0] == 0
    with pikepdf.open(file, password=PASSPHRASE) as pdf:
        assert pdf.encryption.bits == 256
    assert typed("import", file)[0] == 3
    assert typed("import", file, "--opened-by", key)[0] == 0
    told = json.loads(typed("import", file, "--opened-by", key, "--json")[1])
    assert len(told["report"]["entries"]) == sum(told["counts"].values()) > 0
    assert told["counts"]["not_understood"] == 0
    assert typed("export", *agreed, "--to", file, "--signed")[0] == 0
    with pikepdf.open(file) as pdf:
        assert "/AcroForm" in pdf.Root
    assert typed("export", *agreed, "--to", file, "--signed", "--closed-by", key)[0] == 2
    code, _, said = typed("export", *agreed, "--to", tmp_path / "passeport.json", "--signed")
    assert code == 4
    assert "Seul un PDF" in said
    assert not (tmp_path / "passeport.json").exists()


@pytest.mark.parametrize("weak", ["", "azerty"])
@pytest.mark.parametrize("name", ["export", "document"])
def test_nothing_leaves_open_for_want_of_a_strong_passphrase(
    typed: Command, ada: BeneficiaryId, tmp_path: Path, name: str, weak: str
) -> None:
    (tmp_path / "faible.txt").write_text(weak, encoding="utf-8")
    what = ("--kind", "attestation") if name == "document" else ("--recipient", "Ada", "--agreement", "ECRIT")
    file = tmp_path / "copie.pdf"
    assert typed(name, "--beneficiary", ada, "--to", file, *what, "--closed-by", tmp_path / "faible.txt")[0] != 0
    assert not file.exists()
