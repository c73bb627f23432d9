"""Use cases on the rights of the person (R08 to R10): answer what they ask, give them everything, erase everything."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from passeport.domain.account import Operation
from passeport.domain.anonymous import anonymised
from passeport.domain.beneficiary import Dossier
from passeport.domain.draft import without_person
from passeport.domain.errors import NothingToShow
from passeport.domain.identifiers import BeneficiaryId, RequestId
from passeport.domain.passport import letters_of
from passeport.domain.requests import RequestKind, RequestOutcome, RightsRequest
from passeport.domain.retention import Ending, ErasureCause, Minutes
from passeport.domain.text import Line
from passeport.services.dossier_ports import UnitOfWork
from passeport.services.editing import Changed, Editing
from passeport.services.file_ports import FileOutput, PersonCopy, PersonCopyWriter
from passeport.services.journal import references_of
from passeport.services.journal_ports import JournalFilter, JournalOperation


@dataclass(frozen=True)
class Erasure:
    """An erasure that was done: what is kept of it, and who else has to be told (RGPD, article 19)."""

    minutes: Minutes
    recipients: tuple[str, ...]
    """The points d'accueil that received a passport of this person; shown once, kept nowhere."""


@dataclass(frozen=True)
class RightsOfPersons:
    """What a person may ask about their data, for the account at work."""

    editing: Editing
    writer: PersonCopyWriter
    output: FileOutput

    # Requests ---------------------------------------------------------------------------------------------------

    def record(
        self, beneficiary: BeneficiaryId, kind: RequestKind, detail: Line = "", received_on: dt.date | None = None
    ) -> RequestId:
        """Note a request of the person, due within a month of the day it was received, today by default (R09).

        A limitation is in force at once; an opposition takes back every agreement that stands.
        """
        today = self.editing.clock.today()
        request = RightsRequest(
            id=RequestId(self.editing.identifiers.new()), kind=kind, received_on=received_on or today, detail=detail
        )

        def recorded(dossier: Dossier) -> Dossier:
            agreements = dossier.agreements
            if kind is RequestKind.OPPOSITION:
                agreements = tuple(
                    given if given.withdrawn_on is not None else given.evolve(withdrawn_on=today)
                    for given in agreements
                )
            return dossier.evolve(requests=(*dossier.requests, request), agreements=agreements)

        self._change(beneficiary, recorded, JournalOperation.REQUEST_RECORDED)
        return request.id

    def answer(
        self, beneficiary: BeneficiaryId, request: RequestId, outcome: RequestOutcome, reason: Line = ""
    ) -> Changed:
        """Note the answer given today; answering a limitation lifts it.

        Raises:
            NothingToShow: when the dossier has no such request waiting.
            FieldRefused: when a refusal does not say why.
        """
        today = self.editing.clock.today()

        def answered(dossier: Dossier) -> Dossier:
            if not any(known.id == request and known.is_open for known in dossier.requests):
                raise NothingToShow(what="request", value=str(request))
            changes = {"answered_on": today, "outcome": outcome, "reason": reason}
            return dossier.evolve(
                requests=tuple(known.evolve(**changes) if known.id == request else known for known in dossier.requests)
            )

        self._change(beneficiary, answered, JournalOperation.REQUEST_ANSWERED)
        return Changed(beneficiary)

    def _change(self, beneficiary: BeneficiaryId, how: Callable[[Dossier], Dossier], journal: JournalOperation) -> None:
        saved = self.editing.change(beneficiary, how, journal, Operation.RECORD_REQUEST)
        self.editing.forget_history(saved.beneficiary.id)  # undoing what came before would change what is frozen now

    # Access -----------------------------------------------------------------------------------------------------

    def copy(self, beneficiary: BeneficiaryId, path: Path, language: str = "fr") -> None:
        """Write everything that is kept of a person in one archive, for them (R08): readable and structured.

        Every note is in it, of every level and author (R05): what is written about a person is theirs to read. What
        the copy says by itself is in `language` (ISO 639-1: fr, else en).

        Raises:
            OutputNotWritten: when the folder or the disk refuses the file.
        """
        with self.editing.vault.unit_of_work() as work:
            dossier = self.editing.reached(work, beneficiary, Operation.COPY_FOR_PERSON)
            data = self.writer.write(self._everything(work, dossier, language))
            with self.output.prepare(path, data) as prepared:
                work.journal.record(JournalOperation.PERSON_COPIED, str(beneficiary))
                work.commit()
                prepared.publish()

    def _everything(self, work: UnitOfWork, dossier: Dossier, language: str) -> PersonCopy:
        wanted = JournalFilter(references=references_of(dossier))
        return PersonCopy(
            made_at=self.editing.clock.now(),
            made_by=self.editing.account.name,
            station=self.editing.account.station,
            dossier=dossier,
            incoming=work.originals.files(dossier.beneficiary.id),
            drafts=work.drafts.about(dossier.beneficiary.id),
            journal=work.journal.lines(work.journal.numbers(wanted)),
            alterations=work.alterations.of(dossier.beneficiary.id),
            accounts=work.journal.accounts(),
            language=language,
        )

    # Erasure ----------------------------------------------------------------------------------------------------

    def erase(self, beneficiary: BeneficiaryId, cause: ErasureCause) -> Erasure:
        """Erase a dossier and everything that hangs on it, free pages and log included; minutes remain (R10).

        Raises:
            VaultNotWritable: when the disk has no room to rewrite the store; the dossier is erased all the same.
        """
        with self.editing.vault.unit_of_work() as work:
            done = self.erased(work, beneficiary, cause)
            work.commit()
        self.editing.forget_history()
        self.editing.vault.scrub()
        return done

    def erased(
        self, work: UnitOfWork, beneficiary: BeneficiaryId, cause: ErasureCause, ending: Ending = Ending.PURGE
    ) -> Erasure:
        """Erase a dossier inside a transaction; the caller commits, then has the vault scrubbed.

        Anonymised, it is erased all the same, and the reporting variables stay, with no way back.
        """
        dossier = self.editing.reached(work, beneficiary, Operation.ERASE_DOSSIER)
        minutes = self._minutes(dossier, cause, len(work.originals.names(beneficiary)), ending)
        if ending is Ending.ANONYMISE:
            work.retention.keep_anonymous(anonymised(dossier, self.editing.account.station))
        work.dossiers.remove(beneficiary)
        references = references_of(dossier)
        for draft in work.drafts.of_nobody():  # a workshop that is being typed may name them
            work.drafts.keep(without_person(draft, dossier.beneficiary.identity, references))
        work.journal.forget(references)
        operation = {
            Ending.PURGE: JournalOperation.DOSSIER_ERASED,
            Ending.ANONYMISE: JournalOperation.DOSSIER_ANONYMISED,
        }[ending]
        work.journal.record(operation, minutes.number)
        work.retention.keep_minutes(minutes)
        work.retention.owe_rewriting()
        parties = (sent.party for sent in dossier.transmissions if not sent.incoming)
        return Erasure(minutes, tuple(dict.fromkeys(parties)))

    def finish_erasing(self) -> bool:
        """Rewrite the store when an erasure was stopped before it; whoever opens the vault does it, as for the journal.

        Raises:
            VaultNotWritable: when the disk has no room for it; the next opening tries again.
        """
        with self.editing.vault.unit_of_work() as work:
            owed = work.retention.owes_rewriting()
        if owed:
            self.editing.vault.scrub()
        return owed

    def minutes(self) -> tuple[Minutes, ...]:
        """Return the minutes of every erasure, newest first."""
        self.editing.require(Operation.PLAN_RETENTION)
        with self.editing.vault.unit_of_work() as work:
            return work.retention.minutes()

    def _minutes(self, dossier: Dossier, cause: ErasureCause, incoming: int, ending: Ending) -> Minutes:
        today = self.editing.clock.today()
        steps = [step for parcours in dossier.parcours for step in parcours.steps]
        profile = dossier.beneficiary.profile
        return Minutes(
            number=f"PV-{today.year}-{letters_of(self.editing.identifiers.new())}",
            on=today,
            by=self.editing.account.name,
            cause=cause,
            steps=len(steps),
            notes=sum(len(step.notes) for step in steps),
            files=len(profile.documents) + (profile.photo is not None) + incoming,
            transmissions=len(dossier.transmissions),
            ending=ending,
        )
