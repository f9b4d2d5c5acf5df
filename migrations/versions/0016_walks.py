"""What pages ask for by a thread, a name, a role or a team is found and not walked to.

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

INDEXES = (
    ("ix_obligations_thread", "obligations", ["thread_id", "owed_to_id"]),
    ("ix_hidings_post", "hidings", ["post_id", "id"]),
    ("ix_members_role", "members", ["role"]),
    ("ix_members_team", "members", ["team_id"]),
)


def upgrade() -> None:
    """Make the indexes; of the one of names say for which rows it is as queries do."""
    for name, table, columns in INDEXES:
        op.create_index(name, table, columns)
    dead = sa.text("dead_at IS NOT NULL")
    op.create_index("ix_outbox_dead", "outbox", ["id"], sqlite_where=dead, postgresql_where=dead)
    _name_keys("has_account = 1")


def downgrade() -> None:
    """Take them away, and say it as before."""
    _name_keys("has_account")
    op.drop_index("ix_outbox_dead", "outbox")
    for name, table, _ in INDEXES:
        op.drop_index(name, table)


def _name_keys(condition: str) -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    op.drop_index("uq_participants_name_key", "participants")
    op.create_index(
        "uq_participants_name_key", "participants", ["name_key"], unique=True, sqlite_where=sa.text(condition)
    )
