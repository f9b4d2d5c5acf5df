"""Addresses of the old place lead to what came from it, for those who may see it; others find nothing."""

from pathlib import Path

import pytest

from community.commands.imports.mapping import load
from community.commands.imports.run import import_csv
from community.model.records import ImportedRow

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
SUPPORT = Path(__file__).parent.parent / "data" / "csv" / "support"


@pytest.fixture
def imported(cast, tmp_path):
    import_csv(
        cast.session, SUPPORT, tmp_path, load("mozilla-support"), progress=lambda what, count, total: None
    )


def test_an_old_address_leads_to_its_question_for_good(imported, site):
    browser = site.browser()
    for path in ("/it/questions/902", "/questions/902", "/imported/mozilla-support/question/902"):
        answer = browser.get(path)
        assert (answer.status_code, answer.headers["Location"].rpartition("/")[0]) == (301, "/posts")
    page = browser.get("/en-US/questions/902", follow_redirects=True)
    assert "Lettere non arrivano" in page.text
    assert browser.open("/it/questions/902", method="HEAD").status_code == 301


def test_what_is_hidden_or_never_came_is_not_found_there(imported, site):
    browser = site.browser()
    for path in ("/en-US/questions/904", "/en-US/questions/999", "/en-US/kb/902", "/questions/"):
        assert browser.get(path).status_code == 404
    assert browser.post("/questions/902", data={}).status_code in (400, 404)


def test_a_moderator_sees_why_it_came_hidden(imported, cast, site):
    row = cast.session.get_one(ImportedRow, ("mozilla-support", "question", "904"))
    page = site.signed_in("Moritz").get(f"/threads/{row.thread_id}", follow_redirects=True)
    assert page.status_code == 200
    assert "Spam" in page.text and "Cheap flights" in page.text


def test_without_an_import_nothing_is_there(site):
    assert site.browser().get("/en-US/questions/902").status_code == 404
    assert site.browser().get("/threads/999999").status_code == 404


def test_a_question_that_came_closed_says_so_in_the_language_of_the_reader(imported, site):
    for language, words in (("en", "closed already before it moved here"), ("de", "War schon geschlossen")):
        page = site.browser(language).get("/questions/906", follow_redirects=True).text
        assert words in page
        assert "Locked" not in page
