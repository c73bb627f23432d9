"""Who might be the same person, found by index alone: by day of birth, by name and a date near it, by telephone.

Each family name is kept under every form that `domain.family_names` gives it, with the birth date and the given names
beside it, so that "this name, born on one of these ninety days" is ninety seeks in one B-tree.
"""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, or_, select

from passeport.domain.family_names import bare_family_names, family_names
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.identity import Identity
from passeport.domain.matching import likeness
from passeport.domain.normalise import joined, words_of
from passeport.domain.partial_date import PartialDate
from passeport.domain.spelling import dates_one_error_away, exchanged
from storage import search
from storage.tables import beneficiary, former, namesake, token
from storage.typed import national

_MOST_AT_ONE_NUMBER = 50
"""Dossiers read of those that share a telephone and a given name: a hostel's number is on many."""


def index(connection: Connection, key: str, identity: Identity) -> None:
    """Keep a person under the forms of their names."""
    wanted = rows_of(key, identity)
    query = select(namesake).where(namesake.c.beneficiary_id == key)
    known = [row._asdict() for row in connection.execute(query)]
    if sorted(known, key=_family) != sorted(wanted, key=_family):
        forget(connection, key)
        index_new(connection, key, identity)


def index_new(connection: Connection, key: str, identity: Identity) -> None:
    """Keep a person who was not kept before."""
    rows = rows_of(key, identity)
    if rows:
        connection.execute(insert(namesake), rows)


def forget(connection: Connection, key: str) -> None:
    """Remove every form of a person's names."""
    connection.execute(delete(namesake).where(namesake.c.beneficiary_id == key))


def candidates(connection: Connection, identity: Identity, identifier: BeneficiaryId | None) -> list[str]:
    """Return the identifiers of the dossiers that are worth comparing in full, each once."""
    found: dict[str, None] = {}
    if identifier is not None:
        key = str(identifier)
        found.update(
            dict.fromkeys(connection.execute(select(beneficiary.c.id).where(beneficiary.c.id == key)).scalars())
        )
        query = select(former.c.beneficiary_id).where(former.c.id == key)
        found.update(dict.fromkeys(connection.execute(query).scalars()))
    found.update(dict.fromkeys(_by_names_and_birth(connection, identity)))
    found.update(dict.fromkeys(_by_contact(connection, identity)))
    return list(found)


def _by_names_and_birth(connection: Connection, identity: Identity) -> Iterator[str]:
    columns = beneficiary.c
    about = select(columns.id, columns.given_names, columns.family_name, columns.birth_name, columns.birth_date)
    near = _near(identity)
    queries = [] if near is None else [about.join(namesake, namesake.c.beneficiary_id == columns.id).where(near)]
    if identity.birth_date is not None and identity.birth_date.full is not None:
        queries.append(about.where(columns.birth_date == str(identity.birth_date)))
    for query in queries:
        for row in connection.execute(query):
            if likeness(identity, _names_of(*row[1:])):  # the whole dossier is read only when these are alike
                yield row.id


def _near(identity: Identity) -> ColumnElement[bool] | None:
    """The condition on names kept: one of these, with a birth date that is not the same but may have been meant."""
    families, given = _families(identity), joined(identity.given_names)
    if not families or not given:
        return None
    kept, birth = namesake.c, identity.birth_date
    if birth is None:
        return and_(kept.family.in_(families), kept.given == given)
    less = ["", *(str(birth)[:length] for length in (4, 7))]
    unsure = and_(kept.birth_date.in_(less), kept.given == given)
    if birth.full is None:
        finer = kept.birth_date.between(str(birth), f"{birth}-99")
        return and_(kept.family.in_(families), or_(unsure, and_(finer, kept.given == given)))
    others = {str(day) for day in (*dates_one_error_away(birth), exchanged(birth)) if day is not None}
    return and_(kept.family.in_(families), or_(unsure, kept.birth_date.in_(sorted(others))))


def _by_contact(connection: Connection, identity: Identity) -> list[str]:
    contacts = [f"+{digits}" for known in identity.telephones if (digits := national(known.number))]
    contacts += [email.address.casefold() for email in identity.emails]
    given = {joined(identity.given_names), *words_of(identity.given_names)}
    if not contacts:
        return []
    lead, other = token.alias("lead"), token.alias("other")
    query = (
        select(lead.c.beneficiary_id)
        .join(other, other.c.beneficiary_id == lead.c.beneficiary_id)
        .where(lead.c.token.in_(contacts), or_(*(search.begins_with_name(other, name) for name in sorted(given))))
        .distinct()
        .limit(_MOST_AT_ONE_NUMBER)
    )
    return list(connection.execute(query).scalars())


def rows_of(key: str, identity: Identity) -> list[dict[str, str]]:
    """Return a person under each form of their family names."""
    birth, given = str(identity.birth_date or ""), joined(identity.given_names)
    return [
        {"family": family, "birth_date": birth, "given": given, "beneficiary_id": key} for family in _families(identity)
    ]


def _families(identity: Identity) -> list[str]:
    return sorted({*family_names(identity), *bare_family_names(identity)})


def _family(row: dict[str, str]) -> str:
    return row["family"]


def _names_of(given_names: str, family_name: str, birth_name: str, birth_date: str) -> Identity:
    birth = PartialDate.parse(birth_date) if birth_date else None
    return Identity(given_names=given_names, family_name=family_name, birth_name=birth_name, birth_date=birth)
