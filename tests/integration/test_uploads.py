"""What versions carry: settled before it is read, found by the check, and swept away where it came to nothing."""

import datetime as dt
import os
import random
import signal
import subprocess
import sys
import threading

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, sessionmaker

from community import access, clock
from community.commands.drafts import draft_edit, revise_draft
from community.commands.hidings import hide_post
from community.commands.replies import reply
from community.commands.saved_texts import save_text
from community.commands.threads import ask
from community.commands.uploads import carried_by, keep_upload
from community.effects.jobs import Jobs
from community.effects.sweeping_uploads import sweep_uploads
from community.model.uploads import Upload, VersionUpload
from community.model.versions import Version
from community.policy.actors import GUEST
from community.queries.check import check, check_content
from community.settings import load
from community.storage.contents import examine
from community.storage.folder import FolderStore
from community.storage.opening import open_store
from tests.pictures import picture
from tests.servers import ROOT
from tests.storages import IN_BOTH
from tests.stories import approved, asked, clause, drafted, newest, refused, replied


@pytest.fixture
def place(cast, storage, tmp_path):
    """The environment of the company's place."""
    return {
        "COMMUNITY_DATA": str(tmp_path),
        "DATABASE_URL": cast.database.url,
        "STORAGE_URL": storage,
        "SECRET_KEY": "k" * 40,
    }


@pytest.fixture
def store(place):
    return open_store(load(place))


@pytest.fixture
def uploaded(cast, store):
    """A function that lets somebody upload a file and returns its public id."""

    def upload(who, name="words.txt", content=b"words"):
        public_id = f"{random.getrandbits(132):022x}"[-22:]
        kept = examine(content, name.rpartition(".")[2])
        store.put(public_id, kept.content)
        cast.do(keep_upload, who, public_id, kept, name)
        return public_id

    return upload


def carries(cast, version_id):
    """Return the public ids of what a version carries."""
    found = [upload.public_id for upload in carried_by(cast, version_id)]
    cast.session.rollback()
    return found


def sees(cast, who, public_id):
    """Say whether somebody may have an upload."""
    try:
        access.upload(cast.session, who, public_id)
    except access.Absent:
        return False
    finally:
        cast.session.rollback()
    return True


def findings(cast, store, **later):
    """Return everything the checks find, some time later."""
    cast.session.rollback()
    now = dt.datetime.now(dt.UTC) + dt.timedelta(**later)
    found = [finding.invariant for finding in check(cast.session)]
    found += [finding.invariant for finding in check_content(cast.session, store, now)]
    cast.session.rollback()
    return found


def test_a_draft_carries_on_what_it_carried(cast, uploaded):
    thread = asked(cast)
    first, second = uploaded(cast.svea), uploaded(cast.svea)
    draft = drafted(cast, thread, uploads=[second, first])
    assert carries(cast, newest(cast, draft)) == [second, first]
    cast.do(revise_draft, cast.svea, draft, after=1, source="Restart the router, please.")
    assert carries(cast, newest(cast, draft)) == [second, first]
    # A reader who becomes co-author keeps what is not theirs, and adds what is.
    theirs = uploaded(cast.jana)
    cast.do(revise_draft, cast.jana, draft, after=2, source="Please.", uploads=[first, theirs])
    assert carries(cast, newest(cast, draft)) == [first, theirs]
    with refused("upload_gone"):
        cast.do(revise_draft, cast.svea, draft, after=3, source="Please.", uploads=[uploaded(cast.ole)])


def test_an_edit_by_another_keeps_what_the_post_carried(cast, uploaded):
    image = uploaded(cast.mara, "foto.png", picture())
    thread = asked(cast, source=f"![Router](upload:{image})")
    post = cast.question(thread).id
    draft = cast.do(draft_edit, cast.ada, post, source=f"![The router](upload:{image})").draft_id
    assert carries(cast, newest(cast, draft)) == [image]
    approved(cast, draft)
    assert sees(cast, GUEST, image)
    with refused("upload_gone"):
        cast.do(reply, cast.holger, thread, source="Here too.", uploads=[image])
    # Somebody else's image that a text only names stays words.
    other = replied(cast, thread, source=f"Look at ![this](upload:{image})")
    html = cast.session.scalars(select(Version.html).order_by(Version.id.desc())).first()
    assert html == "<p>Look at this</p>\n"
    assert carries(cast, cast.session.scalars(select(Version.id).order_by(Version.id.desc())).first()) == []
    assert other


def test_the_way_of_an_upload_from_its_owner_to_everybody_and_back(cast, uploaded):
    public_id = uploaded(cast.svea)
    people = {
        "guest": GUEST, "Mara": cast.mara, "Moritz": cast.moritz, "Jana": cast.jana, "Svea": cast.svea,
    }  # fmt: skip

    def seen_by():
        return {name for name, who in people.items() if sees(cast, who, public_id)}

    assert seen_by() == {"Svea"}
    thread = asked(cast)
    draft = drafted(cast, thread, uploads=[public_id])
    assert seen_by() == {"Svea", "Jana"}
    post = approved(cast, draft)
    assert seen_by() == people.keys()
    cast.do(hide_post, cast.moritz, post, clause(cast, "hide", "Wrong"))
    assert seen_by() == {"Svea", "Jana", "Moritz"}


def test_a_held_text_shows_its_uploads_to_its_writer_and_the_moderators(cast, uploaded):
    public_id = uploaded(cast.nils)
    cast.do(ask, cast.nils, "newcomers", title="Is this held?", source="It is.", uploads=[public_id])
    seen = {name for name in ("Nils", "Moritz", "Ada", "Mara") if sees(cast, cast.actor(name), public_id)}
    assert seen == {"Nils", "Moritz", "Ada"}
    assert not sees(cast, GUEST, public_id)


def test_a_board_for_few_keeps_its_uploads(cast, uploaded):
    public_id = uploaded(cast.mara)
    asked(cast, board="members", uploads=[public_id])
    assert [sees(cast, who, public_id) for who in (cast.holger, GUEST)] == [True, False]


def test_no_statement_adds_exchanges_or_takes_away_after_the_reading(cast, uploaded):
    thread = asked(cast, board="six-eyes")
    first, other = uploaded(cast.svea), uploaded(cast.svea)
    draft = drafted(cast, thread, uploads=[first])
    version = newest(cast, draft)
    approved_once = "INSERT INTO readings (version_id, editor_id, reader_id, outcome, comment, read_at)"
    values = f"VALUES ({version}, {cast.ids['Svea']}, {cast.ids['Jana']}, 'approved', '', '2026-03-02')"
    numbers = dict(cast.session.execute(select(Upload.public_id, Upload.id)).all())
    cast.session.rollback()
    with cast.database.engine.begin() as connection:
        connection.execute(text(f"{approved_once} {values}"))
    for statement in (
        f"INSERT INTO version_uploads VALUES ({version}, {numbers[other]}, 2)",
        f"UPDATE version_uploads SET upload_id = {numbers[other]} WHERE version_id = {version}",
        f"DELETE FROM version_uploads WHERE version_id = {version}",
        f"UPDATE uploads SET public_id = '{'x' * 22}' WHERE id = {numbers[first]}",
        f"UPDATE uploads SET digest = 'x' WHERE id = {numbers[first]}",
        f"DELETE FROM uploads WHERE id = {numbers[first]}",
    ):
        with cast.database.engine.connect() as connection, pytest.raises(IntegrityError):
            connection.execute(text(statement))
    assert carries(cast, version) == [first]


def test_the_digest_tells_what_was_carried(cast, uploaded, store):
    thread = asked(cast)
    public_id = uploaded(cast.svea)
    draft = drafted(cast, thread, uploads=[public_id])
    approved(cast, draft)
    assert findings(cast, store) == []
    sqlite = cast.database.backend == "sqlite"
    off = "DROP TRIGGER uploads_unchanged" + ("" if sqlite else " ON uploads")
    with cast.database.engine.connect() as connection:
        connection.execute(text(off))
        connection.execute(text("UPDATE uploads SET name = 'other.txt'"))
        with Session(connection) as session:
            found = [finding.invariant for finding in check(session)]
            session.rollback()
    assert found == ["versions whose words are not those that were read"]


@IN_BOTH
def test_what_came_to_nothing_is_swept_away(cast, uploaded, store, turning_clock):
    sessions = sessionmaker(cast.database.engine)
    kept, unused, written, named = (uploaded(cast.mara) for _ in range(4))
    asked(cast, uploads=[kept])
    fields = {"body": [f"Look: ![x](upload:{named})"], "uploads": [written]}
    cast.do(save_text, cast.mara, "ask", fields)
    turning_clock.pass_by(days=1, hours=23)
    sweep_uploads(sessions, store)
    assert {name for name, _ in store.names()} == {kept, unused, written, named}
    turning_clock.pass_by(hours=1)
    sweep_uploads(sessions, store)
    assert {name for name, _ in store.names()} == {kept, written, named}
    assert set(cast.session.scalars(select(Upload.public_id))) == {kept, written, named}
    assert findings(cast, store) == []


@IN_BOTH
def test_the_worker_sweeps_the_content_of_the_place(cast, place, store, turning_clock):
    store.put("c" * 22, b"words")
    cast.do(keep_upload, cast.mara, "c" * 22, examine(b"words", "txt"), "words.txt")
    turning_clock.time = dt.datetime.now(dt.UTC) + dt.timedelta(days=3)
    jobs = Jobs(load(place))
    assert [task.name for task in jobs.queue._registry.periodic_tasks] == ["minute", "hour"]
    jobs.crew.tidy_content()
    assert list(store.names()) == []
    jobs.crew.sessions.kw["bind"].dispose()


@IN_BOTH
def test_content_without_an_upload_is_found_and_swept_and_an_upload_without_content_found(
    cast, uploaded, store, turning_clock
):
    sessions = sessionmaker(cast.database.engine)
    public_id = uploaded(cast.mara)
    asked(cast, uploads=[public_id])
    store.put("b" * 22, b"nobody's")
    if isinstance(store, FolderStore):
        (store.folder / "b" / f".{'b' * 22}.0badcafe").write_bytes(b"half")
    assert findings(cast, store) == []
    assert findings(cast, store, days=2) == ["content that no upload is known for"]
    turning_clock.time = dt.datetime.now(dt.UTC) + dt.timedelta(days=2)
    sweep_uploads(sessions, store)
    assert [name for name, _ in store.names()] == [public_id]
    store.delete(public_id)
    assert findings(cast, store, days=2) == ["uploads without their content"]


UPLOADER = """
import sys, secrets
from sqlalchemy import create_engine
from sqlalchemy.orm import Session
from community import access
from community.commands.uploads import keep_upload
from community.model.engine import engine_options, prepare_engine
from community.policy import uploads
from community.settings import load
from community.storage.contents import examine
from community.storage.opening import open_store
from community.work import unit_of_work
known, member = load(), sys.argv[1]
uploads.PER_DAY = 10**9
store, content = open_store(known), examine(b"words", "txt")
engine = prepare_engine(create_engine(known.database_url, **engine_options(known.database_url)))
with Session(engine) as session:
    while True:
        name = secrets.token_urlsafe(16)
        store.put(name, content.content)
        with unit_of_work(session) as work:
            keep_upload(work, access.actor(session, int(member)), name, content, "words.txt")
        print(name, flush=True)
"""


@IN_BOTH
@pytest.mark.kill
def test_killed_between_content_and_row(cast, place, store, turning_clock):
    acknowledged = []
    for _ in range(4):
        command = [sys.executable, "-c", UPLOADER, str(cast.ids["Mara"])]
        with subprocess.Popen(command, cwd=ROOT, env=place, stdout=subprocess.PIPE, text=True) as process:
            acknowledged.append(process.stdout.readline().strip())
            timer = threading.Timer(random.uniform(0, 0.2), os.kill, (process.pid, signal.SIGKILL))
            timer.start()
            acknowledged += process.stdout.read().split()
            timer.join()
    known = set(cast.session.scalars(select(Upload.public_id)))
    cast.session.rollback()
    # The last line of a process may be cut in half.
    assert {name for name in acknowledged if len(name) == 22} <= known
    assert "uploads without their content" not in findings(cast, store, days=2)
    turning_clock.time = clock.now() + dt.timedelta(days=10_000)
    sweep_uploads(sessionmaker(cast.database.engine), store)
    assert list(store.names()) == []
    assert findings(cast, store, days=2) == []
    assert cast.session.scalars(select(VersionUpload.upload_id)).all() == []
