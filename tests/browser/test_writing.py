"""The editor with a script: what is typed is kept, shown as it will look, completed and quoted, and nothing jumps."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import send, sign_in
from tests.browsers import STEADY
from tests.waiting import until

SHIFT = """() => {
    window.shifted = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
}"""


@pytest.fixture
def reply(place, visit):
    """The page of a thread with the form to reply, as Rolf sees it, and where its text is."""
    page = visit("Rolf")
    page.goto(f"{place.url}/threads/{place.threads['answered']}")
    # The place is everybody's: what an earlier test wrote is thrown away.
    discard = page.locator("#reply [data-discard]")
    if discard.is_visible():
        discard.click()
        page.locator(".toast").wait_for()
        page.reload()
    page.evaluate(SHIFT)
    yield page
    page.context.set_offline(False)
    page.locator("#reply textarea").fill("")
    page.reload()


def kept(page):
    """Wait until the text is on the server: then it can be thrown away."""
    page.locator("#reply [data-discard]").wait_for()


def test_what_is_typed_is_kept_and_comes_back(reply):
    area = reply.locator("#reply textarea")
    area.press_sequentially("Bei mir auch.")
    kept(reply)
    area.press_sequentially(" Seit heute.")
    reply.goto("about:blank")
    reply.go_back()
    # What was sent while the page was left may arrive after it was asked for again.
    until(lambda: reply.reload() and area.input_value() == "Bei mir auch. Seit heute.", "the text")


def test_what_is_kept_is_thrown_away(reply):
    area = reply.locator("#reply textarea")
    area.press_sequentially("Doch nicht.")
    kept(reply)
    reply.locator("#reply [data-discard]").click()
    reply.locator(".toast").wait_for()
    assert area.input_value() == ""


def test_without_a_connection_the_text_waits_for_it(reply):
    area = reply.locator("#reply textarea")
    reply.context.set_offline(True)
    area.press_sequentially("Im Zug.")
    line = reply.locator("#reply [data-said]")
    reply.wait_for_function("line => line.textContent === line.dataset.lost", arg=line.element_handle())
    reply.context.set_offline(False)
    kept(reply)
    assert reply.evaluate("sessionStorage.length") == 0
    assert reply.evaluate("window.shifted") <= STEADY


def test_what_is_sent_while_a_file_is_under_way_goes_along_with_it(place, visit):
    page = visit("Nils")
    page.goto(f"{place.url}/threads/{place.threads['open']}")
    under_way = []
    page.route("**/uploads", lambda route: under_way.append(route))
    file = {"name": "protokoll.txt", "mimeType": "text/plain", "buffer": b"Seit heute."}
    page.locator("#reply input[type=file]").set_input_files(file)
    page.locator("#reply textarea").fill("Mit Protokoll.")
    until(lambda: page.evaluate("1") and under_way, "the file to be under way")
    page.locator("#reply .go button").click()
    status = page.locator("#reply [data-status]")
    expect(status).to_have_text(page.locator("#reply [data-busy]").get_attribute("data-busy"))
    with page.expect_navigation():
        under_way.pop().continue_()
    assert "protokoll.txt" in page.locator("article.post", has_text="Mit Protokoll.").inner_text()


def test_what_a_lost_connection_kept_comes_back_whole_and_is_gone_once_sent(place, visit):
    page = visit("Mara")
    page.goto(f"{place.url}/threads/{place.threads['answered']}")
    page.context.set_offline(True)
    page.locator("#reply textarea").press_sequentially("Im Tunnel getippt.")
    page.locator("#reply [name=need][value=thanks]").check()
    line = page.locator("#reply [data-said]").first
    page.wait_for_function("line => line.textContent === line.dataset.lost", arg=line.element_handle())
    # Before the text goes to the server by itself, the page is left and opened again.
    page.route("**/saved-texts", lambda route: route.abort())
    page.context.set_offline(False)
    page.reload()
    expect(page.locator("#reply textarea")).to_have_value("Im Tunnel getippt.")
    assert page.locator("#reply [name=need][value=thanks]").is_checked()
    send(page, "/posts", body="Im Tunnel getippt.")
    assert page.locator("#reply textarea").input_value() == ""
    assert page.evaluate("sessionStorage.length") == 0


def test_a_guest_finds_the_question_again_in_the_same_tab(place, visit):
    page = visit()
    page.goto(f"{place.url}/ask")
    page.locator("[name=title]").press_sequentially("Kein Netz im Keller")
    page.locator("[name=board]").first.check()
    page.locator("[name=body]").press_sequentially("Seit gestern.")
    page.reload()
    expect(page.locator("[name=title]")).to_have_value("Kein Netz im Keller")
    assert page.locator("[name=board]").first.is_checked()
    assert page.locator("[name=body]").input_value() == "Seit gestern."
    assert page.locator("[data-looks-title]").inner_text() == "Kein Netz im Keller"
    page.locator("[data-discard]").click()
    page.locator(".toast").wait_for()
    assert page.locator("[name=title]").input_value() == ""


def test_a_guest_finds_the_question_again_in_another_tab_and_once_signed_in(place, visit):
    page = visit()
    page.goto(f"{place.url}/ask")
    page.locator("[name=title]").press_sequentially("Kein Netz auf dem Dach")
    page.locator("[name=body]").press_sequentially("Seit gestern.")
    page.locator("[data-discard]").wait_for()
    again = page.context.new_page()
    page.close()
    again.goto(f"{place.url}/ask")
    expect(again.locator("[name=title]")).to_have_value("Kein Netz auf dem Dach")
    assert again.evaluate("sessionStorage.length") == 0
    sign_in(again, place.url, "mara@example.org")
    again.goto(f"{place.url}/ask")
    expect(again.locator("[name=title]")).to_have_value("Kein Netz auf dem Dach")
    assert again.locator("[name=body]").input_value() == "Seit gestern."
    again.locator("[data-discard]").click()
    again.locator(".toast").wait_for()


def test_keys_mark_look_and_leave(reply):
    area = reply.locator("#reply textarea")
    area.focus()
    reply.keyboard.press("Control+b")
    reply.keyboard.type("wichtig")
    assert area.input_value() == "**wichtig**"
    reply.keyboard.press("Control+Shift+P")
    reply.locator("#reply [data-panel] strong", has_text="wichtig").wait_for()
    assert not area.is_visible()
    reply.keyboard.press("Control+Shift+P")
    assert area.evaluate("area => area === document.activeElement")
    reply.keyboard.press("Escape")
    assert not area.evaluate("area => area === document.activeElement")
    reply.locator("#reply markdown-toolbar").focus()
    names = []
    for key in ("ArrowRight", "End", "ArrowRight"):
        reply.keyboard.press(key)
        names.append(reply.evaluate("document.activeElement.dataset.mdButton"))
    assert names == ["italic", "image-file", "bold"]


def test_names_are_offered_and_put_in(reply):
    area = reply.locator("#reply textarea")
    area.press_sequentially("Danke @ma", delay=50)
    reply.get_by_role("option", name="Mara").wait_for()
    reply.keyboard.press("Enter")
    assert area.input_value() == "Danke @Mara "


def test_a_post_is_quoted_where_one_reads_it(reply):
    address = reply.url
    quote = reply.locator("[data-quote]").first
    quote.click()
    text = reply.locator("#reply textarea").input_value()
    assert text.startswith("> [")
    assert "](/posts/" in text
    assert text.endswith("\n\n")
    assert reply.url == address
