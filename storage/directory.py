"""The directory of points d'accueil in the encrypted database: what its sources say, what was corrected here."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from passeport.domain.directory import Entry, PointAccueil
from passeport.domain.errors import NothingToShow
from passeport.domain.normalise import words_of
from passeport.services.directory_ports import SourceState
from storage.tables import point_accueil

_MOST_WORDS = 8
"""Words of a search that are looked for: a page pasted by mistake is no search."""


class SqlDirectoryStore:
    """Port `DirectoryStore`, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work inside the transaction of `connection`."""
        self._connection = connection

    def of_sources(self, sources: Iterable[str]) -> tuple[Entry, ...]:
        """Return everything that comes from these sources."""
        return self._entries(_ENTRIES.where(point_accueil.c.source.in_(list(sources))))

    def sources(self) -> tuple[SourceState, ...]:
        """Return every source, by name."""
        query = (
            select(
                point_accueil.c.source, func.count().label("number"), func.count(point_accueil.c.corrected).label("own")
            )
            .group_by(point_accueil.c.source)
            .order_by(point_accueil.c.source)
        )
        rows = self._connection.execute(query)
        return tuple(SourceState(source=row.source, count=row.number, corrected=row.own) for row in rows)

    def get(self, identifier: str) -> Entry:
        """Return one; raises `NothingToShow` when there is none."""
        found = self._entries(_ENTRIES.where(point_accueil.c.id == identifier))
        if not found:
            raise NothingToShow(what="station", value=identifier)
        return found[0]

    def names(self, identifiers: Iterable[str]) -> dict[str, str]:
        """Return the name of each point d'accueil there is among these identifiers, as it is shown."""
        found = self._entries(_ENTRIES.where(point_accueil.c.id.in_(list(identifiers))))
        return {entry.told.id: entry.point.name for entry in found}

    def put(self, entries: Iterable[Entry]) -> None:
        """Add them, or replace those of the same identifier."""
        rows = [_row(entry) for entry in entries]
        if rows:
            statement = insert(point_accueil)
            changed = {name: statement.excluded[name] for name in rows[0] if name != "id"}
            self._connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=changed), rows)

    def drop(self, identifiers: Iterable[str]) -> None:
        """Remove some."""
        gone = [{"gone": identifier} for identifier in identifiers]
        if gone:
            self._connection.execute(delete(point_accueil).where(point_accueil.c.id == bindparam("gone")), gone)

    def find(self, text: str, *, network: str | None = None, limit: int = 50) -> tuple[Entry, ...]:
        """Return those whose words begin with each word of `text`, by name."""
        query = _ENTRIES
        for word in words_of(text)[:_MOST_WORDS]:  # letters and digits only: nothing that LIKE obeys
            query = query.where(point_accueil.c.words.like(f"% {word}%"))
        if network is not None:
            query = query.where(point_accueil.c.network == network)
        return self._entries(query.order_by(point_accueil.c.words, point_accueil.c.id).limit(limit))

    def of_network(self, network: str) -> tuple[PointAccueil, ...]:
        """Return all of one network, as they are shown."""
        found = self._entries(_ENTRIES.where(point_accueil.c.network == network).order_by(point_accueil.c.id))
        return tuple(entry.point for entry in found)

    def coordinates_in(self, commune: str) -> tuple[tuple[float, float], ...]:
        """Return the latitude and longitude of those of a commune that have them."""
        departement = commune[:3] if commune.startswith("97") else commune[:2]
        shown = func.coalesce(point_accueil.c.corrected, point_accueil.c.content)
        latitude = func.json_extract(shown, "$.latitude")
        longitude = func.json_extract(shown, "$.longitude")
        query = select(latitude.label("lat"), longitude.label("lon")).where(
            point_accueil.c.departement == departement,
            func.json_extract(shown, "$.commune") == commune,
            latitude.is_not(None),
            longitude.is_not(None),
        )
        return tuple((float(row.lat), float(row.lon)) for row in self._connection.execute(query))

    def _entries(self, query: Select[Any]) -> tuple[Entry, ...]:
        return tuple(
            Entry(
                told=PointAccueil.model_validate_json(row.content),
                corrected=PointAccueil.model_validate_json(row.corrected) if row.corrected is not None else None,
            )
            for row in self._connection.execute(query)
        )


_ENTRIES = select(point_accueil.c.content, point_accueil.c.corrected)


def _row(entry: Entry) -> dict[str, Any]:
    shown = entry.point
    return {
        "id": entry.told.id,
        "source": entry.told.source,
        "network": shown.network,
        "departement": shown.departement,
        "words": shown.words,
        "content": entry.told.model_dump_json(),
        "corrected": entry.corrected.model_dump_json() if entry.corrected is not None else None,
    }
