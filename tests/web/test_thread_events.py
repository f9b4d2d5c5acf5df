"""Small lines between the posts: what happened to a thread, told to who may see it, on its page alone."""

import re

import pytest

from community.commands.closures import close_thread, reopen_thread
from community.commands.edits import edit_post
from community.commands.hidings import hide_post
from community.commands.solutions import accept_solution, remove_solution
from tests.stories import answered, asked, replied, thread_of

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
LINE = re.compile(r"<li><svg[^>]*>.*?</svg> <span>(.*?) · <time", re.DOTALL)


def lines(site, thread_id, page=1):
    """The lines of a page, as a guest reads them."""
    address = f"/threads/{thread_id}-{thread_of(site.cast, thread_id).slug}?page={page}"
    shown = site.browser().get(address).text
    return [
        line
        for part in re.findall(r'<ul class="happened".*?</ul>', shown, re.DOTALL)
        for line in LINE.findall(part)
    ]


def test_each_kind_is_told_where_it_happened(site):
    cast = site.cast
    thread = asked(cast)
    first = replied(cast, thread)
    cast.do(
        edit_post, cast.mara, cast.question(thread).id, source="Nothing.", title="No line since noon today"
    )
    cast.do(accept_solution, cast.mara, first)
    cast.do(remove_solution, cast.mara, first, did_not_help=True)
    answered(cast, thread, asks_details=True)
    cast.do(close_thread, cast.ada, thread, "Enough")
    cast.do(reopen_thread, cast.ada, thread)
    replied(cast, thread, cast.nils)
    assert lines(site, thread) == [
        "Mara changed the title, before: “No line since noon”",
        "Mara marked a solution",
        "Mara took the mark of the solution back",
        "Svea, Team asked for more details",
        "Ada, Team closed this: Enough",
        "Ada, Team opened this again",
    ]


def test_a_line_stands_on_one_page_alone(site):
    cast = site.cast
    thread = asked(cast)
    for number in range(20):
        replied(cast, thread, source=f"Answer {number}.")
    cast.do(close_thread, cast.ada, thread, "Enough")
    cast.do(reopen_thread, cast.ada, thread)
    assert len(lines(site, thread)) == 2
    replied(cast, thread)
    assert (lines(site, thread), len(lines(site, thread, 2))) == ([], 2)


def test_from_the_newest_on_everything_stands_the_other_way_round(site):
    cast = site.cast
    thread = asked(cast)
    for number in range(1, 23):
        replied(cast, thread, source=f"Answer {number}.")
    cast.do(close_thread, cast.ada, thread, "Enough")
    address = f"/threads/{thread}-{thread_of(cast, thread).slug}?order=newest"
    pages = [site.browser().get(f"{address}&page={page}").text for page in (1, 2)]
    told = [re.findall(r"(Answer \d+)\.</p>|(closed this)", page) for page in pages]
    newest, oldest = [[post or line for post, line in page] for page in told]
    assert newest == ["closed this", *(f"Answer {number}" for number in range(22, 2, -1))]
    assert oldest == ["Answer 2", "Answer 1"]
    assert "order=newest" in re.findall(r'rel="next" href="([^"]+)"', pages[0])[0]
    assert site.browser().get(f"{address}&page=3").status_code == 404
    named = re.findall(r'rel="canonical" href="([^"]+)"', pages[1])
    assert "order" not in named[0]
    assert "page" not in named[0]


def test_what_concerns_a_hidden_post_is_not_told(site):
    cast = site.cast
    thread = asked(cast)
    post = answered(cast, thread, asks_details=True)
    cast.do(accept_solution, cast.mara, post)
    assert len(lines(site, thread)) == 2
    cast.do(hide_post, cast.moritz, post, "spam")
    assert lines(site, thread) == []
