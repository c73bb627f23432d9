"""What helps to enter: drafts, templates, and the sessions held for several people."""

from uuid import UUID

from sqlalchemy import Connection, and_, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from passeport.domain.draft import Draft
from passeport.domain.errors import NothingToShow
from passeport.domain.group_session import GroupSession, SessionId
from passeport.domain.identifiers import AccountId, BeneficiaryId
from passeport.domain.template import StepTemplate, TemplateId
from storage.tables import beneficiary, draft, former, group_session, template

_NOBODY = ""


class SqlDraftStore:
    """Port `DraftStore`, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work inside the transaction of `connection`."""
        self._connection = connection

    def keep(self, kept: Draft) -> None:
        """Keep a draft in the place of the last one; raises `NothingToShow` when its dossier is no more."""
        owner = self._owner(kept.beneficiary)
        values = {
            "account": str(kept.account),
            "owner": owner or _NOBODY,
            "subject": kept.subject,
            "beneficiary_id": owner,
            "saved_at": kept.saved_at.isoformat(),
            "content": kept.model_dump_json(),
        }
        changed = {name: values[name] for name in ("saved_at", "content")}
        query = insert(draft).values(**values)
        self._connection.execute(
            query.on_conflict_do_update(index_elements=["account", "owner", "subject"], set_=changed)
        )

    def discard(self, account: AccountId, owner: BeneficiaryId | None, subject: str) -> None:
        """Forget a draft; harmless when there is none."""
        key = _NOBODY if owner is None else str(owner)
        mine = and_(draft.c.account == str(account), draft.c.owner == key, draft.c.subject == subject)
        self._connection.execute(delete(draft).where(mine))

    def of(self, account: AccountId) -> tuple[Draft, ...]:
        """Return the drafts of an account, newest first."""
        query = select(draft.c.owner, draft.c.content).where(draft.c.account == str(account))
        return self._read(query.order_by(draft.c.saved_at.desc(), draft.c.owner, draft.c.subject))

    def about(self, owner: BeneficiaryId) -> tuple[Draft, ...]:
        """Return the drafts about a person, of every account."""
        query = select(draft.c.owner, draft.c.content).where(draft.c.beneficiary_id == str(owner))
        return self._read(query.order_by(draft.c.saved_at.desc(), draft.c.account, draft.c.subject))

    def of_nobody(self) -> tuple[Draft, ...]:
        """Return the drafts that are about no dossier, of every account: those of workshops."""
        query = select(draft.c.owner, draft.c.content).where(draft.c.owner == _NOBODY)
        return self._read(query.order_by(draft.c.account, draft.c.subject))

    def move(self, source: BeneficiaryId, target: BeneficiaryId) -> None:
        """Give the drafts about a person to the dossier that theirs was merged into; those it has already stay."""
        run = self._connection.execute
        known = run(select(draft.c.account, draft.c.subject).where(draft.c.owner == str(target))).all()
        taken = {(row.account, row.subject) for row in known}
        moving = run(select(draft.c.account, draft.c.subject).where(draft.c.owner == str(source))).all()
        for row in moving:
            if (row.account, row.subject) not in taken:
                mine = and_(draft.c.account == row.account, draft.c.owner == str(source))
                values = {"owner": str(target), "beneficiary_id": str(target)}
                run(update(draft).where(mine, draft.c.subject == row.subject).values(**values))

    def _owner(self, wanted: BeneficiaryId | None) -> str | None:
        if wanted is None:
            return None
        run = self._connection.execute
        key = str(wanted)
        found = run(select(beneficiary.c.id).where(beneficiary.c.id == key)).scalar()
        found = found or run(select(former.c.beneficiary_id).where(former.c.id == key)).scalar()
        if found is None:
            raise NothingToShow(what="dossier", value=key)
        return str(found)

    def _read(self, query: object) -> tuple[Draft, ...]:
        rows = self._connection.execute(query).all()  # type: ignore[call-overload]
        return tuple(
            Draft.model_validate_json(row.content).evolve(
                beneficiary=BeneficiaryId(UUID(row.owner)) if row.owner else None
            )
            for row in rows
        )


class SqlTemplateStore:
    """Port `TemplateStore`, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work inside the transaction of `connection`."""
        self._connection = connection

    def of(self, account: AccountId) -> tuple[StepTemplate, ...]:
        """Return the templates that an account may use, by name."""
        mine = template.c.account.in_((_NOBODY, str(account)))
        query = select(template.c.content).where(mine).order_by(template.c.name, template.c.id)
        return tuple(StepTemplate.model_validate_json(content) for content in self._connection.execute(query).scalars())

    def keep(self, kept: StepTemplate) -> None:
        """Keep a template, in the place of that of the same identifier."""
        values = {
            "id": str(kept.id),
            "account": _NOBODY if kept.account is None else str(kept.account),
            "name": kept.name,
            "content": kept.model_dump_json(),
        }
        query = insert(template).values(**values)
        self._connection.execute(query.on_conflict_do_update(index_elements=["id"], set_=values))

    def remove(self, identifier: TemplateId) -> None:
        """Forget a template; harmless when there is none."""
        self._connection.execute(delete(template).where(template.c.id == str(identifier)))


class SqlSessionStore:
    """Port `SessionStore`, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work inside the transaction of `connection`."""
        self._connection = connection

    def add(self, session: GroupSession) -> None:
        """Keep a session."""
        values = {"id": str(session.id), "day": session.day.isoformat(), "content": session.model_dump_json()}
        self._connection.execute(insert(group_session).values(**values))

    def remove(self, session: SessionId) -> None:
        """Forget a session that was recorded by mistake."""
        self._connection.execute(delete(group_session).where(group_session.c.id == str(session)))

    def all(self) -> tuple[GroupSession, ...]:
        """Return every session, newest day first."""
        query = select(group_session.c.content).order_by(group_session.c.day.desc(), group_session.c.id)
        return tuple(GroupSession.model_validate_json(content) for content in self._connection.execute(query).scalars())
