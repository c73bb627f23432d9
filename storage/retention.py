"""What the retention of data looks at, and what it leaves (R11, R12)."""

import datetime as dt
import secrets
from uuid import UUID

from sqlalchemy import Connection, delete, func, insert, or_, select
from sqlalchemy.dialects.sqlite import insert as insert_or

from passeport.domain.anonymous import AnonymousDossier
from passeport.domain.identifiers import AccountId, BeneficiaryId
from passeport.domain.requests import RequestKind
from passeport.domain.retention import Archive, KeptFile, Minutes, RetentionPolicy
from passeport.services.dossier_ports import QuietDossier
from storage.fact_notes import note_anonymous
from storage.mappers import ARCHIVE
from storage.tables import anonymous_dossier, beneficiary, minutes, record, setting

_POLICY = "retention"
_REWRITING = "rewriting-owed"
_NUMBER_BITS = 62


class SqlRetentionStore:
    """Port `RetentionStore`, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work inside the transaction of `connection`."""
        self._connection = connection

    def policy(self) -> RetentionPolicy:
        """Return the delays of this point d'accueil; the usual ones until others are set."""
        content = self._connection.execute(select(setting.c.content).where(setting.c.name == _POLICY)).scalar()
        return RetentionPolicy.model_validate_json(content) if content is not None else RetentionPolicy()

    def set_policy(self, policy: RetentionPolicy) -> None:
        """Set the delays."""
        values = {"name": _POLICY, "content": policy.model_dump_json()}
        self._connection.execute(insert_or(setting).values(**values).on_conflict_do_update(set_=values))

    def quiet_since(self, day: dt.date) -> tuple[QuietDossier, ...]:
        """Return the dossiers with no contact after `day`, and all those in the archive."""
        contact = func.coalesce(beneficiary.c.last_contact, func.json_extract(beneficiary.c.content, "$.opened_on"))
        archived = select(record.c.beneficiary_id).where(record.c.kind == ARCHIVE)
        query = (
            select(
                beneficiary.c.id,
                beneficiary.c.given_names,
                beneficiary.c.family_name,
                contact.label("contact"),
                func.json_extract(beneficiary.c.content, "$.referent").label("referent"),
            )
            .where(or_(contact <= day.isoformat(), beneficiary.c.id.in_(archived)))
            .order_by(contact, beneficiary.c.id)
        )
        rows = self._connection.execute(query).all()
        archives, frozen = self._archives(), self._frozen()
        return tuple(
            QuietDossier(
                beneficiary=BeneficiaryId(UUID(row.id)),
                name=f"{row.family_name.upper()} {row.given_names}",
                last_contact=dt.date.fromisoformat(row.contact),
                referent=AccountId(UUID(row.referent)) if row.referent else None,
                frozen=row.id in frozen,
                archive=archives.get(row.id),
            )
            for row in rows
        )

    def files_kept_since(self, day: dt.date) -> tuple[tuple[BeneficiaryId, str, KeptFile], ...]:
        """Return the attachments kept since `day` or before: whose, the person's name, and the file."""
        kept_on = func.json_extract(record.c.content, "$.kept_on")
        query = (
            select(beneficiary.c.id, beneficiary.c.given_names, beneficiary.c.family_name, record.c.content)
            .join_from(record, beneficiary, record.c.beneficiary_id == beneficiary.c.id)
            .where(record.c.kind == "kept_file", kept_on <= day.isoformat())
            .order_by(kept_on, beneficiary.c.family_key, beneficiary.c.id)
        )
        return tuple(
            (
                BeneficiaryId(UUID(row.id)),
                f"{row.family_name.upper()} {row.given_names}",
                KeptFile.model_validate_json(row.content),
            )
            for row in self._connection.execute(query)
        )

    def owe_rewriting(self) -> None:
        """Note that the store is still to be rewritten."""
        values = {"name": _REWRITING, "content": "1"}
        self._connection.execute(insert_or(setting).values(**values).on_conflict_do_nothing())

    def owes_rewriting(self) -> bool:
        """Whether it is."""
        query = select(setting.c.name).where(setting.c.name == _REWRITING)
        return self._connection.execute(query).scalar() is not None

    def was_rewritten(self) -> None:
        """Note that it was."""
        self._connection.execute(delete(setting).where(setting.c.name == _REWRITING))

    def keep_anonymous(self, left: AnonymousDossier) -> None:
        """Keep what stays of a dossier that was anonymised, under a number drawn at random."""
        number = secrets.randbits(_NUMBER_BITS)
        values = {"number": number, "content": left.model_dump_json(exclude_defaults=True)}
        self._connection.execute(insert(anonymous_dossier).values(**values))
        note_anonymous(self._connection, number)

    def anonymous(self) -> tuple[AnonymousDossier, ...]:
        """Return what stays of the dossiers that were anonymised: the rows stand by their random number."""
        query = select(anonymous_dossier.c.content).order_by(anonymous_dossier.c.number)
        return tuple(
            AnonymousDossier.model_validate_json(content) for content in self._connection.execute(query).scalars()
        )

    def keep_minutes(self, kept: Minutes) -> None:
        """Keep what remains of an erasure."""
        self._connection.execute(insert(minutes).values(number=kept.number, content=kept.model_dump_json()))

    def minutes(self) -> tuple[Minutes, ...]:
        """Return the minutes of every erasure, newest first."""
        query = select(minutes.c.content).order_by(func.json_extract(minutes.c.content, "$.on").desc())
        return tuple(Minutes.model_validate_json(content) for content in self._connection.execute(query).scalars())

    def _archives(self) -> dict[str, Archive]:
        query = select(record.c.beneficiary_id, record.c.content).where(record.c.kind == ARCHIVE)
        return {row.beneficiary_id: Archive.model_validate_json(row.content) for row in self._connection.execute(query)}

    def _frozen(self) -> set[str]:
        query = select(record.c.beneficiary_id).where(
            record.c.kind == "request",
            func.json_extract(record.c.content, "$.kind") == RequestKind.LIMITATION.value,
            func.json_extract(record.c.content, "$.answered_on").is_(None),
        )
        return set(self._connection.execute(query).scalars())
