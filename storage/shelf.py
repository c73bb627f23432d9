"""What an account keeps at hand: the people it pinned or opened last, its lists under a name."""

import hashlib
import json
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, and_, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from passeport.domain.identifiers import AccountId, BeneficiaryId
from passeport.domain.listing import SavedView, ViewId
from storage.tables import bookmark, saved_view, setting

_PINNED, _RECENT = "PINNED", "RECENT"
_MOST_RECENT = 20


class SqlShelf:
    """Port `Shelf`, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work inside the transaction of `connection`."""
        self._connection = connection

    def views(self, account: AccountId) -> tuple[SavedView, ...]:
        """Return the lists of an account, by name."""
        query = select(saved_view.c.content).where(saved_view.c.account == str(account)).order_by(saved_view.c.name)
        return tuple(SavedView.model_validate_json(text) for text in self._connection.execute(query).scalars())

    def keep_view(self, view: SavedView) -> None:
        """Keep a list, in the place of that of the same identifier."""
        values = {
            "id": str(view.id),
            "account": str(view.account),
            "name": view.name,
            "content": view.model_dump_json(),
        }
        query = insert(saved_view).values(**values)
        self._connection.execute(query.on_conflict_do_update(index_elements=["id"], set_=values))

    def remove_view(self, account: AccountId, view: ViewId) -> None:
        """Forget a list of an account; harmless when there is none."""
        mine = and_(saved_view.c.account == str(account), saved_view.c.id == str(view))
        self._connection.execute(delete(saved_view).where(mine))

    def pin(self, account: AccountId, beneficiary: BeneficiaryId) -> None:
        """Keep a person at hand."""
        self._put(_PINNED, account, beneficiary)

    def unpin(self, account: AccountId, beneficiary: BeneficiaryId) -> None:
        """Keep a person at hand no more; harmless when they were not."""
        self._connection.execute(
            delete(bookmark).where(_of(_PINNED, account), bookmark.c.beneficiary_id == str(beneficiary))
        )

    def opened(self, account: AccountId, beneficiary: BeneficiaryId) -> None:
        """Remember that a person's dossier was opened; the last twenty are."""
        self._put(_RECENT, account, beneficiary)
        old = select(bookmark.c.beneficiary_id).where(_of(_RECENT, account)).order_by(bookmark.c.place.desc())
        gone = list(self._connection.execute(old.offset(_MOST_RECENT)).scalars())
        if gone:
            self._connection.execute(delete(bookmark).where(_of(_RECENT, account), bookmark.c.beneficiary_id.in_(gone)))

    def mapping(self, headings: str) -> dict[int, str] | None:
        """Return what the columns of a file with these headings were said to be, if it was decided."""
        query = select(setting.c.content).where(setting.c.name == _mapping_of(headings))
        content = self._connection.execute(query).scalar()
        return {int(place): str(code) for place, code in json.loads(content).items()} if content is not None else None

    def keep_mapping(self, headings: str, mapping: dict[int, str]) -> None:
        """Remember what the columns of such a file are."""
        content = json.dumps(mapping)
        query = insert(setting).values(name=_mapping_of(headings), content=content)
        self._connection.execute(query.on_conflict_do_update(index_elements=["name"], set_={"content": content}))

    def pinned(self, account: AccountId) -> tuple[BeneficiaryId, ...]:
        """Return who is pinned, the last first."""
        return self._of(_PINNED, account)

    def recent(self, account: AccountId) -> tuple[BeneficiaryId, ...]:
        """Return whose dossier was opened, the last first."""
        return self._of(_RECENT, account)

    def _put(self, kind: str, account: AccountId, beneficiary: BeneficiaryId) -> None:
        last = self._connection.execute(select(func.max(bookmark.c.place)).where(_of(kind, account))).scalar()
        values = {
            "account": str(account),
            "kind": kind,
            "beneficiary_id": str(beneficiary),
            "place": (last or 0) + 1,
        }
        query = insert(bookmark).values(**values)
        self._connection.execute(
            query.on_conflict_do_update(
                index_elements=["account", "kind", "beneficiary_id"], set_={"place": values["place"]}
            )
        )

    def _of(self, kind: str, account: AccountId) -> tuple[BeneficiaryId, ...]:
        query = select(bookmark.c.beneficiary_id).where(_of(kind, account)).order_by(bookmark.c.place.desc())
        return tuple(BeneficiaryId(UUID(key)) for key in self._connection.execute(query).scalars())


def _mapping_of(headings: str) -> str:
    return f"caseload-columns:{hashlib.sha256(headings.encode()).hexdigest()}"


def _of(kind: str, account: AccountId) -> ColumnElement[bool]:
    return and_(bookmark.c.account == str(account), bookmark.c.kind == kind)
