"""Use cases on passports: agree, issue, read what came in, see what would change, accept."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from passeport.domain.account import Operation
from passeport.domain.agreement import Agreement, Recipient, Scope, Transmission
from passeport.domain.beneficiary import Beneficiary, Dossier
from passeport.domain.difference import Decision, Difference, differences
from passeport.domain.errors import FileNotFound, NothingToShow
from passeport.domain.identifiers import AgreementId, BeneficiaryId, PassportNumber
from passeport.domain.identity import Identity
from passeport.domain.matching import Match, matches
from passeport.domain.merging import merge
from passeport.domain.parcours import Parcours, ReferralStatus, Step
from passeport.domain.passport import Issue, Passport, draw_up, number_from
from passeport.domain.provenance import Reception
from passeport.domain.reading import IncomingPassport
from passeport.domain.retention import KeptFile
from passeport.domain.vocabulary import AgreementMode
from passeport.services.checking import checked
from passeport.services.dossier_ports import IncomingFile, UnitOfWork
from passeport.services.editing import Changed, Editing, as_seen_by
from passeport.services.file_ports import FileFormat, FileOutput, PassportReader, PassportWriter
from passeport.services.history import Done, Touched
from passeport.services.journal_ports import JournalOperation
from passeport.services.ports import Progress
from passeport.services.stations import Stations


@dataclass(frozen=True)
class Proposal:
    """What an incoming passport would change, before anything is saved."""

    incoming: IncomingPassport
    matches: tuple[Match, ...]
    chosen: Dossier | None
    """The dossier compared with; None when a new one would be made."""
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Passports:
    """Passports that leave and passports that come in, for the account at work."""

    editing: Editing
    writer: PassportWriter
    reader: PassportReader
    output: FileOutput

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

    def preview(self, beneficiary: BeneficiaryId, recipient: Recipient, scope: Scope, mode: AgreementMode) -> Passport:
        """Return what would leave, for the person to see; nothing is written nor noted.

        Raises:
            FieldRefused: for an unknown mode of agreement.
        """
        with self.editing.vault.unit_of_work() as work:
            dossier = self.editing.reached(work, beneficiary, Operation.ISSUE_PASSPORT)
        dossier = as_seen_by(self.editing.account.id, dossier)
        agreement = self._agreement(recipient, scope, mode)
        return draw_up(dossier, agreement, self._issue(agreement))

    def issue(
        self, beneficiary: BeneficiaryId, agreement: AgreementId, path: Path, file_format: FileFormat
    ) -> PassportNumber:
        """Write the passport that an agreement allows, and note it in the register and the journal.

        The bytes are on the disk before the register is written, and get their name after: neither a file that the
        register ignores nor a register line without its file can remain.

        Raises:
            AgreementMissing, AgreementWithdrawn, NothingShared: when nothing may leave.
            OutputNotWritten: when the folder or the disk refuses the file.
        """
        with self.editing.vault.unit_of_work() as work:
            dossier = self.editing.reached(work, beneficiary, Operation.ISSUE_PASSPORT)
            given = dossier.agreement_of(agreement)
            issue = self._issue(given)
            after = self._after_issue(dossier, given, issue, file_format)
            passport = draw_up(after, given, issue)  # a referral leaves as sent: the recipient holds what we keep
            data = self.writer.write(passport, file_format, self.editing.vault.signer)
            with self.output.prepare(path, data) as prepared:
                work.dossiers.save(after)
                work.journal.record(JournalOperation.PASSPORT_ISSUED, issue.number)
                work.commit()
                prepared.publish()
        self.editing.forget_history(after.beneficiary.id)
        return issue.number

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

    def _issue(self, agreement: Agreement) -> Issue:
        account, now = self.editing.account, self.editing.clock.now().astimezone(dt.UTC).replace(microsecond=0)
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

    def _after_issue(self, dossier: Dossier, agreement: Agreement, issue: Issue, file_format: FileFormat) -> Dossier:
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
            if referral is None or referral.status is not ReferralStatus.PREPAREE:
                return step
            if (referral.point_accueil, referral.network) != (recipient.name, recipient.network):
                return step
            return step.evolve(referral=referral.moved_to(ReferralStatus.TRANSMISE, today))

        return parcours.evolve(steps=tuple(sent(step) for step in parcours.steps))

    # In -------------------------------------------------------------------------------------------------------

    def prepare_to_read(self) -> None:
        """Get ready to read a file, while the person looks for it."""
        self.reader.prepare()

    def read(self, path: Path, progress: Progress | None = None) -> IncomingPassport:
        """Read a file, save nothing, and say what its signature is worth here; `progress` may stop it.

        Raises:
            InputRefused: one of its concrete kinds, when the file cannot be read.
            Cancelled: when the user stopped it.
        """
        self.editing.require(Operation.IMPORT_PASSPORT)
        return self.stations.recognised(self.reader.read(path, progress))

    @property
    def stations(self) -> Stations:
        """The stations whose signature is known here."""
        return Stations(self.editing)

    def propose(self, incoming: IncomingPassport, beneficiary: BeneficiaryId | None = None) -> Proposal:
        """Say who the passport might be and what it would change in `beneficiary`, or in the surest match."""
        self.editing.require(Operation.IMPORT_PASSPORT)
        passport = incoming.passport
        with self.editing.vault.unit_of_work() as work:
            alike = work.dossiers.alike(passport.identity, passport.beneficiary)
            chosen = self.editing.reached(work, beneficiary, Operation.IMPORT_PASSPORT) if beneficiary else None
        account = self.editing.account.id
        found = matches(passport, tuple(as_seen_by(account, known) for known in alike if known.archive is None))
        if chosen is not None:
            chosen = as_seen_by(account, chosen)
        elif found and found[0].is_sure:
            chosen = found[0].dossier
            self.editing.require(Operation.IMPORT_PASSPORT, chosen)
        return Proposal(incoming, found, chosen, differences(chosen or self._empty(passport), passport))

    def propose_new(self, incoming: IncomingPassport) -> Proposal:
        """Say what a new dossier made of the passport would hold, whoever it resembles."""
        proposal = self.propose(incoming)
        found = differences(self._empty(incoming.passport), incoming.passport)
        return Proposal(incoming, proposal.matches, None, found)

    def accept(
        self,
        incoming: IncomingPassport,
        beneficiary: BeneficiaryId | None,
        decisions: Mapping[str, Decision],
        *,
        original: Path | None = None,
    ) -> Changed:
        """Bring a passport into a dossier (a new one when `beneficiary` is None), in one transaction.

        A passport already taken changes nothing. `original` is the file to keep with the dossier, if asked.

        It can be undone. What was received stays received, though: in a dossier that was there before, the line in
        the register of transmissions and the original file remain (the register tells what happened, R17, and R23
        says it of the other side). A dossier that the passport made goes whole, register and file with it: nothing
        may be kept of a person who has no dossier (R03); the journal still names the passport.

        Raises:
            FieldRefused: when the dossier would break a rule.
            FileNotFound: when `original` is there no more; nothing is saved then.
        """
        self.editing.require(Operation.IMPORT_PASSPORT)
        passport = incoming.passport
        kept = _kept(original, self.editing.clock.today()) if original is not None else None
        files = (kept[1],) if kept is not None else ()
        with self.editing.vault.unit_of_work() as work:
            if beneficiary is None:
                dossier = self._empty(passport, work)
            else:
                dossier = self.editing.reached(work, beneficiary, Operation.IMPORT_PASSPORT)
            found = differences(dossier, passport)
            merged = merge(dossier, found, decisions, self._reception(passport))
            changed = beneficiary is None or merged != dossier
            merged = self._registered(merged, passport, changed=merged != dossier)
            listed = kept[0] if kept is not None else None
            merged = self.editing.dated(merged, listed)
            target = merged.beneficiary.id
            if beneficiary is None:
                saved, before = work.dossiers.add(merged), None
            else:
                saved = work.dossiers.save(merged) if merged != dossier else dossier
                # what the law wants kept stays when the rest is taken back: the register, and the file with its day
                before = self.editing.dated(dossier.evolve(transmissions=merged.transmissions), listed)
            for file in files:
                work.originals.keep(target, file.name, file.digest, file.data)
            reference = passport.issue.number if passport.issue else str(target)
            if changed:
                work.journal.record(JournalOperation.PASSPORT_IMPORTED, reference)
            work.commit()
        if not changed:
            return Changed(target, changed=False)
        touched = Touched(before, saved, after_files=files if before is None else ())
        self.editing.remember(Done((touched,), JournalOperation.PASSPORT_IMPORTED, reference, target))
        return Changed(target)

    def _reception(self, passport: Passport) -> Reception | None:
        issue = passport.issue
        if issue is None:
            return None
        return Reception(
            passport_number=issue.number,
            issuer=issue.issuer,
            issued_on=issue.issued_at.date(),
            received_on=self.editing.clock.today(),
        )

    def _registered(self, dossier: Dossier, passport: Passport, *, changed: bool) -> Dossier:
        issue = passport.issue
        if issue is None or not changed:
            return dossier
        line = Transmission(
            passport_number=issue.number,
            incoming=True,
            party=issue.issuer.name,
            on=self.editing.clock.today(),
            sections=frozenset(issue.sections),
        )
        return dossier.evolve(transmissions=(*dossier.transmissions, line))

    def _empty(self, passport: Passport, work: UnitOfWork | None = None) -> Dossier:
        """A dossier with the person's names alone, under the identifier that travels when it is free here."""
        identifier = passport.beneficiary or BeneficiaryId(self.editing.identifiers.new())
        if work is not None and passport.beneficiary is not None and self._is_taken(work, passport.beneficiary):
            identifier = BeneficiaryId(self.editing.identifiers.new())
        names = Identity(given_names=passport.identity.given_names, family_name=passport.identity.family_name)
        return Dossier(
            beneficiary=Beneficiary(
                id=identifier,
                identity=names,
                referent=self.editing.account.id,
                opened_on=self.editing.clock.today(),
            )
        )

    @staticmethod
    def _is_taken(work: UnitOfWork, beneficiary: BeneficiaryId) -> bool:
        try:
            work.dossiers.get(beneficiary)
        except NothingToShow:
            return False
        return True


def _kept(path: Path, today: dt.date) -> tuple[KeptFile, IncomingFile]:
    """Return the file that came in, as the dossier lists it and as it is kept."""
    try:
        data = path.read_bytes()
    except OSError:
        raise FileNotFound(path=str(path)) from None
    digest = hashlib.sha256(data).hexdigest()
    listed = KeptFile(id=digest, name=path.name, kept_on=today, is_incoming=True)
    return listed, IncomingFile(name=path.name, digest=digest, data=data)
