"""The files of a dossier: read in memory, written outside on purpose alone, removed with the way back."""

from pathlib import Path

import pytest

from passeport.domain.errors import NothingToShow
from passeport.domain.identifiers import BeneficiaryId
from passeport.services.desk import Desk
from passeport.services.journal_ports import JournalOperation
from tests.people import ada


@pytest.fixture
def who(desk: Desk) -> BeneficiaryId:
    with desk.vault.unit_of_work() as work:
        work.dossiers.add(ada().evolve(revision=0))
        work.originals.keep(ada().beneficiary.id, "reçu.pdf", "a" * 64, b"un fichier")
        work.commit()
    return ada().beneficiary.id


def test_a_file_is_read_from_the_vault(desk: Desk, who: BeneficiaryId) -> None:
    document = ada().beneficiary.profile.documents[0]
    assert desk.attachments.content(who, str(document.id)) == document.data
    assert desk.attachments.content(who, "a" * 64) == b"un fichier"
    with pytest.raises(NothingToShow):
        desk.attachments.content(who, "b" * 64)


def test_a_file_leaves_on_purpose_and_the_journal_says_so(desk: Desk, who: BeneficiaryId, tmp_path: Path) -> None:
    desk.attachments.export(who, "a" * 64, tmp_path / "reçu.pdf")
    assert (tmp_path / "reçu.pdf").read_bytes() == b"un fichier"
    with desk.vault.unit_of_work() as work:
        (last,) = work.journal.entries(1)
    assert (last.operation, last.reference) == (JournalOperation.ATTACHMENT_EXPORTED, str(who))


def test_a_document_is_removed_and_comes_back(desk: Desk, who: BeneficiaryId) -> None:
    document = ada().beneficiary.profile.documents[0]
    desk.attachments.remove(who, str(document.id))
    assert document not in desk.dossiers.open(who).beneficiary.profile.documents
    desk.dossiers.undo()
    assert document in desk.dossiers.open(who).beneficiary.profile.documents
    with pytest.raises(NothingToShow):
        desk.attachments.remove(who, "a" * 64)
