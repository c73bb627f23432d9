"""Random parcours: steps of each type, referrals, notes that may travel, actions."""

from hypothesis import strategies as st

from passeport.domain.identifiers import ItemId, NoteId, ParcoursId
from passeport.domain.parcours import (
    Action,
    ActionStatus,
    Note,
    NoteLevel,
    Parcours,
    Referral,
    ReferralStatus,
    Step,
    StepStatus,
)
from tests import people
from tests.strategies.building import UNNUMBERED, codes, maybe, provenances, some
from tests.strategies.dates import days, moments, times
from tests.strategies.words import maybe_lines, names, note_texts

notes = st.builds(
    Note,
    id=st.just(NoteId(UNNUMBERED)),
    level=st.just(NoteLevel.SHAREABLE),
    author=maybe(st.just(people.AUTHOR)),
    author_name=maybe_lines,
    written_at=moments,
    text=note_texts,
)
_maybe_days = maybe(days)


@st.composite
def _referrals(draw: st.DrawFn) -> Referral:
    status = draw(st.sampled_from(ReferralStatus))
    declined = status is ReferralStatus.DECLINEE
    return Referral(
        point_accueil=draw(names),
        network=draw(codes("networks")),
        reason=draw(maybe_lines),
        status=status,
        decline_reason=draw(codes("decline_reasons")) if declined else None,
        sent_on=draw(_maybe_days),
        answered_on=draw(_maybe_days),
        first_meeting_on=draw(_maybe_days),
    )


@st.composite
def _steps(draw: st.DrawFn) -> Step:
    kind = draw(st.one_of(codes("step_types"), st.just("ORIENTATION")))
    day, until = draw(days), draw(_maybe_days)
    return Step(
        id=ItemId(UNNUMBERED),
        provenance=draw(provenances),
        type=kind,
        day=day,
        at=draw(maybe(times)),
        until=max(day, until) if until else None,
        status=draw(st.sampled_from(StepStatus)),
        mode=draw(maybe(codes("modes"))),
        title=draw(maybe_lines),
        place=draw(maybe_lines),
        minutes=draw(maybe(st.integers(1, 60_000))),
        themes=draw(some(codes("themes"), 3)),
        objectives=draw(some(codes("objectives"), 3)),
        immersion_objective=draw(maybe(codes("immersion_objectives"))),
        outcome=draw(maybe_lines),
        referral=draw(maybe(_referrals())) if kind == "ORIENTATION" else None,
        notes=draw(some(notes)),
    )


actions = st.builds(
    Action,
    id=st.just(ItemId(UNNUMBERED)),
    provenance=provenances,
    title=names,
    responsible=maybe_lines,
    due_on=_maybe_days,
    status=st.sampled_from(ActionStatus),
    objective=maybe(codes("objectives")),
)


@st.composite
def one_parcours(draw: st.DrawFn) -> Parcours:
    closed_on = draw(_maybe_days)
    return Parcours(
        id=ParcoursId(UNNUMBERED),
        need=draw(names),
        theme=draw(maybe(codes("themes"))),
        opened_on=draw(days),
        closed_on=closed_on,
        closure_reason=draw(codes("closure_reasons")) if closed_on else None,
        cep_level=draw(maybe(codes("cep_levels"))),
        steps=draw(some(_steps(), 3)),
        actions=draw(some(actions)),
        provenance=draw(provenances),
    )
