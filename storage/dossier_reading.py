"""The rows of a dossier as one object. What is asked is the same each time, hence written once."""

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import BindParameter, Connection, bindparam, select

from passeport.domain.beneficiary import Dossier
from storage.mappers import ARCHIVE, RECORDS, with_files
from storage.tables import beneficiary, blob, former, parcours, record, step

_KEY: BindParameter[str] = bindparam("key")
_PERSON = select(beneficiary.c.id, beneficiary.c.content, beneficiary.c.revision).where(beneficiary.c.id == _KEY)
_SURVIVOR = select(former.c.beneficiary_id).where(former.c.id == _KEY)
_FILES = select(blob.c.name, blob.c.data).where(blob.c.beneficiary_id == _KEY)
_PARCOURS = (
    select(parcours.c.id, parcours.c.content).where(parcours.c.beneficiary_id == _KEY).order_by(parcours.c.position)
)
_STEPS = (
    select(step.c.parcours_id, step.c.content)
    .where(step.c.beneficiary_id == _KEY)
    .order_by(step.c.parcours_id, step.c.position)
)
_RECORDS = (
    select(record.c.kind, record.c.content)
    .where(record.c.beneficiary_id == _KEY)
    .order_by(record.c.kind, record.c.position)
)


def read(connection: Connection, key: str) -> Dossier | None:
    """Return a dossier, or the one that it was merged into; None when there is none."""
    person = connection.execute(_PERSON, {"key": key}).first()
    if person is None:
        survivor = connection.execute(_SURVIVOR, {"key": key}).scalar()
        return None if survivor is None else read(connection, survivor)
    asked = {"key": person.id}
    files = {row.name: row.data for row in connection.execute(_FILES, asked)}
    steps: dict[str, list[str]] = {}
    for home, content in connection.execute(_STEPS, asked):
        steps.setdefault(home, []).append(content)
    whole = [_with(content, "steps", steps.get(home, ())) for home, content in connection.execute(_PARCOURS, asked)]
    records: dict[str, list[str]] = {}
    for kind, content in connection.execute(_RECORDS, asked):
        records.setdefault(kind, []).append(content)
    return _dossier(person.content, person.revision, files, whole, records)


def _dossier(
    person: str,
    revision: int,
    files: Mapping[str, bytes],
    parcours: Sequence[str],
    records: Mapping[str, Sequence[str]],
) -> Dossier:
    """Put the texts of the rows into one, which is then checked as a whole; only files are not in them."""
    if files:
        person = json.dumps(with_files(json.loads(person), files))
    parts: list[tuple[str, str]] = [("beneficiary", person), ("parcours", _list(parcours)), ("revision", str(revision))]
    parts += [(field, _list(records.get(kind, ()))) for kind, field in RECORDS.items()]
    parts += [("archive", content) for content in records.get(ARCHIVE, ())]
    return Dossier.model_validate_json("{" + ",".join(f'"{name}":{text}' for name, text in parts) + "}")


def _list(texts: Sequence[str]) -> str:
    return f"[{','.join(texts)}]"


def _with(text: str, name: str, texts: Sequence[str]) -> str:
    """Return the text of an object with a list more."""
    return f'{text.rstrip()[:-1]},"{name}":{_list(texts)}}}'
