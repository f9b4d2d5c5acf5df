"""A page whose database fails half-way gives back what was typed; sending it again does it once."""

from itertools import count

import pytest
from sqlalchemy import func, select

from community.model.drafts import Draft
from community.model.posts import Post
from community.queries.check import check
from community.web.database import db
from tests.databases import POSTGRESQL_IS_LONG
from tests.faults.calls import watched
from tests.stories import asked
from tests.web.sites import forms

TEXT = "Die Lampe <blinkt> & „rot“."


@pytest.fixture
def calls(site, monkeypatch):
    with site.app.app_context():
        return watched(db.engine, monkeypatch)


def filled(browser, page, action, **typed):
    """Return the fields of a form of a page, filled in."""
    for form in forms(browser.get(page).text):
        if form.method == "post" and form.action.partition("?")[0].endswith(action):
            return {**dict(form.fields), **typed}
    raise AssertionError(f"no form on {page} goes to {action}")


def asking(cast, browser, turn):
    typed = {"title": f"Question {turn} about a lamp", "board": "internet", "body": TEXT, "step": "publish"}
    return "/ask", filled(browser, "/ask", "/ask", **typed)


def replying(cast, browser, turn):
    thread = asked(cast)
    page = browser.get(f"/threads/{thread}").headers["Location"]
    return f"/threads/{thread}/posts", filled(browser, page, "/posts", body=TEXT)


def drafting(cast, browser, turn):
    page = f"/desk/threads/{asked(cast)}"
    return f"{page}/drafts", filled(browser, page, "/drafts", body=TEXT)


WAYS = {
    "ask": (asking, "Mara", Post),
    "reply": (replying, "Mara", Post),
    "draft": (drafting, "Svea", Draft),
}


@POSTGRESQL_IS_LONG
@pytest.mark.parametrize("way", WAYS)
def test_whichever_call_fails_the_text_comes_back_and_is_sent_again_once(site, cast, calls, way, sample):
    prepare, who, model = WAYS[way]
    browser, turns = site.signed_in(who), count()
    path, fields = prepare(cast, browser, next(turns))
    with calls.counted():
        assert browser.open(path, method="POST", data=fields).status_code == 302
    last = calls.number
    for number in [*sample(range(1, last), 3), last]:
        for for_good in (False, True):
            path, fields = prepare(cast, browser, next(turns))
            before = rows(cast, model)
            with calls.counted(number, for_good=for_good):
                failed = browser.open(path, method="POST", data=fields)
            assert failed.status_code in (302, 503), (number, failed.text)
            assert list(check(cast.session)) == []
            if failed.status_code == 503:
                assert failed.headers["Retry-After"]
                assert rows(cast, model) in (before, before + 1)
                (form,) = [form for form in forms(failed.text) if dict(form.fields).get("body")]
                sent = dict(form.fields)
                assert sent["body"].replace("\r\n", "\n").strip() == TEXT
                assert sent["csrf_token"]
                done = browser.open(form.action, method="POST", data=sent)
                assert done.status_code == 302, done.text
            assert rows(cast, model) == before + 1
            assert list(check(cast.session)) == []


def rows(cast, model):
    cast.session.rollback()
    found = cast.session.scalar(select(func.count()).select_from(model))
    cast.session.rollback()
    return found
