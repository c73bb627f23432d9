"""The documents beside the passport: what they gather, who may ask for them, what is noted."""

import dataclasses
import datetime as dt
import subprocess
from pathlib import Path

import pytest
from pikepdf import PasswordError
from pikepdf import open as open_pdf

from passeport.domain.documents import DocumentKind
from passeport.domain.errors import NotAllowed, NothingToShow, OutputNotWritten, StepNotAttended
from passeport.domain.goal import Goal, GoalStatus
from passeport.domain.identifiers import BeneficiaryId, ItemId
from passeport.domain.requests import RequestKind
from passeport.services.desk import Desk
from passeport.services.documents import Wanted, attestable, proposed, referred, summed_up
from passeport.services.journal_ports import JournalOperation
from passeport.services.protection import Protection
from tests import people

DONE, PLANNED, SENT = (people.item(name) for name in ("entretien", "orientation", "orientation"))

PASSPHRASE = "girafe lundi compas abricot tempête velours notaire"


@pytest.fixture
def ada(desk: Desk) -> BeneficiaryId:
    person = people.ada().beneficiary.evolve(referent=desk.vault.account.id)
    with desk.vault.unit_of_work() as work:
        work.dossiers.add(people.ada().evolve(beneficiary=person, revision=0))
        work.commit()
    return person.id


def words(file: Path) -> str:
    found = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True).stdout
    return " ".join(found.split())


def operations(desk: Desk) -> list[JournalOperation]:
    with desk.vault.unit_of_work() as work:
        return [line.operation for line in work.journal.entries()]


def test_an_attestation_says_what_was_attended_and_is_noted(desk: Desk, ada: BeneficiaryId, tmp_path: Path) -> None:
    file = tmp_path / "attestation.pdf"
    desk.documents.hand_over(ada, Wanted(DocumentKind.ATTESTATION, step=DONE), file)
    said = words(file)
    assert "Ada-Inès d’Exemple" in said
    assert "Entretien individuel" in said
    assert "12 octobre 2026" in said
    assert people.SHARED_NOTE not in said
    assert operations(desk)[0] is JournalOperation.DOCUMENT_HANDED


def test_what_leaves_on_paper_is_noted_as_what_leaves_in_a_file(desk: Desk, ada: BeneficiaryId) -> None:
    desk.documents.hand_on_paper(ada)
    with desk.vault.unit_of_work() as work:
        line = work.journal.entries()[0]
    assert (line.operation, line.reference) == (JournalOperation.DOCUMENT_HANDED, str(ada))


def test_nothing_is_printed_of_a_frozen_dossier(desk: Desk, ada: BeneficiaryId) -> None:
    desk.rights.record(ada, RequestKind.LIMITATION)
    with pytest.raises(NotAllowed):
        desk.documents.hand_on_paper(ada)
    assert JournalOperation.DOCUMENT_HANDED not in operations(desk)


def test_nothing_is_attested_of_a_step_to_come(desk: Desk, ada: BeneficiaryId, tmp_path: Path) -> None:
    with pytest.raises(StepNotAttended):
        desk.documents.hand_over(ada, Wanted(DocumentKind.ATTESTATION, step=PLANNED), tmp_path / "x.pdf")
    assert list(tmp_path.glob("x*")) == []
    assert JournalOperation.DOCUMENT_HANDED not in operations(desk)


def test_a_referral_sheet_says_what_was_done_without_a_note(desk: Desk, ada: BeneficiaryId, tmp_path: Path) -> None:
    file = tmp_path / "fiche.pdf"
    desk.documents.hand_over(ada, Wanted(DocumentKind.REFERRAL_SHEET, step=SENT), file)
    said = words(file)
    for expected in (people.CITE_DES_METIERS.name, "Rencontrer des professionnels", "Projet : paysagiste"):
        assert expected in said.replace("\u00a0", " ")
    for note in (people.PRIVATE_NOTE, people.TEAM_NOTE, people.SHARED_NOTE):
        assert note not in said


def test_a_synthesis_has_its_four_parts(desk: Desk, ada: BeneficiaryId, tmp_path: Path) -> None:
    file = tmp_path / "synthese.pdf"
    wanted = Wanted(DocumentKind.SYNTHESIS, strategy="Un CAP en alternance", funding="CPF")
    desk.documents.hand_over(ada, proposed(desk.dossiers.open(ada), wanted), file)
    said = words(file)
    parts = [
        "Projet d’évolution professionnelle Paysagiste",
        "Stratégie Un CAP",
        "Plan d’action",
        "Financements envisagés CPF",
    ]
    places = [said.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_a_synthesis_prints_what_is_aimed_at_in_its_parcours(desk: Desk, ada: BeneficiaryId, tmp_path: Path) -> None:
    with desk.vault.unit_of_work() as work:
        dossier = work.dossiers.get(ada)
        (parcours,) = dossier.parcours
        other = parcours.evolve(
            id=people.identifier("autre"), need="Se loger", opened_on=dt.date(2026, 11, 1), steps=(), actions=()
        )
        goals = (
            Goal(
                id=people.item("but"), parcours=parcours.id, objective="POINTS_FORTS", title="Dire mes atouts",
                due_on=dt.date(2026, 12, 1),
            ),
            Goal(id=people.item("lâché"), parcours=parcours.id, title="But lâché", status=GoalStatus.ABANDONNE),
            Goal(id=people.item("toit"), parcours=other.id, title="Trouver un toit", status=GoalStatus.ATTEINT),
        )  # fmt: skip
        work.dossiers.save(dossier.evolve(parcours=(parcours, other), goals=goals))
        work.commit()
    dossier = desk.dossiers.open(ada)
    assert [one.need for one in summed_up(dossier)] == ["Se loger", parcours.need]
    newest = proposed(dossier, Wanted(DocumentKind.SYNTHESIS))
    assert newest.strategy == "Trouver un toit (atteint)"
    chosen = proposed(dossier, Wanted(DocumentKind.SYNTHESIS, parcours=parcours.id))
    file = tmp_path / "synthese.pdf"
    desk.documents.hand_over(ada, chosen, file)
    aim = "Identifier ses points forts et ses compétences – Dire mes atouts (pour le 1er décembre 2026, en cours)"
    assert f"Stratégie {aim}" in words(file)
    assert "lâché" not in words(file)
    english = proposed(dossier, Wanted(DocumentKind.SYNTHESIS, parcours=parcours.id, language="en"))
    assert english.strategy.endswith("(for 1 December 2026, under way)")
    assert proposed(dossier, Wanted(DocumentKind.SYNTHESIS, strategy="La mienne")).strategy == "La mienne"


@pytest.mark.parametrize("wanted", [Wanted(DocumentKind.ATTESTATION), Wanted(DocumentKind.REFERRAL_SHEET, step=DONE)])
def test_what_the_dossier_has_not_is_refused(desk: Desk, ada: BeneficiaryId, wanted: Wanted) -> None:
    with pytest.raises(NothingToShow):
        desk.documents.draw(ada, wanted)


def test_nothing_is_handed_over_of_a_frozen_dossier(desk: Desk, ada: BeneficiaryId) -> None:
    desk.rights.record(ada, RequestKind.LIMITATION)
    with pytest.raises(NotAllowed):
        desk.documents.draw(ada, Wanted(DocumentKind.ATTESTATION, step=DONE))


def test_a_closed_copy_opens_with_its_passphrase_alone(desk: Desk, ada: BeneficiaryId, tmp_path: Path) -> None:
    file = tmp_path / "fermee.pdf"
    desk.documents.hand_over(ada, Wanted(DocumentKind.ATTESTATION, step=DONE), file, Protection(PASSPHRASE))
    with pytest.raises(PasswordError):
        open_pdf(file)
    with open_pdf(file, password=PASSPHRASE) as pdf:
        assert len(pdf.pages) == 1


def test_a_signed_copy_names_its_station(desk: Desk, ada: BeneficiaryId, tmp_path: Path) -> None:
    file = tmp_path / "signee.pdf"
    desk.documents.hand_over(ada, Wanted(DocumentKind.ATTESTATION, step=DONE), file, Protection(signed=True))
    with open_pdf(file) as pdf:
        assert str(pdf.Root.AcroForm.Fields[0].V.Name) == desk.vault.account.station.name


def test_a_full_disk_leaves_no_file_and_no_line(
    desk: Desk, ada: BeneficiaryId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("exports.travel.output.os.fsync", full)
    with pytest.raises(OutputNotWritten) as refused:
        desk.documents.hand_over(ada, Wanted(DocumentKind.ATTESTATION, step=DONE), tmp_path / "pleine.pdf")
    assert refused.value.parameters["detail"] == "plus de place sur le disque"
    monkeypatch.undo()
    assert [file.name for file in tmp_path.iterdir() if file.name != "coffre"] == []
    assert JournalOperation.DOCUMENT_HANDED not in operations(desk)


def test_letters_that_no_font_has_are_told(desk: Desk, ada: BeneficiaryId) -> None:
    def renamed() -> None:
        with desk.vault.unit_of_work() as work:
            dossier = work.dossiers.get(ada)
            identity = dossier.beneficiary.identity.evolve(given_names="中")
            work.dossiers.save(dossier.evolve(beneficiary=dossier.beneficiary.evolve(identity=identity)))
            work.commit()

    renamed()
    assert desk.documents.draw(ada, Wanted(DocumentKind.ATTESTATION, step=DONE)).missing == {"中"}


def test_the_pages_are_shown_as_pictures(desk: Desk, ada: BeneficiaryId) -> None:
    pages = desk.documents.pages(desk.documents.draw(ada, Wanted(DocumentKind.ATTESTATION, step=DONE)))
    assert len(pages) == 1
    assert pages.picture(0, 36).height == 421
    pages.close()


def test_what_may_be_asked_for_is_told_newest_first(desk: Desk, ada: BeneficiaryId) -> None:
    dossier = desk.dossiers.open(ada)
    assert [step.id for step in attestable(dossier)] == [people.item("immersion"), people.item("entretien")]
    assert [step.id for step in referred(dossier)] == [SENT]
    assert dataclasses.replace(Wanted(DocumentKind.ATTESTATION), step=ItemId(DONE)).step == DONE
