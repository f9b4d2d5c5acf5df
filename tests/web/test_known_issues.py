"""What does not work now: pages of its place point to the announcement until it is over."""

import re

import pytest

from community.commands.drafts import draft_thread
from community.commands.hidings import hide_post
from community.commands.known_issues import begin_known_issue, end_known_issue
from community.model.threads import ThreadKind
from tests.integration.accounts import code_of
from tests.stories import approved, asked

TITLE = "No telephone around Kiel"


def announced(cast, board="internet"):
    words = {"title": TITLE, "source": "We are working on it."}
    draft = cast.do(draft_thread, cast.svea, board, **words, kind=ThreadKind.announcement).draft_id
    return approved(cast, draft)


def points(site, *paths):
    """Return on which of these pages a notice stands that leads to the announcement."""
    guest = site.browser()
    return [
        path
        for path in paths
        if re.search(rf"Known issue.{{1,80}}{TITLE}.{{1,300}}View details", guest.get(path).text, re.S)
    ]


def test_pages_point_to_it_until_it_is_over(site):
    post = announced(site.cast)
    thread = site.cast.session.connection().exec_driver_sql("SELECT max(id) FROM threads").scalar_one()
    site.cast.session.rollback()
    pages = ("/", "/boards/internet", "/boards/mobile")
    assert points(site, *pages) == []
    svea = site.signed_in("Svea")
    assert "Show as a known issue" in svea.open(f"/threads/{thread}", follow_redirects=True).text
    assert svea.post(f"/threads/{thread}/known-issue").status_code == 302
    assert svea.post(f"/threads/{thread}/known-issue").status_code == 409
    assert points(site, *pages) == ["/", "/boards/internet"]
    page = site.browser().open(f"/threads/{thread}", follow_redirects=True).text
    assert "Svea, Team shows this as a known issue" in re.sub(r"\s+", " ", page)
    assert "The issue is over" not in page
    assert svea.post(f"/threads/{thread}/known-issue/removal").status_code == 302
    assert svea.post(f"/threads/{thread}/known-issue/removal").status_code == 409
    assert points(site, *pages) == []
    page = site.browser().open(f"/threads/{thread}", follow_redirects=True).text
    assert "said that this is over" in page
    assert post


def test_nobody_is_pointed_to_what_they_do_not_see(site):
    post = announced(site.cast)
    thread = site.cast.session.connection().exec_driver_sql("SELECT max(id) FROM threads").scalar_one()
    site.cast.session.rollback()
    site.cast.do(begin_known_issue, site.cast.jana, thread)
    assert points(site, "/") == ["/"]
    site.cast.do(hide_post, site.cast.moritz, post, "Darum")
    assert points(site, "/", "/boards/internet") == []
    announced(site.cast, "members")
    inside = site.cast.session.connection().exec_driver_sql("SELECT max(id) FROM threads").scalar_one()
    site.cast.session.rollback()
    site.cast.do(begin_known_issue, site.cast.jana, inside)
    assert points(site, "/") == []
    assert TITLE in site.signed_in("Rolf").get("/").text


@pytest.mark.parametrize("act", [begin_known_issue, end_known_issue])
def test_only_the_team_and_only_an_announcement(site, act):
    question = asked(site.cast)
    assert code_of(site.cast.do, act, site.cast.svea, question) == "no_announcement"
    for actor in (site.cast.mara, site.cast.moritz):
        assert code_of(site.cast.do, act, actor, question) == "not_allowed"
