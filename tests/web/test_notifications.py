"""Notifications in the browser: by day and thread, read one by one, with their page or all at once, and counted."""

import pytest

from community.commands.hidings import hide_post
from community.commands.solutions import accept_solution
from tests.stories import asked, replied
from tests.web.sites import forms

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


def unread(browser):
    return browser.get("/notifications/count").json["unread"]


def bell(browser):
    return browser.get("/boards").text.partition("data-unread=")[2].partition(">")[0]


@pytest.fixture
def told(site):
    """Mara has two questions: two replies in the first, one in the second."""
    first, second = asked(site.cast), asked(site.cast, title="Another matter")
    for thread_id, who in ((first, "holger"), (first, "nils"), (second, "rolf")):
        replied(site.cast, thread_id, getattr(site.cast, who))
    site.follow()
    return first, second


def test_what_happened_stands_by_thread_with_the_newest_first(site, told):
    page = site.signed_in("Mara").get("/notifications").text
    assert page.index("Another matter") < page.index("No line since noon")
    assert page.count("<h3>") == 2
    assert "Nils has replied, after 1 more reply" in page


def test_the_count_is_told_once_and_then_only_when_it_changes(site, told):
    browser = site.signed_in("Mara")
    answer = browser.get("/notifications/count")
    assert answer.json == {"unread": 3, "label": "Notifications, 3 new"}
    assert answer.headers["Cache-Control"] == "no-store"
    again = {"If-None-Match": answer.headers["ETag"]}
    assert browser.get("/notifications/count", headers=again).status_code == 304
    replied(site.cast, told[0], site.cast.rolf)
    site.follow()
    assert browser.get("/notifications/count", headers=again).json["unread"] == 4
    assert site.browser().get("/notifications/count").status_code == 302


def test_one_is_marked_as_read(site, told):
    browser = site.signed_in("Mara")
    (action,) = (
        form.action
        for form in forms(browser.get("/notifications").text)
        if form.action.startswith("/notifications/") and form.action != "/notifications/reading"
    )
    browser.submit("/notifications", action)
    assert unread(browser) == 2
    other = site.signed_in("Holger")
    assert other.post(action).status_code == 404
    assert other.post("/notifications/999/reading").status_code == 404


def test_reading_the_thread_reads_what_was_told_of_it_but_no_get_does(site, told):
    first, _ = told
    browser = site.signed_in("Mara")
    for _ in range(2):
        page = browser.get(f"/threads/{first}", follow_redirects=True)
        assert "2 notifications are about this page." in page.text
        assert unread(browser) == 3
    address = page.request.path
    answer = browser.submit(address, f"/threads/{first}/notifications/reading")
    assert answer.location == address
    assert unread(browser) == 1
    assert "are about this page" not in browser.get(address).text
    assert (
        browser.post("/threads/999/notifications/reading", next="//evil.example").location == "/notifications"
    )


def test_all_are_marked_at_once_and_the_bell_is_still(site, told):
    browser = site.signed_in("Mara")
    assert "Notifications, 3 new" in bell(browser)
    browser.submit("/notifications", "/notifications/reading")
    assert unread(browser) == 0
    assert browser.get("/notifications/count").json["label"] == "Notifications"
    assert "new" not in bell(browser)


def test_who_was_hidden_reads_why_but_of_a_hidden_thread_only_the_asker(site):
    cast = site.cast
    thread_id = asked(cast, title="A question soon gone")
    reply_id = replied(cast, thread_id)
    cast.do(hide_post, cast.moritz, reply_id, "Please stay polite.")
    site.follow()
    holger, mara = site.signed_in("Holger"), site.signed_in("Mara")
    page = holger.get("/notifications").text
    assert "Your post was hidden by the moderation" in page
    assert "Please stay polite." in page
    assert unread(holger) == 1
    cast.do(hide_post, cast.moritz, cast.question(thread_id).id, "Sold goods.")
    site.follow()
    assert unread(holger) == 0
    assert "A question soon gone" not in holger.get("/notifications").text
    page = mara.get("/notifications").text
    assert "Sold goods." in page
    assert "A question soon gone" in page
    assert f'href="/threads/{thread_id}' not in page


def test_each_kind_has_its_sentence(site):
    cast = site.cast
    thread_id = asked(cast)
    post_id = replied(cast, thread_id)
    cast.do(accept_solution, cast.svea, post_id)
    site.follow()
    assert "was proposed as the solution. Did it help?" in site.signed_in("Mara").get("/notifications").text
    assert "Your answer was proposed as the solution" in site.signed_in("Holger").get("/notifications").text
