"""The desk in the browser: what is owed can be answered, and what came meanwhile is read before approving."""

import html
import re

import pytest

from community.commands.closures import close_thread
from community.commands.obligations import standing
from community.model.posts import Post
from tests.stories import asked, drafted, replied
from tests.web.test_input import count

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


def test_a_closed_thread_is_still_answered_on_the_desk(site):
    thread = asked(site.cast)
    site.cast.do(close_thread, site.cast.moritz, thread, "Genug gesagt")
    jana = site.signed_in("Jana")
    sent = jana.submit(f"/desk/threads/{thread}", f"/desk/threads/{thread}/drafts", body="Wir schulden das.")
    assert sent.status_code == 302
    reader = site.signed_in("Ole")
    published = reader.submit("/desk/readings/1", "/desk/drafts/1/approval")
    assert published.status_code == 302
    assert not site.cast.do(lambda work, _: standing(work, thread_id=thread), None)


def test_what_a_customer_wrote_meanwhile_is_opened_before_approving(site):
    cast = site.cast
    thread = asked(cast)
    draft = drafted(cast, thread)
    replied(cast, thread, cast.mara, source="Inzwischen ist auch das Telefon tot.")
    jana, address = site.signed_in("Jana"), f"/desk/readings/{draft}"
    before = jana.get(address).text
    assert "Inzwischen ist auch das Telefon tot." not in before
    assert "/approval" not in before
    first = _way_to_newer_words(before)
    assert "Inzwischen ist auch das Telefon tot." in jana.get(first).text
    replied(cast, thread, cast.mara, source="Und das Fernsehen.")
    again = jana.get(first).text
    assert "/approval" not in again
    approved = jana.submit(_way_to_newer_words(again), f"/desk/drafts/{draft}/approval")
    assert approved.status_code == 302
    assert count(cast, Post) == 4


def _way_to_newer_words(page):
    return html.unescape(re.search(r'href="([^"]+)#newer"', page)[1])
