"""What boards ask for besides the question, and what askers told.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

OF_STAFF = (
    "EXISTS (SELECT 1 FROM threads t JOIN posts p ON p.thread_id = t.id AND p.number = 1"
    " WHERE t.id = NEW.thread_id AND (t.kind <> 'question' OR p.by_staff))"
    " OR EXISTS (SELECT 1 FROM drafts d WHERE d.id = NEW.draft_id AND (d.by_staff OR d.thread_kind <> 'question'))"
)
MESSAGE = "only questions of customers carry what a board asks for"
# name, when
RULES = (("customers_tell", "INSERT"), ("customers_told", "UPDATE"))


def upgrade() -> None:
    """Make the tables and their rule."""
    op.create_table(
        "product_fields",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "text",
                "choice",
                "number",
                name="field_kind",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "length(key) BETWEEN 1 AND 40 AND length(label) BETWEEN 1 AND 60",
            name=op.f("ck_product_fields_named"),
        ),
        sa.ForeignKeyConstraint(
            ["board_id"], ["boards.id"], name=op.f("fk_product_fields_board_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_fields")),
        sa.UniqueConstraint("board_id", "key", name=op.f("uq_product_fields_board_id_key")),
    )
    op.create_table(
        "field_values",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("field_id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=True),
        sa.Column("draft_id", sa.Integer(), nullable=True),
        sa.Column("value", sa.String(length=120), nullable=False),
        sa.CheckConstraint(
            "(thread_id IS NULL) <> (draft_id IS NULL)", name=op.f("ck_field_values_on_one_thing")
        ),
        sa.CheckConstraint("length(value) BETWEEN 1 AND 120", name=op.f("ck_field_values_length")),
        sa.ForeignKeyConstraint(
            ["field_id"], ["product_fields.id"], name=op.f("fk_field_values_field_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_field_values_thread_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["drafts.id"], name=op.f("fk_field_values_draft_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_field_values")),
    )
    for name in ("thread", "draft"):
        op.create_index(
            f"uq_field_values_{name}",
            "field_values",
            [f"{name}_id", "field_id"],
            unique=True,
            sqlite_where=sa.text(f"{name}_id IS NOT NULL"),
            postgresql_where=sa.text(f"{name}_id IS NOT NULL"),
        )
    op.create_index("ix_field_values_value", "field_values", ["field_id", "value"], unique=False)
    for name, when in RULES:
        _make_rule(name, when)


def _make_rule(name: str, when: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER field_values_{name} BEFORE {when} ON field_values WHEN {OF_STAFF}"
            f" BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION field_values_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {OF_STAFF}"
        f" THEN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END IF;"
        " RETURN NEW; END $$"
    )
    op.execute(
        f"CREATE TRIGGER field_values_{name} BEFORE {when} ON field_values"
        f" FOR EACH ROW EXECUTE FUNCTION field_values_{name}()"
    )


def downgrade() -> None:
    """Take them away."""
    postgresql = op.get_bind().dialect.name != "sqlite"
    for name, _ in RULES:
        op.execute(f"DROP TRIGGER field_values_{name}" + (" ON field_values" if postgresql else ""))
        if postgresql:
            op.execute(f"DROP FUNCTION field_values_{name}()")
    op.drop_table("field_values")
    op.drop_table("product_fields")
