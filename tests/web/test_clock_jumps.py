"""The clock jumps ahead and back, as clocks of machines do: order, sessions and what is owed stay right."""

import datetime as dt

import pytest

from community.queries.check import check
from tests.effects import outbox
from tests.stories import answered, asked, post_of, replied

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

JUMPS = (dt.timedelta(minutes=90), dt.timedelta(days=400), dt.timedelta(days=-400), dt.timedelta(minutes=-90))
PAGES = ("/", "/boards/internet", "/search?q=line", "/feed.atom", "/notifications", "/account/settings")


@pytest.mark.parametrize("jump", JUMPS, ids=str)
def test_a_jump_and_back_disturbs_nothing(site, cast, turning_clock, jump):
    thread = asked(cast)
    site.follow()
    mara = site.signed_in("Mara")
    first = replied(cast, thread)

    turning_clock.time += jump
    meanwhile = replied(cast, thread, affects_me_too=True)
    elsewhere = asked(cast, cast.holger, title="Asked at a wrong time")
    jana = site.signed_in("Jana")
    pages_are_there(site, (thread, elsewhere), site.browser(), jana)
    turning_clock.time -= jump

    after = replied(cast, thread)
    assert [post_of(cast, post).number for post in (first, meanwhile, after)] == [2, 3, 4]
    assert [post_of(cast, post).place for post in (first, meanwhile, after)] == [2, 3, 4]
    # What was written meanwhile is told now, not when the wrong time has come.
    turning_clock.pass_by(minutes=2)
    site.follow()
    assert [row.event for row in outbox(cast) if row.done_at is None] == []
    assert {post for _, post in site.effects.told("Mara")} >= {first, meanwhile, after}
    assert f"/posts/{elsewhere and cast.question(elsewhere).id}" in site.browser().get("/search?q=wrong").text
    # Who was signed in still is, and everybody is owed what they were.
    assert mara.get("/account/settings").status_code == 200
    assert {row.owed_to_id for row in cast.owed(thread)} == {cast.ids["Mara"], cast.ids["Holger"]}
    pages_are_there(site, (thread, elsewhere), site.browser(), mara, jana)
    answered(cast, elsewhere)
    assert cast.owed(elsewhere) == []
    assert list(check(cast.session)) == []


def pages_are_there(site, threads, guest, *people):
    for browser in (guest, *people):
        for path in (*PAGES, "/desk/", *(f"/threads/{thread}-x" for thread in threads)):
            assert browser.get(path).status_code in (200, 301, 302, 404), path
    for browser in (guest, *people):
        assert browser.get("/").status_code == 200


def test_a_session_of_a_wrong_time_ends_as_others_do(site, turning_clock):
    turning_clock.pass_by(days=-400)
    mara = site.signed_in("Mara")
    assert mara.get("/account/settings").status_code == 200
    turning_clock.pass_by(days=400)
    assert mara.get("/account/settings").status_code == 302


def test_an_index_lost_at_a_wrong_time_is_made_anew(site, cast, turning_clock):
    asked(cast)
    site.follow()
    health = site.effects.health
    turning_clock.pass_by(days=400)
    health.report()
    assert health.mend()
    turning_clock.pass_by(days=-400)
    health.report()
    assert health.mend()
