"""Numbers kept by board, and indexes for lists that walked or sorted everything.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_STANDING = sa.text("removed_at IS NULL")
_UNANSWERED = sa.text("other_reply_count = 0")
_NEWS = sa.text("kind IN ('announcement', 'article')")
_INDEXES = (
    ("ix_solutions_standing", "solutions", ["marked_at", "id"], _STANDING),
    ("ix_threads_unanswered", "threads", ["last_post_at", "id"], _UNANSWERED),
    ("ix_threads_news", "threads", ["created_at", "id"], _NEWS),
)
_COUNT = """
INSERT INTO board_counts (board_id, threads, solved, answered, unanswered)
SELECT boards.id, count(listed.id), coalesce(sum(listed.solved), 0),
    coalesce(sum(CASE WHEN listed.kind = 'question' AND listed.others > 0 THEN 1 ELSE 0 END), 0),
    coalesce(sum(CASE WHEN listed.kind = 'question' AND listed.others = 0 AND listed.closed = 0 THEN 1 ELSE 0 END), 0)
FROM boards LEFT JOIN (
    SELECT threads.id, threads.board_id, threads.kind, threads.other_reply_count AS others,
        CASE WHEN EXISTS (SELECT 1 FROM solutions
            WHERE solutions.thread_id = threads.id AND solutions.removed_at IS NULL) THEN 1 ELSE 0 END AS solved,
        CASE WHEN EXISTS (SELECT 1 FROM closures
            WHERE closures.thread_id = threads.id AND closures.lifted_at IS NULL) THEN 1 ELSE 0 END AS closed
    FROM threads
    WHERE threads.kind NOT IN ('announcement', 'article') AND NOT EXISTS (
        SELECT 1 FROM hidings WHERE hidings.thread_id = threads.id AND hidings.lifted_at IS NULL)
) AS listed ON listed.board_id = boards.id
GROUP BY boards.id
"""


def upgrade() -> None:
    """Add and count them."""
    op.create_table(
        "board_counts",
        sa.Column("board_id", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.Integer(), server_default="0", nullable=False)
            for name in ("threads", "solved", "answered", "unanswered")
        ),
        sa.CheckConstraint(
            "threads >= 0 AND solved >= 0 AND answered >= 0 AND unanswered >= 0",
            name=op.f("ck_board_counts_counts"),
        ),
        sa.ForeignKeyConstraint(
            ["board_id"], ["boards.id"], name=op.f("fk_board_counts_board_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("board_id", name=op.f("pk_board_counts")),
    )
    op.execute(_COUNT)
    for name, table, columns, which in _INDEXES:
        op.create_index(name, table, columns, unique=False, sqlite_where=which, postgresql_where=which)


def downgrade() -> None:
    """Take them away."""
    for name, table, _, _ in _INDEXES:
        op.drop_index(name, table_name=table)
    op.drop_table("board_counts")
