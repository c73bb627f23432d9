"""The parcours of a fictional person: needs, steps spread over months, notes of the three levels, a referral."""

import datetime as dt
from dataclasses import dataclass
from functools import cache

from passeport.domain.account import Account
from passeport.domain.identifiers import ItemId, NoteId, ParcoursId
from passeport.domain.parcours import Note, NoteLevel, Parcours, Referral, ReferralStatus, Step, StepStatus
from passeport.domain.provenance import Provenance
from passeport.domain.vocabulary import vocabulary
from passeport.samples.draws import Draws
from passeport.samples.lists import sample_lists

_TYPES = {
    "ENTRETIEN": 40,
    "ATELIER": 14,
    "RELANCE": 12,
    "INFO_COLLECTIVE": 6,
    "ORIENTATION": 6,
    "VISITE": 5,
    "IMMERSION": 5,
    "ENQUETE_METIER": 4,
    "FORMATION": 3,
    "PRESTATION": 3,
    "BILAN": 1,
    "VAE": 1,
}
_STATUSES = {
    StepStatus.HONOREE: 82,
    StepStatus.ABSENCE_EXCUSEE: 7,
    StepStatus.ABSENCE_NON_EXCUSEE: 7,
    StepStatus.ANNULEE_SERVICE: 4,
}
_MODES = {"SUR_PLACE": 60, "TELEPHONE": 15, "VISIO": 10, "PERMANENCE": 8, "ECRIT": 5, "DOMICILE": 2}
_AT_A_DISTANCE = {"TELEPHONE": 6, "ECRIT": 4}
_LEVELS = {NoteLevel.TEAM: 60, NoteLevel.SHAREABLE: 25, NoteLevel.PRIVATE: 15}
_THEMES = ("CHOISIR_METIER", "SE_FORMER", "PREPARER_CANDIDATURE", "TROUVER_EMPLOI", "MOBILITE", "NUMERIQUE", "LANGUE")
_CLOSURES = {"EMPLOI_DURABLE": 3, "CDD_6_MOIS": 3, "FORMATION": 4, "ALTERNANCE": 2, "ABANDON": 2, "INJOIGNABLE": 2}
_FRIDAY = 4
_LONG_STORY = 4
"""Steps from which a person may have had two needs."""
_OPENING, _CLOSING = 9, 17
"""Hours of a working day."""


def pathways(draws: Draws, account: Account, opened: dt.date, today: dt.date, steps: int) -> tuple[Parcours, ...]:
    """Return one or two parcours that hold `steps` steps in all, from `opened` to some weeks after `today`."""
    if steps < 1:
        return ()
    first = steps if steps < _LONG_STORY or draws.chance(70) else steps // 2
    middle = opened + (today - opened) / 2 if first < steps else today
    needs = draws.some(sample_lists().needs, 2)
    writer = _Pathways(draws, account, today)
    found = [writer.parcours(needs[0], opened, middle, first, is_last=first == steps)]
    if first < steps:
        found.append(writer.parcours(needs[1], middle, today, steps - first, is_last=True))
    return tuple(found)


@dataclass(frozen=True)
class _Pathways:
    draws: Draws
    account: Account
    today: dt.date

    def parcours(self, need: str, opened: dt.date, last: dt.date, count: int, *, is_last: bool) -> Parcours:
        draws = self.draws
        closed = not is_last or draws.chance(25)
        planned = int(not closed and count > 1 and draws.chance(50))
        opened = worked(opened)
        days = [opened, *sorted(draws.day(opened, last) for _ in range(count - 1 - planned))]
        days += [self.today + dt.timedelta(days=draws.number(3, 40)) for _ in range(planned)]
        theme = draws.pick(_THEMES[:4])
        return Parcours(
            id=ParcoursId(draws.identifier()),
            need=need,
            theme=theme,
            opened_on=opened,
            closed_on=last if closed else None,
            closure_reason=draws.weighted(_CLOSURES) if closed else None,
            cep_level=draws.weighted({"1": 1, "2": 2}),
            steps=tuple(
                self._step(worked(day), rank, theme, is_planned=rank >= count - planned)
                for rank, day in enumerate(days)
            ),
            provenance=self._provenance(opened),
        )

    def _step(self, day: dt.date, rank: int, theme: str, *, is_planned: bool) -> Step:
        draws, lists = self.draws, sample_lists()
        kind = "ACCUEIL" if rank == 0 else draws.weighted(_TYPES)
        drawn = StepStatus.HONOREE if rank == 0 else draws.weighted(_STATUSES)
        status = StepStatus.PREVUE if is_planned else drawn
        start = dt.time(draws.number(_OPENING, _CLOSING), draws.pick((0, 15, 30, 45)))
        return Step(
            id=ItemId(draws.identifier()),
            provenance=self._provenance(min(day, self.today)),
            type=kind,
            day=day,
            at=start if draws.chance(70) else None,
            until=self._end_of_immersion(day, is_planned=is_planned) if kind == "IMMERSION" else None,
            status=status,
            mode=draws.weighted(_AT_A_DISTANCE if kind == "RELANCE" else _MODES),
            title=draws.pick(lists.workshops) if kind in ("ATELIER", "INFO_COLLECTIVE") else "",
            place=draws.pick(lists.employers) if kind in ("IMMERSION", "ENQUETE_METIER") else "",
            minutes=None if is_planned else draws.pick((15, 30, 45, 60, 90, 120)),
            themes=(theme,) if draws.chance(60) else draws.some(_THEMES, 2),
            objectives=draws.some(_objectives(theme), 1),
            immersion_objective=draws.pick(_aims()) if kind == "IMMERSION" else None,
            referral=self._referral(day, status) if kind == "ORIENTATION" else None,
            notes=() if is_planned else self._notes(day),
        )

    def _end_of_immersion(self, day: dt.date, *, is_planned: bool) -> dt.date:
        end = day + dt.timedelta(days=4)
        return end if is_planned else max(day, min(end, self.today))

    def _referral(self, day: dt.date, status: StepStatus) -> Referral:
        draws, mine = self.draws, self.account.station.network
        place = draws.pick([place for place in sample_lists().points_accueil if place.network != mine])
        referral = Referral(point_accueil=place.name, network=place.network)
        answer = day + dt.timedelta(days=draws.number(2, 20))
        if status is not StepStatus.HONOREE:
            return referral
        sent = referral.moved_to(ReferralStatus.TRANSMISE, day)
        if answer > self.today or draws.chance(25):
            return sent
        if draws.chance(30):
            return sent.moved_to(ReferralStatus.DECLINEE, answer, draws.pick(vocabulary("decline_reasons").codes))
        return sent.moved_to(ReferralStatus.ACCEPTEE, answer)

    def _notes(self, day: dt.date) -> tuple[Note, ...]:
        count = self.draws.weighted({0: 4, 1: 5, 2: 1})
        return tuple(
            Note(
                id=NoteId(self.draws.identifier()),
                level=self.draws.weighted(_LEVELS),
                author=self.account.id,
                author_name=self.account.name,
                written_at=dt.datetime.combine(day, dt.time(_CLOSING), tzinfo=dt.UTC),
                text=text,
            )
            for text in self.draws.some(sample_lists().notes, count)
        )

    def _provenance(self, day: dt.date) -> Provenance:
        return Provenance(station=self.account.station, recorded_by=self.account.name, recorded_on=day)


def worked(day: dt.date) -> dt.date:
    """Return the Friday before a Saturday or a Sunday, and any other day itself: points d'accueil close then."""
    return day - dt.timedelta(days=max(0, day.weekday() - _FRIDAY))


@cache
def _objectives(theme: str) -> tuple[str, ...]:
    return tuple(term.code for term in vocabulary("objectives").terms if term.extra["theme"] == theme)


@cache
def _aims() -> tuple[str, ...]:
    return vocabulary("immersion_objectives").codes
