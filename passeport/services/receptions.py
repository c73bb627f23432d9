"""Use cases on what comes in: who it may be, what it would change, and the change itself."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from passeport.domain.account import Operation
from passeport.domain.agreement import Transmission
from passeport.domain.beneficiary import Beneficiary, Dossier
from passeport.domain.difference import Decision, Difference, differences
from passeport.domain.errors import FileNotFound, NothingToShow, OriginalChanged, OriginalNotKept
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.identity import Identity
from passeport.domain.matching import Match, matches
from passeport.domain.merging import merge
from passeport.domain.passport import Passport
from passeport.domain.provenance import ReceivedFile, Reception
from passeport.domain.reading import Fate, IncomingPassport
from passeport.domain.retention import KeptFile
from passeport.services.checking import refusal_of
from passeport.services.dossier_ports import IncomingFile, UnitOfWork
from passeport.services.editing import Changed, Editing
from passeport.services.history import Done, Touched
from passeport.services.journal_ports import JournalOperation


@dataclass(frozen=True)
class Proposal:
    """What an incoming passport would change, before anything is saved."""

    incoming: IncomingPassport
    matches: tuple[Match, ...]
    chosen: Dossier | None
    """The dossier compared with; None when a new one would be made."""
    differences: tuple[Difference, ...]


class Written(NamedTuple):
    """A dossier before and after a passport; `before` is None for a new one, and else keeps what was received."""

    before: Dossier | None
    after: Dossier
    changed: bool
    reference: str
    """How the journal names it."""


@dataclass(frozen=True)
class Receptions:
    """Passports that were read, for the account at work."""

    editing: Editing

    def propose(self, incoming: IncomingPassport, beneficiary: BeneficiaryId | None = None) -> Proposal:
        """Say who the passport might be and what it would change in `beneficiary`, or in the surest match."""
        self.editing.require(Operation.IMPORT_PASSPORT)
        passport = incoming.passport
        with self.editing.vault.unit_of_work() as work:
            alike = work.dossiers.alike(passport.identity, passport.beneficiary)
            chosen = self.editing.reached(work, beneficiary, Operation.IMPORT_PASSPORT) if beneficiary else None
            found = matches(passport, tuple(known for known in alike if known.archive is None))
            if chosen is None and found and found[0].is_sure:
                chosen = found[0].dossier
                self.editing.require(Operation.IMPORT_PASSPORT, chosen)
            read = {one.beneficiary.id: one for one in (*(match.dossier for match in found), chosen) if one is not None}
            seen = {one.beneficiary.id: one for one in self.editing.shown(work, read.values())}
        found = tuple(replace(match, dossier=seen[match.dossier.beneficiary.id]) for match in found)
        chosen = seen[chosen.beneficiary.id] if chosen is not None else None
        return Proposal(incoming, found, chosen, differences(chosen or self._empty(passport), passport))

    def propose_new(self, incoming: IncomingPassport) -> Proposal:
        """Say what a new dossier made of the passport would hold, whoever it resembles."""
        proposal = self.propose(incoming)
        return Proposal(incoming, proposal.matches, None, self.would_be_new(incoming.passport))

    def would_be_new(self, passport: Passport) -> tuple[Difference, ...]:
        """Say what a new dossier made of a passport would hold."""
        return differences(self._empty(passport), passport)

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
            OriginalChanged: when `original` is no longer what was read; nothing is saved then.
            OriginalNotKept: when `original` holds what is never recorded (R01, R02); nothing is saved then.
            FileNotFound: when `original` is there no more; nothing is saved then.
        """
        self.editing.require(Operation.IMPORT_PASSPORT)
        if original is not None and any(entry.fate is Fate.REFUSED for entry in incoming.report.entries):
            raise OriginalNotKept(path=original.name)
        kept = _kept(original, incoming, self.editing.clock.today()) if original is not None else None
        with self.editing.vault.unit_of_work() as work:
            known = self.editing.reached(work, beneficiary, Operation.IMPORT_PASSPORT) if beneficiary else None
            written = self.write(work, incoming, known, decisions, kept)
            work.commit()
        target = written.after.beneficiary.id
        if written.changed:
            files = (kept[1],) if kept is not None and written.before is None else ()
            touched = Touched(written.before, written.after, after_files=files)
            self.editing.remember(Done((touched,), JournalOperation.PASSPORT_IMPORTED, written.reference, target))
        return Changed(target, changed=written.changed)

    def write(
        self,
        work: UnitOfWork,
        incoming: IncomingPassport,
        known: Dossier | None,
        decisions: Mapping[str, Decision],
        kept: tuple[KeptFile, IncomingFile] | None = None,
    ) -> Written:
        """Write what `accept` does into a transaction that the caller opened, asks the right for, and commits.

        Raises:
            FieldRefused, SocialSecurityNumberRefused, NoteTooLong: when the dossier would break a rule.
        """
        passport, listed = incoming.passport, kept[0] if kept is not None else None
        dossier = known or self._empty(passport, work)
        try:
            merged = merge(dossier, differences(dossier, passport), decisions, self._reception(passport))
        except ValidationError as error:
            raise refusal_of(error) from None
        changed = known is None or merged != dossier
        if changed:
            merged = self._registered(merged, incoming)
        merged = self.editing.dated(merged, listed)
        target = merged.beneficiary.id
        before = None
        if known is None:
            saved = work.dossiers.add(merged)
        else:
            saved = work.dossiers.save(merged) if merged != dossier else dossier
            # what the law wants kept stays when the rest is taken back: the register, and the file with its day
            received = {"transmissions": merged.transmissions, "received_files": merged.received_files}
            before = self.editing.dated(dossier.evolve(**received), listed)
        if kept is not None:
            work.originals.keep(target, kept[1].name, kept[1].digest, kept[1].data)
        reference = passport.issue.number if passport.issue else str(target)
        if changed:
            work.journal.record(JournalOperation.PASSPORT_IMPORTED, reference)
        return Written(before, saved, changed, reference)

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

    def _registered(self, dossier: Dossier, incoming: IncomingPassport) -> Dossier:
        """Note what was received, and the file that it was in."""
        issue, today, digest = incoming.passport.issue, self.editing.clock.today(), incoming.file_digest
        if digest and not dossier.has_received(digest):
            file = ReceivedFile(digest=digest, received_on=today)
            dossier = dossier.evolve(received_files=(*dossier.received_files, file))
        if issue is None:
            return dossier
        line = Transmission(
            passport_number=issue.number,
            incoming=True,
            party=issue.issuer.name,
            on=today,
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


def _kept(path: Path, incoming: IncomingPassport, today: dt.date) -> tuple[KeptFile, IncomingFile]:
    """Return the file that came in, as the dossier lists it and as it is kept: the very bytes that were read."""
    try:
        data = path.read_bytes()
    except OSError:
        raise FileNotFound(path=str(path)) from None
    digest = hashlib.sha256(data).hexdigest()
    if digest != incoming.file_digest:
        raise OriginalChanged(path=path.name)
    listed = KeptFile(id=digest, name=path.name, kept_on=today, is_incoming=True)
    return listed, IncomingFile(name=path.name, digest=digest, data=data)
