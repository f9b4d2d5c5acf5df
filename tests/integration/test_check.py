"""The check finds nothing in a sound database, and every damage done past its rules."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, select, text
from sqlalchemy.orm import Session

from community.commands.drafts import draft_edit, draft_reply
from community.commands.edits import edit_post
from community.commands.hidings import hide_post
from community.commands.readings import approve_version, return_version
from community.commands.replies import reply
from community.commands.solutions import accept_solution
from community.commands.threads import ask
from community.model.boards import Board
from community.model.obligations import Obligation, ObligationKind
from community.model.posts import PostRevision, Solution
from community.model.records import OutboxRow
from community.model.versions import Reading, Release, Version
from community.queries.check import INVARIANTS, check, check_index, facts_waiting
from community.search.engine import Difference
from tests.cast import Cast
from tests.integration.damage import DAMAGE


@pytest.fixture
def stage(cast: Cast) -> dict[str, int]:
    """A solved thread with an edited, a hidden and a staff post; an open question; texts waiting and held."""
    do, session = cast.do, cast.session

    def version_of(draft_id: int | None) -> int:
        found = select(Version.id).where(Version.draft_id == draft_id).order_by(Version.number.desc())
        return session.scalars(found).first() or 0

    asked = do(ask, cast.mara, "internet", title="No line since noon", source="Nothing works.", key="1")
    other = do(ask, cast.mara, "internet", title="Another question", source="Something else.")
    customers = do(reply, cast.holger, asked.thread_id, source="Here too.", affects_me_too=True)
    hidden = do(reply, cast.nils, asked.thread_id, source="Buy cheap pills.")
    read = do(draft_reply, cast.svea, asked.thread_id, source="Please restart it.")
    read_version = version_of(read.draft_id)
    published = do(approve_version, cast.jana, read.draft_id, read_version)
    waiting = do(draft_reply, cast.svea, asked.thread_id, source="Unread.")
    returned = do(draft_reply, cast.svea, asked.thread_id, source="Returned.")
    do(return_version, cast.jana, returned.draft_id, version_of(returned.draft_id), "Too short.")
    do(accept_solution, cast.mara, published.post_id)
    do(edit_post, cast.holger, customers.post_id, source="Here too, all day.")
    edit = do(draft_edit, cast.svea, published.post_id, source="Restart it, please.")
    do(hide_post, cast.moritz, hidden.post_id, "spam")
    held = do(ask, cast.mara, "held", title="Is this held?", source="It is.")
    assert edit.draft_id
    live = select(PostRevision.version_id).where(PostRevision.post_id == customers.post_id)
    answered = select(Obligation.id).where(Obligation.closed_post_id == published.post_id)
    review = select(Obligation.id).where(Obligation.kind == ObligationKind.review)
    ids = {name.lower(): number for name, number in cast.ids.items()} | {
        "thread": asked.thread_id or 0,
        "board": session.scalars(select(Board.id).where(Board.slug == "internet")).one(),
        "others_question": other.post_id or 0,
        "open": session.scalars(select(Obligation.id).where(Obligation.thread_id == other.thread_id)).one(),
        "customers_reply": customers.post_id or 0,
        "customers_version": session.scalars(live.order_by(PostRevision.number.desc())).first() or 0,
        "hidden_post": hidden.post_id or 0,
        "staff_post": published.post_id or 0,
        "read_draft": read.draft_id or 0,
        "read_version": read_version,
        "reading": session.scalars(select(Reading.id).where(Reading.version_id == read_version)).one(),
        "release": session.scalars(select(Release.id).where(Release.version_id == read_version)).one(),
        "waiting_draft": waiting.draft_id or 0,
        "waiting_version": version_of(waiting.draft_id),
        "held_draft": held.draft_id or 0,
        "review": session.scalars(review).one(),
        "answered": session.scalars(answered).first() or 0,
        "solution": session.scalars(select(Solution.id)).one(),
        "fact": session.scalars(select(OutboxRow.id)).first() or 0,
    }
    session.rollback()
    return ids


@contextmanager
def unprotected(engine: Engine) -> Iterator[Connection]:
    """Give a connection past every rule of the database; what is done over it is undone at the end."""
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            driver = connection.connection.driver_connection
            for pragma in ("foreign_keys=OFF", "ignore_check_constraints=ON"):
                driver.execute(f"PRAGMA {pragma}")
            rules = (
                "SELECT 'DROP ' || type || ' ' || name FROM sqlite_master"
                " WHERE sql IS NOT NULL AND (type = 'trigger' OR sql LIKE 'CREATE UNIQUE INDEX%')"
            )
        else:
            # Triggers and foreign keys (which are triggers) rest; checks and unique indexes have to go.
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            rules = (
                "SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname)"
                " FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace UNION ALL"
                " SELECT format('DROP INDEX %I', i.relname) FROM pg_index x"
                " JOIN pg_class i ON i.oid = x.indexrelid"
                " WHERE x.indisunique AND i.relname LIKE 'uq%'"
                " AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.oid)"
            )
        for statement in connection.scalars(text(rules)).all():
            connection.exec_driver_sql(statement)
        yield connection
        connection.rollback()
        connection.invalidate()


def found(connection: Connection | Engine) -> dict[str, tuple[Any, ...]]:
    with Session(connection) as session:
        return {finding.invariant: finding.ids for finding in check(session)}


def test_a_sound_database_has_nothing_to_find(cast, stage):
    assert found(cast.database.engine) == {}


def test_every_damage_is_found(cast, stage, subtests):
    with unprotected(cast.database.engine) as connection:
        for damage in DAMAGE:
            with subtests.test(f"{damage.invariant}: {damage.statements[0]}"):
                point = connection.begin_nested()
                for statement in damage.statements:
                    known = {name: stage[name] for name in text(statement).compile().params}
                    assert connection.execute(text(statement), known).rowcount > 0
                assert stage[damage.of] in found_within(connection).get(damage.invariant, ())
                point.rollback()


def found_within(connection: Connection) -> dict[str, tuple[Any, ...]]:
    with Session(connection, join_transaction_mode="create_savepoint") as session:
        return {finding.invariant: finding.ids for finding in check(session)}


def test_every_invariant_is_damaged_once():
    assert set(INVARIANTS) <= {damage.invariant for damage in DAMAGE}


def test_redacted_words_are_no_finding(cast, stage):
    redaction = text(
        "INSERT INTO redactions (version_id, redacted_by_id, reason, redacted_at)"
        " VALUES (:read_version, :ada, 'private', CURRENT_TIMESTAMP)"
    )
    with cast.database.engine.begin() as connection:
        connection.execute(redaction, {"read_version": stage["read_version"], "ada": stage["ada"]})
        connection.execute(
            text("UPDATE versions SET source = '', html = '<p>…</p>' WHERE id = :read_version"),
            {"read_version": stage["read_version"]},
        )
    assert found(cast.database.engine) == {}


class Index:
    """An index that has these posts."""

    def __init__(self, *posts: int) -> None:
        self.posts = set(posts)

    def check(self, post_ids: Any) -> Difference:
        there = set(post_ids)
        return Difference(tuple(sorted(there - self.posts)), tuple(sorted(self.posts - there)))


def test_the_index_is_compared_with_the_posts_that_can_be_found(cast, stage):
    shown = (stage["others_question"], stage["customers_reply"], stage["staff_post"])
    with cast.database.session() as session:
        complete = Index(1, *shown)
        assert list(check_index(session, complete)) == []
        missing, surplus = check_index(session, Index(1, *shown[1:], stage["hidden_post"]))
    assert missing.ids == (stage["others_question"],)
    assert surplus.ids == (stage["hidden_post"],)


def test_facts_wait_until_they_are_followed(cast, stage):
    with cast.database.session() as session:
        assert facts_waiting(session) > 0
        with cast.database.engine.begin() as connection:
            connection.execute(text("UPDATE outbox SET done_at = CURRENT_TIMESTAMP"))
        session.rollback()
        assert facts_waiting(session) == 0
