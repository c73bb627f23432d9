"""Notes to the statistics, in `dossiers.db`: committed with the change itself, and gone once they are told."""

import secrets
from uuid import UUID

from sqlalchemy import Connection, delete, insert, select

from passeport.domain.anonymous import AnonymousDossier
from passeport.domain.facts import KEY_BITS, Subject
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.territories import Territories
from passeport.services.statistics_ports import Note
from storage.tables import anonymous_dossier, beneficiary, setting, statistics_note, subject

_NUMBER_BITS = 62
_TERRITORIES = "territories"
_NOTE = (  # a note that was there is replaced: the one that waits is the last
    "INSERT OR REPLACE INTO statistics_note (number, beneficiary_id)"
    " SELECT number, beneficiary_id FROM subject WHERE beneficiary_id = :key"
)


def note_change(connection: Connection, key: str) -> None:
    """Note that a dossier changed; a person met for the first time draws a number and a record key."""
    if connection.exec_driver_sql(_NOTE, {"key": key}).rowcount == 0:
        drawn = {"beneficiary_id": key, "number": secrets.randbits(_NUMBER_BITS), "key": secrets.randbits(KEY_BITS)}
        connection.execute(insert(subject), [drawn])
        connection.exec_driver_sql(_NOTE, {"key": key})


def note_removal(connection: Connection, key: str) -> None:
    """Note that a dossier goes, and forget what stood for its person: nothing leads back from there on."""
    number = connection.execute(select(subject.c.number).where(subject.c.beneficiary_id == key)).scalar()
    if number is not None:
        connection.execute(delete(subject).where(subject.c.beneficiary_id == key))
        _put(connection, number, None)


def note_anonymous(connection: Connection, number: int) -> None:
    """Note what stays of a dossier that was anonymised: it is counted under the number of its row."""
    _put(connection, number, None)


def _put(connection: Connection, number: int, key: str | None) -> None:
    connection.execute(delete(statistics_note).where(statistics_note.c.number == number))
    connection.execute(insert(statistics_note), [{"number": number, "beneficiary_id": key}])


class SqlFactNotes:
    """Port `FactNotes`, inside one transaction over `dossiers.db`."""

    def __init__(self, connection: Connection) -> None:
        """Work inside the transaction of `connection`."""
        self._connection = connection

    def waiting(self, limit: int, after: int = 0) -> tuple[Note, ...]:
        """Return the oldest notes from just after the note `after`."""
        query = (
            select(
                statistics_note.c.id,
                statistics_note.c.number,
                statistics_note.c.beneficiary_id,
                subject.c.key,
                anonymous_dossier.c.content,
            )
            .select_from(
                statistics_note.outerjoin(subject, subject.c.number == statistics_note.c.number).outerjoin(
                    anonymous_dossier, anonymous_dossier.c.number == statistics_note.c.number
                )
            )
            .where(statistics_note.c.id > after)
            .order_by(statistics_note.c.id)
            .limit(limit)
        )
        return tuple(
            Note(
                id=row.id,
                number=row.number,
                beneficiary=BeneficiaryId(UUID(row.beneficiary_id)) if row.beneficiary_id else None,
                subject=Subject(number=row.number, key=row.key) if row.key is not None else None,
                anonymous=AnonymousDossier.model_validate_json(row.content) if row.content else None,
            )
            for row in self._connection.execute(query)
        )

    def forget(self, until: int) -> None:
        """Forget the notes up to `until`, which were told."""
        self._connection.execute(delete(statistics_note).where(statistics_note.c.id <= until))

    def note_everything(self) -> None:
        """Note every dossier, to build the statistics anew."""
        run = self._connection.execute
        everybody = run(select(beneficiary.c.id, subject.c.number).outerjoin(subject)).all()
        new = [row.id for row in everybody if row.number is None]
        left = run(select(anonymous_dossier.c.number)).scalars().all()
        run(delete(statistics_note).where(statistics_note.c.beneficiary_id.is_not(None)))
        for number in left:
            _put(self._connection, number, None)
        known = [{"number": row.number, "beneficiary_id": row.id} for row in everybody if row.number is not None]
        if known:
            run(insert(statistics_note), known)
        for key in new:
            note_change(self._connection, key)

    def territories(self) -> Territories:
        """Return the territories that were loaded."""
        content = self._connection.execute(select(setting.c.content).where(setting.c.name == _TERRITORIES)).scalar()
        return Territories.model_validate_json(content) if content else Territories()

    def set_territories(self, territories: Territories) -> None:
        """Keep the territories."""
        self._connection.execute(delete(setting).where(setting.c.name == _TERRITORIES))
        values = {"name": _TERRITORIES, "content": territories.model_dump_json()}
        self._connection.execute(insert(setting), [values])
