"""Machines with pages and machines with workers, killed at random while people write: each thing comes about once."""

import json
import random
import re
from contextlib import ExitStack

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import func, select, update

from community.commands.tokens import create_token
from community.model.members import Member
from community.model.posts import Post, PostRevision, Solution
from community.model.records import Notification, OutboxRow
from community.model.sign_ins import Scope
from community.model.uploads import Upload, VersionUpload
from community.model.versions import Version
from tests.browser.places import HASH
from tests.integration.machines import Balancer, Mailbox, Pages, Worker, strike
from tests.integration.writers import Desk, Form, Program, Uploader
from tests.servers import free_port
from tests.stories import asked
from tests.waiting import until

KILLS = 6, 300
"""How many in `make test`, and with --everything."""
WORD = r"w[a-z]{32}"

pytestmark = [
    pytest.mark.kill,
    pytest.mark.parametrize(
        "backend", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True
    ),
]


@pytest.fixture
def mailbox():
    box = Mailbox()
    controller = Controller(box, "127.0.0.1", free_port(), ready_timeout=20)
    controller.start()
    box.url = f"smtp://127.0.0.1:{controller.port}"
    yield box
    controller.stop()


@pytest.fixture
def machines(cast, bucket, redis_server, mailbox, tmp_path):
    """Five machines that share database, storage, Redis, mail server, address and key, and nothing else."""
    shared = {
        "DATABASE_URL": cast.database.url,
        "STORAGE_URL": bucket,
        "REDIS_URL": redis_server.url,
        "MAIL_URL": mailbox.url,
        "BASE_URL": "http://localhost",
        "SECRET_KEY": "k" * 40,
        "WEB_WORKERS": "1",
    }
    with ExitStack() as running:
        made = []
        for number, kind in enumerate((Pages, Pages, Pages, Worker, Worker)):
            made.append(kind(tmp_path / f"machine{number}", free_port(), shared))
            made[-1].data.mkdir()
            running.callback(made[-1].kill)
        yield made


def test_killed_at_random_they_keep_and_do_everything_once(
    cast, machines, mailbox, redis_server, pytestconfig
):
    cast.do(lambda work, _: work.session.execute(update(Member).values(password_hash=HASH)), None)
    thread = asked(cast)
    token = cast.do(lambda work, _: create_token(work, None, cast.ids["Mara"], Scope.write), None)
    pages, workers = machines[:3], machines[3:]
    for machine in machines:
        machine.launch()
    for machine in machines:
        until(machine._ready, "every machine to be ready", 120)
    balancer = Balancer(pages)
    form, desk = Form(balancer), Desk(balancer)
    form.sign_in()
    desk.sign_in()
    writers = [form, desk, Program(balancer, token, thread), Uploader(balancer, token, thread)]
    for writer in writers:
        writer.start()

    def done():
        return sum(len(writer.acknowledged) for writer in writers)

    struck = []
    everything = pytestconfig.getoption("everything")
    for _ in range(KILLS[everything]):
        goal = done() + random.randint(1, 10)
        until(lambda goal=goal: done() >= goal, "more posts", 180)
        redis_server.thaw()
        struck.append(strike(pages, workers, redis_server))
    redis_server.thaw()
    for writer in writers:
        writer.done.set()
    for writer in writers:
        writer.join(180)
        assert not writer.is_alive()
    assert [writer.surprises for writer in (*writers, *desk.people.values())] == [[]] * 7

    # What was acknowledged is there once, with its file.
    shown = (Post.current_revision == PostRevision.number) & (Post.id == PostRevision.post_id)
    texts = select(Version.source).join(PostRevision, PostRevision.version_id == Version.id).join(Post, shown)
    with cast.database.session() as session:
        kept = [text for text in session.scalars(texts) if re.search(r"Es geht um|Nachtrag", text)]
        words = [word for writer in writers if writer is not desk for word in writer.acknowledged]
        assert sorted(re.search(WORD, text)[0] for text in kept) == sorted(words)
        carried = select(Upload.public_id).join(VersionUpload, VersionUpload.upload_id == Upload.id)
        assert set(writers[3].uploaded) == set(session.scalars(carried))
        solved = session.scalar(select(func.count()).where(Solution.removed_at.is_(None)))
        assert solved - len(desk.acknowledged) in (0, 1)

    # What follows from it came about once: nobody was told or mailed twice.
    def followed():
        # Of new threads people hear after a minute, which is for the long run to wait.
        left = select(func.count()).where(OutboxRow.done_at.is_(None))
        with cast.database.session() as session:
            return not session.scalar(left if everything else left.where(OutboxRow.event != "ThreadStands"))

    until(followed, "everything to be followed", 120)
    left = list(words)

    def found():
        while left:
            status, text, _ = writers[2].fetch(f"/api/v1/search?q={left[-1]}")
            if status != 200 or len(json.loads(text)["items"]) != 1:
                return False
            left.pop()
        return True

    until(found, "every post in the search", 60)
    with cast.database.session() as session:
        told = select(func.count()).select_from(Notification)
        by_team = session.scalar(select(func.count()).where(Post.by_staff))
        assert session.scalar(told.where(Notification.kind == "reply")) == by_team
        assert session.scalar(told.where(Notification.kind == "solution")) == solved
        assert by_team >= solved >= 1
        asked_for = session.scalar(select(func.count()).where(OutboxRow.event == "NotificationMade"))
    assert len(set(mailbox.got)) == asked_for
    # Between a mail server's answer and the note of it a kill leaves one mail that comes again, known by its number.
    assert len(mailbox.got) - asked_for <= struck.count("worker")
    machines[0].command("check")
