"""The search page without script, its suggestions, and what is kept of searches that found nothing."""

import datetime as dt
from functools import partial

import pytest
from sqlalchemy import delete, func, select

from community.commands.missed_searches import forget_missed_searches, note_missed_search
from community.effects.jobs import jobs_of
from community.model.missed_searches import MissedSearch
from tests.costs import cpu_seconds
from tests.stories import asked, replied

PERSON = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"}
NAUGHTY = (
    "%00", "'; DROP TABLE posts; --", "\\", "*", "a*", "?" * 900, '"' * 500, "((((" * 200, "-" * 900, "- - -", '"a -b',
    "status:", "board:", "from:@", "tag:\"",
    "after:9999-99-99", "before:0000-00-00", "in:title", "AND OR NOT", "[a TO z]",
    "ä" * 1000, "\u202e\u0000\ufeff", "a:b:c:d", "x" * 1000, "ab " * 330, "der die das und in der ", "😀 😀",
    "kartenplotterkartenplotterkartenplotter", "e" * 40, "-status:solved", "𝔯𝔬𝔲𝔱𝔢𝔯", "1 OR 1=1",
    "{{7*7}}", "%s%n", "\n\r\t",
)  # fmt: skip


def missed(site):
    with site.effects.sessions() as session:
        return dict(
            session.execute(
                select(MissedSearch.words, func.sum(MissedSearch.count)).group_by(MissedSearch.words)
            ).all()
        )


def work(site):
    """Do what the worker would do with the tasks that wait."""
    queue = jobs_of(site.app.extensions["settings"]).queue
    while (task := queue.dequeue()) is not None:
        queue.execute(task)


def test_filters_are_boxes_that_can_be_taken_off_one_by_one(site):
    thread = asked(site.cast, title="Router blinkt orange")
    replied(site.cast, thread, source="Der Kanal wechselt.")
    site.follow()
    page = site.browser().get("/search?q=router&status=open&board=internet&since=year").text
    assert "1 result<" in page
    assert 'name="status" value="open" checked' in page
    assert 'href="/search?q=router&amp;board=internet&amp;since=year"' in page
    assert 'href="/search?q=router&amp;status=open&amp;since=year"' in page
    assert 'href="/search?q=router&amp;status=open&amp;board=internet"' in page
    assert "Narrow <span data-active>(3)</span>" in page
    assert "/ask?title=router" in page
    empty = site.browser().get("/search?q=zuckerwatte").text
    assert "0 results" in empty
    assert "/ask?title=zuckerwatte" in empty


def test_suggestions_are_options_with_their_state(site):
    asked(site.cast, title="Glasfaser <b>blinkt</b>")
    site.follow()
    shown = site.browser().get("/search/suggestions?q=glasf").text
    assert 'role="option"' in shown
    assert "Glasfaser &lt;b&gt;blinkt" in shown
    assert "No answer yet" in shown
    assert site.browser().get("/search/suggestions").text.strip() == ""
    assert 'data-suggest="/search/suggestions"' in site.browser().get("/boards").text


def test_naughty_searches_are_answered_quickly(site):
    asked(site.cast, title="Router blinkt orange")
    site.follow()
    browser = site.browser()
    browser.get("/search?q=router")
    for text in NAUGHTY:
        for path in ("/search", "/search/suggestions", "/api/v1/search"):
            answers = []
            ask = partial(browser.get, path, query_string={"q": text})
            spent = cpu_seconds(lambda found=answers, ask=ask: found.append(ask()), enough=1)
            # A null byte is refused for every page.
            assert answers[0].status_code in (200, 400), (path, text)
            assert spent < 1, (path, text)


def test_what_is_not_found_is_counted_by_the_worker_and_shown_to_staff(site):
    asked(site.cast, title="Router blinkt orange")
    site.follow()
    guest, jana = site.browser(), site.signed_in("Jana")
    for words in ("Zuckerwatte  Maschine", "zuckerwatte maschine", "router"):
        guest.get("/search", query_string={"q": words}, headers=PERSON)
    for unseen in (
        "zuckerguss&status=solved",
        "zuckerguss&page=2",
        "zuckerguss+tag:none",
        "zuckerguss+from:Mara",
    ):
        guest.get(f"/search?q={unseen}", headers=PERSON)
    guest.get("/search?q=zuckerguss", headers={"User-Agent": "Googlebot/2.1"})
    assert missed(site) == {}
    work(site)
    assert missed(site) == {"zuckerwatte maschine": 2}
    page = jana.get("/desk/missed-searches").text
    assert "zuckerwatte maschine" in page
    table = jana.get("/desk/missed-searches.csv?period=half")
    assert table.mimetype == "text/csv"
    assert table.text.splitlines()[1].startswith("zuckerwatte maschine,2,1,")
    assert site.signed_in("Mara").get("/desk/missed-searches").status_code == 404


@pytest.mark.parametrize(
    "words",
    [
        "mara@example.org", "DE89 3704 0044 0532 0130 00", "0431 123456", "Kunde 4711 0815", "Mara",
        "wo ist mara heute", "?", "x" * 90,
    ],
)  # fmt: skip
def test_what_could_tell_who_somebody_is_is_not_kept(cast, words):
    assert not cast.do(lambda work, _: note_missed_search(work, words), None)
    assert (
        cast.do(lambda work, _: work.session.scalar(select(func.count()).select_from(MissedSearch)), None)
        == 0
    )


def test_missed_searches_are_forgotten_after_half_a_year(cast):
    def old_and_new(work, _):
        note_missed_search(work, "zuckerwatte")
        row = work.session.scalars(select(MissedSearch)).one()
        for days in (179, 181):
            work.session.add(
                MissedSearch(words="zuckerwatte", day=row.day - dt.timedelta(days=days), count=1)
            )
        work.session.flush()
        forget_missed_searches(work)
        found = work.session.scalar(select(func.count()).select_from(MissedSearch))
        work.session.execute(delete(MissedSearch))
        return found

    assert cast.do(old_and_new, None) == 2
