"""Guests' pages that are kept are no older than the last commit, or a minute where time alone changes them."""

import datetime as dt

import pytest
from sqlalchemy import update

from community import clock
from community.commands.board_changes import change_board
from community.commands.hidings import hide_post, show_post
from community.commands.known_issues import begin_known_issue, end_known_issue
from community.commands.members import change_name
from community.commands.site import change_setting
from community.commands.solutions import accept_solution, remove_solution
from community.model.boards import Board, Holding, Visibility
from community.model.threads import ThreadKind
from community.web.public import boards
from tests.stories import answered, asked, replied
from tests.web.test_known_issues import announced

THREAD = "/threads/1-no-line-since-noon"
sqlite = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


@pytest.fixture
def frozen(site):
    """A clock that stands, set forward by hand."""
    moment = [clock.now()]
    clock.set_source(lambda: moment[0])
    return moment


def is_kept(answer):
    return "ETag" in answer.headers


def shows(site, path, words):
    return words in site.browser("de").get(path).text


def test_whatever_changes_is_seen_with_the_next_request(site, frozen):
    """Written by another engine than the app's, as another process would."""
    cast = site.cast
    thread = asked(cast)
    reply, answer = replied(cast, thread, source="Zuckerwatte"), answered(cast, thread)
    announced(cast)
    announcement = cast.session.connection().exec_driver_sql("SELECT max(id) FROM threads").scalar_one()
    cast.session.rollback()

    def change(visibility=Visibility.public, name="Internet"):
        words = {"description": "", "icon": "", "parent_slug": None, "holding": Holding.none}
        cast.do(
            change_board,
            cast.ada,
            "internet",
            name=name,
            visibility=visibility,
            kinds=list(ThreadKind),
            **words,
        )

    def raw():
        with cast.database.engine.begin() as connection:
            connection.execute(update(Board).where(Board.slug == "internet").values(name="Von Hand"))

    story = (
        (THREAD, "Himbeere", lambda: replied(cast, thread, source="Himbeere"), True),
        ("/", "Neue Frage", lambda: asked(cast, title="Neue Frage"), True),
        (THREAD, "Zuckerwatte", lambda: cast.do(hide_post, cast.moritz, reply, "Darum"), False),
        (THREAD, "Zuckerwatte", lambda: cast.do(show_post, cast.moritz, reply), True),
        (
            "/boards/internet?filter=solved",
            "No line",
            lambda: cast.do(accept_solution, cast.mara, answer),
            True,
        ),
        (
            "/boards/internet?filter=solved",
            "No line",
            lambda: cast.do(remove_solution, cast.mara, answer),
            False,
        ),
        (THREAD, "Holgerich", lambda: cast.do(change_name, cast.ada, cast.ids["Holger"], "Holgerich"), True),
        ("/", "Ganz anders", lambda: cast.do(change_setting, cast.ada, "name", "Ganz anders"), True),
        ("/", "Bekannte", lambda: cast.do(begin_known_issue, cast.jana, announcement), True),
        ("/", "Bekannte", lambda: cast.do(end_known_issue, cast.jana, announcement), False),
        ("/boards", "Umbenannt", lambda: change(name="Umbenannt"), True),
        ("/boards", "Von Hand", raw, True),
        ("/feed.atom", "Neue Frage", lambda: change(Visibility.staff), False),
        ("/feed.atom", "Neue Frage", change, True),
        ("/sitemap.xml", "no-line-since-noon", lambda: change(Visibility.members), False),
    )
    for path, words, act, after in story:
        assert shows(site, path, words) is not after, (path, words)
        assert is_kept(site.browser("de").get(path)), path
        act()
        assert shows(site, path, words) is after, (path, words)


def test_a_page_begun_before_a_change_is_not_kept_beyond_it(site, frozen, monkeypatch):
    made = boards.boards_page

    def overtaken(session, actor):
        page = made(session, actor)
        with site.cast.database.engine.begin() as connection:
            connection.execute(update(Board).where(Board.slug == "internet").values(name="Danach"))
        return page

    monkeypatch.setattr(boards, "boards_page", overtaken)
    assert not shows(site, "/boards", "Danach")
    monkeypatch.setattr(boards, "boards_page", made)
    assert shows(site, "/boards", "Danach")


@sqlite
def test_what_time_alone_changes_is_a_minute_late_at_most(site, frozen):
    asked(site.cast)
    frozen[0] = frozen[0].replace(second=0)
    first = site.browser().get("/").text
    frozen[0] = frozen[0].replace(second=59)
    assert site.browser().get("/").text == first
    frozen[0] += dt.timedelta(minutes=10)
    assert site.browser().get("/").text != first
