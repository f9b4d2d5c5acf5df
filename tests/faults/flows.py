"""The acts that must not be done by halves: each prepared on a thread of its own, with the row that it makes."""

from functools import partial

from sqlalchemy import func, select, update

from community.commands.break_glass import break_glass
from community.commands.drafts import draft_reply, revise_draft
from community.commands.edits import edit_post
from community.commands.hidings import hide_post
from community.commands.holding import approve_held
from community.commands.obligations import waive_answer
from community.commands.passwords import hash_password
from community.commands.readings import approve_version, return_version
from community.commands.replies import reply
from community.commands.site import change_setting
from community.commands.solutions import accept_solution
from community.commands.threads import ask
from community.model.drafts import Draft
from community.model.members import Member
from community.model.obligations import ObligationEvent
from community.model.posts import Hiding, Post, PostRevision, Solution
from community.model.readings import LaterReading
from community.model.versions import Reading, Release, Version
from community.policy.verdicts import Refused
from tests.stories import answered, asked, drafted, newest, replied

PASSWORD = "ein ganzer Satz"


def asking(cast, turn):
    return partial(
        cast.do,
        ask,
        cast.mara,
        "internet",
        title=f"Question {turn} of mine",
        source="No line.",
        key=f"ask {turn}",
    )


def replying(cast, turn):
    return partial(cast.do, reply, cast.holger, asked(cast), source="Here too.", key=f"reply {turn}")


def editing(cast, turn):
    question = cast.question(asked(cast)).id
    return partial(cast.do, edit_post, cast.mara, question, source="Since noon.", after=1)


def drafting(cast, turn):
    words = {"source": "Please restart it.", "key": f"draft {turn}"}
    return partial(cast.do, draft_reply, cast.svea, asked(cast), **words)


def revising(cast, turn):
    return partial(
        cast.do, revise_draft, cast.svea, drafted(cast, asked(cast)), after=1, source="Restart it."
    )


def approving(cast, turn):
    draft = drafted(cast, asked(cast))
    return partial(cast.do, approve_version, cast.jana, draft, newest(cast, draft))


def reading_as_the_second(cast, turn):
    draft = drafted(cast, asked(cast, board="six-eyes"))
    version = newest(cast, draft)
    cast.do(approve_version, cast.ole, draft, version)
    return partial(cast.do, approve_version, cast.jana, draft, version)


def returning(cast, turn):
    draft = drafted(cast, asked(cast))
    return partial(cast.do, return_version, cast.jana, draft, newest(cast, draft), "Which router?")


def breaking_glass(cast, turn):
    if not turn:
        known = update(Member).values(password_hash=hash_password(PASSWORD))
        cast.do(lambda work, _: work.session.execute(known), None)
        cast.do(change_setting, cast.ada, "break_glass", "readers")
    draft = drafted(cast, asked(cast), cast.jana)
    version = newest(cast, draft)
    return partial(cast.do, break_glass, cast.jana, draft, version, password=PASSWORD, reason="Fire.")


def accepting(cast, turn):
    return partial(cast.do, accept_solution, cast.mara, answered(cast, asked(cast)))


def hiding(cast, turn):
    return partial(cast.do, hide_post, cast.moritz, replied(cast, asked(cast)), "Not kind.")


def letting_in(cast, turn):
    held = cast.do(ask, cast.mara, "held", title="Held for a while", source="No line.").draft_id
    return partial(cast.do, approve_held, cast.moritz, held, newest(cast, held))


def waiving(cast, turn):
    (owed,) = cast.owed(asked(cast))
    return partial(cast.do, waive_answer, cast.jana, owed.id, "No need")


FLOWS = {
    "ask": (asking, Post),
    "reply": (replying, Post),
    "edit": (editing, PostRevision),
    "draft": (drafting, Draft),
    "revise": (revising, Version),
    "approve": (approving, Release),
    "approve as the second": (reading_as_the_second, Release),
    "return": (returning, Reading),
    "break glass": (breaking_glass, LaterReading),
    "accept": (accepting, Solution),
    "hide": (hiding, Hiding),
    "let a held text in": (letting_in, Post),
    "waive": (waiving, ObligationEvent),
}


def rows(cast, model):
    """Return how many there are."""
    cast.session.rollback()
    found = cast.session.scalar(select(func.count()).select_from(model))
    cast.session.rollback()
    return found


def again(act):
    """Do what was done already: a form gives its first answer, an act says that it is done."""
    try:
        done = act()
    except Refused:
        return
    assert getattr(done, "repeated", True)
