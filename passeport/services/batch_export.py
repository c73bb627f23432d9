"""Many passports at once, for one recipient: only those whom the person agreed to hand over, each closed (R13, R17).

The register of transmissions is what makes it resumable: a person is done when the register names a passport under
their agreement and the file of that number is in the folder. A batch that was stopped, or a computer that died, is gone
on with by asking again.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol

from passeport.domain.account import Operation
from passeport.domain.agreement import Agreement, Recipient
from passeport.domain.beneficiary import Dossier, DossierSummary
from passeport.domain.errors import AgreementMissing, NotAllowed, NothingShared, OtherPassphrase, PasseportError
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.passphrase import require_strong
from passeport.domain.passport import Issue, Passport, draw_up
from passeport.language.unprintable import warned
from passeport.services.document_ports import WrittenDocument
from passeport.services.dossier_ports import UnitOfWork
from passeport.services.file_ports import FileFormat
from passeport.services.journal_ports import JournalOperation
from passeport.services.passports import Passports, require_language
from passeport.services.ports import Progress, Signer

_PAGE = 200


class ClosedPassportWriter(Protocol):
    """Writes passports as closed PDF files, several at a time."""

    def write_all(self, passports: Iterable[Passport], signer: Signer, passphrase: str) -> Iterator[WrittenDocument]:
        """Give the file of each passport in the order given, with what its pages lack.

        A passport is asked for shortly before it is written.
        """

    def opens(self, file: Path, passphrase: str) -> bool:
        """Tell whether a passphrase opens a file that was written before; raises `OSError` when it cannot be read."""


class Unprinted(NamedTuple):
    """What the pages of a passport lack, in words: letters that no font has, a photograph that cannot be read."""

    number: str
    """Of the passport, which is the name of its file."""
    words: str


class BatchResult(NamedTuple):
    """What became of a batch."""

    written: int
    already: int
    """People whose passport was already in the folder."""
    without_agreement: int
    """People who agreed to nothing for this recipient, or took it back: nothing of theirs left (R17, R18)."""
    unprinted: tuple[Unprinted, ...] = ()
    """The passports written whose pages lack something; the data inside them are whole."""


class Agreed(NamedTuple):
    """To whom people agree that their passport goes."""

    recipient: Recipient
    people: int


Chosen = frozenset[BeneficiaryId] | None
"""Of whom passports leave; None for everybody."""


class _Drawn(NamedTuple):
    beneficiary: BeneficiaryId
    agreement: Agreement
    issue: Issue
    passport: Passport


class _Manner(NamedTuple):
    """For whom a batch is written, where and how."""

    recipient: Recipient
    folder: Path
    passphrase: str
    language: str


@dataclass(frozen=True)
class BatchExport:
    """Passports that leave together."""

    passports: Passports
    writer: ClosedPassportWriter

    def recipients(self, only: Chosen = None, progress: Progress | None = None) -> tuple[Agreed, ...]:
        """Return to whom people agree that their passport goes, those whom most agree to first.

        Raises:
            Cancelled: when `progress` raised it.
        """
        self.passports.editing.require(Operation.READ_DOSSIER)
        found: Counter[Recipient] = Counter()
        people = tuple(self._people(only))
        for number, person in enumerate(people):
            if progress is not None:
                progress(number, len(people))
            with self.passports.editing.vault.unit_of_work() as work:
                dossier = self._reached(work, person.id)
            agreements = dossier.agreements if dossier is not None else ()
            found.update({one.recipient for one in agreements if one.withdrawn_on is None})
        return tuple(Agreed(*one) for one in found.most_common())

    def run(
        self,
        recipient: Recipient,
        folder: Path,
        passphrase: str,
        progress: Progress | None = None,
        only: Chosen = None,
        *,
        language: str = "fr",
        looking: Progress | None = None,
    ) -> BatchResult:
        """Write into `folder`, under its number, the passport of each person who agrees to this recipient.

        `only` says of whom, everybody when it is None.

        One transaction for each person, as for one passport alone: a batch that stops leaves whole files and their
        lines in the register, and nothing else.

        Raises:
            FormatNotAllowed: when this computer lets no passport leave as PDF.
            WeakPassphrase: when the passphrase could be guessed.
            AgreementMissing: when nobody agrees to this recipient.
            OtherPassphrase: when the folder holds passports of this batch that another passphrase closes.
            OutputNotWritten: when the folder or the disk refuses a file; those before it remain.
            Cancelled: when `progress` raised it; those written remain.
        """
        editing = self.passports.editing
        editing.require(Operation.READ_DOSSIER)
        editing.computer_policy.require_format(FileFormat.PDF)
        require_language(language)
        require_strong(passphrase)
        people = tuple(self._people(only))
        agreed: list[BeneficiaryId] = []
        already: list[Path] = []
        for number, person in enumerate(people):
            if looking is not None:
                looking(number, len(people))
            found = self._agreed(person.id, recipient)
            if found is None:
                continue
            done = self._done(*found, folder)
            if done is not None:
                already.append(done)
            else:
                agreed.append(person.id)
        if not agreed and not already:
            raise AgreementMissing(recipient=recipient.name)
        self._require_same(passphrase, already)
        unprinted: list[Unprinted] = []
        written = self._write(agreed, _Manner(recipient, folder, passphrase, language), progress, unprinted)
        return BatchResult(written, len(already), len(people) - len(already) - written, tuple(unprinted))

    def _write(
        self,
        people: list[BeneficiaryId],
        manner: _Manner,
        progress: Progress | None,
        unprinted: list[Unprinted],
    ) -> int:
        waiting: list[_Drawn] = []
        total, written = len(people), 0

        def drawn() -> Iterator[Passport]:
            for beneficiary in people:
                one = self._draw(beneficiary, manner)
                if one is not None:
                    waiting.append(one)
                    yield one.passport

        signer = self.passports.editing.vault.signer
        for document in self.writer.write_all(drawn(), signer, manner.passphrase):
            if progress is not None:
                progress(written, total)
            one = waiting.pop(0)
            if self._note(one, manner.folder, document.data):
                written += 1
                words = warned(one.passport, document.missing, photo_left_out=document.photo_left_out)
                if words:
                    unprinted.append(Unprinted(one.issue.number, words))
        if progress is not None:
            progress(written, total)
        return written

    def _people(self, only: Chosen) -> Iterator[DossierSummary]:
        after: DossierSummary | None = None
        while True:
            with self.passports.editing.vault.unit_of_work() as work:
                page = work.dossiers.page(limit=_PAGE, after=after)
            yield from (one for one in page if only is None or one.id in only)
            if len(page) < _PAGE:
                return
            after = page[-1]

    def _reached(self, work: UnitOfWork, beneficiary: BeneficiaryId) -> Dossier | None:
        """Return a dossier that may leave, or None where the account may hand nothing over (frozen, archived)."""
        try:
            return self.passports.editing.reached(work, beneficiary, Operation.ISSUE_PASSPORT)
        except NotAllowed:
            return None

    def _agreed(self, beneficiary: BeneficiaryId, recipient: Recipient) -> tuple[Dossier, Agreement] | None:
        with self.passports.editing.vault.unit_of_work() as work:
            dossier = self._reached(work, beneficiary)
        given = standing(dossier, recipient) if dossier is not None else None
        return (dossier, given) if dossier is not None and given is not None else None

    def _done(self, dossier: Dossier, agreement: Agreement, folder: Path) -> Path | None:
        """Return the file that was written under an agreement, None when the folder has none."""
        numbers = (
            sent.passport_number
            for sent in dossier.transmissions
            if not sent.incoming and sent.agreement == agreement.id
        )
        return next((file for number in numbers if (file := place(folder, number)).is_file()), None)

    def _require_same(self, passphrase: str, already: list[Path]) -> None:
        """Refuse to leave two passphrases in one folder: the recipient would be told one of them."""
        for file in already[:1]:
            try:
                same = self.writer.opens(file, passphrase)
            except OSError:
                continue
            if not same:
                raise OtherPassphrase(path=str(file.parent))

    def _draw(self, beneficiary: BeneficiaryId, manner: _Manner) -> _Drawn | None:
        found = self._agreed(beneficiary, manner.recipient)
        if found is None:
            return None
        dossier, agreement = found
        issue = self.passports.new_issue(agreement)
        try:
            after = self.passports.after_issue(dossier, agreement, issue, FileFormat.PDF)
            passport = draw_up(after, agreement, issue, language=manner.language)
        except NothingShared:
            return None
        return _Drawn(beneficiary, agreement, issue, passport)

    def _note(self, drawn: _Drawn, folder: Path, data: bytes) -> bool:
        """Give the file its name with its line in the register, unless the person took the agreement back meanwhile."""
        with self.passports.editing.vault.unit_of_work() as work:
            dossier = self._reached(work, drawn.beneficiary)
            try:
                if dossier is None:
                    return False
                dossier.agreement_of(drawn.agreement.id).require(drawn.agreement.recipient)
            except PasseportError:
                return False  # R18: there is no override
            after = self.passports.after_issue(dossier, drawn.agreement, drawn.issue, FileFormat.PDF)
            with self.passports.output.prepare(place(folder, drawn.issue.number), data) as prepared:
                work.dossiers.save(after)
                work.journal.record(JournalOperation.PASSPORT_ISSUED, drawn.issue.number)
                work.commit()
                prepared.publish()
        self.passports.editing.forget_history(drawn.beneficiary)
        return True


def standing(dossier: Dossier, recipient: Recipient) -> Agreement | None:
    """Return the last agreement that stands for a recipient, None when there is none."""
    given = [one for one in dossier.agreements if one.recipient == recipient and one.withdrawn_on is None]
    return max(given, key=lambda one: one.given_on) if given else None


def place(folder: Path, number: str) -> Path:
    """Return the file of a passport in a folder: its number alone, which names nobody."""
    return folder / f"{number}.pdf"
