"""The demo: lively and true, the same for the same seed and time, and only where nobody is yet."""

import datetime as dt
import hashlib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session, sessionmaker

from community.app import create_app
from community.cli.demo import LOGINS
from community.cli.main import main
from community.commands.passwords import verify_password
from community.demo.dates import dated
from community.demo.script import read_place, read_scenes
from community.model.boards import Board, Visibility
from community.model.drafts import Draft, DraftState
from community.model.members import Member, Participant
from community.model.obligations import Obligation
from community.model.posts import Hiding, Post
from community.model.records import Notification, OutboxRow
from community.model.threads import Closure, DetailsRequest, Thread, ThreadKind
from community.model.versions import Version
from community.queries.clocks import ANSWER_TARGET
from community.text.findings import findings

AT = "2026-03-12T13:37"
END = dt.datetime(2026, 3, 12, 13, 37, tzinfo=dt.UTC)
SECRET = "a long enough sentence"


def zuruf(folder: Path, *arguments: str, given: str | None = None) -> Result:
    known = {"COMMUNITY_DATA": str(folder), "DATABASE_URL": f"sqlite:///{folder}/community.db"}
    folder.mkdir(exist_ok=True)
    return CliRunner().invoke(main, arguments, input=given, env=known, obj=create_app)


def session_on(folder: Path) -> Session:
    return sessionmaker(create_engine(f"sqlite:///{folder}/community.db"))()


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The folder of one demo, and what the command said."""
    folder = tmp_path_factory.mktemp("demo")
    result = zuruf(folder, "demo", "--at", AT, "--password-stdin", given=f"{SECRET}\n")
    assert result.exit_code == 0, result.stderr[-2000:]
    return folder, result


@pytest.fixture
def session(built):
    with session_on(built[0]) as opened:
        yield opened
        opened.get_bind().dispose()


def count(session: Session, model, *conditions) -> int:
    return session.scalar(select(func.count()).select_from(model).where(*conditions)) or 0


def test_it_keeps_every_promise(built):
    result = zuruf(built[0], "check")
    assert result.exit_code == 0
    assert "was not compared" not in result.stderr


def test_it_shows_everything_there_is(session):
    states = set(session.scalars(select(Draft.state)))
    assert {DraftState.awaiting_reader, DraftState.returned, DraftState.held, DraftState.published} <= states
    assert set(session.scalars(select(Thread.kind))) == set(ThreadKind)
    assert count(session, Board, Board.visibility == Visibility.staff) == 1
    assert count(session, Thread) >= 120
    assert count(session, Closure) and count(session, Hiding)
    assert count(session, DetailsRequest, DetailsRequest.met_at.is_(None))
    assert count(session, Obligation, Obligation.closed_by == "needs_no_answer") == 1
    assert count(session, Notification, Notification.read_at.is_(None))


def test_nobody_waits_for_long(session):
    """A demo in which people are left waiting would tell the wrong story; one is late, so that it shows."""
    waiting = session.scalars(
        select(Obligation.due_since).where(Obligation.closed_at.is_(None), Obligation.paused_at.is_(None))
    ).all()
    late = [since for since in waiting if END - since.replace(tzinfo=dt.UTC) > ANSWER_TARGET]
    assert len(waiting) > 10
    assert len(late) == 1


def test_everything_happens_in_the_forty_days_before(session):
    first, last = session.execute(select(func.min(Post.created_at), func.max(Post.created_at))).one()
    first, last = first.replace(tzinfo=dt.UTC), last.replace(tzinfo=dt.UTC)
    assert END - dt.timedelta(days=40, hours=24) < first
    assert END - dt.timedelta(hours=1) < last < END


def test_it_mails_nobody(built, session):
    assert count(session, OutboxRow) > 500
    assert count(session, OutboxRow, OutboxRow.done_at.is_(None)) == 0
    assert list(built[0].rglob("*.eml")) == []


def test_it_prints_who_can_sign_in_and_nobody_else_can(built, session):
    lines = built[1].stdout.splitlines()
    assert len(lines) == len(LOGINS)
    for line, (what, name) in zip(lines, LOGINS.items(), strict=True):
        assert line.startswith(what)
        assert name in line and line.endswith(SECRET)
    found = session.execute(
        select(Participant.name, Member.password_hash)
        .join(Member, Member.id == Participant.id)
        .where(Member.password_hash.is_not(None))
    ).all()
    assert {name for name, _ in found} == set(LOGINS.values())
    assert all(verify_password(kept, SECRET) for _, kept in found)


def test_it_comes_once(built):
    again = zuruf(built[0], "demo")
    assert again.exit_code == 2
    assert "somebody is here already" in again.stderr
    assert again.stdout == ""


def test_it_stays_away_where_somebody_is(tmp_path):
    """One account is enough; the board that every place has from the start is not."""
    assert zuruf(tmp_path / "a", "db", "upgrade").exit_code == 0
    added = zuruf(tmp_path / "a", "user", "add", "Jana", "--email", "jana@example.org")
    assert added.exit_code == 0
    assert zuruf(tmp_path / "a", "demo").exit_code == 2


def test_a_time_that_is_none_is_wrong_usage(tmp_path):
    assert zuruf(tmp_path / "a", "demo", "--at", "soon").exit_code == 2


def test_it_says_how_to_start_over_and_that_works(tmp_path, monkeypatch):
    """Stopped by the hundredth act, on a place with the board that `serve` makes; then begun anew."""
    acts = iter(range(100))
    monkeypatch.setattr("community.demo.building._act", lambda *_: next(acts))
    assert zuruf(tmp_path / "a", "db", "upgrade").exit_code == 0
    stopped = zuruf(tmp_path / "a", "demo", "--at", AT)
    assert stopped.exit_code != 0
    assert "not finished" in stopped.stderr and "db downgrade base" in stopped.stderr
    assert zuruf(tmp_path / "a", "db", "downgrade", "base", "--yes").exit_code == 0
    monkeypatch.setattr("community.demo.building._act", lambda *_: None)
    again = zuruf(tmp_path / "a", "demo", "--at", AT)
    assert again.exit_code == 0, again.stderr[-2000:]
    with session_on(tmp_path / "a") as opened:
        assert len(opened.scalars(select(Board.slug)).all()) == len(read_place().boards)
        opened.get_bind().dispose()


@pytest.mark.long
def test_the_same_seed_and_time_give_the_same(built, tmp_path):
    assert zuruf(tmp_path / "b", "demo", "--at", AT).exit_code == 0
    assert digest(built[0]) == digest(tmp_path / "b")


def digest(folder: Path) -> str:
    with session_on(folder) as opened:
        rows = opened.execute(
            select(Version.id, Version.title, Version.source, Version.editor_id, Version.created_at).order_by(
                Version.id
            )
        ).all()
        opened.get_bind().dispose()
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def test_what_staff_write_is_their_own():
    """No stock phrase, and no sentence twice; but for the draft that is returned for its stock phrases."""
    staff = {person.name for person in read_place().people.values() if person.team}
    texts = [
        dated(step.text, END)
        for scene in read_scenes()
        for step in scene.steps
        if step.by in staff and step.do in ("post", "revise") and not step.returned
    ]
    assert [found for text in texts for found in findings(text)] == []
    long = [line for text in texts for line in text.splitlines() if len(line) > 40]
    assert sorted({line for line in long if long.count(line) > 1}) == []


def test_who_acts_is_among_the_people():
    people = read_place().people
    assert {step.by for scene in read_scenes() for step in scene.steps} <= people.keys()
    assert set(LOGINS.values()) <= people.keys()
