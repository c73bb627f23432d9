"""Use cases on passports: agree, issue, read what came in, see what would change, accept."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from passeport.domain.account import Operation
from passeport.domain.agreement import Agreement, Recipient, Scope, Transmission
from passeport.domain.beneficiary import Dossier
from passeport.domain.coupon import new_ticket
from passeport.domain.difference import Decision
from passeport.domain.errors import FormatNotProtected
from passeport.domain.identifiers import AgreementId, BeneficiaryId, PassportNumber
from passeport.domain.left_out import LeftOut
from passeport.domain.parcours import Parcours, ReferralStatus, Step
from passeport.domain.passport import Issue, Passport, draw_up, number_from
from passeport.domain.reading import IncomingPassport
from passeport.domain.vocabulary import AgreementMode, vocabulary
from passeport.services.checking import checked
from passeport.services.document_ports import DocumentPages, DocumentWriter, WrittenDocument
from passeport.services.editing import Changed, Editing, as_seen_by
from passeport.services.file_ports import PRINTED, FileFormat, FileOutput, PassportReader, PassportWriter
from passeport.services.folder_import import FolderImport
from passeport.services.journal_ports import JournalOperation
from passeport.services.ports import Progress
from passeport.services.protection import Protection, protected
from passeport.services.receptions import Proposal, Receptions
from passeport.services.stations import Stations

_MAY_BE_ANSWERED = frozenset(
    {ReferralStatus.PREPAREE, ReferralStatus.TRANSMISE, ReferralStatus.RECUE, ReferralStatus.SANS_REPONSE}
)


class HandedOver(NamedTuple):
    """A passport that left: its number, what it says, and its file before it was protected."""

    number: PassportNumber
    passport: Passport
    document: WrittenDocument


@dataclass(frozen=True)
class Passports:
    """Passports that leave and passports that come in, for the account at work."""

    editing: Editing
    writer: PassportWriter
    reader: PassportReader
    output: FileOutput
    papers: DocumentWriter

    # Out ------------------------------------------------------------------------------------------------------

    def agree(self, beneficiary: BeneficiaryId, recipient: Recipient, scope: Scope, mode: AgreementMode) -> AgreementId:
        """Record the person's agreement, given today, for this recipient and this scope (R17).

        Raises:
            FieldRefused: for an unknown mode.
        """
        agreement = self._agreement(recipient, scope, mode)
        self.editing.change(
            beneficiary,
            lambda dossier: dossier.evolve(agreements=(*dossier.agreements, agreement)),
            JournalOperation.AGREEMENT_RECORDED,
            Operation.ISSUE_PASSPORT,
        )
        return agreement.id

    def withdraw(self, beneficiary: BeneficiaryId, agreement: AgreementId) -> Changed:
        """Record that the person took an agreement back today: nothing leaves under it any more (R18)."""
        today = self.editing.clock.today()

        def withdrawn(dossier: Dossier) -> Dossier:
            dossier.agreement_of(agreement)
            changed = (
                known.evolve(withdrawn_on=today) if known.id == agreement and known.withdrawn_on is None else known
                for known in dossier.agreements
            )
            return dossier.evolve(agreements=tuple(changed))

        self.editing.change(beneficiary, withdrawn, JournalOperation.AGREEMENT_WITHDRAWN, Operation.WITHDRAW_AGREEMENT)
        return Changed(beneficiary)

    def preview(
        self,
        beneficiary: BeneficiaryId,
        recipient: Recipient,
        scope: Scope,
        mode: AgreementMode,
        *,
        language: str = "fr",
    ) -> Passport:
        """Return what would leave, for the person to see; nothing is written nor noted.

        Raises:
            FieldRefused: for an unknown mode of agreement.
            UnknownCodeError: for a language that Europass has not (`profile_languages`).
        """
        require_language(language)
        with self.editing.vault.unit_of_work() as work:
            dossier = self.editing.reached(work, beneficiary, Operation.ISSUE_PASSPORT)
        dossier = as_seen_by(self.editing.account.id, dossier)
        agreement = self._agreement(recipient, scope, mode)
        return draw_up(dossier, agreement, self.new_issue(agreement), language=language)

    def laid_out(self, passport: Passport, file_format: FileFormat) -> WrittenDocument:
        """Return the pages of a passport that would leave (`preview`), and the letters that no font has."""
        return self.writer.preview(passport, file_format)

    def left_out(
        self, beneficiary: BeneficiaryId, scope: Scope, file_format: FileFormat, *, language: str = "fr"
    ) -> LeftOut:
        """Return what a form of file would have no room for, whoever receives it; nothing is written nor noted.

        Raises:
            NothingShared: when nothing of the dossier is in the scope.
            UnknownCodeError: for a language that Europass has not (`profile_languages`).
        """
        require_language(language)
        with self.editing.vault.unit_of_work() as work:
            dossier = self.editing.reached(work, beneficiary, Operation.ISSUE_PASSPORT)
        dossier = as_seen_by(self.editing.account.id, dossier)
        recipient = Recipient(name=dossier.beneficiary.identity.full_name)
        agreement = self._agreement(recipient, scope, vocabulary("agreement_modes").codes[0])
        passport = draw_up(dossier, agreement, self.new_issue(agreement), language=language)
        return self.writer.document(passport, file_format).left_out

    def issue(
        self,
        beneficiary: BeneficiaryId,
        agreement: AgreementId,
        path: Path,
        file_format: FileFormat,
        *,
        language: str = "fr",
    ) -> PassportNumber:
        """Write the passport that an agreement allows, and return its number; see `hand_over`."""
        return self.hand_over(beneficiary, agreement, path, file_format, language=language).number

    def hand_over(
        self,
        beneficiary: BeneficiaryId,
        agreement: AgreementId,
        path: Path,
        file_format: FileFormat,
        *,
        language: str = "fr",
        protection: Protection | None = None,
    ) -> HandedOver:
        """Write the passport that an agreement allows, and note it in the register and the journal.

        The bytes are on the disk before the register is written, and get their name after: neither a file that the
        register ignores nor a register line without its file can remain.
        `language` is that of the document, and part of what is signed. What is returned is not protected: it may be
        printed, here and now.

        Raises:
            AgreementMissing, AgreementWithdrawn, NothingShared: when nothing may leave.
            OutputNotWritten: when the folder or the disk refuses the file.
            FormatNotAllowed: when this computer lets no passport leave so.
            FormatNotProtected: when what is not a PDF is to be protected.
            WeakPassphrase: when one that could be guessed is to close it.
            UnknownCodeError: for a language that Europass has not (`profile_languages`).
        """
        require_language(language)
        if protection and file_format not in PRINTED:
            raise FormatNotProtected(format=file_format.value)
        self.editing.computer_policy.require_format(file_format)
        with self.editing.vault.unit_of_work() as work:
            dossier = self.editing.reached(work, beneficiary, Operation.ISSUE_PASSPORT)
            given = dossier.agreement_of(agreement)
            issue = self.new_issue(given)
            after = self.after_issue(dossier, given, issue, file_format)
            passport = draw_up(after, given, issue, language=language)  # a referral leaves as sent
            document = self.writer.document(passport, file_format, self.editing.vault.signer)
            data = protected(document.data, protection or Protection(), self.papers, self.editing)
            with self.output.prepare(path, data) as prepared:
                work.dossiers.save(after)
                work.journal.record(JournalOperation.PASSPORT_ISSUED, issue.number)
                work.commit()
                prepared.publish()
        self.editing.forget_history(after.beneficiary.id)
        return HandedOver(issue.number, passport, document)

    def print_out(self, handed: HandedOver) -> DocumentPages:
        """Return the pages of a passport that has just left, for the printer; the journal notes it.

        They are those of the file: the same number, the same fingerprint.
        """
        with self.editing.vault.unit_of_work() as work:
            self.editing.require_somewhere(Operation.ISSUE_PASSPORT)
            if handed.passport.beneficiary is not None:
                self.editing.reached(work, handed.passport.beneficiary, Operation.ISSUE_PASSPORT)
            pages = self.papers.pages(handed.document.data)
            work.journal.record(JournalOperation.PASSPORT_PRINTED, handed.number)
            work.commit()
        return pages

    def _agreement(self, recipient: Recipient, scope: Scope, mode: AgreementMode) -> Agreement:
        return checked(
            Agreement,
            {
                "id": self.editing.identifiers.new(),
                "recipient": recipient,
                "scope": scope,
                "given_on": self.editing.clock.today(),
                "mode": mode,
            },
        )

    def new_issue(self, agreement: Agreement) -> Issue:
        """Return what a passport under this agreement says of itself, with a number that was never used."""
        # with the hour of here: the day that is printed is that of the agreement and of the register, near midnight too
        account, now = self.editing.account, self.editing.clock.now().astimezone().replace(microsecond=0)
        return Issue(
            number=number_from(self.editing.identifiers.new(), now.year),
            issued_at=now,
            issuer=account.station,
            conseiller=account.name,
            recipient=agreement.recipient,
            agreed_on=agreement.given_on,
            agreement_mode=agreement.mode,
            sections=tuple(sorted(agreement.scope.sections)),
        )

    def after_issue(self, dossier: Dossier, agreement: Agreement, issue: Issue, file_format: FileFormat) -> Dossier:
        """Return the dossier once the passport left: one more line in its register, and its referral sent."""
        line = Transmission(
            passport_number=issue.number,
            incoming=False,
            party=agreement.recipient.name,
            on=self.editing.clock.today(),
            agreement=agreement.id,
            sections=agreement.scope.sections,
            file_format=file_format.value,
        )
        parcours = tuple(self._sent(p, agreement.recipient) for p in dossier.parcours)
        return dossier.evolve(transmissions=(*dossier.transmissions, line), parcours=parcours)

    def _sent(self, parcours: Parcours, recipient: Recipient) -> Parcours:
        today = self.editing.clock.today()

        def sent(step: Step) -> Step:
            referral = step.referral
            if referral is None or not referral.is_to(recipient.name, recipient.network):
                return step
            if referral.ticket is None and referral.status in _MAY_BE_ANSWERED:
                drawn = (self.editing.identifiers.new() for _ in range(2))
                referral = referral.evolve(ticket=new_ticket(*drawn))
            if referral.status is ReferralStatus.PREPAREE:
                referral = referral.moved_to(ReferralStatus.TRANSMISE, today)
            return step.evolve(referral=referral)

        return parcours.evolve(steps=tuple(sent(step) for step in parcours.steps))

    # In -------------------------------------------------------------------------------------------------------

    def prepare_to_read(self) -> None:
        """Get ready to read a file, while the person looks for it."""
        self.reader.prepare()

    def read(self, path: Path, progress: Progress | None = None, passphrase: str = "") -> IncomingPassport:
        """Read a file, save nothing, and say what its signature is worth here; `progress` may stop it.

        `passphrase` opens a file that is closed.

        Raises:
            InputRefused: one of its concrete kinds, when the file cannot be read; `ClosedFile` asks for a passphrase.
            Cancelled: when the user stopped it.
        """
        self.editing.require(Operation.IMPORT_PASSPORT)
        return self.stations.recognised(self.reader.read(path, progress, passphrase))

    @property
    def stations(self) -> Stations:
        """The stations whose signature is known here."""
        return Stations(self.editing)

    @property
    def receptions(self) -> Receptions:
        """What becomes of a passport once it is read."""
        return Receptions(self.editing)

    @property
    def folders(self) -> FolderImport:
        """Many passports at once."""
        return FolderImport(self.receptions, self.stations, self.reader)

    def propose(self, incoming: IncomingPassport, beneficiary: BeneficiaryId | None = None) -> Proposal:
        """Say who the passport might be and what it would change; see `Receptions.propose`."""
        return self.receptions.propose(incoming, beneficiary)

    def propose_new(self, incoming: IncomingPassport) -> Proposal:
        """Say what a new dossier made of the passport would hold, whoever it resembles."""
        return self.receptions.propose_new(incoming)

    def accept(
        self,
        incoming: IncomingPassport,
        beneficiary: BeneficiaryId | None,
        decisions: Mapping[str, Decision],
        *,
        original: Path | None = None,
    ) -> Changed:
        """Bring a passport into a dossier, in one transaction; see `Receptions.accept`."""
        return self.receptions.accept(incoming, beneficiary, decisions, original=original)


def require_language(language: str) -> None:
    """Do nothing when a passport may be written in `language`.

    Raises:
        UnknownCodeError: for a language that is none of those of Europass (`profile_languages`).
    """
    vocabulary("profile_languages")[language]
