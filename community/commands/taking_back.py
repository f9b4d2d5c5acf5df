"""Undoes publishing a question: it is withdrawn, and its words lie in the form again."""

from sqlalchemy import and_, select

from community import access, clock
from community.commands.hidings import withdraw_post
from community.commands.saved_texts import save_text
from community.model.boards import Board
from community.model.posts import Hiding, Post, PostRevision
from community.model.versions import Version
from community.policy.actors import Actor
from community.policy.posts import may_take_back
from community.policy.verdicts import insist
from community.work import Work

UNKNOWN_BOARD = "unknown"
"""What the ask form sends for "I don't know"."""


def take_back(work: Work, actor: Actor, thread_id: int) -> Hiding:
    """Withdraw a question within a minute of publishing it, with its text kept for the ask form.

    Raises Absent, or Refused: not_allowed, not_yours, already_answered, already_hidden, too_late.
    """
    thread = access.thread(work.session, actor, thread_id, lock=True)
    age = clock.now() - thread.created_at
    insist(may_take_back(actor, author_id=thread.author_id, replies=thread.other_reply_count, age=age))
    post, source, board = work.session.execute(
        select(Post, Version.source, Board.slug)
        .join(
            PostRevision,
            and_(PostRevision.post_id == Post.id, PostRevision.number == Post.current_revision),
        )
        .join(Version, Version.id == PostRevision.version_id)
        .join(Board, Board.id == thread.board_id)
        .where(Post.thread_id == thread.id, Post.number == 1)
    ).one()
    chosen = UNKNOWN_BOARD if thread.board_unknown else board
    hiding = withdraw_post(work, actor, post.id)
    save_text(work, actor, "ask", {"title": [thread.title], "body": [source], "board": [chosen]})
    return hiding
