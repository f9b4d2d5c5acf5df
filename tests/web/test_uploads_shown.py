"""Images and files handed out: to whom their text is for, under their name, and never shown as a page."""

import io
import re
import zipfile

import pytest
from sqlalchemy import select

from community.commands.hidings import hide_post
from community.model.posts import Post
from tests.stories import approved, clause
from tests.web.uploading import ADDRESS, a_file, asked, send, thread_page


def test_somebody_elses_upload_is_no_upload(site):
    theirs = send(site.signed_in("Holger")).json["id"]
    mara = site.signed_in("Mara")
    fields = {"csrf_token": mara.token("/ask"), "title": "No line since noon", "board": "internet"}
    fields |= {"uploads_shown": "1", "body": "Look:"}
    answers = [
        mara.open("/ask", method="POST", data={**fields, "uploads": public_id})
        for public_id in (theirs, "A" * 22)
    ]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert all("is not here any more" in answer.text for answer in answers)
    address = asked(mara, files=[], body=f"Look ![words](upload:{theirs}) and ![none](upload:{'A' * 22})")
    page = thread_page(mara, address).text
    assert "Look words and none" in page
    assert theirs not in page


def test_a_hidden_posts_image_is_like_none(site):
    mara = site.signed_in("Mara")
    path = ADDRESS.findall(thread_page(mara, asked(mara)).text)[1]
    assert site.browser().get(path).status_code == 200
    post = site.cast.session.scalars(select(Post.id)).first()
    site.cast.session.rollback()
    site.cast.do(hide_post, site.cast.moritz, post, clause(site.cast, "hide", "Spam"))
    nothing = "/uploads/" + "A" * 22 + path[31:]
    # The id of a request, and tokens that tell the second.
    changing = r"[0-9a-f]{16}|[\w-]{20,}\.[\w-]{6}\.[\w-]{20,}"
    for browser in (site.browser(), site.signed_in("Holger")):
        bare = [
            (answer.status_code, re.sub(changing, "", answer.text.replace(address[9:31], "")))
            for address in (path, nothing)
            for answer in (browser.get(address),)
        ]
        assert bare[0] == bare[1]
        assert bare[0][0] == 404
    for browser in (mara, site.signed_in("Moritz"), site.signed_in("Svea")):
        assert browser.get(path).status_code == 200


def test_a_drafts_image_is_seen_by_the_team_alone_until_it_is_released(site):
    cast, mara, svea = site.cast, site.signed_in("Mara"), site.signed_in("Svea")
    number = (
        thread_page(mara, asked(mara, files=a_file(b"words", "frage.log")))
        .request.path.split("/")[2]
        .split("-")[0]
    )
    case = f"/desk/threads/{number}"
    given = {"body": "Press this button.", "files": a_file(name="knopf.png")}
    answer = svea.submit(case, f"{case}/drafts", **given)
    assert answer.status_code == 302
    jana = site.signed_in("Jana")
    page = jana.get("/desk/readings/1")
    path = next(path for path in ADDRESS.findall(page.text) if "knopf" in path)
    assert "frage.log</a>" in page.text
    assert "Images and files" in jana.get("/desk/drafts/1/edit").text
    assert jana.get(path).status_code == 200
    for browser in (site.browser(), mara, site.signed_in("Holger")):
        assert browser.get(path).status_code == 404
        assert "knopf" not in browser.get(f"/threads/{number}-no-line-since-noon").text
    page = svea.get("/desk/drafts/1").text
    shown = re.search(r'name="uploads" value="([^"]+)"', page)
    assert shown
    answer = svea.submit(
        "/desk/drafts/1", body="Press that button.", files=a_file(b"%PDF-1.7", "plan.pdf"), uploads=shown[1]
    )
    assert answer.status_code == 302
    page = jana.get("/desk/readings/1").text
    assert "plan.pdf</a>" in page
    assert re.search(r"plan\.pdf</a> .*added", page)
    approved(cast, 1)
    assert site.browser().get(path).status_code == 200
    assert "plan.pdf" in site.browser().get(f"/threads/{number}-no-line-since-noon").text


def test_an_edit_keeps_adds_and_takes_off(site):
    mara = site.signed_in("Mara")
    address = asked(mara, files=[a_file(name="one.png"), a_file(name="two.png")])
    first, second = ADDRESS.findall(thread_page(mara, address).text)[1:4:2]
    answer = mara.submit("/posts/1/edit", body="Look here:")
    assert answer.status_code == 302
    page = thread_page(mara, address).text
    assert "one.png" in page
    assert "two.png" in page
    kept = first[9:31]
    answer = mara.submit("/posts/1/edit", body="Look:", uploads_off=kept, files=a_file(name="three.png"))
    page = thread_page(site.browser(), address).text
    assert "one.png" not in page
    assert "three.png" in page
    # An image that only an earlier text carried is shown to nobody any more, but to its owner.
    assert site.browser().get(first).status_code == 404
    assert site.browser().get(second).status_code == 200
    assert mara.get(first).status_code == 200
    page = site.browser().get("/posts/1/history").text
    assert "one.png" in page
    assert first not in page


def test_the_name_in_the_address_is_the_name_it_has(site):
    path = send(site.signed_in("Mara"), name="a.png").json["path"]
    mara = site.signed_in("Mara")
    assert mara.get(path).status_code == 200
    for other in (path.replace("a.png", "b.png"), path.replace("a.png", "a.html"), path + "/x"):
        assert mara.get(other).status_code == 404


@pytest.mark.parametrize(
    ("sent", "shown", "header"),
    [
        ("../../etc/passwd.txt", "passwd.txt", 'filename="passwd.txt"'),
        ("photo\u202etxt.exe.txt", "phototxt.exe.txt", 'filename="phototxt.exe.txt"'),
        ("Übersicht.TXT", "Übersicht.txt", "filename*=UTF-8''%C3%9Cbersicht.txt"),
        ("x" * 300 + ".txt", "x" * 80 + ".txt", f'filename="{"x" * 80}.txt"'),
    ],
)
def test_names_that_play_tricks(site, sent, shown, header):
    mara = site.signed_in("Mara")
    answer = send(mara, b"words", sent)
    assert answer.json["name"] == shown
    got = mara.get(answer.json["path"])
    assert got.status_code == 200
    assert got.headers["Content-Disposition"].removeprefix("attachment; ").replace('"', "") == header.replace(
        '"', ""
    )


def test_an_archive_and_a_page_are_never_shown_in_place(site):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("../../evil.html", "<script>alert(1)</script>")
    mara = site.signed_in("Mara")
    for content, name, kind in (
        (out.getvalue(), "logs.zip", "application/zip"),
        (b"%PDF-1.7 <script>alert(1)</script>", "bill.pdf", "application/pdf"),
        (b"<script>alert(1)</script>", "page.html.txt", "text/plain; charset=utf-8"),
    ):
        got = mara.get(send(mara, content, name).json["path"])
        assert got.data == content
        assert got.content_type == kind
        assert got.headers["Content-Disposition"].startswith("attachment")
        assert got.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
