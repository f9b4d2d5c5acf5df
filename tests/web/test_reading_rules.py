"""Who reads what, in the browser: an administrator's rule, and a text that two colleagues read before it appears."""

import pytest

from community.model.posts import Post
from community.policy.unread import UNREAD
from tests.stories import asked, drafted
from tests.web.test_input import count

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

ADDRESS = "/admin/reading-rules"
RULE = {"name": "Contracts", "words": "Frist", "readers": "2", "board": "", "tag": "", "kind": ""}


def test_a_text_of_six_eyes_from_the_rule_to_the_page(site):
    cast, thread = site.cast, asked(site.cast)
    ada, svea = site.signed_in("Ada"), site.signed_in("Svea")
    assert ada.submit(ADDRESS, **RULE).status_code == 302
    sent = svea.submit(
        f"/desk/threads/{thread}", f"/desk/threads/{thread}/drafts", body="Die Frist: ein Monat."
    )
    assert sent.status_code == 302
    assert "Six eyes: 0 of 2" in (mine := svea.get("/desk/drafts/1").text)
    assert "Contracts" in mine
    jana, ole = site.signed_in("Jana"), site.signed_in("Ole")
    assert "Six eyes: 0 of 2" in jana.get("/desk/readings/1").text
    first = jana.submit("/desk/readings/1", "/desk/drafts/1/approval")
    assert first.location.startswith("/desk/readings")
    assert count(cast, Post) == 1
    assert "Another reader follows" in jana.get("/desk/readings/1").text
    assert "Six eyes: 1 of 2" in ole.get("/desk/readings").text
    assert "Six eyes: 1 of 2" in ole.get("/desk/readings/1").text
    second = ole.submit("/desk/readings/1", "/desk/drafts/1/approval")
    assert second.location.startswith("/posts/")
    assert "Checked by three" in site.browser().get(f"/threads/{thread}", follow_redirects=True).text


def test_who_approved_lets_it_out_once_one_reader_is_enough(site):
    thread = asked(site.cast)
    ada, jana = site.signed_in("Ada"), site.signed_in("Jana")
    ada.submit(ADDRESS, **RULE | {"words": ""})
    draft = drafted(site.cast, thread)
    jana.submit(f"/desk/readings/{draft}", f"/desk/drafts/{draft}/approval")
    assert ada.submit(ADDRESS, f"{ADDRESS}/1/retirement").status_code == 302
    assert count(site.cast, Post) == 1
    published = jana.submit(f"/desk/readings/{draft}", f"/desk/drafts/{draft}/approval")
    assert published.location.startswith("/posts/")


def test_rules_are_tried_before_they_matter(site):
    ada = site.signed_in("Ada")
    ada.submit(ADDRESS, **RULE)
    board = {"try_board": "1", "try_kind": "reply"}
    strict = ada.submit(ADDRESS, f"{ADDRESS}/trial", try_text="Unsere Fristen", **board)
    assert "For this text holds: read by 2 colleagues" in strict.text
    assert "The rule “Contracts” asks for it." in strict.text
    usual = ada.submit(ADDRESS, f"{ADDRESS}/trial", try_text="Ohne das Wort", **board)
    assert "For this text holds: read by 1 colleague" in usual.text


def test_nobody_reads_only_after_the_sentence(site):
    ada = site.signed_in("Ada")
    for fields in (
        RULE | {"words": "", "readers": "0"},
        RULE | {"readers": "0", "confirmation": UNREAD["en"]},
    ):
        answer = ada.submit(ADDRESS, **fields)
        assert answer.status_code == 422
        assert 'value="Contracts"' in answer.text
    assert ada.submit(ADDRESS, f"{ADDRESS}/usual", usual="0").status_code == 422
    assert ada.submit(ADDRESS, f"{ADDRESS}/usual", usual="7").status_code == 422
    solo = RULE | {"words": "", "readers": "0", "confirmation": UNREAD["en"]}
    assert ada.submit(ADDRESS, **solo).status_code == 302
    assert ada.submit(ADDRESS, **RULE | {"name": "Second"}).status_code == 302
    assert ada.submit(ADDRESS, f"{ADDRESS}/2/position", way="up").status_code == 302
    page = ada.get(ADDRESS).text
    assert page.index("Second") < page.index("Contracts")


def test_settings_say_nothing_about_readers_any_more(site):
    ada = site.signed_in("Ada")
    assert "readers_required" not in ada.get("/admin/settings").text
    ada.submit(
        "/admin/settings", site_name="Zuruf", language="en", time_zone="Asia/Tokyo", readers_required="0"
    )
    assert "read by 1 colleague" in ada.submit(ADDRESS, f"{ADDRESS}/trial", try_board="1").text
