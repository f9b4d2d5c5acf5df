"""The list of a board is found in its index alone: which kind a thread is of stands there as well.

Revision ID: 0018
Revises: 0017
"""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

NAME, COLUMNS = "ix_threads_board_last", ["board_id", "last_post_at", "id"]


def upgrade() -> None:
    """Make the index with the kind."""
    op.drop_index(NAME, "threads")
    op.create_index(NAME, "threads", [*COLUMNS, "kind"])


def downgrade() -> None:
    """Make it without."""
    op.drop_index(NAME, "threads")
    op.create_index(NAME, "threads", COLUMNS)
