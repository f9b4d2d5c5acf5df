"""Quotes: a reply begins with the words it answers, and never with words its writer may not see."""

import re

import pytest

from community.commands.hidings import hide_post
from community.commands.threads import ask
from tests.stories import asked, replied
from tests.web.sites import forms
from tests.web.test_forms import post_of_question, without_chance
from tests.web.test_saved_texts import text_of

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

THREAD = "/threads/1-no-line-since-noon"


def test_a_post_is_quoted_with_who_wrote_it_and_the_way_to_it(site):
    thread = asked(site.cast)
    post = replied(site.cast, thread, site.cast.holger, source="Erst **das**.\n\n- dann\n- dies")
    browser = site.signed_in("Rolf")
    assert f'href="?quote={post}#reply"' in browser.get(THREAD).text
    page = browser.get(f"{THREAD}?quote={post}").text
    assert text_of(page) == f"> [Holger wrote](/posts/{post}):\n>\n> Erst **das**.\n>\n> - dann\n> - dies"
    sent = browser.submit(f"{THREAD}?quote={post}", "/threads/1/posts")
    assert sent.status_code == 302
    html = browser.get(THREAD).text
    assert f'<blockquote>\n<p><a href="/posts/{post}"' in html


def test_a_quotation_is_added_to_what_was_written(site):
    thread = asked(site.cast)
    browser = site.signed_in("Rolf")
    browser.post("/saved-texts", place=f"reply:{thread}", body="Schon getippt.")
    page = browser.get(f"{THREAD}?quote=1").text
    assert text_of(page).startswith("Schon getippt.\n\n> [Mara wrote](/posts/1):")


def test_what_may_not_be_seen_is_quoted_as_what_is_not_there(site, turning_clock):
    thread = asked(site.cast)
    hidden = replied(site.cast, thread, site.cast.holger, source="Verborgene Worte")
    site.cast.do(hide_post, site.cast.moritz, hidden, "Darum")
    elsewhere = site.cast.do(ask, site.cast.mara, "internet", title="Ganz woanders", source="Andere Worte")
    inside = site.cast.do(ask, site.cast.mara, "members", title="Nur für uns", source="Worte unter uns")
    turning_clock.pass_by(days=3)
    for name in ("Rolf", "Moritz"):
        browser = site.signed_in(name)
        pages = set()
        for number in (hidden, elsewhere.post_id, inside.post_id, 4711, 2**40, "x", ""):
            page = browser.get(f"{THREAD}?quote={number}").text
            page = page.replace(f"quote={number}", "quote=N").replace(f"quote%3D{number}", "quote%3DN")
            pages.add(without_keys(without_chance(page)))
        assert len(pages) == 1, name
    assert post_of_question(site.cast, thread)


def test_a_guest_quotes_nothing(site):
    asked(site.cast)
    page = site.browser().get(f"{THREAD}?quote=1").text
    assert "wrote](/posts" not in page
    assert not any(form.action.endswith("/threads/1/posts") for form in forms(page))


def without_keys(page):
    """Return a page without the key of its form, which is another each time."""
    return re.sub(r'(name="submission" value=")[^"]+', r"\1", page)
