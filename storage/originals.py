"""The files that came in, kept as they were, attached to a dossier."""

from sqlalchemy import Connection, and_, delete, select, text
from sqlalchemy.dialects.sqlite import insert

from passeport.domain.identifiers import BeneficiaryId
from passeport.services.dossier_ports import IncomingFile
from storage.tables import original


class SqlOriginalStore:
    """Port `OriginalStore`, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work inside the transaction of `connection`."""
        self._connection = connection

    def keep(self, beneficiary: BeneficiaryId, name: str, digest: str, data: bytes) -> None:
        """Attach a file; a file of the same digest is kept once."""
        values = {"beneficiary_id": str(beneficiary), "digest": digest, "name": name, "data": data}
        self._connection.execute(insert(original).values(**values).on_conflict_do_nothing())

    def names(self, beneficiary: BeneficiaryId) -> tuple[str, ...]:
        """Return the names of the files kept for a dossier, oldest first."""
        query = select(original.c.name).where(original.c.beneficiary_id == str(beneficiary)).order_by(text("rowid"))
        return tuple(self._connection.execute(query).scalars())

    def files(self, beneficiary: BeneficiaryId) -> tuple[IncomingFile, ...]:
        """Return the files kept for a dossier, oldest first."""
        query = select(original).where(original.c.beneficiary_id == str(beneficiary)).order_by(text("rowid"))
        rows = self._connection.execute(query)
        return tuple(IncomingFile(name=row.name, digest=row.digest, data=row.data) for row in rows)

    def remove(self, beneficiary: BeneficiaryId, digest: str) -> None:
        """Remove a file; harmless when it is gone already."""
        mine = and_(original.c.beneficiary_id == str(beneficiary), original.c.digest == digest)
        self._connection.execute(delete(original).where(mine))
