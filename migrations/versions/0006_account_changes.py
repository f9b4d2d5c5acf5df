"""Changing one's mail address, and which mails one wants.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "email_changes",
        sa.Column("member_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("old_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("new_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_email_changes_member_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_email_changes")),
    )
    op.create_table(
        "unwanted_mails",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "replies",
                "mentions",
                "solutions",
                "reminders",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_unwanted_mails_member_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("member_id", "kind", name=op.f("pk_unwanted_mails")),
    )
    op.create_table(
        "muted_threads",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_muted_threads_member_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_muted_threads_thread_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("member_id", "thread_id", name=op.f("pk_muted_threads")),
    )
    op.create_index("ix_muted_threads_thread", "muted_threads", ["thread_id"], unique=False)


def downgrade() -> None:
    """Take them away."""
    for table in ("muted_threads", "unwanted_mails", "email_changes"):
        op.drop_table(table)
