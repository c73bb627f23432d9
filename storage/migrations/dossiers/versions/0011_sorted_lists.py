"""Lists sorted by the next step and by the situation."""

from alembic import op
from sqlalchemy import Column, Text

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Keep beside each person the day of their first planned step, and the places of both orders."""
    op.add_column("beneficiary", Column("next_step", Text, nullable=False, server_default="9999"))
    op.execute(
        "UPDATE beneficiary SET next_step ="
        " (SELECT min(day) FROM step WHERE beneficiary_id = beneficiary.id AND status = 'PREVUE')"
        " WHERE id IN (SELECT beneficiary_id FROM step WHERE status = 'PREVUE')"
    )
    op.create_index("beneficiary_by_situation", "beneficiary", ["situation", "family_key", "given_key", "id"])
    op.create_index("beneficiary_by_next_step", "beneficiary", ["next_step", "id"])
    for name, column in (("beneficiary_by_birth", "birth_date"), ("beneficiary_by_change", "changed")):
        op.drop_index(name, "beneficiary")
        op.create_index(name, "beneficiary", [column, "id"])
