"""What readers leave behind: unread marks, follows, bookmarks, votes, ignored members, views.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLES = (
    "thread_visits",
    "board_visits",
    "view_salts",
    "thread_views",
    "bookmarks",
    "thread_follows",
    "board_follows",
    "tag_follows",
    "affected",
    "helpful_votes",
    "ignored",
)


def upgrade() -> None:
    """Add them."""
    _of_members(
        "thread_visits",
        ("thread_id", "threads"),
        sa.Column("number", sa.Integer(), nullable=False),
        _time("read_until"),
        _time("visited_at"),
    )
    _of_members("board_visits", ("board_id", "boards"), _time("read_until"))
    op.create_table(
        "view_salts",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_view_salts")),
    )
    op.create_table(
        "thread_views",
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reader", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_thread_views_thread_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("thread_id", "day", "reader", name=op.f("pk_thread_views")),
    )
    op.create_index("ix_thread_views_day", "thread_views", ["day", "thread_id"])
    _of_members("bookmarks", ("post_id", "posts"), _time("kept_at"))
    op.create_index("ix_bookmarks_member", "bookmarks", ["member_id", "kept_at"])
    following = sa.Enum(
        "wrote",
        "affected",
        "chosen",
        "off",
        name="following",
        native_enum=False,
        create_constraint=True,
        length=24,
    )
    _of_members(
        "thread_follows",
        ("thread_id", "threads"),
        sa.Column("following", following, nullable=False),
        _time("since"),
    )
    op.create_index("ix_thread_follows_thread", "thread_follows", ["thread_id", "following"])
    _of_members("board_follows", ("board_id", "boards"), _time("since"))
    op.create_index("ix_board_follows_board", "board_follows", ["board_id"])
    _of_members("tag_follows", ("tag_id", "tags"), _time("since"))
    op.create_index("ix_tag_follows_tag", "tag_follows", ["tag_id"])
    _of_members("affected", ("thread_id", "threads"), _time("since"))
    op.create_index("ix_affected_thread", "affected", ["thread_id"])
    _of_members("helpful_votes", ("post_id", "posts"), _time("voted_at"))
    op.create_index("ix_helpful_votes_post", "helpful_votes", ["post_id"])
    _of_members(
        "ignored",
        ("ignored_id", "members"),
        _time("since"),
        sa.CheckConstraint("member_id <> ignored_id", name=op.f("ck_ignored_somebody_else")),
    )


def downgrade() -> None:
    """Take them away; their indexes go with them."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _time(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _of_members(
    table: str, what: tuple[str, str], *more: sa.Column[object] | sa.CheckConstraint | sa.Column[int]
) -> None:
    """Create a table with one row for each member and what it is about."""
    column, target = what
    op.create_table(
        table,
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column(column, sa.Integer(), nullable=False),
        *more,
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f(f"fk_{table}_member_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("member_id", column, name=op.f(f"pk_{table}")),
    )
