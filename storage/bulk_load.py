"""Many new dossiers at once, into a store that nobody uses meanwhile: a million in minutes.

Rows are gathered in tables of the connection, in memory, and put in their place in the order of its index, which is
what makes a B-tree quick to grow; the other indexes are made again at the end.
"""

import itertools
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Table, func, select

from passeport.domain.beneficiary import Dossier
from passeport.services.ports import Progress
from storage import alike, near_words, note_search, search
from storage.mappers import beneficiary_row, blobs_of, facets_of, parcours_rows, records_of, step_rows
from storage.tables import beneficiary, blob, deletion, facet, former, namesake, parcours, record, step, token

_BATCH = 20_000
_SORTED = (token, deletion, namesake, facet)
"""Tables without a row number, whose key is their order."""


def load(connection: Connection, dossiers: Iterable[Dossier], total: int, progress: Progress) -> None:
    """Add dossiers that are not there yet, inside the transaction of `connection`."""
    dropped = _indexes_dropped(connection)
    for table in _SORTED:
        columns = ", ".join(column.name for column in table.columns)
        connection.exec_driver_sql(f"CREATE TEMP TABLE loading_{table.name}({columns})")
    known: set[str] = set()
    change = int(connection.execute(select(func.max(beneficiary.c.changed))).scalar() or 0)
    done = 0
    source = iter(dossiers)
    while batch := list(itertools.islice(source, _BATCH)):
        _put(connection, batch, change + done, known)
        done += len(batch)
        progress(done, total)
    for table in _SORTED:
        order = ", ".join(column.name for column in table.primary_key.columns)
        filled = f"INSERT OR IGNORE INTO {table.name} SELECT * FROM loading_{table.name} ORDER BY {order}"  # noqa: S608
        connection.exec_driver_sql(filled)
        connection.exec_driver_sql(f"DROP TABLE loading_{table.name}")
    for statement in dropped:
        connection.exec_driver_sql(statement)


def _indexes_dropped(connection: Connection) -> list[str]:
    names = ", ".join(f"'{table.name}'" for table in (*_SORTED, beneficiary))
    listed = f"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({names})"  # noqa: S608
    found = [(row[0], row[1]) for row in connection.exec_driver_sql(listed)]
    for name, _ in found:
        connection.exec_driver_sql(f"DROP INDEX {name}")
    return [statement for _, statement in found]


def _put(connection: Connection, batch: list[Dossier], change: int, known: set[str]) -> None:
    people, tokens, likes, facets = [], [], [], []
    others: dict[Table, list[dict[str, Any]]] = {table: [] for table in (blob, parcours, step, record, former)}
    words: set[str] = set()
    for place, dossier in enumerate(batch, start=1):
        key, identity = str(dossier.beneficiary.id), dossier.beneficiary.identity
        people.append({**beneficiary_row(dossier), "revision": 1, "changed": change + place})
        own = search.tokens_of(identity)
        tokens += [(text, key) for text in own]
        words |= search.names_in(own)
        likes += [tuple(row.values()) for row in alike.rows_of(key, identity)]
        facets += [(kind, value, key) for kind, value in facets_of(dossier)]
        for table, row in _hanging(dossier):
            others[table].append({**row, "beneficiary_id": key})
    connection.execute(beneficiary.insert(), people)
    for table, rows in others.items():
        if rows:
            connection.execute(table.insert(), rows)
    for dossier in batch:
        if any(one.notes for home in dossier.parcours for one in home.steps):
            note_search.index(connection, str(dossier.beneficiary.id), note_search.notes_of(dossier))
    forms = [(form, word) for word in words - known for form in near_words.forms(word)]
    known |= words
    for table, values in ((token, tokens), (deletion, forms), (namesake, likes), (facet, facets)):
        if values:
            marks = ", ".join("?" * len(table.columns))
            connection.exec_driver_sql(f"INSERT INTO loading_{table.name} VALUES ({marks})", values)  # noqa: S608


def _hanging(dossier: Dossier) -> Iterator[tuple[Table, dict[str, Any]]]:
    for name, data in blobs_of(dossier.beneficiary).items():
        yield blob, {"name": name, "data": data}
    for home in parcours_rows(dossier).values():
        yield parcours, home._asdict()
    for one in step_rows(dossier).values():
        yield step, one._asdict()
    for kind, contents in records_of(dossier).items():
        for position, content in enumerate(contents):
            yield record, {"kind": kind, "position": position, "content": content}
    for known in dossier.beneficiary.formerly:
        yield former, {"id": str(known)}
