"""What the use cases need to know of what waits: « À faire », the agenda, and the settings of the reminders."""

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple, Protocol

from passeport.domain.agenda import AgendaEntry, DueItem, DueKind
from passeport.domain.goal import ReminderPolicy
from passeport.domain.identifiers import AccountId, BeneficiaryId


class DueRow(NamedTuple):
    """One line of the list as the store keeps it."""

    kind: DueKind
    item: str
    beneficiary: BeneficiaryId
    person: str
    words: str
    day: dt.date
    referent: AccountId | None

    @property
    def place(self) -> tuple[str, str, str]:
        """Where it stands among those of its kind: its day, then the person and the item."""
        return self.day.isoformat(), str(self.beneficiary), self.item


class AgendaStore(Protocol):
    """What waits in every dossier in use, as their saves keep it."""

    def due(
        self,
        kind: DueKind,
        days: tuple[dt.date, dt.date],
        today: dt.date,
        *,
        referent: AccountId | None = None,
        after: tuple[str, str, str] | None = None,
        limit: int = 100,
    ) -> tuple[DueRow, ...]:
        """Return the lines of a kind whose day lies within `days`, both included, by `place`, from just after `after`.

        Those put off beyond `today` are left out; with a `referent`, those of the people they follow only.
        """

    def count(
        self, days: Mapping[DueKind, tuple[dt.date, dt.date]], today: dt.date, *, referent: AccountId | None = None
    ) -> dict[DueKind, int]:
        """Return how many lines of each kind there are in all."""

    def between(
        self, first: dt.date, last: dt.date, *, referent: AccountId | None = None, limit: int = 2000
    ) -> tuple[AgendaEntry, ...]:
        """Return the steps, actions and goals of these days, both included, by day and time; at most `limit`."""

    def per_day(
        self,
        first: dt.date,
        last: dt.date,
        *,
        collective: frozenset[str] = frozenset(),
        referent: AccountId | None = None,
    ) -> dict[dt.date, int]:
        """Return how many entries stand on each of these days: each day of one that lasts.

        The steps of a `collective` type that are alike are one session, as `gathered` has them.
        """

    def reminders(self) -> ReminderPolicy:
        """Return the delays of the reminders; the usual ones until others are set."""

    def set_reminders(self, policy: ReminderPolicy) -> None:
        """Set the delays of the reminders."""


class DueSource(Protocol):
    """Where other lines of the list come from, such as the entries that were begun and not kept."""

    def waiting(self) -> tuple[DueItem, ...]:
        """Return its lines for the account at work."""
