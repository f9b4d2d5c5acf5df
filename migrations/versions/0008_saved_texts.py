"""Texts kept on the server while they are written.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them."""
    op.create_table(
        "saved_texts",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=24), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_saved_texts_member_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("member_id", "place", name=op.f("pk_saved_texts")),
    )
    op.create_index("ix_saved_texts_updated", "saved_texts", ["updated_at"], unique=False)


def downgrade() -> None:
    """Take them away."""
    op.drop_index("ix_saved_texts_updated", table_name="saved_texts")
    op.drop_table("saved_texts")
