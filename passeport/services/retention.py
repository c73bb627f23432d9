"""Use cases on how long things are kept (R11, R12): see what would go, archive with a reason, let the rest go."""

import datetime as dt
from dataclasses import dataclass

from passeport.domain.account import Operation
from passeport.domain.beneficiary import Dossier
from passeport.domain.errors import ClockDoubtful
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.profile import Profile
from passeport.domain.retention import (
    WARNING_DAYS,
    Ageing,
    Archive,
    Ending,
    ErasureCause,
    KeptFile,
    OldAttachment,
    RetentionPlan,
    RetentionPolicy,
    Stage,
    months_after,
    stage_of,
)
from passeport.domain.rights import Whose
from passeport.domain.text import Line
from passeport.services.checking import checked
from passeport.services.dossier_ports import QuietDossier, UnitOfWork
from passeport.services.editing import Changed, Editing
from passeport.services.journal import is_clock_sure, year_before
from passeport.services.journal_ports import JournalOperation
from passeport.services.ports import Progress
from passeport.services.rights_of_persons import Erasure, RightsOfPersons


@dataclass(frozen=True)
class RetentionRun:
    """What a run did."""

    erasures: tuple[Erasure, ...]
    attachments: int
    journal_lines: int
    left: int
    """Dossiers past their delay that this account may not purge: a colleague's, or frozen."""


@dataclass(frozen=True)
class Retention:
    """How long this point d'accueil keeps things, for the account at work."""

    editing: Editing
    rights: RightsOfPersons

    def policy(self) -> RetentionPolicy:
        """Return the delays."""
        self.editing.require(Operation.PLAN_RETENTION)
        with self.editing.vault.unit_of_work() as work:
            return self._policy(work)

    def set_policy(
        self, months: int, attachment_months: int, reason: Line, ending: Ending = Ending.PURGE
    ) -> RetentionPolicy:
        """Set other delays, with the reason (R11), and what then stays; raises `FieldRefused` when it is missing."""
        self.editing.require(Operation.SET_RETENTION)
        self.editing.computer_policy.require_free("retention")
        values = {"months": months, "attachment_months": attachment_months, "reason": reason, "ending": ending}
        policy = checked(RetentionPolicy, values)
        with self.editing.vault.unit_of_work() as work:
            work.retention.set_policy(policy)
            work.journal.record(JournalOperation.RETENTION_SET, f"{months} {attachment_months} {policy.ending.value}")
            work.commit()
        return policy

    def plan(self) -> RetentionPlan:
        """Return what a run would do today; nothing is changed."""
        self.editing.require(Operation.PLAN_RETENTION)
        with self.editing.vault.unit_of_work() as work:
            return self._plan(work)

    def apply(self, progress: Progress = lambda _done, _total: None, ending: Ending | None = None) -> RetentionRun:
        """Erase what is due and this account may erase, with minutes; drop old attachments and old lines.

        `ending` says what stays of these dossiers, for this run; as the policy says when it is None.

        Each dossier goes in its own transaction: a run that is stopped has lost nothing and can go on later.

        Raises:
            Cancelled: when `progress` was told to stop.
            ClockDoubtful: when the computer's clock may have jumped ahead; nothing is erased.
        """
        plan = self.plan()
        self._require_a_sure_clock()
        due = plan.at(Stage.DUE)
        mine = [dossier for dossier in due if dossier.mine]
        chosen = ending or plan.policy.ending
        erasures: list[Erasure] = []
        try:
            for done, dossier in enumerate(mine):
                progress(done, len(mine))
                with self.editing.vault.unit_of_work() as work:
                    erasures.append(self.rights.erased(work, dossier.beneficiary, ErasureCause.RETENTION, chosen))
                    work.commit()
            dropped = self._drop(plan.attachments, {dossier.beneficiary for dossier in mine})
            with self.editing.vault.unit_of_work() as work:
                lines = work.journal.purge(year_before(self.editing.clock.now()))
                work.commit()
        finally:
            if erasures or plan.attachments:  # stopped half-way, what went is gone from the free pages too (R10)
                self.editing.forget_history()
                self.editing.vault.scrub()
        left = len(due) - len(mine) + len(plan.at(Stage.FROZEN))
        return RetentionRun(tuple(erasures), dropped, lines, left)

    def _require_a_sure_clock(self) -> None:
        with self.editing.vault.unit_of_work() as work:
            if not is_clock_sure(work.journal, self.editing.clock.now()):
                raise ClockDoubtful(date=self.editing.clock.today().isoformat())

    def archive(self, beneficiary: BeneficiaryId, reason: Line, until: dt.date) -> Changed:
        """Keep a dossier past its delay, out of the lists, for a reason and until a day (R11).

        Raises:
            FieldRefused: when there is no reason, or the day has passed.
        """
        archive = checked(Archive, {"reason": reason, "since": self.editing.clock.today(), "until": until})
        return self._set_archive(beneficiary, archive)

    def unarchive(self, beneficiary: BeneficiaryId) -> Changed:
        """Bring a dossier back among those in use."""
        return self._set_archive(beneficiary, None)

    def _set_archive(self, beneficiary: BeneficiaryId, archive: Archive | None) -> Changed:
        saved = self.editing.change(
            beneficiary,
            lambda dossier: dossier.evolve(archive=archive),
            JournalOperation.DOSSIER_ARCHIVED,
            Operation.ARCHIVE_DOSSIER,
        )
        self.editing.forget_history(saved.beneficiary.id)
        return Changed(beneficiary)

    def _policy(self, work: UnitOfWork) -> RetentionPolicy:
        return self.editing.computer_policy.retention or work.retention.policy()

    def _plan(self, work: UnitOfWork) -> RetentionPlan:
        today, policy = self.editing.clock.today(), self._policy(work)
        horizon = months_after(today + dt.timedelta(days=WARNING_DAYS + 1), -policy.months)
        dossiers = (self._ageing(known, policy, today) for known in work.retention.quiet_since(horizon))
        old = months_after(today, -policy.attachment_months)
        return RetentionPlan(
            day=today,
            policy=policy,
            dossiers=tuple(found for found in dossiers if found is not None),
            attachments=tuple(
                OldAttachment(
                    beneficiary=beneficiary,
                    person=name,
                    file=file,
                    due_on=months_after(file.kept_on, policy.attachment_months),
                )
                for beneficiary, name, file in work.retention.files_kept_since(old)
            ),
            journal_lines=work.journal.count_before(year_before(self.editing.clock.now())),
        )

    def _ageing(self, known: QuietDossier, policy: RetentionPolicy, today: dt.date) -> Ageing | None:
        due_on = policy.due_on(known.last_contact)
        until = known.archive.until if known.archive is not None else None
        stage = stage_of(due_on, today, frozen=known.frozen, archived_until=until)
        if stage is None:
            return None
        account = self.editing.account
        of = Whose.MINE if known.referent == account.id else Whose.COLLEAGUE
        return Ageing(
            beneficiary=known.beneficiary,
            name=known.name,
            last_contact=known.last_contact,
            due_on=max(due_on, until) if until is not None else due_on,
            stage=stage,
            mine=account.may(Operation.ERASE_DOSSIER, Whose.ARCHIVED if known.archive is not None else of),
        )

    def _drop(self, attachments: tuple[OldAttachment, ...], erased: set[BeneficiaryId]) -> int:
        """Drop old attachments, one dossier at a time; those of frozen and archived dossiers stay."""
        by_person: dict[BeneficiaryId, list[KeptFile]] = {}
        for old in attachments:
            if old.beneficiary not in erased:
                by_person.setdefault(old.beneficiary, []).append(old.file)
        dropped = 0
        for beneficiary, files in by_person.items():
            with self.editing.vault.unit_of_work() as work:
                dossier = work.dossiers.get(beneficiary)
                if dossier.is_frozen or dossier.archive is not None:
                    continue
                self.editing.require(Operation.WRITE_DOSSIER, dossier)
                work.dossiers.save(_without(dossier, files))
                for file in files:
                    work.originals.remove(beneficiary, file.id)
                work.journal.record(JournalOperation.ATTACHMENT_EXPIRED, str(beneficiary))
                work.commit()
            dropped += len(files)
        return dropped


def _without(dossier: Dossier, files: list[KeptFile]) -> Dossier:
    gone = {file.id for file in files}
    profile: Profile = dossier.beneficiary.profile
    documents = tuple(document for document in profile.documents if str(document.id) not in gone)
    return dossier.evolve(
        beneficiary=dossier.beneficiary.evolve(profile=profile.evolve(documents=documents)),
        kept_files=tuple(kept for kept in dossier.kept_files if kept.id not in gone),
    )
