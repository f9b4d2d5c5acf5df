"""Killed at random while people write: what was acknowledged is there, once, and is found."""

import json
import random
import re

import pytest
from sqlalchemy import select, update

from community.commands.tokens import create_token
from community.model.members import Member
from community.model.posts import Post, PostRevision, Solution
from community.model.sign_ins import Scope
from community.model.versions import Release, ReleaseKind, Version
from tests.browser.places import HASH
from tests.integration.writers import Desk, Form, Program, strike
from tests.stories import asked
from tests.waiting import until

KILLS = {"sqlite": (6, 300), "postgresql": (3, 300)}
"""How many in `make test`, and with --everything."""

WORD = r"w[a-z]{32}"


@pytest.mark.kill
def test_what_was_acknowledged_is_there_once_and_found(cast, new_server, pytestconfig):
    cast.do(lambda work, _: work.session.execute(update(Member).values(password_hash=HASH)), None)
    thread = asked(cast)
    token = cast.do(lambda work, _: create_token(work, None, cast.ids["Mara"], Scope.write), None)
    server = new_server(DATABASE_URL=cast.database.url)
    server.start()
    form = Form(server)
    form.sign_in()
    desk = Desk(server)
    desk.sign_in()
    writers = [form, Program(server, token, thread), Program(server, token, thread), desk]
    for writer in writers:
        writer.start()
    for _ in range(KILLS[cast.database.backend][pytestconfig.getoption("everything")]):
        goal = sum(len(writer.acknowledged) for writer in writers) + random.randint(1, 15)
        until(
            lambda goal=goal: sum(len(writer.acknowledged) for writer in writers) >= goal, "more posts", 120
        )
        strike(server)
    for writer in writers:
        writer.done.set()
    for writer in writers:
        writer.join(150)
        assert not writer.is_alive()
    assert [writer.surprises for writer in (*writers, *desk.people.values())] == [[]] * 7
    words = [word for writer in writers if writer is not desk for word in writer.acknowledged]

    cast.session.rollback()
    statement = (
        select(Version.source)
        .join(PostRevision, PostRevision.version_id == Version.id)
        .join(Post, (Post.id == PostRevision.post_id) & (Post.current_revision == PostRevision.number))
    )
    texts = [text for text in cast.session.scalars(statement) if re.search(r"Es geht um|Nachtrag", text)]
    solved = cast.session.scalars(
        statement.join(Release, (Release.id == PostRevision.release_id) & (Release.kind == ReleaseKind.read))
        .join(Solution, Solution.post_id == Post.id)
        .where(Solution.removed_at.is_(None))
        .order_by(Solution.id)
    ).all()
    cast.session.rollback()
    assert sorted(re.search(WORD, text)[0] for text in texts) == sorted(words)
    # The last turn may have got as far as the solution without being acknowledged.
    assert desk.acknowledged == [re.search(WORD, text)[0] for text in solved][: len(desk.acknowledged)]
    assert len(solved) - len(desk.acknowledged) in (0, 1)

    def all_found():
        while words:
            status, text, _ = writers[1].fetch(f"/api/v1/search?q={words[-1]}")
            if status != 200 or len(json.loads(text)["items"]) != 1:
                return False
            words.pop()
        return True

    until(lambda: writers[1].fetch("/readyz")[0] == 200, "the server to be ready", 60)
    until(all_found, "every post in the search", 60)
    server.command("check")
