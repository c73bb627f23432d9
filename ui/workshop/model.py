"""The workshop that is being entered: who is on the list, whether they came, and who has to be looked at."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from passeport.domain.beneficiary import DossierSummary
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.parcours import StepStatus
from passeport.domain.partial_date import PartialDate
from passeport.language.catalogue import plural, tr
from passeport.language.messages import sentence
from passeport.language.name_lists import NamedPerson, people_in
from passeport.language.numbers import counted
from passeport.language.typography import typeset
from passeport.services.checking import checked
from passeport.services.desk import Desk
from passeport.services.editing import Changed
from passeport.services.history import Place
from passeport.services.workshops import Participant, Recognised, WorkshopEntry
from ui.tasks import Refusal, Tasks

_SUGGESTIONS = 6


class Attendant(NamedTuple):
    """Somebody on the list."""

    beneficiary: BeneficiaryId
    name: str
    born: str
    """The birth date, `10/01/2000`: two people may bear one name."""
    status: StepStatus


class WorkshopModel(QObject):
    """State of the workshop page."""

    changed = Signal()
    """The list, or who has to be looked at, is another."""
    suggested = Signal(object, bool)
    """A tuple of `DossierSummary` that answer to what is typed; whether others do who are on the list already."""
    recorded = Signal(str)
    """The workshop is kept: what to say of it."""
    said = Signal(str)

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self.attendants: list[Attendant] = []
        self.waiting: list[Recognised] = []
        self.anonymous = 0
        self.usual = StepStatus.HONOREE
        """How those who are added are marked."""
        self._typed = ""
        self._taken_off: list[tuple[int, Attendant]] = []
        """Those last taken off the list, each with its place."""

    def clear(self) -> None:
        """Start from nobody."""
        self.attendants, self.waiting, self.anonymous, self._taken_off = [], [], 0, []
        self.changed.emit()

    def look_for(self, typed: str) -> None:
        """Suggest who answers to a few letters."""
        self._typed = typed.strip()
        if not self._typed:
            self.suggested.emit((), False)  # noqa: FBT003 - a signal has no keywords
            return
        words = self._typed
        self._tasks.run(lambda: (words, self._desk.dossiers.find(words, limit=_SUGGESTIONS)), self._suggest)

    def add(self, found: DossierSummary) -> None:
        """Put somebody on the list, once."""
        if all(one.beneficiary != found.id for one in self.attendants):
            self.attendants.append(_attendant(found, self.usual))
        self.changed.emit()

    def add_list(self, text: str) -> None:
        """Put everybody of a pasted list on the list, or aside when it is not sure who they are."""
        people = people_in(text, self._desk.clock.today())
        if not people:
            self.said.emit(tr("Aucun nom n’a été reconnu dans ce qui a été collé."))
            return
        self._tasks.run(lambda: self._desk.workshops.recognise(people), self._recognised)

    def settle(self, waiting: Recognised, found: DossierSummary | None) -> None:
        """Say who somebody of the list is; None when they have no dossier and are only counted."""
        self.waiting = [one for one in self.waiting if one is not waiting]
        if found is None:
            self.anonymous += 1
            self.changed.emit()
        else:
            self.add(found)

    def drop(self, waiting: Recognised) -> None:
        """Leave out somebody of the pasted list."""
        self.waiting = [one for one in self.waiting if one is not waiting]
        self.changed.emit()

    def settle_by_dossier(self, waiting: Recognised | None, beneficiary: BeneficiaryId) -> None:
        """Put on the list a person whose dossier was just made."""

        def look() -> DossierSummary:
            identity = self._desk.dossiers.open(beneficiary).beneficiary.identity
            born = str(identity.birth_date or "")
            return DossierSummary(
                id=beneficiary, given_names=identity.given_names, family_name=identity.family_name, birth_date=born
            )

        if waiting is not None:
            self.waiting = [one for one in self.waiting if one is not waiting]
        self._tasks.run(look, self.add)

    def count_anonymous(self, number: int) -> None:
        """Say how many came without a dossier."""
        self.anonymous = number
        self.changed.emit()

    def mark(self, places: Sequence[int], status: StepStatus) -> None:
        """Say whether some of them came."""
        for place in places:
            self.attendants[place] = self.attendants[place]._replace(status=status)
        self.changed.emit()

    @property
    def says_what_was(self) -> bool:
        """Whether somebody is marked as only a day that has come can tell."""
        return any(one.status.says_what_was for one in self.attendants)

    def mark_everybody(self, status: StepStatus) -> None:
        """Say it of the whole list, and of those who come later."""
        self.usual = status
        self.mark(range(len(self.attendants)), status)

    def remove(self, places: Sequence[int]) -> None:
        """Take some of them off the list."""
        gone = set(places)
        self._taken_off = [(place, one) for place, one in enumerate(self.attendants) if place in gone]
        self.attendants = [one for place, one in enumerate(self.attendants) if place not in gone]
        self.changed.emit()

    def put_back(self) -> bool:
        """Put those last taken off where they were, marked as they were; return whether there was anybody."""
        back, self._taken_off = self._taken_off, []
        for place, one in back:
            self.attendants = [known for known in self.attendants if known.beneficiary != one.beneficiary]
            self.attendants.insert(place, one)
        self.changed.emit()
        return bool(back)

    def entry(self, fields: dict[str, object]) -> WorkshopEntry:
        """Return the workshop with its list; raises as `checked` does."""
        participants = [Participant(beneficiary=one.beneficiary, status=one.status) for one in self.attendants]
        return checked(WorkshopEntry, {**fields, "participants": participants, "anonymous": self.anonymous})

    def record(self, entry: WorkshopEntry, refused: Refusal) -> None:
        """Keep the workshop: a step for each, all or none."""
        self._tasks.run(lambda: self._record(entry), self._recorded, refused)

    def undo(self) -> None:
        """Undo the last operation, for everybody that it touched."""
        self._tasks.run(
            lambda: self._desk.dossiers.undo(made_in=Place.WORKSHOP),
            self._undone,
            lambda error: self.said.emit(sentence(error)),
        )

    def rows(self) -> tuple[dict[str, str], ...]:
        """Return the list as a draft keeps it."""
        listed = tuple(
            {"id": str(one.beneficiary), "name": one.name, "born": one.born, "status": one.status.value}
            for one in self.attendants
        )
        return (
            *listed,
            *({"name": one.person.name, "born": str(one.person.birth_date or "")} for one in self.waiting),
        )

    def show_rows(self, rows: tuple[dict[str, str], ...]) -> None:
        """Start from the list of a draft; those who were aside are looked for again."""
        self.attendants = [
            Attendant(BeneficiaryId(UUID(row["id"])), row["name"], row.get("born", ""), StepStatus(row["status"]))
            for row in rows
            if row.get("id")
        ]
        aside = tuple(
            NamedPerson(row["name"], PartialDate.parse(row["born"]) if row.get("born") else None)
            for row in rows
            if not row.get("id")
        )
        self.waiting = []
        self.changed.emit()
        if aside:
            self._tasks.run(lambda: self._desk.workshops.recognise(aside), self._set_aside)

    def _record(self, entry: WorkshopEntry) -> tuple[WorkshopEntry, Changed]:
        return entry, self._desk.workshops.record(entry)

    def _recorded(self, answer: tuple[WorkshopEntry, Changed]) -> None:
        entry, _ = answer
        known, anonymous = len(entry.participants), entry.anonymous
        told = plural("Enregistré pour {count} personne", "Enregistré pour {count} personnes", known).format(
            count=known
        )
        more = tr(", et {anonymous} sans dossier").format(anonymous=anonymous) if anonymous else ""
        self.recorded.emit(typeset(f"{told}{more}."))

    def _undone(self, _changed: Changed) -> None:
        self.said.emit(tr("Annulé, pour tout le monde à la fois."))

    def _suggest(self, answer: tuple[str, tuple[DossierSummary, ...]]) -> None:
        typed, found = answer
        if typed == self._typed:
            listed = {one.beneficiary for one in self.attendants}
            new = tuple(one for one in found if one.id not in listed)
            self.suggested.emit(new, len(new) < len(found))

    def _recognised(self, found: tuple[Recognised, ...]) -> None:
        sure = [one for one in found if one.sure]
        for one in sure:
            if all(known.beneficiary != one.candidates[0].id for known in self.attendants):
                self.attendants.append(_attendant(one.candidates[0], self.usual))
        aside = [one for one in found if not one.sure]
        self.waiting += aside
        self.changed.emit()
        words = counted(len(sure), "personne reconnue", "personnes reconnues")
        self.said.emit(typeset(words + (tr(", {count} à vérifier.").format(count=len(aside)) if aside else ".")))

    def _set_aside(self, found: tuple[Recognised, ...]) -> None:
        self.waiting = list(found)
        self.changed.emit()


def _attendant(found: DossierSummary, status: StepStatus) -> Attendant:
    born = "/".join(reversed(found.birth_date.split("-")))
    return Attendant(found.id, f"{found.family_name.upper()} {found.given_names}", born, status)
