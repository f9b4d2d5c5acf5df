"""Rules of who reads what, kept as they were.

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

# table, name, when, refused if, message; in SQLite's words, translated for PostgreSQL below
RULES = [
    ("reading_rules", "kept", "DELETE", "TRUE", "this is never deleted"),
    (
        "reading_rules",
        "unchanged",
        "UPDATE",
        "OLD.retired_at IS NOT NULL OR NEW.readers <> OLD.readers OR NEW.name <> OLD.name"
        " OR NEW.board_id IS DISTINCT FROM OLD.board_id OR NEW.tag_id IS DISTINCT FROM OLD.tag_id"
        " OR NEW.words <> OLD.words OR NEW.kind <> OLD.kind",
        "a rule is retired, never changed",
    ),
    ("reading_notes", "kept", "DELETE", "TRUE", "this is never deleted"),
    ("reading_notes", "unchanged", "UPDATE", "TRUE", "this is never changed"),
    ("later_readings", "kept", "DELETE", "TRUE", "this is never deleted"),
    (
        "later_readings",
        "closed_once",
        "UPDATE",
        "OLD.closed_at IS NOT NULL OR NEW.release_id <> OLD.release_id OR NEW.version_id <> OLD.version_id"
        " OR NEW.editor_id <> OLD.editor_id OR NEW.opened_at <> OLD.opened_at",
        "what is owed a reader is closed once, and not changed",
    ),
    (
        "post_revisions",
        "owed_a_reader",
        "INSERT",
        "EXISTS (SELECT 1 FROM releases r WHERE r.id = NEW.release_id AND r.kind = 'break_glass')"
        " AND NOT EXISTS (SELECT 1 FROM later_readings l WHERE l.release_id = NEW.release_id)",
        "what appears unread is owed a reader",
    ),
]


def _create_triggers() -> None:
    for table, name, when, refused, message in RULES:
        if op.get_bind().dialect.name == "sqlite":
            # SQLite before 3.39 has no IS DISTINCT FROM; its IS compares nulls the same way.
            refused = refused.replace("IS DISTINCT FROM", "IS NOT")
            op.execute(
                f"CREATE TRIGGER {table}_{name} BEFORE {when} ON {table} WHEN {refused}"
                f" BEGIN SELECT RAISE(ABORT, '{message}'); END"
            )
            continue
        op.execute(
            f"CREATE FUNCTION {table}_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" IF {refused} THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END IF;"
            f" RETURN {'OLD' if when == 'DELETE' else 'NEW'}; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {table}_{name} BEFORE {when} ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_{name}()"
        )


def _drop_triggers() -> None:
    postgresql = op.get_bind().dialect.name != "sqlite"
    for table, name, *_ in RULES:
        op.execute(f"DROP TRIGGER {table}_{name}" + (f" ON {table}" if postgresql else ""))
        if postgresql:
            op.execute(f"DROP FUNCTION {table}_{name}()")


def _fk(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"), ondelete="RESTRICT")


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "reading_rules",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("readers", sa.Integer(), nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=True),
        sa.Column("tag_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(500), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_by_id", sa.Integer(), nullable=True),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_reading_rules_has_a_name")),
        sa.CheckConstraint("readers BETWEEN 0 AND 2", name=op.f("ck_reading_rules_readers")),
        sa.CheckConstraint(
            "kind IN ('', 'reply', 'edit', 'discussion', 'announcement', 'article')",
            name=op.f("ck_reading_rules_kind"),
        ),
        sa.CheckConstraint(
            "readers > 0 OR (words = '' AND tag_id IS NULL)",
            name=op.f("ck_reading_rules_no_words_past_readers"),
        ),
        sa.CheckConstraint(
            "(retired_at IS NULL) = (retired_by_id IS NULL)",
            name=op.f("ck_reading_rules_retired_by_somebody"),
        ),
        _fk("reading_rules", "board_id", "boards.id"),
        _fk("reading_rules", "tag_id", "tags.id"),
        _fk("reading_rules", "made_by_id", "members.id"),
        _fk("reading_rules", "retired_by_id", "members.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading_rules")),
    )
    standing = sa.text("retired_at IS NULL")
    op.create_index(
        "uq_reading_rules_name",
        "reading_rules",
        ["name"],
        unique=True,
        sqlite_where=standing,
        postgresql_where=standing,
    )
    op.create_table(
        "reading_notes",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(1000), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("paragraph >= 0", name=op.f("ck_reading_notes_at_a_paragraph")),
        sa.CheckConstraint("length(body) > 0", name=op.f("ck_reading_notes_says_something")),
        _fk("reading_notes", "version_id", "versions.id"),
        _fk("reading_notes", "author_id", "members.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading_notes")),
    )
    op.create_index("ix_reading_notes_version", "reading_notes", ["version_id", "id"], unique=False)
    op.create_table(
        "reading_leases",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("reader_id", sa.Integer(), nullable=False),
        sa.Column("renewed_at", sa.DateTime(timezone=True), nullable=False),
        _fk("reading_leases", "draft_id", "drafts.id"),
        _fk("reading_leases", "reader_id", "members.id"),
        sa.PrimaryKeyConstraint("draft_id", "reader_id", name=op.f("pk_reading_leases")),
    )
    op.create_table(
        "later_readings",
        sa.Column("release_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("editor_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reader_id", sa.Integer(), nullable=True),
        sa.Column("reading_id", sa.Integer(), nullable=True),
        sa.Column("replaced_by_id", sa.Integer(), nullable=True),
        sa.Column("outcome_needed", sa.String(24), nullable=False),
        sa.CheckConstraint(
            "outcome_needed IN ('approved', 'returned')", name=op.f("ck_later_readings_outcome_needed")
        ),
        sa.CheckConstraint("outcome_needed = 'approved'", name=op.f("ck_later_readings_only_approved")),
        sa.CheckConstraint("reader_id <> editor_id", name=op.f("ck_later_readings_not_the_editor")),
        sa.CheckConstraint(
            "(closed_at IS NULL) = (reader_id IS NULL)", name=op.f("ck_later_readings_closed_by_a_reader")
        ),
        sa.CheckConstraint(
            "(closed_at IS NULL) = (reading_id IS NULL AND replaced_by_id IS NULL)",
            name=op.f("ck_later_readings_closed_with_proof"),
        ),
        sa.CheckConstraint(
            "replaced_by_id <> release_id", name=op.f("ck_later_readings_not_its_own_replacement")
        ),
        sa.ForeignKeyConstraint(
            ["release_id", "version_id"],
            ["releases.id", "releases.version_id"],
            name="fk_later_readings_release",
        ),
        sa.ForeignKeyConstraint(
            ["version_id", "editor_id"],
            ["versions.id", "versions.editor_id"],
            name="fk_later_readings_version",
        ),
        sa.ForeignKeyConstraint(
            ["reading_id", "version_id", "reader_id", "outcome_needed"],
            ["readings.id", "readings.version_id", "readings.reader_id", "readings.outcome"],
            name="fk_later_readings_reading",
        ),
        _fk("later_readings", "reader_id", "members.id"),
        _fk("later_readings", "replaced_by_id", "releases.id"),
        sa.PrimaryKeyConstraint("release_id", name=op.f("pk_later_readings")),
    )
    still_open = sa.text("closed_at IS NULL")
    op.create_index(
        "ix_later_readings_open",
        "later_readings",
        ["version_id"],
        unique=False,
        sqlite_where=still_open,
        postgresql_where=still_open,
    )
    _create_triggers()


def downgrade() -> None:
    """Take them away."""
    _drop_triggers()
    op.drop_table("later_readings")
    op.drop_table("reading_leases")
    op.drop_table("reading_notes")
    op.drop_table("reading_rules")
