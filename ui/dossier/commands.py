"""What the palette (Ctrl+K) does in an open dossier: what its buttons and menus do, each named by what it is about."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from passeport.domain.beneficiary import Dossier
from passeport.domain.goal import Goal, GoalStatus
from passeport.domain.parcours import Action, Parcours, ReferralStatus, Step, StepStatus
from passeport.domain.profile import AttachedDocument
from passeport.domain.vocabulary import vocabulary
from passeport.language import dates, describe
from passeport.language.catalogue import tr
from passeport.language.labels import label, label_of
from passeport.language.typography import typeset
from ui.dossier.item_forms import ITEM_FORMS
from ui.dossier.kept_panel import KeptPanel
from ui.dossier.parcours_head import OPEN_ACTIONS
from ui.dossier.profile_panel import ProfilePanel
from ui.dossier.timeline import Timeline
from ui.entry.settle import KEYS
from ui.palette.command import Command


def commands(
    dossier: Dossier, today: dt.date, timeline: Timeline, profile: ProfilePanel, kept: KeptPanel
) -> tuple[Command, ...]:
    """Return the commands on what the dossier holds, as its three parts do them; older steps too."""
    found = (*_of_steps(dossier, today, timeline), *_of_parcours(dossier, timeline), *_of_profile(dossier, profile))
    return tuple(Command(typeset(one.words), one.run) for one in (*found, *_of_files(dossier, kept)))


def _of_steps(dossier: Dossier, today: dt.date, timeline: Timeline) -> Iterator[Command]:
    steps = [step for parcours in dossier.parcours for step in parcours.steps]
    for step in sorted(steps, key=lambda one: one.day, reverse=True):
        what = tr("{title} du {day}").format(title=label("step_types", step.type), day=dates.short_date(step.day))
        yield _on(tr("Modifier l’étape"), what, partial(timeline.edit_requested.emit, step))
        yield _on(tr("Retirer l’étape"), what, partial(timeline.remove_requested.emit, step))
        if step.status_on(today) is StepStatus.A_PRECISER:
            for status in KEYS:
                yield _on(tr("Préciser l’étape"), f"{what}, {describe.term(status)}", _settling(timeline, step, status))
        yield from _of_referral(step, timeline)


def _settling(timeline: Timeline, step: Step, status: StepStatus) -> "partial[None]":
    return partial(timeline.settled.emit, step, status)


def _of_referral(step: Step, timeline: Timeline) -> Iterator[Command]:
    referral = step.referral
    if referral is None:
        return
    where = referral.point_accueil
    if referral.ticket is not None and step.provenance.is_received:
        yield _on(tr("Répondre à l’orientation"), where, partial(timeline.answer_requested.emit, step))
    else:
        yield _on(tr("Fiche d’orientation à imprimer"), where, partial(timeline.sheet_requested.emit, step))
    moves = [(status.value, describe.term(status)) for status in referral.next_statuses]
    if ReferralStatus.DECLINEE in referral.next_statuses:
        declined = describe.term(ReferralStatus.DECLINEE)
        moves = [(move, words) for move, words in moves if move != ReferralStatus.DECLINEE.value]
        reasons = vocabulary("decline_reasons").terms
        moves += [(f"DECLINEE {term.code}", f"{declined}, {label_of(term).lower()}") for term in reasons]
    for move, words in moves:
        yield _on(tr("Faire avancer l’orientation"), f"{where}, {words}", _moving(timeline, step, move))


def _moving(timeline: Timeline, step: Step, move: str) -> "partial[None]":
    return partial(timeline.referral_moved.emit, step, move)


def _of_parcours(dossier: Dossier, timeline: Timeline) -> Iterator[Command]:
    for parcours in dossier.parcours:
        if parcours.is_open:
            for term in vocabulary("closure_reasons").terms:
                words = f"{parcours.need}, {label_of(term).lower()}"
                yield _on(tr("Clore le parcours"), words, partial(timeline.asked.emit, "close", parcours, term.code))
        else:
            yield _on(tr("Rouvrir le parcours"), parcours.need, partial(timeline.asked.emit, "reopen", parcours, None))
        for goal in dossier.goals:
            if goal.parcours == parcours.id:
                objective = label("objectives", goal.objective) if goal.objective else ""
                words = " – ".join(part for part in (objective, goal.title) if part)
                is_open = goal.status is GoalStatus.EN_COURS
                yield from _of_line("goal", words, goal, parcours, timeline, is_open=is_open)
        for action in parcours.actions:
            is_open = action.status in OPEN_ACTIONS
            yield from _of_line("action", action.title, action, parcours, timeline, is_open=is_open)


def _of_line(
    kind: str, words: str, item: Goal | Action, parcours: Parcours, timeline: Timeline, *, is_open: bool
) -> Iterator[Command]:
    is_goal = kind == "goal"
    if is_open:
        done = tr("Objectif atteint") if is_goal else tr("Action réalisée")
        yield _on(done, words, partial(timeline.asked.emit, "done", parcours, item))
        put_off = tr("Reporter l’objectif") if is_goal else tr("Reporter l’action")
        yield _on(put_off, words, partial(timeline.asked.emit, "postpone", parcours, item))
    change = tr("Modifier l’objectif") if is_goal else tr("Modifier l’action")
    yield _on(change, words, partial(timeline.asked.emit, kind, parcours, item))


def _of_profile(dossier: Dossier, profile: ProfilePanel) -> Iterator[Command]:
    for what in (*ITEM_FORMS, "documents"):
        for item in getattr(dossier.beneficiary.profile, what):
            words = f"{label('fields', f'profile.{what}')}, {describe.line(item)}"
            if isinstance(item, AttachedDocument):
                yield _on(tr("Retirer"), words, partial(profile.document_removed.emit, item))
            else:
                yield _on(tr("Modifier"), words, partial(profile.edit_requested.emit, what, item))


def _of_files(dossier: Dossier, kept: KeptPanel) -> Iterator[Command]:
    yield Command(tr("Historique du dossier, champ par champ"), kept.history_requested.emit)
    for file in dossier.kept_files:
        yield _on(tr("Ouvrir la pièce jointe"), file.name, partial(kept.opened.emit, file))
        yield _on(tr("Enregistrer la pièce jointe"), file.name, partial(kept.exported.emit, file))
        if not file.is_incoming:
            yield _on(tr("Retirer la pièce jointe"), file.name, partial(kept.removed.emit, file))


def _on(what: str, words: str, run: "partial[None]") -> Command:
    return Command(tr("{what} : {words}").format(what=what, words=words), run)
