"""The first page names what is asked about most just now."""

import pytest

from community.commands.boards import tag_named
from community.commands.hidings import hide_post
from tests.stories import asked

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

OFTEN = "Often asked now:"


@pytest.fixture(autouse=True)
def _tags(cast):
    for name in ("Router", "Mailbox"):
        cast.do(lambda work, _, name=name: tag_named(work, name), None)


def test_what_three_questions_are_about_is_asked_often(site):
    cast = site.cast
    for _ in range(2):
        asked(cast, tags=["router", "mailbox"])
    assert OFTEN not in site.browser().get("/").text
    asked(cast, tags=["router"])
    page = site.browser().get("/").text
    assert OFTEN in page
    assert '<a class="chip" href="/tags/router">Router</a>' in page
    assert "Mailbox" not in page


def test_only_what_the_reader_sees_counts(site):
    cast = site.cast
    threads = [asked(cast, tags=["router"]) for _ in range(3)]
    asked(cast, board="members", tags=["mailbox"])
    asked(cast, board="members", tags=["mailbox"])
    asked(cast, board="members", tags=["mailbox"])
    first = (
        cast.session.connection()
        .exec_driver_sql(f"SELECT id FROM posts WHERE thread_id = {threads[0]}")
        .scalar_one()
    )
    cast.session.rollback()
    cast.do(hide_post, cast.moritz, first, "Spam")
    assert OFTEN not in site.browser().get("/").text
    assert 'href="/tags/mailbox">Mailbox</a>' in site.signed_in("Holger").get("/").text
