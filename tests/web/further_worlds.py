"""Further things that one of two worlds has more: on their way back, half read, over, or for the staff alone."""

from collections.abc import Iterator
from typing import Any

from community.commands.board_changes import change_board
from community.commands.boards import create_board, tag_named
from community.commands.bookmarks import add_bookmark
from community.commands.drafts import draft_thread
from community.commands.held_texts import withdraw_held
from community.commands.helpful_votes import find_helpful
from community.commands.hidings import hide_post
from community.commands.holding import reject_held, return_held
from community.commands.known_issues import begin_known_issue
from community.commands.members import add_member
from community.commands.product_fields import add_field
from community.commands.reading_notes import note_paragraph
from community.commands.readings import approve_version
from community.commands.replies import reply
from community.commands.saved_texts import save_text
from community.commands.solutions import accept_solution
from community.commands.standing import suspend
from community.commands.taking_back import take_back
from community.commands.threads import ask
from community.model.boards import Holding, Visibility
from community.model.members import Role
from community.model.product_fields import FieldKind
from community.model.threads import ThreadKind
from tests.stories import EVERYTHING, approved, asked, drafted, newest, post_of, replied

WORDS = {"title": "Router Zuckerwatte", "source": "Glasfaser langsam, Router Zuckerwatte."}


def taken_back_question(world: Any) -> None:
    thread = asked(world.cast, world.cast.holger, tags=["kupfer"], **WORDS)
    world.follow()
    world.cast.do(take_back, world.cast.holger, thread)


def _held(world: Any) -> int:
    return world.cast.do(ask, world.cast.holger, "held", tags=["kupfer"], **WORDS).draft_id or 0


def rejected_question(world: Any) -> None:
    held = _held(world)
    world.cast.do(reject_held, world.cast.moritz, held, newest(world.cast, held), "Zuckerwatte")


def returned_question(world: Any) -> None:
    held = _held(world)
    world.cast.do(return_held, world.cast.moritz, held, newest(world.cast, held), "Zuckerwatte")


def withdrawn_held_question(world: Any) -> None:
    world.cast.do(withdraw_held, world.cast.holger, _held(world))


def half_read_thread(world: Any) -> None:
    cast = world.cast
    made = cast.do(draft_thread, cast.svea, "six-eyes", kind=ThreadKind.announcement, **WORDS)
    version = newest(cast, made.draft_id)
    cast.do(approve_version, cast.jana, made.draft_id, version, seen=EVERYTHING)


def note_of_a_reader(world: Any) -> None:
    cast = world.cast
    draft = drafted(cast, world.thread, source="Router Zuckerwatte.")
    cast.do(note_paragraph, cast.jana, draft, newest(cast, draft), 0, "Zuckerwatte")


def saved_text(world: Any) -> None:
    place = f"reply:{world.thread}"
    world.cast.do(save_text, world.cast.holger, place, {"body": ["Router Zuckerwatte"]})


def _announced(world: Any, board: str) -> int:
    cast = world.cast
    made = cast.do(draft_thread, cast.svea, board, kind=ThreadKind.announcement, **WORDS)
    thread = post_of(cast, approved(cast, made.draft_id)).thread_id
    cast.do(begin_known_issue, cast.jana, thread)
    return int(thread)


def hidden_known_issue(world: Any) -> None:
    thread = _announced(world, "internet")
    world.follow()
    world.cast.do(hide_post, world.cast.moritz, world.cast.question(thread).id, "Zuckerwatte")


def known_issue_of_the_staff(world: Any) -> None:
    _announced(world, "staff")


def hidden_solution(world: Any) -> None:
    cast = world.cast
    thread = asked(cast, cast.nils, **WORDS)
    post = replied(cast, thread, source="Router Zuckerwatte.")
    cast.do(accept_solution, cast.nils, post)
    cast.do(find_helpful, cast.moritz, post)
    cast.do(add_bookmark, cast.moritz, post)
    world.follow()
    cast.do(hide_post, cast.moritz, cast.question(thread).id, "Zuckerwatte")


def tag_of_a_hidden_question(world: Any) -> None:
    world.cast.do(lambda work, _: tag_named(work, "Zuckerwatte"), None)
    thread = asked(world.cast, world.cast.holger, tags=["zuckerwatte"], **WORDS)
    world.follow()
    world.cast.do(hide_post, world.cast.moritz, world.cast.question(thread).id, "Zuckerwatte")


def board_closed_to_all_but_staff(world: Any) -> None:
    cast = world.cast
    cast.do(lambda work, _: create_board(work, None, "Zuckerwatte", board_slug="narrow"), None)
    cast.do(
        add_field, None, "narrow", label="Zuckerwatte", kind=FieldKind.choice, options=["Router", "Watte"]
    )
    thread = asked(cast, cast.holger, board="narrow", fields={"zuckerwatte": "Watte"}, **WORDS)
    cast.do(reply, cast.nils, thread, source="Router Zuckerwatte.")
    kept = {
        "name": "Zuckerwatte",
        "description": "",
        "icon": "chat",
        "parent_slug": None,
        "holding": Holding.none,
    }
    closed = {**kept, "visibility": Visibility.staff, "kinds": list(ThreadKind)}
    cast.do(change_board, cast.ada, "narrow", **closed)


def suspended_member(world: Any) -> None:
    made = world.cast.do(
        lambda work, _: add_member(work, None, name="Zucker", email="zucker@example.org", role=Role.customer),
        None,
    )
    world.cast.do(suspend, None, made.id, "Zuckerwatte")


FURTHER = (
    *(taken_back_question, rejected_question, returned_question, withdrawn_held_question, half_read_thread),
    *(note_of_a_reader, saved_text, hidden_known_issue, known_issue_of_the_staff, hidden_solution),
    *(tag_of_a_hidden_question, board_closed_to_all_but_staff, suspended_member),
)


def further_addresses() -> Iterator[str]:
    """Yield where such things might show."""
    yield from (
        "/tags/kupfer?page=2",
        "/tags/zuckerwatte",
        "/tags/zuckerwatte?page=2",
        "/boards/internet?page=2",
    )
    yield from (
        "/ask/fields?board=narrow",
        "/ask?board=narrow",
        "/boards/six-eyes",
        "/boards/held",
        "/news?kind=articles",
    )
    yield from (
        "/bookmarks",
        "/follows",
        "/notifications/count",
        "/healthz",
        "/members/zucker",
        "/members/nils",
    )
    yield from (f"/completions/members?q={name}" for name in ("holger", "zucker", "svea"))
    yield from (f"/completions/threads?q={words}" for words in ("zucker", "glasfaser", "04"))
    yield from (
        f"/search?q={words}" for words in ("tag:zuckerwatte", "board:narrow", "from:holger", "router&page=2")
    )
