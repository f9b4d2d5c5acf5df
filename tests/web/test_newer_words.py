"""The reader's page holds the approval back until it has shown what customers wrote or changed meanwhile."""

import re

import pytest

from community.commands.edits import edit_post
from tests.stories import asked, drafted, newest, replied
from tests.web.sites import forms
from tests.web.uploading import a_file

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


def reading(site, thread_id):
    """Let a reply wait for Jana; return her browser, the page she reads it on and where she approves it."""
    draft_id = drafted(site.cast, thread_id)
    return site.signed_in("Jana"), f"/desk/readings/{draft_id}", f"/desk/drafts/{draft_id}/approval"


def changed(site, thread_id, **words):
    question = site.cast.question(thread_id).id
    site.cast.do(edit_post, site.cast.mara, question, **words)
    return question


def way(page):
    """Return the address under which a page shows the newer words."""
    return re.search(r'href="([^"]+)#newer"', page)[1].replace("&amp;", "&")


def test_a_form_from_before_a_newer_word_is_refused_with_the_way_to_it(site):
    cast = site.cast
    thread_id = asked(cast)
    jana, address, approval = reading(site, thread_id)
    version = newest(cast, int(address.rpartition("/")[2]))
    replied(cast, thread_id, cast.mara, source="It works again.")
    for seen in ("0", "", "x", "-1", str(version)):
        answer = jana.post(approval, version_id=str(version), seen=seen)
        assert answer.status_code == 409
        assert "The customer has written since this version." in answer.text
        assert "It works again." not in answer.text
    assert "It works again." in jana.get(way(answer.text)).text
    assert jana.submit(way(answer.text), approval).status_code == 302


def test_a_form_from_before_a_changed_question_is_refused_and_shows_what_changed(site):
    thread_id = asked(site.cast, source="Nothing works since noon.")
    jana, address, approval = reading(site, thread_id)
    before = jana.get(address).text
    assert "changed" not in before
    changed(site, thread_id, source="Nothing works since Friday.", title="No line since Friday")
    (form,) = (form for form in forms(before) if form.action == approval)
    answer = jana.open(approval, method="POST", data=dict(form.fields))
    assert answer.status_code == 409
    assert "The customer has changed their words since this version." in answer.text
    for page in (answer.text, jana.get(address).text):
        assert "The customer changed the question since version 1" in page
        assert "See what changed first" in page
        assert all(form.action != approval for form in forms(page))
    page = jana.get(way(answer.text)).text
    newer = page.partition('id="newer"')[2].partition("</section>")[0]
    assert re.findall(r"<del>.*?</span>(.*?)</del>", newer) == ["noon", "noon"]
    assert re.findall(r"<ins>.*?</span>(.*?)</ins>", newer) == ["Friday", "Friday"]
    assert jana.submit(way(answer.text), approval).status_code == 302


def test_what_changes_after_it_was_opened_is_opened_again(site):
    thread_id = asked(site.cast)
    jana, address, approval = reading(site, thread_id)
    changed(site, thread_id, source="Nothing works at night.")
    opened = jana.get(way(jana.get(address).text))
    (form,) = (form for form in forms(opened.text) if form.action == approval)
    changed(site, thread_id, source="Everything works.")
    assert jana.open(approval, method="POST", data=dict(form.fields)).status_code == 409
    again = jana.get(opened.request.full_path).text
    assert "The customer changed the question since version 1" in again
    assert "Everything</ins>" in jana.get(way(again)).text.partition('id="newer"')[2]


def test_a_changed_reply_is_named_and_its_files_are_shown(site):
    cast = site.cast
    thread_id = asked(cast)
    post_id = replied(cast, thread_id)
    jana, address, _ = reading(site, thread_id)
    edit = f"/posts/{post_id}/edit"
    assert (
        site.signed_in("Holger").submit(edit, body="Here too.", files=a_file(b"1", "modem.log")).status_code
        == 302
    )
    page = jana.get(address).text
    assert "A customer changed a reply since version 1" in page
    newer = jana.get(way(page)).text.partition('id="newer"')[2].partition("</section>")[0]
    assert re.search(r">modem\.log</a>.*added", newer)
    assert "changed a reply" in newer
