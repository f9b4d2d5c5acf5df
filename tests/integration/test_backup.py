"""A copy of a whole place: taken while it lives, put into an empty one on either database, equal to the row."""

import datetime as dt
import hashlib
import sqlite3
import stat

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from community.commands.edits import edit_post
from community.commands.hidings import hide_post
from community.commands.one_time_links import make_link
from community.commands.solutions import accept_solution
from community.commands.standing import set_role
from community.commands.threads import ask
from community.commands.tokens import create_token
from community.effects.lock import at_work
from community.model.boards import Board
from community.model.members import Role
from community.model.posts import Post
from community.model.readers import ViewSalt
from community.model.sign_ins import OneTimeLink, Purpose, Scope, SignIn
from community.model.uploads import Upload, UploadKind
from community.settings import load
from tests.cast import Cast
from tests.databases import POSTGRESQL_IS_LONG, Database, connected
from tests.integration.places import Place
from tests.storages import IN_BOTH
from tests.stories import answered, asked, drafted, newest, replied

OTHER = {"sqlite": "postgresql", "postgresql": "sqlite"}
IMAGE, NAME = b"\x89PNG and what follows", "abcdefghijklmnopqrstuv"


@pytest.fixture
def place(cast, new_storage, tmp_path):
    """The company with a history that the present would not let happen again."""
    tell(cast)
    data = tmp_path / "place"
    data.mkdir(mode=0o700)
    made = Place(cast.database.url, data, new_storage())
    made.store().put(NAME, IMAGE)
    return made


def tell(cast):
    thread = asked(cast, title="Umlaute äöüß, „Zeichen“ und 🦊", source="Zwei\nZeilen\tund `Code`.")
    answer = answered(cast, thread, cast.svea)
    cast.do(accept_solution, cast.mara, answer)
    replied(cast, thread)
    theirs = replied(cast, thread, cast.nils, source="To be hidden.")
    cast.do(hide_post, cast.moritz, theirs, "Not kind.")
    cast.do(edit_post, cast.holger, replied(cast, thread), source="Once more.")
    waiting = drafted(cast, thread)
    assert newest(cast, waiting)
    cast.do(lambda work, _: create_token(work, None, cast.ids["Mara"], Scope.read), None)
    cast.do(lambda work, _: make_link(work, Purpose.reset_password, cast.ids["Mara"]), None)

    def add(work, _):
        work.session.add(
            Upload(
                public_id=NAME,
                owner_id=cast.ids["Mara"],
                kind=UploadKind.image,
                media_type="image/png",
                name="lamp.png",
                bytes=len(IMAGE),
                width=1,
                height=1,
                digest=hashlib.sha256(IMAGE).hexdigest(),
                created_at=dt.datetime(2026, 3, 2, tzinfo=dt.UTC),
            )
        )
        at = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
        session = {"token_hash": "a" * 64, "member_id": cast.ids["Mara"], "device": "A browser"}
        work.session.add(SignIn(**session, created_at=at, last_seen_at=at, expires_at=at))
        work.session.add(ViewSalt(day=dt.date(2026, 3, 2), salt=b"0" * 32))
        # The mark was exclusive when it was made.
        work.session.execute(update(Board).where(Board.slug == "internet").values(several_solutions=True))

    cast.do(add, None)
    # Who wrote as staff is a customer now.
    cast.do(set_role, cast.ada, cast.ids["Svea"], Role.customer)


def backed_up(place, folder, *options):
    path, fingerprint = place.done("backup", folder, *options).splitlines()
    return path, fingerprint


@IN_BOTH
@pytest.mark.parametrize("same", [pytest.param(True, marks=pytest.mark.long, id="same"), False])
def test_a_place_is_restored_on_either_database(place, backend, same, new_place, tmp_path):
    path, _ = backed_up(place, tmp_path)
    target = new_place(backend if same else OTHER[backend], empty=False)
    strict = target.rules()
    target.done("restore", path)
    assert target.rows() == place.rows()
    assert target.files() == {NAME: IMAGE}
    assert target.rules() == strict
    with connected(target.url) as engine, Session(engine) as session:
        assert [list(session.scalars(select(table))) for table in (SignIn, OneTimeLink, ViewSalt)] == [[]] * 3
        there = Cast(Database(engine.dialect.name, target.url, engine), session)
        highest = max(session.scalars(select(Post.id)))
        session.rollback()
        assert (
            there.do(ask, there.mara, "internet", title="Life goes on", source="It does.").post_id > highest
        )


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_place_without_tables_is_good_enough(place, new_place, tmp_path):
    path, fingerprint = backed_up(place, tmp_path)
    assert stat.S_IMODE((tmp_path / path).stat().st_mode) == 0o600
    target = new_place("sqlite")
    target.done("restore", path, "--fingerprint", fingerprint)
    assert target.rows() == place.rows()
    again = tmp_path / "again.tar"
    target.done("backup", again)
    assert target.run("backup", again).exit_code == 1
    assert [file.name for file in tmp_path.glob(".*")] == []


@IN_BOTH
@POSTGRESQL_IS_LONG
def test_only_an_unused_place_is_filled(place, backend, new_place, tmp_path):
    path, _ = backed_up(place, tmp_path)
    place.refused("restore", path, words="in use")
    fresh = new_place(backend)
    fresh.done("db", "upgrade")
    fresh.store().put("x" * 22, b"Somebody's.")
    fresh.refused("restore", path, words="uploads here already")


def test_a_restore_that_is_refused_makes_nothing(place, backend, new_place, tmp_path):
    path, fingerprint = backed_up(place, tmp_path)
    nowhere = tmp_path / "nowhere"
    Place(place.url, nowhere).refused("restore", path, words="in use")
    fresh = Place(new_place(backend).url, nowhere)
    fresh.refused("restore", path, "--fingerprint", fingerprint[::-1], words="another archive")
    if backend == "postgresql":
        elsewhere = load({"COMMUNITY_DATA": str(tmp_path / "elsewhere"), "DATABASE_URL": fresh.url})
        with at_work(elsewhere):
            fresh.refused("restore", path, words="stop `serve` or `work` first")
    assert fresh.folder() is None


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_another_archive_than_the_one_meant_is_refused(place, new_place, tmp_path):
    path, _ = backed_up(place, tmp_path)
    new_place("sqlite", empty=False).refused(
        "restore", path, "--fingerprint", "0" * 64, words="another archive"
    )


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
@pytest.mark.parametrize("asked_for", [True, False])
def test_the_secret_key_is_in_it_only_if_asked_for(place, new_place, tmp_path, asked_for):
    path, _ = backed_up(place, tmp_path, *(["--with-secret-key"] if asked_for else []))
    key = (place.data / "secret_key").read_bytes()
    assert (key in (tmp_path / path).read_bytes()) == asked_for
    target = new_place("sqlite")
    target.done("restore", path)
    assert ((target.data / "secret_key").read_bytes() == key) == asked_for
    assert stat.S_IMODE((target.data / "secret_key").stat().st_mode) == 0o600
    elsewhere = new_place("sqlite")
    assert "left aside" in elsewhere.run("restore", path, SECRET_KEY="k" * 40).stderr or not asked_for


@IN_BOTH
@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_content_that_is_missing_is_named(place, new_place, tmp_path):
    place.store().delete(NAME)
    result = place.run("backup", tmp_path)
    assert result.exit_code == 0
    assert NAME in result.stderr
    target = new_place("sqlite")
    restored = target.run("restore", result.stdout.splitlines()[0])
    assert target.rows() == place.rows()
    # What was lost before stays lost, and `check` goes on saying so.
    assert restored.exit_code == 1
    assert "were restored all the same" in restored.stderr


@POSTGRESQL_IS_LONG
def test_a_place_moves_to_another_database(place, backend, new_database):
    target = Place(new_database(OTHER[backend], empty=True), place.data)
    before = place.rows()
    place.done("db", "move", "--to", target.url)
    assert target.rows() == before == place.rows()
    with connected(target.url) as engine, Session(engine) as session:
        assert len(session.scalars(select(SignIn)).all()) == 1
    target.done("search", "rebuild")
    target.done("check")
    place.refused("db", "move", "--to", target.url, words="in use")
    place.refused("db", "move", "--to", place.url, words="moving from")


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "lost", ["members SET team_id", "threads SET title_release_id"], ids=["plain", "in a circle"]
)
def test_rows_that_contradict_each_other_are_not_kept(place, new_place, tmp_path, lost):
    with sqlite3.connect(place.url.removeprefix("sqlite:///")) as connection:
        connection.execute(f"UPDATE {lost} = 99 WHERE id = 1")
    connection.close()
    path, _ = backed_up(place, tmp_path)
    for backend in ("sqlite", "postgresql"):
        target = new_place(backend, empty=False)
        strict = target.rules()
        result = target.run("restore", path)
        assert result.exit_code == 1
        assert "contradict" in result.stderr
        assert not any(target.rows().values())
        assert target.rules() == strict


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
@pytest.mark.parametrize("storage", ["s3"], indirect=True)
def test_storage_that_is_away_is_no_lost_content(place, new_place, tmp_path):
    path, _ = backed_up(place, tmp_path)
    away = {"STORAGE_URL": "s3://key:secret@bucket?endpoint=http://127.0.0.1:1"}
    target = new_place("sqlite")
    for command in (["backup", tmp_path / "other.tar"], ["check"]):
        result = place.run(*command, **away)
        assert result.exit_code == 1
        assert "STORAGE_URL: the storage can't be used" in result.stderr
        assert "secret" not in result.output
    assert not (tmp_path / "other.tar").exists()
    assert target.run("restore", path, **away).exit_code == 1
    target.done("restore", path)
    assert target.files() == {NAME: IMAGE}
