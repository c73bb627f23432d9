"""Lists of dossiers: filtered, sorted and paged by key in SQL, never on the screen."""

import datetime as dt
import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Select,
    exists,
    func,
    literal_column,
    or_,
    select,
    tuple_,
)
from sqlalchemy.dialects import sqlite

from passeport.domain.beneficiary import DossierSummary
from passeport.domain.listing import Listing, Order
from passeport.domain.normalise import joined
from storage.mappers import ARCHIVE, NOTHING_DUE
from storage.search import Among
from storage.tables import beneficiary, facet, record

_DAYS_OF_MONTH = 30.4375
"""Mean length of a month: 365.25 / 12 days."""
_FEW = 2_000
"""People of a list up to whom each is named to the search; of more, each one found is asked whether they are in it."""
_SOME = 8_000
"""Holders of one of several networks, themes or tags up to whom each is asked whether they have the others."""
_FEWER = 300
"""The same once so many letters are typed that few answer: to ask each of them is sooner done than to look at these."""
_NARROW = 3
_NAMED = sqlite.dialect(paramstyle="named")
_BY_NAME = (beneficiary.c.family_key, beneficiary.c.given_key, beneficiary.c.id)
_COLUMNS: dict[Order, tuple[ColumnElement[Any], ...]] = {
    Order.NAME: _BY_NAME,
    Order.BIRTH: (beneficiary.c.birth_date, beneficiary.c.id),
    Order.CONTACT: (beneficiary.c.quiet_since, beneficiary.c.id),
    Order.NEXT: (beneficiary.c.next_step, beneficiary.c.id),
    Order.DUE: (beneficiary.c.due, beneficiary.c.id),
    Order.CHANGED: (beneficiary.c.changed, beneficiary.c.id),
}


GROUPS: dict[Order, Column[Any]] = {
    Order.SITUATION: beneficiary.c.situation,
    Order.REFERENT: beneficiary.c.referent,
}
"""Orders by a word that the store does not hold: people stand together under a code, sorted by their names there."""

_ARCHIVED = (
    "EXISTS (SELECT 1 FROM record INDEXED BY record_archived"
    " WHERE record.beneficiary_id = {} AND record.kind = 'archive')"
)
"""By the index of the restricted archive alone, a page or two: SQLite would rather read the records of each person."""

_PEOPLE = (
    "SELECT b.id, b.given_names, b.family_name, b.birth_date, b.situation, b.commune, b.telephone, b.last_contact,"
    " b.has_received, b.referent, b.due, b.quiet_since, b.changed, b.next_step"
    " FROM json_each(:keys) AS wanted CROSS JOIN beneficiary AS b"
    " INDEXED BY beneficiary_lines ON b.id = wanted.value"
)
LINES = f"{_PEOPLE} WHERE NOT {_ARCHIVED.format('b.id')}"
"""The lines of some people in their order, as `summaries` has them; asked at each letter, hence in words.

Of the index that holds them, a page for each person: with the table they are two, each fetched and decrypted.
"""


@cache
def summaries() -> Select[Any]:
    """The lines of the lists; the restricted archive is out of them (R11)."""
    columns = beneficiary.c
    return select(
        columns.id,
        columns.given_names,
        columns.family_name,
        columns.birth_date,
        columns.situation,
        columns.commune,
        columns.telephone,
        columns.last_contact,
        columns.has_received,
        columns.referent,
        columns.due,
        columns.quiet_since,
        columns.changed,
        columns.next_step,
    ).where(in_use())


def in_use(key: ColumnElement[str] = beneficiary.c.id) -> ColumnElement[bool]:
    """The dossiers that are not in the restricted archive."""
    return literal_column(f"NOT {_ARCHIVED.format(key)}", Boolean)


def is_archive() -> ColumnElement[bool]:
    """The record that says why a dossier is kept past its delay; in words, for the index that holds these alone."""
    return record.c.kind == literal_column(f"'{ARCHIVE}'")


def page(
    wanted: Listing,
    today: dt.date,
    after: DossierSummary | None,
    limit: int,
    narrow: Sequence[ColumnElement[bool]] = (),
) -> Select[Any]:
    """Return the query of one page, from just after a line; sorted on a whole key, so that no line comes twice.

    `narrow` is what `narrowed` says of the list.
    """
    columns = _COLUMNS[wanted.order]
    query = summaries().where(*narrow, *conditions(wanted, today))
    query = query.order_by(*(one.desc() if wanted.is_descending else one.asc() for one in columns)).limit(limit)
    if after is None:
        return query
    place, key = tuple_(*columns), _place(wanted.order, after)
    return query.where(place < key if wanted.is_descending else place > key)


def codes(connection: Connection, order: Order) -> list[str]:
    """Return the codes that people stand under in an order of `GROUPS`, each found by one seek of its index."""
    column = GROUPS[order]
    found: list[str] = []
    while True:
        query = select(func.min(column)).where(column > found[-1]) if found else select(func.min(column))
        code = connection.execute(query).scalar()
        if code is None:
            return found
        found.append(code)


def page_under(
    code: str | None,
    wanted: Listing,
    today: dt.date,
    after: DossierSummary | None,
    limit: int,
    narrow: Sequence[ColumnElement[bool]] = (),
) -> Select[Any]:
    """Return the query of those who stand under a code in an order of `GROUPS`, from just after a line of theirs."""
    column = GROUPS[wanted.order]
    query = summaries().where(*narrow, *conditions(wanted, today), column.is_(None) if code is None else column == code)
    query = query.order_by(*(one.desc() if wanted.is_descending else one.asc() for one in _BY_NAME)).limit(limit)
    if after is None:
        return query
    place, key = tuple_(*_BY_NAME), _place(Order.NAME, after)
    return query.where(place < key if wanted.is_descending else place > key)


def stands_under(order: Order, line: DossierSummary) -> str | None:
    """Return the code under which a line stands in an order of `GROUPS`."""
    return line.situation if order is Order.SITUATION else str(line.referent or "")


def conditions(wanted: Listing, today: dt.date) -> list[ColumnElement[bool]]:
    """Return what a person must answer to."""
    columns = beneficiary.c
    asked: list[ColumnElement[bool]] = []
    if wanted.situations:
        asked.append(columns.situation.in_(wanted.situations))
    asked += [_has(kind, values, columns.id) for kind, values in _facets(wanted)]
    referents: list[ColumnElement[bool]] = (
        [columns.referent.in_([str(one) for one in wanted.referents])] if wanted.referents else []
    )
    if wanted.is_without_referent:
        referents.append(columns.referent == "")
    if referents:
        asked.append(or_(*referents))
    if wanted.due is not None:
        asked.append(columns.due <= (today + dt.timedelta(days=wanted.due.days)).isoformat())
    if wanted.quiet_months is not None:
        before = today - dt.timedelta(days=round(wanted.quiet_months * _DAYS_OF_MONTH))
        asked.append(columns.quiet_since <= before.isoformat())
    return asked


def _facets(wanted: Listing) -> list[tuple[str, list[str]]]:
    """Return what is asked that a person may have several of: the kind, and the values of which one is enough."""
    tags = [joined(value) for value in wanted.tags]
    asked = (("network", list(wanted.networks)), ("theme", list(wanted.themes)), ("tag", tags))
    return [(kind, values) for kind, values in asked if values]


def _has(kind: str, values: Sequence[str], key: ColumnElement[str]) -> ColumnElement[bool]:
    other = facet.alias()
    return exists(
        select(other.c.value).where(other.c.beneficiary_id == key, other.c.kind == kind, other.c.value.in_(values))
    )


def narrowed(connection: Connection, wanted: Listing) -> list[ColumnElement[bool]]:
    """Return what `conditions` says already, where few people have what is asked: each of them is looked at, named.

    A page in the order of names would else ask everybody, one after the other, until it has found its hundred.
    """
    asked = _facets(wanted)
    most = _FEW if len(asked) == 1 else _SOME
    for kind, values in asked:
        holders = select(facet.c.beneficiary_id).where(facet.c.kind == kind, facet.c.value.in_(values))
        if connection.execute(holders.limit(1).offset(most)).first() is None:  # counted so far in SQLite, read after
            others = (_has(other, some, facet.c.beneficiary_id) for other, some in asked if other != kind)
            found = connection.execute(holders.where(*others).limit(_FEW + 1)).scalars().all()
            if len(found) > _FEW:
                return []
            named = func.json_each(json.dumps(sorted(set(found)))).table_valued("value")
            return [beneficiary.c.id.in_(select(named.c.value))]
    return []


def counted(connection: Connection, wanted: Listing, today: dt.date) -> Select[Any]:
    """Return the query of how many people of a list are in use.

    Of nothing but networks, themes or tags, those who have the first are counted where these are kept: nobody's line
    is read.
    """
    asked = _facets(wanted)
    if not asked or wanted.evolve(networks=(), themes=(), tags=(), order=Order.NAME, is_descending=False) != Listing():
        query = select(func.count()).select_from(beneficiary)
        return query.where(in_use(), *narrowed(connection, wanted), *conditions(wanted, today))
    (kind, values), *others = asked
    key = facet.c.beneficiary_id
    number = func.count() if len(values) == 1 else func.count(key.distinct())
    query = select(number).select_from(facet).where(facet.c.kind == kind, facet.c.value.in_(values), in_use(key))
    return query.where(*(_has(other, some, key) for other, some in others))


def among(connection: Connection, wanted: Listing, today: dt.date, key: str, text: str = "") -> Among:
    """Return the condition that keeps a search for `text` within a list; `key` is its column that says whom.

    Few people are found among many by their names, many among themselves by asking each: a search among a few would
    otherwise ask everybody who answers to a first letter.
    """
    asked = [*narrowed(connection, wanted), *conditions(wanted, today)]
    most = _FEWER if len(text) >= _NARROW else _FEW
    few = connection.execute(select(beneficiary.c.id).where(*asked).limit(most + 1)).scalars().all()
    if len(few) <= most:
        return Among(f"{key} IN (SELECT value FROM json_each(:listed))", {"listed": json.dumps(few)}, is_few=True)  # noqa: S608 - our words
    here = beneficiary.c.id == literal_column(key)
    one = exists(select(beneficiary.c.id).where(here, *asked)).compile(
        dialect=_NAMED, compile_kwargs={"render_postcompile": True}
    )
    return Among(str(one), one.params)


def _place(order: Order, line: DossierSummary) -> tuple[object, ...]:
    key = str(line.id)
    if order is Order.BIRTH:
        return line.birth_date, key
    if order is Order.CONTACT:
        return line.quiet_since.isoformat() if line.quiet_since else "", key
    if order is Order.NEXT:
        return line.next_step.isoformat() if line.next_step else NOTHING_DUE, key
    if order is Order.DUE:
        return line.due.isoformat() if line.due else NOTHING_DUE, key
    if order is Order.CHANGED:
        return line.changed, key
    return joined(line.family_name), joined(line.given_names), key
