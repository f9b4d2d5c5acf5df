"""Images and files taken in, with a form, by the script of the editor and by programs."""

import re

import pytest
from sqlalchemy import func, select

from community.model.uploads import Upload
from tests.pictures import animation, located_photo, picture
from tests.storages import IN_BOTH
from tests.web.uploading import ADDRESS, a_file, asked, send, thread_page


@IN_BOTH
def test_a_form_without_script_attaches_files(site):
    mara = site.signed_in("Mara")
    log = a_file(b"line one\nline two\n", "Router Protokoll.log")
    address = asked(mara, files=[a_file(name="Fritz Box.png"), log])
    page = thread_page(site.browser(), address)
    image, text = ADDRESS.findall(page.text)[1:]
    assert image.endswith("/fritz-box.png")
    assert text.endswith("/router-protokoll.log")
    assert 'width="60" height="40" loading="lazy" alt="Fritz Box.png"' in page.text
    assert "Router Protokoll.log" in page.text
    assert "LOG, 18" in page.text
    answer = site.browser().get(image)
    assert (answer.status_code, answer.content_type) == (200, "image/png")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert answer.headers["Content-Disposition"] == 'inline; filename="Fritz Box.png"'
    assert "Set-Cookie" not in answer.headers
    again = site.browser().get(image, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    answer = site.browser().get(text)
    assert answer.data == b"line one\nline two\n"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="Router Protokoll.log"'
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert mara.get(text).headers["Cache-Control"] == "private, no-cache"
    assert mara.get(text, headers={"Range": "bytes=0-3"}).data == b"line"


def test_a_refused_form_keeps_its_files_until_they_are_ticked_off(site):
    mara = site.signed_in("Mara")
    files = [a_file(name="one.png"), a_file(b"nothing", "two.exe"), a_file(name="three.png")]
    fields = {"title": "No line since noon", "board": "internet", "body": "Look:"}
    answer = mara.submit("/ask", files=files, **fields)
    assert answer.status_code == 422
    assert "Please send PNG, JPEG, WebP or GIF images" in answer.text
    assert '<a href="#files">' in answer.text
    first, last = re.findall(r'name="uploads" value="([^"]+)"', answer.text)
    assert "one.png" in answer.text
    assert "three.png" in answer.text
    data = {"csrf_token": mara.token("/ask"), "uploads_shown": "1", "uploads": [first, last], **fields}
    answer = mara.open("/ask", method="POST", data={**data, "uploads_off": first, "title": ""})
    assert answer.status_code == 422
    assert re.findall(r'name="uploads" value="([^"]+)"', answer.text) == [last]
    answer = mara.open("/ask", method="POST", data={**data, "uploads_off": first})
    page = thread_page(mara, answer.location)
    assert "three.png" in page.text
    assert "one.png" not in page.text


@IN_BOTH
def test_the_script_sends_a_file_and_the_text_names_it(site):
    mara = site.signed_in("Mara")
    answer = send(mara, located_photo(), "IMG_2033.jpg")
    assert answer.status_code == 201
    assert answer.json["said"].endswith("Location data was removed")
    made = answer.json
    assert made == {**made, "name": "IMG_2033.jpg", "image": True}
    assert mara.get(made["path"]).status_code == 200
    assert site.browser().get(made["path"]).status_code == 404
    # Nothing but the text says that it belongs to it: so it is after a text was kept and opened again.
    address = asked(mara, files=[], body=f"Look: ![My router](upload:{made['id']})")
    page = thread_page(site.browser(), address)
    size = 'width="60" height="40" loading="lazy"'
    assert re.search(f'<img src="{made["path"]}" alt="My router" {size}>', page.text)
    assert page.text.count(made["path"]) == 1
    assert site.browser().get(made["path"]).status_code == 200
    assert "My router" in site.browser().get("/feed.atom").text
    assert f"{site.base_url}{made['path']}" in site.browser().get("/feed.atom").text
    site.follow()
    found = site.browser().get("/search?q=router").text
    assert made["id"] not in found


def test_who_is_signed_out_uploads_nothing_and_is_told(site):
    browser = site.browser()
    assert "You can add images and files once you have signed in." in browser.get("/ask").text
    answer = browser.open(
        "/uploads", method="POST", data={"csrf_token": browser.token("/ask"), "file": a_file()}
    )
    assert (answer.status_code, answer.json["said"]) == (401, "Sign in to do that.")


@pytest.mark.parametrize(
    ("content", "name", "status", "code"),
    [
        (b"", "empty.txt", 422, "This file is empty."),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "x.svg", 422, "Please send PNG"),
        (b"<html><script>alert(1)</script>", "page.png", 422, "Please send PNG"),
        (picture()[:90], "half.png", 422, "This file could not be read."),
        (b"x" * 10_001, "long.log", 422, "This file is too large."),
    ],
)
def test_what_is_not_taken(site, monkeypatch, content, name, status, code):
    monkeypatch.setattr("community.web.storing.MEGABYTE", 1000)
    answer = send(site.signed_in("Mara"), content, name)
    assert answer.status_code == status
    assert answer.json["said"].startswith(code)
    assert site.cast.session.scalar(select(func.count()).select_from(Upload)) == 0


def test_an_image_that_is_ticked_off_leaves_the_text_as_well(site):
    mara = site.signed_in("Mara")
    first, second = (send(mara, name=name).json for name in ("one.png", "two.png"))
    body = "Look:\n\n" + "\n\n".join(f"![This]({'upload:' + image['id']})" for image in (first, second))
    address = asked(mara, files=[], body=body)
    answer = mara.submit("/posts/1/edit", uploads_off=first["id"])
    assert answer.status_code == 302
    page = thread_page(mara, address).text
    assert first["path"] not in page
    assert second["path"] in page
    assert re.findall(r'name="uploads" value="([^"]+)"', mara.get("/posts/1/edit").text) == [second["id"]]


def test_a_day_has_room_for_so_much(site, monkeypatch):
    monkeypatch.setattr("community.policy.uploads.PER_DAY", 2)
    mara = site.signed_in("Mara")
    assert [send(mara).status_code for _ in range(3)] == [201, 201, 429]


def test_ten_to_a_post(site):
    mara = site.signed_in("Mara")
    ids = [send(mara, animation()).json["id"] for _ in range(11)]
    fields = {"csrf_token": mara.token("/ask"), "title": "No line since noon", "board": "internet"}
    fields |= {"uploads_shown": "1", "body": "Look:"}
    answer = mara.open("/ask", method="POST", data={**fields, "uploads": ids})
    assert answer.status_code == 422
    assert "at most ten" in answer.text
    assert mara.open("/ask", method="POST", data={**fields, "uploads": ids[:10]}).status_code == 302


def test_a_form_is_as_large_as_its_files_where_it_takes_some(site):
    mara = site.signed_in("Mara")
    head = '--x\r\nContent-Disposition: form-data; name="{}"{}\r\n\r\n'
    token = head.format("csrf_token", "") + mara.token("/ask") + "\r\n"
    opening = (token + head.format("files", '; filename="x.log"')).encode()

    def status(path, megabytes, content_type="multipart/form-data; boundary=x"):
        sent = opening + b"x" * megabytes * 1_000_000 + b"\r\n--x--\r\n"
        return mara.open(path, method="POST", data=sent, content_type=content_type).status_code

    assert status("/ask", 2) == 422
    assert status("/account/login", 2) == 413
    assert status("/ask", 40) == 413
    assert status("/ask", 2, "application/x-www-form-urlencoded") == 413


def test_a_program_uploads_first_and_names_it_then(site, api):
    token = site.token("Mara", "write")
    answer = api("/uploads", "POST", token, data={"file": a_file(name="router.png")})
    assert answer.status_code == 201
    image = answer.json
    assert image["url"] == f"{site.base_url}/uploads/{image['id']}/router.png"
    assert (image["kind"], image["width"], image["height"]) == ("image", 60, 40)
    log = api("/uploads", "POST", token, data={"file": a_file(b"words", "router.log")}).json
    words = {"board": "internet", "title": "No line since noon", "body": f"![Router](upload:{image['id']})"}
    made = api("/threads", "POST", token, json={**words, "uploads": [log["id"]]}).json
    [post] = api(f"/threads/{made['id']}/posts").json["items"]
    assert post["uploads"] == [log, image]
    assert f'src="/uploads/{image["id"]}/router.png"' in post["html"]
    theirs = api("/uploads", "POST", site.token("Holger", "write"), data={"file": a_file()}).json["id"]
    refused = [
        api(f"/threads/{made['id']}/posts", "POST", token, json={"body": "Words.", "uploads": uploads})
        for uploads in ([theirs], ["A" * 22], [7], "x")
    ]
    assert [answer.json["code"] for answer in refused] == ["upload_gone"] * 2 + ["bad_value"] * 2
    assert api("/uploads", "POST", token, data={"file": a_file(b"MZ", "x.exe")}).json["code"] == "upload_kind"
    assert api("/uploads", "POST", site.token("Mara"), data={"file": a_file()}).status_code == 403
    assert api("/uploads", "POST", data={"file": a_file()}).status_code == 401
    assert api("/uploads", "POST", token).json["code"] == "upload_empty"
