"""Names and numbers in texts: linked as far as everybody may see them, completed as far as the writer may."""

import re

import pytest
from sqlalchemy import select

from community.commands.hidings import hide_post
from community.commands.standing import suspend
from community.commands.threads import ask
from community.model.posts import Post
from community.model.versions import Version
from tests.stories import asked, replied
from tests.web.scenes import furnish

sqlite_only = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
pytestmark = sqlite_only


def latest_html(site):
    """Return what was stored of the text written last."""
    site.cast.session.rollback()
    return site.cast.session.scalars(select(Version.html).order_by(Version.id.desc())).first()


def offered(answer):
    """Return what a completion offers: what it puts into the text, and what it shows."""
    return re.findall(r'data-value="([^"]*)">([^<]*)', answer.text)


def test_members_are_linked_and_strangers_are_not(site):
    thread = asked(site.cast)
    replied(site.cast, thread, site.cast.rolf, source="@mara, @Niemand und `@Mara`; m@mara")
    assert latest_html(site).count("<a ") == 1
    assert '<a href="/members/Mara" rel="nofollow ugc noopener">@mara</a>, @Niemand' in latest_html(site)
    assert site.browser().get("/members/Mara").status_code == 200
    replied(site.cast, thread, site.cast.rolf, source='@"Mara" und @"Niemand"')
    assert re.sub("<[^>]+>", "", latest_html(site)).strip() == '@Mara und @"Niemand"'


def test_a_suspended_member_is_a_stranger(site):
    thread = asked(site.cast)
    site.cast.do(suspend, site.cast.ada, site.cast.ids["Holger"], "Darum")
    replied(site.cast, thread, site.cast.rolf, source="Danke @Holger")
    assert "<a " not in latest_html(site)


def test_a_number_is_linked_without_the_title_and_only_where_everybody_may_go(site):
    public = asked(site.cast)
    title = "Geheimes unter Mitgliedern"
    closed = site.cast.do(ask, site.cast.mara, "members", title=title, source="Nur wir.").thread_id
    hidden = asked(site.cast, site.cast.holger)
    question = site.cast.session.scalars(select(Post.id).where(Post.thread_id == hidden)).first()
    site.cast.session.rollback()
    site.cast.do(hide_post, site.cast.moritz, question, "Darum")
    pages = {}
    for number in (public, closed, hidden, 4711):
        replied(site.cast, public, site.cast.mara, source=f"Wie in #{number}.")
        pages[number] = latest_html(site).replace(str(number), "N")
    assert pages[public] == '<p>Wie in <a href="/threads/N" rel="nofollow ugc noopener">#N</a>.</p>\n'
    assert pages[closed] == pages[hidden] == pages[4711] == "<p>Wie in #N.</p>\n"


def test_a_title_is_not_told_by_what_linked_to_it_before_it_was_hidden(site):
    first, second = asked(site.cast), asked(site.cast, site.cast.holger, title="Bald verborgene Worte")
    replied(site.cast, first, site.cast.rolf, source=f"Siehe #{second}")
    question = site.cast.session.scalars(select(Post.id).where(Post.thread_id == second)).first()
    site.cast.session.rollback()
    site.cast.do(hide_post, site.cast.moritz, question, "Darum")
    site.follow()
    assert "Bald verborgene" not in site.browser().get(f"/threads/{first}-no-line-since-noon").text


def test_members_are_completed_who_wrote_what_the_viewer_sees(site):
    thread = asked(site.cast)
    browser = site.signed_in("Rolf")
    assert offered(browser.get("/completions/members?q=Ma")) == [("@Mara", "Mara")]
    assert offered(browser.get("/completions/members?q=ho")) == []
    post = replied(site.cast, thread, site.cast.holger)
    assert offered(browser.get("/completions/members?q=HO")) == [("@Holger", "Holger")]
    site.cast.do(hide_post, site.cast.moritz, post, "Darum")
    nothing = browser.get("/completions/members?q=zz").data
    for path in ("members?q=ho", "members?q=m", "members?q=%25", "members?q=__", "threads?q=x"):
        assert browser.get(f"/completions/{path}").data == nothing


NO_THREADS = ("hidden question", "hidden issue", "taken back", "held", "announcement draft", "half read")
"""Hidden, or not published yet: offered to nobody, whoever may read them elsewhere."""


def test_threads_are_completed_by_number_and_by_words_as_far_as_the_viewer_sees_them(site):
    scene = furnish(site)
    titles = {word: kind for word, kind in scene.kinds.items() if kind.startswith("title: ")}
    for name in ("Rolf", "Moritz", "Jana"):
        browser = site.signed_in(name)
        for word, kind in titles.items():
            found = browser.get(f"/completions/threads?q={word}").text
            seen = kind.removeprefix("title: ") not in NO_THREADS and name in scene.readers[word]
            assert (word in found) is seen, (name, kind)
    number = scene.threads["public"]
    found = offered(site.signed_in("Rolf").get(f"/completions/threads?q={number:02d}"))
    assert all(value.startswith("#") for value, _ in found)


def test_at_most_five_are_offered(site):
    for number in range(7):
        asked(site.cast, title=f"Immer wieder Frage {number}")
    found = offered(site.signed_in("Rolf").get("/completions/threads?q=immer"))
    assert len(found) == 5


def test_a_mention_is_told_once_and_only_to_who_may_see_the_post(site, turning_clock):
    thread = asked(site.cast)
    first = replied(site.cast, thread, site.cast.holger)
    site.follow()
    site.effects.letterbox.messages.clear()
    post = replied(site.cast, thread, site.cast.rolf, source="@Mara @Holger @Nils @Rolf @Jana schaut mal")
    site.follow()
    mails = sorted((str(mail["To"]), str(mail["Subject"])) for mail in site.effects.letterbox.messages)
    assert mails == [
        ("jana@example.org", "Rolf mentioned you: No line since noon"),
        ("mara@example.org", "Rolf replied to you: No line since noon"),
        ("nils@example.org", "Rolf mentioned you: No line since noon"),
    ]
    told = {
        name: [kind for kind, about in site.effects.told(name) if about == post]
        for name in ("Mara", "Holger")
    }
    assert told == {"Mara": ["reply"], "Holger": ["reply"]}
    assert site.effects.told("Nils") == site.effects.told("Jana") == [("mention", post)]
    assert site.effects.told("Rolf") == []
    quoted = replied(site.cast, thread, site.cast.holger, source="> @Nils sagt\n\n`@Nils` nicht")
    site.follow()
    assert quoted not in [about for _, about in site.effects.told("Nils")]
    inside = site.cast.do(ask, site.cast.mara, "internet", title="Noch etwas", source="@Nils?").post_id
    site.cast.do(hide_post, site.cast.moritz, inside, "Darum")
    turning_clock.pass_by(minutes=2)
    site.follow()
    assert inside not in [about for _, about in site.effects.told("Nils")]
    assert first
