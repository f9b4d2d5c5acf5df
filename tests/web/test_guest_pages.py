"""Guests' pages that are kept: the same for every guest, nobody's but theirs, and never older than the last commit."""

import datetime as dt
import gzip

import pytest
from structlog.testing import capture_logs

from community import clock, settings
from community.app import create_app
from community.commands.site import change_setting
from community.commands.tags import add_tag
from community.model.page_versions import PageVersion
from community.web.guest_pages.keeping import KEPT
from community.web.guest_pages.questions import FOLDERS
from tests.stories import answered, asked
from tests.web.routes_reading import READING

THREAD = "/threads/1-no-line-since-noon"
HOSTILE = {
    "Accept": "application/json",
    "X-Forwarded-Host": "evil.example",
    "X-Original-URL": "/desk/",
    "X-Rewrite-URL": "/desk/",
    "X-HTTP-Method-Override": "POST",
    "X-Part": "none",
    "X-Requested-With": "XMLHttpRequest",
    "Range": "bytes=0-10",
    "If-Modified-Since": "Sat, 28 Nov 2099 12:00:00 GMT",
    "Forwarded": "host=evil.example",
    "Sec-Fetch-Site": "cross-site",
    "Referer": "https://evil.example/",
}
sqlite = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


@pytest.fixture
def frozen(site):
    """A clock that stands, set forward by hand."""
    moment = [clock.now()]
    clock.set_source(lambda: moment[0])
    return moment


def ask_with(site, **headers):
    """The first page for a browser that sends exactly these headers."""
    return site.app.test_client(use_cookies=False).get("/", base_url=site.base_url, headers=headers)


def is_kept(answer):
    return "ETag" in answer.headers


def address(endpoint):
    return THREAD if endpoint == "public.thread" else READING[endpoint][1]


def lasting(answer):
    return {name: value for name, value in answer.headers.items() if name != "X-Request-Id"}


def uncached(site, path, **headers):
    """The page as the app makes it without the layer in front."""
    layer, site.app.wsgi_app = site.app.wsgi_app, site.app.wsgi_app.app
    try:
        return site.browser().get(path, headers=headers)
    finally:
        site.app.wsgi_app = layer


@sqlite
def test_what_is_kept_is_for_every_guest_alike_and_holds_no_token(site, frozen):
    cast = site.cast
    cast.do(add_tag, cast.ada, "kupfer")
    answered(cast, asked(cast, source="Glasfaser oder Kupfer?", tags=["kupfer"]))
    site.follow()
    kept = set()
    for endpoint in READING:
        path = address(endpoint)
        first = site.browser().get(path, headers={"User-Agent": "Mozilla/5.0 Eins", **HOSTILE})
        second = site.browser().get(path, headers={"User-Agent": "Mozilla/5.0 Zwei"})
        assert first.headers["X-Request-Id"] != second.headers["X-Request-Id"]
        if not is_kept(second):
            assert (
                endpoint == "public.upload"
                or "no-store" in second.headers["Cache-Control"]
                or (endpoint == "assets.file")
            ), endpoint
            continue
        kept.add(endpoint)
        assert first.data == second.data, endpoint
        assert lasting(first) == lasting(second), endpoint
        assert second.data == uncached(site, path).data, endpoint
        assert second.headers["Cache-Control"] == "private, no-cache"
        assert "Set-Cookie" not in second.headers
        assert "csrf_token" not in second.text
        assert "evil.example" not in second.text
    assert kept == set(KEPT)
    assert {address(endpoint).split("/")[1].split("?")[0] for endpoint in KEPT} <= FOLDERS


@sqlite
def test_nobody_signed_in_is_given_a_kept_page_nor_leaves_one(site, frozen):
    asked(site.cast)
    guest = site.browser().get("/")
    mara, token = site.signed_in("Mara"), site.token("Mara")
    for path in (address(endpoint) for endpoint in KEPT):
        own = mara.get(path, headers={"If-None-Match": guest.headers["ETag"]})
        assert not is_kept(own), path
        assert "no-store" in own.headers["Cache-Control"]
        assert not is_kept(site.browser().get(path, headers=token)), path
    again = site.browser().get("/")
    assert is_kept(again)
    assert "Mara" not in again.text.split("<main")[0]


@sqlite
@pytest.mark.parametrize(
    "cookie", ["zuruf=none", "theme=blue", "_ga=1", "theme=dark; theme=light", "language"]
)
def test_any_other_cookie_has_the_page_made(site, cookie):
    assert not is_kept(ask_with(site, Cookie=cookie))


@sqlite
def test_language_and_theme_have_pages_of_their_own(site, frozen):
    def page(**headers):
        answer = ask_with(site, **headers)
        assert is_kept(answer)
        return answer.text

    assert '<html lang="en">' in page(**{"Accept-Language": "en-GB,en;q=0.9,de;q=0.1"})
    assert '<html lang="de">' in page(**{"Accept-Language": "de-AT"})
    assert page(**{"Accept-Language": "fr"}) == page()
    assert 'data-theme="dark"' in page(Cookie="theme=dark")
    assert "data-theme" not in page(Cookie="theme=auto; language=en")
    assert '<html lang="en">' in page(Cookie="language=en", **{"Accept-Language": "de"})
    site.cast.do(change_setting, site.cast.ada, "language", "de")
    assert '<html lang="de">' in page()


@sqlite
def test_a_page_that_is_known_is_not_sent_again(site, frozen):
    browser = site.browser()
    plain, packed = browser.get("/"), browser.get("/", headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert not packed.get_etag()[1]
    for tag in (packed.headers["ETag"], f'"x", W/{packed.headers["ETag"]}', "*"):
        same = browser.get("/", headers={"Accept-Encoding": "gzip", "If-None-Match": tag})
        assert (same.status_code, same.data) == (304, b"")
        assert same.headers["ETag"] == packed.headers["ETag"]
        assert "Content-Security-Policy" in same.headers
        assert same.headers["Vary"] == packed.headers["Vary"]
    other = browser.get("/", headers={"If-None-Match": packed.headers["ETag"]})
    assert other.status_code == 200
    head = browser.open("/", method="HEAD")
    assert (head.data, lasting(head)) == (b"", lasting(plain))
    frozen[0] += dt.timedelta(minutes=1)
    assert browser.get("/", headers={"If-None-Match": plain.headers["ETag"]}).status_code == 304


@sqlite
def test_a_head_alone_is_answered_as_its_page_would_be(site, frozen):
    head = site.browser().open("/boards", method="HEAD")
    assert lasting(head) == lasting(site.browser().get("/boards"))


@sqlite
def test_errors_and_addresses_of_no_page_of_ours_are_not_kept(site):
    asked(site.cast)
    missed = "/search?q=unauffindbarkeit"
    for path in (
        *("/threads/1", "/threads/99-none", "/boards/none", "/boards/internet?page=99999999", "/nothing"),
        *(
            "/boards?x=1",
            "/boards?page=2",
            f"{THREAD}?quote=1",
            "/boards/%00",
            "/ask",
            missed,
            f"/search?q={'a' * 600}",
        ),
    ):
        assert not is_kept(site.browser().get(path)), path
    assert not is_kept(site.browser().get("/", headers={"Host": "evil.example"}))


@sqlite
def test_every_answer_has_its_line_in_the_log(site, frozen):
    browser = site.browser()
    with capture_logs() as lines:
        given = [browser.get("/boards") for _ in range(2)]
        given.append(browser.get("/boards", headers={"If-None-Match": given[0].headers["ETag"]}))
    told = [(line["id"], line["method"], line["route"], line["status"]) for line in lines]
    assert told == [(one.headers["X-Request-Id"], "GET", "/boards", one.status_code) for one in given]
    assert [one.status_code for one in given] == [200, 200, 304]


@sqlite
def test_a_flood_of_addresses_takes_no_more_room_than_there_is(site, frozen):
    asked(site.cast)
    memory = site.app.wsgi_app.shelf
    memory.room = 2 * len(site.browser().get("/").data)
    for number in range(1, 40):
        site.browser().get(f"/search?q=line&page={number}&since=any")
        site.browser().get("/boards")
        assert memory.filled <= memory.room
    assert 1 < len(memory._pages) < 12
    assert any(question.path == "/boards" for question in memory._pages), "what is asked for stays"


@sqlite
def test_without_a_version_pages_are_made_each_time(site):
    with site.cast.database.engine.connect().execution_options(community_shaping=True) as connection:
        connection.execute(PageVersion.__table__.delete())
        connection.commit()
    answer = site.browser().get("/")
    assert answer.status_code == 200
    assert not is_kept(answer)


@sqlite
def test_it_can_be_switched_off(cast, tmp_path):
    environment = {
        "COMMUNITY_DATA": str(tmp_path),
        "DATABASE_URL": cast.database.url,
        "PAGE_CACHE_MEGABYTES": "0",
    }
    app = create_app(settings.load(environment))
    answer = app.test_client().get("/", base_url="http://127.0.0.1:8000")
    assert answer.status_code == 200
    assert not is_kept(answer)
