"""Members follow threads, boards and tags; who writes in a thread follows it until they say otherwise."""

from sqlalchemy import select

from community import access, clock
from community.commands.single_rows import put_row, set_row, take_row
from community.model.members import Participant
from community.model.readers import BoardFollow, Following, TagFollow, ThreadFollow
from community.policy.actors import Actor
from community.policy.rights import permitted
from community.policy.verdicts import insist
from community.work import Work


def follow_thread(work: Work, actor: Actor, thread_id: int) -> None:
    """Follow a thread by choice. Raises Absent, or Refused: sign_in."""
    _choose(work, actor, thread_id, Following.chosen)


def unfollow_thread(work: Work, actor: Actor, thread_id: int) -> None:
    """Hear no more of a thread, also after the next own post in it. Raises Absent, or Refused: sign_in."""
    _choose(work, actor, thread_id, Following.off)


def follow_because(work: Work, member_id: int, thread_id: int, why: Following) -> None:
    """Let a member follow a thread because of what they did; what they chose before holds."""
    key = {"member_id": member_id, "thread_id": thread_id}
    put_row(work, ThreadFollow, key, following=why, since=clock.now())


def follow_own_words(work: Work, author_id: int, thread_id: int) -> None:
    """Let the author of a new post follow its thread, if they have an account to be told in."""
    account = select(Participant.has_account).where(Participant.id == author_id)
    if work.session.scalar(account):
        follow_because(work, author_id, thread_id, Following.wrote)


def unfollow_because(work: Work, member_id: int, thread_id: int, why: Following) -> None:
    """Take back a following that came with what is taken back now."""
    take_row(work, ThreadFollow, member_id=member_id, thread_id=thread_id, following=why)


def follow_board(work: Work, actor: Actor, slug: str) -> None:
    """Follow a board. Raises Absent, or Refused: sign_in."""
    insist(permitted(actor, "follow"))
    board = access.board(work.session, actor, slug)
    put_row(work, BoardFollow, {"member_id": actor.known(), "board_id": board.id}, since=clock.now())


def unfollow_board(work: Work, actor: Actor, slug: str) -> None:
    """Follow a board no more. Raises Absent, or Refused: sign_in."""
    insist(permitted(actor, "follow"))
    board = access.board(work.session, actor, slug)
    take_row(work, BoardFollow, member_id=actor.known(), board_id=board.id)


def follow_tag(work: Work, actor: Actor, slug: str) -> None:
    """Follow a tag. Raises Absent, or Refused: sign_in."""
    insist(permitted(actor, "follow"))
    tag = access.tag(work.session, actor, slug)
    put_row(work, TagFollow, {"member_id": actor.known(), "tag_id": tag.id}, since=clock.now())


def unfollow_tag(work: Work, actor: Actor, slug: str) -> None:
    """Follow a tag no more. Raises Absent, or Refused: sign_in."""
    insist(permitted(actor, "follow"))
    take_row(work, TagFollow, member_id=actor.known(), tag_id=access.tag(work.session, actor, slug).id)


def _choose(work: Work, actor: Actor, thread_id: int, following: Following) -> None:
    insist(permitted(actor, "follow"))
    thread = access.thread(work.session, actor, thread_id)
    key = {"member_id": actor.known(), "thread_id": thread.id}
    set_row(work, ThreadFollow, key, following=following, since=clock.now())
