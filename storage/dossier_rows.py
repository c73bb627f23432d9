"""The rows of a dossier, part by part: what is written is what differs."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, delete, insert, select

from passeport.domain.beneficiary import Dossier
from passeport.domain.identity import Identity
from storage import alike, note_search, search
from storage.mappers import blobs_of, due_rows, facets_of, parcours_rows, records_of, same_steps, step_rows, ticket_rows
from storage.tables import blob, due, facet, former, parcours, record, step, ticket


def write_new(connection: Connection, key: str, dossier: Dossier) -> None:
    """Write what hangs on a dossier that has nothing yet: no row is read, since there is none."""
    search.index_new(connection, key, dossier.beneficiary.identity)
    alike.index_new(connection, key, dossier.beneficiary.identity)
    rows: dict[Table, list[dict[str, Any]]] = {
        blob: [{"name": name, "data": data} for name, data in blobs_of(dossier.beneficiary).items()],
        parcours: [row._asdict() for row in parcours_rows(dossier).values()],
        step: [row._asdict() for row in step_rows(dossier).values()],
        ticket: [row._asdict() for row in ticket_rows(dossier).values()],
        record: [row for kind, contents in records_of(dossier).items() for row in _record_rows(kind, contents)],
        former: [{"id": str(known)} for known in dossier.beneficiary.formerly],
        facet: [{"kind": kind, "value": value} for kind, value in facets_of(dossier)],
        due: due_rows(dossier),
    }
    for table, new in rows.items():
        if new:
            connection.execute(insert(table), [{**row, "beneficiary_id": key} for row in new])
    note_search.index(connection, key, note_search.notes_of(dossier))


def write(connection: Connection, key: str, dossier: Dossier, before: Dossier | None) -> None:
    """Write the parts of a dossier that are no longer as they were `before`; None is not known, and looks at each."""
    for part, write_part in _PARTS:
        wanted, known = part(dossier), None if before is None else part(before)
        if known != wanted:
            write_part(connection, key, wanted)
    for table, rows_of in _TABLES.items():
        _write_rows(connection, key, table, rows_of(dossier), None if before is None else rows_of(before))
    same = frozenset() if before is None else same_steps(dossier, before)
    _write_rows(connection, key, step, step_rows(dossier, same), None if before is None else step_rows(before, same))


def _write_names(connection: Connection, key: str, identity: Identity) -> None:
    search.index(connection, key, identity)
    alike.index(connection, key, identity)


def _write_anew(connection: Connection, key: str, table: Table, wanted: list[dict[str, Any]]) -> None:
    connection.execute(delete(table).where(table.c.beneficiary_id == key))
    if wanted:
        connection.execute(insert(table), [{**row, "beneficiary_id": key} for row in wanted])


def _write_due(connection: Connection, key: str, wanted: list[dict[str, Any]]) -> None:
    _write_anew(connection, key, due, wanted)


def _write_facets(connection: Connection, key: str, wanted: set[tuple[str, str]]) -> None:
    _write_anew(connection, key, facet, [{"kind": kind, "value": value} for kind, value in wanted])


def _write_former(connection: Connection, key: str, wanted: set[str]) -> None:
    _write_anew(connection, key, former, [{"id": one} for one in wanted])


def _write_blobs(connection: Connection, key: str, wanted: Mapping[str, bytes]) -> None:
    run = connection.execute
    rows = run(select(blob.c.name, blob.c.data).where(blob.c.beneficiary_id == key))
    known = {row.name: row.data for row in rows}
    for name, data in known.items():
        if wanted.get(name) != data:
            run(delete(blob).where(blob.c.beneficiary_id == key, blob.c.name == name))
    new = [
        {"beneficiary_id": key, "name": name, "data": data} for name, data in wanted.items() if known.get(name) != data
    ]
    if new:
        run(insert(blob), new)


def _write_rows(
    connection: Connection,
    key: str,
    table: Table,
    wanted: Mapping[str, NamedTuple],
    known: Mapping[str, tuple[Any, ...]] | None,
) -> None:
    """Write the rows that differ from those kept, and drop those that are no longer wanted."""
    if known is None:
        known = _kept(connection, key, table)
    stale = [identifier for identifier, row in known.items() if wanted.get(identifier) != row]
    if stale:
        connection.execute(delete(table).where(table.c.beneficiary_id == key, table.c.id.in_(stale)))
    new = [row._asdict() for identifier, row in wanted.items() if known.get(identifier) != row]
    if new:
        connection.execute(insert(table), [{**row, "beneficiary_id": key} for row in new])


def _kept(connection: Connection, key: str, table: Table) -> dict[str, tuple[Any, ...]]:
    columns = [column for column in table.columns if column.name != "beneficiary_id"]
    rows = connection.execute(select(*columns).where(table.c.beneficiary_id == key))
    return {row.id: tuple(row) for row in rows}


def _write_records(connection: Connection, key: str, wanted: Mapping[str, list[str]]) -> None:
    run = connection.execute
    query = select(record.c.kind, record.c.content).where(record.c.beneficiary_id == key)
    known: dict[str, list[str]] = {}
    for kind, content in run(query.order_by(record.c.kind, record.c.position)):
        known.setdefault(kind, []).append(content)
    for kind, contents in wanted.items():
        if known.get(kind, []) == contents:
            continue
        run(delete(record).where(record.c.beneficiary_id == key, record.c.kind == kind))
        if contents:
            run(insert(record), [{**row, "beneficiary_id": key} for row in _record_rows(kind, contents)])


def _record_rows(kind: str, contents: list[str]) -> list[dict[str, Any]]:
    return [{"kind": kind, "position": position, "content": content} for position, content in enumerate(contents)]


_PARTS: tuple[tuple[Callable[[Dossier], Any], Callable[[Connection, str, Any], None]], ...] = (
    (lambda dossier: dossier.beneficiary.identity, _write_names),
    (note_search.notes_of, note_search.index),
    (facets_of, _write_facets),
    (lambda dossier: {str(known) for known in dossier.beneficiary.formerly}, _write_former),
    (lambda dossier: blobs_of(dossier.beneficiary), _write_blobs),
    (records_of, _write_records),
    (due_rows, _write_due),
)
"""Each part of a dossier beside what writes its rows."""

_TABLES: dict[Table, Callable[[Dossier], Mapping[str, NamedTuple]]] = {
    parcours: parcours_rows,
    ticket: ticket_rows,
}
"""The tables whose rows have an identifier: they are written row by row."""
