"""Use cases on the documents beside the passport: gather what they say, show it, hand it to the person.

They are handed to the person and to nobody else, who shows them to whom they like: no agreement is asked for what the
person carries (docs/decisions/011-documents.md). A passport, whatever its presentation, leaves through `Passports`.
"""

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path
from typing import assert_never

from passeport.domain.account import Operation
from passeport.domain.answering import is_sent_from
from passeport.domain.beneficiary import Dossier
from passeport.domain.coupon import Answer, Said
from passeport.domain.coupon_code import written
from passeport.domain.documents import (
    Attestation,
    DocumentKind,
    Letterhead,
    Named,
    Paper,
    ReadyAnswer,
    ReferralSheet,
    Synthesis,
)
from passeport.domain.errors import NothingToShow, StepNotAttended
from passeport.domain.goal import GoalStatus
from passeport.domain.identifiers import BeneficiaryId, ItemId, ParcoursId
from passeport.domain.parcours import Parcours, Step, StepStatus
from passeport.domain.provenance import Station
from passeport.domain.vocabulary import vocabulary
from passeport.language import dates
from passeport.language.catalogue import LANGUAGES, REFERENCE, speaking, tr
from passeport.language.labels import label
from passeport.services.document_ports import DocumentPages, DocumentWriter, WrittenDocument
from passeport.services.editing import Editing, as_seen_by
from passeport.services.file_ports import FileOutput
from passeport.services.journal_ports import JournalOperation
from passeport.services.protection import Protection, protected


@dataclass(frozen=True)
class Wanted:
    """A document that is asked for, with what the dossier does not say by itself."""

    kind: DocumentKind
    step: ItemId | None = None
    """Of an attestation, of a referral sheet."""
    parcours: ParcoursId | None = None
    """Of a synthesis."""
    project: str = ""
    strategy: str = ""
    funding: str = ""
    language: str = "fr"


@dataclass(frozen=True)
class Documents:
    """The documents beside the passport, for the account at work."""

    editing: Editing
    writer: DocumentWriter
    output: FileOutput

    def draw(self, beneficiary: BeneficiaryId, wanted: Wanted) -> WrittenDocument:
        """Return a document for the conseiller and the person to see; nothing is written nor noted.

        Raises:
            NothingToShow: when the dossier has no such step, parcours or referral.
            StepNotAttended: when an attestation is asked of a step that the person did not attend.
        """
        with self.editing.vault.unit_of_work() as work:
            dossier = self.editing.reached(work, beneficiary, Operation.ISSUE_PASSPORT)
        return self.writer.write(self._paper(as_seen_by(self.editing.account.id, dossier), wanted))

    def hand_over(
        self, beneficiary: BeneficiaryId, wanted: Wanted, path: Path, protection: Protection | None = None
    ) -> WrittenDocument:
        """Write a document for the person, and note it in the journal; raises as `draw` does.

        Raises:
            OutputNotWritten: when the folder or the disk refuses the file; nothing is noted then.
            WeakPassphrase: for one that could be guessed.
        """
        with self.editing.vault.unit_of_work() as work:
            dossier = self.editing.reached(work, beneficiary, Operation.ISSUE_PASSPORT)
            drawn = self.writer.write(self._paper(as_seen_by(self.editing.account.id, dossier), wanted))
            written = WrittenDocument(
                protected(drawn.data, protection or Protection(), self.writer, self.editing), drawn.missing
            )
            with self.output.prepare(path, written.data) as prepared:
                work.journal.record(JournalOperation.DOCUMENT_HANDED, str(beneficiary))
                work.commit()
                prepared.publish()
        return written

    def hand_on_paper(self, beneficiary: BeneficiaryId) -> None:
        """Note in the journal that a document leaves on paper, as one that leaves in a file (R14); before it does.

        A printer that then refuses leaves a line too many; a sheet never leaves without its line.

        Raises:
            NotAllowed: when nothing may be handed over of this dossier; print nothing then.
        """
        with self.editing.vault.unit_of_work() as work:
            self.editing.reached(work, beneficiary, Operation.ISSUE_PASSPORT)
            work.journal.record(JournalOperation.DOCUMENT_HANDED, str(beneficiary))
            work.commit()

    def pages(self, document: WrittenDocument) -> DocumentPages:
        """Return the pages of a document, as pictures."""
        return self.writer.pages(document.data)

    # What each document says --------------------------------------------------------------------------------------

    def _paper(self, dossier: Dossier, wanted: Wanted) -> Paper:
        head, person = self._head(wanted.language), named(dossier)
        match wanted.kind:
            case DocumentKind.ATTESTATION:
                return Attestation(head=head, person=person, step=_attended(step_of(dossier, wanted.step)[1]))
            case DocumentKind.REFERRAL_SHEET:
                parcours, step = step_of(dossier, wanted.step)
                if step.referral is None:
                    raise NothingToShow(what="referral", value=str(wanted.step))
                return ReferralSheet(
                    head=head,
                    person=person,
                    reach=_reach(dossier),
                    need=parcours.need,
                    referral=step.referral,
                    done=_attended_steps(parcours, until=step.day),
                    answers=_answers(step, self.editing.account.station),
                )
            case DocumentKind.SYNTHESIS:
                parcours = _parcours_of(dossier, wanted.parcours)
                return Synthesis(
                    head=head,
                    person=person,
                    need=parcours.need,
                    cep_level=parcours.cep_level,
                    opened_on=parcours.opened_on,
                    project=wanted.project,
                    strategy=wanted.strategy,
                    funding=wanted.funding,
                    steps=_attended_steps(parcours),
                    actions=parcours.actions,
                )
        assert_never(wanted.kind)

    def _head(self, language: str) -> Letterhead:
        account = self.editing.account
        return Letterhead(
            station=account.station, conseiller=account.name, made_on=self.editing.clock.today(), language=language
        )


def named(dossier: Dossier) -> Named:
    """Return the person of a dossier, as a document names them."""
    identity = dossier.beneficiary.identity
    return Named(full_name=identity.full_name, birth_date=identity.birth_date)


def step_of(dossier: Dossier, wanted: ItemId | None) -> tuple[Parcours, Step]:
    """Return a step with its parcours; raises `NothingToShow`."""
    for parcours in dossier.parcours:
        for step in parcours.steps:
            if step.id == wanted:
                return parcours, step
    raise NothingToShow(what="step", value=str(wanted))


def attestable(dossier: Dossier) -> tuple[Step, ...]:
    """Return the steps that an attestation may be asked of, newest first."""
    steps = [step for parcours in dossier.parcours for step in parcours.steps if step.status is StepStatus.HONOREE]
    return tuple(sorted(steps, key=lambda step: step.day, reverse=True))


def referred(dossier: Dossier) -> tuple[Step, ...]:
    """Return the steps that send the person on, newest first."""
    steps = [step for parcours in dossier.parcours for step in parcours.steps if step.referral is not None]
    return tuple(sorted(steps, key=lambda step: step.day, reverse=True))


def summed_up(dossier: Dossier) -> tuple[Parcours, ...]:
    """Return the parcours that a synthesis may be about: those that are open first, the newest of them before."""
    return tuple(
        sorted(dossier.parcours, key=lambda parcours: (parcours.is_open, parcours.opened_on.toordinal()), reverse=True)
    )


def proposed(dossier: Dossier, wanted: Wanted) -> Wanted:
    """Return what is asked for with the words that the dossier already has.

    For a synthesis: the job that is wished as the project, what is aimed at in the parcours as the strategy. Nothing
    of the funding that is considered is kept in a dossier: it is typed, or written by hand on the paper.
    """
    headline = dossier.beneficiary.profile.headline
    project = wanted.project or (headline.text if headline is not None else "")
    strategy = wanted.strategy
    if not strategy and wanted.kind is DocumentKind.SYNTHESIS and dossier.parcours:
        strategy = _aims(dossier, _parcours_of(dossier, wanted.parcours), wanted.language)
    return replace(wanted, project=project, strategy=strategy)


def _aims(dossier: Dossier, parcours: Parcours, language: str) -> str:
    """Return the goals of a parcours that are not given up, one a line, with the day and where each stands."""
    lines = []
    with speaking(language if language in LANGUAGES else REFERENCE):
        for goal in dossier.goals:
            if goal.parcours != parcours.id or goal.status is GoalStatus.ABANDONNE:
                continue
            objective = label("objectives", goal.objective) if goal.objective is not None else ""
            due = tr("pour le {day}").format(day=dates.long_date(goal.due_on)) if goal.due_on is not None else ""
            stands = label("goal_statuses", goal.status.value).lower()
            inside = ", ".join(part for part in (due, stands) if part)
            lines.append(f"{' – '.join(part for part in (objective, goal.title) if part)} ({inside})")
    return "\n".join(lines)


def _attended(step: Step) -> Step:
    if step.status is not StepStatus.HONOREE:
        raise StepNotAttended(status=step.status.value)
    return step


def _attended_steps(parcours: Parcours, until: dt.date = dt.date.max) -> tuple[Step, ...]:
    kept = (step for step in parcours.steps if step.status is StepStatus.HONOREE and step.day <= until)
    return tuple(
        step.evolve(notes=()) for step in sorted(kept, key=lambda step: step.day) if step.type != "ORIENTATION"
    )  # R06: notes stay


def _answers(step: Step, station: Station) -> tuple[ReadyAnswer, ...]:
    """Return each answer that a referral of ours may get, once its passport has left; nobody else knows its ticket."""
    ticket = step.referral.ticket if step.referral is not None else None
    if ticket is None or not is_sent_from(step, station):
        return ()
    kinds = [Said(answer=Answer.RECUE), Said(answer=Answer.ACCEPTEE)]
    kinds += [Said(answer=Answer.DECLINEE, decline_reason=term.code) for term in vocabulary("decline_reasons").terms]
    return tuple(ReadyAnswer(said=said, code=written(ticket, said)) for said in kinds)


def _parcours_of(dossier: Dossier, wanted: ParcoursId | None) -> Parcours:
    if wanted is not None:
        return dossier.parcours_of(wanted)
    if not dossier.parcours:
        raise NothingToShow(what="parcours", value="")
    return summed_up(dossier)[0]


def _reach(dossier: Dossier) -> tuple[str, ...]:
    identity = dossier.beneficiary.identity
    return tuple(email.address for email in identity.emails[:1])
