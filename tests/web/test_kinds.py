"""Threads of every kind: opened by whom they are for, and worded as what they are."""

import re

import pytest

from community.commands.boards import create_board
from community.commands.drafts import draft_thread
from community.model.threads import Thread, ThreadKind
from tests.stories import approved, asked, replied

TEXT = {"title": "Which router do you like", "body": "I wonder.", "board": "internet"}


def page_of(site, thread_id):
    return site.browser().open(f"/threads/{thread_id}", method="GET", follow_redirects=True).text


def main_of(page):
    return re.search(r"<main.*</main>", page, re.S)[0]


def opened(site, kind):
    if kind in ("discussion", "idea"):
        return asked(site.cast, kind=ThreadKind(kind), title="Which router do you like")
    cast = site.cast
    words = {"title": "Maintenance tonight", "source": "From one to two."}
    draft = cast.do(draft_thread, cast.svea, "internet", **words, kind=ThreadKind(kind)).draft_id
    approved(cast, draft)
    return cast.session.connection().exec_driver_sql("SELECT max(id) FROM threads").scalar_one()


@pytest.mark.parametrize("kind", ["discussion", "idea", "announcement", "article"])
def test_what_is_no_question_is_not_called_one(site, kind):
    thread = opened(site, kind)
    site.cast.session.rollback()
    words = {"discussion": "Discussion", "idea": "Idea", "announcement": "Announcement", "article": "Guide"}
    for page in (page_of(site, thread), page_of(site, thread) if replied(site.cast, thread) else ""):
        shown = main_of(page).partition("Does not fit?")[0]
        assert words[kind] in shown
        for wrong in (
            "This question",
            "asked by",
            "No answer yet",
            ">asked<",
            "0 answers",
            "1 answer",
            "Similar q",
            "Follow question",
            "Me too",
        ):
            assert wrong not in shown, wrong
    assert "1 comment" in page_of(site, thread)


def test_a_question_stays_one(site):
    shown = main_of(page_of(site, asked(site.cast)))
    for right in ("This question", "asked by", "No answer yet", "0 answers"):
        assert right in shown, right


def test_lists_say_what_is_no_question(site):
    opened(site, "idea")
    site.cast.session.rollback()
    row = main_of(site.browser().get("/boards/internet").text)
    assert "Idea" in row
    assert "No answer yet</span>" not in row


def test_what_is_found_says_what_is_no_question(site):
    idea = opened(site, "idea")
    site.cast.session.rollback()
    replied(site.cast, idea)
    site.follow()
    title = site.cast.session.get_one(Thread, idea).title
    site.cast.session.rollback()
    beside = asked(site.cast, site.cast.holger, title=title)
    site.follow()
    reader = site.browser()
    hits = main_of(reader.get("/search", query_string={"q": title}).text)
    similar = page_of(site, beside).partition("Similar q")[2]
    options = reader.get("/search/suggestions", query_string={"q": title}).text
    for shown in (hits, similar, options):
        assert "Idea</span>" in shown
    for shown in (hits, similar):
        assert "1 comment" in shown


def test_customers_open_what_the_board_allows(site):
    mara = site.signed_in("Mara")
    form = mara.get("/ask?board=internet").text
    for kind in ("question", "discussion", "idea"):
        assert f'name="kind" value="{kind}"' in form
    assert 'value="announcement"' not in form
    made = mara.post("/ask", **TEXT, kind="discussion")
    thread = int(re.search(r"/threads/(\d+)", made.location)[1])
    assert site.cast.owed(thread) == []
    assert "Discussion" in page_of(site, thread)
    wished = mara.post(
        "/ask", **{**TEXT, "title": "And what about this one"}, kind="discussion", wants_answer="yes"
    )
    thread = int(re.search(r"/threads/(\d+)", wished.location)[1])
    assert [row.opened_by.value for row in site.cast.owed(thread)] == ["wish"]
    for wrong in ("announcement", "article", "none"):
        assert mara.post("/ask", **TEXT, kind=wrong).status_code == 422


def test_a_board_for_questions_offers_no_choice(site):
    cast = site.cast
    cast.do(create_board, cast.ada, "Questions", board_slug="only", kinds=[ThreadKind.question])
    mara = site.signed_in("Mara")
    assert 'name="kind"' not in mara.get("/ask?board=only").text
    assert mara.post("/ask", **{**TEXT, "board": "only"}, kind="idea").status_code == 422


def test_the_team_writes_news_in_the_browser(site):
    svea = site.signed_in("Svea")
    wrong = svea.post("/desk/threads/new", kind="question", board="internet", title="", body="")
    assert wrong.status_code == 422
    news = {
        "kind": "announcement",
        "board": "internet",
        "title": "Maintenance tonight",
        "body": "From **one** to two.",
    }
    seen = svea.post("/desk/threads/new", step="preview", **news)
    assert "<strong>one</strong>" in seen.text
    sent = svea.post("/desk/threads/new", **news, submission="once")
    assert sent.status_code == 302
    assert svea.post("/desk/threads/new", **news, submission="once").location == sent.location
    assert "Maintenance tonight" not in site.browser().get("/news").text
    approved(site.cast, int(sent.location.rpartition("/")[2]))
    assert "Maintenance tonight" in site.browser().get("/news").text
    assert svea.post("/desk/threads/new", **{**news, "board": "none"}).status_code == 404
