"""Publishing without a reader, in the browser: from the switch to the later reading, marked for colleagues only."""

import pytest

from community.model.posts import Post
from tests.stories import asked, drafted
from tests.web.sites import PASSWORD
from tests.web.test_input import count

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

RULES = "/admin/reading-rules"
MARK = "A second reading follows"


def test_from_the_switch_to_the_later_reading(site):
    cast = site.cast
    thread = asked(cast)
    draft = drafted(cast, thread, cast.jana)
    jana, ole, ada = site.signed_in("Jana"), site.signed_in("Ole"), site.signed_in("Ada")
    own, address = f"/desk/drafts/{draft}", f"/desk/readings/{draft}"
    assert "/glass" not in jana.get(own).text
    assert ada.submit(RULES, f"{RULES}/glass", glass="readers").status_code == 302
    assert "/glass" not in ole.get(own).text
    for fields in ({"reason": "", "password": PASSWORD}, {"reason": "Fire", "password": "guessed wrong"}):
        answer = jana.submit(own, f"{own}/glass", **fields)
        assert (answer.status_code, count(cast, Post)) == (422, 1)
        assert fields["password"] not in answer.text
    assert jana.submit(own, f"{own}/glass", reason="Fire", password=PASSWORD).status_code == 302
    page = f"/threads/{thread}-no-line-since-noon"
    assert MARK in jana.get(page).text
    for browser in (site.browser(), site.signed_in("Mara"), site.signed_in("Moritz")):
        assert MARK not in browser.get(page).text
        assert "Checked by" not in browser.get(page).text
    assert "appeared unread" in ole.get("/desk/").text
    assert "appeared unread" in ole.get("/desk/readings").text
    assert "later-approval" not in jana.get(address).text
    assert "Published by Jana without a reader" in (shown := ole.get(address).text) and "Fire" in shown
    assert "/posts/2/edit" in ole.get(address).text
    assert ole.get("/posts/2/edit").status_code == 200
    assert ole.submit(address, f"{address}/later-approval").status_code == 302
    assert "appeared unread" not in ole.get("/desk/readings").text
    assert "Fire" not in ole.get(address).text
    assert ole.get("/posts/2/edit").status_code == 403


def test_no_token_breaks_it(site):
    cast = site.cast
    draft = drafted(cast, asked(cast), cast.ada)
    site.signed_in("Ada").submit(RULES, f"{RULES}/glass", glass="readers")
    answer = site.browser().open(
        f"/desk/drafts/{draft}/glass", method="POST", headers=site.token("Ada", "staff"), data={"reason": "x"}
    )
    assert answer.status_code in (302, 400, 401)
    assert count(cast, Post) == 1
