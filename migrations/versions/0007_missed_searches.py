"""Searches that found nothing, without the person.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them."""
    op.create_table(
        "missed_searches",
        sa.Column("words", sa.String(length=80), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.CheckConstraint("count > 0", name=op.f("ck_missed_searches_count")),
        sa.PrimaryKeyConstraint("words", "day", name=op.f("pk_missed_searches")),
    )
    op.create_index("ix_missed_searches_day", "missed_searches", ["day"], unique=False)


def downgrade() -> None:
    """Take them away."""
    op.drop_index("ix_missed_searches_day", table_name="missed_searches")
    op.drop_table("missed_searches")
