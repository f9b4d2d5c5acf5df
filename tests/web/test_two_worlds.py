"""Two worlds: with the hidden thing and without it every page and answer is the same to the byte."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from community import clock
from community.commands.boards import create_board, tag_named
from community.commands.drafts import draft_edit, draft_reply, draft_thread
from community.commands.edits import edit_post
from community.commands.follows import follow_board
from community.commands.hidings import hide_post, withdraw_post
from community.commands.notes import write_note
from community.commands.product_fields import add_field
from community.commands.readings import return_version
from community.commands.threads import ask
from community.model.boards import Visibility
from community.model.product_fields import FieldKind
from community.model.threads import ThreadKind
from tests.cast import Cast
from tests.databases import POSTGRESQL_IS_LONG
from tests.stories import answered, approved, asked, drafted, newest, post_of, replied
from tests.web.further_worlds import FURTHER, further_addresses

pytestmark = POSTGRESQL_IS_LONG

VIEWERS = ("guest", "Rolf", "Mara")
"""A guest, an uninvolved customer, and the asker of the thread where things happen."""


@dataclass
class World:
    """What both worlds begin with."""

    cast: Cast
    follow: Callable[[], None]
    thread: int
    answer: int
    """A published answer of the staff."""
    members_thread: int


def begin(site):
    """Let the same things happen in both worlds."""
    cast = site.cast
    cast.do(lambda work, _: tag_named(work, "Kupfer"), None)
    colours = ["Blau", "Rot"]
    cast.do(add_field, None, "internet", label="Router", kind=FieldKind.choice, options=colours)
    thread = asked(cast, title="Glasfaser langsam seit gestern", source="Der Router blinkt.", tags=["kupfer"])
    answer = answered(cast, thread, source="Bitte den Router neu starten und dann eine Minute warten.")
    replied(cast, thread, cast.rolf, source="Router blinkt hier auch, Glasfaser langsam.")
    asked(cast, cast.rolf, title="Rechnung zu hoch", source="Doppelt berechnet, zweimal derselbe Router.")
    # Rolf hears of whatever is opened there.
    cast.do(follow_board, cast.rolf, "internet")
    members = asked(
        cast, cast.rolf, board="members", title="Nur unter uns", source="Ein Router zu verschenken."
    )
    site.follow()
    return World(cast, site.follow, thread, answer, members)


def waiting_draft(world):
    drafted(world.cast, world.thread, source="Zuckerwatte: wir tauschen den Router.", asks_details=True)


def returned_draft(world):
    draft = drafted(world.cast, world.thread, source="Zuckerwatte hilft.")
    world.cast.do(return_version, world.cast.jana, draft, newest(world.cast, draft), "Zuckerwatte?")


def announcement_draft(world):
    words = {"title": "Router Zuckerwatte", "source": "Alle Router.", "kind": ThreadKind.announcement}
    world.cast.do(draft_thread, world.cast.svea, "internet", **words)


def edit_draft(world):
    world.cast.do(draft_edit, world.cast.svea, world.answer, source="Router Zuckerwatte.")


def note(world):
    world.cast.do(write_note, world.cast.jana, world.thread, "Router Zuckerwatte")


def held_question(world):
    words = {"title": "Router Zuckerwatte", "source": "Glasfaser langsam."}
    world.cast.do(ask, world.cast.nils, "newcomers", **words)


def held_question_with_a_tag(world):
    words = {"title": "Router Zuckerwatte", "source": "Glasfaser langsam.", "tags": ["kupfer"]}
    world.cast.do(ask, world.cast.holger, "held", **words)


def hidden_reply(world):
    post = replied(
        world.cast, world.thread, source="Router Zuckerwatte. Glasfaser langsam.", affects_me_too=True
    )
    world.follow()
    world.cast.do(hide_post, world.cast.moritz, post, "Zuckerwatte")


def hidden_before_anybody_was_told(world):
    post = replied(world.cast, world.thread, source="Router Zuckerwatte.")
    world.cast.do(hide_post, world.cast.moritz, post, "Zuckerwatte")


def hidden_edited_reply(world):
    post = replied(world.cast, world.thread, source="Router Zuckerwatte.")
    world.cast.do(edit_post, world.cast.holger, post, source="Router Lakritze.")
    world.follow()
    world.cast.do(hide_post, world.cast.moritz, post, "Zuckerwatte")


def deleted_reply(world):
    post = replied(world.cast, world.thread, source="Router Zuckerwatte.")
    world.follow()
    world.cast.do(hide_post, world.cast.moritz, post, "Zuckerwatte", delete=True)


def withdrawn_reply(world):
    post = replied(world.cast, world.thread, source="Router Zuckerwatte.")
    world.follow()
    world.cast.do(withdraw_post, world.cast.holger, post)


def hidden_question(world):
    thread = asked(
        world.cast,
        world.cast.holger,
        title="Glasfaser langsam Zuckerwatte",
        source="Router.",
        tags=["kupfer"],
        fields={"router": "Blau"},
    )
    replied(world.cast, thread, world.cast.rolf, source="Router Zuckerwatte.")
    world.follow()
    world.cast.do(hide_post, world.cast.moritz, world.cast.question(thread).id, "Zuckerwatte")


def hidden_answer_of_the_staff(world):
    post = answered(world.cast, world.thread, world.cast.ole, source="Router Zuckerwatte, Glasfaser langsam.")
    world.follow()
    world.cast.do(hide_post, world.cast.moritz, post, "Zuckerwatte")


def staff_board(world):
    cast = world.cast
    options = {"board_slug": "back", "visibility": Visibility.staff}
    cast.do(lambda work, _: create_board(work, None, "Zuckerwatte", **options), None)
    words = {"title": "Glasfaser langsam Router Zuckerwatte", "source": "Router Router Zuckerwatte."}
    made = cast.do(draft_thread, cast.svea, "back", kind=ThreadKind.discussion, **words)
    post = approved(cast, made.draft_id or 0)
    draft = cast.do(draft_reply, cast.ole, post_of(cast, post).thread_id, source="Router Zuckerwatte.")
    approved(cast, draft.draft_id or 0)


HIDDEN = (
    waiting_draft,
    returned_draft,
    announcement_draft,
    edit_draft,
    note,
    held_question,
    held_question_with_a_tag,
    hidden_reply,
    hidden_before_anybody_was_told,
    hidden_edited_reply,
    deleted_reply,
    withdrawn_reply,
    hidden_question,
    hidden_answer_of_the_staff,
    staff_board,
    *FURTHER,
)
"""What one world has more than the other."""

THREADS, POSTS, DRAFTS = range(1, 6), range(1, 9), range(1, 4)


def addresses():
    yield from (
        "/",
        "/boards",
        "/boards/internet",
        "/boards/internet?product=router:Blau",
        "/boards/members",
        "/boards/back",
        "/boards/newcomers",
        "/news",
    )
    yield from (f"/?filter={name}" for name in ("open", "follow_up", "solved", "mine"))
    yield from ("/tags/kupfer", "/notifications", "/ask?title=Glasfaser+langsam+Router", "/account/settings")
    yield from (
        "/feed.atom",
        "/boards/internet/feed.atom",
        "/boards/back/feed.atom",
        "/sitemap.xml",
        "/desk/",
    )
    yield from (
        f"/members/{name}?tab={tab}"
        for name in ("mara", "holger", "svea")
        for tab in ("answers", "questions")
    )
    yield from (
        f"/search?q={words}"
        for words in ("router", "glasfaser+langsam", "zuckerwatte", "zukerwatte", "ruoter")
    )
    yield from (f"/search/suggestions?q={typed}" for typed in ("rou", "glasfaser+la", "zuckerw"))
    yield from (f"/search?q=router&{more}" for more in ("status=open", "staff=yes&since=month", "sort=votes"))
    yield from (f"/api/v1/search?q={words}" for words in ("router", "glasfaser+langsam", "zuckerwatte"))
    yield from ("/api/v1/boards", "/api/v1/threads", "/api/v1/similar?title=glasfaser+langsam")
    yield from further_addresses()
    for number in THREADS:
        yield from (f"/threads/{number}-x", f"/api/v1/threads/{number}", f"/api/v1/threads/{number}/posts")
        yield f"/api/v1/threads/{number}/obligations"
    for number in POSTS:
        yield from (f"/posts/{number}", f"/posts/{number}/history", f"/posts/{number}/edit")
    for number in DRAFTS:
        yield from (f"/desk/drafts/{number}", f"/desk/readings/{number}")


NOISE = re.compile(
    r'name="(?:csrf_token|submission)" value="[^"]*"|X-Request-Id: \w+|Set-Cookie: zuruf=[^;]+'
    r"|number: [0-9a-f]{16}|Date: [^\n]+"
)


class Onlookers:
    """People who look at the same pages again and again, at the same moment of the clock."""

    def __init__(self, site, names):
        self.browsers = {name: (site.signed_in(name), site.token(name)) for name in names if name != "guest"}
        for browser, _ in self.browsers.values():
            browser.get("/")  # the first page after signing in has its cookie to set
        self.site, self.names = site, names
        self.moment = clock.now()

    def look(self, clock_of_test):
        """Return all that they get to see, without what is random in any world."""
        clock.set_source(lambda: self.moment)
        seen = {}
        for name in self.names:
            for address in addresses():
                # A guest who has seen a form has a session, so each page is seen by a new one.
                browser, token = self.browsers.get(name) or (self.site.browser(), {})
                answer = browser.get(address, headers=token if address.startswith("/api") else {})
                if answer.status_code == 301:
                    answer = browser.get(answer.location)
                shown = f"{answer.status}\n{answer.headers}\n{answer.text}"
                seen[f"{name} {address}"] = NOISE.sub("", shown)
        clock.set_source(clock_of_test)
        return seen


def differences(plain, seen):
    """Return where two impressions differ, and in which first line."""
    found = []
    for address, shown in seen.items():
        if shown != plain[address]:
            pairs = zip(plain[address].splitlines(), shown.splitlines(), strict=False)
            found.append((address, next((pair for pair in pairs if pair[0] != pair[1]), "length")))
    return found


def test_a_world_with_hidden_things_looks_like_one_without(site, turning_clock, sample, pytestconfig):
    world = begin(site)
    # Of a new question its followers hear when it can't be taken back any more.
    turning_clock.pass_by(minutes=2)
    site.follow()
    onlookers = Onlookers(site, VIEWERS)
    plain = onlookers.look(turning_clock)
    assert differences(plain, onlookers.look(turning_clock)) == []
    different = {}
    hides = sample(HIDDEN, len(HIDDEN))
    for hide in hides:
        hide(world)
        site.follow()
        if pytestconfig.getoption("everything") or hide is hides[-1]:
            different[hide.__name__] = differences(plain, onlookers.look(turning_clock))
    assert {name: found for name, found in different.items() if found} == {}


def test_guests_see_nothing_of_what_is_for_members(site, turning_clock):
    world = begin(site)
    onlookers = Onlookers(site, ["guest"])
    plain = onlookers.look(turning_clock)
    replied(world.cast, world.members_thread, source="Router Zuckerwatte, Glasfaser langsam.")
    asked(
        world.cast, world.cast.rolf, board="members", title="Router Zuckerwatte", source="Glasfaser langsam."
    )
    site.follow()
    assert differences(plain, onlookers.look(turning_clock)) == []
