"""The tickets of referrals, so that an answer finds its referral by its number alone."""

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, select

from passeport.domain.coupon import TicketNumber
from passeport.domain.identifiers import BeneficiaryId, ItemId
from passeport.domain.parcours import ReferralStatus
from passeport.services.coupon_ports import ReferralPlace
from storage.tables import step, ticket

_STANDING = (ReferralStatus.TRANSMISE.value, ReferralStatus.RECUE.value)


class SqlTicketStore:
    """Port `TicketStore`, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work inside the transaction of `connection`."""
        self._connection = connection

    def numbered(self, number: TicketNumber) -> tuple[ReferralPlace, ...]:
        """Return the referrals under a number: two may bear the same one."""
        return self._places(_PLACES.where(ticket.c.number == number).order_by(ticket.c.beneficiary_id, ticket.c.id))

    def received(self, *, limit: int = 200) -> tuple[ReferralPlace, ...]:
        """Return the referrals that came in and stand as sent or received, oldest first."""
        query = _PLACES.join(step, (step.c.id == ticket.c.id) & (step.c.beneficiary_id == ticket.c.beneficiary_id))
        wanted = query.where(ticket.c.is_received == 1, ticket.c.status.in_(_STANDING))
        return self._places(wanted.order_by(step.c.day, ticket.c.id).limit(limit))

    def _places(self, query: Select[Any]) -> tuple[ReferralPlace, ...]:
        return tuple(
            ReferralPlace(beneficiary=BeneficiaryId(UUID(row.beneficiary_id)), step=ItemId(UUID(row.id)))
            for row in self._connection.execute(query)
        )


_PLACES = select(ticket.c.id, ticket.c.beneficiary_id)
