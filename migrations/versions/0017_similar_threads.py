"""What stands beside a thread is kept, and looked for by the worker.

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; for every thread there is, the worker has to look."""
    op.create_table(
        "similar_threads",
        sa.Column("thread_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("similar_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("similar_id <> thread_id", name=op.f("ck_similar_threads_another")),
        sa.ForeignKeyConstraint(
            ["similar_id"], ["threads.id"], name=op.f("fk_similar_threads_similar_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_similar_threads_thread_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("thread_id", "similar_id", name=op.f("pk_similar_threads")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "similar_due",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("spreads", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_similar_due_thread_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_similar_due")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_similar_due_thread", "similar_due", ["thread_id"])
    op.execute("INSERT INTO similar_due (thread_id, spreads) SELECT id, false FROM threads ORDER BY id")


def downgrade() -> None:
    """Take them away."""
    op.drop_table("similar_due")
    op.drop_table("similar_threads")
