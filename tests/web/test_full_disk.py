"""No room for what somebody uploads: the page says so and gives back the text, which goes out without the file."""

import io

import pytest

from community.queries.check import check
from tests.web.sites import forms

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

LOG = b"line up\n" * 4000


def test_of_uploads(small_disk, site, cast):
    folder = site.app.extensions["settings"].data / "uploads"
    disk = small_disk(folder, 1)
    browser = site.signed_in("Mara")
    (form,) = [form for form in forms(browser.get("/ask").text) if form.action.partition("?")[0] == "/ask"]
    typed = {
        "title": "No room for the log",
        "board": "internet",
        "body": "My <own> words.",
        "step": "publish",
    }
    disk.fill()

    def sent():
        return {**dict(form.fields), **typed, "files": (io.BytesIO(LOG), "router.log")}

    failed = browser.open("/ask", method="POST", data=sent())
    assert failed.status_code == 503
    assert failed.headers["Retry-After"]
    assert [file.name for file in folder.rglob("*") if file.is_file()] == ["ballast"]
    (again,) = [form for form in forms(failed.text) if "body" in dict(form.fields)]
    kept = dict(again.fields)
    assert kept["body"].strip() == typed["body"]
    assert browser.open(again.action, method="POST", data=kept).status_code == 302
    disk.free()
    assert list(check(cast.session)) == []
