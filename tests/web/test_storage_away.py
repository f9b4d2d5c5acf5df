"""Storage that can't be reached: the page says so and gives back the text, and pages go on without their images."""

import pytest

from community.queries.check import check
from community.storage.s3 import S3Store
from tests.web.sites import forms
from tests.web.uploading import ADDRESS, a_file, asked, send, thread_page

pytestmark = [
    pytest.mark.parametrize("backend", ["sqlite"], indirect=True),
    pytest.mark.parametrize("storage", ["s3"], indirect=True),
]


def test_what_was_typed_goes_out_without_the_file_and_pages_stay(site, cast, monkeypatch):
    browser = site.signed_in("Mara")
    address = asked(browser)
    (image,) = ADDRESS.findall(thread_page(site.browser(), address).text)[:1]
    shown = site.browser().get(image)
    assert shown.status_code == 200
    store = site.app.extensions["storage"]
    monkeypatch.setattr(store, "client", S3Store("s3://key:secret@b1?endpoint=http://127.0.0.1:1").client)
    assert site.browser().get(image).status_code == 503
    # Who has it already needs it no second time.
    assert site.browser().get(image, headers={"If-None-Match": shown.headers["ETag"]}).status_code == 304
    assert thread_page(site.browser(), address).status_code == 200
    assert send(browser).status_code == 503
    typed = {"title": "No line again", "board": "internet", "body": "My <own> words.", "step": "publish"}
    (form,) = [form for form in forms(browser.get("/ask").text) if form.action.partition("?")[0] == "/ask"]
    failed = browser.open("/ask", method="POST", data={**dict(form.fields), **typed, "files": a_file()})
    assert (failed.status_code, failed.headers["Retry-After"]) == (503, "10")
    (again,) = [form for form in forms(failed.text) if "body" in dict(form.fields)]
    kept = dict(again.fields)
    assert kept["body"].strip() == typed["body"]
    assert browser.open(again.action, method="POST", data=kept).status_code == 302
    assert list(check(cast.session)) == []
