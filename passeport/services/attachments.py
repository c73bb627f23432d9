"""Use cases on the files attached to a dossier: looked at in the window, or written outside on purpose."""

from dataclasses import dataclass
from pathlib import Path

from passeport.domain.account import Operation
from passeport.domain.beneficiary import Dossier
from passeport.domain.errors import NothingToShow
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.profile import Profile
from passeport.services.document_ports import DocumentPages, PageReader
from passeport.services.dossier_ports import UnitOfWork
from passeport.services.editing import Changed, Editing
from passeport.services.file_ports import FileOutput
from passeport.services.journal_ports import JournalOperation

_HEAD = 1024
"""Bytes within which a PDF says that it is one (ISO 32000-1, annex H, note 13)."""


@dataclass(frozen=True)
class Attachments:
    """The documents of a profile and the files that came in, for the account at work."""

    editing: Editing
    output: FileOutput
    reader: PageReader

    def content(self, beneficiary: BeneficiaryId, file: str) -> bytes:
        """Return the bytes of a file by its identifier (`KeptFile.id`), with a line in the journal (R14).

        Raises:
            NothingToShow: when the dossier holds no such file.
        """
        with self.editing.vault.unit_of_work() as work:
            dossier = self.editing.reached(work, beneficiary, Operation.READ_DOSSIER)
            data = _content(work, dossier, file)
            work.journal.record(JournalOperation.DOSSIER_READ, str(beneficiary))
            work.commit()
        return data

    def pages(self, data: bytes, name: str) -> DocumentPages | None:
        """Return the pages of a file that is a PDF, drawn apart and in memory; None for another kind of file.

        Raises:
            DamagedFile, ReadingStopped: when they cannot be drawn.
        """
        return self.reader.open(data, name) if b"%PDF-" in data[:_HEAD] else None

    def export(self, beneficiary: BeneficiaryId, file: str, path: Path) -> None:
        """Write a file outside the vault, in clear, as the conseiller asked.

        Raises:
            NothingToShow: when the dossier holds no such file.
            OutputNotWritten: when the folder or the disk refuses it.
        """
        with self.editing.vault.unit_of_work() as work:
            dossier = self.editing.reached(work, beneficiary, Operation.EXPORT_ATTACHMENT)
            with self.output.prepare(path, _content(work, dossier, file)) as prepared:
                work.journal.record(JournalOperation.ATTACHMENT_EXPORTED, str(beneficiary))
                work.commit()
                prepared.publish()

    def remove(self, beneficiary: BeneficiaryId, file: str) -> Changed:
        """Remove a document of the profile; it can be undone."""

        def without(dossier: Dossier) -> Dossier:
            profile: Profile = dossier.beneficiary.profile
            documents = tuple(document for document in profile.documents if str(document.id) != file)
            if documents == profile.documents:
                raise NothingToShow(what="attachment", value=file)
            return dossier.evolve(beneficiary=dossier.beneficiary.evolve(profile=profile.evolve(documents=documents)))

        self.editing.change(beneficiary, without)
        return Changed(beneficiary)


def _content(work: UnitOfWork, dossier: Dossier, file: str) -> bytes:
    for document in dossier.beneficiary.profile.documents:
        if str(document.id) == file:
            return document.data
    for incoming in work.originals.files(dossier.beneficiary.id):
        if incoming.digest == file:
            return incoming.data
    raise NothingToShow(what="attachment", value=file)
