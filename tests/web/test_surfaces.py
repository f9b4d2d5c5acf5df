"""Every text that is gated is seen by nobody outside the team until a colleague has read it, on every way out."""

import re

import pytest

from community.commands.drafts import draft_edit, draft_reply, draft_thread
from community.commands.reading_notes import note_paragraph
from community.model.threads import ThreadKind
from tests.stories import answered, approved, asked, newest, post_of
from tests.web.test_leaks import at_the_door, everything_shown

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

REPLY, EDIT, OTHERS, TITLE, NEWS, HEADLINE, ARTICLE, NOTE = (
    f"qzx{name}vk" for name in ("reply", "edit", "others", "title", "news", "headline", "article", "note")
)
WORDS = {REPLY, EDIT, OTHERS, TITLE, NEWS, HEADLINE, ARTICLE}
SECRET = re.compile(r"qzx\w+vk")


def written(site):
    """Let the team write every kind of gated text; return the drafts."""
    cast = site.cast
    thread = asked(cast, title="Glasfaser seit Mittag tot")
    post, question = answered(cast, thread), cast.question(thread).id
    drafts = [
        cast.do(draft_reply, cast.svea, thread, source=f"Glasfaser {REPLY}"),
        cast.do(draft_edit, cast.svea, post, source=f"Glasfaser {EDIT}"),
        cast.do(draft_edit, cast.ada, question, source=f"Glasfaser {OTHERS}", title=f"Glasfaser {TITLE}"),
        *(
            cast.do(draft_thread, cast.svea, "internet", title=title, source=f"Glasfaser {body}", kind=kind)
            for title, body, kind in (
                (f"Glasfaser {HEADLINE}", NEWS, ThreadKind.announcement),
                ("Glasfaser erklärt", ARTICLE, ThreadKind.article),
            )
        ),
    ]
    site.follow()
    return thread, [made.draft_id for made in drafts]


@pytest.mark.parametrize("name", ["guest", "Moritz"])
def test_what_nobody_has_read_is_shown_to_nobody_outside(site, name):
    cast = site.cast
    thread, drafts = written(site)
    cast.do(note_paragraph, cast.jana, drafts[0], newest(cast, drafts[0]), 0, f"Glasfaser {NOTE}")
    browser, token = at_the_door(site, name)
    found = {
        (address, word)
        for address, _, shown in everything_shown(browser, token)
        for word in SECRET.findall(shown)
    }
    assert found == set()
    posts = [approved(cast, draft) for draft in drafts]
    site.follow()
    threads = {thread, *(post_of(cast, post).thread_id for post in posts)}
    pages = [browser.get(f"/threads/{number}", follow_redirects=True).text for number in threads]
    shown = set(SECRET.findall("".join(pages)))
    assert shown == WORDS


def test_the_team_reads_what_waits(site):
    _, drafts = written(site)
    jana = site.signed_in("Jana")
    shown = "".join(jana.get(f"/desk/readings/{draft}").text for draft in drafts)
    assert set(SECRET.findall(shown)) == WORDS


def test_a_text_for_somebody_else_is_marked_and_compared_with_theirs(site):
    cast = site.cast
    question = cast.question(asked(cast, source="Nothing works at all.")).id
    draft = cast.do(draft_edit, cast.ada, question, source="Nothing works here.").draft_id
    page = site.signed_in("Jana").get(f"/desk/readings/{draft}").text
    assert "changes the words of Mara" in page
    assert "<del>" in page
