"""The first hour of a place: founded, asked in, answered with four eyes, solved, doubted, found again."""

import re
from urllib.parse import urlsplit

from tests.browser.people import form, lanes, links_in_mail, person, press, send, settled, sign_in, sign_out
from tests.waiting import until

TITLE = "WLAN bricht jeden Abend ab"
SECRET = "Kanalüberlappung"
ANSWER = f"Hallo Mara, das klingt nach {SECRET}. Stell bitte unter **WLAN > Kanal** den Kanal 11 ein."


def path(page):
    return urlsplit(page.url).path


def lanes_with(page, server, **expected):
    """Return whether exactly these lanes of the desk hold something."""
    found = lanes(page, server.url)
    return {name: count for name, count in found.items() if count} == expected


def found_the_place(server, ada):
    """Open the link on the operator's screen; a short password is told at its field, nothing typed is lost."""
    link = re.search(r"http\S+/account/found/\S+", server.log)[0]
    ada.goto(link)
    send(
        ada,
        urlsplit(link).path,
        site_name="Nordlicht",
        name="Ada Lindner",
        email="ada@nordlicht.example",
        password="kurz",
    )
    assert ada.locator("#password[aria-invalid=true]").count() == 1
    assert ada.locator("#site_name").input_value() == "Nordlicht"
    send(ada, urlsplit(link).path, password="ein ganzer Satz")
    assert path(ada) == "/admin/"
    assert (
        ada.locator('main .note a[href="/admin/people"]').count() == 1
    )  # nobody could read the first answer
    assert ada.goto(link).status == 410


def add_colleague(server, ada, jana):
    """Let Jana in with a link shown once; afterwards there are two who can read."""
    ada.goto(f"{server.url}/admin/people")
    send(ada, "/admin/people/new", new_name="Jana Petersen", new_email="jana@nordlicht.example")
    link = ada.locator("#link").input_value()
    jana.goto(link)
    send(jana, urlsplit(link).path, password="ein ganzer Satz")
    assert path(jana) == "/account/login"
    send(jana, "/account/login", email="jana@nordlicht.example", password="ein ganzer Satz")
    assert jana.goto(link).status == 410
    ada.goto(f"{server.url}/admin/")
    assert ada.locator('main .note a[href="/admin/people"]').count() == 0
    assert lanes_with(jana, server)


def ask_as_a_stranger(server, mara):
    """Write first, register afterwards; the text waits and is published by the person who wrote it."""
    mara.goto(f"{server.url}/")
    mara.locator('header a[href="/ask"]').first.click()
    mara.locator("#title").fill(TITLE)
    mara.locator("#body").fill("Seit letzter Woche, immer gegen 20 Uhr. Was kann ich tun?")
    press(mara.locator("button[value=publish]"))
    settled(mara)
    assert mara.locator("#title").input_value() == TITLE  # the board was forgotten, the text was not
    mara.locator("fieldset#board label").first.click()
    press(mara.locator("button[value=publish]"))
    assert path(mara) == "/account/login"
    mara.locator('main a[href^="/account/register"]').click()
    send(
        mara,
        "/account/register",
        name="Nordlicht Team",
        email="mara@kundin.example",
        password="ein ganzer Satz",
    )
    assert mara.locator("#name[aria-invalid=true]").count() == 1  # a name as if she spoke for the place
    send(mara, "/account/register", name="Mara Voss", password="ein ganzer Satz")
    confirm = until(lambda: links_in_mail(server.data, "mara@kundin.example"), "the mail to confirm")[0]
    mara.goto(confirm)
    send(mara, urlsplit(confirm).path)
    send(mara, "/account/login", email="mara@kundin.example", password="ein ganzer Satz")
    assert path(mara) == "/ask"
    assert mara.locator("#title").input_value() == TITLE
    press(mara.locator("button[value=publish]"))
    settled(mara)
    assert re.fullmatch(r"/threads/\d+-wlan-bricht-jeden-abend-ab", path(mara))
    return path(mara)


def answer_with_four_eyes(server, thread, jana, ada, mara, guest):
    """Jana writes, nobody outside sees it, Jana can't approve it, Ada does, then everybody sees who wrote."""
    assert lanes_with(jana, server, answer=1)
    press(jana.locator(".tk h3 a"))
    assert "gegen 20 Uhr" in jana.locator("main .quote").inner_text()
    send(jana, "/drafts", body=ANSWER)
    assert lanes_with(jana, server, answer=1, reading=1)
    for stranger in (mara, guest):
        for place in (thread, "/", f"/search?q={SECRET}", "/feed.atom", "/members/Jana Petersen"):
            stranger.goto(server.url + place)
            assert ANSWER[:20] not in stranger.content() and f"{SECRET}." not in stranger.content(), place
    press(jana.locator('[aria-labelledby="lane-reading"] h3 a'))
    assert SECRET in jana.locator("main").inner_text()
    assert jana.locator("[data-approve]").count() == 0
    lanes(ada, server.url)
    press(ada.locator('[aria-labelledby="lane-reading"] h3 a'))
    assert SECRET in ada.locator("main").inner_text()
    press(ada.locator("[data-approve]"))
    settled(ada)
    assert path(ada) == thread
    assert "Ada Lindner" in ada.locator("article.team .eyes").inner_text()
    for stranger in (mara, guest):
        stranger.goto(server.url + thread)
        post = stranger.locator("article.post.team")
        assert SECRET in post.inner_text()
        assert post.locator("header .tag.solid").count() == 1
        assert post.locator(".eyes").count() == 1
        assert "Ada Lindner" not in stranger.content()
    assert lanes_with(jana, server)


def solve_and_doubt(server, thread, mara, guest, jana):
    """Accept, take the mark off, accept again, find that it did not help, and ask again."""
    mara.goto(f"{server.url}/")
    assert mara.locator("section.helped").count() == 1
    mara.goto(server.url + thread)
    press(form(mara, "/solution").locator("button"))
    settled(mara)
    for person_ in (mara, guest):
        person_.goto(server.url + thread)
        assert SECRET in person_.locator("article.post:first-child section.answer").inner_text()
        assert person_.locator("article.post.sol").count() == 1
    assert lanes_with(jana, server)
    mara.locator("article.post.sol details.more > summary").click()
    press(mara.locator('article.post.sol details form[action$="/solution/removal"] button'))
    settled(mara)
    assert mara.locator("section.answer, article.sol").count() == 0
    press(form(mara, "/solution").locator("button"))
    settled(mara)
    press(mara.locator('article.post.sol .acts > form[action$="/solution/removal"] button'))
    settled(mara)
    assert mara.locator("section.answer, article.sol").count() == 0
    assert sum(lanes(jana, server.url).values()) == 1
    mara.goto(server.url + thread)
    before = mara.locator("article.post").count()
    send(mara, "/posts", body="Kanal 11 hat leider nicht geholfen. Und jetzt?")
    assert mara.locator("article.post").count() == before + 1
    mara.goto(f"{server.url}/")
    assert mara.locator("section.helped").count() == 0  # she has just said that it did not
    assert lanes(jana, server.url)["follow_up"] >= 1
    jana.goto(f"{server.url}/desk/?lane=follow_up")
    press(jana.locator('[aria-labelledby="lane-follow_up"] h3 a').first)
    assert "nicht geholfen" in jana.locator("main").inner_text()


def test_from_founding_to_follow_up(new_server, new_context):
    server = new_server(TRUSTED_PROXIES="1")
    server.start()
    ada, jana, mara, guest = (person(new_context) for _ in range(4))
    found_the_place(server, ada)
    add_colleague(server, ada, jana)
    thread = ask_as_a_stranger(server, mara)
    answer_with_four_eyes(server, thread, jana, ada, mara, guest)
    solve_and_doubt(server, thread, mara, guest, jana)

    def is_found(words):
        guest.goto(f"{server.url}/search?q={words}")
        return guest.locator("main ol.threads h3 a").count() == 1

    until(lambda: is_found("Kanalüberlappung"), "the answer in the search")
    until(lambda: is_found("WLAN geholfen"), "the follow-up in the search")
    assert f"{server.url}/posts/2" in links_in_mail(server.data, "mara@kundin.example")
    mara.goto(f"{server.url}/notifications")
    assert mara.locator(".events li").count() >= 1
    jana.goto(f"{server.url}/notifications")
    assert jana.locator(".events li").count() >= 2
    for address in ("/admin/settings", "/admin/audit", "/admin/boards", "/desk/held"):
        assert ada.goto(server.url + address).status == 200
        assert mara.goto(server.url + address).status == 404
    sign_out(mara)
    assert mara.locator("details.account").count() == 0
    mara.goto(f"{server.url}/account/settings")
    assert path(mara) == "/account/login"
    sign_in(mara, server.url, "mara@kundin.example")
    assert '"exception"' not in server.log
    server.command("check")
