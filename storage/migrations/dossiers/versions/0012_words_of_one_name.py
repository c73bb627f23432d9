"""The words of one name are found two by two, as those of two names are."""

import json

from alembic import op
from sqlalchemy import text

from passeport.domain.identity import Identity
from storage.search import pairs_within

revision = "0012"
down_revision = "0011"

_PEOPLE = (
    "SELECT id, content FROM beneficiary"
    " WHERE birth_name <> '' OR family_name GLOB '*[^0-9A-Za-zÀ-ɏ]*' OR given_names GLOB '*[^0-9A-Za-zÀ-ɏ]*'"
)
_ADD = "INSERT OR IGNORE INTO token(token, beneficiary_id) VALUES (:token, :key)"
_AT_ONCE = 5_000


def upgrade() -> None:
    """Add them for whoever bears a name of several words, or two names."""
    run = op.get_bind().execute
    people = run(text(_PEOPLE)).all()
    for start in range(0, len(people), _AT_ONCE):
        new = [
            {"token": token, "key": key}
            for key, content in people[start : start + _AT_ONCE]
            for token in pairs_within(Identity.model_validate(json.loads(content)["identity"]))
        ]
        if new:
            run(text(_ADD), new)
