"""The dossiers in the encrypted database: saved as a whole, written only where they changed."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import (
    Connection,
    and_,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from passeport.domain.beneficiary import Dossier, DossierSummary
from passeport.domain.errors import ChangedMeanwhile, NothingToShow
from passeport.domain.identifiers import AccountId, BeneficiaryId
from passeport.domain.identity import Identity
from passeport.domain.listing import Listing, NoteFound, Order
from passeport.domain.matching import MatchReason, is_known_as, is_sure, likeness, rank
from passeport.domain.normalise import joined
from passeport.domain.parcours import Step
from storage import alike, dossier_reading, dossier_rows, fact_notes, lists, note_search, search
from storage.alterations import Alterations
from storage.mappers import (
    beneficiary_row,
    summary_from,
)
from storage.tables import (
    beneficiary,
    blob,
    bookmark,
    draft,
    due,
    facet,
    former,
    original,
    parcours,
    record,
    step,
    ticket,
)

_ALIKE_LIMIT = 20


class SqlDossierStore:
    """Port `DossierStore`, inside one transaction."""

    def __init__(self, connection: Connection, today: dt.date, alterations: Alterations | None = None) -> None:
        """Work inside the transaction of `connection`; `today` gives `12/10` its year.

        `alterations` is told what changes; without it, what is written has no history.
        """
        self._connection = connection
        self._today = today
        self._alterations = alterations or Alterations()
        self._read: Dossier | None = None
        """The last dossier that was read: what is saved after it is written where it differs, and nothing is read."""

    def get(self, identifier: BeneficiaryId) -> Dossier:
        """Return a dossier, or the one that it was merged into; raises `NothingToShow` when there is none."""
        found = dossier_reading.read(self._connection, str(identifier))
        if found is None:
            raise NothingToShow(what="dossier", value=str(identifier))
        self._read = found
        return found

    def add(self, dossier: Dossier) -> Dossier:
        """Add a dossier and return it with revision 1."""
        added = dossier.evolve(revision=1)
        key = str(added.beneficiary.id)
        values = {**beneficiary_row(added), "revision": 1, "changed": self._next_change()}
        self._connection.execute(insert(beneficiary), [values])
        dossier_rows.write_new(self._connection, key, added)
        fact_notes.note_change(self._connection, key)
        self._alterations.added(key)
        return added

    def save(self, dossier: Dossier) -> Dossier:
        """Replace a dossier and return it with its next revision; raises `ChangedMeanwhile` when it was stale."""
        saved = dossier.evolve(revision=dossier.revision + 1)
        key = str(saved.beneficiary.id)
        before = self._as_read(dossier) or dossier_reading.read(self._connection, key)
        values = {**beneficiary_row(saved, before), "revision": saved.revision, "changed": self._next_change()}
        known = {"known_id": key, "known_revision": dossier.revision}
        if self._connection.execute(_REPLACE, {**values, **known}).rowcount != 1:
            raise ChangedMeanwhile
        dossier_rows.write(self._connection, key, saved, before)
        fact_notes.note_change(self._connection, key)
        if before is not None:
            self._alterations.saved(before, saved)
        return saved

    def remove(self, identifier: BeneficiaryId) -> None:
        """Remove a dossier and everything that hangs on it, search entries included."""
        key = str(identifier)
        fact_notes.note_removal(self._connection, key)
        search.forget(self._connection, key)
        alike.forget(self._connection, key)
        note_search.forget(self._connection, key)
        for table in (blob, parcours, step, ticket, record, original, former, draft, facet, bookmark, due):
            self._connection.execute(delete(table).where(table.c.beneficiary_id == key))
        self._connection.execute(delete(beneficiary).where(beneficiary.c.id == key))
        self._alterations.removed(key)

    def find(self, text: str, *, limit: int = 100, wanted: Listing | None = None) -> tuple[DossierSummary, ...]:
        """Return who answers to `text` and is in a list, best first; the most recently changed for an empty text."""
        if not text.strip():
            conditions = lists.conditions(wanted, self._today) if wanted is not None else []
            query = lists.summaries().where(*conditions).order_by(beneficiary.c.changed.desc()).limit(limit)
            return tuple(summary_from(row) for row in self._connection.execute(query).mappings())
        if wanted is None or wanted.is_everybody:
            return self._lines(search.matching(self._connection, text, self._today, limit))
        among = lists.among(self._connection, wanted, self._today, "token.beneficiary_id", text.strip())
        return self._lines(search.matching(self._connection, text, self._today, limit, among))

    def page(
        self,
        *,
        limit: int = 200,
        after: DossierSummary | None = None,
        wanted: Listing | None = None,
        names: Mapping[str, str] | None = None,
    ) -> tuple[DossierSummary, ...]:
        """Return the dossiers of a list in its order, from just after `after`; everybody by name for no list.

        `names` say the words of the orders by a word; a code that has none comes last.
        """
        wanted = wanted or Listing()
        if wanted.order in lists.GROUPS:
            return self._page_by_word(wanted, after, limit, names or {})
        narrow = lists.narrowed(self._connection, wanted)
        query = lists.page(wanted, self._today, after, limit, narrow)
        return tuple(summary_from(row) for row in self._connection.execute(query).mappings())

    def keys(self, wanted: Listing) -> tuple[BeneficiaryId, ...]:
        """Return everybody in a list, in no order."""
        query = select(beneficiary.c.id).where(lists.in_use(), *lists.conditions(wanted, self._today))
        return tuple(BeneficiaryId(UUID(key)) for key in self._connection.execute(query).scalars())

    def count(self, wanted: Listing | None = None) -> int:
        """Return how many dossiers are in use, or in a list."""
        if wanted is not None and not wanted.is_everybody:
            return int(self._connection.execute(lists.counted(self._connection, wanted, self._today)).scalar_one())
        everybody = select(func.count()).select_from(beneficiary).scalar_subquery()
        archived = select(func.count()).select_from(record).where(lists.is_archive()).scalar_subquery()
        return int(self._connection.execute(select(everybody - archived)).scalar_one())

    def lines(self, identifiers: Iterable[BeneficiaryId]) -> tuple[DossierSummary, ...]:
        """Return the line of each person there is among these, in their order."""
        return self._lines([str(one) for one in identifiers])

    def find_notes(
        self, text: str, account: AccountId, *, limit: int = 20, wanted: Listing | None = None
    ) -> tuple[NoteFound, ...]:
        """Return the notes on those of a list that hold every word of `text` and that `account` may read (R06).

        The newest first.
        """
        among = search.EVERYBODY
        if wanted is not None and not wanted.is_everybody:
            among = lists.among(self._connection, wanted, self._today, "note.beneficiary_id")
        places = note_search.matching(self._connection, text, account, limit, among)
        people = {str(one.id): one for one in self._lines(list(dict.fromkeys(one.beneficiary_id for one in places)))}
        found = [self._note(place, people[place.beneficiary_id]) for place in places if place.beneficiary_id in people]
        return tuple(one for one in found if one is not None)

    def returning(self, today: dt.date) -> tuple[BeneficiaryId, ...]:
        """Return the dossiers whose referent stood in for another until a day before `today`."""
        query = select(beneficiary.c.id).where(beneficiary.c.returns_on < today.isoformat())
        return tuple(BeneficiaryId(UUID(key)) for key in self._connection.execute(query).scalars())

    def referents(self) -> dict[AccountId | None, int]:
        """Return how many dossiers in use each account is the referent of; under None, those of nobody."""
        query = select(beneficiary.c.referent, func.count()).where(lists.in_use()).group_by(beneficiary.c.referent)
        return {AccountId(UUID(key)) if key else None: count for key, count in self._connection.execute(query)}

    def tags(self) -> tuple[str, ...]:
        """Return the words that sort the lists, each as it was last written."""
        query = select(facet.c.value, func.min(facet.c.beneficiary_id)).where(facet.c.kind == "tag")
        found = []
        for value, key in self._connection.execute(query.group_by(facet.c.value)).all():
            content = self._connection.execute(select(beneficiary.c.content).where(beneficiary.c.id == key)).scalar()
            found += [tag for tag in json.loads(content or "{}").get("tags", ()) if joined(tag) == value][:1]
        return tuple(sorted(found, key=joined))

    def _page_by_word(
        self, wanted: Listing, after: DossierSummary | None, limit: int, names: Mapping[str, str]
    ) -> tuple[DossierSummary, ...]:
        known: list[str | None] = list(lists.codes(self._connection, wanted.order))
        nobody: str | None = None if wanted.order is Order.SITUATION else ""
        known = sorted(
            {*known, nobody},
            key=lambda code: (not (code and code in names), joined(names.get(code or "", "")), code or ""),
            reverse=wanted.is_descending,
        )
        if after is not None:
            here = lists.stands_under(wanted.order, after)
            known = known[known.index(here) :] if here in known else []
        narrow = lists.narrowed(self._connection, wanted)
        found: list[DossierSummary] = []
        for place, code in enumerate(known):
            since = after if place == 0 else None
            query = lists.page_under(code, wanted, self._today, since, limit - len(found), narrow)
            found += [summary_from(row) for row in self._connection.execute(query).mappings()]
            if len(found) >= limit:
                break
        return tuple(found)

    def _lines(self, keys: list[str]) -> tuple[DossierSummary, ...]:
        rows = self._connection.exec_driver_sql(lists.LINES, {"keys": json.dumps(keys)}).mappings().all()
        return tuple(summary_from(row) for row in rows)

    def _note(self, place: note_search.Place, person: DossierSummary) -> NoteFound | None:
        mine = and_(step.c.beneficiary_id == place.beneficiary_id, step.c.id == place.step_id)
        content = self._connection.execute(select(step.c.content).where(mine)).scalar()
        for one in Step.model_validate_json(content).notes if content is not None else ():
            if str(one.id) == place.id:
                return NoteFound(
                    person=person, day=one.written_at.astimezone().date(), author=one.author_name, text=one.text
                )
        return None

    def names(self, identifiers: Iterable[str]) -> dict[str, str]:
        """Return the name of each person there is among these identifiers, as a list shows it."""
        wanted = beneficiary.c.id.in_(list(identifiers))
        query = select(beneficiary.c.id, beneficiary.c.family_name, beneficiary.c.given_names).where(wanted)
        return {row.id: f"{row.family_name.upper()} {row.given_names}" for row in self._connection.execute(query)}

    def alike(self, identity: Identity, identifier: BeneficiaryId | None = None) -> tuple[Dossier, ...]:
        """Return the few dossiers that might be the same person, surest first (see `domain.matching`)."""
        found = []
        for key in alike.candidates(self._connection, identity, identifier):
            dossier = self.get(BeneficiaryId(UUID(key)))
            reasons = likeness(identity, dossier.beneficiary.identity)
            if is_known_as(dossier.beneficiary, identifier):
                reasons = (MatchReason.SAME_PERSON, *reasons)
            if reasons:
                found.append((not is_sure(reasons), rank(reasons), key, dossier))
        return tuple(dossier for *_, dossier in sorted(found, key=lambda one: one[:3])[:_ALIKE_LIMIT])

    def _next_change(self) -> int:
        last = self._connection.execute(_LAST_CHANGE).scalar()
        return (last or 0) + 1

    def _as_read(self, dossier: Dossier) -> Dossier | None:
        """Return a dossier as this transaction read it, if it did: what its rows hold."""
        known = self._read
        if known is None or known.beneficiary.id != dossier.beneficiary.id or known.revision != dossier.revision:
            return None
        return known


_LAST_CHANGE = select(func.max(beneficiary.c.changed))
_REPLACE = update(beneficiary).where(
    beneficiary.c.id == bindparam("known_id"), beneficiary.c.revision == bindparam("known_revision")
)
