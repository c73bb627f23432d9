"""Finding people: their names two by two in a B-tree, by prefix, and one typing error forgiven when that gives too few.

A person is kept under each family name followed by each given name, and the other way round, so that `martin je` is one
place of the index however many are called Martin; and under the words of one name two by two (`Jean-Pierre`). A name of
several words is also kept joined (`Le Goff` is also `legoff`). Errors are for `storage.near_words`.
"""

import datetime as dt
import itertools
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, FromClause, delete, insert, or_, select

from passeport.domain.identity import Identity
from passeport.domain.normalise import words_of
from storage import near_words
from storage.tables import token
from storage.typed import Range, national, readings

_LAST = "\U0010ffff"
_DATE = "#"
_NO_NAME = "#+-"
"""What a token of no name begins with: a birth date, the digits of a telephone from either end."""
_TOLD_BY_TWO = 2
_LOOKED_AT = 1_000
"""Rows of the index that are looked at for one question: a few milliseconds; more letters give fewer."""
_ALL = -1
"""SQLite's limit that is none: of a list, everybody is looked at."""

_PLACES = (
    "SELECT DISTINCT token.beneficiary_id FROM json_each(:begins) AS begin"
    " CROSS JOIN token ON token.token >= begin.value AND token.token < begin.value || :last"
)
"""The order of the beginnings, then that of the index: a nested loop, in which nothing is sorted."""
_ALSO = (
    "EXISTS (SELECT 1 FROM json_each(:also_{0}) AS wanted CROSS JOIN token AS other"
    " ON other.beneficiary_id = lead.beneficiary_id"
    " AND other.token >= wanted.value AND other.token < wanted.value || :last)"
)


_PLACES_OF_FEW = (
    "SELECT beneficiary_id FROM (SELECT token.beneficiary_id, begin.key AS rank, min(token.token) AS token"
    " FROM json_each(:listed) AS listed CROSS JOIN json_each(:begins) AS begin"
    " CROSS JOIN token ON token.beneficiary_id = listed.value"
    " AND token.token >= begin.value AND token.token < begin.value || :last"
    " GROUP BY token.beneficiary_id ORDER BY rank, token)"
)
"""The same people in the same order, led by those of a list: fewer than who answers to the first letters."""


class Among(NamedTuple):
    """Who alone is looked for: a condition in SQL on the row that leads to them, and what it is bound to."""

    words: str
    bounds: Mapping[str, object]
    is_few: bool = False
    """Whether they are few, and named in `bounds`: each of them is looked at."""


EVERYBODY = Among("", {})


def tokens_of(identity: Identity) -> set[str]:
    """Return what a person is found by: names two by two, `#` birth dates, `+` telephone digits from either end."""
    families = _forms(identity.family_name) | _forms(identity.birth_name)
    given = _forms(identity.given_names)
    found = pairs_within(identity)
    found |= {f"{a} {b}" for a, b in itertools.product(families, given)}
    found |= {f"{b} {a}" for a, b in itertools.product(families, given)}
    if not given or not families:
        found |= given | families
    if identity.birth_date is not None:
        found.add(f"{_DATE}{identity.birth_date}")
        found |= {f"{family} {_DATE}{identity.birth_date}" for family in families}
    for telephone in identity.telephones:
        digits = national(telephone.number)
        if digits:
            found.update((f"+{digits}", f"-{digits[::-1]}"))
    for email in identity.emails:
        found.add(email.address.casefold())
    return found


def pairs_within(identity: Identity) -> set[str]:
    """Return the words of one name two by two: of the given names, and of the family name with that of birth."""
    names = (identity.given_names, f"{identity.family_name} {identity.birth_name}")
    return {f"{a} {b}" for name in names for a, b in itertools.permutations(words_of(name), 2) if a != b}


def names_in(tokens: Iterable[str]) -> set[str]:
    """Return the words of names among tokens: what errors are forgiven in."""
    words = {word for text in tokens if text[0] not in _NO_NAME and "@" not in text for word in text.split(" ")}
    return {word for word in words if not word.startswith(_DATE)}


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
    near_words.learn(connection, names_in(new))


def forget(connection: Connection, beneficiary: str) -> None:
    """Remove every trace of a person from the index (R10)."""
    rows = connection.execute(select(token.c.token).where(token.c.beneficiary_id == beneficiary))
    _forget(connection, beneficiary, {row.token for row in rows})


def _forget(connection: Connection, beneficiary: str, tokens: set[str]) -> None:
    for text in tokens:
        connection.execute(delete(token).where(token.c.token == text, token.c.beneficiary_id == beneficiary))
    for word in names_in(tokens):  # each word of a name begins a token of whoever bears it
        borne = begins_with_name(token, word)
        if connection.execute(select(token.c.token).where(borne).limit(1)).first() is None:
            near_words.unlearn(connection, word)


def begins_with_name(tokens: FromClause, name: str) -> ColumnElement[bool]:
    """The condition on tokens that tells who bears a name, given or of the family, folded."""
    return or_(tokens.c.token.between(f"{name} ", f"{name} {_LAST}"), tokens.c.token == name)


def matching(connection: Connection, text: str, today: dt.date, limit: int, among: Among = EVERYBODY) -> list[str]:
    """Return the identifiers of who answers to every part of `text`, best first; of a list, nobody is passed over."""
    found: dict[str, None] = {}
    told = readings(text, today)
    for ranges in told:
        begins, others = _pairs(ranges, {})
        _add(connection, begins, others, found, limit, among)
        if _needs_holders(ranges, found):
            _add_holders(connection, ranges, found, limit, among)
        if len(found) >= limit:
            return list(found)
    if told:
        ranges = told[0]
        meant = {word: near_words.near(connection, word) for word in _words(ranges)}
        if any(meant.values()):
            begins, others = _pairs(ranges, meant)
            _add(connection, begins, others, found, limit, among)
            if not begins or (_needs_holders(ranges, found) and not found):
                wider = [(*one, *meant.get(one[0], ())) for one in ranges]
                _add_holders(connection, wider, found, limit, among)
    return list(found)


def _needs_holders(ranges: Sequence[Range], found: dict[str, None]) -> bool:
    """Whether somebody may answer whom no pair of the index leads to.

    Two words of names stand together there whenever one person bears both, which spares the dearest question of all.
    """
    return len(_words(ranges)) < _TOLD_BY_TWO and (len(ranges) <= _TOLD_BY_TWO or not found)


def _words(ranges: Sequence[Range]) -> list[str]:
    return [one[0] for one in ranges if one[0][0] not in _NO_NAME and "@" not in one[0]]


def _pairs(ranges: Sequence[Range], meant: dict[str, list[str]]) -> tuple[list[str], list[Range]]:
    """Return the places where two names stand together, or a name and a date, and what else is asked.

    Of three names and more, the two longest lead: the others are looked for among who answers to these.
    """
    words = sorted(_words(ranges), key=len, reverse=True)
    dates = [one[0] for one in ranges if one[0][0] == _DATE]
    if len(words) >= _TOLD_BY_TWO:
        one, two = words[:_TOLD_BY_TWO]
        rest = [(*other, *meant.get(other[0], ())) for other in ranges if other[0] not in (one, two)]
        both = [(one, two)]
        if meant:
            both = [(other, two) for other in meant[one]] + [(one, other) for other in meant[two]] + both * bool(rest)
        return [begin for a, b in both for begin in (f"{a} {b}", f"{b} {a}")], rest
    if len(words) == len(dates) == 1 and len(ranges) == _TOLD_BY_TWO:
        return [f"{word} {dates[0]}" for word in (meant[words[0]] if meant else words)], []
    return [], []


def _add_holders(
    connection: Connection, ranges: Sequence[Range], found: dict[str, None], limit: int, among: Among
) -> None:
    """Add to `found` who answers to every range, led by the one that fewest people answer to."""
    first, *others = sorted(ranges, key=_breadth)
    _add(connection, first, others, found, limit, among)


def _breadth(one: Range) -> tuple[bool, int]:
    """A whole date or many digits single out; then the longest word does; a year or a forgiven word comes last."""
    singled = one[0][0] in _NO_NAME and len(one[0]) > len("#2000-01")
    return (not singled, -min(len(begin) for begin in one) + 100 * (len(one) > 1))


def _add(
    connection: Connection,
    begins: Sequence[str],
    others: Sequence[Range],
    found: dict[str, None],
    limit: int,
    among: Among,
) -> None:
    if not begins or len(found) >= limit:
        return
    bounds: dict[str, object] = {"begins": json.dumps(list(begins)), "last": _LAST, "limit": limit + len(found)}
    bounds |= {f"also_{number}": json.dumps(list(one)) for number, one in enumerate(others)}
    if others:
        bounds["looked_at"] = _ALL if among.words else _LOOKED_AT
    rows = connection.exec_driver_sql(
        _question(len(others), among.words, is_few=among.is_few), {**bounds, **among.bounds}
    ).all()
    found.update(dict.fromkeys(itertools.islice((row[0] for row in rows if row[0] not in found), limit - len(found))))


@lru_cache(maxsize=64)
def _question(others: int, among: str, *, is_few: bool) -> str:
    """Return the query of so many other ranges beside the leading one, among those of a list."""
    places = _PLACES_OF_FEW if is_few else f"{_PLACES} WHERE {among}" if among else _PLACES
    if not others:
        return f"{places} LIMIT :limit"
    also = " AND ".join(_ALSO.format(number) for number in range(others))
    return f"SELECT beneficiary_id FROM ({places} LIMIT :looked_at) AS lead WHERE {also} LIMIT :limit"  # noqa: S608 - our words


def _forms(name: str) -> set[str]:
    words = words_of(name)
    return {*words, "".join(words)} - {""}
