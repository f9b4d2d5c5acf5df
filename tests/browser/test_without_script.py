"""Reading, asking, answering, accepting, searching and signing in where no script runs."""

import re
from urllib.parse import urlsplit

import pytest

from tests.browser.people import form, lanes, press, send, settled, sign_out


@pytest.fixture
def plain(visit):
    """As `visit`, in a browser that runs no script."""

    def make(name="", **options):
        return visit(name, java_script_enabled=False, **options)

    return make


def test_a_guest_reads_searches_and_changes_theme_and_language(place, plain):
    page = plain()
    page.goto(place.url)
    assert page.context.cookies() == []
    page.locator("main form[role=search] input[name=q]").fill("WLAN Kanalwechsel")
    press(page.locator("main form[role=search] button"))
    press(page.locator("main ol.threads h3 a").first)
    assert page.locator("section.answer").count() == 1
    press(page.locator("section.answer footer a").first)
    assert urlsplit(page.url).fragment == f"post-{place.posts['answer']}"
    assert page.context.cookies() == []
    for field, value, seen in (
        ("theme", "dark", "html[data-theme=dark]"),
        ("language", "en", "html[lang=en]"),
    ):
        press(page.locator(f"footer button[name={field}][value={value}]"))
        assert page.locator(seen).count() == 1
        assert f"/threads/{place.threads['solved']}-" in page.url
    assert {cookie["name"] for cookie in page.context.cookies()} <= {"theme", "language"}


def test_the_menu_of_a_narrow_screen_opens(place, plain):
    page = plain(viewport={"width": 390, "height": 844})
    page.goto(place.url)
    page.locator("details.phone > summary").click()
    press(page.locator('details.phone a[href="/boards"]'))
    assert page.url == f"{place.url}/boards"


def test_a_customer_asks_replies_and_looks_at_what_there_is(place, plain):
    page = plain("Rolf")
    page.goto(f"{place.url}/ask")
    page.locator("#title").fill("WLAN bricht abends ab, was nun?")
    press(page.locator("button[value=similar]"))
    assert page.locator(f'section.sim a[href^="/threads/{place.threads["solved"]}-"]').count() == 1
    page.locator("input[name=board][value=internet]").check(force=True)
    page.locator("#body").fill("Bei mir auch, aber am Kabel.")
    press(page.locator("button[value=publish]"))
    thread = page.url
    assert re.search(r"/threads/\d+-wlan-bricht-abends-ab-was-nun$", thread)
    send(page, "/posts", body="Nachtrag: seit Montag.")
    assert page.locator("article.post").count() == 2
    press(page.locator("article.post").first.locator('a[href$="/edit"]'))
    send(page, "/edit", body="Bei mir auch, aber am LAN-Kabel.")
    page.goto(thread)
    assert "LAN-Kabel" in page.locator("article.post").first.inner_text()
    sign_out(page)


def test_the_team_answers_and_a_colleague_approves_and_the_asker_accepts(place, plain):
    asker, svea, jana = plain("Holger"), plain("Svea"), plain("Jana")
    asker.goto(f"{place.url}/ask?title=Fernbedienung+reagiert+nicht&board=internet")
    asker.locator("#body").fill("Batterien sind neu.")
    press(asker.locator("button[value=publish]"))
    thread = re.search(r"/threads/(\d+)", asker.url)[1]
    svea.goto(f"{place.url}/desk/threads/{thread}")
    send(svea, "/drafts", body="Halte die Taste Menü zehn Sekunden lang gedrückt.")
    assert lanes(jana, place.url)["reading"] >= 1
    jana.goto(f"{place.url}/desk/threads/{thread}")
    press(jana.locator('main .note a[href^="/desk/readings/"]'))
    form(jana, "/return").locator("[name=comment]").fill("Welche Fernbedienung?")
    press(jana.locator("[data-return]"))
    svea.goto(f"{place.url}/desk/threads/{thread}")
    press(svea.locator('main .note a[href^="/desk/drafts/"]'))
    send(
        svea,
        urlsplit(svea.url).path,
        body="Halte an der schwarzen die Taste Menü zehn Sekunden lang gedrückt.",
    )
    jana.goto(f"{place.url}/desk/threads/{thread}")
    press(jana.locator('main .note a[href^="/desk/readings/"]'))
    assert jana.locator("table.diff ins").count() >= 1
    press(jana.locator("[data-approve]"))
    asker.goto(f"{place.url}/threads/{thread}")
    press(form(asker, "/solution").locator("button"))
    settled(asker)
    assert asker.locator("section.answer").count() == 1
    asker.locator("article.sol details.more > summary").click()
    press(asker.locator('article.sol details form[action$="/solution/removal"] button'))
    assert asker.locator("section.answer").count() == 0


def test_a_moderator_releases_a_held_question(place, plain):
    nils, moritz = plain("Nils"), plain("Moritz")
    nils.goto(f"{place.url}/ask?title=Geht+das+ohne+Skript?&board=held")
    nils.locator("#body").fill("Ich frage nur.")
    press(nils.locator("button[value=publish]"))
    moritz.goto(f"{place.url}/desk/held")
    held = moritz.locator("article", has_text="Geht das ohne Skript?")
    press(held.locator('form[action$="/approval"] button'))
    moritz.goto(f"{place.url}/boards/held")
    assert moritz.locator("ol.threads", has_text="Geht das ohne Skript?").count() == 1
