"""The solution in the browser: the pages a reminder leads to, settling the choice, several where a board allows."""

import pytest
from sqlalchemy import select

from community.commands.obligations import say_helped
from community.commands.solutions import accept_solution
from community.model.posts import Solution
from tests.stories import answered, asked, replied
from tests.web.sites import forms

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


def targets(page):
    return [form.action for form in forms(page.text)]


def test_a_reminders_link_shows_each_answer_with_a_button_and_changes_nothing(site):
    thread_id = asked(site.cast)
    first, second = replied(site.cast, thread_id), replied(site.cast, thread_id, site.cast.nils)
    own = replied(site.cast, thread_id, site.cast.mara)
    browser = site.signed_in("Mara")
    address = f"/threads/{thread_id}/solution"
    page = browser.get(address)
    offered = [value for form in forms(page.text) for name, value in form.fields if name == "post_id"]
    assert offered == [str(second), str(first)]
    assert str(own) not in offered
    assert "No answer yet" not in browser.get(f"/threads/{thread_id}", follow_redirects=True).text
    browser.submit(address, address, post_id=str(first))
    assert "Solved" in browser.get("/?filter=mine").text


def test_marking_and_unmarking_bring_the_way_back_along(site):
    thread_id = asked(site.cast)
    post_id = replied(site.cast, thread_id)
    browser = site.signed_in("Mara")
    address, mark = f"/threads/{thread_id}-no-line-since-noon", f"/threads/{thread_id}/solution"

    def press_undo(page, act):
        toast = page.text.partition('class="toast"')[2].partition("</form>")[0]
        assert f'action="{act}"' in toast
        assert f'name="post_id" value="{post_id}"' in toast
        assert browser.post(act, post_id=str(post_id)).status_code == 302

    browser.submit(address, mark, post_id=str(post_id))
    marked = browser.get(address)
    press_undo(marked, f"{mark}/removal")
    assert not site.cast.session.scalars(select(Solution.id).where(Solution.removed_at.is_(None))).all()
    press_undo(browser.get(address), mark)
    site.cast.session.rollback()
    assert site.cast.session.scalars(select(Solution.post_id).where(Solution.removed_at.is_(None))).all() == [
        post_id
    ]


def test_only_the_asker_chooses_and_a_guest_signs_in_first(site):
    thread_id = asked(site.cast)
    replied(site.cast, thread_id)
    assert site.browser().get(f"/threads/{thread_id}/solution").location.startswith("/account/login")
    assert site.browser().get(f"/threads/{thread_id}/follow-up").location.startswith("/account/login")
    for name in ("Holger", "Svea"):
        assert site.signed_in(name).get(f"/threads/{thread_id}/solution").status_code == 403
    assert site.signed_in("Mara").get("/threads/999/solution").status_code == 404
    location = site.signed_in("Mara").get(f"/threads/{thread_id}/follow-up").location
    assert location.endswith("#reply")


def test_the_landing_page_asks_once_whether_it_helped(site):
    thread_id = asked(site.cast)
    browser = site.signed_in("Mara")
    assert "Did this help?" not in browser.get("/").text
    post_id = answered(site.cast, thread_id)
    page = browser.get("/").text
    assert page.count("Did this help?</h2>") == 1
    assert f'value="{post_id}"' in page
    assert f"/threads/{thread_id}/follow-up" in page
    replied(site.cast, thread_id)
    page = browser.get("/").text
    assert f'href="/threads/{thread_id}/solution"' in page
    assert f"/threads/{thread_id}/follow-up" in page
    for other in (site.browser(), site.signed_in("Holger"), site.signed_in("Svea")):
        assert "Did this help?" not in other.get("/").text


@pytest.mark.parametrize("how", ["solved", "helped", "asked again"])
def test_the_landing_page_does_not_ask_who_has_said_it(site, how):
    thread_id = asked(site.cast)
    post_id = replied(site.cast, thread_id)
    if how == "solved":
        site.cast.do(accept_solution, site.cast.mara, post_id)
    elif how == "helped":
        site.cast.do(say_helped, site.cast.mara, thread_id)
    else:
        replied(site.cast, thread_id, site.cast.mara)
    assert "Did this help?" not in site.signed_in("Mara").get("/").text


def test_a_moderator_settles_the_choice_and_opens_it_again(site):
    thread_id = asked(site.cast)
    post_id = replied(site.cast, thread_id)
    address = f"/threads/{thread_id}-no-line-since-noon"
    moderator, asker = site.signed_in("Moritz"), site.signed_in("Mara")
    assert f"/threads/{thread_id}/solution/lock" not in targets(moderator.get(address))
    asker.submit(address, f"/threads/{thread_id}/solution", post_id=str(post_id))
    assert f"/threads/{thread_id}/solution/lock" not in targets(asker.get(address))
    moderator.submit(address, f"/threads/{thread_id}/solution/lock", reason="The manufacturer says so.")
    for browser in (asker, site.browser()):
        page = browser.get(address)
        assert "The moderation has settled" in page.text
        assert "The manufacturer says so." not in page.text
        assert f"/threads/{thread_id}/solution/removal" not in targets(page)
    answer = asker.post(f"/threads/{thread_id}/solution/removal", post_id=str(post_id), cause="did_not_help")
    assert answer.status_code == 409
    site.follow()
    assert "The manufacturer says so." in asker.get("/notifications").text
    moderator.submit(address, f"/threads/{thread_id}/solution/lock/removal")
    assert f"/threads/{thread_id}/solution/removal" in targets(asker.get(address))


def test_an_own_follow_up_is_no_answer_and_is_marked_only_on_purpose(site):
    thread_id = asked(site.cast)
    replied(site.cast, thread_id, site.cast.mara)
    page = site.signed_in("Mara").get(f"/threads/{thread_id}", follow_redirects=True).text
    assert "<h2>Added later</h2>" in page
    assert "1<span>answer" not in site.browser().get("/").text
    before, _, behind = page.partition('<details class="more">')
    accept = f'action="/threads/{thread_id}/solution"'
    assert accept not in before
    assert accept in behind


def test_an_administrator_lets_a_board_have_several_solutions(site):
    thread_id = asked(site.cast)
    posts = [replied(site.cast, thread_id, who) for who in (site.cast.holger, site.cast.nils)]
    admin, asker = site.signed_in("Ada"), site.signed_in("Mara")
    admin.submit("/admin/boards", "/admin/boards/internet/solutions")
    for post_id in posts:
        asker.submit(
            f"/threads/{thread_id}-no-line-since-noon", f"/threads/{thread_id}/solution", post_id=str(post_id)
        )
    page = site.browser().get(f"/threads/{thread_id}", follow_redirects=True).text
    assert "Another solution (2)" in page
    digest = page.partition('class="answer"')[2].partition("</section>")[0]
    assert digest.index(f"/posts/{posts[1]}") < digest.index(f"/posts/{posts[0]}")
    answer = admin.submit("/admin/boards", "/admin/boards/internet/solutions")
    assert answer.status_code == 409
    assert admin.post("/admin/boards/nowhere/solutions", several="1").status_code == 404
