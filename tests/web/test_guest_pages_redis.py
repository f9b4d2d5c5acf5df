"""Guests' pages in Redis: made by one process and handed out by all, and made anew where Redis is away."""

import pytest
from sqlalchemy import update

from community import clock, settings
from community.app import create_app
from community.model.boards import Board
from community.web.database import db
from community.web.public import boards

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


@pytest.fixture
def new_app(cast, tmp_path, redis_server):
    """A function (**environment) that makes an app on the one database and the one Redis, as another process would."""
    made = []

    def make(**environment):
        own = {"COMMUNITY_DATA": str(tmp_path / f"app{len(made)}"), "SECRET_KEY": "k" * 40}
        shared = {"DATABASE_URL": cast.database.url, "REDIS_URL": redis_server.url}
        made.append(create_app(settings.load({**own, **shared, **environment})))
        return made[-1]

    moment = clock.now()
    clock.set_source(lambda: moment)
    yield make
    for app in made:
        with app.app_context():
            db.engine.dispose()


@pytest.fixture
def made(monkeypatch):
    """How often the page of the boards was made."""
    counted = []
    make = boards.boards_page
    monkeypatch.setattr(boards, "boards_page", lambda *given: (counted.append(1), make(*given))[1])
    return counted


def ask(app, base_url="http://127.0.0.1:8000"):
    answer = app.test_client().get("/boards", base_url=base_url)
    assert answer.status_code == 200
    assert answer.headers["ETag"]
    return answer


def test_what_one_process_made_another_hands_out(new_app, made):
    one, other = new_app(), new_app()
    first, second = ask(one), ask(other)
    assert made == [1]
    assert first.data == second.data
    without_id = [{k: v for k, v in answer.headers if k != "X-Request-Id"} for answer in (first, second)]
    assert without_id[0] == without_id[1]
    assert first.headers["X-Request-Id"] != second.headers["X-Request-Id"]


def test_a_change_is_seen_by_all(cast, new_app, made):
    one, other = new_app(), new_app()
    ask(one), ask(other)
    with cast.database.engine.begin() as connection:
        connection.execute(update(Board).where(Board.slug == "internet").values(name="Danach"))
    assert "Danach" in ask(other).text
    assert "Danach" in ask(one).text
    assert made == [1, 1]


def test_another_place_on_the_same_redis_has_pages_of_its_own(new_app, made):
    ask(new_app())
    ask(new_app(BASE_URL="http://hilfe.example"), "http://hilfe.example")
    assert made == [1, 1]


@pytest.mark.parametrize("loss", ["kill", "freeze"])
def test_pages_come_while_redis_is_away(new_app, made, redis_server, loss):
    one, other = new_app(), new_app()
    first = ask(one)
    getattr(redis_server, loss)()
    assert ask(one).data == ask(other).data == first.data
    assert made == [1, 1]
    assert other.wsgi_app.shelf.far._resting(), "nobody waits for it again and again"


def test_rubbish_in_redis_is_no_page(new_app, made, redis_server):
    ask(new_app())
    other = new_app()
    redis = other.wsgi_app.shelf.far._redis
    for rubbish in (b"", b"rubbish", b'["/boards", []]\nrubbish', b"\x80\x04N."):
        for key in redis.scan_iter("zuruf:page:*"):
            redis.set(key, rubbish)
        other.wsgi_app.shelf.near._pages.clear()
        assert "Internet" in ask(other).text
    assert len(made) == 5
