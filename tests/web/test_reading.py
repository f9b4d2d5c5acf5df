"""Reading a thread: what is new, how often it is read, and the buttons of readers."""

import re

import pytest
from sqlalchemy import func, select

from community.commands.follows import follow_board
from community.commands.hidings import hide_post
from community.commands.ignoring import ignore_member
from community.commands.solutions import accept_solution
from community.model.readers import Bookmark, HelpfulVote, Ignored, ThreadFollow, ThreadView, ThreadVisit
from tests.stories import answered, asked, replied, thread_of

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


def count(site, table):
    site.cast.session.rollback()
    return site.cast.session.scalar(select(func.count()).select_from(table))


def address(site, thread_id):
    return f"/threads/{thread_id}-{thread_of(site.cast, thread_id).slug}"


def test_reading_writes_nothing_and_the_beacon_moves_the_mark(site, turning_clock):
    cast = site.cast
    turning_clock.pass_by(hours=1)
    thread = asked(cast)
    replied(cast, thread)
    nils = site.signed_in("Nils")
    assert "New since your last visit" not in nils.get(address(site, thread)).text
    assert count(site, ThreadVisit) == 0
    assert nils.submit(address(site, thread), f"/threads/{thread}/reading").status_code == 302
    new = replied(cast, thread, cast.rolf)
    page = nils.get(address(site, thread)).text
    assert re.search(rf'New since your last visit</p>\s*<article[^>]* id="post-{new}"', page)
    assert '<span class="dot"></span><span class="vh">New: </span>' in nils.get("/").text
    sent = {"csrf_token": nils.token(), "post_id": str(new)}
    answer = nils.open(f"/threads/{thread}/reading", method="POST", data=sent, headers={"X-Part": "none"})
    assert (answer.status_code, answer.data) == (204, b"")
    assert "New since your last visit" not in nils.get(address(site, thread)).text
    assert 'class="dot"' not in nils.get("/").text


def test_a_board_is_read_at_once_and_own_words_are_never_new(site, turning_clock):
    turning_clock.pass_by(hours=1)
    asked(site.cast)
    nils, mara = site.signed_in("Nils"), site.signed_in("Mara")
    assert 'class="dot"' in nils.get("/boards/internet").text
    assert 'class="dot"' not in mara.get("/boards/internet").text
    nils.submit("/boards/internet", "/boards/internet/reading")
    page = nils.get("/boards/internet").text
    assert 'class="dot"' not in page
    assert "Mark all as read" not in page
    assert 'class="dot"' not in site.browser().get("/boards/internet").text


def test_what_is_older_than_a_month_is_no_news(site, turning_clock):
    turning_clock.pass_by(hours=1)
    asked(site.cast)
    turning_clock.pass_by(days=29)
    assert 'class="dot"' in site.signed_in("Nils").get("/").text
    turning_clock.pass_by(days=2)
    assert 'class="dot"' not in site.signed_in("Nils").get("/").text


AGENT = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"}


def test_readers_are_counted_by_the_beacon_without_a_cookie(site):
    thread = asked(site.cast)
    guest = site.browser()
    for _ in range(2):
        answer = guest.open(f"/threads/{thread}/views", method="POST", headers=AGENT)
        assert (answer.status_code, answer.headers.getlist("Set-Cookie")) == (204, [])
    site.browser().open(f"/threads/{thread}/views", method="POST", headers=AGENT)
    assert count(site, ThreadView) == 2
    assert "read 2 times" in guest.get(address(site, thread)).text
    assert "read 2 times" not in guest.get("/").text


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": ""},
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        {"User-Agent": "curl/8.5"},
        {**AGENT, "Sec-Purpose": "prefetch;prerender"},
        {**AGENT, "Purpose": "prefetch"},
    ],
)
def test_machines_and_pages_fetched_ahead_are_no_readers(site, headers):
    thread = asked(site.cast)
    assert site.browser().open(f"/threads/{thread}/views", method="POST", headers=headers).status_code == 204
    assert count(site, ThreadView) == 0


def test_other_sites_count_nobody(site):
    thread = asked(site.cast)
    headers = {**AGENT, "Sec-Fetch-Site": "cross-site"}
    assert site.browser().open(f"/threads/{thread}/views", method="POST", headers=headers).status_code == 400
    for method in ("GET", "HEAD"):
        assert (
            site.browser().open(f"/threads/{thread}/views", method=method, headers=AGENT).status_code == 405
        )


def test_a_vote_is_pressed_and_released_with_forms_alone(site):
    post = replied(site.cast, asked(site.cast))
    mara = site.signed_in("Mara")
    here = mara.get(f"/posts/{post}").location.partition("#")[0]
    assert f'action="/posts/{post}/helpful"' in mara.get(here).text
    answer = mara.submit(here, f"/posts/{post}/helpful")
    assert answer.location == f"/posts/{post}"
    page = mara.get(here).text
    assert re.search(r'aria-pressed="true">.*?<span>Helpful <span class="num">1</span>', page)
    mara.submit(here, f"/posts/{post}/helpful/removal")
    assert count(site, HelpfulVote) == 0


def test_a_script_gets_the_button_alone(site):
    thread = asked(site.cast)
    post = replied(site.cast, thread)
    holger, mara = site.signed_in("Holger"), site.signed_in("Mara")
    for browser, path, words in (
        (mara, f"/posts/{post}/helpful", 'Helpful <span class="num">1</span>'),
        (mara, f"/posts/{post}/bookmark", "Kept"),
        (holger, f"/threads/{thread}/affected", 'Me too <span class="num">1</span>'),
        (holger, f"/threads/{thread}/following", "You follow"),
        (holger, "/boards/internet/following", "You follow"),
        (holger, "/members/Nils/ignoring", "Show Nils again"),
    ):
        fields = {"csrf_token": browser.token()}
        answer = browser.open(path, method="POST", data=fields, headers={"X-Part": "button"})
        assert answer.text.startswith(f'<form class="act" method="post" action="{path}/removal"'), path
        assert words in answer.text
        assert 'aria-pressed="true"' in answer.text


def test_me_too_leads_a_guest_to_sign_in_and_back(site):
    thread = asked(site.cast)
    here = address(site, thread)
    page = site.browser().get(here).text
    assert re.search(rf'href="/account/login\?next={here}" rel="nofollow">.*?Me too', page)


def test_following_from_the_page_and_leaving_from_the_list(site):
    thread = asked(site.cast)
    holger = site.signed_in("Holger")
    holger.submit(address(site, thread), f"/threads/{thread}/following")
    assert "No line since noon" in holger.get("/follows").text
    holger.submit(address(site, thread), f"/threads/{thread}/following/removal")
    assert "No line since noon" not in holger.get("/follows").text
    assert count(site, ThreadFollow) == 2


def test_what_is_followed_and_out_of_sight_is_not_listed(site):
    cast = site.cast
    thread = asked(cast)
    holger = site.signed_in("Holger")
    cast.do(follow_board, cast.holger, "internet")
    holger.post(f"/threads/{thread}/following")
    holger.post(f"/posts/{cast.question(thread).id}/bookmark")
    assert "No line since noon" in holger.get("/follows").text
    assert "Internet &amp; WLAN" in holger.get("/follows").text
    assert "No line since noon" in holger.get("/bookmarks").text
    cast.do(hide_post, cast.ada, cast.question(thread).id, "spam")
    assert "No line since noon" not in holger.get("/follows").text
    assert "No line since noon" not in holger.get("/bookmarks").text
    assert count(site, Bookmark) == 1


def test_posts_of_whom_one_ignores_are_folded_and_the_teams_never(site):
    cast = site.cast
    thread = asked(cast)
    post = replied(cast, thread, source="Words of Holger.")
    answered(cast, thread)
    rolf = site.signed_in("Rolf")
    rolf.submit("/members/Holger", "/members/Holger/ignoring")
    page = rolf.get(address(site, thread)).text
    fold = '<details class="ignored"><summary>Post by Holger – you ignore Holger. Show</summary>'
    assert page.count('<details class="ignored">') == page.count(fold) == 1
    assert "Words of Holger." in page
    assert fold not in site.signed_in("Nils").get(address(site, thread)).text
    assert rolf.submit("/follows", "/members/Holger/ignoring/removal").location == "/follows"
    assert count(site, Ignored) == 0
    assert post


def test_somebody_ignored_who_joins_the_team_is_shown(site):
    cast = site.cast
    thread = asked(cast)
    cast.do(ignore_member, cast.mara, "Holger")
    assert "ignoring" not in site.signed_in("Mara").get("/members/Jana").text
    assert "/members/Holger/ignoring/removal" in site.signed_in("Mara").get("/members/Holger").text
    assert thread


def test_did_this_help_you_too_is_asked_of_readers_alone(site):
    cast = site.cast
    thread = asked(cast)
    post = replied(cast, thread)
    cast.do(accept_solution, cast.mara, post)
    here = address(site, thread)
    asks = {
        name: "Did this help you too?" in site.signed_in(name).get(here).text
        for name in ("Mara", "Holger", "Rolf", "Jana")
    }
    assert asks == {"Mara": False, "Holger": False, "Rolf": True, "Jana": False}
    guest = site.browser().get(here)
    assert "Did this help you too?" in guest.text
    assert ("csrf_token" in guest.text, guest.headers.getlist("Set-Cookie")) == (False, [])
    rolf = site.signed_in("Rolf")
    again = re.search(r'href="(/ask\?[^"]+)" rel="nofollow">No, I', rolf.get(here).text)
    assert again
    form = rolf.get(again[1].replace("&amp;", "&")).text
    assert f"This did not help me: http://127.0.0.1:8000{here}" in form
    rolf.submit(here, f"/posts/{post}/helpful")
    assert count(site, HelpfulVote) == 1
    assert "Your yes counts as helpful." in rolf.get(here).text


def test_who_withdrew_a_post_sees_it_and_takes_it_back_and_others_see_nothing(site):
    cast = site.cast
    thread = asked(cast)
    post = replied(cast, thread, source="Words of Holger.")
    here, holger = address(site, thread), site.signed_in("Holger")
    answer = holger.submit(here, f"/posts/{post}/withdrawal")
    page = holger.get(answer.location).text
    if "Your post was withdrawn." not in page:
        page = holger.get(here).text
    assert f'<form class="act" method="post" action="/posts/{post}/withdrawal/removal">' in page
    page = holger.get(here).text
    assert "You have withdrawn this post. Only you and the team still see it." in page
    assert f"/posts/{post}/helpful" not in page
    for other in (site.browser(), site.signed_in("Nils"), site.signed_in("Mara")):
        assert "Words of Holger." not in other.get(here).text
        assert other.get(f"/posts/{post}").status_code == 404
        assert other.get(f"/posts/{post}/history").status_code == 404
    holger.submit(f"/posts/{post}/history", f"/posts/{post}/withdrawal/removal")
    assert "Words of Holger." in site.browser().get(here).text


def test_who_withdrew_a_question_finds_the_way_back(site):
    thread = asked(site.cast)
    question, mara = site.cast.question(thread).id, site.signed_in("Mara")
    here = address(site, thread)
    assert mara.submit(here, f"/posts/{question}/withdrawal").location == "/"
    assert site.browser().get(here).status_code == 404
    page = mara.get(here).text
    assert "You have withdrawn this post." in page
    assert 'id="reply"' not in page
    mara.submit(here, f"/posts/{question}/withdrawal/removal")
    assert site.browser().get(here).status_code == 200
