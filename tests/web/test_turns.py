"""On SQLite a process makes one page at a time; whoever sends something waits for nobody."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from community.web.turns import Turns

sqlite = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


def asked(app, method, **more):
    return b"".join(app({"REQUEST_METHOD": method, **more}, lambda *_: None))


def test_while_a_page_is_made_no_other_one_can_be():
    def page(environ, start_response):
        return [b"taken" if app.lock.locked() else b"free"]

    app = Turns(page)
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda _: asked(app, "GET"), range(8))) == [b"taken"] * 8
    assert asked(app, "POST") == b"free"
    assert asked(app, "GET", CONTENT_LENGTH="10") == b"free", "it may take long to come"
    assert asked(app, "GET", HTTP_TRANSFER_ENCODING="chunked") == b"free"
    assert asked(app, "GET", CONTENT_LENGTH="0") == b"taken"
    assert not app.lock.locked(), "sending it is no part of it"


def test_what_is_sent_waits_for_no_page():
    begun, finished = Event(), Event()

    def answer(environ, start_response):
        if environ["REQUEST_METHOD"] == "GET":
            begun.set()
            assert finished.wait(10)
        return [environ["REQUEST_METHOD"].encode()]

    app = Turns(answer)
    with ThreadPoolExecutor(1) as pool:
        page = pool.submit(asked, app, "GET")
        assert begun.wait(10)
        assert asked(app, "POST") == b"POST"
        finished.set()
        assert page.result() == b"GET"


def test_a_page_that_fails_lets_the_next_one_be_made():
    failing = True

    def page(environ, start_response):
        if failing:
            raise RuntimeError
        return [b"page"]

    app = Turns(page)
    with pytest.raises(RuntimeError):
        asked(app, "GET")
    failing = False
    assert asked(app, "HEAD") == b"page"


@pytest.mark.parametrize(
    ("backend", "turns"), [("sqlite", True), ("postgresql", False)], indirect=["backend"]
)
def test_who_waits_for_another_machine_takes_no_turns(site, turns):
    inner = getattr(site.app.wsgi_app, "app", site.app.wsgi_app)
    assert isinstance(inner, Turns) == turns


@sqlite
def test_a_page_that_has_to_write_something_down_lets_others_go_ahead(
    visitor, app, turning_clock, monkeypatch
):
    visitor.sign_in()
    turning_clock.pass_by(hours=2)
    seen, lock = [], app.wsgi_app.app.lock
    monkeypatch.setattr("community.web.session.note_use", lambda *_: seen.append(lock.locked()))
    assert visitor.is_in()
    assert seen
    assert not any(seen)
