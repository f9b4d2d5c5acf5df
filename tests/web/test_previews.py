"""Previews: the text as it would be published, kept nowhere, with and without script."""

import pytest

from tests.stories import asked
from tests.web.sites import forms
from tests.web.test_routes import everything

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

SOURCE = "Das ist **wichtig** <script>alert(1)</script> @Mara"
SHOWN = '<strong>wichtig</strong> &lt;script&gt;alert(1)&lt;/script&gt; <a href="/members/Mara"'


def test_a_preview_shows_the_text_as_it_will_look_and_keeps_nothing(site):
    for browser in (site.browser(), site.signed_in("Rolf")):
        token = browser.token("/ask" if browser is not None else "")
        before = everything(site.cast)
        data = {"csrf_token": token, "body": SOURCE}
        answer = browser.open("/preview", method="POST", data=data)
        assert answer.status_code == 200
        assert SHOWN in answer.text
        assert "<html" not in answer.text
        assert everything(site.cast) == before
    assert site.browser().post("/preview", "/ask", body="x" * 40_000).status_code == 422
    assert "Nothing written yet" in site.browser().post("/preview", "/ask", body=" ").text


@pytest.mark.parametrize(
    ("name", "page", "action"),
    [
        ("guest", "/ask", None),
        ("Rolf", "/ask", None),
        ("Rolf", "/threads/1-no-line-since-noon", "/threads/1/posts"),
        ("Mara", "/posts/1/edit", None),
        ("Jana", "/desk/threads/1", "/desk/threads/1/drafts"),
    ],
)
def test_without_script_the_page_comes_back_with_everything_typed(site, name, page, action):
    asked(site.cast)
    browser = site.browser() if name == "guest" else site.signed_in(name)
    browser.get(page)
    before = everything(site.cast)
    answer = browser.submit(
        page, action, body=SOURCE, title="Ein Titel mit Sinn", board="several", step="preview"
    )
    assert answer.status_code == 200
    assert SHOWN in answer.text
    fields = next(dict(form.fields) for form in forms(answer.text) if form.action.endswith(action or page))
    assert fields["body"].strip("\n") == SOURCE
    if page in ("/ask", "/posts/1/edit"):
        assert fields["title"] == "Ein Titel mit Sinn"
    if page == "/ask":
        assert fields["board"] == "several"
    assert everything(site.cast) == before
