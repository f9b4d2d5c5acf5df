"""The version of what guests' pages show.

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it; the first change of the place, or its next start, puts the row in."""
    op.create_table(
        "page_versions",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("token", sa.String(length=36), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_page_versions_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page_versions")),
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_table("page_versions")
