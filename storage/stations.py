"""The stations whose signature is known here: trust on first use, decided by the conseiller."""

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from passeport.domain.provenance import Station
from storage.tables import station


class SqlStationStore:
    """Port `StationStore`, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work inside the transaction of `connection`."""
        self._connection = connection

    def station_of(self, key: str) -> Station | None:
        """Return the station trusted under this key fingerprint, if any."""
        content = self._connection.execute(select(station.c.content).where(station.c.key == key)).scalar()
        return Station.model_validate_json(content) if content is not None else None

    def trust(self, key: str, known: Station) -> None:
        """Keep a station as known from now on."""
        values = {"key": key, "content": known.model_dump_json()}
        self._connection.execute(insert(station).values(**values).on_conflict_do_update(set_=values))
