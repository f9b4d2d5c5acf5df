"""Locks that hold, proposals found by their age, and the one reminder of a thread.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

LOCKED = "EXISTS (SELECT 1 FROM solution_locks l WHERE l.thread_id = NEW.thread_id)"
# name, when, refused if, message
RULES = [
    ("locked_against_marks", "INSERT", LOCKED, "a moderator has settled which answer is the solution"),
    (
        "locked_against_removal",
        "UPDATE",
        f"(NEW.removed_at IS NULL) <> (OLD.removed_at IS NULL) AND {LOCKED}",
        "a moderator has settled which answer is the solution",
    ),
]


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "solution_reminders",
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_solution_reminders_member_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_solution_reminders_thread_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("thread_id", name=op.f("pk_solution_reminders")),
    )
    op.create_index(
        "ix_solutions_proposed",
        "solutions",
        ["marked_at"],
        unique=False,
        sqlite_where=sa.text("confirmed_at IS NULL AND removed_at IS NULL"),
        postgresql_where=sa.text("confirmed_at IS NULL AND removed_at IS NULL"),
    )
    sqlite = op.get_bind().dialect.name == "sqlite"
    for name, when, refused, message in RULES:
        if sqlite:
            op.execute(
                f"CREATE TRIGGER solutions_{name} BEFORE {when} ON solutions WHEN {refused}"
                f" BEGIN SELECT RAISE(ABORT, '{message}'); END"
            )
            continue
        op.execute(
            f"CREATE FUNCTION solutions_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {refused}"
            f" THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END IF;"
            " RETURN NEW; END $$"
        )
        op.execute(
            f"CREATE TRIGGER solutions_{name} BEFORE {when} ON solutions"
            f" FOR EACH ROW EXECUTE FUNCTION solutions_{name}()"
        )


def downgrade() -> None:
    """Take them away."""
    postgresql = op.get_bind().dialect.name != "sqlite"
    for name, *_ in RULES:
        op.execute(f"DROP TRIGGER solutions_{name}" + (" ON solutions" if postgresql else ""))
        if postgresql:
            op.execute(f"DROP FUNCTION solutions_{name}()")
    op.drop_index(
        "ix_solutions_proposed",
        table_name="solutions",
        sqlite_where=sa.text("confirmed_at IS NULL AND removed_at IS NULL"),
        postgresql_where=sa.text("confirmed_at IS NULL AND removed_at IS NULL"),
    )
    op.drop_table("solution_reminders")
