"""Links that sign somebody in.

Revision ID: 0015
Revises: 0014
"""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_BEFORE = ("confirm_email", "change_email_old", "change_email_new", "reset_password", "found")


def _allow(*purposes: str) -> None:
    listed = ", ".join(f"'{purpose}'" for purpose in purposes)
    name = op.f("ck_one_time_links_purpose")
    with op.batch_alter_table("one_time_links") as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, f"purpose IN ({listed})")


def upgrade() -> None:
    """Let links have this purpose, too."""
    _allow(*_BEFORE, "sign_in")


def downgrade() -> None:
    """Forget them; nobody misses one for longer than they last."""
    op.execute("DELETE FROM one_time_links WHERE purpose = 'sign_in'")
    _allow(*_BEFORE)
