"""The stations whose signature is known here: trust on first use, decided by the conseiller."""

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from passeport.domain.known_station import KnownStation, same_name
from storage.tables import station


class SqlStationStore:
    """Port `StationStore`, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work inside the transaction of `connection`."""
        self._connection = connection

    def under_key(self, key: str) -> KnownStation | None:
        """Return the station trusted under this key fingerprint, if any."""
        content = self._connection.execute(select(station.c.content).where(station.c.key == key)).scalar()
        return KnownStation.model_validate_json(content) if content is not None else None

    def named(self, name: str) -> tuple[KnownStation, ...]:
        """Return the stations trusted under this name, whatever their key."""
        query = select(station.c.content).where(station.c.name_key == same_name(name)).order_by(station.c.key)
        return tuple(KnownStation.model_validate_json(row) for row in self._connection.execute(query).scalars())

    def known(self) -> tuple[KnownStation, ...]:
        """Return every station trusted, by name."""
        query = select(station.c.content).order_by(station.c.name_key, station.c.key)
        return tuple(KnownStation.model_validate_json(row) for row in self._connection.execute(query).scalars())

    def trust(self, known: KnownStation) -> None:
        """Keep a station as known from now on."""
        values = {"key": known.key, "name_key": same_name(known.station.name), "content": known.model_dump_json()}
        self._connection.execute(insert(station).values(**values).on_conflict_do_update(set_=values))

    def withdraw(self, key: str) -> None:
        """Know a station no more."""
        self._connection.execute(delete(station).where(station.c.key == key))
