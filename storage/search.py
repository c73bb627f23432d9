"""Finding people: words by prefix in a B-tree, and one typing error forgiven when that gives too few.

A name is indexed by its words and by all of them joined (`Le Goff` is also `legoff`). For errors, each word is kept
under itself and with one letter left out (SymSpell's idea, in SQL): what was typed and the name it was meant for
always share such a form. A candidate counts when its beginning is within one error of what was typed.
"""

import datetime as dt
from collections.abc import Iterable
from functools import cache

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    and_,
    bindparam,
    delete,
    exists,
    insert,
    or_,
    select,
)
from sqlalchemy.dialects.sqlite import insert as insert_or

from passeport.domain.identity import Identity
from passeport.domain.normalise import words_of
from passeport.domain.spelling import within_one_error
from storage.tables import deletion, token
from storage.typed import Range, national, readings

_INDEXED_LETTERS = 8
"""Letters of a word that are indexed for errors: after eight, a prefix has few namesakes left."""
_SHORTEST_FORGIVEN = 3
_CANDIDATES = 400
_TOKENS_OF_ONE = 3
"""Tokens of one person that may share a beginning: `Le Goff`, born `Le Gall`, is thrice under `le`."""
_LAST = "\U0010ffff"


def tokens_of(identity: Identity) -> set[str]:
    """Return what a person is found by: words of names, `#` birth dates, `+` telephone digits from either end."""
    found: set[str] = set()
    for name in (identity.given_names, identity.family_name, identity.birth_name):
        words = words_of(name)
        found.update(words)
        if len(words) > 1:
            found.add("".join(words))
    if identity.birth_date is not None:
        found.add(f"#{identity.birth_date}")
    for telephone in identity.telephones:
        digits = national(telephone.number)
        if digits:
            found.update((f"+{digits}", f"-{digits[::-1]}"))
    for email in identity.emails:
        found.add(email.address.casefold())
    return found


def index(connection: Connection, beneficiary: str, identity: Identity) -> None:
    """Make a person findable, forgetting what they were found by before."""
    wanted = tokens_of(identity)
    rows = connection.execute(select(token.c.token).where(token.c.beneficiary_id == beneficiary))
    known = {row.token for row in rows}
    if known - wanted:
        _forget(connection, beneficiary, known - wanted)
    _index(connection, beneficiary, wanted - known)


def index_new(connection: Connection, beneficiary: str, identity: Identity) -> None:
    """Make a person findable who never was: nothing is looked up first."""
    _index(connection, beneficiary, tokens_of(identity))


def _index(connection: Connection, beneficiary: str, new: set[str]) -> None:
    if not new:
        return
    connection.execute(insert(token), [{"token": text, "beneficiary_id": beneficiary} for text in new])
    forms = [
        {"key": key, "word": word} for word in new if word[0] not in "#+-" and "@" not in word for key in _forms(word)
    ]
    if forms:
        connection.execute(insert_or(deletion).on_conflict_do_nothing(), forms)


def forget(connection: Connection, beneficiary: str) -> None:
    """Remove every trace of a person from the index (R10)."""
    rows = connection.execute(select(token.c.token).where(token.c.beneficiary_id == beneficiary))
    _forget(connection, beneficiary, {row.token for row in rows})


def _forget(connection: Connection, beneficiary: str, tokens: set[str]) -> None:
    for text in tokens:
        connection.execute(delete(token).where(token.c.token == text, token.c.beneficiary_id == beneficiary))
        if connection.execute(select(token.c.token).where(token.c.token == text).limit(1)).first() is None:
            for key in _forms(text):
                connection.execute(delete(deletion).where(deletion.c.key == key, deletion.c.word == text))


def matching(connection: Connection, text: str, today: dt.date, limit: int) -> list[str]:
    """Return the identifiers of who answers to every part of `text`, best first."""
    found: dict[str, None] = {}
    told = readings(text, today)
    for ranges in told:
        _add_holders(connection, ranges, found, limit)
    if told and len(found) < limit:
        ranges = told[0]
        forgiving = [_forgiving(connection, r) if r[0][0].isalpha() else r for r in ranges]
        if forgiving != ranges:
            _add_holders(connection, forgiving, found, limit)
    return list(found)[:limit]


def _add_holders(connection: Connection, ranges: list[Range], found: dict[str, None], limit: int) -> None:
    """Add to `found` who answers to every range, until there are `limit`.

    The beginnings of the leading range are asked one by one, nearest first: each answer then comes in the order of the
    index, and nothing is sorted. Asked together, thousands of rows were sorted to show a hundred.
    """
    first, *others = sorted(ranges, key=lambda r: (len(r) > 1, -max(len(begin) for begin in r)))
    query = _holders(tuple(len(wanted) for wanted in others))
    bounds: dict[str, object] = {"limit": limit * _TOKENS_OF_ONE}
    for number, wanted in enumerate(others):
        for place, begin in enumerate(wanted):
            bounds |= _between(f"other_{number}_{place}", begin)
    for begin in first:
        rows = connection.execute(query, bounds | _between("lead", begin))
        found.update(dict.fromkeys(row.beneficiary_id for row in rows))
        if len(found) >= limit:
            return


def _between(name: str, begin: str) -> dict[str, object]:
    return {f"{name}_low": begin, f"{name}_high": begin + _LAST}


@cache
def _holders(others: tuple[int, ...]) -> Select[tuple[str]]:
    """Return the query of one leading beginning and so many other ranges, of so many beginnings each."""

    def begins(table: FromClause, name: str) -> ColumnElement[bool]:
        return table.c.token.between(bindparam(f"{name}_low"), bindparam(f"{name}_high"))

    lead = token.alias("lead")
    conditions = [begins(lead, "lead")]
    for number, count in enumerate(others):
        other = token.alias(f"other_{number}")
        answers = or_(*(begins(other, f"other_{number}_{place}") for place in range(count)))
        conditions.append(exists().where(and_(other.c.beneficiary_id == lead.c.beneficiary_id, answers)))
    return select(lead.c.beneficiary_id).where(*conditions).order_by(lead.c.token).limit(bindparam("limit"))


def _forgiving(connection: Connection, typed: Range) -> Range:
    """Return the words whose beginning is within one error of what was typed, as new beginnings."""
    (word,) = typed
    if len(word) < _SHORTEST_FORGIVEN:
        return typed
    short = word[:_INDEXED_LETTERS]
    keys = {short, *_one_less(short)}
    found: set[str] = set()
    for key in keys:
        rows = connection.execute(_FORMS, {"low": key, "high": key + _LAST, "limit": _CANDIDATES})
        found.update(row.word for row in rows)
    near = sorted((other for other in found if _begins_nearly(word, other)), key=lambda other: _likeness(word, other))
    return tuple(dict.fromkeys((word, *near)))[:_LISTED]


_LISTED = 60
_FORMS = (
    select(deletion.c.word).where(deletion.c.key.between(bindparam("low"), bindparam("high"))).limit(bindparam("limit"))
)


def _likeness(typed: str, word: str) -> tuple[bool, bool, str]:
    """Sort whole words before longer ones, and an error inside before one in the first letter, which is rarer."""
    return (not within_one_error(typed, word), word[:1] != typed[:1], word)


def _begins_nearly(typed: str, word: str) -> bool:
    return any(within_one_error(typed, word[: len(typed) + more]) for more in (0, 1, -1))


def _forms(word: str) -> set[str]:
    short = word[:_INDEXED_LETTERS]
    return {short, *_one_less(short)}


def _one_less(word: str) -> Iterable[str]:
    return (word[:i] + word[i + 1 :] for i in range(len(word)))
