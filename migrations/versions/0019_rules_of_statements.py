"""PostgreSQL asks what new rows must be once for a statement: row by row that took a third of its part of an import.

Revision ID: 0019
Revises: 0018
"""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

READ = (
    "EXISTS (SELECT 1 FROM readings r WHERE r.version_id = NEW.version_id OFFSET 0)"
    " OR EXISTS (SELECT 1 FROM releases r WHERE r.version_id = NEW.version_id OFFSET 0)"
)
# table, name, refused if, message: rules for what is inserted, as they were. OFFSET 0 keeps the planner from joining and
# from hashing a whole table, so that each row is looked up by a key.
RULES = [
    (
        "versions",
        "staff_named",
        "EXISTS (SELECT 1 FROM members m WHERE m.id = NEW.editor_id AND NEW.by_staff <> (m.role <> 'customer')"
        " OFFSET 0)",
        "a version says truly whether staff wrote it",
    ),
    (
        "posts",
        "staff_named",
        "(NEW.draft_id IS NULL AND EXISTS"
        " (SELECT 1 FROM members m WHERE m.id = NEW.author_id AND NEW.by_staff <> (m.role <> 'customer') OFFSET 0))"
        " OR (NEW.draft_id IS NOT NULL AND NOT EXISTS"
        " (SELECT 1 FROM drafts d WHERE d.id = NEW.draft_id AND d.author_id = NEW.author_id"
        " AND d.by_staff = NEW.by_staff AND d.badge IS NOT DISTINCT FROM NEW.badge OFFSET 0))",
        "a post says truly who wrote it and whether the company speaks",
    ),
    (
        "threads",
        "opened_with_its_title",
        "NOT EXISTS (SELECT 1 FROM versions v WHERE v.id = NEW.title_version_id AND v.board_id = NEW.board_id"
        " AND v.thread_id IS NULL AND v.post_id IS NULL OFFSET 0)",
        "a thread opens with a title that was meant for its board",
    ),
    (
        "solutions",
        "exclusive_as_the_board_says",
        "EXISTS (SELECT 1 FROM threads t JOIN boards b ON b.id = t.board_id"
        " WHERE t.id = NEW.thread_id AND NEW.exclusive = b.several_solutions OFFSET 0)",
        "a solution is exclusive unless its board allows several",
    ),
    (
        "solutions",
        "locked_against_marks",
        "EXISTS (SELECT 1 FROM solution_locks l WHERE l.thread_id = NEW.thread_id OFFSET 0)",
        "a moderator has settled which answer is the solution",
    ),
    (
        "post_revisions",
        "meant_for_this_post",
        "NOT EXISTS (SELECT 1 FROM versions v JOIN posts p ON p.id = NEW.post_id JOIN threads t ON t.id = p.thread_id"
        " WHERE v.id = NEW.version_id AND ((NEW.number > 1 AND v.post_id = NEW.post_id)"
        " OR (NEW.number = 1 AND v.post_id IS NULL AND v.draft_id IS NOT DISTINCT FROM p.draft_id AND (v.thread_id = t.id"
        " OR (v.thread_id IS NULL AND p.number = 1 AND v.board_id = t.board_id)))) OFFSET 0)",
        "a version is published only where it was meant to go",
    ),
    (
        "post_revisions",
        "owed_a_reader",
        "EXISTS (SELECT 1 FROM releases r WHERE r.id = NEW.release_id AND r.kind = 'break_glass' OFFSET 0)"
        " AND NOT EXISTS (SELECT 1 FROM later_readings l WHERE l.release_id = NEW.release_id OFFSET 0)",
        "what appears unread is owed a reader",
    ),
    ("version_obligations", "before_reading", READ, "what a version answers is settled before it is read"),
    ("version_tags", "before_reading", READ, "the tags of a version are settled before it is read"),
]


def _make(table: str, name: str, settings: str, refused: str, message: str, returned: str, when: str) -> None:
    """Make a rule anew: its function and the trigger that calls it."""
    rule = f"{table}_{name}"
    op.execute(
        f"CREATE OR REPLACE FUNCTION {rule}() RETURNS trigger LANGUAGE plpgsql {settings} AS $$ BEGIN IF {refused}"
        f" THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END IF;"
        f" RETURN {returned}; END $$"
    )
    op.execute(f"DROP TRIGGER {rule} ON {table}")
    op.execute(f"CREATE TRIGGER {rule} {when} EXECUTE FUNCTION {rule}()")


def upgrade() -> None:
    """Have the rules look at all rows of a statement after it."""
    if op.get_bind().dialect.name == "sqlite":
        return
    for table, name, refused, message in RULES:
        # A connection keeps the plan while the tables grow, so that small ones are not read whole either.
        settings = "SET enable_seqscan TO off"
        one = f"EXISTS (SELECT 1 FROM added WHERE {refused.replace('NEW.', 'added.')})"
        when = f"AFTER INSERT ON {table} REFERENCING NEW TABLE AS added FOR EACH STATEMENT"
        _make(table, name, settings, one, message, "NULL", when)


def downgrade() -> None:
    """Have them look at each row before it is there."""
    if op.get_bind().dialect.name == "sqlite":
        return
    for table, name, refused, message in RULES:
        when = f"BEFORE INSERT ON {table} FOR EACH ROW"
        _make(table, name, "", refused.replace(" OFFSET 0", ""), message, "NEW", when)
