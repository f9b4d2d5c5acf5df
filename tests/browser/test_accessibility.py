"""Every page as machines can judge it: axe with all its rules, light and dark, wide and narrow, and reflow."""

from pathlib import Path

import axe_playwright_python
import pytest

from tests.browser.people import form, links_in_mail, press, send
from tests.browser.places import PASSWORD
from tests.browser.seen import ADMINISTRATOR, CUSTOMER, GUEST, MODERATOR, READER, STAFF, STATUS
from tests.browsers import DESKTOP, PHONE, STEADY
from tests.house.sources import ROOT
from tests.waiting import until

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text()
MAINTENANCE = ROOT / "static" / "maintenance.html"
BREAK = """() => {
    const main = document.querySelector("main");
    main.insertAdjacentHTML("beforeend", "<details><summary>x</summary><input></details><img src=x><h5></h5>");
    Object.assign(main.lastElementChild.style, {width: "2000px", height: "9px"});
}"""
RUN = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations.map(
    (found) => found.id + ": " + found.nodes.map((node) => node.target + " " + node.failureSummary).join("; "))"""
SIDEWAYS = """() => document.documentElement.scrollWidth > document.documentElement.clientWidth
    ? [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
        .map((e) => e.tagName + "." + e.className).slice(0, 6) : []"""
TEAM_FORMS = [
    ("Svea", "/desk/threads/new", "/desk/threads/new"),
    ("Svea", "/desk/threads/{open}", "/drafts"),
    ("Jana", "/desk/readings/{waiting}", "/return"),
    ("Ada", "/admin/boards", "/admin/boards"),
    ("Ada", "/admin/boards/internet", "/admin/boards/internet"),
    ("Ada", "/admin/boards/internet/fields", "/fields"),
    ("Ada", "/admin/tags", "/admin/tags"),
    ("Ada", "/admin/teams", "/admin/teams"),
    ("Ada", "/admin/people", "/admin/people/new"),
    ("Ada", "/admin/settings", "/admin/settings"),
    ("Ada", "/admin/reading-rules", "/admin/reading-rules"),
]
"""Who sends what form empty: its page, and how its address ends."""
UNFOLD = """() => {
    const folded = [...document.querySelectorAll("main details:not([open])")];
    for (const details of folded) details.open = true;
    return folded.length;
}"""
SHIFT = """() => new Promise((done) => {
    let sum = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
    }).observe({type: "layout-shift", buffered: true});
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum))));
})"""
LOCALES = ["de-DE", "en-GB"]
"""The most that content may move while a page loads, in the browser's measure."""


def faults(page, name):
    """Return what is wrong with the page in every form of it, as it stands and with all that folds unfolded."""
    page.evaluate(AXE)
    found = looked_at(page, name)
    if page.evaluate(UNFOLD):
        found += looked_at(page, f"{name}, unfolded")
    return found


def looked_at(page, name):
    found = []
    for width in (DESKTOP, PHONE):
        page.set_viewport_size(width)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found += [f"{name}, {width['width']}, {scheme}: {fault}" for fault in page.evaluate(RUN)]
    page.set_viewport_size({"width": 320, "height": 640})
    found += [f"{name}, 320: sideways {element}" for element in page.evaluate(SIDEWAYS)]
    page.set_viewport_size(DESKTOP)
    return found


def walk(place, page, pages):
    ids = {**place.threads, **place.posts, **place.drafts}
    found = []
    for name, address in pages.items():
        answer = page.goto(place.url + address.format(**ids))
        assert answer.status == STATUS.get(name, 200), name
        page.wait_for_load_state("networkidle")
        shift = page.evaluate(SHIFT)
        found += [f"{name}: moved by {shift}"] if shift > STEADY else []
        found += faults(page, name)
    return found


def test_the_instrument_finds_what_is_wrong(place, visit):
    page = visit()
    page.goto(place.url)
    page.wait_for_load_state("networkidle")
    page.evaluate(
        "document.querySelector('main').before(Object.assign(document.createElement('hr'), {style: 'height: 300px'}))"
    )
    assert page.evaluate(SHIFT) > STEADY
    page.evaluate(BREAK)
    found = " ".join(faults(page, "broken"))
    assert all(
        rule in found for rule in ("image-alt", "empty-heading", "sideways", "unfolded, 390, dark: label")
    )


@pytest.mark.parametrize("locale", LOCALES)
def test_pages_of_a_guest(place, visit, sample, locale):
    page = visit(locale=locale)
    assert walk(place, page, dict(sample(list(GUEST.items()), 7))) == []


@pytest.mark.parametrize("address", ["/", "/threads/{solved}", "/ask", "/search?q=WLAN"])
def test_nothing_moves_on_a_phone(place, visit, address):
    page = visit(viewport=PHONE)
    page.goto(place.url + address.format(**place.threads), wait_until="networkidle")
    assert page.evaluate(SHIFT) <= STEADY


def test_forms_with_errors(place, visit):
    page = visit()
    page.goto(f"{place.url}/ask")
    press(page.locator("button[value=publish]"))
    found = faults(page, "ask, errors")
    page.goto(f"{place.url}/account/register")
    press(form(page, "/account/register").locator("button[type=submit]"))
    found += faults(page, "register, errors")
    page.goto(f"{place.url}/account/login")
    press(form(page, "/account/login").locator("button[type=submit]"))
    assert found + faults(page, "sign in, errors") == []


def test_pages_behind_links_in_mails(place, visit):
    page = visit()
    page.goto(f"{place.url}/account/register")
    send(page, "/account/register", name="Lena", email="lena@kundin.example", password=PASSWORD)
    page.goto(f"{place.url}/account/reset")
    send(page, "/account/reset", email="lena@kundin.example")
    page.goto(f"{place.url}/account/login")
    page.locator("#email").fill("lena@kundin.example")
    press(page.locator("button[form=sign-in]"))
    letters = place.server.data
    until(lambda: len(links_in_mail(letters, "lena@kundin.example")) >= 3, "all mails")
    found = []
    for link in links_in_mail(letters, "lena@kundin.example"):
        if any(part in link for part in ("/confirm/", "/reset/", "/link/")):
            assert page.goto(link).status == 200
            found += faults(page, link)
    assert found == []


def test_pages_of_a_customer(place, visit, sample):
    for locale in sample(LOCALES, 1):
        assert walk(place, visit("Mara", locale=locale), dict(sample(list(CUSTOMER.items()), 7))) == []


@pytest.mark.parametrize(
    ("name", "pages"),
    [("Moritz", MODERATOR), ("Svea", STAFF), ("Jana", READER), ("Ada", ADMINISTRATOR)],
)
def test_pages_of_those_who_look_after_the_place(place, visit, sample, name, pages):
    for locale in sample(LOCALES, 1):
        assert walk(place, visit(name, locale=locale), dict(sample(list(pages.items()), 3))) == []


def test_forms_of_the_team_with_errors(place, visit, sample):
    for name, address, action in sample(TEAM_FORMS, 4):
        page = visit(name)
        page.goto(place.url + address.format(**{**place.threads, **place.drafts}))
        sent = form(page, action).last
        for field in sent.locator("input[type=text], input:not([type]), textarea").all():
            if field.is_visible():
                field.fill("")
        with page.expect_navigation() as answer:
            # Its button may stand elsewhere on the page.
            sent.evaluate("form => form.requestSubmit()")
        assert answer.value.status == 422, address
        assert faults(page, f"{address}, errors") == []


def test_the_longest_names_fit_a_narrow_phone(place, visit):
    """A name may be one word of 60 letters; the page must not be wider for it."""
    word = "W" * 60
    page = visit("Ada")
    for address, fields in (
        ("/admin/tags", ("name",)),
        ("/admin/teams", ("name", "site")),
        ("/admin/boards", ("name", "description")),
    ):
        page.goto(place.url + address)
        send(page, address, **dict.fromkeys(fields, word))
    page.set_viewport_size({"width": 320, "height": 640})
    wide = {}
    ids = {**place.threads, **place.posts, **place.drafts}
    for address in (*GUEST.values(), *STAFF.values(), *ADMINISTRATOR.values()):
        page.goto(place.url + address.format(**ids))
        if found := page.evaluate(SIDEWAYS):
            wide[address] = found
    assert wide == {}


def test_the_page_while_it_is_down(visit):
    page, asked = visit(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(MAINTENANCE.as_uri(), wait_until="networkidle")
    assert faults(page, "maintenance") == []
    assert {url for url in asked if not url.startswith("data:")} == {MAINTENANCE.as_uri()}


def test_a_text_that_is_held(place, visit):
    assert walk(place, visit("Nils"), {"held text": "/texts/{held}"}) == []


def test_own_draft_that_was_returned(place, visit):
    assert (
        walk(place, visit("Svea"), {"returned": "/desk/drafts/{returned}", "own": "/desk/readings/{waiting}"})
        == []
    )


@pytest.mark.parametrize(
    ("address", "kilobytes"),
    # A form goes over the wire uncompressed, and this one brings its editor.
    [("/", 40), ("/threads/{solved}", 40), ("/boards/internet", 40), ("/search?q=WLAN", 40), ("/ask", 42)],
)
def test_a_cold_page_is_light(place, visit, address, kilobytes):
    """At most so many bytes and five requests beside the tab's icon, as they went over the wire."""
    page = visit()
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    names, sizes = {}, {}
    wire.on(
        "Network.requestWillBeSent", lambda event: names.update({event["requestId"]: event["request"]["url"]})
    )
    wire.on(
        "Network.loadingFinished",
        lambda event: sizes.update({names[event["requestId"]]: event["encodedDataLength"]}),
    )
    page.goto(place.url + address.format(**place.threads), wait_until="networkidle")
    assert len([name for name in sizes if not name.endswith("favicon.svg")]) <= 5, sizes
    assert sum(sizes.values()) <= kilobytes * 1024, sizes
