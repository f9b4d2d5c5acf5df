"""Images and files that posts and drafts carry.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

READ_OR_SHOWN = " OR ".join(
    f"EXISTS (SELECT 1 FROM {table} r WHERE r.version_id = NEW.version_id)"
    for table in ("readings", "releases", "post_revisions")
)
# table, name, when, refused if, message
RULES = [
    ("uploads", "unchanged", "UPDATE", "TRUE", "this is never changed"),
    (
        "version_uploads",
        "before_reading",
        "INSERT",
        READ_OR_SHOWN,
        "what a version carries is settled before it is read",
    ),
    ("version_uploads", "kept", "DELETE", "TRUE", "this is never deleted"),
    ("version_uploads", "unchanged", "UPDATE", "TRUE", "this is never changed"),
]


def create_triggers() -> None:
    """Write every rule as a trigger that raises, in the dialect of the database."""
    if op.get_bind().dialect.name == "sqlite":
        for table, name, when, refused, message in RULES:
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
    """Add what is known of uploads, and which versions carry them."""
    op.create_table(
        "uploads",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "image", "file", name="upload_kind", native_enum=False, create_constraint=True, length=24
            ),
            nullable=False,
        ),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(kind = 'image') = (width IS NOT NULL)", name=op.f("ck_uploads_image_has_width")),
        sa.CheckConstraint("(width IS NULL) = (height IS NULL)", name=op.f("ck_uploads_width_and_height")),
        sa.CheckConstraint("bytes > 0", name=op.f("ck_uploads_not_empty")),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["participants.id"], name=op.f("fk_uploads_owner_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uploads")),
        sa.UniqueConstraint("public_id", name=op.f("uq_uploads_public_id")),
    )
    op.create_index("ix_uploads_owner", "uploads", ["owner_id", "created_at"])
    op.create_index("ix_uploads_created", "uploads", ["created_at"])
    op.create_table(
        "version_uploads",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("upload_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("position BETWEEN 1 AND 10", name=op.f("ck_version_uploads_position")),
        sa.ForeignKeyConstraint(
            ["upload_id"], ["uploads.id"], name=op.f("fk_version_uploads_upload_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name=op.f("fk_version_uploads_version_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("version_id", "upload_id", name=op.f("pk_version_uploads")),
        sa.UniqueConstraint("version_id", "position", name=op.f("uq_version_uploads_version_id_position")),
    )
    op.create_index("ix_version_uploads_upload", "version_uploads", ["upload_id"])
    create_triggers()


def downgrade() -> None:
    """Take them away."""
    drop_triggers()
    op.drop_index("ix_version_uploads_upload", table_name="version_uploads")
    op.drop_table("version_uploads")
    op.drop_index("ix_uploads_created", table_name="uploads")
    op.drop_index("ix_uploads_owner", table_name="uploads")
    op.drop_table("uploads")
