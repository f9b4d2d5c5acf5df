"""Texts that attack, shown by a real browser: nothing of them runs, asks or reaches anywhere."""

import random
from urllib.parse import urlencode, urlsplit

from tests.browser.people import form, person, press, send, sign_in

# Few, but of every kind: handlers, schemes, broken tags, entities, templates, Unicode tricks, styles.
OWN = """
<script>window.pwned=1</script>
"><img src=x onerror=window.pwned=1>
<svg/onload=window.pwned=1>
<iframe srcdoc="<script>parent.pwned=1</script>"></iframe>
<a href="javascript:window.pwned=1" autofocus onfocus=window.pwned=1>x</a>
[x](javascript:window.pwned=1) [y](JaVaScRiPt&colon;window.pwned=1) <javascript:window.pwned=1>
![x](x"onerror="window.pwned=1) ![y](https://evil.example/pixel.png)
<img src="//evil.example/a.png"><link rel=stylesheet href=//evil.example/a.css>
<style>@import url(//evil.example/a.css);body{display:none}</style>
<meta http-equiv=refresh content="0;url=//evil.example/">
<base href="//evil.example/"><form action="//evil.example/"><button autofocus>Weiter</button>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=window.pwned=1&gt;">
{{ 7*7 }}{% for x in () %}{{ config }}${7*7}
</textarea></title></script><script>window.pwned=1</script>
<details open ontoggle=window.pwned=1><video><source onerror=window.pwned=1></video></details>
`</code><script>window.pwned=1</script>`
<div style="position:fixed;inset:0;background:url(//evil.example/b.png)">x</div>
<input id=main name=title><form id=q><input name=csrf_token value=x></form>
\u202e<b onmouseover=window.pwned=1>\u2066gpj.txt
&lt;script&gt;window.pwned=1&lt;/script&gt; &#60;img src=x onerror=window.pwned=1&#62;
"""
WATCH = """addEventListener("securitypolicyviolation", (event) =>
    (window.violations ??= []).push(`${event.violatedDirective} ${event.blockedURI}`));"""
SHOWN = 200
"""Texts to a run of the sample."""
CLAUSES = ("close", "hide", "no_answer", "lock")
TOGETHER = 40
"""So many to a post, so that all are on few pages."""


class Watched:
    """A page of which everything is written down that an attack could bring about."""

    def __init__(self, page, place):
        self.page, self.seen, self.home = page, [], urlsplit(place.url).netloc
        page.on("dialog", self._dialog)
        page.on("request", lambda request: self._request(request.url))
        page.on("popup", lambda popup: self.seen.append(f"popup {popup.url}"))
        page.add_init_script(WATCH)

    def visit(self, address):
        """Show a page, poke all of it, and write down what happened."""
        answer = self.page.goto(address)
        assert answer.status == 200, address
        self.look()
        if urlsplit(self.page.url).path != urlsplit(answer.url).path:
            self.seen.append(f"went to {self.page.url}")

    def look(self):
        """Poke the page that is shown."""
        self.page.evaluate(POKE)
        self.seen += self.page.evaluate("[...(window.pwned ? ['pwned'] : []), ...(window.violations ?? [])]")

    def _dialog(self, dialog):
        self.seen.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _request(self, url):
        parts = urlsplit(url)
        if parts.scheme != "http" or parts.netloc != self.home:
            self.seen.append(f"request {url}")


POKE = """() => {
    for (const element of document.querySelectorAll("*"))
        for (const kind of ["mouseover", "focus", "toggle", "error", "load", "animationend", "pointerenter"])
            element.dispatchEvent(new Event(kind));
}"""


def publish(page, place, texts):
    """Ask with the first text as the title, reply with all of them, and return the thread."""
    page.goto(f"{place.url}/ask")
    page.locator("#title").fill(f"Frage zu {texts[0]}"[:150])
    page.locator("input[name=board][value=internet]").check(force=True)
    page.locator("#body").fill("\n\n".join(texts))
    press(page.locator("button[value=publish]"))
    assert "/threads/" in page.url, page.locator("main").inner_text()
    return page.url.split("#")[0]


def profile(customer, place, texts):
    """Say something about oneself, and say where one lives, in words like these."""
    customer.visit(f"{place.url}/account/settings/profile")
    send(
        customer.page,
        "/account/settings",
        about="\n".join(texts)[:480],
        region=texts[0][:50],
        name=texts[-1][:28],
    )
    customer.look()


def reply_with_file(customer, thread, texts):
    """Add a file whose name is a text, to a reply that quotes all of them."""
    customer.visit(thread)
    files = [
        {"name": f"{text[:80].replace('/', '_')}.txt", "mimeType": "text/plain", "buffer": b"Protokoll"}
        for text in texts[:3]
    ]
    reply = form(customer.page, "/posts")
    reply.locator("input[type=file]").set_input_files(files)
    reply.locator("textarea").fill("\n".join(f"> {text}" for text in texts))
    press(reply.locator("button[type=submit]:not([name])").last)
    customer.page.wait_for_load_state()
    customer.look()


def answer(team, reader, place, number, texts):
    """Note and answer on the desk, let a colleague read and release it; return the id of the post."""
    case = f"{place.url}/desk/threads/{number}"
    team.visit(case)
    send(team.page, "/notes", body="\n\n".join(texts))
    team.visit(case)
    send(team.page, "/drafts", body="\n\n".join(texts))
    team.look()
    reader.visit(f"{place.url}/desk/readings")
    links = reader.page.locator("main a[href*='/desk/readings/']").all()
    newest = max(int(link.get_attribute("href").rsplit("/", 1)[1]) for link in links)
    for view in ("", "?view=customer"):
        reader.visit(f"{place.url}/desk/readings/{newest}{view}")
    press(form(reader.page, "/approval").locator("button").last)
    reader.page.wait_for_load_state()
    reader.look()
    reader.visit(f"{place.url}/threads/{number}")
    return reader.page.locator("article.post.team").last.get_attribute("id").removeprefix("post-")


def settings(team, guest, place, texts):
    """Try the texts as names of what an administrator names; what is refused comes back into its form."""
    team.visit(f"{place.url}/admin/boards")
    send(team.page, "/admin/boards", name="Angriff", description="")
    for address, fields in (
        ("/admin/boards", ("name", "description")),
        ("/admin/teams", ("name", "site")),
        ("/admin/tags", ("name",)),
        ("/admin/settings", ("claim",)),
        ("/admin/boards/angriff/fields", ("label",)),
        ("/admin/reading-rules/trial#try", ("try_text",)),
        ("/admin/clauses", CLAUSES),
    ):
        team.visit(place.url + address.removesuffix("/trial#try"))
        send(team.page, address, **dict.fromkeys(fields, texts[0][:60]))
        team.look()
        team.visit(place.url + address.removesuffix("/trial#try"))
    guest.visit(f"{place.url}/ask?board=angriff")
    team.visit(f"{place.url}/threads/{place.threads['answered']}")
    team.visit(f"{place.url}/admin/clauses")
    send(team.page, "/admin/clauses", **dict.fromkeys(CLAUSES, ""))


def attack(place, new_context, texts):
    """Send the texts in at every field, look at every page that shows them, and return what came of it."""
    customer, guest, team, reader = (Watched(person(new_context), place) for _ in range(4))
    sign_in(customer.page, place.url, "rolf@example.org")
    sign_in(team.page, place.url, "ada@example.org")
    sign_in(reader.page, place.url, "jana@example.org")
    threads = [
        publish(customer.page, place, texts[at : at + TOGETHER]) for at in range(0, len(texts), TOGETHER)
    ]
    for thread in threads:
        number = urlsplit(thread).path.split("/")[2].split("-")[0]
        for watched, address in (
            (guest, thread),
            (customer, thread),
            (team, f"{place.url}/desk/threads/{number}"),
        ):
            watched.visit(address)
    number = urlsplit(threads[0]).path.split("/")[2].split("-")[0]
    profile(customer, place, texts)
    reply_with_file(customer, threads[0], texts)
    published = answer(team, reader, place, number, texts)
    for address in ("/", "/boards/internet", "/members/Rolf?tab=questions", "/search?q=Frage", "/feed.atom"):
        guest.visit(place.url + address)
    for address in ("/members/Rolf", f"/posts/{published}/history"):
        guest.visit(place.url + address)
    guest.visit(threads[0])
    for address in ("/desk/", "/admin/people", "/admin/audit", "/desk/missed-searches"):
        team.visit(place.url + address)
    for text in random.sample(texts, min(8, len(texts))):
        guest.visit(f"{place.url}/search?{urlencode({'q': text})}")
        guest.visit(f"{place.url}/ask?{urlencode({'title': text, 'body': text})}")
        guest.page.goto(f"{place.url}/account/register")
        send(guest.page, "/account/register", name=text, email=text, password=text[:8])
        guest.look()
    settings(team, guest, place, texts)
    return guest.seen + customer.seen + team.seen + reader.seen


def test_our_own_list(place, new_context):
    assert attack(place, new_context, [line for line in OWN.splitlines() if line]) == []


def test_the_lists_of_others(place, new_context, real_data, sample):
    lists = ("hostile-xss-payloadbox/Intruder/xss-payload-list.txt", "hostile-blns/blns.txt")
    lines = []
    for name in lists:
        text = (real_data(name.split("/")[0]) / name.partition("/")[2]).read_text("utf-8", errors="replace")
        lines += [line.strip() for line in text.splitlines() if line.strip()]
    assert attack(place, new_context, sample(lines, SHOWN)) == []


def test_the_watch_sees_what_it_looks_for(place, new_context):
    watched = Watched(person(new_context), place)
    watched.visit(place.url)
    watched.page.evaluate(
        """() => {
            document.querySelector("main").insertAdjacentHTML(
                "beforeend", "<img src='//evil.example/a.png'><p style='color:red' onclick='1'>x</p>");
            window.pwned = 1;
            alert(1);
        }"""
    )
    watched.page.wait_for_function("(window.violations ?? []).length >= 2")
    watched.look()
    assert all(
        any(word in line for line in watched.seen) for word in ("dialog", "evil", "style-src", "pwned")
    )
