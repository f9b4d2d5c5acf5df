"""Each act of customers and moderators, once with keys alone and once where no script runs."""

import itertools
import re
from urllib.parse import urlsplit

import pytest
from PIL import Image

from tests.browser.hands import Keys, Pointer
from tests.browser.people import links_in_mail
from tests.waiting import until

pytestmark = pytest.mark.parametrize("way", [Keys, Pointer], ids=["keys", "no-script"], indirect=True)

_numbers = itertools.count(1)


def ask(place, person, title="Wie stelle ich den Kanal fest ein?", body="Ich finde die Seite nicht."):
    """Ask a question of one's own and return its number."""
    person.page.goto(f"{place.url}/ask?board=internet")
    person.write("#title", f"{title} ({next(_numbers)})")
    person.write("#body", body)
    person.lead("button[value=publish]")
    found = re.search(r"/threads/(\d+)", person.page.url)
    assert found, person.page.url
    return int(found[1])


def reply(place, person, thread, text):
    """Reply and return the number of the post."""
    person.page.goto(f"{place.url}/threads/{thread}")
    person.write("#reply textarea", text)
    person.lead("#reply .go button")
    return int(person.page.locator("article.post").last.get_attribute("id").removeprefix("post-"))


def toggled(person, action, seen=None):
    """Press a button that stays pressed, and wait for it to say so."""
    person.press(f'form[action$="{action}"] button')
    person.finds(f'form[action$="{seen or action + "/removal"}"]')


def test_readers_mark_what_they_read(place, hand):
    asker, reader = hand("Rolf"), hand("Holger")
    thread = ask(place, asker)
    post = reply(place, asker, thread, "Gefunden: unter Funk.")
    reader.page.goto(f"{place.url}/threads/{thread}")
    toggled(reader, f"/threads/{thread}/affected")
    # Whom it affects follows it already.
    reader.page.goto(f"{place.url}/threads/{thread}")
    toggled(reader, f"/threads/{thread}/following/removal", f"/threads/{thread}/following")
    toggled(reader, f"/threads/{thread}/following")
    toggled(reader, f"/posts/{post}/helpful")
    reader.press(f"#post-{post} details.more > summary")
    toggled(reader, f"/posts/{post}/bookmark")
    reader.page.goto(f"{place.url}/bookmarks")
    reader.sees("ol.threads", "Gefunden: unter Funk.")
    toggled(reader, f"/posts/{post}/bookmark/removal", f"/posts/{post}/bookmark")
    reader.page.goto(f"{place.url}/threads/{thread}")
    toggled(reader, f"/posts/{post}/helpful/removal", f"/posts/{post}/helpful")
    toggled(reader, f"/threads/{thread}/affected/removal", f"/threads/{thread}/affected")


def test_somebody_is_ignored_and_shown_again(place, hand):
    author, reader = hand("Rolf"), hand("Holger")
    thread = ask(place, reader)
    post = reply(place, author, thread, "Schreib doch der Presse.")
    reader.page.goto(f"{place.url}/threads/{thread}")
    reader.press(f"#post-{post} details.more > summary")
    toggled(reader, "/members/Rolf/ignoring")
    reader.page.goto(f"{place.url}/threads/{thread}")
    reader.press(f"#post-{post} details.ignored > summary")
    reader.sees(f"#post-{post} .prose", "Presse")
    reader.page.goto(f"{place.url}/follows")
    reader.press('form[action$="/members/Rolf/ignoring/removal"] button')
    until(
        lambda: not reader.page.locator('form[action$="/members/Rolf/ignoring/removal"]').count(),
        "the end of it",
    )
    reader.page.goto(f"{place.url}/threads/{thread}")
    reader.sees(f"#post-{post} .prose", "Presse")


def test_an_author_adds_a_file_changes_withdraws_and_publishes_again(place, hand, tmp_path):
    author = hand("Rolf")
    thread = ask(place, author)
    picture = tmp_path / "leuchte.png"
    Image.new("RGB", (40, 30), "orange").save(picture)
    author.attach("#files", picture)
    if isinstance(author, Keys):
        author.sees("[data-rows] li img")
    author.write("#reply textarea", "So leuchtet sie.")
    author.lead("#reply .go button")
    post = author.page.locator("article.post").last
    number = (post.get_attribute("id") or "").removeprefix("post-")
    assert post.locator("img[src^='/uploads/'], a[href^='/uploads/']").count() >= 1
    author.lead(f'#post-{number} a[href="/posts/{number}/edit"]')
    author.write("main textarea", "So leuchtet sie jetzt.")
    author.lead(f'form[action$="/posts/{number}/edit"] button[type=submit]:not([name])')
    author.sees(f"#post-{number} .prose", "jetzt")
    author.lead(f'#post-{number} a[href$="/history"]')
    author.sees("ins")
    author.page.goto(f"{place.url}/threads/{thread}")
    author.press(f"#post-{number} details.more > summary")
    author.lead(f'form[action$="/posts/{number}/withdrawal"] button')
    author.lead(f'form[action$="/posts/{number}/withdrawal/removal"] button')
    author.sees(f"#post-{number} .prose", "jetzt")


def test_a_fresh_question_is_taken_back(place, hand):
    author = hand("Holger")
    thread = ask(place, author, "Doch selbst gefunden")
    author.lead(f'form[action$="/threads/{thread}/taking-back"] button')
    author.sees("#title")
    assert hand().page.goto(f"{place.url}/threads/{thread}").status == 404


def test_an_asker_accepts_takes_it_back_and_says_thank_you(place, hand):
    asker, helper = hand("Holger"), hand("Rolf")
    thread = ask(place, asker)
    post = reply(place, helper, thread, "Unter Funk, ganz unten.")
    asker.page.goto(f"{place.url}/threads/{thread}")
    asker.lead(f'#post-{post} form[action$="/solution"] button')
    asker.sees("section.answer", "Unter Funk")
    asker.lead(f'#post-{post} .acts > form[action$="/solution/removal"] button')
    assert asker.page.locator("section.answer").count() == 0
    asker.choose("input[name=need][value=thanks]")
    asker.write("#reply textarea", "Danke, das Menü heißt bei mir anders.")
    asker.lead("#reply .go button")
    asker.sees("article.post", "heißt bei mir anders")


def test_a_member_quotes_and_is_told_of_answers(place, hand):
    asker, helper = hand("Holger"), hand("Rolf")
    thread = ask(place, asker)
    first = reply(place, asker, thread, "Sie blinkt zweimal orange.")
    helper.page.goto(f"{place.url}/threads/{thread}")
    helper.press(f'a[href="?quote={first}#reply"]')
    until(lambda: "> Sie blinkt" in helper.page.locator("#reply textarea").input_value(), "the quotation")
    text = helper.page.locator("#reply textarea").input_value()
    helper.write("#reply textarea", f"{text}\n\nDann fehlt das Netz.")
    helper.lead("#reply .go button")
    helper.sees("blockquote", "zweimal orange")

    news = f'.events.new:has(a[href^="/threads/{thread}-"])'

    def told():
        asker.page.goto(f"{place.url}/notifications")
        return asker.page.locator(news).count()

    until(told, "the notification")
    asker.lead(f'{news} .last form[action$="/reading"] button')
    assert urlsplit(asker.page.url).path == "/notifications"
    until(lambda: not told(), "the notification to be read")


def test_a_guest_narrows_a_search_and_orders_it(place, hand):
    guest = hand()
    guest.page.goto(place.url)
    guest.write("main form[role=search] input[name=q]", "WLAN")
    guest.lead("main form[role=search] button")
    guest.choose("input[name=status][value=solved]")
    if isinstance(guest, Pointer):
        guest.lead("form.facets button")
    guest.sees("a.chip")
    guest.sees("ol.threads", "WLAN bricht jeden Abend")
    guest.press("main .listhead .dots a")
    guest.page.wait_for_url("**sort=newest**")
    guest.sees("a.chip")
    guest.press("a.chip")
    guest.page.wait_for_url(lambda address: "status" not in address)


def test_a_newcomer_registers_confirms_and_sets_everything_up(place, hand, way):
    name = f"Neu{way.__name__}"
    email = f"{name.lower()}@example.org"
    person = hand()
    person.page.goto(f"{place.url}/account/register")
    for field, value in (("#name", name), ("#email", email), ("#password", "noch ein ganzer Satz")):
        person.write(field, value)
    person.lead("main form button[type=submit]")
    links = until(lambda: links_in_mail(place.server.data, email), "the mail")
    person.page.goto(links[0])
    person.lead('main form[method="post"] button')
    if not person.page.locator("details.account").count():
        person.page.goto(f"{place.url}/account/login")
        person.write("#email", email)
        person.write("#password", "noch ein ganzer Satz")
        person.lead("main form button[type=submit]")
    settings = f"{place.url}/account/settings"
    person.page.goto(settings)
    person.write("#about", "Zwei Router, ein Keller.")
    person.lead("form:has(#about) button")
    person.write("#name", f"{name}Zwei")
    person.lead("form:has(#name) button")
    person.page.goto(f"{settings}/display")
    person.pick("#theme", person.page.locator("#theme option[value=dark]").inner_text())
    person.lead("form:has(#theme) button")
    person.sees("html[data-theme=dark] main")
    person.page.goto(f"{settings}/mails")
    person.choose("input[name=mail_replies][value=never]")
    person.lead("form:has(input[name=mail_replies]) button")
    person.page.goto(f"{settings}/email")
    person.write("#email", f"zwei-{email}")
    person.write("#current_password", "noch ein ganzer Satz")
    person.lead("form:has(#email) button[type=submit]")
    person.sees("main", f"zwei-{email}")
    person.lead("form:has([value=email_stays]) button")
    other = hand()
    other.page.goto(f"{place.url}/account/login")
    other.write("#email", email)
    other.write("#password", "noch ein ganzer Satz")
    other.lead("main form button[type=submit]")
    person.page.goto(f"{settings}/sessions")
    person.lead("form:has([value=session]) button")
    other.page.goto(settings)
    assert "/account/login" in other.page.url
    person.page.goto(f"{settings}/password")
    person.write("#current_password", "noch ein ganzer Satz")
    person.write("#new_password", "ein anderer ganzer Satz")
    person.lead("form:has(#new_password) button[type=submit]")
    assert person.page.locator("details.account").count() == 1


def test_a_moderator_hides_shows_closes_and_opens(place, hand):
    author, moderator = hand("Rolf"), hand("Moritz")
    thread = ask(place, author)
    post = reply(place, author, thread, "Kauft alte Uhren.")
    moderator.page.goto(f"{place.url}/threads/{thread}")
    moderator.press(f"#post-{post} details.more > summary")
    moderator.lead(f'form[action$="/posts/{post}/hiding"] button')
    moderator.press(f"#post-{post} details.more > summary")
    moderator.lead(f'form[action$="/posts/{post}/hiding/removal"] button')
    moderator.sees(f"#post-{post} .prose", "Uhren")
    moderator.press("details.reply.fold:has(#closing-reason) > summary")
    moderator.lead(f'form[action$="/threads/{thread}/closure"] button')
    moderator.lead(f'form[action$="/threads/{thread}/closure/removal"] button')
    moderator.sees("details.reply.fold:has(#closing-reason)")


def test_a_mail_signs_in_and_brings_back_to_the_page_that_was_read(place, hand):
    def links():
        return [link for link in links_in_mail(place.server.data, "holger@example.org") if "/link/" in link]

    asker, reader, earlier = hand("Rolf"), hand(), len(links())
    thread = ask(place, asker)
    reader.page.goto(f"{place.url}/threads/{thread}")
    reader.lead('#reply a[href^="/account/login"]')
    reader.write("#email", "holger@example.org")
    reader.lead("button[form=sign-in]")
    (link,) = until(lambda: links()[earlier:], "the mail")
    reader.page.goto(link)
    reader.lead('main form[method="post"] button')
    assert f"/threads/{thread}" in reader.page.url
    assert reader.page.locator("details.account").count() == 1
