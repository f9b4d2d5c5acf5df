"""Pages for guests from a real server: what any process writes, each web process shows with its next answer."""

import os
import signal
from http.client import HTTPConnection

import pytest
from sqlalchemy import delete

from community.commands.hidings import hide_post
from community.commands.site import change_setting
from community.commands.tokens import create_token
from community.model.page_turning import SHAPING
from community.model.page_versions import PageVersion
from community.model.sign_ins import Scope
from tests.drills import Client, processes
from tests.servers import ROOT
from tests.stories import asked, replied
from tests.waiting import until

pytestmark = pytest.mark.kill
DUMP = ROOT / "tests" / "data" / "stackexchange" / "iot.stackexchange.com"


def fetch(server, path):
    """Return what a guest is shown, who must have been given a page that is kept."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=20)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        assert answer.status == 200
        assert answer.headers["ETag"], path
        return answer.read().decode()
    finally:
        connection.close()


def by_each(server, path):
    """Return what each web process answers, the other one asleep meanwhile."""
    given = []
    for sleeper in processes(server).web_workers:
        os.kill(sleeper, signal.SIGSTOP)
        try:
            given.append(fetch(server, path))
        finally:
            os.kill(sleeper, signal.SIGCONT)
    assert len(given) == 2
    return given


def test_what_any_process_writes_is_in_the_next_answer_of_each(cast, new_server):
    server = new_server(DATABASE_URL=cast.database.url)
    thread = asked(cast)
    reply = replied(cast, thread, source="Zuckerwatte")
    server.start()
    token = cast.do(lambda work, _: create_token(work, None, cast.ids["Mara"], Scope.write), None)
    client, page = Client(server, token), f"/threads/{thread}-no-line-since-noon"

    def by_another_web_process():
        assert client.ask("POST", f"/api/v1/threads/{thread}/posts", {"body": "Himbeere"})[0] == 201

    story = (
        (page, "Zuckerwatte", lambda: cast.do(hide_post, cast.moritz, reply, "Darum"), False),
        (page, "Himbeere", by_another_web_process, True),
        ("/", "Ganz anders", lambda: cast.do(change_setting, cast.ada, "name", "Ganz anders"), True),
    )
    for path, words, act, after in story:
        assert [words in answer for answer in by_each(server, path)] == [not after] * 2, words
        act()
        assert [words in answer for answer in by_each(server, path)] == [after] * 2, words
    before = by_each(server, "/boards")
    server.command("import", "stackexchange", str(DUMP), "--board", "internet")
    assert all(was != now for was, now in zip(before, by_each(server, "/boards"), strict=True))
    server.stop()
    # As a place is whose database has just been brought up to date: its pages have no version yet.
    cast.session.connection(execution_options=SHAPING).execute(delete(PageVersion))
    cast.session.commit()
    server.start()
    fetch(server, page)


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_what_the_worker_finds_out_is_shown_as_well(cast, new_server):
    server = new_server(DATABASE_URL=cast.database.url)
    asked(cast, title="Der erste Bratwurstfilter")
    server.start()
    path = "/search?q=bratwurstfilter"
    until(lambda: all("Der erste" in answer for answer in by_each(server, path)), "the first to be found")
    asked(cast, title="Der zweite Bratwurstfilter")
    until(lambda: all("Der zweite" in answer for answer in by_each(server, path)), "the second to be found")
