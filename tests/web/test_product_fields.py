"""What boards ask for, in the browser and over the API."""

import pytest

from community.commands.hidings import hide_post
from community.commands.product_fields import add_field
from community.model.product_fields import FieldKind
from tests.search import lose
from tests.stories import asked

PHONE = {"field_device": "Phone 1", "field_router": "XR 500"}
QUESTION = {"title": "No line since noon", "body": "Nothing works.", "board": "internet"}


@pytest.fixture
def fields(site):
    """The board of the question asks for a device, and may be told the router."""
    cast = site.cast
    cast.do(add_field, cast.ada, "internet", label="Device", kind=FieldKind.text, required=True)
    cast.do(
        add_field, cast.ada, "internet", label="Router", kind=FieldKind.choice, options=["XR 500", "XR 700"]
    )


def test_an_asker_is_asked_and_all_read_it(site, fields):
    mara = site.signed_in("Mara")
    missing = mara.post("/ask", **{**QUESTION, "body": ""})
    assert missing.status_code == 422
    for name in ("field_device", "body"):
        assert f'id="{name}-error"' in missing.text
    made = mara.post("/ask", **QUESTION, **PHONE)
    assert made.status_code == 302
    page = site.browser().open(made.location, method="GET", follow_redirects=True).text
    assert "<dt>Device</dt><dd>Phone 1</dd>" in page
    assert "<dt>Router</dt><dd>XR 500</dd>" in page
    desk = site.signed_in("Jana").get(f"/desk{made.location}").text
    assert "<dd>Phone 1</dd>" in desk


def test_without_script_a_button_shows_what_a_board_asks_for(site, fields):
    mara = site.signed_in("Mara")
    assert 'name="field_device"' not in mara.get("/ask").text
    shown = mara.post("/ask", step="fields", title="No line", board="internet")
    assert shown.status_code == 200
    assert 'name="field_device"' in shown.text
    assert 'value="No line"' in shown.text
    assert 'name="field_device"' in mara.get("/ask?board=internet").text
    assert 'name="field_device"' not in mara.post("/ask", step="fields", board="unknown").text


def test_the_part_for_scripts_shows_what_a_board_asks_for(site, fields):
    guest = site.browser()
    assert 'name="field_device"' in guest.get("/ask/fields?board=internet").text
    for board in ("", "staff", "none", "unknown"):
        assert "name=" not in guest.get(f"/ask/fields?board={board}").text


def test_what_a_guest_told_outlives_signing_in(site, fields):
    guest = site.browser()
    assert guest.post("/ask", page="/ask", **QUESTION).status_code == 422
    assert guest.post("/ask", page="/ask", **QUESTION, **PHONE).status_code == 302
    guest.sign_in("Mara")
    assert 'value="Phone 1"' in guest.get("/ask").text


def test_an_administrator_says_what_is_asked(site):
    ada = site.signed_in("Ada")
    path = "/admin/boards/internet/fields"
    wrong = ada.post(path, kind="choice", label="", options="one")
    assert wrong.status_code == 422
    assert 'id="label-error"' in wrong.text
    assert 'id="options-error"' in wrong.text
    for label in ("Router", "Year"):
        assert ada.post(path, kind="text", label=label, required="yes").status_code == 302
    page = ada.get(path).text
    assert page.index("Router") < page.index("Year")
    assert ada.post(f"{path}/2", change="up").status_code == 302
    assert ada.post(f"{path}/1", change="retire").status_code == 302
    page = ada.get(path).text
    assert page.index("Year") < page.index("Router")
    assert "not asked any more" in page
    assert ada.post(f"{path}/1", change="restore").status_code == 302
    assert ada.post(f"{path}/1", change="none").status_code == 400
    assert ada.post(f"{path}/9", change="up").status_code == 404
    assert ada.get("/admin/boards/none/fields").status_code == 404


def test_a_board_is_narrowed_to_what_askers_chose(site, fields):
    cast = site.cast
    cast.do(add_field, cast.ada, "internet", label="Line", kind=FieldKind.choice, options=["DSL", "Cable"])
    mara = site.signed_in("Mara")
    for title, router, line in (
        ("Alpha", "XR 500", "DSL"),
        ("Bravo", "XR 500", ""),
        ("Charlie", "XR 700", "DSL"),
    ):
        told = {"field_device": "Phone 1", "field_router": router, "field_line": line}
        assert mara.post("/ask", **{**QUESTION, "title": f"{title} is offline"}, **told).status_code == 302
    guest = site.browser()

    def left(query):
        page = guest.get(f"/boards/internet{query}")
        # Kept like the board itself.
        assert "ETag" in page.headers
        return [name for name in ("Alpha", "Bravo", "Charlie") if f">{name} is offline<" in page.text]

    everything = ["Alpha", "Bravo", "Charlie"]
    assert left("") == everything
    assert left("?product=router:XR+500") == ["Alpha", "Bravo"]
    # The form sends a field for each, also where nothing is chosen.
    assert left("?product=router:XR+500&product=") == ["Alpha", "Bravo"]
    assert left("?product=router:XR+500&product=line:DSL") == ["Alpha"]
    assert left("?product=router:XR+700&product=line:Cable") == []
    assert left("?filter=solved&product=router:XR+500") == []
    for unknown in ("router:XR 900", "device:Phone 1", "router", "none:XR 500"):
        assert left(f"?product={unknown}") == everything
    page = guest.get("/boards/internet?product=router:XR+500&filter=open").text
    assert '<option value="router:XR 500" selected>' in page
    assert '<meta name="robots" content="noindex">' in page
    assert 'href="/boards/internet?product=router:XR+500"' in page
    # What was counted for the whole board is not said of a part.
    assert "No answer yet (3)" in guest.get("/boards/internet").text
    assert "No answer yet (" not in page
    cast.do(hide_post, cast.moritz, cast.question(1).id, "Spam")
    assert left("?product=router:XR+500") == ["Bravo"]


def test_programs_tell_and_read_it(site, api, fields):
    mara = site.token("Mara", "write")
    sent = {**QUESTION, "fields": {"device": "Phone 1"}}
    made = api("/threads", "POST", token=mara, json=sent)
    assert made.status_code == 201
    assert made.json["fields"] == {"device": "Phone 1"}
    assert api(f"/threads/{made.json['id']}").json["fields"] == {"device": "Phone 1"}
    for wrong in (
        {},
        {"device": "x", "colour": "red"},
        {"device": "x" * 121},
        {"device": 1},
        ["device"],
        "x",
    ):
        assert api("/threads", "POST", token=mara, json={**sent, "fields": wrong}).status_code == 422
    staff = api("/threads", "POST", token=site.token("Svea", "staff"), json=sent)
    assert staff.json["code"] == "fields_of_questions"


def test_threads_without_any_have_none(site, api):
    assert api(f"/threads/{asked(site.cast)}").json["fields"] == {}


def test_what_was_told_is_found_with_the_index_and_without(site, fields):
    made = site.signed_in("Mara").post("/ask", **QUESTION, **{**PHONE, "field_device": "Phonotron 3"})
    site.signed_in("Rolf").post("/ask", **QUESTION, **PHONE)
    thread = int(made.location.rpartition("/")[2].partition("-")[0])
    site.follow()
    guest = site.browser()
    for lost in (False, True):
        if lost:
            lose(site.effects.engine)
        for words in ("Phonotron", "phonotron noon"):
            items = guest.get("/api/v1/search", query_string={"q": words}).json["items"]
            assert items[0]["thread_id"] == thread, (words, lost)
        items = guest.get("/api/v1/search", query_string={"q": "Phonotron"}).json["items"]
        assert [item["thread_id"] for item in items] == [thread]
