"""The desk says what is one's own to do: answers that came back, words that were asked again, what others wrote."""

import pytest

from community.commands.drafts import draft_edit
from community.commands.readings import return_version
from community.commands.solutions import accept_solution, remove_solution
from community.commands.standing import set_role, suspend
from community.model.members import Role
from tests.stories import answered, approved, asked, drafted, newest, replied

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


def panel(browser):
    return browser.get("/desk/").text.partition('<aside class="card case beside"')[2]


def badge(browser):
    return browser.get("/desk/").text.partition("Second reading <b>")[2].partition("<")[0]


def test_an_answer_that_came_back_is_chosen_first_and_called_returned(site):
    cast = site.cast
    asked(cast, title="Waiting longest")
    thread_id = asked(cast, title="Answered once")
    svea = site.signed_in("Svea")
    draft_id = drafted(cast, thread_id)
    assert "Waiting longest" in panel(svea)
    assert "Your answer is under way (version 1)." in svea.get(f"/desk/threads/{thread_id}").text
    cast.do(return_version, cast.jana, draft_id, newest(cast, draft_id), "Say du.")
    shown = panel(svea)
    assert "Answered once" in shown
    assert f'href="/desk/drafts/{draft_id}"' in shown
    case = svea.get(f"/desk/threads/{thread_id}").text
    assert "A reader has returned your answer (version 1)." in case
    assert "Your answer is under way" not in case
    assert "Your text came back with a note" in svea.get(f"/threads/{thread_id}", follow_redirects=True).text
    assert "Waiting longest" in panel(site.signed_in("Ole"))
    assert "An answer by Svea was returned" in site.signed_in("Ole").get(f"/desk/threads/{thread_id}").text


def test_who_asked_again_is_quoted_with_what_they_say_now(site):
    cast = site.cast
    thread_id = asked(cast, source="Nothing works since noon.")
    post_id = answered(cast, thread_id)
    cast.do(accept_solution, cast.mara, post_id)
    cast.do(remove_solution, cast.mara, post_id, did_not_help=True)
    replied(cast, thread_id, cast.mara, source="The red light is still on.")
    shown = panel(site.signed_in("Svea"))
    assert "The red light is still on." in shown
    assert "follow-up" in shown


def test_an_own_draft_is_nothing_to_read(site):
    cast = site.cast
    drafted(cast, asked(cast), cast.jana)
    drafted(cast, asked(cast), cast.svea)
    assert (badge(site.signed_in("Jana")), badge(site.signed_in("Ole"))) == ("1", "2")


def test_after_a_new_version_its_page_says_that_it_waits(site):
    cast = site.cast
    draft_id = drafted(cast, asked(cast, source="Nothing works since noon."))
    cast.do(return_version, cast.jana, draft_id, newest(cast, draft_id), "Say du.")
    svea, address = site.signed_in("Svea"), f"/desk/drafts/{draft_id}"
    assert "waits for a reader</h2>" not in svea.get(address).text
    svea.submit(address, address, body="Please restart the router, Mara.")
    page = svea.get(address).text
    assert "Version 2 waits for a reader" in page
    assert "Nothing works since noon." in page.partition("Answers the words of")[2]


@pytest.mark.parametrize("gone", ["left", "suspended"])
def test_what_came_back_to_somebody_who_is_gone_is_taken_up_by_a_reader(site, gone):
    cast = site.cast
    post_id = answered(cast, asked(cast))
    draft_id = cast.do(draft_edit, cast.svea, post_id, source="Restart it twice.").draft_id
    cast.do(return_version, cast.jana, draft_id, newest(cast, draft_id), "Why twice?")
    ole, ada = site.signed_in("Ole"), site.signed_in("Ada")
    address = f"/desk/drafts/{draft_id}/edit"
    assert address not in ole.get("/desk/").text
    if gone == "left":
        cast.do(set_role, cast.ada, cast.ids["Svea"], Role.customer)
    else:
        cast.do(suspend, cast.ada, cast.ids["Svea"], "Gone for good.")
    assert address in ole.get("/desk/").text
    assert ole.submit(address, body="Restart it once.").status_code == 302
    assert approved(cast, draft_id, cast.jana) == post_id
    assert "Restart it once." in ada.get(f"/posts/{post_id}", follow_redirects=True).text
