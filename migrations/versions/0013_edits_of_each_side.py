"""An open edit of a post for the staff and one for its author, who is not told of the other.

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_OPEN = "state IN ('awaiting_reader', 'returned', 'held')"
_EDIT = sa.text(f"post_id IS NOT NULL AND {_OPEN}")
_GIVE_WAY = f"""
UPDATE drafts SET state = 'withdrawn' WHERE by_staff AND {_OPEN} AND post_id IN (
    SELECT theirs.post_id FROM drafts AS theirs WHERE NOT theirs.by_staff AND theirs.{_OPEN})
"""


def _only_one_open(*columns: str) -> None:
    op.drop_index("uq_drafts_open_edit", table_name="drafts")
    op.create_index(
        "uq_drafts_open_edit", "drafts", columns, unique=True, sqlite_where=_EDIT, postgresql_where=_EDIT
    )


def upgrade() -> None:
    """Let each side have one."""
    _only_one_open("post_id", "by_staff")


def downgrade() -> None:
    """Have one for both: where there are two, that of the staff gives way, which nobody outside has seen."""
    op.execute(_GIVE_WAY)
    _only_one_open("post_id")
