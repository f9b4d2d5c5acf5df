"""The first schema: four eyes, obligations and everything else the rules stand on.

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

CIRCULAR = [
    # name, table, referred table, columns, referred columns, options: keys that close a circle; SQLite has them inline
    (
        "fk_threads_title",
        "threads",
        "versions",
        ["title_version_id", "title"],
        ["id", "title"],
        {"onupdate": "CASCADE"},
    ),
    (
        "fk_threads_title_by_staff",
        "threads",
        "versions",
        ["title_version_id", "title_by_staff"],
        ["id", "by_staff"],
        {},
    ),
    (
        "fk_threads_title_release",
        "threads",
        "releases",
        ["title_release_id", "title_version_id"],
        ["id", "version_id"],
        {},
    ),
    ("fk_drafts_post", "drafts", "posts", ["post_id"], ["id"], {"ondelete": "RESTRICT"}),
    ("fk_versions_post", "versions", "posts", ["post_id"], ["id"], {"ondelete": "RESTRICT"}),
    (
        "fk_posts_current_revision",
        "posts",
        "post_revisions",
        ["id", "current_revision"],
        ["post_id", "number"],
        {"deferrable": True, "initially": "DEFERRED"},
    ),
]

# Rows nobody may change or take away once they are written.
APPEND_ONLY = ["readings", "releases", "post_revisions", "audit_log", "obligation_events", "redactions"]
# The words and proof of what was read: no change, no later addition.
SEALED = ["version_obligations", "version_tags"]

# table, name, when, refused if, message; in SQLite's words, translated for PostgreSQL below
RULES = [
    (
        "versions",
        "redacted_only",
        "UPDATE",
        "NOT EXISTS (SELECT 1 FROM redactions r WHERE r.version_id = OLD.id)"
        " OR NEW.id <> OLD.id OR NEW.draft_id IS DISTINCT FROM OLD.draft_id OR NEW.number <> OLD.number"
        " OR NEW.editor_id <> OLD.editor_id OR NEW.by_staff <> OLD.by_staff OR NEW.board_id <> OLD.board_id"
        " OR NEW.thread_id IS DISTINCT FROM OLD.thread_id OR NEW.post_id IS DISTINCT FROM OLD.post_id"
        " OR NEW.asks_details <> OLD.asks_details OR NEW.created_at <> OLD.created_at",
        "a version never changes",
    ),
    ("versions", "kept", "DELETE", "TRUE", "a version is never deleted"),
    (
        "versions",
        "staff_named",
        "INSERT",
        "EXISTS (SELECT 1 FROM members m WHERE m.id = NEW.editor_id AND NEW.by_staff <> (m.role <> 'customer'))",
        "a version says truly whether staff wrote it",
    ),
    (
        "drafts",
        "frozen",
        "UPDATE",
        "NEW.author_id <> OLD.author_id OR NEW.by_staff <> OLD.by_staff OR NEW.badge IS DISTINCT FROM OLD.badge"
        " OR NEW.kind <> OLD.kind",
        "author and badge of a draft are frozen",
    ),
    (
        "drafts",
        "staff_named",
        "INSERT",
        "EXISTS (SELECT 1 FROM members m WHERE m.id = NEW.author_id AND NEW.by_staff <> (m.role <> 'customer'))",
        "a draft says truly whether staff wrote it",
    ),
    ("drafts", "kept", "DELETE", "TRUE", "a draft is never deleted"),
    (
        "posts",
        "frozen",
        "UPDATE",
        "NEW.author_id <> OLD.author_id OR NEW.by_staff <> OLD.by_staff OR NEW.badge IS DISTINCT FROM OLD.badge"
        " OR NEW.draft_id IS DISTINCT FROM OLD.draft_id",
        "author and badge of a post are frozen",
    ),
    (
        "posts",
        "staff_named",
        "INSERT",
        "(NEW.draft_id IS NULL AND EXISTS"
        " (SELECT 1 FROM members m WHERE m.id = NEW.author_id AND NEW.by_staff <> (m.role <> 'customer')))"
        " OR (NEW.draft_id IS NOT NULL AND NOT EXISTS"
        " (SELECT 1 FROM drafts d WHERE d.id = NEW.draft_id AND d.author_id = NEW.author_id"
        " AND d.by_staff = NEW.by_staff AND d.badge IS NOT DISTINCT FROM NEW.badge))",
        "a post says truly who wrote it and whether the company speaks",
    ),
    ("posts", "kept", "DELETE", "TRUE", "a post is hidden, never deleted"),
    (
        "threads",
        "opened_with_its_title",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM versions v WHERE v.id = NEW.title_version_id AND v.board_id = NEW.board_id"
        " AND v.thread_id IS NULL AND v.post_id IS NULL)",
        "a thread opens with a title that was meant for its board",
    ),
    (
        "threads",
        "title_of_its_question",
        "UPDATE",
        "NEW.title_version_id <> OLD.title_version_id AND NOT EXISTS"
        " (SELECT 1 FROM post_revisions r JOIN posts p ON p.id = r.post_id"
        " WHERE r.version_id = NEW.title_version_id AND p.thread_id = NEW.id AND p.number = 1)",
        "a title comes from a revision of the question it stands over",
    ),
    (
        "solutions",
        "exclusive_as_the_board_says",
        "INSERT",
        "EXISTS (SELECT 1 FROM threads t JOIN boards b ON b.id = t.board_id"
        " WHERE t.id = NEW.thread_id AND NEW.exclusive = b.several_solutions)",
        "a solution is exclusive unless its board allows several",
    ),
    (
        "solutions",
        "frozen",
        "UPDATE",
        "NEW.exclusive <> OLD.exclusive OR NEW.post_id <> OLD.post_id",
        "a mark stays on its post, as exclusive as it was made",
    ),
    (
        "post_revisions",
        "meant_for_this_post",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM versions v JOIN posts p ON p.id = NEW.post_id JOIN threads t ON t.id = p.thread_id"
        " WHERE v.id = NEW.version_id AND ((NEW.number > 1 AND v.post_id = NEW.post_id)"
        " OR (NEW.number = 1 AND v.post_id IS NULL AND v.draft_id IS NOT DISTINCT FROM p.draft_id AND (v.thread_id = t.id"
        " OR (v.thread_id IS NULL AND p.number = 1 AND v.board_id = t.board_id)))))",
        "a version is published only where it was meant to go",
    ),
    ("obligations", "kept", "DELETE", "TRUE", "an obligation is closed, never deleted"),
    (
        "version_obligations",
        "before_reading",
        "INSERT",
        "EXISTS (SELECT 1 FROM readings r WHERE r.version_id = NEW.version_id)"
        " OR EXISTS (SELECT 1 FROM releases r WHERE r.version_id = NEW.version_id)",
        "what a version answers is settled before it is read",
    ),
    (
        "version_tags",
        "before_reading",
        "INSERT",
        "EXISTS (SELECT 1 FROM readings r WHERE r.version_id = NEW.version_id)"
        " OR EXISTS (SELECT 1 FROM releases r WHERE r.version_id = NEW.version_id)",
        "the tags of a version are settled before it is read",
    ),
]
RULES += [(table, "kept", "DELETE", "TRUE", "this is never deleted") for table in APPEND_ONLY + SEALED]
RULES += [(table, "unchanged", "UPDATE", "TRUE", "this is never changed") for table in APPEND_ONLY + SEALED]


def create_triggers() -> None:
    """Write every rule as a trigger that raises, in the dialect of the database."""
    if op.get_bind().dialect.name == "sqlite":
        for table, name, when, refused, message in RULES:
            # SQLite before 3.39 has no IS DISTINCT FROM; its IS compares nulls the same way.
            refused = refused.replace("IS NOT DISTINCT FROM", "IS").replace("IS DISTINCT FROM", "IS NOT")
            op.execute(
                f"CREATE TRIGGER {table}_{name} BEFORE {when} ON {table} WHEN {refused}"
                f" BEGIN SELECT RAISE(ABORT, '{message}'); END"
            )
        return
    for table, name, when, refused, message in RULES:
        op.execute(
            f"CREATE FUNCTION {table}_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" IF {refused} THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END IF;"
            f" RETURN {'OLD' if when == 'DELETE' else 'NEW'}; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {table}_{name} BEFORE {when} ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_{name}()"
        )


def drop_triggers() -> None:
    """Take every trigger away again."""
    postgresql = op.get_bind().dialect.name != "sqlite"
    for table, name, *_ in RULES:
        op.execute(f"DROP TRIGGER {table}_{name}" + (f" ON {table}" if postgresql else ""))
        if postgresql:
            op.execute(f"DROP FUNCTION {table}_{name}()")


def upgrade() -> None:
    """Make every table, the keys that close circles, and the triggers."""
    op.create_table(
        "boards",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("description", sa.String(length=300), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("icon", sa.String(length=24), nullable=False),
        sa.Column("colour", sa.Integer(), nullable=False),
        sa.Column(
            "visibility",
            sa.Enum(
                "public",
                "members",
                "staff",
                name="visibility",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "holding",
            sa.Enum(
                "none",
                "first_posts",
                "links",
                "all",
                name="holding",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("several_solutions", sa.Boolean(), nullable=False),
        sa.Column("readers_required", sa.Integer(), nullable=True),
        sa.CheckConstraint("parent_id IS NULL OR parent_id <> id", name=op.f("ck_boards_not_its_own_parent")),
        sa.CheckConstraint(
            "readers_required IS NULL OR readers_required BETWEEN 0 AND 2",
            name=op.f("ck_boards_readers_required"),
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["boards.id"], name=op.f("fk_boards_parent_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_boards")),
        sa.UniqueConstraint("slug", name=op.f("uq_boards_slug")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(length=60), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("available_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dead_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
    )
    op.create_index(
        "ix_outbox_waiting",
        "outbox",
        ["id"],
        unique=False,
        sqlite_where=sa.text("done_at IS NULL AND dead_at IS NULL"),
        postgresql_where=sa.text("done_at IS NULL AND dead_at IS NULL"),
    )
    op.create_table(
        "compositions",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_compositions")),
    )
    op.create_table(
        "participants",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("name_key", sa.String(length=120), nullable=False),
        sa.Column("has_account", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 60", name=op.f("ck_participants_name_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participants")),
    )
    op.create_index(
        "uq_participants_name_key",
        "participants",
        ["name_key"],
        unique=True,
        sqlite_where=sa.text("has_account"),
        postgresql_where=sa.text("has_account"),
    )
    op.create_table(
        "sites",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sites")),
        sa.UniqueConstraint("name", name=op.f("uq_sites_name")),
    )
    op.create_table(
        "tags",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tags")),
        sa.UniqueConstraint("slug", name=op.f("uq_tags_slug")),
    )
    op.create_table(
        "board_kinds",
        sa.Column("board_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["board_id"], ["boards.id"], name=op.f("fk_board_kinds_board_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("board_id", "kind", name=op.f("pk_board_kinds")),
    )
    op.create_table(
        "teams",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["site_id"], ["sites.id"], name=op.f("fk_teams_site_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_teams")),
        sa.UniqueConstraint("name", name=op.f("uq_teams_name")),
    )
    op.create_table(
        "threads",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "question",
                "discussion",
                "idea",
                "announcement",
                "article",
                name="thread_kind",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("board_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=150), nullable=False),
        sa.Column("title_version_id", sa.Integer(), nullable=False),
        sa.Column("title_by_staff", sa.Boolean(), nullable=False),
        sa.Column("title_release_id", sa.Integer(), nullable=True),
        sa.Column("board_unknown", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("numbers_given", sa.Integer(), nullable=False),
        sa.Column("reply_count", sa.Integer(), nullable=False),
        sa.Column("staff_reply_count", sa.Integer(), nullable=False),
        sa.Column("other_reply_count", sa.Integer(), nullable=False),
        sa.Column("affected_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("view_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("last_post_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_author_id", sa.Integer(), nullable=False),
        sa.Column("last_badge", sa.String(length=60), nullable=True),
        sa.CheckConstraint(
            "NOT title_by_staff OR title_release_id IS NOT NULL",
            name=op.f("ck_threads_staff_title_is_released"),
        ),
        sa.CheckConstraint("reply_count >= 0 AND staff_reply_count >= 0", name=op.f("ck_threads_counts")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["participants.id"], name=op.f("fk_threads_author_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["board_id"], ["boards.id"], name=op.f("fk_threads_board_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["last_author_id"],
            ["participants.id"],
            name=op.f("fk_threads_last_author_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["title_release_id", "title_version_id"],
            ["releases.id", "releases.version_id"],
            name="fk_threads_title_release",
            use_alter=True,
        ),
        sa.ForeignKeyConstraint(
            ["title_version_id", "title"],
            ["versions.id", "versions.title"],
            name="fk_threads_title",
            onupdate="CASCADE",
            use_alter=True,
        ),
        sa.ForeignKeyConstraint(
            ["title_version_id", "title_by_staff"],
            ["versions.id", "versions.by_staff"],
            name="fk_threads_title_by_staff",
            use_alter=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_threads")),
    )
    op.create_index("ix_threads_author", "threads", ["author_id", "id"], unique=False)
    op.create_index("ix_threads_board_last", "threads", ["board_id", "last_post_at", "id"], unique=False)
    op.create_index("ix_threads_last", "threads", ["last_post_at", "id"], unique=False)
    op.create_table(
        "members",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("email_key", sa.String(length=254), nullable=False),
        sa.Column("email_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("password_hash", sa.String(length=255), nullable=True),
        sa.Column(
            "role",
            sa.Enum(
                "customer",
                "staff",
                "administrator",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("about", sa.String(length=500), nullable=False),
        sa.Column("region", sa.String(length=60), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=True),
        sa.Column("timezone", sa.String(length=64), nullable=True),
        sa.Column("theme", sa.String(length=8), nullable=True),
        sa.Column("suspended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(role = 'customer') OR (team_id IS NOT NULL)", name=op.f("ck_members_staff_has_team")
        ),
        sa.ForeignKeyConstraint(["id"], ["participants.id"], name=op.f("fk_members_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name=op.f("fk_members_team_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_members")),
    )
    op.create_index("uq_members_email_key", "members", ["email_key"], unique=True)
    op.create_table(
        "thread_tags",
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tag_id"], ["tags.id"], name=op.f("fk_thread_tags_tag_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_thread_tags_thread_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("thread_id", "tag_id", name=op.f("pk_thread_tags")),
    )
    op.create_index("ix_thread_tags_tag", "thread_tags", ["tag_id", "thread_id"], unique=False)
    op.create_table(
        "api_tokens",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column(
            "scope",
            sa.Enum(
                "read", "write", "staff", name="scope", native_enum=False, create_constraint=True, length=24
            ),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_api_tokens_member_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_tokens")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_api_tokens_token_hash")),
    )
    op.create_table(
        "audit_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("act", sa.String(length=60), nullable=False),
        sa.Column("target_type", sa.String(length=24), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["members.id"], name=op.f("fk_audit_log_actor_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_log")),
    )
    op.create_index("ix_audit_log_target", "audit_log", ["target_type", "target_id"], unique=False)
    op.create_table(
        "closures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lifted_by_id", sa.Integer(), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["closed_by_id"], ["members.id"], name=op.f("fk_closures_closed_by_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["lifted_by_id"], ["members.id"], name=op.f("fk_closures_lifted_by_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_closures_thread_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closures")),
    )
    op.create_index("ix_closures_thread", "closures", ["thread_id"], unique=False)
    op.create_index(
        "uq_closures_standing",
        "closures",
        ["thread_id"],
        unique=True,
        sqlite_where=sa.text("lifted_at IS NULL"),
        postgresql_where=sa.text("lifted_at IS NULL"),
    )
    op.create_table(
        "drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "reply",
                "thread",
                "edit",
                name="draft_kind",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "awaiting_reader",
                "returned",
                "held",
                "published",
                "withdrawn",
                "rejected",
                name="draft_state",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("by_staff", sa.Boolean(), nullable=False),
        sa.Column("badge", sa.String(length=60), nullable=True),
        sa.Column("board_id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=True),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("thread_kind", sa.String(length=24), nullable=False),
        sa.Column("needs", sa.String(length=24), nullable=False),
        sa.Column("board_unknown", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("versions_made", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decision", sa.String(length=300), nullable=False),
        sa.Column("held_because", sa.String(length=24), server_default="", nullable=False),
        sa.CheckConstraint(
            "held_because IN ('', 'board', 'first_post', 'links')", name=op.f("ck_drafts_held_because")
        ),
        sa.CheckConstraint("(kind = 'edit') = (post_id IS NOT NULL)", name=op.f("ck_drafts_edit_has_post")),
        sa.CheckConstraint("(kind = 'thread') = (thread_id IS NULL)", name=op.f("ck_drafts_thread_is_new")),
        sa.CheckConstraint("state <> 'held' OR NOT by_staff", name=op.f("ck_drafts_held_is_a_customers")),
        sa.CheckConstraint("by_staff = (badge IS NOT NULL)", name=op.f("ck_drafts_badge_is_staff")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["participants.id"], name=op.f("fk_drafts_author_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["board_id"], ["boards.id"], name=op.f("fk_drafts_board_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["members.id"], name=op.f("fk_drafts_decided_by_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name="fk_drafts_post", ondelete="RESTRICT", use_alter=True
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_drafts_thread_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
    )
    op.create_index("ix_drafts_author", "drafts", ["author_id", "state"], unique=False)
    op.create_index("ix_drafts_open", "drafts", ["state", "submitted_at"], unique=False)
    op.create_index("ix_drafts_thread", "drafts", ["thread_id"], unique=False)
    op.create_index(
        "uq_drafts_open_edit",
        "drafts",
        ["post_id"],
        unique=True,
        sqlite_where=sa.text("post_id IS NOT NULL AND state IN ('awaiting_reader', 'returned', 'held')"),
        postgresql_where=sa.text("post_id IS NOT NULL AND state IN ('awaiting_reader', 'returned', 'held')"),
    )
    op.create_table(
        "member_rights",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column(
            "right",
            sa.Enum(
                "reader",
                "moderator",
                "helper",
                name="right",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("granted_by_id", sa.Integer(), nullable=True),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["granted_by_id"],
            ["members.id"],
            name=op.f("fk_member_rights_granted_by_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_member_rights_member_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("member_id", "right", name=op.f("pk_member_rights")),
    )
    op.create_table(
        "notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["members.id"], name=op.f("fk_notes_author_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_notes_thread_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
    )
    op.create_index("ix_notes_thread", "notes", ["thread_id", "id"], unique=False)
    op.create_table(
        "one_time_links",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum(
                "confirm_email",
                "change_email_old",
                "change_email_new",
                "reset_password",
                "found",
                name="purpose",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_one_time_links_member_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_one_time_links")),
    )
    op.create_table(
        "sign_ins",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("device", sa.String(length=120), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_sign_ins_member_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sign_ins")),
    )
    op.create_index("ix_sign_ins_member", "sign_ins", ["member_id"], unique=False)
    op.create_table(
        "site_settings",
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["members.id"],
            name=op.f("fk_site_settings_changed_by_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_site_settings")),
    )
    op.create_table(
        "solution_locks",
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("locked_by_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("locked_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(reason) > 0", name=op.f("ck_solution_locks_reason_given")),
        sa.ForeignKeyConstraint(
            ["locked_by_id"], ["members.id"], name=op.f("fk_solution_locks_locked_by_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_solution_locks_thread_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("thread_id", name=op.f("pk_solution_locks")),
    )
    op.create_table(
        "posts",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("by_staff", sa.Boolean(), nullable=False),
        sa.Column("badge", sa.String(length=60), nullable=True),
        sa.Column("draft_id", sa.Integer(), nullable=True),
        sa.Column("current_revision", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("imported_score", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint("by_staff = (badge IS NOT NULL)", name=op.f("ck_posts_badge_is_staff")),
        sa.CheckConstraint(
            "number > 1 OR (number = 1 AND place IS NOT NULL AND place = 1)",
            name=op.f("ck_posts_question_comes_first"),
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["participants.id"], name=op.f("fk_posts_author_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["drafts.id"], name=op.f("fk_posts_draft_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["id", "current_revision"],
            ["post_revisions.post_id", "post_revisions.number"],
            name="fk_posts_current_revision",
            initially="DEFERRED",
            deferrable=True,
            use_alter=True,
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_posts_thread_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posts")),
        sa.UniqueConstraint("draft_id", name=op.f("uq_posts_draft_id")),
        sa.UniqueConstraint("id", "by_staff", name=op.f("uq_posts_id_by_staff")),
        sa.UniqueConstraint("id", "thread_id", "number", name=op.f("uq_posts_id_thread_id_number")),
        sa.UniqueConstraint("thread_id", "number", name=op.f("uq_posts_thread_id_number")),
    )
    op.create_index("ix_posts_author", "posts", ["author_id", "id"], unique=False)
    op.create_index("uq_posts_thread_place", "posts", ["thread_id", "place"], unique=True)
    op.create_table(
        "versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("editor_id", sa.Integer(), nullable=False),
        sa.Column("by_staff", sa.Boolean(), nullable=False),
        sa.Column("title", sa.String(length=150), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("excerpt", sa.String(length=200), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=True),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("asks_details", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["board_id"], ["boards.id"], name=op.f("fk_versions_board_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["drafts.id"], name=op.f("fk_versions_draft_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["editor_id"], ["participants.id"], name=op.f("fk_versions_editor_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name="fk_versions_post", ondelete="RESTRICT", use_alter=True
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_versions_thread_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_versions")),
        sa.UniqueConstraint("draft_id", "number", name=op.f("uq_versions_draft_id_number")),
        sa.UniqueConstraint("id", "by_staff", name=op.f("uq_versions_id_by_staff")),
        sa.UniqueConstraint("id", "draft_id", name=op.f("uq_versions_id_draft_id")),
        sa.UniqueConstraint("id", "editor_id", name=op.f("uq_versions_id_editor_id")),
        sa.UniqueConstraint("id", "title", name=op.f("uq_versions_id_title")),
    )
    op.create_table(
        "details_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("met_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_details_requests_post_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_details_requests_thread_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_details_requests")),
    )
    op.create_index("ix_details_requests_thread", "details_requests", ["thread_id"], unique=False)
    op.create_index(
        "uq_details_requests_standing",
        "details_requests",
        ["thread_id"],
        unique=True,
        sqlite_where=sa.text("met_at IS NULL"),
        postgresql_where=sa.text("met_at IS NULL"),
    )
    op.create_table(
        "hidings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("of_thread_id", sa.Integer(), nullable=False),
        sa.Column("post_number", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("hidden_by_id", sa.Integer(), nullable=True),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lifted_by_id", sa.Integer(), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('hidden', 'deleted', 'withdrawn')", name=op.f("ck_hidings_kind")),
        sa.CheckConstraint(
            "(thread_id IS NULL) = (post_number > 1)", name=op.f("ck_hidings_question_hides_thread")
        ),
        sa.CheckConstraint("length(reason) > 0", name=op.f("ck_hidings_reason_given")),
        sa.CheckConstraint(
            "thread_id IS NULL OR thread_id = of_thread_id", name=op.f("ck_hidings_same_thread")
        ),
        sa.ForeignKeyConstraint(
            ["hidden_by_id"], ["members.id"], name=op.f("fk_hidings_hidden_by_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["lifted_by_id"], ["members.id"], name=op.f("fk_hidings_lifted_by_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["post_id", "of_thread_id", "post_number"],
            ["posts.id", "posts.thread_id", "posts.number"],
            name="fk_hidings_post",
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hidings")),
    )
    op.create_index(
        "ix_hidings_thread",
        "hidings",
        ["thread_id"],
        unique=False,
        sqlite_where=sa.text("lifted_at IS NULL"),
        postgresql_where=sa.text("lifted_at IS NULL"),
    )
    op.create_index(
        "uq_hidings_standing",
        "hidings",
        ["post_id"],
        unique=True,
        sqlite_where=sa.text("lifted_at IS NULL"),
        postgresql_where=sa.text("lifted_at IS NULL"),
    )
    op.create_table(
        "imported_rows",
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("external_id", sa.String(length=60), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=True),
        sa.Column("thread_id", sa.Integer(), nullable=True),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participants.id"],
            name=op.f("fk_imported_rows_participant_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_imported_rows_post_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_imported_rows_thread_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("source", "kind", "external_id", name=op.f("pk_imported_rows")),
    )
    op.create_index("ix_imported_rows_post", "imported_rows", ["post_id"], unique=False)
    op.create_index("ix_imported_rows_thread", "imported_rows", ["thread_id"], unique=False)
    op.create_table(
        "notifications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=True),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("draft_id", sa.Integer(), nullable=True),
        sa.Column("dedup", sa.String(length=80), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind IN ('reply', 'solution', 'solution_proposed', 'did_not_help', 'returned', 'needs_no_answer', 'rejected', 'mention', 'followed', 'hidden', 'unhidden', 'reminder', 'locked', 'answered_by_team', 'solution_gone')",
            name=op.f("ck_notifications_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["drafts.id"], name=op.f("fk_notifications_draft_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_notifications_member_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_notifications_post_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_notifications_thread_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notifications")),
        sa.UniqueConstraint("member_id", "dedup", name=op.f("uq_notifications_member_id_dedup")),
    )
    op.create_index("ix_notifications_member", "notifications", ["member_id", "id"], unique=False)
    op.create_table(
        "obligations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "answer",
                "review",
                "later_reading",
                name="obligation_kind",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("owed_to_id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=True),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("draft_id", sa.Integer(), nullable=True),
        sa.Column(
            "opened_by",
            sa.Enum(
                "question",
                "follow_up",
                "affects_me_too",
                "wish",
                "held_text",
                "broken_glass",
                "did_not_help",
                name="opened_by",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "closed_by",
            sa.Enum(
                "answered",
                "accepted",
                "helped",
                "withdrawn",
                "needs_no_answer",
                "spam",
                "rejected",
                "hidden",
                "reviewed",
                "erased",
                "imported",
                name="closed_by",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("closed_by_member_id", sa.Integer(), nullable=True),
        sa.Column("closed_post_id", sa.Integer(), nullable=True),
        sa.Column("closed_reason", sa.String(length=300), nullable=False),
        sa.CheckConstraint(
            "closed_by NOT IN ('answered', 'accepted') OR closed_post_id IS NOT NULL",
            name=op.f("ck_obligations_answer_names_its_post"),
        ),
        sa.CheckConstraint(
            "closed_by NOT IN ('needs_no_answer', 'spam', 'rejected', 'hidden') OR length(closed_reason) > 0",
            name=op.f("ck_obligations_closing_gives_a_reason"),
        ),
        sa.CheckConstraint(
            "closed_by NOT IN ('needs_no_answer', 'spam', 'rejected', 'hidden', 'helped', 'withdrawn') OR closed_by_member_id IS NOT NULL",
            name=op.f("ck_obligations_closing_names_a_person"),
        ),
        sa.CheckConstraint(
            "kind <> 'answer' OR (thread_id IS NOT NULL AND post_id IS NOT NULL)",
            name=op.f("ck_obligations_answer_names_a_post"),
        ),
        sa.CheckConstraint(
            "kind <> 'review' OR draft_id IS NOT NULL", name=op.f("ck_obligations_review_names_a_draft")
        ),
        sa.CheckConstraint(
            "(closed_at IS NULL) = (closed_by IS NULL)", name=op.f("ck_obligations_closing_has_a_cause")
        ),
        sa.ForeignKeyConstraint(
            ["closed_by_member_id"],
            ["members.id"],
            name=op.f("fk_obligations_closed_by_member_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["closed_post_id"], ["posts.id"], name=op.f("fk_obligations_closed_post_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["drafts.id"], name=op.f("fk_obligations_draft_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["owed_to_id"], ["participants.id"], name=op.f("fk_obligations_owed_to_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_obligations_post_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_obligations_thread_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_obligations")),
    )
    op.create_index("ix_obligations_closed_post", "obligations", ["closed_post_id"], unique=False)
    op.create_index(
        "ix_obligations_open",
        "obligations",
        ["kind", "due_since", "id"],
        unique=False,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_index(
        "ix_obligations_open_thread",
        "obligations",
        ["thread_id"],
        unique=False,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_index("ix_obligations_post", "obligations", ["post_id"], unique=False)
    op.create_index(
        "uq_obligations_cause",
        "obligations",
        ["post_id", "opened_by"],
        unique=True,
        sqlite_where=sa.text("opened_by <> 'did_not_help'"),
        postgresql_where=sa.text("opened_by <> 'did_not_help'"),
    )
    op.create_index("uq_obligations_draft", "obligations", ["draft_id", "kind"], unique=True)
    op.create_table(
        "readings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("editor_id", sa.Integer(), nullable=False),
        sa.Column("reader_id", sa.Integer(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "approved", "returned", name="outcome", native_enum=False, create_constraint=True, length=24
            ),
            nullable=False,
        ),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "outcome = 'approved' OR length(comment) > 0", name=op.f("ck_readings_return_has_a_comment")
        ),
        sa.CheckConstraint("reader_id <> editor_id", name=op.f("ck_readings_not_the_editor")),
        sa.ForeignKeyConstraint(
            ["reader_id"], ["members.id"], name=op.f("fk_readings_reader_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["version_id", "editor_id"], ["versions.id", "versions.editor_id"], name="fk_readings_version"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_readings")),
        sa.UniqueConstraint(
            "id",
            "version_id",
            "reader_id",
            "outcome",
            name=op.f("uq_readings_id_version_id_reader_id_outcome"),
        ),
        sa.UniqueConstraint("version_id", "reader_id", name=op.f("uq_readings_version_id_reader_id")),
    )
    op.create_table(
        "redactions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("redacted_by_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("redacted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["redacted_by_id"], ["members.id"], name=op.f("fk_redactions_redacted_by_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name=op.f("fk_redactions_version_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redactions")),
    )
    op.create_table(
        "solutions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("post_number", sa.Integer(), nullable=False),
        sa.Column("exclusive", sa.Boolean(), nullable=False),
        sa.Column("marked_by_id", sa.Integer(), nullable=True),
        sa.Column("marked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by_id", sa.Integer(), nullable=True),
        sa.Column("removal", sa.String(length=24), nullable=True),
        sa.CheckConstraint(
            "removal IS NULL OR removal IN ('removed', 'did_not_help', 'hidden')",
            name=op.f("ck_solutions_removal"),
        ),
        sa.CheckConstraint(
            "(removed_at IS NULL) = (removal IS NULL)", name=op.f("ck_solutions_removal_has_cause")
        ),
        sa.CheckConstraint("post_number > 1", name=op.f("ck_solutions_not_the_question")),
        sa.ForeignKeyConstraint(
            ["marked_by_id"], ["participants.id"], name=op.f("fk_solutions_marked_by_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["post_id", "thread_id", "post_number"],
            ["posts.id", "posts.thread_id", "posts.number"],
            name="fk_solutions_post",
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["removed_by_id"], ["members.id"], name=op.f("fk_solutions_removed_by_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_solutions")),
    )
    op.create_index("ix_solutions_thread", "solutions", ["thread_id"], unique=False)
    op.create_index(
        "uq_solutions_exclusive",
        "solutions",
        ["thread_id"],
        unique=True,
        sqlite_where=sa.text("exclusive AND removed_at IS NULL"),
        postgresql_where=sa.text("exclusive AND removed_at IS NULL"),
    )
    op.create_index(
        "uq_solutions_post",
        "solutions",
        ["post_id"],
        unique=True,
        sqlite_where=sa.text("removed_at IS NULL"),
        postgresql_where=sa.text("removed_at IS NULL"),
    )
    op.create_table(
        "submissions",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=True),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("draft_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["drafts.id"], name=op.f("fk_submissions_draft_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_submissions_member_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_submissions_post_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_submissions_thread_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("member_id", "key", name=op.f("pk_submissions")),
    )
    op.create_table(
        "version_tags",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tag_id"], ["tags.id"], name=op.f("fk_version_tags_tag_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name=op.f("fk_version_tags_version_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("version_id", "tag_id", name=op.f("pk_version_tags")),
    )
    op.create_table(
        "obligation_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("obligation_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=24), nullable=False),
        sa.Column("cause", sa.String(length=24), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_obligation_events_member_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["obligation_id"],
            ["obligations.id"],
            name=op.f("fk_obligation_events_obligation_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_obligation_events_post_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_obligation_events")),
    )
    op.create_index(
        "ix_obligation_events_obligation", "obligation_events", ["obligation_id", "id"], unique=False
    )
    op.create_table(
        "releases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "read",
                "none_required",
                "break_glass",
                "imported",
                name="release_kind",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("readers_required", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=120), nullable=False),
        sa.Column(
            "outcome_needed",
            sa.Enum(
                "approved",
                "returned",
                name="outcome_needed",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("first_reading_id", sa.Integer(), nullable=True),
        sa.Column("first_reader_id", sa.Integer(), nullable=True),
        sa.Column("second_reading_id", sa.Integer(), nullable=True),
        sa.Column("second_reader_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("released_by_id", sa.Integer(), nullable=True),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(kind = 'imported') = (draft_id IS NULL)", name=op.f("ck_releases_draft_unless_imported")
        ),
        sa.CheckConstraint(
            "kind <> 'break_glass' OR length(reason) > 0", name=op.f("ck_releases_broken_glass_has_a_reason")
        ),
        sa.CheckConstraint(
            "kind <> 'none_required' OR readers_required = 0", name=op.f("ck_releases_none_required")
        ),
        sa.CheckConstraint(
            "kind <> 'read' OR (readers_required = 1 AND first_reading_id IS NOT NULL AND second_reading_id IS NULL) OR (readers_required = 2 AND first_reading_id IS NOT NULL AND second_reading_id IS NOT NULL)",
            name=op.f("ck_releases_read_by_as_many_as_required"),
        ),
        sa.CheckConstraint(
            "kind = 'read' OR (first_reading_id IS NULL AND second_reading_id IS NULL)",
            name=op.f("ck_releases_unread_names_no_reader"),
        ),
        sa.CheckConstraint("outcome_needed = 'approved'", name=op.f("ck_releases_only_approved")),
        sa.CheckConstraint(
            "(first_reading_id IS NULL) = (first_reader_id IS NULL)",
            name=op.f("ck_releases_first_reader_named"),
        ),
        sa.CheckConstraint(
            "(second_reading_id IS NULL) = (second_reader_id IS NULL)",
            name=op.f("ck_releases_second_reader_named"),
        ),
        sa.CheckConstraint("first_reader_id <> second_reader_id", name=op.f("ck_releases_readers_differ")),
        sa.ForeignKeyConstraint(
            ["first_reading_id", "version_id", "first_reader_id", "outcome_needed"],
            ["readings.id", "readings.version_id", "readings.reader_id", "readings.outcome"],
            name="fk_releases_first_reading",
        ),
        sa.ForeignKeyConstraint(
            ["released_by_id"], ["members.id"], name=op.f("fk_releases_released_by_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["second_reading_id", "version_id", "second_reader_id", "outcome_needed"],
            ["readings.id", "readings.version_id", "readings.reader_id", "readings.outcome"],
            name="fk_releases_second_reading",
        ),
        sa.ForeignKeyConstraint(
            ["version_id", "draft_id"], ["versions.id", "versions.draft_id"], name="fk_releases_version_draft"
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name=op.f("fk_releases_version_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_releases")),
        sa.UniqueConstraint("draft_id", name=op.f("uq_releases_draft_id")),
        sa.UniqueConstraint("id", "version_id", name=op.f("uq_releases_id_version_id")),
        sa.UniqueConstraint("version_id", name=op.f("uq_releases_version_id")),
    )
    op.create_table(
        "version_obligations",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("obligation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["obligation_id"],
            ["obligations.id"],
            name=op.f("fk_version_obligations_obligation_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["versions.id"],
            name=op.f("fk_version_obligations_version_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("version_id", "obligation_id", name=op.f("pk_version_obligations")),
    )
    op.create_index(
        "ix_version_obligations_obligation", "version_obligations", ["obligation_id"], unique=False
    )
    op.create_table(
        "post_revisions",
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("post_by_staff", sa.Boolean(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("by_staff", sa.Boolean(), nullable=False),
        sa.Column("release_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "NOT by_staff OR release_id IS NOT NULL", name=op.f("ck_post_revisions_staff_text_is_released")
        ),
        sa.CheckConstraint(
            "NOT post_by_staff OR by_staff", name=op.f("ck_post_revisions_staff_post_has_staff_text")
        ),
        sa.ForeignKeyConstraint(
            ["post_id", "post_by_staff"], ["posts.id", "posts.by_staff"], name="fk_post_revisions_post"
        ),
        sa.ForeignKeyConstraint(
            ["release_id", "version_id"],
            ["releases.id", "releases.version_id"],
            name="fk_post_revisions_release",
        ),
        sa.ForeignKeyConstraint(
            ["version_id", "by_staff"], ["versions.id", "versions.by_staff"], name="fk_post_revisions_version"
        ),
        sa.PrimaryKeyConstraint("post_id", "number", name=op.f("pk_post_revisions")),
        sa.UniqueConstraint("version_id", name=op.f("uq_post_revisions_version_id")),
    )
    if op.get_bind().dialect.name != "sqlite":
        for name, table, referred, columns, targets, options in CIRCULAR:
            op.create_foreign_key(name, table, referred, columns, targets, **options)
    create_triggers()


def downgrade() -> None:
    """Take all of it away again."""
    drop_triggers()
    if op.get_bind().dialect.name != "sqlite":
        for name, table, *_ in CIRCULAR:
            op.drop_constraint(name, table, type_="foreignkey")
    else:
        # Circles of tables can only be dropped with the keys resting.
        op.execute("PRAGMA defer_foreign_keys=ON")

    op.drop_table("post_revisions")
    op.drop_index("ix_version_obligations_obligation", table_name="version_obligations")
    op.drop_table("version_obligations")
    op.drop_table("releases")
    op.drop_index("ix_obligation_events_obligation", table_name="obligation_events")
    op.drop_table("obligation_events")
    op.drop_table("version_tags")
    op.drop_table("submissions")
    op.drop_index(
        "uq_solutions_post",
        table_name="solutions",
        sqlite_where=sa.text("removed_at IS NULL"),
        postgresql_where=sa.text("removed_at IS NULL"),
    )
    op.drop_index(
        "uq_solutions_exclusive",
        table_name="solutions",
        sqlite_where=sa.text("exclusive AND removed_at IS NULL"),
        postgresql_where=sa.text("exclusive AND removed_at IS NULL"),
    )
    op.drop_index("ix_solutions_thread", table_name="solutions")
    op.drop_table("solutions")
    op.drop_table("redactions")
    op.drop_table("readings")
    op.drop_index("uq_obligations_draft", table_name="obligations")
    op.drop_index(
        "uq_obligations_cause",
        table_name="obligations",
        sqlite_where=sa.text("opened_by <> 'did_not_help'"),
        postgresql_where=sa.text("opened_by <> 'did_not_help'"),
    )
    op.drop_index("ix_obligations_post", table_name="obligations")
    op.drop_index(
        "ix_obligations_open_thread",
        table_name="obligations",
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.drop_index(
        "ix_obligations_open",
        table_name="obligations",
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.drop_index("ix_obligations_closed_post", table_name="obligations")
    op.drop_table("obligations")
    op.drop_index("ix_notifications_member", table_name="notifications")
    op.drop_table("notifications")
    op.drop_index("ix_imported_rows_thread", table_name="imported_rows")
    op.drop_index("ix_imported_rows_post", table_name="imported_rows")
    op.drop_table("imported_rows")
    op.drop_index(
        "uq_hidings_standing",
        table_name="hidings",
        sqlite_where=sa.text("lifted_at IS NULL"),
        postgresql_where=sa.text("lifted_at IS NULL"),
    )
    op.drop_index(
        "ix_hidings_thread",
        table_name="hidings",
        sqlite_where=sa.text("lifted_at IS NULL"),
        postgresql_where=sa.text("lifted_at IS NULL"),
    )
    op.drop_table("hidings")
    op.drop_index(
        "uq_details_requests_standing",
        table_name="details_requests",
        sqlite_where=sa.text("met_at IS NULL"),
        postgresql_where=sa.text("met_at IS NULL"),
    )
    op.drop_index("ix_details_requests_thread", table_name="details_requests")
    op.drop_table("details_requests")
    op.drop_table("versions")
    op.drop_index("uq_posts_thread_place", table_name="posts")
    op.drop_index("ix_posts_author", table_name="posts")
    op.drop_table("posts")
    op.drop_table("solution_locks")
    op.drop_table("site_settings")
    op.drop_index("ix_sign_ins_member", table_name="sign_ins")
    op.drop_table("sign_ins")
    op.drop_table("one_time_links")
    op.drop_index("ix_notes_thread", table_name="notes")
    op.drop_table("notes")
    op.drop_table("member_rights")
    op.drop_index(
        "uq_drafts_open_edit",
        table_name="drafts",
        sqlite_where=sa.text("post_id IS NOT NULL AND state IN ('awaiting_reader', 'returned', 'held')"),
        postgresql_where=sa.text("post_id IS NOT NULL AND state IN ('awaiting_reader', 'returned', 'held')"),
    )
    op.drop_index("ix_drafts_thread", table_name="drafts")
    op.drop_index("ix_drafts_open", table_name="drafts")
    op.drop_index("ix_drafts_author", table_name="drafts")
    op.drop_table("drafts")
    op.drop_index(
        "uq_closures_standing",
        table_name="closures",
        sqlite_where=sa.text("lifted_at IS NULL"),
        postgresql_where=sa.text("lifted_at IS NULL"),
    )
    op.drop_index("ix_closures_thread", table_name="closures")
    op.drop_table("closures")
    op.drop_index("ix_audit_log_target", table_name="audit_log")
    op.drop_table("audit_log")
    op.drop_table("api_tokens")
    op.drop_index("ix_thread_tags_tag", table_name="thread_tags")
    op.drop_table("thread_tags")
    op.drop_index("uq_members_email_key", table_name="members")
    op.drop_table("members")
    op.drop_index("ix_threads_last", table_name="threads")
    op.drop_index("ix_threads_board_last", table_name="threads")
    op.drop_index("ix_threads_author", table_name="threads")
    op.drop_table("threads")
    op.drop_table("teams")
    op.drop_table("board_kinds")
    op.drop_table("tags")
    op.drop_table("sites")
    op.drop_index(
        "uq_participants_name_key",
        table_name="participants",
        sqlite_where=sa.text("has_account"),
        postgresql_where=sa.text("has_account"),
    )
    op.drop_table("participants")
    op.drop_table("compositions")
    op.drop_index(
        "ix_outbox_waiting",
        table_name="outbox",
        sqlite_where=sa.text("done_at IS NULL AND dead_at IS NULL"),
        postgresql_where=sa.text("done_at IS NULL AND dead_at IS NULL"),
    )
    op.drop_table("outbox")
    op.drop_table("boards")
