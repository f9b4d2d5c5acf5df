"""Raw SQL can't break a promise: every attack fails, and succeeds once the rule in its way is gone."""

import pytest
from sqlalchemy import CheckConstraint, Connection, select, text
from sqlalchemy.exc import IntegrityError

from community.commands.boards import tag_named
from community.commands.drafts import draft_edit, draft_reply, draft_thread
from community.commands.edits import edit_post
from community.commands.readings import approve_version, return_version
from community.commands.replies import reply
from community.commands.solutions import accept_solution
from community.commands.threads import ask
from community.model.base import metadata
from community.model.boards import Board, Tag
from community.model.obligations import Obligation
from community.model.posts import PostRevision
from community.model.threads import ThreadKind
from community.model.versions import Reading, Release, Version
from tests.cast import Cast
from tests.integration.attacks import ATTACKS, Attack

ENUMS = {
    "ck_boards_holding", "ck_boards_visibility", "ck_drafts_draft_kind", "ck_drafts_draft_state",
    "ck_member_rights_right", "ck_members_role", "ck_obligations_obligation_kind", "ck_obligations_opened_by",
    "ck_readings_outcome", "ck_releases_outcome_needed", "ck_releases_release_kind", "ck_threads_thread_kind",
    "ck_uploads_upload_kind",
    "ck_later_readings_outcome_needed", "ck_one_time_links_purpose", "ck_api_tokens_scope", "ck_notifications_kind",
    "ck_thread_follows_following", "ck_unwanted_mails_kind", "ck_product_fields_field_kind",
}  # fmt: skip
"""Checks that only spell out the words of an enum."""


@pytest.fixture
def stage(cast: Cast) -> dict[str, int]:
    """A thread with a reply and a published staff answer, and staff texts in every state of reading."""
    do, names = cast.do, {name.lower(): number for name, number in cast.ids.items()}

    def version_of(draft_id: int | None) -> int:
        found = select(Version.id).where(Version.draft_id == draft_id).order_by(Version.number.desc())
        return cast.session.scalars(found).first() or 0

    asked = do(ask, cast.mara, "internet", title="No line since noon", source="Nothing works.")
    other = do(ask, cast.mara, "internet", title="Another question", source="Something else.")
    customers = do(reply, cast.holger, asked.thread_id, source="Here too.", affects_me_too=True)
    read = do(draft_reply, cast.svea, asked.thread_id, source="Please restart it.")
    read_version = version_of(read.draft_id)
    published = do(approve_version, cast.jana, read.draft_id, read_version)
    waiting = do(draft_reply, cast.svea, asked.thread_id, source="Unread.")
    returned = do(draft_reply, cast.svea, asked.thread_id, source="Returned.")
    do(return_version, cast.jana, returned.draft_id, version_of(returned.draft_id), "Too short.")
    serious = do(ask, cast.mara, "six-eyes", title="A matter of contract", source="How long?")
    half_read = do(draft_reply, cast.svea, serious.thread_id, source="Two years.")
    do(approve_version, cast.jana, half_read.draft_id, version_of(half_read.draft_id))
    do(lambda work, _: [tag_named(work, name) for name in ("fibre", "router")], None)
    opening = do(
        draft_thread,
        cast.svea,
        "internet",
        title="An unread announcement",
        source="Unread.",
        kind=ThreadKind.announcement,
        tags=["fibre"],
    )
    do(accept_solution, cast.mara, published.post_id)
    do(edit_post, cast.holger, customers.post_id, source="Here too, all day.")
    assert do(draft_edit, cast.svea, published.post_id, source="Restart it, please.").draft_id
    cast.session.rollback()
    scalars = cast.session.scalars
    ids = names | {
        "board": scalars(select(Board.id).where(Board.slug == "internet")).one(),
        "other_board": scalars(select(Board.id).where(Board.slug == "members")).one(),
        "thread": asked.thread_id or 0,
        "other": other.thread_id or 0,
        "others_question": other.post_id or 0,
        "customers_reply": customers.post_id or 0,
        "edited_post": customers.post_id or 0,
        "staff_post": published.post_id or 0,
        "read_draft": read.draft_id or 0,
        "read_version": read_version,
        "reading": scalars(select(Reading.id).where(Reading.version_id == read_version)).one(),
        "release": scalars(select(Release.id).where(Release.version_id == read_version)).one(),
        "shown_version": scalars(
            select(PostRevision.version_id).where(PostRevision.post_id == other.post_id)
        ).one(),
        "waiting_draft": waiting.draft_id or 0,
        "waiting_version": version_of(waiting.draft_id),
        "returned_draft": returned.draft_id or 0,
        "returned_version": version_of(returned.draft_id),
        "returned_reading": scalars(
            select(Reading.id).where(Reading.version_id == version_of(returned.draft_id))
        ).one(),
        "half_read_version": version_of(half_read.draft_id),
        "waiting_thread": opening.draft_id or 0,
        "waiting_opening": version_of(opening.draft_id),
        "other_tag": scalars(select(Tag.id).where(Tag.slug == "router")).one(),
        "open": scalars(select(Obligation.id).where(Obligation.thread_id == other.thread_id)).one(),
    }
    cast.session.rollback()
    return ids


def perform(connection: Connection, attack: Attack, ids: dict[str, int]) -> None:
    """Do what the attack does, up to what would be checked at its commit."""
    for statement in attack.statements:
        known = {name: ids[name] for name in text(statement).compile().params}
        connection.execute(text(statement), known)
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    elif broken := connection.execute(text("PRAGMA foreign_key_check")).all():
        raise IntegrityError("foreign_key_check", broken, Exception("left to the commit"))


def drop(connection: Connection, guard: str) -> bool:
    """Take a rule away; return False where the database can't do that to a table that exists."""
    table, _, name = guard.partition(".")
    if connection.dialect.name == "sqlite":
        found = text("SELECT type FROM sqlite_master WHERE name = :name AND sql IS NOT NULL")
        kind = connection.scalar(found, {"name": name})
        if kind is not None:
            connection.execute(text(f"DROP {kind} {name}"))
        return kind is not None
    if connection.scalar(text("SELECT count(*) FROM pg_trigger WHERE tgname = :name"), {"name": name}):
        connection.execute(text(f"DROP TRIGGER {name} ON {table}"))
    elif connection.scalar(text("SELECT count(*) FROM pg_constraint WHERE conname = :name"), {"name": name}):
        connection.execute(text(f"ALTER TABLE {table} DROP CONSTRAINT {name} CASCADE"))
    else:
        connection.execute(text(f"DROP INDEX {name}"))
    return True


def test_every_attack_is_refused(cast, stage, subtests):
    for attack in ATTACKS:
        with subtests.test(attack.name), cast.database.engine.connect() as connection:
            with pytest.raises(IntegrityError):
                perform(connection, attack, stage)
            connection.rollback()


def test_every_attack_succeeds_without_the_rules_it_meets(cast, stage, subtests):
    for attack in ATTACKS:
        with subtests.test(attack.name), cast.database.engine.connect() as connection:
            gone = [drop(connection, guard) for guard in attack.guards]
            if all(gone):
                perform(connection, attack, stage)
            connection.rollback()


def test_every_rule_is_attacked(cast):
    listed = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if cast.database.backend == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    )
    with cast.database.engine.connect() as connection:
        rules = set(connection.scalars(text(listed)))
    for table in metadata.tables.values():
        rules |= {str(rule.name) for rule in table.constraints if isinstance(rule, CheckConstraint)}
        rules |= {str(index.name) for index in table.indexes if index.unique}
    attacked = {guard.partition(".")[2] for attack in ATTACKS for guard in attack.guards}
    assert rules - attacked - ENUMS == set()


def test_replacing_a_sealed_row_is_refused(cast, stage):
    if cast.database.backend != "sqlite":
        return  # PostgreSQL has no REPLACE
    columns = "id, version_id, editor_id, reader_id, outcome, comment, read_at"
    approved = "id, version_id, editor_id, reader_id, 'approved', comment, read_at"
    statement = f"INSERT OR REPLACE INTO readings ({columns}) SELECT {approved} FROM readings WHERE id = :id"
    with cast.database.engine.connect() as connection, pytest.raises(IntegrityError):
        connection.execute(text(statement), {"id": stage["returned_reading"]})
